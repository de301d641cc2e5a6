// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/api/client_record.h"
#include "shared/wire/route.h"

// What was changed in a client's record: every old value is kept, with who changed it and when.
namespace alcove::api::clients {

inline constexpr std::size_t kMaxChanges = 200;

struct Change {
  std::int64_t revision = 0;  // the one that the change made
  UtcTime at;
  StaffId person;
  std::string person_name;  // as it was then
  std::string terminal_name;
  std::string field;      // its path in Client: "details.phones[ID].number", "care_team[ID].role"
  std::string old_value;  // as on the wire; empty where there was none
  std::string new_value;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("revision", self.revision, wire::range(1, INT64_MAX));
    visit("at", self.at);
    visit("person", self.person);
    visit("person_name", self.person_name, wire::line(0, 100));
    visit("terminal_name", self.terminal_name, wire::line(0, 100));
    visit("field", self.field, wire::line(1, 120));
    visit("old_value", self.old_value, wire::line(0, 200));
    visit("new_value", self.new_value, wire::line(0, 200));
  }
  friend bool operator==(const Change&, const Change&) = default;
};

struct HistoryRequest {
  ClientId client;
  std::optional<std::int64_t> next;  // of the reply before

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
    visit("next", self.next, wire::range(1, INT64_MAX));
  }
};

struct HistoryReply {
  std::vector<Change> items;         // the newest first
  std::optional<std::int64_t> next;  // there are older ones

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxChanges));
    visit("next", self.next, wire::range(1, INT64_MAX));
  }
};

inline constexpr wire::Route<HistoryRequest, HistoryReply> history{
    .method = wire::Method::kGet,
    .path = "/v1/clients/history",
    .permission = wire::Permission::kClientRead,
    .audit = wire::AuditClass::kRead,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::clients

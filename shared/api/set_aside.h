// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/api/set_aside_named.h"
#include "shared/api/set_aside_words.h"
#include "shared/api/spool.h"
#include "shared/rules/instrument.h"

// What terminals brought home and the box set aside: for the privacy officer, who reads it and says
// what became of it. Nothing of it is ever deleted.
namespace alcove::api::set_aside {

inline constexpr std::size_t kMaxPage = 100;
inline constexpr wire::Text kReason = wire::prose(1, 500);

template <class Request, class Reply>
constexpr wire::Route<Request, Reply> office_route(wire::Method method, std::string_view path) {
  return {
      .method = method,
      .path = path,
      .permission = wire::Permission::kAuditRead,
      .audit = method == wire::Method::kGet ? wire::AuditClass::kRead : wire::AuditClass::kWrite,
      .stations = wire::kStaffStations,
      .when_locked = wire::WhenLocked::kRefuse};
}

// No word of what was written.
struct Line {
  SpoolRecordId record;
  UtcTime came;
  // None of these three where it could not be opened, or its signature was not the terminal's.
  std::optional<UtcTime> written;
  std::optional<std::string> terminal;  // that it was written at
  std::optional<std::string> author;    // none although it was opened: a client, in the lobby
  std::string kind;                     // "note.draft", the path of a route, or empty
  SetAsideReason reason = SetAsideReason::kDoesNotFit;
  bool opened = false;
  bool waits = false;  // tried again whenever a terminal brings something
  std::optional<Settled> settled;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("record", self.record);
    visit("came", self.came);
    visit("written", self.written);
    visit("terminal", self.terminal, wire::line(1, 60));
    visit("author", self.author, wire::line(1, 120));
    visit("kind", self.kind, wire::line(0, 120));
    visit("reason", self.reason);
    visit("opened", self.opened);
    visit("waits", self.waits);
    visit("settled", self.settled);
  }
};

struct ListRequest {
  Which which = Which::kOpen;
  std::optional<SpoolRecordId> next;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("which", self.which);
    visit("next", self.next);
  }
};

struct ListReply {
  std::vector<Line> items;  // what came last first
  std::optional<SpoolRecordId> next;
  std::int64_t open = 0;  // how many nobody has settled, on whatever page

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxPage));
    visit("next", self.next);
    visit("open", self.open, wire::range(0, INT64_MAX));
  }
};

inline constexpr auto list =
    office_route<ListRequest, ListReply>(wire::Method::kGet, "/v1/set_aside");

struct ReadRequest {
  SpoolRecordId record;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("record", self.record);
  }
};

struct ReadReply {
  Line line;
  // Whose record it belongs to, where it names one that is here.
  std::optional<ClientId> client;
  std::optional<std::int64_t> record_number;
  std::optional<std::string> person;              // "López, María"
  std::optional<rules::InstrumentId> instrument;  // that an answer belongs to
  // The JSON of the struct that the kind stands for; empty where it could not be opened.
  std::string body;
  std::vector<Named> named{};  // what its ids point to

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("line", self.line);
    visit("client", self.client);
    visit("record_number", self.record_number, wire::range(1, INT64_MAX));
    visit("person", self.person, wire::line(1, 200));
    visit("instrument", self.instrument);
    visit("body", self.body, wire::secret(0, spool::kMaxBody));
    visit("named", self.named, wire::at_most(kMaxNamed));
  }
};

// An access to the record of each client that it names. What is of a chart (notes, answers, alerts)
// is read where charts are read: not at a terminal in public view. Refusals: kNotFound, kForbidden.
inline constexpr auto read =
    office_route<ReadRequest, ReadReply>(wire::Method::kGet, "/v1/set_aside/read");

struct SettleRequest {
  SpoolRecordId record;
  Settlement how = Settlement::kNotNeeded;
  std::string reason;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("record", self.record);
    visit("how", self.how);
    visit("reason", self.reason, kReason);
  }
};

// Once, and for good: it stays with its words and this reason, and is tried no more. Refusals:
// kNotFound, kWrongState (settled already), kOutOfRange (`how` is the box's own, or a reason of
// blanks).
inline constexpr auto settle =
    office_route<SettleRequest, Line>(wire::Method::kPost, "/v1/set_aside/settle");

}  // namespace alcove::api::set_aside

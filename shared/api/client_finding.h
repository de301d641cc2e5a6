// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "shared/api/client_record.h"
#include "shared/rules/duplicate_clients.h"
#include "shared/wire/route.h"

// Finding clients: by what somebody types, as possible duplicates of a person about to be
// registered, and what was changed in a record. A search is a POST: its words are names.
namespace alcove::api::clients {

inline constexpr std::size_t kMaxHits = 25;
inline constexpr std::size_t kMaxDuplicates = 20;

// One client in a list: enough to tell two of like name apart.
struct Hit {
  ClientId client;
  std::int64_t record_number = 0;
  std::string name;  // "López, María (Mari)"
  LocalDate birth_date;
  std::string masked_phone;  // "•••-••12" of the first phone, or empty

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
    visit("record_number", self.record_number, wire::range(1, INT64_MAX));
    visit("name", self.name, wire::line(1, 200));
    visit("birth_date", self.birth_date);
    visit("masked_phone", self.masked_phone, wire::line(0, 16));
  }
};

struct SearchRequest {
  std::string text;  // parts of names, a birth date, digits of a phone, a record number

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("text", self.text, wire::line(1, 100));
  }
};

struct SearchReply {
  std::vector<Hit> items;  // the best first
  bool more = false;       // there are others: type more

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxHits));
    visit("more", self.more);
  }
};

// Refusals: kOutOfRange with field "text" when there is nothing in it to search for.
inline constexpr wire::Route<SearchRequest, SearchReply> search{
    .method = wire::Method::kPost,
    .path = "/v1/clients/search",
    .permission = wire::Permission::kClientRead,
    .audit = wire::AuditClass::kSearch,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

struct FindDuplicatesRequest {
  Details details;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("details", self.details);
  }
};

struct Duplicate {
  Hit hit;
  std::vector<rules::DuplicateReason> reasons;
  bool certain = false;  // as good as: the same names and the same birth date

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("hit", self.hit);
    visit("reasons", self.reasons, wire::at_most(16));
    visit("certain", self.certain);
  }
};

struct FindDuplicatesReply {
  std::vector<Duplicate> items;  // the likeliest first

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxDuplicates));
  }
};

inline constexpr wire::Route<FindDuplicatesRequest, FindDuplicatesReply> find_duplicates{
    .method = wire::Method::kPost,
    .path = "/v1/clients/duplicates",
    .permission = wire::Permission::kClientRead,
    .audit = wire::AuditClass::kSearch,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::clients

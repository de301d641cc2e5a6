// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/day_board.h"
#include "shared/api/waitlist.h"

// Reading the waitlist: everybody who waits, one entry with all that was done for it, and who could
// have a time that fell free. The order is always the same: emergent before urgent before routine,
// and within each whoever asked first.
namespace alcove::api::waitlist {

inline constexpr std::size_t kMaxPage = 200;
inline constexpr std::size_t kMaxMatches = 50;  // further ones are counted and left out

struct EntryRow {
  Entry entry{};
  std::string client_name{};  // "López, María (Mari)"
  std::int64_t record_number = 0;
  LocalDate birth_date{};
  clients::SpokenLanguage language = clients::SpokenLanguage::kEnglish;  // of the client's record
  std::string service_name{};
  std::int64_t service_minutes = 0;
  std::string clinician_name{};  // empty: any
  UtcTime due_at{};              // by then the clinic's standard wants a first visit
  std::int64_t tries = 0;
  std::optional<Try> last_try{};
  std::optional<Offer> open_offer{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("entry", self.entry);
    visit("client_name", self.client_name, wire::line(1, 200));
    visit("record_number", self.record_number, wire::range(1, INT64_MAX));
    visit("birth_date", self.birth_date);
    visit("language", self.language);
    visit("service_name", self.service_name, wire::line(1, 60));
    visit("service_minutes", self.service_minutes, wire::range(1, 1440));
    visit("clinician_name", self.clinician_name, wire::line(0, 100));
    visit("due_at", self.due_at);
    visit("tries", self.tries, wire::range(0, kMaxTries));
    visit("last_try", self.last_try);
    visit("open_offer", self.open_offer);
  }
};

struct ListRequest {
  std::optional<std::string> next{};  // of the page before

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("next", self.next, wire::line(1, 96));
  }
};

struct ListReply {
  UtcTime server_time{};
  std::int64_t count = 0;  // of all who wait
  std::vector<EntryRow> items{};
  std::optional<std::string> next{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("server_time", self.server_time);
    visit("count", self.count, wire::range(0, kMaxWaiting));
    visit("items", self.items, wire::at_most(kMaxPage));
    visit("next", self.next, wire::line(1, 96));
  }
};
inline constexpr auto list =
    appointments::look_route<ListRequest, ListReply>("/v1/waitlist/waiting");

struct OfClientRequest {
  ClientId client{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
  }
};

struct OfClientReply {
  std::vector<EntryRow> items{};  // whoever waits first, then what has ended; the latest first

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxOfClient));
  }
};
inline constexpr auto of_client =
    appointments::look_route<OfClientRequest, OfClientReply>("/v1/waitlist/of_client");

struct OpenRequest {
  WaitEntryId wait_entry{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("wait_entry", self.wait_entry);
  }
};

struct OpenReply {
  EntryRow row{};
  std::vector<Try> tries{};  // the oldest first, as the others
  std::vector<Offer> offers{};
  std::vector<Entry> revisions{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("row", self.row);
    visit("tries", self.tries, wire::at_most(kMaxTries));
    visit("offers", self.offers, wire::at_most(kMaxOffers));
    visit("revisions", self.revisions, wire::at_most(kMaxRevisions));
  }
};
inline constexpr auto open = appointments::look_route<OpenRequest, OpenReply>("/v1/waitlist/open");

// A time of a clinician that is free, or fell free: whose wish it fits and who can be booked into
// it now. `minutes` is all that is free: a shorter visit fits too.
struct MatchesRequest {
  StaffId clinician{};
  LocalDateTime start{};
  std::int64_t minutes = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("clinician", self.clinician);
    visit("start", self.start);
    visit("minutes", self.minutes, wire::range(5, 480));
  }
};

struct MatchesReply {
  UtcTime server_time{};
  std::int64_t count = 0;         // of all
  std::vector<EntryRow> items{};  // in the order of the list

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("server_time", self.server_time);
    visit("count", self.count, wire::range(0, kMaxWaiting));
    visit("items", self.items, wire::at_most(kMaxMatches));
  }
};
// A time that is over, or that is offered to somebody already, is nobody's.
inline constexpr auto matches =
    appointments::look_route<MatchesRequest, MatchesReply>("/v1/waitlist/matches");

}  // namespace alcove::api::waitlist

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/day_board.h"
#include "shared/api/waitlist_row.h"

// Reading the waitlist: everybody who waits, one entry with all that was done for it, and who could
// have a time that fell free. The order is always the same: emergent before urgent before routine,
// and within each whoever asked first.
namespace alcove::api::waitlist {

inline constexpr std::size_t kMaxPage = 200;
inline constexpr std::size_t kMaxMatches = 50;  // further ones are counted and left out

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
  // What the client's record says of how they are to be understood.
  std::optional<clients::SpokenLanguage> language{};
  std::optional<clients::LanguageBy> language_by{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxOfClient));
    visit("language", self.language);
    visit("language_by", self.language_by);
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
  std::vector<EntryRow> items{};  // whose wish fits whole first; in the order of the list
  // To whom it is offered already, each with that offer; and how many others could have it then,
  // were it not.
  std::vector<EntryRow> offered{};
  std::int64_t count_behind = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("server_time", self.server_time);
    visit("count", self.count, wire::range(0, kMaxWaiting));
    visit("items", self.items, wire::at_most(kMaxMatches));
    visit("offered", self.offered, wire::at_most(kMaxMatches));
    visit("count_behind", self.count_behind, wire::range(0, kMaxWaiting));
  }
};
// A time that is over is nobody's; what of it is offered to somebody already is nobody else's.
inline constexpr auto matches =
    appointments::look_route<MatchesRequest, MatchesReply>("/v1/waitlist/matches");

}  // namespace alcove::api::waitlist

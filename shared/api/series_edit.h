// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "shared/api/appointment_steps.h"
#include "shared/api/series_record.h"

// What somebody wants of a series. It goes into a preview first (series_change.h).
namespace alcove::api::series {

// What stands in the way of a date: somebody, a room or a resource in two places, or what the hours
// say.
struct Obstacle {
  std::optional<appointments::Place> place;
  std::optional<rules::ConflictKind> kind;
  LocalDateTime start;
  LocalDateTime end;
  std::optional<resources::ResourceId> resource{};  // which one, where it is one
  // In a preview, and where a date of `open` was kept out and its time is taken still. The store
  // has none.
  std::optional<appointments::WhatStands> what{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("place", self.place);
    visit("kind", self.kind);
    visit("start", self.start);
    visit("end", self.end);
    visit("resource", self.resource);
    visit("what", self.what);
  }
  friend bool operator==(const Obstacle&, const Obstacle&) = default;
};

enum class Reach : std::uint8_t {
  kFollowing,  // the date named and all that come after it
  kAll,        // every date from today on
};

struct Edit {
  SeriesId series;                 // made by the terminal
  std::int64_t base_revision = 0;  // the one that was seen; 0 with `create`
  What what = What::kCreate;
  std::optional<ClientId> client{};     // create
  std::optional<ServiceId> service{};   // create; another service is another series
  std::optional<Terms> terms{};         // create, change
  std::optional<Reach> reach{};         // change, cancel
  std::optional<LocalDateTime> from{};  // with following: a date of the series, by its rule
  // Who cancels the visits that go. Cancel always says so. Where a change does not, it is the
  // clinic for the dates in `taken_out` (a holiday), and the client, never late, for those to which
  // the new rule does not come any more.
  std::optional<appointments::CancelledBy> by{};
  std::vector<LocalDateTime> taken_out{};  // create, change: dates of the rule without a visit
  std::string reason{};                    // with `by` the clinic, and undo: always
  // One for all dates against which only soft conflicts stand; kept in the history of each.
  std::optional<std::string> override_reason{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("series", self.series);
    visit("base_revision", self.base_revision, wire::range(0, kMaxRevisions));
    visit("what", self.what);
    visit("client", self.client);
    visit("service", self.service);
    visit("terms", self.terms);
    visit("taken_out", self.taken_out, wire::at_most(kMaxTakenOut));
    visit("reach", self.reach);
    visit("from", self.from);
    visit("by", self.by);
    visit("reason", self.reason, appointments::kReason);
    visit("override_reason", self.override_reason, appointments::kOverrideReason);
  }
};

}  // namespace alcove::api::series

namespace alcove::wire {

template <>
struct EnumWords<api::series::Reach> {
  using Reach = api::series::Reach;
  static constexpr EnumWord<Reach> words[] = {{Reach::kFollowing, "following"},
                                              {Reach::kAll, "all"}};
};

}  // namespace alcove::wire

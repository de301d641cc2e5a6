// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "server/features/appointments/booked_time.h"
#include "server/features/appointments/resource_time.h"
#include "server/features/availability/availability.h"
#include "shared/api/first_free.h"

namespace alcove::appointments {

// What is looked for, once every name in the request is found.
struct Wish {
  availability::Fit fit;
  std::chrono::minutes length{};
  std::chrono::minutes buffer{};  // after it, of clinician and room
  std::int64_t not_before = 0;    // minutes since midnight on the wall
  std::optional<std::int64_t> not_after{};
  std::vector<bool> weekdays = std::vector<bool>(8, true);  // by ISO number, from 1
  std::size_t count = 0;
  std::size_t of_one_time = SIZE_MAX;  // so many at most
};

struct Provider {
  StaffId id;
  availability::Plan plan;
  BookedTime booked;
  ResourceTime::OneOf one_of =
      ResourceTime::OneOf::kComes;         // an interpreter, where one is asked for
  UtcTime offered_until = UtcTime::min();  // the end of the last opening, its buffer included
};
struct FreeRoom {
  RoomId id;
  BookedTime booked;
};

// Goes through the days one after the other, through all providers on each, and ends with the day
// on which there are enough: nobody's book is read further than that. Lives within one transaction.
class OpeningSearch {
 public:
  // `days` and `zone` outlive it. The last of `days` is not searched: it is there for visits that
  // go beyond midnight.
  OpeningSearch(const Wish& wish, const availability::DayStarts& days, const Zone& zone)
      : wish_(wish), days_(days), zone_(zone) {}

  void add(Provider provider) { providers_.push_back(std::move(provider)); }
  void set_client(BookedTime booked) { client_.emplace(std::move(booked)); }
  void set_resources(ResourceTime time) { resources_.emplace(std::move(time)); }
  // One of them has to be free; none added: no room is needed.
  void add_room(FreeRoom room) { rooms_.push_back(std::move(room)); }

  std::vector<api::appointments::Opening> run();

 private:
  struct Found {
    UtcTime start;
    std::size_t provider;
    std::optional<RoomId> room{};
    std::optional<api::resources::ResourceId> interpreter{};
  };

  rules::TimeSlot held_of(const rules::TimeSlot& visit) const {
    return {visit.start, visit.end + wish_.buffer};
  }
  void search_day(std::size_t index, std::size_t provider, std::vector<Found>& found);
  void search_stretch(std::size_t index, std::size_t provider, const rules::TimeSlot& stretch,
                      std::vector<Found>& found);
  // When to try next; none: it is an opening, with the room and the interpreter that are needed.
  std::optional<UtcTime> try_next(Found& opening, const rules::TimeSlot& day);
  std::optional<UtcTime> try_rooms(Found& opening, const rules::TimeSlot& day);
  void take(const std::vector<Found>& sorted, std::vector<api::appointments::Opening>& openings);

  const Wish wish_;
  const availability::DayStarts& days_;
  const Zone& zone_;
  std::vector<Provider> providers_{};
  std::optional<BookedTime> client_{};
  std::optional<ResourceTime> resources_{};
  std::vector<FreeRoom> rooms_{};
};

}  // namespace alcove::appointments

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/first_free.h"
#include "kiosk/screens/desk/repeating.h"
#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/free_time.h"
#include "shared/api/staff.h"

// A visit is booked, alone or with those that repeat it, written down for somebody who is here
// already, or moved to another time.
namespace alcove::screens::desk {

enum class BookingKind : std::uint8_t {
  kBook,
  kWalkIn,
  kMove,
  kPlace,  // a date of a series that had no place
};

struct BookingModel {
  BookingKind kind = BookingKind::kBook;
  ClientId client{};
  std::string client_name;    // as it is spoken
  std::string client_line{};  // "No. 10012, born April 17, 1986"
  std::vector<api::clinic_setup::Service> services{};
  std::vector<api::staff::Member> clinicians{};
  std::vector<api::clinic_setup::Room> rooms{};
  std::optional<api::appointments::ServiceId> service{};
  std::optional<StaffId> clinician{};
  std::optional<RoomId> room{};  // none: not yet
  api::appointments::Modality modality = api::appointments::Modality::kInClinic;
  std::vector<api::resources::Resource> resources{};  // all that the clinic has, by name
  std::vector<api::resources::ResourceId> takes{};    // of them
  // Somebody is to interpret into it: those who do are offered first.
  std::optional<api::clients::SpokenLanguage> interpret_into{};
  LocalDate day{};
  bool day_asked = true;  // by a person; else it is the day that was looked at
  LocalDate today{};
  LocalDateTime now{};            // on the site's clock: a time before it is said to be past
  std::string time{};             // as typed
  std::string minutes{};          // as typed
  bool minutes_drawn = false;     // in the calendar: they stay when a service is chosen
  std::string reason{};           // of a move
  std::string override_reason{};  // kept while none is asked for
  std::optional<api::appointments::FreeReply> free{};  // answers what is chosen now
  std::string service_name{};                          // of a move: it stays
  struct Place {
    StaffId clinician{};
    std::optional<RoomId> room{};
    LocalDateTime start{};
    std::int64_t minutes = 0;
    api::appointments::Modality modality = api::appointments::Modality::kInClinic;
    std::vector<api::resources::ResourceId> takes{};
  };
  std::optional<Place> stands{};                      // of a move: where the visit is
  Repeating repeating{.how = Repeating::How::kOnce};  // of a booking ahead of time
  bool of_series = false;                             // the others of the series stay as they are

  enum class Choosing : std::uint8_t {
    kNothing,
    kService,
    kClinician,
    kRoom,
    kWhere,
    kTakes,
    kDay,
    kLastDay,
    kFirstFree
  };
  Choosing choosing = Choosing::kNothing;
  std::chrono::year_month month{};             // that the calendar shows
  bool to_book = false;                        // an opening was taken: Enter books it
  std::optional<FirstFreeModel> first_free{};  // while it is open

  // What is chosen, when day, time and length can be read.
  std::optional<LocalDateTime> start() const;
  std::optional<std::int64_t> length() const;  // 5 to 480, in steps of 5
  bool repeats() const;                        // it is booked with those that repeat it
  bool unchanged() const;                      // of a move: nothing else is chosen yet
  bool on_step() const;                        // the start is on a step of five minutes
  bool is_refused() const;                     // something is in the way that no reason overrides
  bool needs_reason() const;                   // something is, and a reason does
  bool lacks_reason() const;                   // it is needed and not there
  bool complete() const;                       // all that is known by now lets it be sent
};

// With its usual length, unless another one was drawn.
void choose_service(BookingModel& model, std::size_t index);

struct BookingIntent {
  bool close = false;
  bool changed = false;         // ask again what is free
  bool ask_first_free = false;  // ask for the first free times
  bool book = false;
};
BookingIntent draw(ui::Ui& ui, const SheetFrame& frame, BookingModel& model);

// "Room 2 is taken from 10:00 to 10:53."
std::string collision_words(text::Language language, const BookingModel& model,
                            const api::appointments::Collision& collision);

// "L. Brandt is at lunch from 12:00 to 12:50."
std::string conflict_words(text::Language language, const BookingModel& model,
                           const api::appointments::Conflict& conflict);

}  // namespace alcove::screens::desk

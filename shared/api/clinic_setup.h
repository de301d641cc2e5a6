// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/appointment_record.h"
#include "shared/rules/credentials.h"
#include "shared/rules/slot_types.h"
#include "shared/wire/route.h"

// What the book is made of: rooms, services, interpreters and equipment (set: resources.h), and the
// clinic's rules. Nothing is about a client. What is retired stays for the visits that it had.
namespace alcove::api::clinic_setup {

using appointments::ServiceId;
inline constexpr std::size_t kMaxRooms = 200;  // retired ones too
inline constexpr std::size_t kMaxServices = 200;
inline constexpr std::int64_t kMaxSeats = 500;
inline constexpr wire::Text kName = wire::line(1, 60);
inline constexpr std::int64_t kDefaultCrisisReleaseHours = 24;
inline constexpr std::int64_t kMaxCrisisReleaseHours = 7 * 24;

struct Room {
  RoomId id;
  std::string name;
  bool retired = false;
  // How many clients have a seat, the clinicians' own not counted; none: nobody counts them.
  std::optional<std::int64_t> seats{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("name", self.name, kName);
    visit("retired", self.retired);
    visit("seats", self.seats, wire::range(1, kMaxSeats));
  }
  friend bool operator==(const Room&, const Room&) = default;
};

struct Service {
  ServiceId id;
  std::string name;
  std::int64_t minutes = 0;  // what a booking begins with
  bool retired = false;
  std::int64_t buffer_minutes = 0;  // so long clinician and room rest after it; in steps of 5
  // Into which parts of a clinician's hours it fits; none named: into all that are for visits.
  std::vector<rules::SlotType> fits{};
  std::vector<std::string> credentials{};  // of whoever gives it, one; none named: anybody does
  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("name", self.name, kName);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("retired", self.retired);
    visit("buffer_minutes", self.buffer_minutes, wire::range(0, rules::kMaxBufferMinutes));
    visit("fits", self.fits, wire::at_most(rules::kSlotTypes));
    visit("credentials", self.credentials,
          wire::at_most(rules::kMaxCredentials, wire::line(1, rules::kMaxCredentialText)));
  }
  friend bool operator==(const Service&, const Service&) = default;
};

// What a card of the flow board calls a client, where people at the desk can see the screen.
enum class CardName : std::uint8_t {
  kFirstName,   // "Lucía M."
  kInitials,    // "L. M."
  kQueueToken,  // "B7", and only initials until there is one
};

struct Rules {
  // A client who cancels with less than this to go cancels late.
  std::int64_t cancellation_notice_minutes = 0;
  // From so long before its start on, anybody is booked into time kept for a crisis.
  std::int64_t crisis_release_hours = kDefaultCrisisReleaseHours;
  CardName card_name = CardName::kFirstName;
  // So long after the start nobody is late, and no no-show is suggested.
  std::int64_t grace_minutes = rules::kDefaultGrace.count();

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("cancellation_notice_minutes", self.cancellation_notice_minutes,
          wire::range(0, rules::kMaxCancellationNotice.count()));
    visit("crisis_release_hours", self.crisis_release_hours,
          wire::range(0, kMaxCrisisReleaseHours));
    visit("card_name", self.card_name);
    visit("grace_minutes", self.grace_minutes, wire::range(0, rules::kMaxGrace.count()));
  }
};

struct Setup {
  std::vector<Room> rooms;  // by name, as the others
  std::vector<Service> services;
  std::vector<resources::Resource> resources{};
  Rules rules;
  std::string zone;  // IANA name: the clinic's clock
  LocalDate today;   // on that clock

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("rooms", self.rooms, wire::at_most(kMaxRooms));
    visit("services", self.services, wire::at_most(kMaxServices));
    visit("resources", self.resources, wire::at_most(resources::kMaxResources));
    visit("rules", self.rules);
    visit("zone", self.zone, wire::line(1, 64));
    visit("today", self.today);
  }
};

inline constexpr wire::Route<wire::Nothing, Setup> read{.method = wire::Method::kGet,
                                                        .path = "/v1/clinic_setup",
                                                        .permission = wire::Permission::kSignedIn,
                                                        .audit = wire::AuditClass::kNone,
                                                        .stations = wire::kStaffStations,
                                                        .when_locked = wire::WhenLocked::kRefuse};

template <class Request>
constexpr wire::Route<Request, Request> setup_route(std::string_view path) {
  return {.method = wire::Method::kPost,
          .path = path,
          .permission = wire::Permission::kStaffManage,
          .audit = wire::AuditClass::kWrite,
          .stations = wire::kStaffStations,
          .when_locked = wire::WhenLocked::kRefuse};
}

// The id of something new is made by the terminal. Refusals: kAlreadyExists (field "name": another
// one in use has it; field "id"), kTooMany, kOutOfRange; of a change also kNotFound and kWrongState
// (a room is to be retired, and coming appointments still count on it).
inline constexpr auto add_room = setup_route<Room>("/v1/clinic_setup/add_room");
inline constexpr auto change_room = setup_route<Room>("/v1/clinic_setup/change_room");
inline constexpr auto add_service = setup_route<Service>("/v1/clinic_setup/add_service");
inline constexpr auto change_service = setup_route<Service>("/v1/clinic_setup/change_service");
inline constexpr auto set_rules = setup_route<Rules>("/v1/clinic_setup/rules");

}  // namespace alcove::api::clinic_setup

namespace alcove::wire {

template <>
struct EnumWords<api::clinic_setup::CardName> {
  using Name = api::clinic_setup::CardName;
  static constexpr EnumWord<Name> words[] = {{Name::kFirstName, "first_name"},
                                             {Name::kInitials, "initials"},
                                             {Name::kQueueToken, "queue_token"}};
};

}  // namespace alcove::wire

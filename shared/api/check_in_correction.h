// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/api/check_in_desk.h"

// "This was somebody else": what was done at the lobby terminal under the wrong name goes to the
// right client's visit of the same day. Questionnaires and safety alerts move; a signature does not
// count for anybody but its signer, so it is void; corrections that wait are withdrawn. The desk
// sees how much there is, never what was answered. The way back is another correction.
namespace alcove::api::check_in {

// What becomes of a visit's arrival: it stays as it is, or follows the person.
enum class ArrivalChange : std::uint8_t {
  kStays,
  kTakenBack,  // of the wrong visit: no other check-in holds it, and nobody is in session yet
  kMarked,     // of the right visit
};

struct Correction {
  std::int64_t wrong_revision = 0;  // of the two visits, as they stand
  std::int64_t right_revision = 0;
  ArrivalChange wrong_arrival = ArrivalChange::kStays;
  ArrivalChange right_arrival = ArrivalChange::kStays;
  std::vector<questionnaires::FormProgress> questionnaires;  // that move
  bool alert = false;                  // a safety alert is among them, and names the right client
  bool goes_on = false;                // somebody is still at the terminal: it ends there
  bool wants_to_talk = false;          // moves
  std::int64_t signatures = 0;         // are void
  std::int64_t corrections = 0;        // wait, and are withdrawn
  std::int64_t corrections_taken = 0;  // stand in the wrong record already: somebody has to look

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("wrong_revision", self.wrong_revision, wire::range(1, INT64_MAX));
    visit("right_revision", self.right_revision, wire::range(1, INT64_MAX));
    visit("wrong_arrival", self.wrong_arrival);
    visit("right_arrival", self.right_arrival);
    visit("questionnaires", self.questionnaires, wire::at_most(kMaxForms));
    visit("alert", self.alert);
    visit("goes_on", self.goes_on);
    visit("wants_to_talk", self.wants_to_talk);
    visit("signatures", self.signatures, wire::range(0, INT64_MAX));
    visit("corrections", self.corrections, wire::range(0, INT64_MAX));
    visit("corrections_taken", self.corrections_taken, wire::range(0, INT64_MAX));
  }
};

struct PreviewRequest {
  CheckInId check_in;
  AppointmentId right;  // the visit of who it was

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("check_in", self.check_in);
    visit("right", self.right);
  }
};

// What would happen. Refusals are those of `correct`, but for kConflict.
inline constexpr wire::Route<PreviewRequest, Correction> preview_correction{
    .method = wire::Method::kGet,
    .path = "/v1/check_in/preview_correction",
    .permission = wire::Permission::kScheduleWrite,
    .audit = wire::AuditClass::kRead,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

struct CorrectRequest {
  CheckInId check_in;
  AppointmentId right;
  CheckInId moved;  // made by the terminal: under which it stands with the right client
  std::int64_t wrong_revision = 0;
  std::int64_t right_revision = 0;
  std::string reason;  // shown in the wrong record: no names

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("check_in", self.check_in);
    visit("right", self.right);
    visit("moved", self.moved);
    visit("wrong_revision", self.wrong_revision, wire::range(1, INT64_MAX));
    visit("right_revision", self.right_revision, wire::range(1, INT64_MAX));
    visit("reason", self.reason, wire::line(1, 200));
  }
};

// All of it or nothing, and what was done. Refusals: kNotFound with the field "check_in" or
// "right"; kOutOfRange with "right" (the same client, or a visit of another day); kWrongState with
// "check_in" (corrected already, or nobody arrived by it) or "right" (a visit that stands for
// nothing); kConflict (a visit changed since the preview); kAlreadyExists with "moved".
inline constexpr wire::Route<CorrectRequest, Correction> correct{
    .method = wire::Method::kPost,
    .path = "/v1/check_in/correct",
    .permission = wire::Permission::kScheduleWrite,
    .audit = wire::AuditClass::kWrite,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::check_in

namespace alcove::wire {

template <>
struct EnumWords<api::check_in::ArrivalChange> {
  using Change = api::check_in::ArrivalChange;
  static constexpr EnumWord<Change> words[] = {
      {Change::kStays, "stays"}, {Change::kTakenBack, "taken_back"}, {Change::kMarked, "marked"}};
};

}  // namespace alcove::wire

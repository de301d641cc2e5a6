// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "shared/api/absences.h"
#include "shared/api/reminders.h"
#include "shared/base/bytes.h"

// What is printed to reach clients. Each paper is an event of its own, with the record numbers on
// it. Nothing is stored: the same paper is made anew.
namespace alcove::api::reminders {

inline constexpr std::size_t kMaxPaperBytes = 4UL * 1024 * 1024;
inline constexpr std::size_t kMaxSlipVisits = 4;

// What stands on letters and slips for the clinic. `sender` is seen on the envelope: it must not
// say what kind of place this is, and may be left out.
struct Letterhead {
  std::int64_t revision = 0;  // 0: nobody has written it yet
  std::string sender{};
  std::optional<clients::Address> address{};  // where the visit is, too
  std::string desk_phone{};                   // whom to call to change the time

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("revision", self.revision, wire::range(0, INT64_MAX));
    visit("sender", self.sender, wire::line(0, 60));
    visit("address", self.address);
    visit("desk_phone", self.desk_phone, wire::line(0, 40));
  }
};
// Of no client.
inline constexpr wire::Route<wire::Nothing, Letterhead> letterhead{
    .method = wire::Method::kGet,
    .path = "/v1/reminders/letterhead",
    .permission = wire::Permission::kScheduleRead,
    .audit = wire::AuditClass::kNone,
    .stations = wire::kFrontDeskOnly,
    .when_locked = wire::WhenLocked::kRefuse};
// `revision` is what the person saw. Of the front desk and supervisors, who write the letters.
// Refusals: kConflict; kMissingField (address, desk_phone); kOutOfRange with the path of the field.
inline constexpr wire::Route<Letterhead, Letterhead> set_letterhead{
    .method = wire::Method::kPost,
    .path = "/v1/reminders/set_letterhead",
    .permission = wire::Permission::kScheduleWrite,
    .audit = wire::AuditClass::kWrite,
    .stations = wire::kFrontDeskOnly,
    .when_locked = wire::WhenLocked::kRefuse};

struct PaperReply {
  std::int64_t count = 0;     // calls, letters, or visits of a slip
  std::int64_t left_out = 0;  // clients who are on it by a line alone: they are not reached so
  std::int64_t pages = 0;
  Bytes pdf;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("count", self.count, wire::range(0, kMaxDayVisits));
    visit("left_out", self.left_out, wire::range(0, kMaxDayVisits));
    visit("pages", self.pages, wire::range(1, 2 * kMaxDayVisits));
    visit("pdf", self.pdf, wire::bytes(1, kMaxPaperBytes));
  }
};

struct CallsPaperRequest {
  LocalDate day{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("day", self.day);
  }
};
// Whom to call of those still to be reminded; whoever can be reached by neither way has a line that
// says why. Refusals: those of `day`.
inline constexpr auto print_calls =
    desk_route<CallsPaperRequest, PaperReply>("/v1/reminders/print_calls");

struct AbsenceCallsPaperRequest {
  absences::AbsenceId absence{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("absence", self.absence);
  }
};
// The same of whom to tell after visits were cancelled or given to a colleague. Refusals:
// kNotFound.
inline constexpr auto print_absence_calls =
    desk_route<AbsenceCallsPaperRequest, PaperReply>("/v1/reminders/print_absence_calls");

struct LettersRequest {
  LocalDate day{};
  // Of this client alone, though another way is preferred; left out: all whose way is a letter.
  std::optional<ClientId> client{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("day", self.day);
    visit("client", self.client);
  }
};
// For a window envelope (#10). Where somebody who would be written to cannot be, the first page is
// the desk's own and says who and why. Refusals: those of `day`; kWrongState (field "letterhead":
// nobody has written it; field "letter": the client cannot be written to); kNotFound (field
// "client": nothing to remind them of that day).
inline constexpr auto print_letters =
    desk_route<LettersRequest, PaperReply>("/v1/reminders/print_letters");

struct SlipRequest {
  ClientId client{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
  }
};
// The client's next visits, the nearest first, in the client's language: no name, no service.
// Refusals: kNotFound (field "client": no such client; field "visits": none to come); kWrongState
// (field "letterhead").
inline constexpr auto print_slip = desk_route<SlipRequest, PaperReply>("/v1/reminders/print_slip");

}  // namespace alcove::api::reminders

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "shared/wire/fields.h"

// A route of the contract is one constexpr value: how it is asked for, who may, at which stations,
// and what it leaves in the audit chain. Server and kiosk use the same value, so neither can forget
// a part of it:
//
//   inline constexpr wire::Route<ArriveRequest, ArriveReply> arrive{
//       .method = Method::kPost, .path = "/v1/appointments/arrive",
//       .permission = Permission::kAppointmentWrite, .audit = AuditClass::kWrite,
//       .stations = kStaffStations};
//
// A route with a field left out does not compile (-Wmissing-field-initializers is an error here).
namespace alcove::wire {

enum class Method : std::uint8_t { kGet, kPost };

enum class Station : std::uint8_t { kLobby, kFrontDesk, kTherapyRoom };

template <>
struct EnumWords<Station> {
  static constexpr EnumWord<Station> words[] = {{Station::kLobby, "lobby"},
                                                {Station::kFrontDesk, "front-desk"},
                                                {Station::kTherapyRoom, "therapy-room"}};
};

// A set of stations as bits.
struct Stations {
  std::uint8_t bits;
  constexpr bool has(Station station) const {
    return (bits & (1U << static_cast<unsigned>(station))) != 0;
  }
};
inline constexpr Stations kLobbyOnly{1};
inline constexpr Stations kFrontDeskOnly{2};
inline constexpr Stations kTherapyRoomOnly{4};
inline constexpr Stations kStaffStations{6};
inline constexpr Stations kEveryStation{7};

// What a person needs for a route. Which role has which permission is one table:
// server/access/access_table.h.
enum class Permission : std::uint8_t {
  kEnrolment,         // the enrolment port only: not even a terminal is known yet
  kDevice,            // the terminal alone is enough: no person is needed
  kSignedIn,          // any live session, whatever its roles
  kClientRead,        // who a client is: names, birth date, phones, address
  kClientWrite,       // register and edit a client, decide on proposed corrections
  kScheduleRead,      // the day board and appointments
  kScheduleWrite,     // book, move, cancel, mark states
  kDayListPrint,      // the day's list on paper, with phones
  kChartRead,         // clinical content: notes, scores, answers
  kNoteWrite,         // write and sign notes of one's own
  kAlertAcknowledge,  // open and acknowledge a safety alert
  kAlertTold,         // mark that somebody was told in person
  kStaffManage,       // the staff list, terminals, settings
  kAuditRead,         // the audit chain with clients' names
};

template <>
struct EnumWords<Permission> {
  static constexpr EnumWord<Permission> words[] = {
      {Permission::kEnrolment, "enrolment"},
      {Permission::kDevice, "device"},
      {Permission::kSignedIn, "signed_in"},
      {Permission::kClientRead, "client_read"},
      {Permission::kClientWrite, "client_write"},
      {Permission::kScheduleRead, "schedule_read"},
      {Permission::kScheduleWrite, "schedule_write"},
      {Permission::kDayListPrint, "day_list_print"},
      {Permission::kChartRead, "chart_read"},
      {Permission::kNoteWrite, "note_write"},
      {Permission::kAlertAcknowledge, "alert_acknowledge"},
      {Permission::kAlertTold, "alert_told"},
      {Permission::kStaffManage, "staff_manage"},
      {Permission::kAuditRead, "audit_read"}};
};

enum class AuditClass : std::uint8_t {
  kNone,    // holds nothing of any client: the server's time, its version
  kRead,    // one event per record opened, durable before the answer leaves
  kSearch,  // one event: the number found, the ids shown, a keyed hash of the words
  kWrite,   // the event is in the write's own transaction
  kSpan,    // an autosave inside an open span of the same person, device and record
  kAccess,  // sign-in, lock, unlock, sign-out, enrolment: an event whatever the outcome
};

template <>
struct EnumWords<AuditClass> {
  static constexpr EnumWord<AuditClass> words[] = {
      {AuditClass::kNone, "none"},   {AuditClass::kRead, "read"}, {AuditClass::kSearch, "search"},
      {AuditClass::kWrite, "write"}, {AuditClass::kSpan, "span"}, {AuditClass::kAccess, "access"}};
};

// Whether a session that waits for its PIN may still use the route (a locked terminal keeps its
// event stream, and may unlock or sign out).
enum class WhenLocked : std::uint8_t { kRefuse, kAllow };

template <class RequestType, class ReplyType>
struct Route {
  using Request = RequestType;
  using Reply = ReplyType;

  Method method;
  std::string_view path;
  Permission permission;
  AuditClass audit;
  Stations stations;
  WhenLocked when_locked;
};

// The largest body of a request, in bytes. A signature drawing is the largest thing a kiosk sends.
inline constexpr std::size_t kMaxBody = 256 * 1024;
inline constexpr std::int64_t kProtocolVersion = 1;

}  // namespace alcove::wire

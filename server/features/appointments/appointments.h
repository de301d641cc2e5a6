// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/access/principal.h"
#include "server/audit/write_txn.h"
#include "server/features/appointments/followers.h"
#include "server/features/appointments/language_rules.h"
#include "server/features/appointments/obstacles.h"
#include "server/features/appointments/resources_then.h"
#include "server/http/router.h"
#include "shared/api/appointment_steps.h"
#include "shared/api/clinic_setup.h"
#include "shared/base/random.h"

// The face of the appointments feature. README.md beside this file tells routes, tables and
// invariants. Thread-safe in the sense of the transaction that it is handed; keeps no state.
namespace alcove::appointments {

// A feature that has something to say on the board adds its flags to the rows of a page, or what
// the row says of it (`repeats`). Sources are asked in one snapshot with the page, and must not
// open what `viewer` may not see: a flag says that there is something, never what.
using FlagSource = std::function<void(store::ReadTxn&, const access::Principal& viewer,
                                      std::span<api::appointments::BoardRow> rows)>;

// The site that the book is of. Outlives the router.
struct Site {
  Zone zone;
  std::vector<FlagSource> flag_sources{};
  std::string clinic{};            // its name, for what is printed
  RandomSource* random = nullptr;  // of the waiting room's numbers; outlives it; else the system's
  std::vector<MeetingFollower> meeting_followers{};
  std::vector<MeetingGuard> meeting_guards{};
  MeetingTelling meeting_telling{};
  std::vector<ZoneFollower> zone_followers{};
  // Whether the desk closed a day; left out: nobody closes any.
  std::function<std::optional<api::appointments::DayClosed>(store::ReadTxn&, LocalDate)> closed{};
  LocalDate day_of(UtcTime time) const { return date_of(zone.to_local(time)); }
  UtcTime start_of(LocalDate day) const { return zone.to_utc(std::chrono::local_days(day)); }
};

void register_routes(http::Router& router, const audit::Ledger& ledger, const Site& site);

// What the routes do, for other features too: the same checks, the same history, the same events.
Result<Appointment> book(const access::Principal& principal,
                         const api::appointments::BookRequest& request, audit::WriteTxn& txn,
                         const Site& site);
Result<Appointment> walk_in(const access::Principal& principal,
                            const api::appointments::BookRequest& request, audit::WriteTxn& txn,
                            const Site& site);
Result<Appointment> move(const access::Principal& principal,
                         const api::appointments::MoveRequest& request, audit::WriteTxn& txn,
                         const Site& site);
Result<Appointment> assign(const access::Principal& principal,
                           const api::appointments::AssignRequest& request, audit::WriteTxn& txn,
                           const Site& site);
Result<Appointment> mark(const access::Principal& principal,
                         const api::appointments::MarkRequest& request, audit::WriteTxn& txn,
                         const Site& site);
Result<Appointment> cancel(const access::Principal& principal,
                           const api::appointments::CancelRequest& request, audit::WriteTxn& txn,
                           const Site& site);
// The same where the client is asked for that notice instead of the clinic's.
Result<Appointment> cancel_with_notice(const access::Principal& principal,
                                       const api::appointments::CancelRequest& request,
                                       std::chrono::minutes notice, audit::WriteTxn& txn);
Result<Appointment> undo(const access::Principal& principal,
                         const api::appointments::UndoRequest& request, audit::WriteTxn& txn,
                         const Site& site);

// Booked by the box itself, which has no person: a date of a series at night, or a visit of the
// clinic's former book. `by` gave the rule or brought the book in, and may book; for the history.
// Everything else as `book`, but that a service that was retired since goes on.
Result<Appointment> book_by_rule(const access::Principal& box, const std::string& by,
                                 const api::appointments::BookRequest& request,
                                 audit::WriteTxn& txn, const Site& site);

// Takes a visit of the clinic's former book away, with its history: the only way in which one goes.
// The caller has seen to it that nothing refers to it and that nobody has changed it.
void take_visit_away(audit::WriteTxn& txn, const AppointmentId& appointment);

// The client says at the lobby terminal that they are here; nobody is signed in there. kWrongState
// unless the appointment is open and today's.
Result<Appointment> arrive_in_lobby(const access::Principal& terminal,
                                    const AppointmentId& appointment, audit::WriteTxn& txn,
                                    const Site& site);

// When the client arrived, unless that was taken back or never was.
std::optional<UtcTime> standing_arrival(store::ReadTxn& txn, const AppointmentId& appointment);
// Back to the state before the client arrived, step by step, each with the reason. The appointment
// as it stands, arrived or brought to a room.
Result<Appointment> take_back_arrival(const access::Principal& principal,
                                      const Appointment& appointment, const std::string& reason,
                                      audit::WriteTxn& txn, const Site& site);

// The token of the waiting room goes with the person, from one appointment of the day to another;
// the one that this has goes back. The caller's write accounts for it.
void hand_token_over(audit::WriteTxn& txn, const AppointmentId& from, const AppointmentId& to);

Result<api::clinic_setup::Room> add_room(const api::clinic_setup::Room& room, audit::WriteTxn& txn);
Result<api::clinic_setup::Service> add_service(const api::clinic_setup::Service& service,
                                               audit::WriteTxn& txn);
Result<api::clinic_setup::Room> change_room(const api::clinic_setup::Room& room,
                                            audit::WriteTxn& txn);
Result<api::clinic_setup::Service> change_service(const api::clinic_setup::Service& service,
                                                  audit::WriteTxn& txn);
Result<api::resources::Resource> set_resource(const api::resources::SetRequest& request,
                                              audit::WriteTxn& txn);
Result<api::clinic_setup::Rules> set_rules(const api::clinic_setup::Rules& rules,
                                           audit::WriteTxn& txn);
api::clinic_setup::Setup read_setup(store::ReadTxn& txn, const Site& site, UtcTime now);

// What other features ask. Whoever asks accounts for it in the audit chain.
std::optional<Appointment> find_appointment(store::ReadTxn& txn, const AppointmentId& id);
// Every appointment of the day, whatever its state, by time.
std::vector<Appointment> appointments_on(store::ReadTxn& txn, LocalDate day);
// What holds its time within, by time, at most `limit`; of everybody, or with one clinician: what
// they help to lead too.
std::vector<Appointment> visits_within(store::ReadTxn& txn, const rules::TimeSlot& within,
                                       const std::optional<StaffId>& clinician, std::int64_t limit);
// The client's visits that are scheduled or confirmed and begin at `from` or later, the nearest
// first, at most `limit`.
std::vector<Appointment> coming_of(store::ReadTxn& txn, const ClientId& client, UtcTime from,
                                   std::int64_t limit);
// The time that a booking ahead would have, where nothing stands against it now, not even what a
// reason overrides. Errors: those of a booking; for such a conflict kOutOfRange, field "start".
Result<rules::TimeSlot> could_book(store::ReadTxn& txn,
                                   const api::appointments::BookRequest& request, const Site& site,
                                   UtcTime now);
// Of the visits for a service that were booked or begin at `since` or later: when the first was put
// into the book, and when the first that was kept began. A visit is kept once it is in session.
// What was entered in error counts for nothing.
struct FirstVisits {
  std::optional<UtcTime> booked_at{};
  std::optional<UtcTime> kept_at{};
};
FirstVisits first_visits(store::ReadTxn& txn, const ClientId& client,
                         const api::appointments::ServiceId& service, UtcTime since);
// Whether the person holds an appointment with the client that day: the access decision's relation.
// Nobody gives it to themselves: somebody else booked it for the person, gave it to them, put them
// in charge of the session, or saw the client come (the desk, or the client in the lobby).
bool sees_client_on(store::ReadTxn& txn, const StaffId& clinician, const ClientId& client,
                    LocalDate day);

}  // namespace alcove::appointments

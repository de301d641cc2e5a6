// SPDX-License-Identifier: Apache-2.0
#include "server/app/features.h"

#include "server/access/session_store.h"
#include "server/access/staff_store.h"
#include "server/features/clients/clients.h"
#include "server/features/groups/groups.h"
#include "server/features/waitlist/waitlist.h"
#include "shared/api/absence_calls.h"
#include "shared/api/absences.h"
#include "shared/api/availability_routes.h"
#include "shared/api/check_in_correction.h"
#include "shared/api/day_close.h"
#include "shared/api/group_routes.h"
#include "shared/api/reminder_papers.h"
#include "shared/api/waitlist_steps.h"

namespace alcove::app {
namespace {

constexpr std::int64_t kPage = 200;

std::vector<StaffId> staff_with_crisis(store::ReadTxn& txn) {
  std::vector<StaffId> found;
  std::optional<StaffId> after;
  while (true) {
    const std::vector<access::StaffRecord> page = access::list_working_staff(txn, after, kPage);
    for (const access::StaffRecord& staff : page) {
      if (staff.crisis) found.push_back(staff.id);
    }
    if (page.size() < static_cast<std::size_t>(kPage)) return found;
    after = page.back().id;
  }
}

std::optional<StaffId> clinician_of(store::ReadTxn& txn, const AppointmentId& id) {
  const auto appointment = appointments::find_appointment(txn, id);
  return appointment ? std::optional(appointment->clinician) : std::nullopt;
}

std::optional<std::string> clinical_name(store::ReadTxn& txn, const StaffId& id) {
  const std::optional<access::StaffRecord> staff = access::find_staff(txn, id);
  if (!staff || staff->disabled_at || !staff->roles.clinical()) return std::nullopt;
  return staff->display_name;
}

std::function<bool()> heard_at(const http::Listeners* listeners, wire::Stations stations) {
  if (listeners == nullptr) return {};
  return [listeners, stations] { return listeners->any_at(stations); };
}

alerts::Staffing staffing(const Clock& clock, const http::Listeners* listeners) {
  return {.with_crisis = staff_with_crisis,
          .clinician_of = clinician_of,
          .is_present =
              [&clock](store::ReadTxn& txn, const StaffId& staff) {
                return access::has_unlocked_session(txn, staff, clock.now());
              },
          .clinical_name = clinical_name,
          .somebody_hears = heard_at(listeners, wire::kStaffStations)};
}

// The closest of: on the care team, sees the client today, answers an alert of the client.
access::FindRelation relation_finder(const Clock& clock, const appointments::Site& site) {
  return [&clock, &site](store::ReadTxn& txn, const ClientId& client, const StaffId& staff) {
    const UtcTime now = clock.now();
    const access::Relation by_team = clients::relation_to(txn, client, staff);
    if (by_team != access::Relation::kNone) return by_team;
    if (appointments::sees_client_on(txn, staff, client, site.day_of(now))) {
      return access::Relation::kCareTeam;
    }
    return alerts::Alerts::relation_to(txn, client, staff, now);
  };
}

api::questionnaires::Ending ending_of(api::check_in::Ending visit) {
  using api::check_in::Ending;
  switch (visit) {
    case Ending::kDone:
    case Ending::kHelp:
      return api::questionnaires::Ending::kStopped;
    case Ending::kNotMe:
    case Ending::kForgotten:
      break;
  }
  return api::questionnaires::Ending::kForgotten;
}

// Questionnaires begin with the arrival, and what is still open ends with the visit.
check_in::Hooks check_in_hooks(questionnaires::Questionnaires& questionnaires,
                               const http::Listeners* listeners) {
  return {.arrived = [&questionnaires](audit::WriteTxn& txn,
                                       const check_in::Arrival& arrival) -> Result<void> {
            for (const rules::InstrumentId instrument :
                 questionnaires::Questionnaires::due(txn, arrival.client, txn.now())) {
              ALCOVE_TRY(questionnaires.begin(txn, {.client = arrival.client,
                                                    .instrument = instrument,
                                                    .language = arrival.language,
                                                    .device = arrival.terminal,
                                                    .check_in = arrival.check_in,
                                                    .appointment = arrival.appointment}));
            }
            return {};
          },
          .left =
              [](audit::WriteTxn& txn, const DeviceId& terminal, api::check_in::Ending ending) {
                questionnaires::Questionnaires::leave(txn, terminal, ending_of(ending));
              },
          .progress = questionnaires::Questionnaires::progress,
          .answered = [](store::ReadTxn& txn, const CheckInId& check_in) -> check_in::LobbyAnswers {
            auto found = questionnaires::Questionnaires::answered_at(txn, check_in);
            return {std::move(found.forms), found.alert};
          },
          .move_answers = [&questionnaires](
                              audit::WriteTxn& txn,
                              const check_in::MoveOfAnswers& move) -> check_in::LobbyAnswers {
            auto moved = questionnaires.move(txn, {.from = move.from,
                                                   .to = move.to,
                                                   .client = move.client,
                                                   .appointment = move.appointment,
                                                   .by = {move.by, move.mark}});
            return {std::move(moved.forms), moved.alert};
          },
          .desk_listens = heard_at(listeners, wire::kFrontDeskOnly)};
}

day_close::Others day_close_others() {
  using Written = day_close::Others::Written;
  return {
      .written =
          [](store::ReadTxn& txn, const AppointmentId& visit, const StaffId& author) {
            switch (notes::Notes::written_of(txn, visit, author)) {
              case notes::Notes::Written::kNothing:
                return Written::kNothing;
              case notes::Notes::Written::kDraft:
                return Written::kDraft;
              case notes::Notes::Written::kSigned:
                break;
            }
            return Written::kSigned;
          },
      // What a terminal shows before anybody has signed in: all of them, of any client.
      .alerts =
          [](store::ReadTxn& txn) {
            access::Principal terminal;
            terminal.station = wire::Station::kFrontDesk;
            return static_cast<std::int64_t>(alerts::Alerts::waiting(terminal, txn).items.size());
          }};
}

// Writes that come back after a restore by their own routes: each refuses what does not fit the
// record any more. What is not named here goes to quarantine, and is entered by hand: calls for
// help, which are of their moment, the clinic's setup, and series, whose visits would have other
// ids (tests/app/restored_writes_test.cpp).
void add_replays(spool::Handlers& handlers) {
  for (const std::string_view path : {api::clients::register_client.path,
                                      api::clients::edit.path,
                                      api::clients::set_care_team.path,
                                      api::clients::set_wishes.path,
                                      api::appointments::book.path,
                                      api::appointments::walk_in.path,
                                      api::appointments::move.path,
                                      api::appointments::assign.path,
                                      api::appointments::mark.path,
                                      api::appointments::cancel.path,
                                      api::appointments::undo.path,
                                      api::appointments::book_meeting.path,
                                      api::appointments::join_meeting.path,
                                      api::appointments::assign_meeting.path,
                                      api::appointments::move_meeting.path,
                                      api::appointments::attendance.path,
                                      api::appointments::cancel_meeting.path,
                                      api::appointments::restore_meeting.path,
                                      api::groups::set_group.path,
                                      api::groups::set_membership.path,
                                      api::groups::book_session.path,
                                      api::absences::apply.path,
                                      api::absences::log_try.path,
                                      api::availability::set_hours.path,
                                      api::availability::set_time_off.path,
                                      api::availability::set_closed_day.path,
                                      api::availability::set_cap.path,
                                      api::reminders::log_try.path,
                                      api::reminders::set_letterhead.path,
                                      api::waitlist::set_entry.path,
                                      api::waitlist::close.path,
                                      api::waitlist::reopen.path,
                                      api::waitlist::log_try.path,
                                      api::waitlist::offer.path,
                                      api::waitlist::take_offer.path,
                                      api::waitlist::decline_offer.path,
                                      api::day_close::close.path,
                                      api::day_close::reopen.path,
                                      api::check_in::decide.path,
                                      api::check_in::correct.path,
                                      api::check_in::answer_call.path,
                                      api::alerts::told.path,
                                      api::alerts::open.path,
                                      api::alerts::acknowledge.path}) {
    handlers.replays(path);
  }
}

}  // namespace

Features::Features(audit::Ledger& ledger, const Zone& zone, const std::string& clinic_name,
                   const http::Listeners* listeners)
    : site{zone, {}, clinic_name, &ledger.random()},
      alerts(staffing(ledger.clock(), listeners)),
      questionnaires(alerts, relation_finder(ledger.clock(), site)),
      check_ins(ledger, site, check_in_hooks(questionnaires, listeners)),
      notes(ledger, site, relation_finder(ledger.clock(), site)),
      charts(ledger, site.zone, relation_finder(ledger.clock(), site)),
      series_setting{site, ledger.random(), notes::Notes::documents},
      absence_setting{site, notes::Notes::documents},
      day_close(ledger, site, day_close_others()) {
  using Rows = std::span<api::appointments::BoardRow>;
  site.flag_sources = {
      alerts::Alerts::add_flags,
      [&clock = ledger.clock()](store::ReadTxn& txn, const access::Principal&, Rows rows) {
        check_in::CheckIns::add_flags(txn, rows, clock.now());
      },
      [](store::ReadTxn& txn, const access::Principal&, Rows rows) {
        questionnaires::Questionnaires::add_flags(txn, rows);
      },
      [](store::ReadTxn& txn, const access::Principal&, Rows rows) {
        series::add_repeats(txn, rows);
      }};
  site.closed = day_close::closed_on;
  site.meeting_followers = {groups::follow_moved_session};
  site.meeting_guards = {groups::check_session_restored};
  site.meeting_telling = absences::session_telling();
  site.zone_followers = {groups::follow_zone, waitlist::follow_zone};
  check_ins.add_spool_kinds(spool_handlers);
  questionnaires.add_spool_kinds(spool_handlers, {.call = check_in::CheckIns::call_for_unknown,
                                                  .found = check_in::CheckIns::unknown_was_found});
  notes.add_spool_kinds(spool_handlers);
  add_replays(spool_handlers);
}

}  // namespace alcove::app

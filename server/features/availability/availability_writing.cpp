// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/access/access_decision.h"
#include "server/access/staff_store.h"
#include "server/audit/late_change.h"
#include "server/features/availability/availability.h"
#include "server/features/availability/availability_store.h"
#include "server/http/live_events.h"

namespace alcove::availability {
namespace {

using access::Principal;
using audit::WriteTxn;

// Others than the keepers of the book set only what is their own.
enum class Whose : std::uint8_t { kOwn, kEverybodys };

Result<void> may_set(const Principal& principal, Whose whose) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleWrite, access::Relation::kNone));
  if (whose == Whose::kOwn || keeps_the_book(principal)) return {};
  return Error{ErrorCode::kForbidden, {}, "the front desk or a supervisor keeps this"};
}

Whose whose(const Principal& principal, const StaffId& clinician) {
  return principal.person && principal.staff() == clinician ? Whose::kOwn : Whose::kEverybodys;
}

Result<void> check_clinician(store::ReadTxn& txn, const StaffId& id) {
  const auto clinician = access::find_staff(txn, id);
  if (clinician && !clinician->disabled_at && clinician->roles.clinical()) return {};
  return Error{ErrorCode::kNotFound, "clinician", "nobody who can be booked has that id"};
}

// The next revision of a record of which `before` is the newest, nothing when it is new.
template <class Record>
Result<std::int64_t> next_revision(const WriteTxn& txn, const Record& wanted,
                                   const std::vector<Record>& history) {
  const std::int64_t newest = history.empty() ? 0 : history.back().revision;
  const bool too_late = !history.empty() && audit::comes_too_late(txn, history.back().made);
  if (wanted.revision != newest || too_late) {
    return Error{ErrorCode::kConflict, "revision", "somebody else changed it first"};
  }
  if (history.size() >= api::availability::kMaxRevisions) {
    return Error{ErrorCode::kTooMany, "revision",
                 fmt::format("at most {} revisions", api::availability::kMaxRevisions)};
  }
  return newest + 1;
}

template <class Record>
Result<void> check_new(const Record& wanted, std::size_t there, std::size_t limit) {
  if (wanted.id.is_nil()) {
    return Error{ErrorCode::kOutOfRange, "id", "everything has an id of its own"};
  }
  if (there >= limit) {
    return Error{ErrorCode::kTooMany, {}, fmt::format("at most {}, past ones too", limit)};
  }
  return {};
}

template <class Record>
Record stamped(const Principal& principal, const WriteTxn& txn, Record record,
               std::int64_t revision) {
  record.revision = revision;
  record.made = api::availability::Made{
      txn.now(), principal.person ? principal.person->display_name : std::string(),
      principal.device_name};
  return record;
}

void account(WriteTxn& txn, const char* action, const RecordId& record, std::string detail) {
  txn.record({.action = action, .record = record, .detail = std::move(detail)});
  http::publish(txn, api::live::Kind::kDayChanged);  // whoever looks for a time asks anew
}

Error of_somebody_else() {
  return {ErrorCode::kWrongState, "clinician", "a record stays with its clinician"};
}

}  // namespace

bool keeps_the_book(const Principal& principal) {
  if (!principal.person) return false;
  const access::RoleSet& roles = principal.person->roles;
  return roles.has(api::Role::kFrontDesk) || roles.has(api::Role::kSupervisor);
}

Result<Hours> set_hours(const Principal& principal, const Hours& wanted, WriteTxn& txn) {
  ALCOVE_TRY(may_set(principal, whose(principal, wanted.clinician)));
  ALCOVE_TRY(check_clinician(txn, wanted.clinician));
  ALCOVE_TRY(check_week(wanted));
  const std::vector<Hours> history = history_of_hours(txn, wanted.id);
  ALCOVE_ASSIGN(const std::int64_t revision, next_revision(txn, wanted, history));
  if (!history.empty() && history.back().clinician != wanted.clinician) return of_somebody_else();
  const std::vector<Hours> all = hours_of(txn, wanted.clinician);
  if (history.empty()) ALCOVE_TRY(check_new(wanted, all.size(), api::availability::kMaxHoursSets));
  const bool meets = std::any_of(all.begin(), all.end(), [&](const Hours& other) {
    return other.id != wanted.id && !other.withdrawn && share_a_day(other, wanted);
  });
  if (meets && !wanted.withdrawn) {
    return Error{ErrorCode::kAlreadyExists, "from", "other hours hold on one of those days"};
  }
  const Hours made = stamped(principal, txn, wanted, revision);
  add_revision(txn, made);
  account(txn, "availability.hours", audit::as_record(made.id),
          fmt::format("of {}; revision {}; from {} until {}; {} blocks{}", made.clinician.text(),
                      revision, format_date(made.from),
                      made.until ? format_date(*made.until) : "further notice", made.blocks.size(),
                      made.withdrawn ? "; withdrawn" : ""));
  return made;
}

Result<TimeOff> set_time_off(const Principal& principal, const TimeOff& wanted, WriteTxn& txn) {
  ALCOVE_TRY(may_set(principal, whose(principal, wanted.clinician)));
  ALCOVE_TRY(check_clinician(txn, wanted.clinician));
  ALCOVE_TRY(check_time_off(wanted));
  const std::vector<TimeOff> history = history_of_time_off(txn, wanted.id);
  ALCOVE_ASSIGN(const std::int64_t revision, next_revision(txn, wanted, history));
  if (!history.empty() && history.back().clinician != wanted.clinician) return of_somebody_else();
  if (history.empty()) {
    ALCOVE_TRY(check_new(wanted, times_off_of(txn, wanted.clinician).size(),
                         api::availability::kMaxTimesOff));
  }
  const TimeOff made = stamped(principal, txn, wanted, revision);
  add_revision(txn, made);
  // Not what it is for: the chain is also read by people whom that does not concern.
  account(txn, "availability.time_off", audit::as_record(made.id),
          fmt::format("of {}; revision {}; from {} until {}{}", made.clinician.text(), revision,
                      format_local(made.from), format_local(made.until),
                      made.cancelled ? "; cancelled" : ""));
  return made;
}

Result<ClosedDay> set_closed_day(const Principal& principal, const ClosedDay& wanted,
                                 WriteTxn& txn) {
  ALCOVE_TRY(may_set(principal, Whose::kEverybodys));
  const std::vector<ClosedDay> history = history_of_closed_day(txn, wanted.id);
  ALCOVE_ASSIGN(const std::int64_t revision, next_revision(txn, wanted, history));
  if (!history.empty() && history.back().day != wanted.day) {
    return Error{ErrorCode::kWrongState, "day", "a record stays with its day"};
  }
  const std::vector<ClosedDay> all = list_closed_days(txn);
  if (history.empty()) ALCOVE_TRY(check_new(wanted, all.size(), api::availability::kMaxClosedDays));
  const bool twice = std::any_of(all.begin(), all.end(), [&](const ClosedDay& other) {
    return other.id != wanted.id && !other.reopened && other.day == wanted.day;
  });
  if (twice && !wanted.reopened) {
    return Error{ErrorCode::kAlreadyExists, "day", "the day is closed already"};
  }
  const ClosedDay made = stamped(principal, txn, wanted, revision);
  add_revision(txn, made);
  account(txn, "availability.closed_day", audit::as_record(made.id),
          fmt::format("{}; revision {}{}", format_date(made.day), revision,
                      made.reopened ? "; open after all" : ""));
  return made;
}

Result<Cap> set_cap(const Principal& principal, const Cap& wanted, WriteTxn& txn) {
  ALCOVE_TRY(may_set(principal, Whose::kEverybodys));
  ALCOVE_TRY(check_clinician(txn, wanted.clinician));
  const std::vector<Cap> history = history_of_cap(txn, wanted.clinician);
  ALCOVE_ASSIGN(const std::int64_t revision, next_revision(txn, wanted, history));
  const Cap made = stamped(principal, txn, wanted, revision);
  add_revision(txn, made);
  account(txn, "availability.cap", audit::as_record(made.clinician),
          fmt::format("revision {}; {}", revision,
                      made.visits_a_day ? fmt::format("{} visits a day", *made.visits_a_day)
                                        : std::string("no cap")));
  return made;
}

}  // namespace alcove::availability

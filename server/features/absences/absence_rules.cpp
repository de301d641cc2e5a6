// SPDX-License-Identifier: Apache-2.0
#include "server/features/absences/absence_rules.h"

#include <fmt/format.h>

#include <algorithm>

namespace alcove::absences {

using api::absences::kMaxAheadDays;
using api::absences::Outcome;
using rules::AppointmentState;

namespace {

Error out_of_range(const char* field, std::string detail) {
  return {ErrorCode::kOutOfRange, field, std::move(detail)};
}

// `field` begins with where it is said: "" or "choices[3].".
Result<void> check_to(const Edit& edit, What what, const std::optional<StaffId>& to,
                      const std::string& where) {
  if (what != What::kReassign) return {};
  if (!edit.clinician) {
    return Error{ErrorCode::kOutOfRange, where + "to", "nobody takes over for everybody"};
  }
  if (!to) return Error{ErrorCode::kMissingField, where + "to", "to whom?"};
  if (*to != *edit.clinician) return {};
  return Error{ErrorCode::kOutOfRange, where + "to", "the one who is away"};
}

// Two visits cannot be stood for by one.
Result<void> check_move(const Edit& edit, std::size_t index) {
  const Choice& one = edit.choices[index];
  const auto field = [index](const char* name) {
    return fmt::format("choices[{}].{}", index, name);
  };
  if (one.what != What::kMove) return {};
  if (!one.start) return Error{ErrorCode::kMissingField, field("start"), "to when?"};
  if (!one.moved_to) {
    return Error{ErrorCode::kMissingField, field("moved_to"), "the id of the visit at that time"};
  }
  const auto before = std::find_if(
      edit.choices.begin(), edit.choices.end(),
      [&](const Choice& other) { return &other == &one || other.moved_to == one.moved_to; });
  if (!one.moved_to->is_nil() && &*before == &one) return {};
  return Error{ErrorCode::kOutOfRange, field("moved_to"), "every visit has an id of its own"};
}

// A day is closed for everybody, and whole.
Result<void> check_closing(const Edit& edit) {
  if (!edit.closes) return {};
  const LocalDateTime midnight = std::chrono::local_days(date_of(edit.from));
  const bool whole = edit.from == midnight && edit.until == midnight + std::chrono::days(1);
  if (!edit.clinician && whole) return {};
  return out_of_range("closes", "of everybody, a whole day");
}

bool is_over_or_here(AppointmentState state) {
  return !rules::is_open(state);
}

}  // namespace

Result<void> check_edit(const Edit& edit, LocalDateTime now) {
  if (edit.until <= edit.from) return out_of_range("until", "after its beginning");
  if (edit.until <= now) return out_of_range("until", "that time is over");
  if (edit.until - edit.from > std::chrono::days(kMaxAheadDays)) {
    return out_of_range("until", fmt::format("at most {} days", kMaxAheadDays));
  }
  const auto last = edit.until - std::chrono::minutes(1);
  if (!edit.clinician && date_of(edit.from) != date_of(last)) {
    return out_of_range("until", "of everybody one day at a time");
  }
  ALCOVE_TRY(check_closing(edit));
  if (edit.what == What::kMove) {
    return out_of_range("what", "all of them are not moved to one time: say it of each");
  }
  ALCOVE_TRY(check_to(edit, edit.what, edit.to, ""));
  for (std::size_t i = 0; i < edit.choices.size(); ++i) {
    const Choice& one = edit.choices[i];
    ALCOVE_TRY(check_to(edit, one.what, one.to, fmt::format("choices[{}].", i)));
    ALCOVE_TRY(check_move(edit, i));
  }
  return {};
}

std::optional<api::availability::ClosedDay> closed_day_of(const Edit& edit) {
  if (!edit.closes) return std::nullopt;
  return api::availability::ClosedDay{.id = edit.closes->closed_day,
                                      .revision = edit.closes->revision,
                                      .day = date_of(edit.from),
                                      .name = edit.closes->name};
}

std::optional<Frozen> frozen_of(const Appointment& visit, Documented documented, UtcTime now) {
  if (is_over_or_here(visit.state)) return Frozen::kHere;
  if (documented == Documented::kYes) return Frozen::kDocumented;
  if (visit.start_time <= now) return Frozen::kBegun;
  return std::nullopt;
}

Result<Wanted> wanted_of(const Edit& edit, const std::vector<AppointmentId>& places) {
  std::optional<Wanted> said;
  for (std::size_t i = 0; i < edit.choices.size(); ++i) {
    const Choice& one = edit.choices[i];
    if (std::find(places.begin(), places.end(), one.appointment) == places.end()) continue;
    const bool has_to = one.what == What::kReassign || one.what == What::kMove;
    const std::optional<StaffId> to = has_to ? one.to : std::nullopt;
    if (said && (said->what != one.what || said->to != to || one.what == What::kMove)) {
      return out_of_range("choices", "two that differ for one session");
    }
    said = Wanted{one.what, to, Wanted::Said::kOfThisOne, i};
  }
  if (said) return *said;
  return Wanted{edit.what, edit.what == What::kReassign ? edit.to : std::nullopt};
}

Fate fate_of_visit(const Wanted& wanted) {
  switch (wanted.what) {
    case What::kCancel:
      return Fate::kCancel;
    case What::kReassign:
      return Fate::kReassign;
    case What::kMove:
      return Fate::kMove;
    case What::kLeave:
      break;
  }
  return Fate::kStays;
}

Fate fate_of_session(const Wanted& wanted, const std::optional<StaffId>& away,
                     const std::vector<StaffId>& leads) {
  const Fate fate = fate_of_visit(wanted);
  if (!away || fate == Fate::kStays) return fate;
  const bool others = leads.size() > 1;
  if (fate == Fate::kCancel) {
    return others && wanted.said == Wanted::Said::kOfAll ? Fate::kGoesOn : Fate::kCancel;
  }
  const bool leads_already = std::find(leads.begin(), leads.end(), *wanted.to) != leads.end();
  return leads_already ? Fate::kGoesOn : Fate::kReassign;
}

std::vector<StaffId> leads_after(const std::vector<StaffId>& leads, const StaffId& away,
                                 const std::optional<StaffId>& instead) {
  std::vector<StaffId> after;
  for (const StaffId& one : leads) {
    if (one != away) {
      after.push_back(one);
    } else if (instead) {
      after.push_back(*instead);
    }
  }
  return after;
}

Knowledge knowledge_of(const appointments::MovedPlace& place,
                       const std::optional<Knowledge>& last) {
  const bool hears_first = last && !place.confirmed;
  return {.knew = hears_first ? last->knew : place.before, .is = place.after};
}

bool tells(Outcome outcome) {
  switch (outcome) {
    case Outcome::kReached:
    case Outcome::kLeftMessage:
    case Outcome::kSent:
      return true;
    case Outcome::kNoAnswer:
    case Outcome::kWrongNumber:
      break;
  }
  return false;
}

}  // namespace alcove::absences

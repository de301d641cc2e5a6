// SPDX-License-Identifier: Apache-2.0
#include "server/features/series/series_apply.h"

#include <fmt/format.h>

#include <algorithm>
#include <list>
#include <map>

#include "server/http/live_events.h"
#include "shared/crypto/crypto.h"

namespace alcove::series {

using access::Principal;
using api::series::Applied;
using api::series::ApplyRequest;
using api::series::Edit;
using api::series::Preview;
using api::series::What;
using audit::WriteTxn;
using rules::AppointmentState;

namespace {

class Carrying {
 public:
  Carrying(std::vector<Step>& steps, const By& by, WriteTxn& txn, const Setting& setting)
      : steps_(steps), by_(by), txn_(txn), setting_(setting) {}

  // First everything that frees time, then what needs it. A visit that moves onto the time of
  // another one that moves too waits until that one has gone.
  Result<void> all() {
    for (Step& step : steps_) ALCOVE_TRY(free_time(step));
    std::list<Step*> waiting;
    for (Step& step : steps_) {
      if (step.wish) waiting.push_back(&step);
    }
    while (!waiting.empty()) {
      const std::size_t before = waiting.size();
      for (auto at = waiting.begin(); at != waiting.end();) {
        ALCOVE_ASSIGN(const bool can, can_go(**at));
        if (can) ALCOVE_TRY(take_time(**at));
        at = can ? waiting.erase(at) : std::next(at);
      }
      if (waiting.size() == before) {
        return Error{ErrorCode::kConflict, "token", "the dates stand in each other's way"};
      }
    }
    return {};
  }

 private:
  AppointmentId new_id() { return AppointmentId::make(txn_.now(), setting_.random); }

  // Of a date that is left out it is the clinic that does so (a holiday), of one to which a new
  // rule does not come any more the client, who is asked for no notice: unless somebody has said.
  Result<void> cancel(const Appointment& visit, bool left_out) {
    using api::appointments::CancelledBy;
    api::appointments::CancelRequest request{
        .appointment = visit.id,
        .base_revision = visit.revision,
        .by = by_.cancelled_by.value_or(left_out ? CancelledBy::kClinic : CancelledBy::kClient),
        .reason = by_.reason};
    if (by_.cancelled_by) {
      ALCOVE_TRY(appointments::cancel(by_.principal, request, txn_, setting_.site));
      return {};
    }
    if (left_out && request.reason.empty()) request.reason = "left out of the series";
    constexpr std::chrono::minutes kAskedOfNobody(0);
    ALCOVE_TRY(appointments::cancel_with_notice(by_.principal, request, kAskedOfNobody, txn_));
    return {};
  }

  Result<void> free_time(Step& step) {
    if (!step.old || !step.old->visit) return {};
    const Appointment& visit = *step.old->visit;
    if (step.line.fate == Fate::kCancel) {
      const bool left_out = step.after && step.after->standing == Standing::kTakenOut;
      ALCOVE_TRY(cancel(visit, left_out));
    } else if (step.line.fate == Fate::kWithdraw || step.line.fate == Fate::kBringBack) {
      ALCOVE_TRY(appointments::mark(by_.principal,
                                    {.appointment = visit.id,
                                     .base_revision = visit.revision,
                                     .state = AppointmentState::kEnteredInError,
                                     .room = std::nullopt,
                                     .reason = by_.reason},
                                    txn_, setting_.site));
    }
    return {};
  }

  // Whether the book says now what the plan has said.
  Result<bool> can_go(const Step& step) {
    if (by_.rule_of) return true;  // nothing is moved at night
    std::vector<AppointmentId> gone;
    if (step.line.fate == Fate::kMove) gone.push_back(step.old->visit->id);
    ALCOVE_ASSIGN(const Obstacles found,
                  appointments::obstacles_to(txn_, *step.wish, gone, setting_.site, txn_.now()));
    if (found.taken) return false;
    return std::all_of(found.conflicts.begin(), found.conflicts.end(), [&](const auto& one) {
      const auto& soft = step.line.soft;
      return one.weight == rules::ConflictWeight::kSoft &&
             std::find(soft.begin(), soft.end(), one.kind) != soft.end();
    });
  }

  Result<void> take_time(Step& step) {
    ALCOVE_ASSIGN(const Appointment made, taken(step));
    step.after->appointment = made.id;
    return {};
  }

  Result<Appointment> taken(const Step& step) {
    switch (step.line.fate) {
      case Fate::kBook:
        return book(*step.wish);
      case Fate::kMove:
        return move(*step.wish, *step.old->visit);
      case Fate::kAssign:
        return assign(*step.wish, *step.old->visit);
      case Fate::kBringBack:
        return bring_back(*step.back);
      case Fate::kCancel:
      case Fate::kWithdraw:
      case Fate::kUnchanged:
      case Fate::kByHand:
      case Fate::kFrozen:
      case Fate::kTakenOut:
      case Fate::kCollides:
        break;
    }
    ALCOVE_CHECK(false);
    return Error{};
  }

  Result<Appointment> book(const Wish& wish) {
    const api::appointments::BookRequest request{.appointment = new_id(),
                                                 .client = wish.client,
                                                 .clinician = wish.clinician,
                                                 .room = wish.room,
                                                 .service = wish.service,
                                                 .start = wish.start,
                                                 .minutes = wish.minutes,
                                                 .override_reason = by_.override_reason,
                                                 .resources = wish.resources};
    if (by_.rule_of) {
      return appointments::book_by_rule(by_.principal, *by_.rule_of, request, txn_, setting_.site);
    }
    return appointments::book(by_.principal, request, txn_, setting_.site);
  }

  Result<Appointment> move(const Wish& wish, const Appointment& visit) {
    return appointments::move(by_.principal,
                              {.appointment = visit.id,
                               .base_revision = visit.revision,
                               .moved_to = new_id(),
                               .clinician = wish.clinician,
                               .room = wish.room,
                               .start = wish.start,
                               .minutes = wish.minutes,
                               .reason = by_.reason,
                               .override_reason = by_.override_reason,
                               .resources = wish.resources},
                              txn_, setting_.site);
  }

  Result<Appointment> assign(const Wish& wish, const Appointment& visit) {
    return appointments::assign(by_.principal,
                                {.appointment = visit.id,
                                 .base_revision = visit.revision,
                                 .clinician = wish.clinician,
                                 .room = wish.room,
                                 .reason = by_.reason,
                                 .override_reason = by_.override_reason,
                                 .resources = wish.resources},
                                txn_, setting_.site);
  }

  Result<Appointment> bring_back(const Appointment& visit) {
    return appointments::undo(by_.principal,
                              {.appointment = visit.id,
                               .base_revision = visit.revision,
                               .reason = by_.reason,
                               .override_reason = by_.override_reason},
                              txn_, setting_.site);
  }

  std::vector<Step>& steps_;
  const By& by_;
  WriteTxn& txn_;
  const Setting& setting_;
};

bool asks_for_reason(const std::vector<Step>& steps) {
  return std::any_of(steps.begin(), steps.end(),
                     [](const Step& step) { return !step.line.soft.empty(); });
}

Preview preview_of(const Edit& edit, const Plan& plan) {
  Preview preview;
  preview.dates = lines_of(plan.steps);
  // The words that somebody adds after having seen the preview change nothing of what it lists.
  Edit bare = edit;
  bare.by.reset();
  bare.reason.clear();
  bare.override_reason.reset();
  const std::string words =
      wire::encode(bare) + "\n" + wire::encode(Applied{plan.next, preview.dates});
  preview.token = to_hex(crypto::sha256(as_bytes("alcove series " + words)));
  preview.asks_for_reason = asks_for_reason(plan.steps) && !edit.override_reason;
  return preview;
}

// What is asked of somebody before anything is written.
Result<void> check_words(const Edit& edit, const Preview& preview) {
  const bool undoes = edit.what == What::kUndo;
  const bool by_clinic = edit.by == api::appointments::CancelledBy::kClinic;
  if (edit.what == What::kCancel && !edit.by) {
    return Error{ErrorCode::kMissingField, "by", "who cancels?"};
  }
  if ((undoes || by_clinic) && edit.reason.empty()) {
    return Error{ErrorCode::kMissingField, "reason", "somebody will ask why"};
  }
  if (preview.asks_for_reason) {
    return Error{ErrorCode::kMissingField, "override_reason", "dates with a soft conflict"};
  }
  return {};
}

const char* action_of(What what) {
  switch (what) {
    case What::kCreate:
      return "series.create";
    case What::kChange:
      return "series.change";
    case What::kCancel:
      return "series.cancel";
    case What::kUndo:
      return "series.undo";
    case What::kSettle:
      return "series.settle";
  }
  ALCOVE_CHECK(false);
  return "";
}

}  // namespace

Result<void> carry_out(std::vector<Step>& steps, const Series& series, const By& by, WriteTxn& txn,
                       const Setting& setting) {
  ALCOVE_TRY(Carrying(steps, by, txn, setting).all());
  for (const Step& step : steps) {
    if (step.old && (step.after || step.ended)) {
      end_row(txn, series.id, step.old->row.number, series.revision,
              step.after ? Ended::kReplaced : *step.ended);
    }
    if (!step.after) continue;
    Row row = *step.after;
    row.since = series.revision;
    if (step.old) row.before = step.old->row.number;
    insert_row(txn, series.id, row);
  }
  return {};
}

void write_revision(Series& series, const By& by, WriteTxn& txn) {
  series.at = txn.now();
  series.reason = by.reason;
  series.person_name = by.principal.person ? by.principal.person->display_name : std::string();
  series.terminal_name = by.principal.device_name;
  add_revision(txn, series);
}

void account(const Series& series, const char* action, const std::vector<Step>& steps,
             WriteTxn& txn) {
  std::map<std::string_view, int> counts;
  for (const DatePlan& line : lines_of(steps)) ++counts[wire::word_of(line.fate)];
  std::string detail = fmt::format("revision {}", series.revision);
  for (const auto& [word, count] : counts) detail += fmt::format("; {} {}", count, word);
  txn.record({.action = action,
              .client = series.client,
              .record = audit::as_record(series.id),
              .detail = std::move(detail)});
  http::publish(txn, api::live::Kind::kDayChanged);
}

Result<Preview> preview(const Principal& principal, const Edit& edit, store::ReadTxn& txn,
                        const Setting& setting, UtcTime now) {
  ALCOVE_ASSIGN(const Plan plan, plan_edit(principal, edit, txn, setting, now));
  return preview_of(edit, plan);
}

Result<Applied> apply(const Principal& principal, const ApplyRequest& request, WriteTxn& txn,
                      const Setting& setting) {
  const Edit& edit = request.edit;
  ALCOVE_ASSIGN(Plan plan, plan_edit(principal, edit, txn, setting, txn.now()));
  const Preview preview = preview_of(edit, plan);
  // No secret: a fingerprint of what the person has read.
  const std::string& read = request.token;
  const std::string& planned = preview.token;
  if (read != planned) {
    return Error{ErrorCode::kConflict, "token", "the book has changed since the preview"};
  }
  ALCOVE_TRY(check_words(edit, preview));
  const By by{.principal = principal,
              .cancelled_by = edit.by,
              .reason = edit.reason,
              .override_reason = edit.override_reason};
  plan.next.what = edit.what;
  if (edit.override_reason && asks_for_reason(plan.steps)) {
    plan.next.override_reason = *edit.override_reason;
  }
  write_revision(plan.next, by, txn);
  ALCOVE_TRY(carry_out(plan.steps, plan.next, by, txn, setting));
  account(plan.next, action_of(edit.what), plan.steps, txn);
  return Applied{plan.next, preview.dates};
}

}  // namespace alcove::series

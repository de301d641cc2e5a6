// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/meeting_sheets.h"

#include <algorithm>
#include <functional>

#include "kiosk/screens/desk/like_names.h"
#include "kiosk/screens/desk/reach_words.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/meetings_messages.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/status.h"

namespace alcove::screens::desk {
namespace {

using api::appointments::CancelledBy;
using api::appointments::MeetingOutcome;
using api::appointments::MeetingPlace;

std::string title_and_time(const SheetFrame& frame, const MeetingCard& card) {
  const text::MeetingsMessages say(frame.language);
  return say.attendance_below(
      {.title = meeting_title(frame.language, card),
       .time = text::clock_time(frame.language, clock_start(card.meeting))});
}

std::string reach_of(const SheetFrame& frame, const MeetingPlace& place) {
  if (!place.reach) return {};
  std::string words;
  for (const std::string& one : call_lines(frame.language, *place.reach)) {
    words += (words.empty() ? "" : "\n") + one;
  }
  if (place.reach->by == api::clients::By::kCall) return words;
  return words + "\n" + std::string(by_word(frame.language, place.reach->by));
}

// Of the places those that `which` takes, under a title that says how many they are.
void place_list(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                const std::vector<MeetingPlace>& places,
                const std::function<bool(const MeetingPlace&)>& which,
                const std::function<std::string(std::int64_t)>& title) {
  const ui::Theme& theme = ui.theme();
  const std::vector<bool> like = like_among(places);
  const std::int64_t count = std::ranges::count_if(places, which);
  if (count == 0) return;
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong}, title(count),
                   theme.gap_small());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const MeetingPlace& place = places[i];
    if (!which(place)) continue;
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, spoken_name(place.client_name), 0);
    if (like[i]) {
      ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecondStrong},
                       like_line(frame.language, named(place)), 0);
    }
    const std::string below =
        place.reach ? reach_of(frame, place) : state_word(frame.language, place.state);
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft}, below,
                     theme.gap_small());
  }
  flow.cut_top(theme.gap());
}

// Those who can be called, and apart from them who is written to or told at the next visit.
void tell_lists(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                const CancelMeetingModel& model) {
  using api::clients::By;
  const text::MeetingsMessages say(frame.language);
  const bool moved = model.calls == MeetingCalls::kMoved;
  const auto list = [&](By by, const std::function<std::string(std::int64_t)>& title) {
    place_list(
        ui, flow, frame, model.comes_to->places,
        [&](const MeetingPlace& one) {
          return one.outcome == MeetingOutcome::kCancelled && one.reach && one.reach->by == by &&
                 !(moved && one.knows);
        },
        title);
  };
  list(By::kCall, [&](std::int64_t count) {
    return moved ? say.moved_called(count) : say.cancelling_called(count);
  });
  list(By::kLetter, [&](std::int64_t count) { return say.tell_letter(count); });
  list(By::kNeither, [&](std::int64_t count) { return say.tell_visit(count); });
}

void moved_lists(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                 const std::vector<MeetingPlace>& places) {
  const text::MeetingsMessages say(frame.language);
  place_list(
      ui, flow, frame, places,
      [](const MeetingPlace& one) { return one.outcome == MeetingOutcome::kLeft && !one.knows; },
      [&](std::int64_t count) { return say.moved_left(count); });
  place_list(
      ui, flow, frame, places, [](const MeetingPlace& one) { return one.knows; },
      [&](std::int64_t count) { return say.moved_know(count); });
}

void outcomes(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
              const CancelMeetingModel& model) {
  const text::MeetingsMessages say(frame.language);
  const std::vector<MeetingPlace>& places = model.comes_to->places;
  const bool moved = model.calls == MeetingCalls::kMoved;
  const bool nobody = std::ranges::none_of(places, [&](const MeetingPlace& one) {
    const bool left = moved && one.outcome == MeetingOutcome::kLeft;
    return (one.outcome == MeetingOutcome::kCancelled || left) && !(moved && one.knows);
  });
  if (nobody) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong}, say.cancelling_call_nobody(),
                     ui.theme().gap());
  }
  tell_lists(ui, flow, frame, model);
  if (moved) return moved_lists(ui, flow, frame, places);
  const auto list = [&](MeetingOutcome outcome, std::string_view title) {
    place_list(
        ui, flow, frame, places,
        [outcome](const MeetingPlace& one) { return one.outcome == outcome; },
        [title](std::int64_t) { return std::string(title); });
  };
  list(MeetingOutcome::kInTime, say.cancelling_in_time());
  list(MeetingOutcome::kLate, say.cancelling_late());
  list(MeetingOutcome::kIsHere, say.cancelling_here());
  place_list(
      ui, flow, frame, places,
      [](const MeetingPlace& one) {
        return one.outcome == MeetingOutcome::kStays || one.outcome == MeetingOutcome::kLeft;
      },
      [&](std::int64_t) { return std::string(say.cancelling_stays()); });
}

std::string_view calls_title(const text::MeetingsMessages& say, MeetingCalls calls) {
  switch (calls) {
    case MeetingCalls::kBefore:
      return say.cancelling_title();
    case MeetingCalls::kCancelled:
      return say.cancelling_done_title();
    case MeetingCalls::kMoved:
      return say.moved_title();
  }
  return {};
}

std::string calls_below(const SheetFrame& frame, const CancelMeetingModel& model) {
  if (model.calls != MeetingCalls::kMoved) return title_and_time(frame, model.card);
  return text::MeetingsMessages(frame.language)
      .moving_below(
          {.title = meeting_title(frame.language, model.card),
           .day = text::weekday_and_date(frame.language, date_of(model.card.meeting.start)),
           .time = text::clock_time(frame.language, clock_start(model.card.meeting))});
}

bool asks_why(const CancelMeetingModel& model) {
  return model.by == CancelledBy::kClinic && model.reason.empty();
}

// Who cancels, then why: the clinic always says that.
void cancel_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, CancelMeetingModel& model) {
  static constexpr CancelledBy kWho[] = {CancelledBy::kClient, CancelledBy::kClinic};
  const text::MeetingsMessages say(frame.language);
  const ui::Segment segments[] = {{"cancelling_by_client", say.cancelling_by_client()},
                                  {"cancelling_by_clinic", say.cancelling_by_clinic()}};
  std::size_t chosen = std::size(kWho);
  if (model.by) chosen = *model.by == kWho[0] ? 0 : 1;
  chosen = choose_segment(ui, flow, say.cancelling_who(), segments, chosen);
  if (chosen == std::size(kWho)) return;
  model.by = kWho[chosen];
  ui.prefer_focus("reason");
  words_field(
      ui, flow, frame, "reason",
      model.by == CancelledBy::kClinic ? say.cancelling_reason() : say.cancelling_reason_client(),
      model.reason);
  if (!asks_why(model)) return;
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   say.cancelling_needs(), ui.theme().gap());
}

bool has_calls(const CancelMeetingModel& model) {
  if (model.calls != MeetingCalls::kMoved || !model.may_open_calls || !model.comes_to) return false;
  return std::ranges::any_of(model.comes_to->places, [](const MeetingPlace& one) {
    return one.knows || one.outcome == MeetingOutcome::kCancelled ||
           one.outcome == MeetingOutcome::kLeft;
  });
}

std::vector<ui::BarButton> calls_foot(const SheetFrame& frame, const CancelMeetingModel& model) {
  const text::MeetingsMessages say(frame.language);
  const bool can = frame.there && !frame.busy;
  std::vector<ui::BarButton> foot;
  if (model.calls == MeetingCalls::kBefore) {
    foot.push_back({.name = "cancelling_do",
                    .label = std::string(say.cancelling_do()),
                    .kind = ui::ButtonKind::kDanger,
                    .enabled = can && model.by && model.comes_to && !asks_why(model),
                    .role = ui::ButtonRole::kDefault});
  }
  if (has_calls(model)) {
    foot.push_back({.name = "moving_calls",
                    .label = std::string(say.moved_calls()),
                    .kind = model.asks_back ? ui::ButtonKind::kSecondary : ui::ButtonKind::kPrimary,
                    .enabled = can});
  }
  if (model.calls == MeetingCalls::kMoved && model.can_go_back) {
    foot.push_back(
        {.name = "moving_undo",
         .label = std::string(model.asks_back ? say.moving_back_anyway() : say.moving_back()),
         .kind = model.asks_back ? ui::ButtonKind::kDanger : ui::ButtonKind::kSecondary,
         .enabled = can});
  }
  return foot;
}

}  // namespace

// A group is cancelled by the clinic as a rule; of a family either may be so, and nothing is taken
// for granted.
CancelMeetingModel cancel_meeting_model(const MeetingCard& card, MeetingCalls calls) {
  CancelMeetingModel model{.card = card, .calls = calls};
  const bool group = card.meeting.kind == api::appointments::MeetingKind::kGroup;
  if (group || calls != MeetingCalls::kBefore) model.by = CancelledBy::kClinic;
  return model;
}

CancelMeetingIntent draw(ui::Ui& ui, const SheetFrame& frame, CancelMeetingModel& model) {
  const text::MeetingsMessages say(frame.language);
  const std::vector<ui::BarButton> foot = calls_foot(frame, model);
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "cancelling_sheet",
                                         .language = frame.language,
                                         .title = std::string(calls_title(say, model.calls)),
                                         .below = calls_below(frame, model),
                                         .foot = foot,
                                         .touch_keyboard = frame.touch_keyboard});
  ui::Rect& flow = sheet.flow;
  sheet_notice(ui, flow, frame);
  if (model.by && !model.comes_to && !frame.problem) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                     say.meeting_read(), ui.theme().gap());
  }
  if (model.calls == MeetingCalls::kBefore) cancel_fields(ui, flow, frame, model);
  if (model.asks_back) {
    flow.cut_top(ui::notice(ui, {.name = "moving_back_known",
                                 .rect = flow,
                                 .text = say.moving_back_known(*model.asks_back),
                                 .tone = ui::Tone::kCare,
                                 .icon = ui::Icon::kInfo}));
    flow.cut_top(ui.theme().gap());
  }
  if (model.comes_to) outcomes(ui, flow, frame, model);
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return CancelMeetingIntent::kClose;
  if (!sheet.pressed) return CancelMeetingIntent::kNone;
  if (foot[*sheet.pressed].name == "moving_calls") return CancelMeetingIntent::kOpenCalls;
  return model.calls == MeetingCalls::kMoved ? CancelMeetingIntent::kMoveBack
                                             : CancelMeetingIntent::kCancel;
}

RestoreMeetingIntent draw(ui::Ui& ui, const SheetFrame& frame, RestoreMeetingModel& model) {
  const text::MeetingsMessages say(frame.language);
  const bool ready = frame.there && !frame.busy && !model.reason.empty() &&
                     (!model.asks_override || !model.override_reason.empty());
  const ui::BarButton foot[] = {{.name = "restoring_do",
                                 .label = std::string(say.restoring_do()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = ready,
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "restoring_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.restoring_title()),
                                         .below = title_and_time(frame, model.card),
                                         .foot = foot,
                                         .touch_keyboard = frame.touch_keyboard});
  say_refused(ui, sheet.flow, frame, model.against);
  ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBody}, say.restoring_text(),
                   ui.theme().gap());
  ui.prefer_focus("reason");
  words_field(ui, sheet.flow, frame, "reason", say.restoring_reason(), model.reason);
  if (model.asks_override) {
    ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBody}, say.leading_override_needs(),
                     ui.theme().gap_small());
    words_field(ui, sheet.flow, frame, "override_reason", say.leading_override(),
                model.override_reason);
  }
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return RestoreMeetingIntent::kClose;
  return sheet.pressed ? RestoreMeetingIntent::kRestore : RestoreMeetingIntent::kNone;
}

LeadersIntent draw(ui::Ui& ui, const SheetFrame& frame, LeadersModel& model) {
  const text::MeetingsMessages say(frame.language);
  const bool ready = frame.there && !frame.busy && !model.team.chosen.empty() &&
                     (!model.asks_override || !model.override_reason.empty());
  const ui::BarButton foot[] = {{.name = "leading_do",
                                 .label = std::string(say.leading_do()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = ready,
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "leading_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.leading_title()),
                                         .below = title_and_time(frame, model.card),
                                         .foot = foot,
                                         .touch_keyboard = frame.touch_keyboard});
  ui::Rect& flow = sheet.flow;
  const bool taken = frame.problem == ErrorCode::kTaken;
  SheetFrame said = frame;
  if (taken || model.asks_override) said.problem.reset();
  sheet_notice(ui, flow, said);
  if (taken) {
    flow.cut_top(ui::notice(ui, {.name = "leading_taken",
                                 .rect = flow,
                                 .text = say.leading_taken(),
                                 .tone = ui::Tone::kCare,
                                 .icon = ui::Icon::kInfo}));
    flow.cut_top(ui.theme().gap());
  }
  team_fields(ui, flow, frame, model.team);
  words_field(ui, flow, frame, "reason", say.leading_reason(), model.reason);
  if (model.asks_override) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, say.leading_override_needs(),
                     ui.theme().gap_small());
    words_field(ui, flow, frame, "override_reason", say.leading_override(), model.override_reason);
  }
  ui::end_sheet(ui, sheet, [&] { team_choices(ui, frame, model.team); });
  if (sheet.closed) return LeadersIntent::kClose;
  return sheet.pressed ? LeadersIntent::kPutDown : LeadersIntent::kNone;
}

}  // namespace alcove::screens::desk

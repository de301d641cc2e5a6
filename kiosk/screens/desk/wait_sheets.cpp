// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/wait_sheets.h"

#include <algorithm>

#include "kiosk/screens/desk/reach_words.h"
#include "kiosk/screens/desk/wait_pieces.h"
#include "kiosk/screens/desk/wait_words.h"
#include "kiosk/text/waitlist_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using namespace api::waitlist;
using Say = text::WaitlistMessages;

const ui::TextLook kSoft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

constexpr ThinkFor kThinkFor[] = {ThinkFor::kQuarter, ThinkFor::kHalfHour, ThinkFor::kTwoHours,
                                  ThinkFor::kOneDay, ThinkFor::kThreeDays};

std::chrono::minutes length_of(ThinkFor think_for) {
  switch (think_for) {
    case ThinkFor::kQuarter:
      return std::chrono::minutes(15);
    case ThinkFor::kHalfHour:
      return std::chrono::minutes(30);
    case ThinkFor::kTwoHours:
      return std::chrono::hours(2);
    case ThinkFor::kOneDay:
      return std::chrono::days(1);
    case ThinkFor::kThreeDays:
      return std::chrono::days(3);
  }
  return {};
}

ui::Segment segment_of(const Say& say, ThinkFor think_for) {
  switch (think_for) {
    case ThinkFor::kQuarter:
      return {"think_quarter", say.wait_offer_quarter()};
    case ThinkFor::kHalfHour:
      return {"think_half_hour", say.wait_offer_half_hour()};
    case ThinkFor::kTwoHours:
      return {"think_two_hours", say.wait_offer_two_hours()};
    case ThinkFor::kOneDay:
      return {"think_one_day", say.wait_offer_day()};
    case ThinkFor::kThreeDays:
      return {"think_three_days", say.wait_offer_three_days()};
  }
  return {};
}

// What was chosen, or the longest before it that ends in time. None: not even the shortest does.
std::optional<ThinkFor> thinks_for(const OfferModel& model) {
  const std::vector<ThinkFor> choices = think_choices(model);
  if (choices.empty()) return std::nullopt;
  ThinkFor found = choices.front();
  for (const ThinkFor one : choices) {
    if (one <= model.think_for) found = one;
  }
  return found;
}

void think_for(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, OfferModel& model) {
  const Say say(frame.language);
  const std::vector<ThinkFor> choices = think_choices(model);
  if (const auto now = thinks_for(model)) {
    std::vector<ui::Segment> segments;
    std::size_t current = 0;
    for (const ThinkFor one : choices) {
      if (one == *now) current = segments.size();
      segments.push_back(segment_of(say, one));
    }
    const float height = ui::segments_height(ui, flow.width, segments);
    const std::size_t chosen = ui::segments(ui, flow.cut_top(height), segments, current);
    if (chosen != current) model.think_for = choices[chosen];
    flow.cut_top(ui.theme().gap_small());
  }
  const LocalDateTime until = offered_until(model);
  const std::string words = until <= model.now
                                ? std::string(say.wait_offer_too_near())
                                : say.wait_offer_ends(day_and_time(frame.language, until));
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, words, ui.theme().gap());
}

std::string time_words(const SheetFrame& frame, const OfferModel::Time& time) {
  const Say say(frame.language);
  const std::string when = wait_moment(frame.language, time.slot.start);
  const std::string words =
      time.room.empty()
          ? say.wait_offer_row({.when = when, .clinician = time.clinician})
          : say.wait_offer_row_room({.when = when, .clinician = time.clinician, .room = time.room});
  return time.takes.empty() ? words : words + say.wait_offer_takes(time.takes);
}

// Those of later days are wanted, or those without what hinders.
OfferIntent offer_times(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, OfferModel& model) {
  const Say say(frame.language);
  if (!model.read && model.times.empty()) {
    if (!frame.problem) ui::paragraph_in(ui, flow, kSoft, say.wait_offer_looking(), 0);
    return OfferIntent::kNone;
  }
  if (model.times.empty()) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, say.wait_offer_nothing(),
                     ui.theme().gap_small());
    if (model.hinders && say_what_hinders(ui, flow, frame, model.hindering)) {
      return OfferIntent::kWithout;
    }
  }
  for (std::size_t i = 0; i < model.times.size(); ++i) {
    const std::string words = time_words(frame, model.times[i]);
    const float height = ui::choice_row_height(ui, flow.width, words);
    if (ui::choice_row(ui, {.name = "wait_time_" + std::to_string(i),
                            .rect = flow.cut_top(height),
                            .label = words,
                            .chosen = model.chosen == i,
                            .enabled = !frame.busy})) {
      model.chosen = i;
    }
    flow.cut_top(ui.theme().gap_small());
  }
  if (model.without_hours > 0) {
    ui::paragraph_in(ui, flow, kSoft, say.wait_offer_hours(model.without_hours),
                     ui.theme().gap_small());
  }
  if (!model.more) return OfferIntent::kNone;
  const ui::BarButton later[] = {{.name = "offer_more",
                                  .label = std::string(say.wait_offer_more()),
                                  .enabled = frame.there && !frame.busy && model.read}};
  const float height = ui::button_rows_height(ui, flow.width, later);
  const bool pressed = ui::button_rows(ui, flow.cut_top(height), later).has_value();
  return pressed ? OfferIntent::kMore : OfferIntent::kNone;
}

}  // namespace

void strong_label(ui::Ui& ui, ui::Rect& flow, std::string_view words) {
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong}, words, ui.theme().gap_small());
}

std::vector<Outcome> outcomes_of(Way way) {
  using enum Outcome;
  switch (way) {
    case Way::kPhone:
      return {kNoAnswer, kLeftMessage, kReached, kWrongNumber};
    case Way::kLetter:
      return {kSent};
    case Way::kTextMessage:
      return {kSent, kReached, kWrongNumber};
    case Way::kInPerson:
      return {kReached, kNoAnswer};
    case Way::kOther:
      break;
  }
  return {kNoAnswer, kLeftMessage, kReached, kWrongNumber, kSent};
}

TryIntent draw(ui::Ui& ui, const SheetFrame& frame, TryModel& model) {
  static constexpr Way kWays[] = {Way::kPhone, Way::kLetter, Way::kTextMessage, Way::kInPerson,
                                  Way::kOther};
  const Say say(frame.language);
  const ui::BarButton foot[] = {{.name = "try_do",
                                 .label = std::string(say.wait_try_do()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = frame.there && !frame.busy,
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "try_sheet",
                                         .language = frame.language,
                                         .title = say.wait_try_title(model.name),
                                         .width = 620,
                                         .foot = foot,
                                         .touch_keyboard = frame.touch_keyboard});
  sheet_notice(ui, sheet.flow, frame);
  ui.prefer_focus("way_" + std::string(wire::word_of(model.way)));
  reach_paragraphs(ui, sheet.flow, frame.language, model.reach);
  strong_label(ui, sheet.flow, say.wait_try_way());
  one_of(ui, sheet.flow, frame.language, "way_", kWays, model.way, way_word);
  strong_label(ui, sheet.flow, say.wait_try_outcome());
  const std::vector<Outcome> outcomes = outcomes_of(model.way);
  if (std::ranges::find(outcomes, model.outcome) == outcomes.end()) {
    model.outcome = outcomes.front();
  }
  one_of(ui, sheet.flow, frame.language, "outcome_", outcomes, model.outcome, outcome_word);
  words_field(ui, sheet.flow, frame, "try_note", say.wait_try_note(), model.note);
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return TryIntent::kClose;
  return sheet.pressed ? TryIntent::kSave : TryIntent::kNone;
}

std::vector<ThinkFor> think_choices(const OfferModel& model) {
  std::vector<ThinkFor> all;
  for (const ThinkFor one : kThinkFor) {
    const bool ends_before =
        !model.chosen || model.now + length_of(one) < model.times[*model.chosen].slot.start;
    if (ends_before) all.push_back(one);
  }
  return all;
}

LocalDateTime offered_until(const OfferModel& model) {
  if (const auto think_for = thinks_for(model)) return model.now + length_of(*think_for);
  return model.times[*model.chosen].slot.start - std::chrono::minutes(1);
}

namespace {

// Nothing can be thought about any more before it begins.
bool is_too_near(const OfferModel& model) {
  return model.chosen && offered_until(model) <= model.now;
}

}  // namespace

OfferIntent draw(ui::Ui& ui, const SheetFrame& frame, OfferModel& model) {
  const Say say(frame.language);
  const ui::BarButton foot[] = {
      {.name = "offer_do",
       .label = std::string(say.wait_offer_do()),
       .kind = ui::ButtonKind::kPrimary,
       .enabled = frame.there && !frame.busy && model.chosen && !is_too_near(model),
       .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "offer_sheet",
                                         .language = frame.language,
                                         .title = say.wait_offer_title(model.name),
                                         .below = say.wait_offer_text(model.name),
                                         .width = 640,
                                         .foot = foot});
  sheet_notice(ui, sheet.flow, frame);
  reach_paragraphs(ui, sheet.flow, frame.language, model.reach);
  if (!model.warning.empty()) {
    sheet.flow.cut_top(ui::notice(ui, {.name = "offer_warning",
                                       .rect = sheet.flow,
                                       .text = model.warning,
                                       .tone = ui::Tone::kCare,
                                       .icon = ui::Icon::kInfo}));
    sheet.flow.cut_top(ui.theme().gap());
  }
  if (!model.needs.empty()) {
    ui::paragraph_in(ui, sheet.flow, kSoft, model.needs, ui.theme().gap_small());
  }
  if (!model.times.empty()) {
    ui.prefer_focus("wait_time_" + std::to_string(model.chosen.value_or(0)));
    strong_label(ui, sheet.flow, say.wait_offer_until());
    think_for(ui, sheet.flow, frame, model);
  }
  const OfferIntent other = offer_times(ui, sheet.flow, frame, model);
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return OfferIntent::kClose;
  if (other != OfferIntent::kNone) return other;
  return sheet.pressed ? OfferIntent::kOffer : OfferIntent::kNone;
}

TakeOffIntent draw(ui::Ui& ui, const SheetFrame& frame, TakeOffModel& model) {
  static constexpr CloseHow kHows[] = {CloseHow::kNotWanted, CloseHow::kNotReached,
                                       CloseHow::kSeenOtherwise, CloseHow::kMistake};
  const Say say(frame.language);
  const bool mistake = model.how == CloseHow::kMistake;
  const ui::BarButton foot[] = {
      {.name = "close_do",
       .label = std::string(say.wait_close_do()),
       .kind = ui::ButtonKind::kPrimary,
       .enabled = frame.there && !frame.busy && (!mistake || !model.reason.empty()),
       .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "close_sheet",
                                         .language = frame.language,
                                         .title = say.wait_close_title(model.name),
                                         .foot = foot,
                                         .touch_keyboard = frame.touch_keyboard});
  sheet_notice(ui, sheet.flow, frame);
  ui.prefer_focus("how_" + std::string(wire::word_of(model.how)));
  for (const CloseHow how : kHows) {
    const std::string_view words = close_how_word(frame.language, how);
    const float height = ui::choice_row_height(ui, sheet.flow.width, words);
    if (ui::choice_row(ui, {.name = "how_" + std::string(wire::word_of(how)),
                            .rect = sheet.flow.cut_top(height),
                            .label = words,
                            .chosen = model.how == how,
                            .enabled = !frame.busy})) {
      model.how = how;
    }
    sheet.flow.cut_top(ui.theme().gap_small());
  }
  words_field(ui, sheet.flow, frame, "close_reason",
              mistake ? say.wait_close_reason_needed() : say.wait_close_reason(), model.reason);
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return TakeOffIntent::kClose;
  return sheet.pressed ? TakeOffIntent::kTakeOff : TakeOffIntent::kNone;
}

WaitAgainIntent draw(ui::Ui& ui, const SheetFrame& frame, WaitAgainModel& model) {
  const Say say(frame.language);
  const ui::BarButton foot[] = {{.name = "reopen_do",
                                 .label = std::string(say.wait_reopen_do()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = frame.there && !frame.busy && !model.reason.empty(),
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "reopen_sheet",
                                         .language = frame.language,
                                         .title = say.wait_reopen_title(model.name),
                                         .below = std::string(say.wait_reopen_text()),
                                         .foot = foot,
                                         .touch_keyboard = frame.touch_keyboard});
  sheet_notice(ui, sheet.flow, frame);
  ui.prefer_focus("reopen_reason");
  words_field(ui, sheet.flow, frame, "reopen_reason", say.wait_reopen_reason(), model.reason);
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return WaitAgainIntent::kClose;
  return sheet.pressed ? WaitAgainIntent::kReopen : WaitAgainIntent::kNone;
}

}  // namespace alcove::screens::desk

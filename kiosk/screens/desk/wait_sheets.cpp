// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/wait_sheets.h"

#include <algorithm>

#include "kiosk/screens/desk/wait_pieces.h"
#include "kiosk/screens/desk/wait_words.h"
#include "kiosk/text/waitlist_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using namespace api::waitlist;
using Say = text::WaitlistMessages;

const ui::TextLook kSoft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

void think_for(ui::Ui& ui, ui::Rect& flow, const Say& say, OfferModel& model) {
  const ui::Segment segments[] = {{"think_two_hours", say.wait_offer_two_hours()},
                                  {"think_one_day", say.wait_offer_day()},
                                  {"think_three_days", say.wait_offer_three_days()}};
  const float height = ui::segments_height(ui, flow.width, segments);
  const std::size_t now =
      ui::segments(ui, flow.cut_top(height), segments, static_cast<std::size_t>(model.think_for));
  model.think_for = static_cast<ThinkFor>(now);
  flow.cut_top(ui.theme().gap());
}

std::string time_words(const SheetFrame& frame, const OfferModel::Time& time) {
  const Say say(frame.language);
  const std::string when = wait_moment(frame.language, time.slot.start);
  if (time.room.empty()) return say.wait_offer_row({.when = when, .clinician = time.clinician});
  return say.wait_offer_row_room({.when = when, .clinician = time.clinician, .room = time.room});
}

// Whether those of later days are wanted.
bool offer_times(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, OfferModel& model) {
  const Say say(frame.language);
  if (!model.read && model.times.empty()) {
    if (!frame.problem) ui::paragraph_in(ui, flow, kSoft, say.wait_offer_looking(), 0);
    return false;
  }
  if (model.times.empty()) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, say.wait_offer_nothing(),
                     ui.theme().gap_small());
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
  if (!model.more) return false;
  const ui::BarButton later[] = {{.name = "offer_more",
                                  .label = std::string(say.wait_offer_more()),
                                  .enabled = frame.there && !frame.busy && model.read}};
  const float height = ui::button_rows_height(ui, flow.width, later);
  return ui::button_rows(ui, flow.cut_top(height), later).has_value();
}

}  // namespace

void strong_label(ui::Ui& ui, ui::Rect& flow, std::string_view words) {
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong}, words, ui.theme().gap_small());
}

TryIntent draw(ui::Ui& ui, const SheetFrame& frame, TryModel& model) {
  static constexpr Way kWays[] = {Way::kPhone, Way::kLetter, Way::kTextMessage, Way::kInPerson,
                                  Way::kOther};
  static constexpr Outcome kOutcomes[] = {Outcome::kNoAnswer, Outcome::kLeftMessage,
                                          Outcome::kReached, Outcome::kWrongNumber, Outcome::kSent};
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
  strong_label(ui, sheet.flow, say.wait_try_way());
  one_of(ui, sheet.flow, frame.language, "way_", kWays, model.way, way_word);
  strong_label(ui, sheet.flow, say.wait_try_outcome());
  one_of(ui, sheet.flow, frame.language, "outcome_", kOutcomes, model.outcome, outcome_word);
  words_field(ui, sheet.flow, frame, "try_note", say.wait_try_note(), model.note);
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return TryIntent::kClose;
  return sheet.pressed ? TryIntent::kSave : TryIntent::kNone;
}

LocalDateTime offered_until(const OfferModel& model, LocalDateTime now) {
  LocalDateTime until = now;
  switch (model.think_for) {
    case ThinkFor::kTwoHours:
      until += std::chrono::hours(2);
      break;
    case ThinkFor::kOneDay:
      until += std::chrono::days(1);
      break;
    case ThinkFor::kThreeDays:
      until += std::chrono::days(3);
      break;
  }
  return model.chosen ? std::min(until, model.times[*model.chosen].slot.start) : until;
}

OfferIntent draw(ui::Ui& ui, const SheetFrame& frame, OfferModel& model) {
  const Say say(frame.language);
  const ui::BarButton foot[] = {{.name = "offer_do",
                                 .label = std::string(say.wait_offer_do()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = frame.there && !frame.busy && model.chosen.has_value(),
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "offer_sheet",
                                         .language = frame.language,
                                         .title = say.wait_offer_title(model.name),
                                         .below = say.wait_offer_text(model.name),
                                         .width = 640,
                                         .foot = foot});
  sheet_notice(ui, sheet.flow, frame);
  if (!model.times.empty()) {
    strong_label(ui, sheet.flow, say.wait_offer_until());
    think_for(ui, sheet.flow, say, model);
  }
  const bool more = offer_times(ui, sheet.flow, frame, model);
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return OfferIntent::kClose;
  if (more) return OfferIntent::kMore;
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

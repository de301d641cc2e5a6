// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/waitlist.h"

#include <algorithm>

#include "kiosk/screens/desk/client_words.h"
#include "kiosk/screens/desk/reach_words.h"
#include "kiosk/screens/desk/wait_words.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/series_messages.h"
#include "kiosk/text/wait_report_messages.h"
#include "kiosk/text/waitlist_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using namespace api::waitlist;
using Say = text::WaitlistMessages;

const ui::TextLook kStrong{.style = ui::TextStyle::kBodyStrong};
const ui::TextLook kSoft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

struct Pill {
  std::string words;
  ui::Tone tone;
};

std::vector<Pill> pills_of(const SheetFrame& frame, const EntryRow& row, const Zone& zone,
                           UtcTime now) {
  std::vector<Pill> all;
  const Wish& wish = row.entry.wish;
  if (row.entry.state != EntryState::kWaiting) {
    return {{entry_state_words(frame.language, row.entry), ui::Tone::kNeutral}};
  }
  if (wish.priority != Priority::kRoutine) {
    all.push_back({std::string(priority_word(frame.language, wish.priority)),
                   wish.priority == Priority::kEmergent ? ui::Tone::kAlarm : ui::Tone::kCare});
  }
  if (wish.risk != Risk::kUsual) {
    all.push_back({std::string(risk_word(frame.language, wish.risk)), ui::Tone::kCare});
  }
  if (is_overdue(row, now)) {
    all.push_back({due_words(frame.language, row, zone, now), ui::Tone::kCare});
  }
  if (row.open_offer) {
    all.push_back({offer_words(frame.language, *row.open_offer, zone), ui::Tone::kNote});
  }
  if (row.expired_offer) {
    all.push_back({offer_words(frame.language, *row.expired_offer, zone), ui::Tone::kCare});
  }
  if (row.fit && row.fit->understood == Understood::kByNobody) {
    all.push_back({std::string(Say(frame.language).fit_not_understood()), ui::Tone::kAlarm});
  }
  return all;
}

// From left to right, on as many lines as they need. Gives their height; draws where `ink` says so.
enum class Ink : std::uint8_t { kMeasure, kDraw };
float pills(ui::Ui& ui, ui::Rect place, const std::string& name, const std::vector<Pill>& all,
            Ink ink) {
  if (all.empty()) return 0;
  const float gap = ui.theme().gap_small();
  float x = place.x;
  float y = place.y;
  float height = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const ui::Size size = ui::pill_size(ui, all[i].words, ui::Icon::kNone);
    if (x > place.x && x + size.width > place.right()) {
      x = place.x;
      y += size.height + gap;
    }
    if (ink == Ink::kDraw) {
      ui::pill(ui, {.name = name + "_pill_" + std::to_string(i),
                    .at = {x, y},
                    .label = all[i].words,
                    .tone = all[i].tone,
                    .max_width = place.width});
    }
    x += size.width + gap;
    height = y + size.height - place.y;
  }
  return height;
}

std::string row_words(const SheetFrame& frame, const EntryRow& row, const Zone& zone, UtcTime now) {
  const Say say(frame.language);
  std::string words = wanted_words(frame.language, row);
  words += " · " + say.wait_asked(wait_moment(frame.language, row.entry.wish.requested_at));
  if (row.entry.state == EntryState::kWaiting && !is_overdue(row, now)) {
    words += " · " + due_words(frame.language, row, zone, now);
  }
  if (row.last_try) {
    words +=
        " · " + say.wait_tries_short({.count = row.tries,
                                      .what = outcome_word(frame.language, row.last_try->outcome)});
  }
  return words;
}

// Who it is and what is needed besides the time; and below, how they are told of one.
std::string who_words(const SheetFrame& frame, const EntryRow& row, const WaitlistModel& model) {
  const Say say(frame.language);
  std::string words = say.wait_who({.number = std::to_string(row.record_number),
                                    .date = text::full_date(frame.language, row.birth_date)});
  const std::string needs = needs_words(frame.language, row.entry.wish, model.resources);
  if (!needs.empty()) {
    words += " · " + needs;
  } else if (row.language != api::clients::SpokenLanguage::kEnglish) {
    words += " · " + say.wait_speaks(spoken_language(frame.language, row.language));
  }
  const std::string fit = fit_words(frame.language, row, model.slot_clinician, model.resources);
  if (!fit.empty()) words += "\n" + fit;
  if (row.entry.state == EntryState::kWaiting && row.reach) {
    words += "\n" + reach_line(frame.language, *row.reach);
  }
  return words;
}

bool entry_row(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const WaitlistModel& model,
               const EntryRow& row, const std::string& name) {
  const ui::Theme& theme = ui.theme();
  const std::string wanted = row_words(frame, row, model.zone, model.now);
  const std::string who = who_words(frame, row, model);
  std::vector<Pill> all = pills_of(frame, row, model.zone, model.now);
  if (model.client && row.entry.state == EntryState::kWaiting) {
    all.insert(all.begin(), {entry_state_words(frame.language, row.entry), ui::Tone::kGood});
  }
  const float width = flow.width - 2 * theme.px(12);
  const float marks = pills(ui, {0, 0, width, 0}, name, all, Ink::kMeasure);
  const float words = ui::line_height(ui, ui::TextStyle::kBodyStrong) +
                      ui::paragraph_height(ui, width, kSoft, wanted) +
                      ui::paragraph_height(ui, width, kSoft, who) +
                      (all.empty() ? 0 : marks + theme.gap_small());
  const ui::Rect place = flow.cut_top(words + theme.px(20));
  const ui::Reaction reaction =
      ui::list_row(ui, {.name = name, .rect = place, .value = row.client_name});
  ui::Rect inner = place.inset(theme.px(12), theme.px(10));
  ui::text_line(ui, inner.cut_top(ui::line_height(ui, ui::TextStyle::kBodyStrong)), kStrong,
                row.client_name, ui::WhenLong::kShorten);
  ui::paragraph_in(ui, inner, kSoft, wanted, 0);
  ui::paragraph_in(ui, inner, kSoft, who, theme.gap_small());
  pills(ui, inner, name, all, Ink::kDraw);
  ui::divider(ui, {place.x, place.bottom() - 1, place.width, 1});
  if (reaction.focused && ui.focus_is_new()) ui.keep_visible(place);
  return reaction.clicked;
}

std::string title_of(const SheetFrame& frame, const WaitlistModel& model) {
  const Say say(frame.language);
  if (model.slot) return say.wait_title_slot(wait_moment(frame.language, model.slot->start));
  if (model.client) return say.wait_title_of(model.client_name);
  return std::string(say.wait_title());
}

std::string below_title(const SheetFrame& frame, const WaitlistModel& model) {
  const Say say(frame.language);
  if (!model.read || model.rows.empty() || model.client) return {};
  return model.slot ? say.wait_slot_count(model.count) : say.wait_count(model.count);
}

std::string when_empty(const SheetFrame& frame, const WaitlistModel& model) {
  const Say say(frame.language);
  if (!model.read) return frame.problem ? std::string() : std::string(say.wait_reading());
  if (!model.rows.empty()) return {};
  if (model.slot && !model.offered.empty()) return {};
  if (model.slot) return std::string(say.wait_slot_empty());
  if (model.client) return say.wait_of_empty(model.client_name);
  return std::string(say.wait_empty());
}

// To whom the time is offered, each with until when; a press leads to where it is taken or
// declined.
std::optional<std::size_t> offered_rows(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                                        const WaitlistModel& model) {
  if (model.offered.empty()) return std::nullopt;
  const Say say(frame.language);
  ui::paragraph_in(ui, flow, kStrong, say.wait_slot_offered(), ui.theme().gap_small());
  std::optional<std::size_t> pressed;
  for (std::size_t i = 0; i < model.offered.size(); ++i) {
    const std::string name = "wait_offered_" + std::to_string(i);
    if (entry_row(ui, flow, frame, model, model.offered[i], name)) pressed = i;
  }
  if (model.count_behind > 0) {
    flow.cut_top(ui.theme().gap_small());
    ui::paragraph_in(ui, flow, kSoft, say.wait_slot_behind(model.count_behind), 0);
  }
  flow.cut_top(ui.theme().gap());
  return pressed;
}

const char* first_in(const WaitlistModel& model) {
  if (!model.offered.empty()) return "wait_offered_0";
  return model.rows.empty() ? "wait_add" : "wait_0";
}

}  // namespace

WaitlistIntent draw(ui::Ui& ui, const SheetFrame& frame, const WaitlistModel& model) {
  const Say say(frame.language);
  std::vector<ui::BarButton> foot;
  if (frame.may == May::kChange && !model.slot) {
    foot.push_back({.name = "wait_add",
                    .label = std::string(model.client ? say.wait_add_again() : say.wait_add()),
                    .icon = ui::Icon::kAdd,
                    .kind = ui::ButtonKind::kPrimary,
                    .enabled = frame.there && model.read});
  }
  const std::size_t report = foot.size();
  if (!model.slot && !model.client) {
    foot.push_back({.name = "wait_report",
                    .label = std::string(text::WaitReportMessages(frame.language).report_title()),
                    .enabled = frame.there});
    foot.push_back(
        {.name = "wait_without_place",
         .label = std::string(text::SeriesMessages(frame.language).series_waiting_title()),
         .icon = ui::Icon::kRepeat,
         .enabled = frame.there});
  }
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "wait_sheet",
                                         .language = frame.language,
                                         .title = title_of(frame, model),
                                         .below = below_title(frame, model),
                                         .width = 720,
                                         .foot = foot});
  sheet_notice(ui, sheet.flow, frame);
  const std::string empty = when_empty(frame, model);
  if (!empty.empty()) {
    ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                     empty, 0);
  }
  WaitlistIntent intent;
  // The first row, as in a chooser; where there is none what can be done.
  if (model.read) ui.prefer_focus(first_in(model));
  intent.open_offered = offered_rows(ui, sheet.flow, frame, model);
  if (model.added && !model.rows.empty()) {
    sheet.flow.cut_top(ui::notice(ui, {.name = "wait_added",
                                       .rect = sheet.flow,
                                       .text = say.wait_done_added(model.client_name),
                                       .tone = ui::Tone::kGood,
                                       .icon = ui::Icon::kCheck}));
    sheet.flow.cut_top(ui.theme().gap_small());
  }
  for (std::size_t i = 0; i < model.rows.size(); ++i) {
    const std::string name = "wait_" + std::to_string(i);
    if (entry_row(ui, sheet.flow, frame, model, model.rows[i], name)) intent.open = i;
  }
  const auto shown = static_cast<std::int64_t>(model.rows.size());
  if (model.read && !model.rows.empty() && model.count > shown) {
    sheet.flow.cut_top(ui.theme().gap_small());
    ui::paragraph_in(ui, sheet.flow, kSoft, say.wait_more(model.count - shown), 0);
  }
  ui::end_sheet(ui, sheet);
  intent.close = sheet.closed;
  intent.report = sheet.pressed == report;
  intent.without_place = sheet.pressed == report + 1;
  intent.add = sheet.pressed && *sheet.pressed < report;
  return intent;
}

}  // namespace alcove::screens::desk

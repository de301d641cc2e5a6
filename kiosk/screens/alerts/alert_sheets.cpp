// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/alerts/alert_sheets.h"

#include <array>
#include <vector>

#include "kiosk/text/alerts_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/status.h"
#include "kiosk/widgets/text_field.h"

namespace alcove::screens::alerts {
namespace {

using api::alerts::Action;

constexpr std::array kActions{Action::kSeenNow, Action::kHandedOver, Action::kCrisisServiceCalled,
                              Action::kOther};

void notice_in(ui::Ui& ui, ui::Rect& flow, std::string_view text, ui::Tone tone) {
  flow.cut_top(ui::notice(ui, {.name = "sheet_notice", .rect = flow, .text = text, .tone = tone}));
  flow.cut_top(ui.theme().gap());
}

void problem_in(ui::Ui& ui, ui::Rect& flow, text::Language language,
                const std::optional<ErrorCode>& problem) {
  if (problem) notice_in(ui, flow, text::problem(language, *problem), ui::Tone::kCare);
}

std::string_view action_word(Action action, const text::AlertsMessages& say) {
  switch (action) {
    case Action::kSeenNow:
      return say.care_seen_now();
    case Action::kHandedOver:
      return say.care_handed();
    case Action::kCrisisServiceCalled:
      return say.care_crisis();
    case Action::kOther:
      return say.care_other();
  }
  return {};
}

std::string_view source_words(api::alerts::Source source, const text::AlertsMessages& say) {
  switch (source) {
    case api::alerts::Source::kPhq9Item9:
      return say.care_source_phq9();
    case api::alerts::Source::kPhq9Item9SetAside:
      return say.care_source_phq9_late();
  }
  return {};
}

std::string done_word(const CareModel& model, const text::AlertsMessages& say) {
  switch (model.done_action) {
    case Action::kSeenNow:
      return std::string(say.care_action_seen_now());
    case Action::kHandedOver:
      return say.care_action_handed(model.done_words);
    case Action::kCrisisServiceCalled:
      return std::string(say.care_action_crisis());
    case Action::kOther:
      return model.done_words;
  }
  return {};
}

void choose_colleague(ui::Ui& ui, ui::Rect& flow, CareModel& model,
                      const text::AlertsMessages& say) {
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong}, say.care_hand_to(),
                   ui.theme().gap_small());
  if (model.colleagues.empty()) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                     say.care_hand_nobody(), ui.theme().gap());
  }
  for (std::size_t i = 0; i < model.colleagues.size(); ++i) {
    const std::string& name = model.colleagues[i].name;
    const float height = ui::choice_row_height(ui, flow.width, name);
    if (ui::choice_row(ui, {.name = "hand_to_" + std::to_string(i + 1),
                            .rect = flow.cut_top(height),
                            .label = name,
                            .chosen = model.handed_to == i,
                            .enabled = !model.busy})) {
      model.handed_to = i;
    }
    flow.cut_top(ui.theme().gap_small());
  }
  flow.cut_top(ui.theme().gap_small());
}

void choose_action(ui::Ui& ui, ui::Rect& flow, CareModel& model, const text::AlertsMessages& say) {
  const ui::Theme& theme = ui.theme();
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong}, say.care_what(),
                   theme.gap_small());
  for (const Action action : kActions) {
    const std::string_view word = action_word(action, say);
    const float height = ui::choice_row_height(ui, flow.width, word);
    if (ui::choice_row(ui, {.name = "care_" + std::string(wire::word_of(action)),
                            .rect = flow.cut_top(height),
                            .label = word,
                            .chosen = model.action == action,
                            .enabled = !model.busy})) {
      model.action = action;
    }
    flow.cut_top(theme.gap_small());
  }
  flow.cut_top(theme.gap_small());
  if (model.action == Action::kHandedOver) choose_colleague(ui, flow, model, say);
  if (model.action == Action::kOther) {
    ui::FieldSpec spec;
    spec.name = "care_words";
    spec.placeholder = say.care_words_hint();
    spec.max_code_points = kMaxCareWords;
    spec.enabled = !model.busy;
    ui::labelled_field(ui, flow, say.care_words(), spec, model.words);
  }
}

bool complete(const CareModel& model) {
  if (!model.action || model.busy) return false;
  if (*model.action == Action::kHandedOver) return model.handed_to.has_value();
  if (*model.action == Action::kOther) {
    return model.words.find_first_not_of(" \t") != std::string::npos;
  }
  return true;
}

}  // namespace

TellIntent draw(ui::Ui& ui, TellModel& model) {
  const text::AlertsMessages say(model.language);
  const ui::BarButton foot[] = {
      {.name = "told",
       .label = std::string(model.busy ? say.care_busy() : say.tell_button()),
       .kind = ui::ButtonKind::kPrimary,
       .enabled = !model.busy,
       .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "tell_sheet",
                                         .language = model.language,
                                         .title = std::string(say.tell_title()),
                                         .below = std::string(say.tell_text()),
                                         .width = 540,
                                         .foot = foot,
                                         .touch_keyboard = model.touch_keyboard});
  problem_in(ui, sheet.flow, model.language, model.problem);
  ui.prefer_focus("whom");
  ui::FieldSpec spec;
  spec.name = "whom";
  spec.max_code_points = kMaxWhom;
  spec.enabled = !model.busy;
  ui::labelled_field(ui, sheet.flow, say.tell_whom(), spec, model.whom);
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return TellIntent::kCancel;
  return sheet.pressed ? TellIntent::kTold : TellIntent::kNone;
}

CareIntent draw(ui::Ui& ui, CareModel& model) {
  const text::AlertsMessages say(model.language);
  const bool open = model.done_by.empty() && !model.moved;
  std::vector<ui::BarButton> foot;
  if (model.can_open_chart && !model.moved) {
    foot.push_back(
        {.name = "care_chart", .label = std::string(say.care_chart()), .icon = ui::Icon::kPerson});
  }
  if (open) {
    foot.push_back({.name = "acknowledge",
                    .label = std::string(model.busy ? say.care_busy() : say.care_acknowledge()),
                    .kind = ui::ButtonKind::kPrimary,
                    .enabled = complete(model),
                    .role = ui::ButtonRole::kDefault});
  }
  const std::string below =
      say.care_number(std::to_string(model.record_number)) + ". " +
      (model.minutes == 0 ? say.alert_since_now(model.since)
                          : say.alert_since({.count = model.minutes, .time = model.since})) +
      (open ? " " + std::string(say.care_stays()) : "");
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "care_sheet",
                                         .language = model.language,
                                         .title = say.care_title(model.person),
                                         .below = below,
                                         .width = 620,
                                         .foot = foot,
                                         .touch_keyboard = model.touch_keyboard});
  ui::Rect& flow = sheet.flow;
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, source_words(model.source, say),
                   ui.theme().gap());
  problem_in(ui, flow, model.language, model.problem);
  if (open) {
    choose_action(ui, flow, model, say);
  } else if (model.moved) {
    notice_in(ui, flow, say.care_moved(), ui::Tone::kCare);
  } else {
    notice_in(
        ui, flow,
        say.care_done_by(
            {.person = model.done_by, .time = model.done_at, .action = done_word(model, say)}),
        ui::Tone::kGood);
  }
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return CareIntent::kClose;
  if (!sheet.pressed) return CareIntent::kNone;
  return foot[*sheet.pressed].name == "care_chart" ? CareIntent::kChart : CareIntent::kAcknowledge;
}

}  // namespace alcove::screens::alerts

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/first_run/first_run.h"

#include <algorithm>

#include "kiosk/screens/sign_in/staff_form.h"
#include "kiosk/text/first_run_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/widgets/text_field.h"
#include "shared/base/grouped_code.h"

namespace alcove::screens::first_run {
namespace {

using sign_in::Form;

constexpr float kFormWidth = 620;
constexpr std::size_t kGroupSize = 5;

// The dash comes by itself when a group was completed at the end; a dash or blank typed after it is
// no second one.
void add_dash(const std::string& before, const FirstRunModel& model, std::string& code) {
  if (code.ends_with("--") || code.ends_with("- ")) code.pop_back();
  if (code.size() != before.size() + 1 || !code.starts_with(before) || code.back() == '-') return;
  const auto groups = check_typed_groups(code);
  if (groups.empty() || groups.back().text.size() < kGroupSize) return;
  if (groups.size() < model.code_groups) code.push_back('-');
}

ui::Tone tone_of(GroupCheck check) {
  switch (check) {
    case GroupCheck::kUnfinished:
      return ui::Tone::kNeutral;
    case GroupCheck::kRight:
      return ui::Tone::kGood;
    case GroupCheck::kWrong:
      return ui::Tone::kCare;
  }
  return ui::Tone::kNeutral;
}

ui::Icon icon_of(GroupCheck check) {
  switch (check) {
    case GroupCheck::kUnfinished:
      return ui::Icon::kEdit;
    case GroupCheck::kRight:
      return ui::Icon::kCheck;
    case GroupCheck::kWrong:
      return ui::Icon::kWarning;
  }
  return ui::Icon::kEdit;
}

// What was typed, group by group, each with its sign.
void group_pills(ui::Ui& ui, ui::Rect& flow, const std::vector<TypedGroup>& groups) {
  if (groups.empty()) return;
  const float gap = ui.theme().gap_small();
  float x = flow.x;
  float y = flow.y;
  float bottom = y;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const ui::Size size = ui::pill_size(ui, groups[i].text, ui::Icon::kCheck);
    if (x > flow.x && x + size.width > flow.right()) {
      x = flow.x;
      y = bottom + gap;
    }
    const ui::Rect pill = ui::pill(ui, {.name = "group_" + std::to_string(i + 1),
                                        .at = {x, y},
                                        .label = groups[i].text,
                                        .tone = tone_of(groups[i].check),
                                        .icon = icon_of(groups[i].check)});
    x = pill.right() + gap;
    bottom = pill.bottom();
  }
  flow.cut_top(bottom - flow.y + gap);
}

struct CodeState {
  bool complete = false;
  std::string words;
};
CodeState state_of(const FirstRunModel& model, const std::vector<TypedGroup>& groups,
                   const text::FirstRunMessages& say) {
  std::size_t right = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].check == GroupCheck::kWrong) {
      return {false, say.first_run_group_wrong(std::to_string(i + 1))};
    }
    if (groups[i].check == GroupCheck::kRight) ++right;
  }
  if (right == model.code_groups && groups.size() == right) {
    return {true, std::string(say.first_run_code_complete())};
  }
  if (groups.size() > model.code_groups) {
    return {false, say.first_run_group_wrong(std::to_string(model.code_groups + 1))};
  }
  return {false, say.first_run_groups_left(static_cast<std::int64_t>(model.code_groups - right))};
}

// What a refusal means here, where nothing was written that could be lost.
std::string_view problem_words(const FirstRunModel& model, const text::FirstRunMessages& say) {
  const ErrorCode code = *model.problem;
  if (code == ErrorCode::kMalformed) return say.first_run_address_wrong();
  if (code == ErrorCode::kWrongCode) return say.first_run_code_refused();
  if (code == ErrorCode::kUnavailable && model.other_server) return say.first_run_other_server();
  if (code == ErrorCode::kUnavailable || code == ErrorCode::kTimedOut) {
    return say.first_run_unreachable();
  }
  return text::problem(model.language, code);
}

ui::FieldSpec field(const char* name, std::string_view placeholder, std::size_t most,
                    bool enabled) {
  ui::FieldSpec spec;
  spec.name = name;
  spec.placeholder = placeholder;
  spec.max_code_points = most;
  spec.enabled = enabled;
  return spec;
}

}  // namespace

FirstRunIntent draw(ui::Ui& ui, FirstRunModel& model) {
  const text::FirstRunMessages say(model.language);
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  Form form = sign_in::begin_side_form(ui, {.clinic = "Alcove", .below = say.first_run_note()},
                                       model.touch_keyboard, kFormWidth);
  ui::Rect& flow = form.flow;
  if (ui.theme().scale() < 1.2F && form.keyboard.empty()) flow.y = form.top + 64;
  sign_in::form_title(ui, flow, say.first_run_title(), say.first_run_intro());
  if (model.problem) {
    sign_in::form_notice(ui, flow, problem_words(model, say), ui::Tone::kCare, ui::Icon::kInfo);
  }
  ui.prefer_focus("address");
  ui::labelled_field(ui, flow, say.first_run_address(),
                     field("address", say.first_run_address_hint(), kMaxAddress, !model.busy),
                     model.address);
  const std::string before = model.code;
  const ui::FieldReaction typed = ui::labelled_field(
      ui, flow, say.first_run_code(),
      field("code", say.first_run_code_hint(), kMaxCode, !model.busy), model.code);
  if (typed.changed) add_dash(before, model, model.code);
  const std::vector<TypedGroup> groups = check_typed_groups(model.code);
  group_pills(ui, flow, groups);
  const CodeState code = state_of(model, groups, say);
  const bool ready = code.complete && !model.address.empty();
  std::string_view words = code.words;
  if (code.complete && model.address.empty()) words = say.first_run_address_needed();
  ui::paragraph_in(ui, flow, soft, words, 0);
  FirstRunIntent intent = FirstRunIntent::kNone;
  if (sign_in::form_button(
          ui, flow,
          {.name = "connect", .label = say.first_run_button(), .enabled = ready && !model.busy})) {
    intent = FirstRunIntent::kConnect;
  }
  if (model.busy) {
    sign_in::form_notice(ui, flow, say.first_run_busy(), ui::Tone::kNote, ui::Icon::kHourglass);
  }
  sign_in::end_form(ui, model.language, form);
  return intent;
}

}  // namespace alcove::screens::first_run

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/set_aside_words.h"
#include "kiosk/screens/administration/sheets.h"
#include "kiosk/text/administration_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/text/set_aside_messages.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"
#include "shared/rules/note_formats.h"

namespace alcove::screens::administration {
namespace {

using Say = text::SetAsideMessages;
using api::set_aside::Settlement;

constexpr Settlement kWays[] = {Settlement::kEnteredByHand, Settlement::kNotNeeded};
constexpr std::size_t kMostReason = 500;

std::string_view problem_words(const SheetFrame& frame) {
  if (!frame.there) return text::AdministrationMessages(frame.language).admin_not_now();
  if (!frame.problem) return {};
  if (*frame.problem == ErrorCode::kWrongState) return Say(frame.language).aside_settle_already();
  return text::problem(frame.language, *frame.problem);
}

void choose_way(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SettleModel& model) {
  std::vector<std::string> words;
  std::vector<ui::Segment> segments;
  std::size_t chosen = 0;
  for (const Settlement way : kWays) words.push_back(settlement_word(frame.language, way));
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (kWays[i] == model.how) chosen = i;
    segments.push_back({"settle_" + std::string(wire::word_of(kWays[i])), words[i]});
  }
  ui::field_label(ui, flow, Say(frame.language).aside_settle_how(), false);
  const float height = ui::segments_height(ui, flow.width, segments);
  model.how = kWays[ui::segments(ui, flow.cut_top(height), segments, chosen)];
  flow.cut_top(ui.theme().gap());
}

}  // namespace

bool SettleModel::complete() const {
  return !rules::is_blank(reason);
}

SheetAct draw(ui::Ui& ui, const SheetFrame& frame, SettleModel& model) {
  const Say say(frame.language);
  const std::string_view go = frame.busy ? text::AdministrationMessages(frame.language).admin_busy()
                                         : say.aside_settle_go();
  const ui::BarButton foot[] = {{.name = "settle_go",
                                 .label = std::string(go),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = frame.there && !frame.busy && model.complete(),
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "settle_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.aside_settle_title()),
                                         .below = std::string(say.aside_settle_text()),
                                         .width = 560,
                                         .foot = foot,
                                         .touch_keyboard = frame.touch_keyboard});
  const std::string_view problem = problem_words(frame);
  if (!problem.empty()) {
    sheet.flow.cut_top(ui::notice(
        ui,
        {.name = "settle_notice", .rect = sheet.flow, .text = problem, .tone = ui::Tone::kCare}));
    sheet.flow.cut_top(ui.theme().gap_small());
  }
  choose_way(ui, sheet.flow, frame, model);
  ui.prefer_focus("settle_reason");
  ui::FieldSpec spec;
  spec.name = "settle_reason";
  spec.max_code_points = kMostReason;
  spec.enabled = !frame.busy;
  spec.language = frame.language;
  ui::labelled_field(ui, sheet.flow, say.aside_settle_reason(), spec, model.reason);
  ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   say.aside_settle_note(), 0);
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return SheetAct::kClose;
  return sheet.pressed ? SheetAct::kGo : SheetAct::kNone;
}

}  // namespace alcove::screens::administration

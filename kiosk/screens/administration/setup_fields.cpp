// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/setup_fields.h"

#include <charconv>

#include "kiosk/text/clinic_setup_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"

namespace alcove::screens::administration {

bool is_blank(std::string_view text) {
  return text.find_first_not_of(' ') == std::string_view::npos;
}

std::optional<std::int64_t> number_in(std::string_view typed) {
  if (is_blank(typed)) return std::nullopt;
  const std::size_t first = typed.find_first_not_of(' ');
  typed = typed.substr(first, typed.find_last_not_of(' ') - first + 1);
  std::int64_t value = 0;
  const char* const end = typed.data() + typed.size();
  const auto read = std::from_chars(typed.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return value;
}

void setup_notice(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, std::string_view words) {
  if (words.empty() && frame.problem) words = text::problem(frame.language, *frame.problem);
  if (words.empty()) return;
  flow.cut_top(ui::notice(
      ui, {.name = "setup_notice", .rect = flow, .text = words, .tone = ui::Tone::kCare}));
  flow.cut_top(ui.theme().gap_small());
}

bool setup_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const SetupField& field,
                 std::string& text) {
  ui::FieldSpec spec;
  spec.name = field.name;
  spec.max_code_points = field.max;
  spec.short_value = field.short_value;
  spec.enabled = !frame.busy;
  spec.language = frame.language;
  const bool changed = ui::labelled_field(ui, flow, field.label, spec, text).changed;
  if (!field.hint.empty()) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                     field.hint, ui.theme().gap_small());
  }
  return changed;
}

bool retired_tick(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, std::string name,
                  std::string_view text, bool& retired) {
  const text::ClinicSetupMessages say(frame.language);
  ui::divider(ui, flow);
  flow.cut_top(ui.theme().gap_small());
  const ui::TickSpec spec{
      .name = std::move(name), .label = say.not_in_use_any_more(), .enabled = !frame.busy};
  const bool changed = ui::tick_row(ui, flow, spec, retired);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft}, text, 0);
  return changed;
}

SheetAct act_of(const ui::Sheet& sheet) {
  if (sheet.closed) return SheetAct::kClose;
  return sheet.pressed ? SheetAct::kGo : SheetAct::kNone;
}

}  // namespace alcove::screens::administration

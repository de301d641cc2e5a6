// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/lobby/consent.h"

#include <algorithm>
#include <cmath>

#include "kiosk/text/common_messages.h"
#include "kiosk/text/lobby_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/status.h"
#include "kiosk/widgets/text_field.h"

namespace alcove::screens::lobby {
namespace {

constexpr const char* kTextArea = "consent_text";
constexpr float kLineLength = 900;  // points; longer lines are hard to follow

void changed_notice(ui::Ui& ui, ui::Rect& flow, text::Language language) {
  flow.cut_top(ui::notice(ui, {.name = "consent_changed",
                               .rect = flow,
                               .text = text::LobbyMessages(language).consent_changed()}));
  flow.cut_top(ui.theme().gap_small());
}

void consent_text(ui::Ui& ui, const ui::Rect& place, const ConsentReadModel& model) {
  const ui::Theme& theme = ui.theme();
  ui::card(ui, place);
  const float padding = theme.gap();
  const ui::Rect area = place.inset(padding, theme.px(6));
  ui::Rect content = ui.begin_scroll(kTextArea, area);
  const float top = content.y;
  content.y += theme.gap_small();
  content.x += theme.px(8);
  content.width = std::min(content.width - theme.px(8), theme.px(kLineLength));
  // With large text the title gives its room to the text.
  if (compact(ui)) {
    if (model.wording == Wording::kChanged) changed_notice(ui, content, model.language);
    ui::paragraph_in(ui, content, {.style = ui::TextStyle::kHeading}, model.title, theme.px(6));
  }
  const float height =
      ui::paragraph(ui, content, {.style = ui::TextStyle::kBody}, model.body) + theme.gap();
  ui.end_scroll(content.y - top + height);
}

}  // namespace

ConsentIntent draw(ui::Ui& ui, const ConsentReadModel& model) {
  const text::CommonMessages common(model.language);
  const text::LobbyMessages say(model.language);
  const ui::Theme& theme = ui.theme();
  const bool read = ui.scrolled_to_end(kTextArea);
  const PageSpec page{.language = model.language,
                      .next = common.go_next(),
                      .next_enabled = read,
                      .why_not = say.consent_read_needed(),
                      .busy = model.busy};
  ui::Rect body = begin_page(ui, page);
  ConsentIntent intent = ConsentIntent::kNone;
  if (!compact(ui)) {
    ui::paragraph_in(ui, body, {.style = ui::TextStyle::kTitle}, model.title, theme.px(6));
    if (model.wording == Wording::kChanged) {
      changed_notice(ui, body, model.language);
    } else {
      ui::paragraph_in(ui, body, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                       say.consent_read_hint(), theme.gap());
    }
  }
  const float quiet = theme.small_control_height();
  ui::Rect foot = body.cut_bottom(quiet);
  body.cut_bottom(theme.gap_small());
  consent_text(ui, body, model);
  const float width =
      std::min(ui::quiet_button_width(ui, say.consent_talk_first(), ui::Icon::kSpeak), foot.width);
  if (ui::button(ui, {.name = "talk_first",
                      .rect = foot.cut_left(width),
                      .label = say.consent_talk_first(),
                      .icon = ui::Icon::kSpeak,
                      .kind = ui::ButtonKind::kQuiet,
                      .enabled = model.busy == Busy::kNo})) {
    intent = ConsentIntent::kTalkFirst;
  }
  foot.cut_left(theme.gap_small());
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  if (ui::text_width(ui, soft, say.consent_talk_first_hint()) < foot.width) {
    ui::text_line(ui, foot, soft, say.consent_talk_first_hint());
  }
  switch (end_page(ui, page)) {
    case Step::kBack:
      return ConsentIntent::kBack;
    case Step::kHelp:
      return ConsentIntent::kHelp;
    case Step::kNext:
      return ConsentIntent::kNext;
    case Step::kNone:
      return intent;
  }
  return intent;
}

Step draw(ui::Ui& ui, ConsentSignModel& model) {
  const text::CommonMessages common(model.language);
  const text::LobbyMessages say(model.language);
  const ui::Theme& theme = ui.theme();
  const bool typing = ui.focused() == "signer_name";
  // With large text the sentence gives its room to the name that is being typed.
  const PageSpec page{
      .language = model.language,
      .keyboard = typing,
      .next = say.consent_agree(),
      .next_enabled = model.complete(),
      .why_not = typing && compact(ui) ? std::string_view() : say.consent_sign_needed(),
      .busy = model.busy};
  const ui::Rect body = begin_page(ui, page);
  Column column = begin_column(ui, "sign_page", body);
  ui::Rect& flow = column.content;
  ui::paragraph_in(ui, flow,
                   {.style = compact(ui) ? ui::TextStyle::kHeading : ui::TextStyle::kTitle},
                   say.consent_sign_title(), theme.px(6));
  if (!compact(ui)) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                     say.consent_sign_hint(), theme.gap());
  }
  const ui::FieldReaction name =
      ui::labelled_field(ui, flow, say.consent_name_label(),
                         {.name = "signer_name", .max_code_points = kMaxSignerName}, model.name);
  // "Done" on the keyboard makes room for the hand.
  if (name.entered) {
    ui.use_key();
    ui.focus("signature");
  }
  const float clear_width = ui::quiet_button_width(ui, common.signature_clear(), ui::Icon::kUndo);
  ui::Rect head = flow.cut_top(theme.small_control_height());
  const ui::Rect clear = head.cut_right(clear_width);
  ui::text_line(ui, head, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                say.consent_sign_label());
  const float left = column.bottom - flow.y;
  const float height = std::max(left, std::min(240.0F, flow.width * 0.3F));
  const ui::Rect pad = flow.cut_top(height);
  ui::signature_pad(ui, {.name = "signature", .rect = pad, .hint = say.consent_sign_label()},
                    model.signature);
  if (ui::button(ui, {.name = "signature_clear",
                      .rect = clear,
                      .label = common.signature_clear(),
                      .icon = ui::Icon::kUndo,
                      .kind = ui::ButtonKind::kQuiet,
                      .enabled = !model.signature.strokes.empty()})) {
    model.signature.strokes.clear();
  }
  end_column(ui, column);
  return end_page(ui, page);
}

}  // namespace alcove::screens::lobby

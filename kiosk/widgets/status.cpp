// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/status.h"

#include <algorithm>
#include <cmath>

#include "kiosk/text/common_messages.h"
#include "kiosk/widgets/button.h"

namespace alcove::ui {
namespace {

struct ToneInk {
  Ink word;
  Ink face;
};

ToneInk ink_of(Tone tone) {
  switch (tone) {
    case Tone::kNeutral:
      return {Ink::kTextSoft, Ink::kNeutralSoft};
    case Tone::kPrimary:
      return {Ink::kPrimaryPressed, Ink::kPrimarySoft};
    case Tone::kGood:
      return {Ink::kGood, Ink::kGoodSoft};
    case Tone::kCare:
      return {Ink::kCare, Ink::kCareSoft};
    case Tone::kAlarm:
      return {Ink::kAlarm, Ink::kAlarmSoft};
    case Tone::kNote:
      return {Ink::kNote, Ink::kNoteSoft};
  }
  return {Ink::kTextSoft, Ink::kNeutralSoft};
}

void register_status(Ui& ui, std::string_view name, WidgetKind kind, const Rect& rect,
                     std::string value) {
  ui.present({.name = std::string(name), .kind = kind, .rect = rect, .value = std::move(value)});
}

float pill_padding(const Ui& ui) {
  return ui.theme().px(12);
}
constexpr float kNoticePadding = 14;

float notice_text_width(const Ui& ui, float width) {
  return width - 2 * ui.theme().px(kNoticePadding) - icon_width(ui) - ui.theme().px(10);
}

}  // namespace

Size pill_size(const Ui& ui, std::string_view label, Icon which) {
  const float line = line_height(ui, TextStyle::kSecondStrong);
  const float icon_part = which == Icon::kNone ? 0 : icon_width(ui) + ui.theme().px(4);
  return {std::ceil(text_width(ui, {.style = TextStyle::kSecondStrong}, label)) + icon_part +
              2 * pill_padding(ui) + 1,
          line + ui.theme().px(6)};
}

Rect pill(Ui& ui, const PillSpec& spec) {
  const Size size = pill_size(ui, spec.label, spec.icon);
  const Rect rect{spec.at.x, spec.at.y, std::min(size.width, spec.max_width), size.height};
  const ToneInk ink = ink_of(spec.tone);
  register_status(ui, spec.name, WidgetKind::kStatus, rect, std::string(spec.label));
  fill(ui, rect, ink.face, rect.height / 2);
  if (ui.theme().look().contrast == Contrast::kHigh) {
    outline(ui, rect, Ink::kOutline, rect.height / 2, ui.theme().px(2));
  }
  Rect inner = rect.inset(pill_padding(ui), 0);
  if (spec.icon != Icon::kNone) {
    Rect place = inner.cut_left(icon_width(ui));
    place.x -= ui.theme().px(2);
    icon(ui, place, spec.icon, ink.word);
    inner.cut_left(ui.theme().px(4));
  }
  text_line(ui, inner, {.style = TextStyle::kSecondStrong, .ink = ink.word}, spec.label,
            WhenLong::kShorten);
  return rect;
}

void step_bars(Ui& ui, const Rect& rect, int done, int total) {
  const float gap = ui.theme().gap_small();
  const auto count = static_cast<float>(std::max(1, total));
  const float width = std::min(ui.theme().px(120), (rect.width - gap * (count - 1)) / count);
  for (int i = 0; i < total; ++i) {
    const Rect bar{rect.x + static_cast<float>(i) * (width + gap), rect.y, width, rect.height};
    fill(ui, bar, i < done ? Ink::kPrimary : Ink::kLine, rect.height / 2);
    if (i >= done && ui.theme().look().contrast == Contrast::kHigh) {
      fill(ui, bar.inset(2), Ink::kPaper, rect.height / 2);
    }
  }
  register_status(ui, "steps", WidgetKind::kProgress, rect,
                  std::to_string(done) + "/" + std::to_string(total));
}

void progress_bar(Ui& ui, std::string_view name, const Rect& rect, float share) {
  const float part = std::clamp(share, 0.0F, 1.0F);
  fill(ui, rect, Ink::kLine, rect.height / 2);
  if (ui.theme().look().contrast == Contrast::kHigh) {
    fill(ui, rect.inset(2), Ink::kPaper, rect.height / 2);
  }
  Rect done = rect;
  done.width = std::max(rect.height, std::round(rect.width * part));
  if (part > 0) fill(ui, done, Ink::kPrimary, rect.height / 2);
  register_status(ui, name, WidgetKind::kProgress, rect, std::to_string(std::lround(part * 100)));
}

std::string connection_words(text::Language language, const Connection& connection) {
  const text::CommonMessages say(language);
  if (connection.there && connection.waiting == 0) return std::string(say.box_connected());
  if (connection.there && connection.takes_nothing) return say.box_cannot_save(connection.waiting);
  if (connection.there) return say.box_sending(connection.waiting);
  // Since this terminal was started it has not been there.
  if (connection.away_since.empty()) return std::string(say.box_not_heard());
  if (connection.waiting == 0) return say.box_away(connection.away_since);
  return say.box_away_waiting({.count = connection.waiting, .time = connection.away_since});
}

Rect connection_line(Ui& ui, Point right_center, text::Language language,
                     const Connection& connection, float max_width) {
  const std::string words = connection_words(language, connection);
  const bool held_back = connection.waiting > 0 && connection.takes_nothing;
  Icon which = connection.waiting > 0 ? Icon::kSync : Icon::kCheckCircle;
  if (!connection.there) which = Icon::kCloudOff;
  const Size size = pill_size(ui, words, which);
  const float width = std::min(size.width, max_width);
  return pill(ui, {.name = "connection",
                   .at = {right_center.x - width, right_center.y - std::round(size.height / 2)},
                   .label = words,
                   .tone = connection.there && !held_back ? Tone::kGood : Tone::kCare,
                   .icon = which,
                   .max_width = width});
}

float notice_height(const Ui& ui, float width, std::string_view text) {
  return paragraph_height(ui, notice_text_width(ui, width), {.style = TextStyle::kSecond}, text) +
         2 * ui.theme().px(kNoticePadding);
}

float notice(Ui& ui, const NoticeSpec& spec) {
  const Theme& theme = ui.theme();
  const ToneInk ink = ink_of(spec.tone);
  Rect rect = spec.rect;
  rect.height = notice_height(ui, rect.width, spec.text);
  register_status(ui, spec.name, WidgetKind::kStatus, rect, std::string(spec.text));
  fill(ui, rect, ink.face, theme.corner());
  if (theme.look().contrast == Contrast::kHigh) {
    outline(ui, rect, Ink::kOutline, theme.corner(), theme.px(2));
  }
  Rect inner = rect.inset(theme.px(kNoticePadding));
  Rect place = inner.cut_left(icon_width(ui));
  place.height = line_height(ui, TextStyle::kSecond);
  icon(ui, place, spec.icon, ink.word);
  inner.cut_left(theme.px(10));
  paragraph(ui, inner, {.style = TextStyle::kSecond, .ink = Ink::kText}, spec.text);
  return rect.height;
}

namespace {

constexpr TextLook kToastLook{.style = TextStyle::kBody, .ink = Ink::kSurface};

struct ToastParts {
  float action = 0;
  float text = 0;
  float words = 0;  // how high
  float height = 0;
};

Rect toast_column(const Ui& ui, const ToastSpec& spec) {
  return spec.column.empty() ? ui.screen().inset(ui.theme().margin(), 0) : spec.column;
}

ToastParts toast_parts(const Ui& ui, const ToastSpec& spec) {
  const Theme& theme = ui.theme();
  ToastParts parts;
  parts.action = spec.action.empty() ? 0 : button_width(ui, spec.action, Icon::kNone) + theme.gap();
  const float most = toast_column(ui, spec).width - 2 * theme.gap() - parts.action;
  parts.text = std::min(most, std::ceil(text_width(ui, kToastLook, spec.text)) + 1);
  parts.words = paragraph_height(ui, parts.text, kToastLook, spec.text);
  parts.height =
      std::max(parts.words, parts.action > 0 ? theme.small_control_height() : 0) + 2 * theme.px(12);
  return parts;
}

}  // namespace

float toast_height(const Ui& ui, const ToastSpec& spec) {
  return toast_parts(ui, spec).height + ui.theme().margin();
}

bool toast(Ui& ui, const ToastSpec& spec) {
  const Theme& theme = ui.theme();
  const TextLook& look = kToastLook;
  const auto [action, text, words, height] = toast_parts(ui, spec);
  const Rect column = toast_column(ui, spec);
  const float width = text + action + 2 * theme.gap();
  const Rect rect{std::round(column.center().x - width / 2),
                  column.bottom() - theme.margin() - height, width, height};
  ui.cover(rect);
  ui.begin_overlay();
  register_status(ui, "toast", WidgetKind::kStatus, rect, std::string(spec.text));
  fill(ui, rect, Ink::kText, theme.corner());
  Rect inner = rect.inset(theme.gap(), theme.px(12));
  const Rect words_place = inner.cut_left(text);
  paragraph(ui, words_place.middle(text, words), look, spec.text);
  bool pressed = false;
  inner.cut_left(theme.gap());
  if (action > 0) {
    pressed = button(ui, {.name = "toast_action",
                          .rect = inner.middle(inner.width, theme.small_control_height()),
                          .label = spec.action});
  }
  ui.end_overlay();
  return pressed;
}

}  // namespace alcove::ui

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/lobby/details.h"

#include <algorithm>
#include <cmath>

#include "kiosk/text/common_messages.h"
#include "kiosk/text/lobby_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/figures.h"
#include "kiosk/widgets/panels.h"
#include "kiosk/widgets/text_field.h"
#include "shared/rules/phone_number.h"

namespace alcove::screens::lobby {
namespace {

constexpr std::size_t kMaxStreet = 100;
constexpr std::size_t kMaxCity = 60;
constexpr std::size_t kMaxState = 2;
constexpr std::size_t kMaxZip = 10;

bool two_columns(const ui::Ui& ui) {
  return !compact(ui);
}

void masked_card(ui::Ui& ui, ui::Rect& flow, const std::string& masked) {
  const ui::Theme& theme = ui.theme();
  const float padding = theme.gap_large();
  const ui::TextLook look{.style = ui::TextStyle::kHeading, .figures = ui::Figures::kEqual};
  const float width = flow.width - 2 * padding;
  const float height = ui::paragraph_height(ui, width, look, masked);
  const ui::Rect card = flow.cut_top(height + 2 * padding);
  ui::card(ui, card);
  ui::paragraph(ui, card.inset(padding), look, masked);
}

}  // namespace

Step draw(ui::Ui& ui, ConfirmModel& model) {
  const text::CommonMessages common(model.language);
  const text::LobbyMessages say(model.language);
  const bool phone = model.detail == Detail::kPhone;
  const PageSpec page{.language = model.language,
                      .next = common.go_next(),
                      .next_enabled = model.still_right.has_value(),
                      .why_not = say.confirm_needed()};
  Column column = begin_column(ui, "confirm_page", begin_page(ui, page));
  ui::Rect& flow = column.content;
  const ui::Theme& theme = ui.theme();
  const std::string_view title = phone ? say.confirm_phone_title() : say.confirm_address_title();
  ui::begin_anew(ui, "title_of_confirm", flow, title);
  say_title(ui, flow, title, say.confirm_hidden());
  ui::Rect left = flow;
  ui::Rect right = flow;
  if (two_columns(ui)) {
    left = flow.cut_left(std::round(flow.width * 0.46F));
    flow.cut_left(theme.px(48));
    right = flow;
  }
  masked_card(ui, left, model.masked);
  if (!two_columns(ui)) {
    right = left;
    right.cut_top(theme.gap());
  }
  const std::string_view words[] = {say.still_right(), say.no_change_it()};
  const char* const names[] = {"still_right", "change_it"};
  for (int i = 0; i < 2; ++i) {
    const bool yes = i == 0;
    const ui::Rect row = right.cut_top(ui::choice_row_height(ui, right.width, words[i]));
    right.cut_top(theme.px(14));
    if (ui::choice_row(ui, {.name = names[i],
                            .rect = row,
                            .label = words[i],
                            .chosen = model.still_right == yes})) {
      model.still_right = yes;
    }
  }
  flow.y = std::max(left.y, right.y);
  end_column(ui, column);
  return end_page(ui, page);
}

std::string format_phone(const std::string& digits) {
  if (digits.empty()) return {};
  std::string out = "(" + digits.substr(0, 3);
  if (digits.size() >= 3) out += ") ";
  if (digits.size() > 3) out += digits.substr(3, 3);
  if (digits.size() > 6) out += "-" + digits.substr(6);
  return out;
}

Step draw(ui::Ui& ui, NewPhoneModel& model) {
  const text::CommonMessages common(model.language);
  const text::LobbyMessages say(model.language);
  const ui::Theme& theme = ui.theme();
  const bool complete = model.digits.size() == kNewPhoneDigits;
  const bool good = complete && !rules::phone_problem(model.digits);
  const PageSpec page{.language = model.language,
                      .next = common.go_next(),
                      .next_enabled = good,
                      .why_not = complete ? say.new_phone_wrong() : say.new_phone_needed(),
                      .busy = model.busy};
  ui::Rect body = begin_page(ui, page);
  const ui::Size pad = ui::digits_pad_size(ui);
  const float pad_height = std::min(pad.height, body.height);
  const ui::Rect pad_column = body.cut_right(pad.width + (two_columns(ui) ? 26 : 0));
  const ui::Rect pad_place{pad_column.x, body.y + std::min(50.0F, (body.height - pad_height) / 2),
                           pad.width, pad_height};
  body.cut_right(two_columns(ui) ? 32 : 16);
  Column column = begin_column(ui, "new_phone_page", body);
  ui::Rect& flow = column.content;
  say_title(ui, flow, say.new_phone_title(), say.new_phone_hint());
  ui.prefer_focus("new_phone");
  ui::Rect box = flow.cut_top(theme.touch(92));
  box.width = std::min(box.width, theme.px(430));
  const ui::Reaction reaction = ui.interact(
      {.name = "new_phone", .kind = ui::WidgetKind::kField, .rect = box, .value = model.digits});
  if (reaction.focused) {
    if (ui.focus_is_new()) ui.keep_visible(box);
    if (ui.key() != nullptr && ui.key()->key == ui::Key::kBackspace) {
      ui.use_key();
      ui::apply({ui::PadPress::What::kBack, '0'}, kNewPhoneDigits, model.digits);
    }
    const char32_t typed = ui.take_character();
    if (typed >= U'0' && typed <= U'9') {
      ui::apply({ui::PadPress::What::kFigure, static_cast<char>(typed)}, kNewPhoneDigits,
                model.digits);
    }
  }
  ui::fill(ui, box, ui::Ink::kSurface, theme.corner());
  ui::outline(ui, box, reaction.focused ? ui::Ink::kPrimary : ui::Ink::kOutline, theme.corner(),
              theme.outline() * (reaction.focused ? 2.0F : 1.0F));
  const bool roomy = theme.scale() < 1.7F;
  ui::text_line(ui, box.inset(theme.px(roomy ? 24 : 8), 0),
                {.style = roomy ? ui::TextStyle::kEntry : ui::TextStyle::kHeading,
                 .figures = ui::Figures::kEqual},
                format_phone(model.digits));
  flow.cut_top(theme.gap());
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   say.change_reviewed(), 0);
  end_column(ui, column);
  const bool ready = good && model.busy == Busy::kNo;
  const auto press =
      ui::digits_pad(ui, pad_place, model.language, ready ? ui::PadOk::kShown : ui::PadOk::kPale);
  if (press) ui::apply(*press, kNewPhoneDigits, model.digits);
  const Step step = end_page(ui, page);
  return press && press->what == ui::PadPress::What::kOk && ready ? Step::kNext : step;
}

bool NewAddressModel::complete() const {
  constexpr std::size_t kStateLetters = 2;
  constexpr std::size_t kLeastZip = 5;
  return !street.empty() && !city.empty() && state.size() == kStateLetters &&
         zip.size() >= kLeastZip;
}

Step draw(ui::Ui& ui, NewAddressModel& model) {
  const text::CommonMessages common(model.language);
  const text::LobbyMessages say(model.language);
  const PageSpec page{.language = model.language,
                      .keyboard = true,
                      .next = common.go_next(),
                      .next_enabled = model.complete(),
                      .why_not = compact(ui) ? std::string_view() : say.address_needed(),
                      .busy = model.busy};
  Column column = begin_column(ui, "address_page", begin_page(ui, page));
  ui::Rect& flow = column.content;
  const ui::Theme& theme = ui.theme();
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kHeading}, say.new_address_title(),
                   theme.gap_small());
  ui.prefer_focus("street");
  const auto field = [&](ui::Rect& place, std::string_view label, const char* name,
                         std::size_t most, std::string& text) {
    const bool needed = compact(ui) && &text == &model.street;
    ui::labelled_field(ui, place, label,
                       {.name = name,
                        .placeholder = needed ? say.address_needed() : std::string_view(),
                        .max_code_points = most},
                       text);
  };
  field(flow, say.address_street(), "street", kMaxStreet, model.street);
  if (!two_columns(ui)) {
    field(flow, say.address_city(), "city", kMaxCity, model.city);
    field(flow, say.address_state(), "state", kMaxState, model.state);
    field(flow, say.address_zip(), "zip", kMaxZip, model.zip);
  } else {
    ui::Rect row = flow;
    ui::Rect city = row.cut_left(std::round(row.width * 0.5F));
    row.cut_left(theme.gap());
    ui::Rect state = row.cut_left(std::round(row.width * 0.5F));
    row.cut_left(theme.gap());
    field(city, say.address_city(), "city", kMaxCity, model.city);
    field(state, say.address_state(), "state", kMaxState, model.state);
    field(row, say.address_zip(), "zip", kMaxZip, model.zip);
    flow.y = city.y;
  }
  flow.y -= theme.gap();  // the gap behind the last field
  end_column(ui, column);
  return end_page(ui, page);
}

}  // namespace alcove::screens::lobby

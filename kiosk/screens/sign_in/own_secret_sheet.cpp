// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/sign_in/own_secret_sheet.h"

#include <algorithm>
#include <vector>

#include "kiosk/screens/sign_in/sign_in.h"
#include "kiosk/text/problems.h"
#include "kiosk/text/sign_in_messages.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/status.h"
#include "kiosk/widgets/text_field.h"
#include "kiosk/widgets/unicode.h"

namespace alcove::screens::sign_in {
namespace {

void secret_field(ui::Ui& ui, ui::Rect& flow, const OwnSecretModel& model, std::string_view label,
                  std::string name, std::size_t longest, std::string& text) {
  ui::FieldSpec spec;
  spec.name = std::move(name);
  spec.max_code_points = longest;
  spec.secret = true;
  spec.enabled = !model.busy;
  spec.language = model.language;
  ui::labelled_field(ui, flow, label, spec, text);
}

void only_figures(std::string& text) {
  std::erase_if(text, [](char c) { return c < '0' || c > '9'; });
}

bool is_pin(const OwnSecretModel& model) {
  return model.what == OwnSecret::kPin;
}

bool complete(const OwnSecretModel& model) {
  const std::size_t length = ui::count_code_points(model.fresh);
  const bool long_enough = is_pin(model) ? length == kPinFigures : length >= kMinPassword;
  return !model.busy && !model.done && long_enough && model.fresh == model.again &&
         (!model.asks_password || !model.current.empty());
}

// What is still missing, in words; its line is kept when nothing is.
std::string hint(const OwnSecretModel& model, const text::SignInMessages& say) {
  const std::size_t length = ui::count_code_points(model.fresh);
  if (!is_pin(model) && length > 0 && length < kMinPassword) {
    return say.password_length(static_cast<std::int64_t>(kMinPassword - length));
  }
  const bool differ = model.again.size() >= model.fresh.size() && model.fresh != model.again;
  return differ ? std::string(say.password_differs()) : " ";
}

std::string_view notice_words(const OwnSecretModel& model, const text::SignInMessages& say) {
  if (model.too_easy) return say.pin_too_easy();
  if (model.problem == ErrorCode::kWrongSignIn) return say.password_wrong();
  return text::problem(model.language, *model.problem);
}

void fields(ui::Ui& ui, ui::Rect& flow, OwnSecretModel& model, const text::SignInMessages& say) {
  const bool pin = is_pin(model);
  if (model.problem || model.too_easy) {
    const std::string_view words = notice_words(model, say);
    flow.cut_top(ui::notice(
        ui, {.name = "own_notice", .rect = flow, .text = words, .tone = ui::Tone::kCare}));
    flow.cut_top(ui.theme().gap_small());
  }
  ui.prefer_focus(model.asks_password ? "own_current" : "own_fresh");
  if (model.asks_password) {
    secret_field(ui, flow, model, pin ? say.sign_in_password() : say.password_current(),
                 "own_current", kMaxPassword, model.current);
  }
  const std::size_t longest = pin ? kPinFigures : kMaxPassword;
  secret_field(ui, flow, model, pin ? say.pin_new() : say.password_new(), "own_fresh", longest,
               model.fresh);
  secret_field(ui, flow, model, pin ? say.pin_again_title() : say.password_again(), "own_again",
               longest, model.again);
  if (pin) {
    only_figures(model.fresh);
    only_figures(model.again);
  }
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   hint(model, say), 0);
}

}  // namespace

OwnSecretIntent draw(ui::Ui& ui, OwnSecretModel& model) {
  const text::SignInMessages say(model.language);
  const bool pin = is_pin(model);
  std::vector<ui::BarButton> foot;
  if (!model.done) {
    foot.push_back({.name = "own_keep",
                    .label = std::string(model.busy ? say.password_busy()
                                         : pin      ? say.pin_button()
                                                    : say.password_button()),
                    .kind = ui::ButtonKind::kPrimary,
                    .enabled = complete(model),
                    .role = ui::ButtonRole::kDefault});
  }
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "own_secret",
           .language = model.language,
           .title = std::string(pin ? say.pin_title() : say.person_change_password()),
           .below = std::string(pin ? say.pin_text() : say.password_rule()),
           .width = 520,
           .foot = foot,
           .touch_keyboard = model.touch_keyboard});
  if (model.done) {
    sheet.flow.cut_top(ui::notice(ui, {.name = "own_done",
                                       .rect = sheet.flow,
                                       .text = pin ? say.pin_done() : say.password_done(),
                                       .tone = ui::Tone::kGood,
                                       .icon = ui::Icon::kCheckCircle}));
  } else {
    fields(ui, sheet.flow, model, say);
  }
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return OwnSecretIntent::kClose;
  return sheet.pressed ? OwnSecretIntent::kKeep : OwnSecretIntent::kNone;
}

}  // namespace alcove::screens::sign_in

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/sign_in/sign_in.h"

#include "kiosk/text/common_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/text/sign_in_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"
#include "kiosk/widgets/unicode.h"
#include "shared/crypto/secret.h"

namespace alcove::screens::sign_in {
namespace {

constexpr float kFormWidth = 460;

void problem_notice(ui::Ui& ui, ui::Rect& flow, text::Language language,
                    const std::optional<ErrorCode>& problem) {
  if (!problem) return;
  form_notice(ui, flow, text::problem(language, *problem), ui::Tone::kCare, ui::Icon::kInfo);
}

ui::FieldSpec field(std::string name, std::size_t most, bool enabled) {
  ui::FieldSpec spec;
  spec.name = std::move(name);
  spec.max_code_points = most;
  spec.enabled = enabled;
  spec.style = ui::TextStyle::kEntry;
  return spec;
}

ui::FieldSpec secret_field(std::string name, text::Language language, bool enabled) {
  ui::FieldSpec spec = field(std::move(name), kMaxPassword, enabled);
  spec.secret = true;
  spec.language = language;
  return spec;
}

}  // namespace

SignInIntent draw(ui::Ui& ui, SignInModel& model) {
  const text::SignInMessages say(model.language);
  Form form = begin_form(ui, model.language, model.place, kFormWidth);
  ui::Rect& flow = form.flow;
  SignInIntent intent = SignInIntent::kNone;
  form_title(ui, flow, say.sign_in_title(), {});
  if (!model.place.connection.there) {
    form_notice(ui, flow, say.sign_in_away(), ui::Tone::kCare, ui::Icon::kCloudOff);
  } else if (model.ended && !model.problem) {
    form_notice(ui, flow, say.sign_in_ended(), ui::Tone::kNote, ui::Icon::kInfo);
  } else {
    problem_notice(ui, flow, model.language, model.problem);
  }
  // Whoever was writing when the session ended types on for a moment: not into a field in clear.
  if (!model.ended || !model.name.empty()) ui.prefer_focus("name");
  ui::labelled_field(ui, flow, say.sign_in_name(), field("name", kMaxName, !model.busy),
                     model.name);
  ui::labelled_field(ui, flow, say.sign_in_password(),
                     secret_field("password", model.language, !model.busy), model.password);
  const bool ready =
      !model.name.empty() && !model.password.empty() && !model.busy && model.place.connection.there;
  if (form_button(ui, flow,
                  {.name = "sign_in",
                   .label = model.busy ? say.sign_in_busy() : say.sign_in_button(),
                   .enabled = ready})) {
    intent = SignInIntent::kSignIn;
  }
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   say.sign_in_forgotten(), ui.theme().gap());
  if (form_link(ui, flow, "have_code", say.sign_in_have_code())) intent = SignInIntent::kHaveCode;
  if (form_link(ui, flow, "reading", say.sign_in_reading())) intent = SignInIntent::kReading;
  end_form(ui, model.language, form);
  return intent;
}

namespace {

bool same_twice(const NewPasswordModel& model) {
  return equal_secrets(as_bytes(model.password), as_bytes(model.again));
}

// What is still wrong with the two new passwords, if there is anything to say yet.
std::string password_hint(const NewPasswordModel& model, const text::SignInMessages& say) {
  const std::size_t length = ui::count_code_points(model.password);
  if (length > 0 && length < kMinPassword) {
    return say.password_length(static_cast<std::int64_t>(kMinPassword - length));
  }
  const bool differ = !model.again.empty() && !same_twice(model);
  return length >= kMinPassword && differ ? std::string(say.password_differs()) : std::string();
}

bool complete(const NewPasswordModel& model) {
  const bool named =
      !model.name.empty() && (!model.first_administrator || !model.display_name.empty());
  return named && !model.code.empty() && !model.busy && same_twice(model) &&
         ui::count_code_points(model.password) >= kMinPassword;
}

void password_fields(ui::Ui& ui, ui::Rect& flow, NewPasswordModel& model,
                     const text::SignInMessages& say) {
  const bool first = model.first_administrator;
  ui.prefer_focus(model.name.empty() ? "name" : "code");
  ui::labelled_field(ui, flow, say.sign_in_name(), field("name", kMaxName, !model.busy),
                     model.name);
  if (first) {
    ui::labelled_field(ui, flow, say.set_up_display_name(),
                       field("display_name", kMaxDisplayName, !model.busy), model.display_name);
  }
  ui::labelled_field(ui, flow, first ? say.set_up_code() : say.password_code(),
                     field("code", kMaxCode, !model.busy), model.code);
  ui::labelled_field(ui, flow, say.password_new(),
                     secret_field("new_password", model.language, !model.busy), model.password);
  ui::labelled_field(ui, flow, say.password_again(),
                     secret_field("again", model.language, !model.busy), model.again);
}

}  // namespace

NewPasswordIntent draw(ui::Ui& ui, NewPasswordModel& model) {
  const text::CommonMessages common(model.language);
  const text::SignInMessages say(model.language);
  Form form = begin_form(ui, model.language, model.place, kFormWidth);
  ui::Rect& flow = form.flow;
  // Four fields and their words: they start near the top, nearer where an alert stands above.
  if (ui.theme().scale() < 1.2F && form.keyboard.empty()) {
    flow.y = form.top + (model.place.alert.empty() ? 40 : 16);
  }
  const bool first = model.first_administrator;
  form_title(ui, flow, first ? say.set_up_title() : say.password_title(),
             first ? say.set_up_text() : say.password_rule());
  problem_notice(ui, flow, model.language, model.problem);
  password_fields(ui, flow, model, say);
  const std::string hint = password_hint(model, say);
  // Its line is kept, so that the button stays where it is.
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   hint.empty() ? " " : hint, 0);
  NewPasswordIntent intent = NewPasswordIntent::kNone;
  if (form_button(ui, flow,
                  {.name = "keep_password",
                   .label = model.busy ? say.password_busy() : say.password_button(),
                   .enabled = complete(model)})) {
    intent = NewPasswordIntent::kKeep;
  }
  const ui::BarButton links[] = {
      {.name = "back",
       .label = std::string(common.go_back()),
       .icon = ui::Icon::kArrowLeft,
       .role = ui::ButtonRole::kCancel},
      {.name = "set_up", .label = std::string(first ? say.set_up_no() : say.set_up_yes())}};
  const float height = ui::button_rows_height(ui, flow.width, links);
  const auto pressed = ui::button_rows(ui, flow.cut_top(height), links);
  if (pressed == 0U) intent = NewPasswordIntent::kBack;
  if (pressed == 1U) {
    model.first_administrator = !first;
    model.problem.reset();
    ui.drop_focus();
  }
  flow.cut_top(ui.theme().gap());
  end_form(ui, model.language, form);
  return intent;
}

}  // namespace alcove::screens::sign_in

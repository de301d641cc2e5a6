// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/screens/administration/sheets.h"
#include "kiosk/text/administration_messages.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"

namespace alcove::screens::administration {
namespace {

using Say = text::AdministrationMessages;

constexpr const auto& kRoles = wire::EnumWords<api::Role>::words;
static_assert(std::size(kRoles) == kMostRoles);

constexpr std::size_t kLeastSignInName = 2;
constexpr std::size_t kMostSignInName = 32;
constexpr std::size_t kMostDisplayName = 100;
constexpr std::size_t kMostCredential = 40;

bool is_sign_in_name(std::string_view name) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  };
  return name.size() >= kLeastSignInName && name.size() <= kMostSignInName &&
         std::all_of(name.begin(), name.end(), fits);
}

void field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, std::string_view label,
           std::string name, std::size_t longest, std::string& text) {
  ui::FieldSpec spec;
  spec.name = std::move(name);
  spec.max_code_points = longest;
  spec.enabled = !frame.busy;
  spec.language = frame.language;
  ui::labelled_field(ui, flow, label, spec, text);
}

void hint(ui::Ui& ui, ui::Rect& flow, std::string_view words) {
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft}, words,
                   ui.theme().gap());
}

void who(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, PersonModel& model) {
  const Say say(frame.language);
  ui.prefer_focus("person_shown");
  field(ui, flow, frame, say.person_shown(), "person_shown", kMostDisplayName, model.display_name);
  const std::string before = model.sign_in_name;
  field(ui, flow, frame, say.person_sign_in(), "person_sign_in", kMostSignInName,
        model.sign_in_name);
  for (char& c : model.sign_in_name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (model.sign_in_name != before) model.name_taken = false;
  hint(ui, flow, say.person_sign_in_hint());
}

void roles(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, PersonModel& model) {
  const Say say(frame.language);
  ui::field_label(ui, flow, say.person_roles(), false);
  for (std::size_t i = 0; i < kMostRoles; ++i) {
    const api::Role role = kRoles[i].value;
    const bool stays = role == api::Role::kAdministrator && model.keeps_administrator;
    ui::tick_row(ui, flow,
                 {.name = "role_" + std::string(kRoles[i].word),
                  .label = role_word(frame.language, role),
                  .enabled = !frame.busy && !stays},
                 model.roles.at(i));
  }
  if (model.keeps_administrator) hint(ui, flow, say.person_last_role());
  ui::divider(ui, flow);
  flow.cut_top(ui.theme().gap_small());
  ui::tick_row(ui, flow,
               {.name = "person_crisis", .label = say.person_crisis(), .enabled = !frame.busy},
               model.crisis);
  if (model.chosen_roles().empty()) hint(ui, flow, say.person_needs_role());
}

}  // namespace

std::vector<api::Role> PersonModel::chosen_roles() const {
  std::vector<api::Role> chosen;
  for (std::size_t i = 0; i < kMostRoles; ++i) {
    if (roles.at(i)) chosen.push_back(kRoles[i].value);
  }
  return chosen;
}

void PersonModel::choose_roles(const std::vector<api::Role>& chosen) {
  for (std::size_t i = 0; i < kMostRoles; ++i) {
    roles.at(i) = std::find(chosen.begin(), chosen.end(), kRoles[i].value) != chosen.end();
  }
}

bool PersonModel::complete() const {
  if (chosen_roles().empty()) return false;
  if (person) {
    return person->roles != chosen_roles() || person->crisis != crisis ||
           person->credential != credential;
  }
  const bool named = display_name.find_first_not_of(' ') != std::string::npos;
  return named && is_sign_in_name(sign_in_name) && !name_taken;
}

SheetAct draw(ui::Ui& ui, const SheetFrame& frame, PersonModel& model) {
  const Say say(frame.language);
  const ui::BarButton foot[] = {{.name = "person_next",
                                 .label = std::string(say.admin_next()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = frame.there && model.complete(),
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "person_sheet",
           .language = frame.language,
           .title = model.person ? say.person_roles_title(model.person->display_name)
                                 : std::string(say.person_add_title()),
           .below = model.person ? std::string(say.person_roles_text()) : std::string(),
           .width = 560,
           .foot = foot,
           .touch_keyboard = frame.touch_keyboard});
  if (model.name_taken) {
    sheet.flow.cut_top(ui::notice(ui, {.name = "person_notice",
                                       .rect = sheet.flow,
                                       .text = say.person_name_taken(),
                                       .tone = ui::Tone::kCare}));
    sheet.flow.cut_top(ui.theme().gap_small());
  }
  if (!model.person) who(ui, sheet.flow, frame, model);
  field(ui, sheet.flow, frame, say.person_credential(), "person_credential", kMostCredential,
        model.credential);
  roles(ui, sheet.flow, frame, model);
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return SheetAct::kClose;
  return sheet.pressed ? SheetAct::kGo : SheetAct::kNone;
}

}  // namespace alcove::screens::administration

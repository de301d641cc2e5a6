// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/client_form.h"
#include "kiosk/screens/desk/client_words.h"
#include "kiosk/text/clients_messages.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"
#include "shared/rules/phone_number.h"

// The phones and the care team of a form.
namespace alcove::screens::desk {
namespace {

using api::clients::CareRole;
using api::clients::PhoneKind;

constexpr PhoneKind kKinds[] = {PhoneKind::kMobile, PhoneKind::kHome, PhoneKind::kWork,
                                PhoneKind::kOther};
constexpr CareRole kRoles[] = {CareRole::kTherapist, CareRole::kPrescriber, CareRole::kCaseManager,
                               CareRole::kSupervisor, CareRole::kOther};

void heading(ui::Ui& ui, ui::Rect& flow, std::string_view words) {
  flow.cut_top(ui.theme().gap_small());
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong}, words, ui.theme().gap_small());
}

template <class Value, std::size_t count, class Word>
void parts(ui::Ui& ui, ui::Rect& flow, text::Language language, const std::string& prefix,
           const Value (&all)[count], Value& value, Word word) {
  std::vector<ui::Segment> segments;
  std::size_t current = 0;
  for (std::size_t i = 0; i < count; ++i) {
    segments.push_back({prefix + "_" + std::to_string(i), word(language, all[i])});
    if (all[i] == value) current = i;
  }
  const float height = ui::segments_height(ui, flow.width, segments);
  value = all[ui::segments(ui, flow.cut_top(height), segments, current)];
  flow.cut_top(ui.theme().gap_small());
}

bool wide_button(ui::Ui& ui, ui::Rect& flow, std::string name, std::string_view label,
                 ui::Icon icon, bool enabled) {
  const float width = std::min(flow.width, ui::button_width(ui, label, icon));
  const float height = ui::button_height(ui, width, label, icon);
  const bool pressed = ui::button(ui, {.name = std::move(name),
                                       .rect = flow.cut_top(height).cut_left(width),
                                       .label = label,
                                       .icon = icon,
                                       .enabled = enabled});
  flow.cut_top(ui.theme().gap());
  return pressed;
}

}  // namespace

std::string_view phone_problem_words(text::Language language, std::string_view number) {
  using Problem = rules::PhoneProblem;
  const text::ClientsMessages say(language);
  const auto problem = rules::phone_problem(number);
  if (!problem) return {};
  switch (*problem) {
    case Problem::kEmpty:
      return say.number_empty();
    case Problem::kStrangeCharacter:
      return say.number_strange();
    case Problem::kTooShort:
      return say.number_short();
    case Problem::kTooLong:
      return say.number_long();
    case Problem::kNoAreaCode:
      return say.number_no_area();
    case Problem::kNoSuchArea:
      return say.number_bad_area();
    case Problem::kNoSuchOffice:
      return say.number_bad_office();
    case Problem::kBadExtension:
      return say.number_bad_extension();
  }
  return {};
}

FormIntent draw_phones(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                       ClientFormModel& model) {
  const text::ClientsMessages say(frame.language);
  heading(ui, flow, say.client_phones());
  std::optional<std::size_t> gone;
  for (std::size_t i = 0; i < model.typed.phones.size(); ++i) {
    api::clients::Phone& phone = model.typed.phones[i];
    const std::string id = std::to_string(i);
    parts(ui, flow, frame.language, "phone_kind_" + id, kKinds, phone.kind, phone_kind);
    ui::FieldSpec spec;
    spec.name = "phone_" + id;
    spec.max_code_points = 40;
    spec.enabled = !frame.busy;
    spec.language = frame.language;
    if (model.phone_to_write == i) {
      ui.focus(spec.name);
      model.phone_to_write.reset();
    }
    ui::labelled_field(ui, flow, say.form_number(), spec, phone.number);
    const std::string_view wrong = phone_problem_words(frame.language, phone.number);
    if (!wrong.empty() && model.pressed_once) {
      ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare}, wrong,
                       ui.theme().gap_small());
    }
    ui::tick_row(ui, flow, {.name = "phone_message_" + id, .label = say.form_may_leave()},
                 phone.may_leave_message);
    flow.cut_top(ui.theme().gap_tiny());
    if (wide_button(ui, flow, "phone_remove_" + id, say.form_remove_phone(), ui::Icon::kClose,
                    !frame.busy)) {
      gone = i;
    }
  }
  if (model.theirs && model.theirs->phones != model.typed.phones) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare},
                     say.form_theirs(phones_words(frame.language, *model.theirs)),
                     ui.theme().px(12));
  }
  if (gone) model.typed.phones.erase(model.typed.phones.begin() + static_cast<long>(*gone));
  FormIntent intent;
  const bool room = model.typed.phones.size() < api::clients::kMaxPhones;
  intent.add_phone =
      wide_button(ui, flow, "phone_add", say.form_add_phone(), ui::Icon::kAdd, room && !frame.busy);
  if (intent.add_phone) model.phone_to_write = model.typed.phones.size();
  return intent;
}

void draw_care_team(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, ClientFormModel& model) {
  const text::ClientsMessages say(frame.language);
  heading(ui, flow, say.client_care_team());
  std::optional<std::size_t> gone;
  for (std::size_t i = 0; i < model.care_team.size(); ++i) {
    api::clients::CareTeamMember& member = model.care_team[i];
    const std::string id = std::to_string(i);
    std::string name(say.form_former_colleague());
    for (const auto& one : model.staff) {
      if (one.id == member.staff) name = one.display_name;
    }
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, name, ui.theme().gap_small());
    parts(ui, flow, frame.language, "care_role_" + id, kRoles, member.role, care_role);
    if (wide_button(ui, flow, "care_remove_" + id, say.form_remove_member(), ui::Icon::kClose,
                    !frame.busy)) {
      gone = i;
    }
  }
  if (gone) model.care_team.erase(model.care_team.begin() + static_cast<long>(*gone));
  const bool room = model.care_team.size() < api::clients::kMaxCareTeam;
  if (wide_button(ui, flow, "care_add", say.form_add_member(), ui::Icon::kAdd,
                  room && !frame.busy)) {
    model.choosing = ClientFormModel::Choosing::kMember;
  }
}

}  // namespace alcove::screens::desk

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/client_form.h"

#include <algorithm>

#include "kiosk/screens/desk/client_words.h"
#include "kiosk/screens/desk/pairs.h"
#include "kiosk/text/clients_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"
#include "shared/rules/birth_date.h"

namespace alcove::screens::desk {
namespace {

using api::clients::Residence;
using api::clients::SexForInsurance;
using api::clients::SpokenLanguage;
using Choosing = ClientFormModel::Choosing;

constexpr SexForInsurance kSexes[] = {SexForInsurance::kFemale, SexForInsurance::kMale,
                                      SexForInsurance::kUnknown};
constexpr Residence kResidences[] = {Residence::kAddress, Residence::kNoFixedAddress,
                                     Residence::kNotAsked};

class Form {
 public:
  Form(ui::Ui& ui, const SheetFrame& frame, ClientFormModel& model)
      : ui_(ui), frame_(frame), model_(model), say_(frame.language) {}

  void field(ui::Rect& flow, std::string name, std::string_view label, std::string& text,
             std::size_t most) {
    ui::FieldSpec spec;
    spec.name = std::move(name);
    spec.max_code_points = most;
    spec.enabled = !frame_.busy;
    spec.language = frame_.language;
    ui::labelled_field(ui_, flow, label, spec, text);
  }

  // A sentence below a field: what is missing, what cannot be read, what stands in the record now.
  void below(ui::Rect& flow, std::string_view words) {
    if (words.empty()) return;
    flow.y -= ui_.theme().gap_small();
    ui::paragraph_in(ui_, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare}, words,
                     ui_.theme().px(12));
  }

  std::string_view birth_problem() const {
    using Problem = rules::TypedDateProblem;
    switch (rules::typed_date_problem(model_.birth, model_.today)) {
      case Problem::kUnread:
        return say_.form_birth_unread();
      case Problem::kNoSuchDay:
        return say_.form_birth_no_day();
      case Problem::kAfterToday:
        return say_.form_birth_to_come();
      case Problem::kTooLongAgo:
        return say_.form_birth_long_ago();
    }
    return {};
  }

  // The value of the other desk, where it is not the one that was typed here.
  void theirs(ui::Rect& flow, std::string_view value, std::string_view typed) {
    if (!model_.theirs || value == typed) return;
    below(flow, say_.form_theirs(value.empty() ? say_.changes_nothing() : value));
  }

  void title(ui::Rect& flow, std::string_view words) {
    flow.cut_top(ui_.theme().gap_small());
    ui::paragraph_in(ui_, flow, {.style = ui::TextStyle::kBodyStrong}, words,
                     ui_.theme().gap_small());
  }

  template <class Value, std::size_t count, class Word>
  void choice(ui::Rect& flow, std::string_view label, std::string_view prefix,
              const Value (&all)[count], Value& value, Word word) {
    ui::field_label(ui_, flow, label, false);
    std::vector<ui::Segment> parts;
    std::size_t current = 0;
    for (std::size_t i = 0; i < count; ++i) {
      parts.push_back(
          {std::string(prefix) + "_" + std::to_string(i), word(frame_.language, all[i])});
      if (all[i] == value) current = i;
    }
    const float height = ui::segments_height(ui_, flow.width, parts);
    value = all[ui::segments(ui_, flow.cut_top(height), parts, current)];
    flow.cut_top(ui_.theme().gap());
  }

  void names(ui::Rect& flow);
  void person(ui::Rect& flow);
  std::string_view yes_or_no(bool value) const;
  void address(ui::Rect& flow);
  void contact(ui::Rect& flow);

 private:
  ui::Ui& ui_;
  const SheetFrame& frame_;
  ClientFormModel& model_;
  text::ClientsMessages say_;
};

void Form::names(ui::Rect& flow) {
  api::clients::Details& typed = model_.typed;
  const auto one = [&](std::string name, std::string_view label,
                       std::string api::clients::Details::*which) {
    return [this, name = std::move(name), label, which](ui::Rect& place) {
      field(place, name, label, model_.typed.*which, 60);
      if (model_.theirs) theirs(place, *model_.theirs.*which, model_.typed.*which);
    };
  };
  using Details = api::clients::Details;
  title(flow, say_.client_legal_name());
  pair(ui_, flow, kPairFrom, one("legal_given", say_.form_given(), &Details::legal_given),
       one("legal_middle", say_.form_middle(), &Details::legal_middle));
  one("legal_family", say_.form_family(), &Details::legal_family)(flow);
  if (model_.pressed_once && typed.legal_family.empty()) below(flow, say_.form_family_needed());
  title(flow, say_.client_preferred_name());
  pair(ui_, flow, kPairFrom, one("preferred_given", say_.form_given(), &Details::preferred_given),
       one("preferred_family", say_.form_family(), &Details::preferred_family));
}

std::string_view Form::yes_or_no(bool value) const {
  return value ? say_.changes_yes() : say_.changes_no();
}

void Form::person(ui::Rect& flow) {
  api::clients::Details& typed = model_.typed;
  const auto birth = [&](ui::Rect& place) {
    field(place, "birth", say_.form_birth(), model_.birth, 30);
    const auto dates = rules::read_typed_date(model_.birth, model_.today);
    if (!dates.empty()) {
      place.y -= ui_.theme().gap_small();
      ui::paragraph_in(ui_, place, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                       text::full_date(frame_.language, dates.front()), ui_.theme().px(12));
    } else if (model_.pressed_once || !model_.birth.empty()) {
      below(place, birth_problem());
    }
    if (model_.theirs && !dates.empty()) {
      theirs(place, text::full_date(frame_.language, model_.theirs->birth_date),
             text::full_date(frame_.language, dates.front()));
    }
  };
  const auto pronouns = [&](ui::Rect& place) {
    field(place, "pronouns", say_.form_pronouns(), typed.pronouns, 40);
    if (model_.theirs) theirs(place, model_.theirs->pronouns, typed.pronouns);
  };
  pair(ui_, flow, kPairFrom, birth, pronouns);
  choice(flow, say_.client_sex(), "sex", kSexes, typed.sex_for_insurance, sex_word);
  if (ui::labelled_select(ui_, flow, say_.client_language(),
                          {.name = "spoken",
                           .value = spoken_language(frame_.language, typed.language),
                           .enabled = !frame_.busy})) {
    model_.choosing = Choosing::kLanguage;
  }
  if (model_.theirs) {
    theirs(flow, spoken_language(frame_.language, model_.theirs->language),
           spoken_language(frame_.language, typed.language));
  }
  ui::tick_row(
      ui_, flow,
      {.name = "needs_interpreter", .label = say_.form_interpreter(), .enabled = !frame_.busy},
      typed.needs_interpreter);
  if (model_.theirs) {
    theirs(flow, yes_or_no(model_.theirs->needs_interpreter), yes_or_no(typed.needs_interpreter));
  }
}

void Form::address(ui::Rect& flow) {
  api::clients::Address& address = model_.address;
  choice(flow, say_.client_address(), "residence", kResidences, model_.typed.residence,
         residence_word);
  if (model_.typed.residence != Residence::kAddress) return;
  field(flow, "line1", say_.form_line1(), address.line1, 100);
  field(flow, "line2", say_.form_line2(), address.line2, 100);
  field(flow, "city", say_.form_city(), address.city, 60);
  pair(
      ui_, flow, kPairFrom,
      [&](ui::Rect& place) {
        field(place, "state", say_.form_state(), address.state, 2);
        std::transform(address.state.begin(), address.state.end(), address.state.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
      },
      [&](ui::Rect& place) { field(place, "zip", say_.form_zip(), address.postal_code, 10); });
  const bool whole = !address.line1.empty() && !address.city.empty() && address.state.size() == 2 &&
                     address.postal_code.size() >= 5;
  if (model_.pressed_once && !whole) below(flow, say_.form_address_needed());
  if (model_.theirs && model_.theirs->address && *model_.theirs->address != address) {
    below(flow, say_.form_theirs(address_words(*model_.theirs->address)));
  }
}

void Form::contact(ui::Rect& flow) {
  api::clients::EmergencyContact& contact = model_.contact;
  title(flow, say_.client_contact());
  pair(
      ui_, flow, kPairFrom,
      [&](ui::Rect& place) {
        field(place, "contact_name", say_.form_contact_name(), contact.name, 100);
      },
      [&](ui::Rect& place) {
        field(place, "contact_relationship", say_.form_relationship(), contact.relationship, 60);
      });
  field(flow, "contact_number", say_.form_number(), contact.number, 40);
  if (model_.theirs && model_.theirs->emergency_contact &&
      *model_.theirs->emergency_contact != contact) {
    below(flow, say_.form_theirs(contact_words(*model_.theirs)));
  }
  const bool begun = !contact.name.empty() || !contact.number.empty();
  if (begun && model_.pressed_once) {
    below(flow, contact.name.empty() ? say_.form_contact_needed()
                                     : phone_problem_words(frame_.language, contact.number));
  }
}

void choose_language(ui::Ui& ui, const SheetFrame& frame, ClientFormModel& model) {
  const text::ClientsMessages say(frame.language);
  std::vector<std::string> names;
  for (const auto& word : wire::EnumWords<SpokenLanguage>::words) {
    names.emplace_back(spoken_language(frame.language, word.value));
  }
  const ui::ChooserAnswer answer =
      ui::chooser(ui, {.name = "language_choice",
                       .language = frame.language,
                       .title = std::string(say.client_language()),
                       .options = names,
                       .current = static_cast<std::size_t>(model.typed.language)});
  if (answer.chosen) {
    model.typed.language = wire::EnumWords<SpokenLanguage>::words[*answer.chosen].value;
  }
  if (answer.closed || answer.chosen) model.choosing = Choosing::kNothing;
}

void choose_member(ui::Ui& ui, const SheetFrame& frame, ClientFormModel& model) {
  const text::ClientsMessages say(frame.language);
  std::vector<std::string> names;
  for (const auto& member : model.staff) names.push_back(member.display_name);
  const ui::ChooserAnswer answer = ui::chooser(ui, {.name = "member_choice",
                                                    .language = frame.language,
                                                    .title = std::string(say.form_add_member()),
                                                    .options = names,
                                                    .when_empty = say.form_no_staff()});
  if (answer.chosen) {
    model.care_team.push_back({model.staff[*answer.chosen].id, api::clients::CareRole::kTherapist});
  }
  if (answer.closed || answer.chosen) model.choosing = Choosing::kNothing;
}

}  // namespace

FormIntent draw(ui::Ui& ui, const SheetFrame& frame, ClientFormModel& model) {
  const text::ClientsMessages say(frame.language);
  const bool is_new = model.kind == FormKind::kRegister;
  const ui::BarButton foot[] = {
      {.name = "form_save",
       .label = std::string(is_new ? say.form_register() : say.form_save()),
       .kind = ui::ButtonKind::kPrimary,
       .enabled = frame.there && !frame.busy && (is_new || model.changed()),
       .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "form_sheet",
           .language = frame.language,
           .title = std::string(is_new ? say.form_register_title() : say.form_edit_title()),
           .below = is_new ? std::string() : called_name(model.base),
           .width = 720,
           .foot = foot,
           .touch_keyboard = frame.touch_keyboard});
  ui::Rect& flow = sheet.flow;
  Form form(ui, frame, model);
  sheet_notice(ui, flow, frame);
  ui.prefer_focus("legal_given");
  form.names(flow);
  form.person(flow);
  FormIntent intent = draw_phones(ui, flow, frame, model);
  form.address(flow);
  form.contact(flow);
  draw_care_team(ui, flow, frame, model);
  if (model.pressed_once && !model.details()) form.below(flow, say.form_look_again());
  ui::end_sheet(ui, sheet, [&] {
    if (model.choosing == Choosing::kLanguage) choose_language(ui, frame, model);
    if (model.choosing == Choosing::kMember) choose_member(ui, frame, model);
  });
  intent.close = sheet.closed;
  if (sheet.pressed) {
    model.pressed_once = true;
    intent.save = model.details().has_value();
  }
  return intent;
}

}  // namespace alcove::screens::desk

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/client_record.h"

#include "kiosk/screens/desk/client_words.h"
#include "kiosk/screens/desk/pairs.h"
#include "kiosk/screens/desk/reach_words.h"
#include "kiosk/text/client_visits_messages.h"
#include "kiosk/text/clients_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/text/reminders_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using api::clients::Details;

void fact(ui::Ui& ui, ui::Rect& flow, std::string_view label, std::string_view value) {
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft}, label,
                   0);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, value.empty() ? "–" : value,
                   ui.theme().px(12));
}

std::string residence_words(text::Language language, const Details& details) {
  const text::ClientsMessages say(language);
  if (details.address) return address_words(*details.address);
  return std::string(residence_word(language, details.residence));
}

std::string team_words(text::Language language, const RecordModel& model) {
  std::string words;
  for (const auto& member : model.client->care_team) {
    if (!words.empty()) words += "\n";
    for (const auto& one : model.staff) {
      if (one.id == member.staff) words += one.display_name + ", ";
    }
    words += care_role(language, member.role);
  }
  return words;
}

void facts(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const RecordModel& model) {
  const text::ClientsMessages say(frame.language);
  const Details& details = model.client->details;
  pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& place) {
        fact(ui, place, say.client_legal_name(), full_name(details));
        fact(ui, place, say.client_preferred_name(), preferred_name(details));
        fact(ui, place, say.client_language(), spoken_language(frame.language, details.language));
        if (details.needs_interpreter) {
          fact(ui, place, say.client_interpreter(), say.client_interpreter_needed());
        }
        fact(ui, place, say.client_sex(), sex_word(frame.language, details.sex_for_insurance));
        fact(ui, place, say.client_care_team(), team_words(frame.language, model));
      },
      [&](ui::Rect& place) {
        fact(ui, place, say.client_phones(), phones_words(frame.language, details));
        fact(ui, place, say.client_address(), residence_words(frame.language, details));
        fact(ui, place, say.client_contact(), contact_words(details));
      });
}

bool has(std::string_view path, std::string_view part) {
  return path.find(part) != std::string_view::npos;
}

std::string_view address_part(const text::ClientsMessages& say, std::string_view path) {
  if (path.ends_with(".line1")) return say.form_line1();
  if (path.ends_with(".line2")) return say.form_line2();
  if (path.ends_with(".city")) return say.form_city();
  if (path.ends_with(".state")) return say.form_state();
  if (path.ends_with(".postal_code")) return say.form_zip();
  return say.client_address();
}

// What a path of the contract is called at the desk: "details.phones[ID].number".
std::string_view field_words(text::Language language, std::string_view path) {
  const text::ClientsMessages say(language);
  if (has(path, "care_team")) return say.client_care_team();
  if (has(path, "emergency_contact")) return say.client_contact();
  if (has(path, "phones")) {
    return has(path, "may_leave") ? say.form_may_leave() : say.client_phones();
  }
  if (has(path, "address") || has(path, "residence")) return address_part(say, path);
  if (has(path, "birth_date")) return say.form_birth();
  if (has(path, "pronouns")) return say.form_pronouns();
  if (has(path, "sex_for")) return say.client_sex();
  if (has(path, "needs_interpreter")) return say.client_interpreter();
  if (has(path, "language")) return say.client_language();
  if (has(path, "preferred")) return say.client_preferred_name();
  return say.client_legal_name();
}

// The same, with which one where there are several: "Phones · (716) 555-0133".
std::string heading_words(text::Language language, const ChangesModel& model,
                          std::string_view path) {
  std::string words(field_words(language, path));
  for (const api::clients::Phone& phone : model.phones) {
    if (!path.ends_with(".number") && has(path, phone.id.text())) words += " · " + phone.number;
  }
  for (const api::staff::Member& member : model.staff) {
    if (has(path, member.id.text())) words += " · " + member.display_name;
  }
  return words;
}

// A word of the contract as people say it; nothing where the value is none.
template <wire::WordEnum E, class Say>
std::string said(text::Language language, const std::string& value, Say say) {
  const std::optional<E> known = wire::from_word<E>(value);
  return known ? std::string(say(language, *known)) : std::string();
}

std::string choice_words(text::Language language, std::string_view path, const std::string& value) {
  using namespace api::clients;
  if (path.ends_with(".kind")) return said<PhoneKind>(language, value, phone_kind);
  if (path.ends_with(".residence")) return said<Residence>(language, value, residence_word);
  if (path.ends_with(".language")) return said<SpokenLanguage>(language, value, spoken_language);
  if (has(path, "sex_for")) return said<SexForInsurance>(language, value, sex_word);
  if (has(path, "care_team")) return said<CareRole>(language, value, care_role);
  return {};
}

// A value as on the wire, in words where it is not words already.
std::string value_words(text::Language language, const ChangesModel& model, std::string_view path,
                        const std::string& value) {
  const text::ClientsMessages say(language);
  if (value.empty()) return std::string(say.changes_nothing());
  if (value == "true") return std::string(say.changes_yes());
  if (value == "false") return std::string(say.changes_no());
  if (const std::string choice = choice_words(language, path, value); !choice.empty()) {
    return choice;
  }
  for (const auto& member : model.staff) {
    if (member.id.text() == value) return member.display_name;
  }
  if (const auto date = parse_date(value)) return text::full_date(language, date.value());
  return value;
}

void change(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const ChangesModel& model,
            const api::clients::Change& one) {
  const text::ClientsMessages say(frame.language);
  const text::DeskMessages desk(frame.language);
  const LocalDateTime at = model.zone.to_local(one.at);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong},
                   heading_words(frame.language, model, one.field), 0);
  ui::paragraph_in(
      ui, flow, {.style = ui::TextStyle::kBody},
      say.changes_from_to({.before = value_words(frame.language, model, one.field, one.old_value),
                           .after = value_words(frame.language, model, one.field, one.new_value)}),
      0);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   text::full_date(frame.language, date_of(at)) + ", " +
                       text::clock_time(frame.language, at) + " · " +
                       desk.history_by({.person = one.person_name, .terminal = one.terminal_name}),
                   ui.theme().gap());
}

}  // namespace

RecordIntent draw(ui::Ui& ui, const SheetFrame& frame, const RecordModel& model) {
  using What = RecordIntent::What;
  const text::ClientsMessages say(frame.language);
  const text::DeskMessages desk(frame.language);
  const bool can = frame.there && model.client.has_value();
  std::vector<ui::BarButton> foot;
  std::vector<What> whats;
  const auto add = [&](What what, ui::BarButton button) {
    button.enabled = can;
    foot.push_back(std::move(button));
    whats.push_back(what);
  };
  const bool changes = frame.may == May::kChange;
  if (changes) {
    add(What::kEdit,
        {.name = "record_edit", .label = std::string(say.record_edit()), .icon = ui::Icon::kEdit});
    add(What::kReach,
        {.name = "record_reach",
         .label = std::string(text::RemindersMessages(frame.language).wishes_title())});
  }
  add(What::kVisits,
      {.name = "record_visits",
       .label = std::string(text::ClientVisitsMessages(frame.language).visits_title()),
       .icon = ui::Icon::kClock});
  add(What::kHistory, {.name = "record_history",
                       .label = std::string(desk.step_history()),
                       .icon = ui::Icon::kHistory});
  if (changes) {
    add(What::kWalkIn, {.name = "record_walk_in",
                        .label = std::string(desk.desk_walk_in()),
                        .icon = ui::Icon::kWalk});
    add(What::kBook, {.name = "record_book",
                      .label = std::string(desk.desk_book()),
                      .icon = ui::Icon::kAdd,
                      .kind = ui::ButtonKind::kPrimary});
  }
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "record_sheet",
           .language = frame.language,
           .title = model.client ? called_name(model.client->details)
                                 : std::string(desk.panel_reading()),
           .below = model.client ? client_facts(frame.language, *model.client, model.today)
                                 : std::string(),
           .width = 760,
           .foot = foot});
  sheet_notice(ui, sheet.flow, frame);
  const std::string asked = wishes_words(frame.language, model.wishes);
  if (model.client && !asked.empty()) {
    sheet.flow.cut_top(ui::notice(ui, {.name = "record_asked",
                                       .rect = sheet.flow,
                                       .text = asked,
                                       .tone = ui::Tone::kCare,
                                       .icon = ui::Icon::kInfo}));
    sheet.flow.cut_top(ui.theme().gap());
  }
  if (model.client) facts(ui, sheet.flow, frame, model);
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return {What::kClose};
  if (!sheet.pressed) return {};
  return {whats[*sheet.pressed]};
}

ChangesIntent draw(ui::Ui& ui, const SheetFrame& frame, const ChangesModel& model) {
  const text::ClientsMessages say(frame.language);
  const text::DeskMessages desk(frame.language);
  std::vector<ui::BarButton> foot;
  if (model.more) {
    foot.push_back({.name = "changes_more",
                    .label = std::string(say.changes_older()),
                    .enabled = frame.there && !frame.busy});
  }
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "changes_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.changes_title()),
                                         .below = model.name,
                                         .width = 640,
                                         .foot = foot});
  sheet_notice(ui, sheet.flow, frame);
  if (model.items.empty() && !frame.problem) {
    ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                     model.read ? say.changes_none() : desk.panel_reading(), 0);
  }
  for (const api::clients::Change& one : model.items) {
    change(ui, sheet.flow, frame, model, one);
  }
  ui::end_sheet(ui, sheet);
  return {sheet.closed, sheet.pressed.has_value()};
}

}  // namespace alcove::screens::desk

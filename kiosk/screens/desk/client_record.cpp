// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/client_record.h"

#include "kiosk/screens/desk/client_words.h"
#include "kiosk/screens/desk/pairs.h"
#include "kiosk/text/clients_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"
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
        fact(ui, place, say.client_sex(), sex_word(frame.language, details.sex_for_insurance));
        fact(ui, place, say.client_care_team(), team_words(frame.language, model));
      },
      [&](ui::Rect& place) {
        fact(ui, place, say.client_phones(), phones_words(frame.language, details));
        fact(ui, place, say.client_address(), residence_words(frame.language, details));
        fact(ui, place, say.client_contact(), contact_words(details));
      });
}

// What a path of the contract is called at the desk: "details.phones[ID].number".
std::string_view field_words(text::Language language, std::string_view path) {
  const text::ClientsMessages say(language);
  const auto has = [&](std::string_view part) { return path.find(part) != std::string_view::npos; };
  if (has("care_team")) return say.client_care_team();
  if (has("emergency_contact")) return say.client_contact();
  if (has("phones")) return has("may_leave") ? say.form_may_leave() : say.client_phones();
  if (has("address") || has("residence")) return say.client_address();
  if (has("birth_date")) return say.form_birth();
  if (has("pronouns")) return say.form_pronouns();
  if (has("sex_for")) return say.client_sex();
  if (has("language")) return say.client_language();
  if (has("preferred")) return say.client_preferred_name();
  return say.client_legal_name();
}

// A value as on the wire, in words where it is not words already.
std::string value_words(text::Language language, const ChangesModel& model,
                        const std::string& value) {
  const text::ClientsMessages say(language);
  if (value.empty()) return std::string(say.changes_nothing());
  if (value == "true") return std::string(say.changes_yes());
  if (value == "false") return std::string(say.changes_no());
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
                   field_words(frame.language, one.field), 0);
  ui::paragraph_in(
      ui, flow, {.style = ui::TextStyle::kBody},
      say.changes_from_to({.before = value_words(frame.language, model, one.old_value),
                           .after = value_words(frame.language, model, one.new_value)}),
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
  const ui::BarButton foot[] = {{.name = "record_edit",
                                 .label = std::string(say.record_edit()),
                                 .icon = ui::Icon::kEdit,
                                 .enabled = can},
                                {.name = "record_history",
                                 .label = std::string(desk.step_history()),
                                 .icon = ui::Icon::kHistory,
                                 .enabled = can},
                                {.name = "record_walk_in",
                                 .label = std::string(desk.desk_walk_in()),
                                 .icon = ui::Icon::kWalk,
                                 .enabled = can},
                                {.name = "record_book",
                                 .label = std::string(desk.desk_book()),
                                 .icon = ui::Icon::kAdd,
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = can}};
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
  if (model.client) facts(ui, sheet.flow, frame, model);
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return {What::kClose};
  if (!sheet.pressed) return {};
  const What whats[] = {What::kEdit, What::kHistory, What::kWalkIn, What::kBook};
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

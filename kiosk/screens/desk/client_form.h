// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/clients.h"
#include "shared/api/staff.h"

// Everything that the desk asks of a client: for a new record, or to change one. What was typed
// stays until it is in the record, whatever happens in between.
namespace alcove::screens::desk {

enum class FormKind : std::uint8_t { kRegister, kEdit };

struct ClientFormModel {
  FormKind kind = FormKind::kRegister;
  LocalDate today{};
  ClientId client{};
  std::int64_t base_revision = 0;   // of an edit
  api::clients::Details base{};     // of an edit: what the person saw
  api::clients::Details typed{};    // the text and choices that are in it as they are
  std::string looked_for{};         // of a new record: the name for which nobody was found
  std::string birth{};              // as typed
  api::clients::Address address{};  // kept also while "no address" is chosen
  api::clients::EmergencyContact contact{};
  std::vector<api::clients::CareTeamMember> care_team{};
  std::vector<api::clients::CareTeamMember> base_care_team{};
  std::vector<api::staff::Member> staff{};
  // Somebody else changed the record meanwhile: how it is there now.
  std::optional<api::clients::Details> theirs{};
  std::string marked_field{};  // that the box refused, as a path: "phones[1].number"
  bool pressed_once = false;   // from then on what is missing is said
  std::optional<std::size_t> phone_to_write{};  // was added just now: gets the cursor, once

  enum class Choosing : std::uint8_t { kNothing, kLanguage, kMember };
  Choosing choosing = Choosing::kNothing;

  // What goes to the box; nothing while something has to be mended first.
  std::optional<api::clients::Details> details() const;
  // True when something is typed that is not in the record.
  bool changed() const;
};

// With the name that was looked for as far as it can be told apart: "Ana Ferreira",
// "Ferreira, Ana", or a family name alone; nothing of a number or a date.
ClientFormModel blank_form(LocalDate today, const std::string& looked_for = {});
ClientFormModel form_of(const api::clients::Client& client, LocalDate today);
// Takes over what somebody else changed and this person did not; what both changed stays as typed,
// and the form shows the other value beside it.
void take_theirs(ClientFormModel& model, const api::clients::Client& now, text::Language language);

struct FormIntent {
  bool close = false;
  bool save = false;       // details() is there
  bool add_phone = false;  // whoever owns the model makes its id
};
FormIntent draw(ui::Ui& ui, const SheetFrame& frame, ClientFormModel& model);

// The phones and the care team, which are lists; in a file of their own.
FormIntent draw_phones(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, ClientFormModel& model);
void draw_care_team(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, ClientFormModel& model);
std::string_view phone_problem_words(text::Language language, std::string_view number);

}  // namespace alcove::screens::desk

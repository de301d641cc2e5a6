// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/administration/page.h"
#include "kiosk/screens/desk/visit_sheets.h"
#include "kiosk/screens/sign_in/proof_entry.h"

// The sheets over the administrator's page: what is to be written in, what is about to happen with
// the proof of who does it, and a code that is shown once. Whoever owns a model wipes what is
// secret in it.
namespace alcove::screens::administration {

using desk::SheetFrame;

enum class SheetAct : std::uint8_t { kNone, kClose, kGo };

inline constexpr std::size_t kMostRoles = 7;
inline constexpr std::size_t kMostSpoken = std::size(wire::EnumWords<SpokenLanguage>::words);

// Somebody new, or the roles of somebody who is here.
struct PersonModel {
  std::optional<Colleague> person{};  // none: somebody new
  std::string display_name{};
  std::string sign_in_name{};
  std::string credential{};
  std::array<bool, kMostRoles> roles{};  // in the order of the words of the contract
  bool crisis = false;
  bool keeps_administrator = false;  // there is nobody else: that role stays
  bool name_taken = false;           // the box said so

  std::vector<api::Role> chosen_roles() const;
  void choose_roles(const std::vector<api::Role>& chosen);
  bool complete() const;
};
SheetAct draw(ui::Ui& ui, const SheetFrame& frame, PersonModel& model);

// In which languages somebody speaks with clients.
struct LanguagesModel {
  StaffId person{};
  std::string name{};
  std::vector<SpokenLanguage> before{};
  std::array<bool, api::administration::kMaxLanguages> spoken{};  // as the contract lists them

  std::vector<SpokenLanguage> chosen() const;
};
LanguagesModel languages_model(const Colleague& person, std::vector<SpokenLanguage> spoken);
SheetAct draw(ui::Ui& ui, const SheetFrame& frame, LanguagesModel& model);

// An interpreter or a piece of equipment: a new one, or what it is called, speaks, and whether it
// is in use. What it is stays.
struct ResourceModel {
  std::optional<Resource> before{};  // none: a new one
  api::resources::ResourceId id{};   // of the new one, made once
  api::resources::ResourceKind kind = api::resources::ResourceKind::kEquipment;
  std::string name{};
  std::array<bool, kMostSpoken> spoken{};  // in the order of the words of the contract
  bool retired = false;
  bool name_taken = false;    // the box said so
  bool still_booked = false;  // likewise

  api::resources::SetRequest request() const;
  bool changed() const;
  bool complete() const;
};
ResourceModel resource_model(const Resource& resource);
SheetAct draw(ui::Ui& ui, const SheetFrame& frame, ResourceModel& model);

// A terminal to be, or another name for one that is here.
struct TerminalModel {
  std::optional<Terminal> terminal{};  // none: a new one
  std::string name{};
  wire::Station station = wire::Station::kFrontDesk;
  bool name_taken = false;

  bool complete() const { return !name.empty(); }
};
SheetAct draw(ui::Ui& ui, const SheetFrame& frame, TerminalModel& model);

// What became of something that was set aside.
struct SettleModel {
  SpoolRecordId record{};
  api::set_aside::Settlement how = api::set_aside::Settlement::kEnteredByHand;
  std::string reason{};

  bool complete() const;
};
SheetAct draw(ui::Ui& ui, const SheetFrame& frame, SettleModel& model);

enum class Weight : std::uint8_t { kPlain, kTakesAway };

// What is about to happen, and PIN or password once more.
struct ProveModel {
  std::string title;
  std::string text;
  std::string go;
  Weight weight = Weight::kPlain;
  sign_in::ProofEntry proof{};
  bool pin_spent = false;  // it was wrong too often: only the password counts
};
SheetAct draw(ui::Ui& ui, const SheetFrame& frame, ProveModel& model);

// A one-time code: shown until it is put away.
struct CodeModel {
  std::string title;
  std::string code;
  UtcTime expires_at;
  std::string until;               // "10:07"
  std::vector<std::string> steps;  // what to do with it, may mark words
};
SheetAct draw(ui::Ui& ui, const SheetFrame& frame, const CodeModel& model);

}  // namespace alcove::screens::administration

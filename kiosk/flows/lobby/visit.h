// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/flows/lobby/form_walk.h"
#include "kiosk/screens/lobby/closing.h"
#include "kiosk/screens/lobby/consent.h"
#include "kiosk/screens/lobby/details.h"
#include "kiosk/screens/lobby/identity.h"
#include "kiosk/screens/lobby/question.h"
#include "shared/api/check_in_forms.h"

// All that the lobby program knows of the client in front of it, in one place, so that it can be
// forgotten in one place: what it holds is overwritten when it goes. (Copies that were moved about
// in the heap are why the program also replaces itself: LobbyFlow::wants_renewal.)
namespace alcove::flows::lobby {

struct Visit {
  Visit(text::Language spoken, const CheckInId& id) : language(spoken), check_in(id) {}
  ~Visit();
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;
  // Short words lie inside the objects themselves, not in the heap.
  static void operator delete(void* memory, std::size_t size);

  text::Language language;
  CheckInId check_in;
  std::int64_t tries = 0;
  bool greeted = false;
  bool arrived = false;

  screens::lobby::SurnameModel surname;
  screens::lobby::BirthDateModel birth;
  screens::lobby::PhoneDigitsModel phone;
  screens::lobby::HelloModel hello;

  api::check_in::ArriveReply forms;  // what is due, once arrived
  struct Said {
    std::optional<bool> still_right;
    std::string digits;  // of the new phone
  };
  std::vector<Said> said;  // of each detail: phones in their order, then the address
  std::size_t detail = 0;
  screens::lobby::ConfirmModel confirm;
  screens::lobby::NewPhoneModel new_phone;
  screens::lobby::NewAddressModel new_address;
  screens::lobby::ConsentReadModel read;
  screens::lobby::ConsentSignModel sign;
  bool consent_settled = false;  // signed, or talked about first

  bool questionnaires_known = false;
  std::vector<FormWalk> questionnaires;
  std::size_t questionnaire = 0;
  screens::lobby::QuestionModel question;

  std::size_t details() const { return forms.phones.size() + (forms.masked_address ? 1U : 0U); }
  bool at_address() const { return detail == forms.phones.size(); }
};

// The drawing as the contract wants it: thousandths of the pad's width, at most kMaxPoints in all
// and kMaxStrokes. Points that say nothing new are left out first, then every second one until it
// fits; strokes beyond the limit are left out.
std::vector<api::check_in::Stroke> strokes_of(const ui::Signature& signature);

}  // namespace alcove::flows::lobby

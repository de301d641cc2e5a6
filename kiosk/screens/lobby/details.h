// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/screens/lobby/lobby_page.h"

// Is the phone, is the address still right? Shown masked, since others may stand behind. A
// correction is a proposal: the front desk looks at it.
namespace alcove::screens::lobby {

enum class Detail : std::uint8_t { kPhone, kAddress };

struct ConfirmModel {
  text::Language language = text::Language::kEnglish;
  Detail detail = Detail::kPhone;
  std::string masked;  // "(•••) •••-••33", made by the box
  std::optional<bool> still_right;
};
Step draw(ui::Ui& ui, ConfirmModel& model);

inline constexpr std::size_t kNewPhoneDigits = 10;
struct NewPhoneModel {
  text::Language language = text::Language::kEnglish;
  std::string digits;
  Busy busy = Busy::kNo;
};
Step draw(ui::Ui& ui, NewPhoneModel& model);

// "5550107719" as far as it is typed: "(555) 010-7719".
std::string format_phone(const std::string& digits);

struct NewAddressModel {
  text::Language language = text::Language::kEnglish;
  std::string street;
  std::string city;
  std::string state;
  std::string zip;
  Busy busy = Busy::kNo;

  bool complete() const;  // as far as a letter could be sent there
};
Step draw(ui::Ui& ui, NewAddressModel& model);

}  // namespace alcove::screens::lobby

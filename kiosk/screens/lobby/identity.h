// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/screens/lobby/lobby_page.h"
#include "kiosk/widgets/date_entry.h"
#include "shared/base/time.h"

// The three questions by which the box finds a visit of today: surname, birth date, last four
// digits of a phone. The models hold what is being typed; whoever owns them wipes them.
namespace alcove::screens::lobby {

inline constexpr std::size_t kMaxSurname = 100;  // code points
inline constexpr std::size_t kPhoneDigits = 4;

struct SurnameModel {
  text::Language language = text::Language::kEnglish;
  std::string surname;
};
Step draw(ui::Ui& ui, SurnameModel& model);

struct BirthDateModel {
  text::Language language = text::Language::kEnglish;
  ui::DateEntry entry;
  LocalDate today{};  // the site's
};
Step draw(ui::Ui& ui, BirthDateModel& model);

struct PhoneDigitsModel {
  text::Language language = text::Language::kEnglish;
  std::string digits;
  bool looking = false;  // the box was asked and has not answered yet
};
Step draw(ui::Ui& ui, PhoneDigitsModel& model);

// After a match: first name, initial and time only.
struct HelloModel {
  text::Language language = text::Language::kEnglish;
  std::string name;  // "Lucía M."
  LocalDateTime time{};
  Busy busy = Busy::kNo;
};
enum class HelloIntent : std::uint8_t { kNone, kNotMe, kHelp, kGoOn };
HelloIntent draw(ui::Ui& ui, const HelloModel& model);

}  // namespace alcove::screens::lobby

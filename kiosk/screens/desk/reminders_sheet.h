// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/reminder_papers.h"

// Whom to remind of a day's visits: the list, what can be done about one of them, how a client asks
// to be reached, and what stands on letters.
namespace alcove::screens::desk {

struct RemindersModel {
  LocalDate day{};
  Zone zone;
  // The pages that were read so far, as one; its `next` leads on.
  std::optional<api::reminders::DayReply> reply{};
};
struct RemindersIntent {
  enum class What : std::uint8_t { kNone, kClose, kCalls, kLetters, kLetterhead, kMore, kRow };
  What what = What::kNone;
  std::size_t row = 0;
};
RemindersIntent draw(ui::Ui& ui, const SheetFrame& frame, const RemindersModel& model);

// One client of the list.
struct RemindModel {
  LocalDate day{};
  Zone zone;
  api::reminders::Row row{};
};
enum class RemindIntent : std::uint8_t { kNone, kClose, kTried, kLetter, kWishes };
RemindIntent draw(ui::Ui& ui, const SheetFrame& frame, const RemindModel& model);

struct WishesModel {
  std::string name{};
  std::optional<api::clients::WishesReply> stored{};  // none: not read yet
  api::clients::Wishes typed{};
  std::string number{};  // empty: the record's own
  bool number_message = false;
  bool other_place = false;
  api::clients::Address address{};

  void take(const api::clients::WishesReply& reply);
  api::clients::Wishes wishes() const;  // what is typed, as it is sent
  bool changed() const;                 // into something else than is stored
  bool whole() const;                   // nothing is missing or impossible
};
enum class WishesIntent : std::uint8_t { kNone, kClose, kSave };
WishesIntent draw(ui::Ui& ui, const SheetFrame& frame, WishesModel& model);

struct LetterheadModel {
  std::optional<api::reminders::Letterhead> stored{};  // none: not read yet
  std::string sender{};
  api::clients::Address address{};
  std::string phone{};

  void take(const api::reminders::Letterhead& head);
  api::reminders::Letterhead head() const;
  bool changed() const;
  bool whole() const;
};
enum class LetterheadIntent : std::uint8_t { kNone, kClose, kSave };
LetterheadIntent draw(ui::Ui& ui, const SheetFrame& frame, LetterheadModel& model);

}  // namespace alcove::screens::desk

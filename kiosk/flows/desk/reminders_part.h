// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/flows/desk/paper_part.h"
#include "kiosk/screens/desk/reminders_sheet.h"
#include "kiosk/screens/desk/wait_sheets.h"

namespace alcove::flows::desk {

// The sheets over the day in which clients are reminded of its visits: whom, by which way, who
// tried, how a client asks to be reached, and what stands on letters.
class RemindersPart final : public SheetPart {
 public:
  RemindersPart(const Desk& desk, PaperPart& papers) : desk_(desk), papers_(papers) {}

  void open(LocalDate day);
  // How this client asks to be reached, alone.
  void open_wishes(const ClientId& client, const std::string& name);
  bool is_open() const override { return list_ || wishes_; }
  bool busy() const override { return busy_; }
  bool has_typed() const override;
  void draw(ui::Ui& ui) override;
  void on_day_changed() override;
  void on_link() override;

 private:
  void close();
  void read_wishes();
  // From the first page, as many rows as were shown.
  void read();
  void read_page(std::optional<std::string> next, std::size_t wanted);
  void take_page(Result<api::reminders::DayReply> reply, bool first, std::size_t wanted);
  void open_letterhead();
  void save_try();
  void save_wishes();
  void save_letterhead();
  void draw_list(ui::Ui& ui);
  void draw_row(ui::Ui& ui);
  void draw_try(ui::Ui& ui);
  void draw_wishes(ui::Ui& ui);
  void draw_letterhead(ui::Ui& ui);
  void back();  // from the topmost sheet to what lies under it
  // The answer to a change: whether it was made.
  template <class T>
  bool made(const Result<T>& reply);
  screens::desk::SheetFrame frame() const { return desk_.frame(busy_, problem_); }

  const Desk& desk_;
  PaperPart& papers_;
  link::Life life_, look_life_, sheet_life_;
  std::optional<screens::desk::RemindersModel> list_;
  std::optional<screens::desk::RemindModel> row_;
  std::optional<screens::desk::TryModel> try_;
  std::optional<screens::desk::WishesModel> wishes_;
  ClientId whose_{};  // wishes
  std::optional<screens::desk::LetterheadModel> letterhead_;
  api::reminders::DayReply incoming_;  // the pages that have come so far
  bool busy_ = false;
  std::optional<ErrorCode> problem_;
};

}  // namespace alcove::flows::desk

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/flows/desk/desk_flow.h"
#include "kiosk/flows/desk/sheet_part.h"
#include "kiosk/screens/desk/paper_sheet.h"
#include "shared/api/day_list.h"
#include "shared/api/reminder_papers.h"

namespace alcove::flows::desk {

// Papers, made by the box, printed or saved here.
class PaperPart final : public SheetPart {
 public:
  PaperPart(const Desk& desk, PaperWays ways) : desk_(desk), ways_(std::move(ways)) {}

  bool possible() const { return static_cast<bool>(ways_.print); }  // else there is no button
  const SavePaper& save_way() const { return ways_.save; }
  void open(LocalDate day);
  void open_calls(LocalDate day);
  // Whom to call after an absence; not set where nothing of the kind is printed.
  std::function<void(const api::absences::AbsenceId&)> calls_printer();
  void open_letters(LocalDate day);
  void open_letter(LocalDate day, const ClientId& client, const std::string& name);
  void open_slip(const ClientId& client, const std::string& name);
  bool is_open() const override { return model_.has_value(); }
  bool busy() const override { return busy_; }
  bool has_typed() const override { return false; }
  void draw(ui::Ui& ui) override;

 private:
  enum class Way : std::uint8_t { kPrint, kSave };
  // What is asked for the paper.
  using Asked = std::variant<api::appointments::DayListRequest, api::reminders::CallsPaperRequest,
                             api::reminders::AbsenceCallsPaperRequest,
                             api::reminders::LettersRequest, api::reminders::SlipRequest>;
  std::string one_of_many(std::string_view what) const;
  void open(screens::desk::PaperModel model, std::string file, const Asked& asked);
  std::string words_of(LocalDate day) const;
  void fetch(Way way);
  template <class Q, class R>
  void ask(Way way, const wire::Route<Q, R>& route, const Q& request);
  void print(Bytes pdf);
  void save(Bytes pdf);
  void refused(const Error& error);

  const Desk& desk_;
  PaperWays ways_;
  link::Life life_;
  std::optional<screens::desk::PaperModel> model_;
  std::string file_;  // what it is called when it is saved: no client's name
  Asked asked_;
  bool busy_ = false;
};

}  // namespace alcove::flows::desk

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/screens/desk/absence_sheet.h"
#include "kiosk/screens/desk/wait_sheets.h"

namespace alcove::flows::desk {

// The sheets over the page of hours in which the visits of somebody who is away are cancelled or
// given to colleagues, and those in which whom to call is ticked off.
class AbsencePart {
 public:
  // `slow` says whether the box has not answered for half a second.
  struct Around {
    std::function<bool()> slow;
    std::function<void(std::string)> say;
    // Whom to call, on paper. Not set: there is no button for it.
    std::function<void(const api::absences::AbsenceId&)> print_calls{};
    // Of `open_closing`: the day is closed, or the box refuses to close it.
    std::function<void()> closed{};
    std::function<void(ErrorCode)> closing_refused{};
  };
  AbsencePart(StaffContext& context, const ClinicBook& book, Around around)
      : context_(context), book_(book), around_(std::move(around)) {}
  AbsencePart(const AbsencePart&) = delete;
  AbsencePart& operator=(const AbsencePart&) = delete;

  // No clinician: everybody, on that day.
  void open(const std::optional<StaffId>& clinician, LocalDateTime from, LocalDateTime until);
  // Of one visit in that time: it stands first, and what becomes of it is asked at once. The others
  // stay as they are unless somebody says otherwise.
  void open_at(const AppointmentId& visit, const std::optional<StaffId>& clinician,
               LocalDateTime from, LocalDateTime until);
  // The day is closed in the same step; `day` is the record as it is to be.
  void open_closing(const api::availability::ClosedDay& day);
  void open_lists();
  void open_calls_of(const api::absences::MeetingId& session);  // that was moved
  bool is_open() const { return model_ || lists_ || calls_; }
  bool busy() const { return busy_; }
  bool has_typed() const {
    return try_ || (model_ && (!model_->reason.empty() || model_->count() > 0));
  }
  void close();
  void draw(ui::Ui& ui);
  void on_day_changed();  // what is shown is read again
  void on_link();

 private:
  void begin(const std::optional<StaffId>& clinician, LocalDateTime from, LocalDateTime until);
  void preview();
  void take_preview(Result<api::absences::Preview> reply);
  void apply();
  void read_times();
  void take_times(const api::appointments::FirstFreeReply& reply);
  bool is_possible(const api::absences::Line& line,
                   const api::appointments::Opening& opening) const;
  void take_time(std::size_t index);
  void refuse_closing(ErrorCode code);
  std::string why() const;
  std::string done_words(const api::absences::Applied& applied) const;
  void take_applied(const Result<api::absences::Applied>& reply);
  void open_calls(const api::absences::AbsenceId& id);
  void read_lists();
  void show_calls();
  void read_calls();
  void take_calls(Result<api::absences::CallsReply> reply);
  void save_try();
  void draw_edit(ui::Ui& ui);
  void draw_lists(ui::Ui& ui);
  void draw_calls(ui::Ui& ui);
  screens::desk::SheetFrame frame() const;
  std::vector<screens::desk::Colleague> colleagues(const std::optional<StaffId>& but) const;

  StaffContext& context_;
  const ClinicBook& book_;
  Around around_;
  link::Life life_, look_life_;
  std::optional<screens::desk::AbsenceModel> model_;
  std::optional<screens::desk::CallListsModel> lists_;
  std::optional<screens::desk::CallsModel> calls_;
  std::optional<screens::desk::TryModel> try_;
  api::absences::AbsenceId list_{};                    // whose calls are shown
  std::optional<api::absences::MeetingId> session_{};  // those of its last move are shown
  ClientId tried_{};
  bool asks_at_once_ = false;  // what becomes of the first one, when it is read
  bool busy_ = false;
  std::optional<ErrorCode> problem_;
};

}  // namespace alcove::flows::desk

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/flows/desk/sheet_part.h"
#include "kiosk/flows/desk/wait_report_part.h"
#include "kiosk/screens/desk/wait_sheets.h"
#include "shared/api/waitlist_steps.h"

namespace alcove::flows::desk {

// The waitlist and everything that is done from it: the sheets for it, one over the other. What is
// shown is read again whenever the day changes.
class WaitlistPart final : public SheetPart {
 public:
  // What is around it.
  struct Around {
    std::function<void()> find_client;  // somebody is to be put on the list
    // A time fell free, and so many could have it: said at the foot, with the way to see_freed.
    std::function<void(std::int64_t)> freed;
    std::function<void()> without_place;  // dates of series that wait for a time, in its stead
  };
  WaitlistPart(const Desk& desk, Around around, SavePaper save)
      : desk_(desk), around_(std::move(around)), report_(desk, std::move(save)) {}

  void open_list();
  // What this client waits for, or waited for; the form at once where there is nothing.
  void open_client(const ClientId& client, const std::string& name);
  // A visit has been cancelled: asks who could have its time.
  void look_who_could_come(const api::appointments::Appointment& cancelled);
  void see_freed();
  // Of a visit that was cancelled or moved away, some time ago perhaps.
  void see_who_could_have(const api::appointments::Appointment& given_back);

  bool is_open() const override { return list_.has_value(); }
  bool busy() const override { return busy_; }
  bool has_typed() const override;
  void draw(ui::Ui& ui) override;
  void on_day_changed() override;
  void on_link() override;

 private:
  void open(screens::desk::WaitlistModel model);
  void open_slot(const screens::desk::WaitSlot& slot);
  void read_list();
  template <class Reply>
  void take_rows(Result<Reply> reply);
  void open_entry(const api::waitlist::EntryRow& row);
  void read_entry();
  void open_form(const std::optional<api::waitlist::EntryRow>& changing);
  void open_offer();
  void read_openings();
  void take_openings(const api::appointments::FirstFreeReply& reply);
  void look_without();
  void offer_slot(const screens::desk::WaitSlot& slot);
  void act(screens::desk::WaitEntryIntent::What what);
  void draw_over(ui::Ui& ui);
  void draw_form(ui::Ui& ui);
  void draw_try(ui::Ui& ui);
  void draw_offer(ui::Ui& ui);
  void draw_take_off(ui::Ui& ui);
  void draw_again(ui::Ui& ui);
  void close_all();
  void close_over();
  void refused(ErrorCode code);
  screens::desk::SheetFrame frame() const { return desk_.frame(busy_, problem_); }
  // Sends one change; when it is done, says so and closes the sheet it was made in.
  template <class Request, class Reply>
  void send(const wire::Route<Request, Reply>& route, Request request, std::string done);
  void send_wish();
  void send_take();
  void send_decline();
  const api::waitlist::Entry& entry() const { return entry_->opened.row.entry; }

  const Desk& desk_;
  Around around_;
  WaitReportPart report_;
  link::Life list_life_;
  link::Life entry_life_;
  link::Life over_life_;
  link::Life freed_life_;
  std::optional<screens::desk::WaitlistModel> list_;
  std::optional<api::waitlist::WaitEntryId> opened_;
  std::optional<screens::desk::WaitEntryModel> entry_;
  std::optional<screens::desk::WishModel> form_;
  std::optional<screens::desk::TryModel> try_;
  std::optional<screens::desk::OfferModel> offer_;
  std::optional<screens::desk::TakeOffModel> take_off_;
  std::optional<screens::desk::WaitAgainModel> again_;
  std::optional<screens::desk::WaitSlot> freed_;
  bool form_if_empty_ = false;  // a client who never waited goes straight to the form
  bool from_list_ = false;      // somebody was looked for from the whole list: it is gone back to
  bool busy_ = false;
  std::optional<ErrorCode> problem_;
};

}  // namespace alcove::flows::desk

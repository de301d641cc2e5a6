// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/flows/desk/session_look.h"
#include "kiosk/flows/desk/sheet_part.h"
#include "kiosk/screens/desk/group_plan.h"
#include "kiosk/screens/desk/several_history.h"

namespace alcove::flows::desk {

// Groups, who belongs to them, and their sessions; and a session of a family or a couple. The
// sheets for it lie one over the other. The list is read again whenever the day changes, a group
// only when it changed itself: who belongs to it is read with an event of its own.
class GroupsPart final : public SheetPart {
 public:
  // What is around it.
  struct Around {
    std::function<void()> find_member;  // who is then to `add_member`
    std::function<void()> find_client;  // who is then to `add_client`
    std::function<void(LocalDate day, const screens::desk::MeetingId& session)> show;  // on its day
  };
  GroupsPart(const Desk& desk, Around around)
      : desk_(desk), around_(std::move(around)), look_(desk) {}

  void open_list();
  void add_member(const screens::desk::FoundClient& client);
  void add_client(const screens::desk::FoundClient& client);

  bool is_open() const override { return list_.has_value(); }
  bool busy() const override { return busy_; }
  bool has_typed() const override;
  void draw(ui::Ui& ui) override;
  void on_line(const api::live::Line& line) override;
  void on_day_changed() override;
  void on_link() override;
  std::int64_t tick(std::int64_t now_ms) override;

 private:
  screens::desk::ClinicNames names() const;
  LocalDate today() const { return date_of(desk_.context.wall_clock()); }
  screens::desk::SheetFrame frame() const { return desk_.frame(busy_, problem_); }
  bool is_below() const;  // something lies over the sheet of a group, or over the list
  void read_list();
  void open_group(const api::groups::GroupId& id, const std::string& name);
  void read_group();
  bool is_about_group(const RecordId& record) const;
  void open_history(std::string about, const std::optional<api::groups::MembershipId>& member);
  void read_history();
  void draw_history(ui::Ui& ui);
  void draw_list(ui::Ui& ui);
  void draw_group(ui::Ui& ui);
  void draw_form(ui::Ui& ui);
  void draw_member(ui::Ui& ui);
  void draw_plan(ui::Ui& ui);
  void look_at_plan();
  void draw_together(ui::Ui& ui);
  void open_form(const screens::desk::Group& group);
  void open_plan();
  void open_member(std::size_t index);
  std::vector<screens::desk::NamedRecord> members_named() const;
  void open_together();
  void open_new_over();  // whatever was asked for or refused below it is over
  void close_all();
  void show_session(LocalDate day, const screens::desk::MeetingId& session);
  void refused(ErrorCode code);
  template <class Request, class Reply, class Done>
  void send(const wire::Route<Request, Reply>& route, Request request, Done done);
  void send_form();
  void take_group(const screens::desk::Group& made);
  void read_newest(const api::groups::GroupId& id,
                   std::function<void(const api::groups::OpenReply&)> compare);
  void newest_group(const screens::desk::Group& sent, const screens::desk::Group& now);
  void newest_member(const api::groups::Membership& sent,
                     const std::vector<api::groups::Member>& now);
  void send_member(const api::groups::Membership& record);
  void take_member(const api::groups::MembershipReply& reply);
  void book_next();
  void send_together();
  void read_booked_before();
  void together_booked(LocalDateTime start);
  void say_against(const Error& refusal);

  const Desk& desk_;
  Around around_;
  link::Life list_life_;
  link::Life group_life_;
  link::Life over_life_;
  std::optional<screens::desk::GroupListModel> list_;
  std::optional<api::groups::GroupId> opened_;
  std::optional<screens::desk::GroupModel> group_;
  std::optional<screens::desk::GroupFormModel> form_;
  std::string form_as_opened_;
  std::optional<screens::desk::MembershipModel> member_;
  std::optional<screens::desk::PlanModel> plan_;
  std::optional<screens::desk::TogetherModel> together_;
  SessionLook look_;  // at the time of a family or couple, or of what is planned
  std::optional<screens::desk::SeveralHistoryModel> history_;
  std::optional<api::groups::MembershipId> history_of_;  // none: of the group
  link::Life history_life_;
  bool group_is_stale_ = false;
  bool busy_ = false;
  std::optional<ErrorCode> problem_;
};

}  // namespace alcove::flows::desk

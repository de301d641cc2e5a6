// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/administration/administrator_flow.h"

#include <algorithm>

#include "kiosk/flows/administration/office.h"
#include "kiosk/flows/administration/set_aside_watch.h"

namespace alcove::flows {
namespace {

using administration::BoxWatch;
using administration::Office;
using administration::SetAsideWatch;
using screens::administration::Section;
using screens::administration::WayBack;

class AdministratorFlow final : public StationFlow {
 public:
  AdministratorFlow(StaffContext& context, const MakeStationFlow& make) : context_(context) {
    // An administrator hears of what was set aside from the box itself.
    if (context_.has_role(api::Role::kAdministrator)) {
      watch_.emplace(context_);
      context_.office = screens::sign_in::OfficeOf::kAdministrator;
    } else {
      aside_.emplace(context_);
      context_.office = screens::sign_in::OfficeOf::kPrivacyOfficer;
    }
    context_.open_administration = [this] { open(home()); };
    context_.notices = {
        .height = [this](const ui::Ui& ui, float width) { return notice_height(ui, width); },
        .draw =
            [this](ui::Ui& ui, const ui::Rect& rect) {
              if (watch_ && watch_->draw(ui, rect)) open(Section::kBox);
              if (aside_ && aside_->draw(ui, rect)) open(Section::kSetAside);
            }};
    if (!watch_ || context_.session.person.roles.size() > 1) {
      day_ = make(context_);
    } else {
      open(Section::kPeople);
    }
  }
  ~AdministratorFlow() override {
    context_.open_administration = {};
    context_.notices = {};
    context_.office = screens::sign_in::OfficeOf::kNobody;
  }

  void draw(ui::Ui& ui) override {
    if (!office_) return day_->draw(ui);
    if (office_->draw(ui)) closing_ = true;
  }
  void on_line(const api::live::Line& line) override {
    if (day_) day_->on_line(line);
    if (office_) office_->on_line(line);
    if (line.kind == api::live::Kind::kStartOver && watch_) watch_->read();
  }
  void on_link() override {
    if (watch_) watch_->on_link();
    if (aside_) aside_->on_link();
    if (day_) day_->on_link();
    if (office_) office_->on_link();
  }
  std::int64_t tick(std::int64_t now_ms) override {
    // Not from within one of its own calls.
    if (std::exchange(closing_, false)) {
      office_.reset();
      if (aside_) aside_->read();
    }
    std::int64_t next = watch_ ? watch_->tick(now_ms) : -1;
    const auto by = [&next](std::int64_t wish) {
      if (wish >= 0) next = next < 0 ? wish : std::min(next, wish);
    };
    if (day_) by(day_->tick(now_ms));
    if (office_) by(office_->tick(now_ms));
    return next;
  }
  void before_leaving(std::function<void()> done) override {
    if (office_) office_->put_away();
    if (!day_) return done();
    day_->before_leaving(std::move(done));
  }
  bool leaves_something() const override { return day_ && day_->leaves_something(); }

 private:
  void open(Section section) {
    closing_ = false;
    if (!office_) {
      office_ = std::make_unique<Office>(context_, watch_ ? &*watch_ : nullptr,
                                         day_ ? WayBack::kToTheDay : WayBack::kNone);
    }
    office_->show(section);
  }
  Section home() const { return watch_ ? Section::kPeople : Section::kSetAside; }
  // Not over the page that says it all.
  float notice_height(const ui::Ui& ui, float width) const {
    if (office_ && office_->section() == (watch_ ? Section::kBox : Section::kSetAside)) return 0;
    return watch_ ? watch_->height(ui, width) : aside_->height(ui, width);
  }

  StaffContext& context_;
  std::optional<BoxWatch> watch_;       // of an administrator
  std::optional<SetAsideWatch> aside_;  // of a privacy officer who is none
  std::unique_ptr<StationFlow> day_;    // of the other roles
  std::unique_ptr<Office> office_;      // while it is open
  bool closing_ = false;
};

}  // namespace

bool has_office(const StaffContext& context) {
  return context.has_role(api::Role::kAdministrator) ||
         context.has_role(api::Role::kPrivacyOfficer);
}

std::unique_ptr<StationFlow> make_office_flow(StaffContext& context, const MakeStationFlow& make) {
  return std::make_unique<AdministratorFlow>(context, make);
}

}  // namespace alcove::flows

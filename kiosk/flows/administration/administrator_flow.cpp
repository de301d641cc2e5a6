// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/administration/administrator_flow.h"

#include <algorithm>

#include "kiosk/flows/administration/office.h"

namespace alcove::flows {
namespace {

using administration::BoxWatch;
using administration::Office;
using screens::administration::Section;
using screens::administration::WayBack;

class AdministratorFlow final : public StationFlow {
 public:
  AdministratorFlow(StaffContext& context, const MakeStationFlow& make)
      : context_(context), watch_(context) {
    context_.open_administration = [this] { open(Section::kPeople); };
    context_.notices = {.height =
                            [this](const ui::Ui& ui, float width) {
                              return says_elsewhere() ? 0.0F : watch_.height(ui, width);
                            },
                        .draw =
                            [this](ui::Ui& ui, const ui::Rect& rect) {
                              if (watch_.draw(ui, rect)) open(Section::kBox);
                            }};
    if (context_.session.person.roles.size() > 1) {
      day_ = make(context_);
    } else {
      open(Section::kPeople);
    }
  }
  ~AdministratorFlow() override {
    context_.open_administration = {};
    context_.notices = {};
  }

  void draw(ui::Ui& ui) override {
    if (!office_) return day_->draw(ui);
    if (office_->draw(ui)) closing_ = true;
  }
  void on_line(const api::live::Line& line) override {
    if (day_) day_->on_line(line);
    if (office_) office_->on_line(line);
    if (line.kind == api::live::Kind::kStartOver) watch_.read();
  }
  void on_link() override {
    watch_.on_link();
    if (day_) day_->on_link();
    if (office_) office_->on_link();
  }
  std::int64_t tick(std::int64_t now_ms) override {
    // Not from within one of its own calls.
    if (std::exchange(closing_, false)) office_.reset();
    std::int64_t next = watch_.tick(now_ms);
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
      office_ =
          std::make_unique<Office>(context_, watch_, day_ ? WayBack::kToTheDay : WayBack::kNone);
    }
    office_->show(section);
  }
  bool says_elsewhere() const { return office_ && office_->section() == Section::kBox; }

  StaffContext& context_;
  BoxWatch watch_;
  std::unique_ptr<StationFlow> day_;  // of the other roles
  std::unique_ptr<Office> office_;    // while it is open
  bool closing_ = false;
};

}  // namespace

bool administers(const StaffContext& context) {
  const auto& roles = context.session.person.roles;
  return std::find(roles.begin(), roles.end(), api::Role::kAdministrator) != roles.end();
}

std::unique_ptr<StationFlow> make_administrator_flow(StaffContext& context,
                                                     const MakeStationFlow& make) {
  return std::make_unique<AdministratorFlow>(context, make);
}

}  // namespace alcove::flows

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/desk_toast.h"

#include <algorithm>

#include "kiosk/text/desk_messages.h"
#include "kiosk/text/waitlist_messages.h"

namespace alcove::flows::desk {
namespace {

constexpr std::int64_t kToastMs = 8000;
// With a button that does something: as long as it takes to read it and to come to it by keys.
constexpr std::int64_t kActionMs = 20'000;
constexpr std::int64_t kAfterFocusMs = 5000;
constexpr std::int64_t kAfterCarryingMs = 1000;
// Who could have a time that fell free is found from there alone, and the client is still on the
// phone; a session that was moved is first told of.
constexpr std::int64_t kLongMs = 60'000;

}  // namespace

void DeskToast::say(std::string words) {
  words_ = std::move(words);
  button_ = {};
  reached_ = false;
  until_ms_ = now_ms_ + kToastMs;
}

void DeskToast::say_undoable(std::string words, const AppointmentId& visit) {
  say(std::move(words));
  button_.undo = visit;
  until_ms_ = now_ms_ + kActionMs;
}

void DeskToast::say_series(std::string words, ChangedSeries changed) {
  say(std::move(words));
  button_.undo_series = std::move(changed);
  until_ms_ = now_ms_ + kActionMs;
}

void DeskToast::say_moved(std::string words, Moved moved) {
  say(std::move(words));
  button_.move_back = std::move(moved);
  until_ms_ = now_ms_ + kActionMs;
}

void DeskToast::say_session_moved(std::string words) {
  say(std::move(words));
  button_.session_back = true;
  until_ms_ = now_ms_ + kLongMs;
}

void DeskToast::say_made(std::string words, Made made, LocalDate shown) {
  say(std::move(words));
  if (made.day == shown) return;
  button_.show = made;
  until_ms_ = now_ms_ + kActionMs;
}

// The panel still takes the cancelling back; what is new is said here.
void DeskToast::say_freed(text::Language language, std::int64_t people) {
  say(text::WaitlistMessages(language).wait_freed({.count = people, .what = words_}));
  button_.see_who = true;
  until_ms_ = now_ms_ + kLongMs;
}

bool DeskToast::takes_back() const {
  return button_.undo || button_.undo_series || button_.move_back || button_.session_back;
}

bool DeskToast::does_something() const {
  return takes_back() || button_.show || button_.see_who;
}

void DeskToast::follow_focus(ui::Ui& ui) {
  constexpr const char* kButton = "toast_action";
  held_ = !words_.empty() && ui.focused() == kButton;
  const ui::KeyPress* const press = ui.key();
  if (press == nullptr || press->key != ui::Key::kTab || press->control) return;
  if (held_) {
    if (came_from_.empty()) return;
    ui.focus(came_from_);
    if (press->shift) ui.use_key();
    return;
  }
  if (words_.empty() || !does_something() || reached_ || press->shift) return;
  reached_ = true;
  came_from_ = ui.focused();
  ui.focus(kButton);
  ui.use_key();
}

void DeskToast::wait() {
  until_ms_ = std::max(until_ms_, now_ms_ + kAfterCarryingMs);
}

void DeskToast::clear() {
  words_.clear();
  button_ = {};
}

void DeskToast::show(screens::desk::DayBoardModel& model, bool slow) const {
  using Action = screens::desk::DayBoardModel::ToastAction;
  model.toast = words_;
  model.toast_action = takes_back() ? Action::kUndo : Action::kClose;
  if (button_.show) model.toast_action = Action::kShow;
  if (button_.see_who) model.toast_action = Action::kSeeWho;
  if (!words_.empty() || !slow) return;
  model.toast = text::DeskMessages(model.language).desk_slow();
  model.toast_action = Action::kNone;
}

DeskToast::Pressed DeskToast::press() {
  words_.clear();
  return std::exchange(button_, {});
}

std::int64_t DeskToast::tick(std::int64_t now_ms) {
  now_ms_ = now_ms;
  if (words_.empty()) return -1;
  if (held_) until_ms_ = std::max(until_ms_, now_ms + kAfterFocusMs);
  if (now_ms < until_ms_) return until_ms_ - now_ms;
  words_.clear();
  return 0;  // the screen is drawn without it
}

}  // namespace alcove::flows::desk

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/staff/staff_shell.h"

#include <algorithm>

#include "kiosk/flows/overwrite.h"

namespace alcove::flows {

using api::live::Kind;
using api::session::LockReason;

namespace {

// The box locks a session that asks nothing for as long as an unused terminal may stay open. Who
// only reads or types is there all the same: the box is told so, this often at most.
constexpr std::int64_t kTellAliveEveryMs = 20'000;
constexpr std::int64_t kMinuteMs = 15'000;  // what is shown of an alert's age goes on

shell::IdleLimits idle_limits(std::int64_t seconds) {
  return {.warn_after_ms = seconds * 1000, .forget_after_ms = seconds * 1000};
}

}  // namespace

StaffShell::StaffShell(Parts parts, std::int64_t now_ms)
    : parts_(std::move(parts)),
      box_(parts_.box),
      session_(box_),
      waiting_(box_),
      language_(parts_.language),
      look_(parts_.look),
      idle_({}, now_ms),
      now_ms_(now_ms) {
  box_.on_session_refused([this](ErrorCode code) { on_refused(code); });
  waiting_.read();
}

StaffShell::~StaffShell() {
  box_.on_session_refused({});
  forget_person();
}

screens::sign_in::Place StaffShell::place() const {
  screens::sign_in::Place place{.clinic = box_.clinic(),
                                .station = box_.enrolled().name,
                                .connection = box_connection(box_, language_),
                                .touch_keyboard = parts_.touch_keyboard,
                                .alert = waiting_.words(language_),
                                .call = waiting_.call_words(language_),
                                .damage = damage_words(box_, language_, Telling::kFully)};
  return place;
}

void StaffShell::on_line(const api::live::Line& line) {
  waiting_.on_line(line);
  if (line.kind == Kind::kSessionChanged && session_.open()) {
    session_.refresh([this] {
      if (session_.state().locked) locked_by_box();
    });
  }
  if (flow_ && stage_ == Stage::kWorking) flow_->on_line(line);
}

void StaffShell::on_link() {
  if (box_.there()) {
    waiting_.read();
    session_.tell_wrong_pins([this] {
      if (session_.state().locked) locked_by_box();
    });
    // It may have been ended, or locked for want of a sign of life, while the box was away.
    if (session_.open() && stage_ == Stage::kWorking) {
      session_.refresh([this] {
        if (session_.state().locked) locked_by_box();
      });
    }
  }
  if (flow_) flow_->on_link();
}

void StaffShell::on_refused(ErrorCode code) {
  if (!session_.open() || leaving_) return;
  if (code == ErrorCode::kSessionLocked) {
    locked_by_box();
  } else {
    later([this] { end_session(Reason::kEnded); });
  }
}

void StaffShell::touched(std::int64_t now_ms) {
  idle_.touched(now_ms);
  touched_ms_ = now_ms;
}

std::int64_t StaffShell::tick(std::int64_t now_ms) {
  now_ms_ = now_ms;
  if (putting_away_ && now_ms >= putting_away_->until_ms) {
    const std::shared_ptr<PuttingAway> late = std::move(putting_away_);
    late->then();
  }
  std::vector<Deferred> tasks;
  tasks.swap(deferred_);
  for (const Deferred& task : tasks) task();
  std::int64_t sleep = waiting_.any() ? kMinuteMs : -1;
  const auto at_latest = [&sleep](std::int64_t wish) {
    if (wish >= 0) sleep = sleep < 0 ? wish : std::min(sleep, wish);
  };
  at_latest(waiting_.tick(now_ms));
  // A flow that puts its work away may count the time too.
  if (flow_ && (stage_ == Stage::kWorking || putting_away_)) at_latest(flow_->tick(now_ms));
  if (stage_ == Stage::kWorking) {
    if (idle_.state(now_ms) == shell::Idle::kForget) lock(LockReason::kIdle);
    at_latest(idle_.sleep_ms(now_ms));
    look_whether_alive(now_ms);
  } else if (stage_ == Stage::kNewPin) {
    if (idle_.state(now_ms) == shell::Idle::kForget) end_session(Reason::kSignedOut);
    at_latest(idle_.sleep_ms(now_ms));
  }
  if (putting_away_) at_latest(std::max<std::int64_t>(0, putting_away_->until_ms - now_ms));
  if (!deferred_.empty() || !tasks.empty() || (stage_is_new_ && !hidden_)) at_latest(0);
  // Turned sooner than it was asked for, the moment that a flow counts on stays.
  if (sleep >= 0) due_ms_ = std::min(due_ms_.value_or(now_ms + sleep), now_ms + sleep);
  return sleep;
}

bool StaffShell::take_change(std::int64_t now_ms) {
  if (!due_ms_ || now_ms < *due_ms_) return false;
  due_ms_.reset();
  return true;
}

void StaffShell::look_whether_alive(std::int64_t now_ms) {
  if (!box_.there() || touched_ms_ <= asked_ms_ || now_ms - asked_ms_ < kTellAliveEveryMs) return;
  asked_ms_ = now_ms;
  session_.refresh([this] {
    if (session_.state().locked) locked_by_box();
  });
}

void StaffShell::put_away(Deferred then) {
  if (!flow_) return then();
  auto going =
      std::make_shared<PuttingAway>(PuttingAway{std::move(then), now_ms_ + kLeaveWithinMs});
  putting_away_ = going;
  flow_->before_leaving([this, going, watch = life_.watch()] {
    if (!watch.lock() || putting_away_ != going) return;
    putting_away_.reset();
    later(going->then);
  });
}

void StaffShell::lock(LockReason why) {
  if (stage_ != Stage::kWorking) return;
  stage_ = Stage::kLocked;
  stage_is_new_ = true;
  close_sheets();
  locked_ = {};
  locked_.busy = true;  // until the box knows: an unlocking must not come before it
  waiting_.read();
  put_away([this, why] {
    if (!box_.there()) {
      locked_.busy = false;
      return;
    }
    session_.lock(why, [this] { locked_.busy = false; });
  });
}

void StaffShell::locked_by_box() {
  if (stage_ != Stage::kWorking) return;
  lock(LockReason::kIdle);
  locked_.by_box = true;
}

void StaffShell::unlocked(const UnlockResult& result) {
  locked_.busy = false;
  switch (result.how) {
    case Unlock::kOpened:
    case Unlock::kOpenedHere:
      stage_ = Stage::kWorking;
      stage_is_new_ = true;
      context_->session = session_.state();
      context_->session.locked = false;
      idle_.touched(now_ms_);
      touched_ms_ = asked_ms_ = now_ms_;
      flow_->on_line(
          {.number = 0, .kind = Kind::kStartOver, .record = {}, .server_time = box_.now()});
      break;
    case Unlock::kWrongPin:
      locked_.tries_left = session_.pin_tries_left();
      break;
    case Unlock::kRefused:
      locked_.problem = result.problem;
      break;
  }
}

void StaffShell::opened() {
  // Whoever comes here next has mistyped nothing.
  sign_in_.problem.reset();
  sign_in_.ended = false;
  stage_ = Stage::kNewPin;
  stage_is_new_ = true;
  idle_ = shell::IdleTimer(idle_limits(session_.state().idle_lock_seconds), now_ms_);
}

void StaffShell::start_work() {
  stage_ = Stage::kWorking;
  stage_is_new_ = true;
  idle_ = shell::IdleTimer(idle_limits(session_.state().idle_lock_seconds), now_ms_);
  touched_ms_ = asked_ms_ = now_ms_;
  context_.reset(
      new StaffContext{.box = box_,
                       .language = language_,
                       .clinic = box_.clinic(),
                       .station = box_.enrolled().name,
                       .zone = box_.zone(),
                       .session = session_.state(),
                       .touch_keyboard = parts_.touch_keyboard,
                       .lock = [this] { lock(LockReason::kByHand); },
                       .sign_out = [this] { later([this] { end_session(Reason::kSignedOut); }); },
                       .open_person_sheet = [this] { open_reading_sheet(); }});
  flow_ = parts_.make_flow(*context_);
}

void StaffShell::end_session(Reason reason) {
  if (leaving_ || !session_.open()) return;
  leaving_ = true;
  stage_ = Stage::kSignedOut;  // hidden at once
  stage_is_new_ = true;
  close_sheets();
  put_away([this, reason] {
    const auto gone = [this, reason] {
      forget_person();
      leaving_ = false;
      sign_in_.ended = reason == Reason::kEnded;
      waiting_.read();
    };
    if (reason == Reason::kSignedOut) return session_.sign_out(gone);
    session_.forget();
    gone();
  });
}

void StaffShell::leave(std::function<void()> done) {
  if (!session_.open()) return done();
  leaving_ = true;
  stage_ = Stage::kSignedOut;
  close_sheets();
  put_away([this, done = std::move(done)] {
    forget_person();
    leaving_ = false;
    done();
  });
}

void StaffShell::forget_person() {
  putting_away_.reset();
  close_sheets();
  overwrite(copied_);
  flow_.reset();
  context_.reset();
  session_.forget();
  for (std::string* secret :
       {&sign_in_.name, &sign_in_.password, &new_password_.name, &new_password_.code,
        &new_password_.password, &new_password_.again, &new_password_.display_name, &new_pin_.first,
        &new_pin_.second, &locked_.pin, &locked_.password, &locked_.person}) {
    overwrite(*secret);
  }
  sign_in_ = {};
  new_password_ = {};
  new_pin_ = {};
  locked_ = {};
  language_ = parts_.language;
  look_ = parts_.look;
  stage_ = Stage::kSignedOut;
  stage_is_new_ = true;
}

}  // namespace alcove::flows

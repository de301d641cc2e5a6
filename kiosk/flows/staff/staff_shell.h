// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "kiosk/app/idle_timer.h"
#include "kiosk/flows/alerts/waiting_alerts.h"
#include "kiosk/flows/staff/staff_session.h"
#include "kiosk/flows/station_flow.h"
#include "kiosk/screens/sign_in/own_secret_sheet.h"
#include "kiosk/screens/sign_in/reading_sheet.h"
#include "kiosk/screens/sign_in/sign_in.h"

// A staff terminal from signing in to signing out: passwords, PIN, locking, switching person, and
// between them the flow of the station. Locking hides the flow at once; it lives on behind. When a
// person leaves, nothing of them can be reached. For the UI thread.
namespace alcove::flows {

class StaffShell {
 public:
  struct Parts {
    link::Box& box;  // outlives the shell, which listens to its refusals
    text::Language language = text::Language::kEnglish;
    bool touch_keyboard = false;
    ui::Look look{};  // the terminal's own, for whoever comes next
    std::function<std::unique_ptr<StationFlow>(StaffContext&)> make_flow;
  };
  StaffShell(Parts parts, std::int64_t now_ms);
  ~StaffShell();
  StaffShell(const StaffShell&) = delete;
  StaffShell& operator=(const StaffShell&) = delete;

  void draw(ui::Ui& ui);
  // Another screen is drawn in its place, until draw() is called again: it asks for no frame now.
  void hide() { hidden_ = true; }
  void on_line(const api::live::Line& line);
  void on_link();
  void touched(std::int64_t now_ms);
  // As StationFlow::tick.
  std::int64_t tick(std::int64_t now_ms);
  // True once when time alone has changed what is shown.
  bool take_change(std::int64_t now_ms);

  // The session is over for this terminal: what is unsaved is put away, then everything of the
  // person is forgotten and `done` is called, kLeaveWithinMs later at the latest.
  void leave(std::function<void()> done);
  static constexpr std::int64_t kLeaveWithinMs = 3000;

  const ui::Look& look() const { return look_; }  // as the reader wants it
  text::Language language() const { return language_; }
  bool signed_in() const { return session_.open(); }

 private:
  enum class Stage : std::uint8_t { kSignedOut, kNewPassword, kNewPin, kWorking, kLocked };
  enum class Reason : std::uint8_t { kSignedOut, kEnded };
  using Deferred = std::function<void()>;

  // staff_shell.cpp
  void on_refused(ErrorCode code);
  void lock(api::session::LockReason why);
  void locked_by_box();
  void unlocked(const UnlockResult& result);
  void end_session(Reason reason);
  void put_away(Deferred then);
  void later(Deferred task) { deferred_.push_back(std::move(task)); }
  void opened();
  void start_work();
  void forget_person();
  void look_whether_alive(std::int64_t now_ms);
  screens::sign_in::Place place() const;

  // staff_pages.cpp
  void mind_clipboard(ui::Ui& ui);
  void draw_sign_in(ui::Ui& ui);
  void draw_new_password(ui::Ui& ui);
  void draw_new_pin(ui::Ui& ui);
  void draw_locked(ui::Ui& ui);
  void draw_work(ui::Ui& ui);
  void draw_reading_sheet(ui::Ui& ui);
  void sign_in();
  void keep_password();
  void set_pin();
  void unlock();
  void open_reading_sheet();
  void draw_own_secret(ui::Ui& ui);
  void open_own_secret(screens::sign_in::OwnSecret what);
  void keep_own_secret();
  void close_sheets();
  std::string person() const;

  Parts parts_;
  link::Box& box_;
  StaffSession session_;
  WaitingAlerts waiting_;
  text::Language language_;
  ui::Look look_;
  Stage stage_ = Stage::kSignedOut;
  bool leaving_ = false;  // somebody's work is being put away: nobody can sign in yet
  bool stage_is_new_ = true;
  bool hidden_ = false;  // another screen is drawn in its place
  bool worked_ = false;  // at the frame before
  std::string copied_;   // by the person of a locked terminal; the clipboard is empty meanwhile
  screens::sign_in::SignInModel sign_in_;
  screens::sign_in::NewPasswordModel new_password_;
  screens::sign_in::NewPinModel new_pin_;
  screens::sign_in::LockedModel locked_;
  std::optional<screens::sign_in::ReadingModel> reading_;
  std::optional<screens::sign_in::OwnSecretModel> own_secret_;
  std::unique_ptr<StaffContext> context_;
  std::unique_ptr<StationFlow> flow_;
  // What must not happen inside a call of the flow: it may end the flow.
  std::vector<Deferred> deferred_;
  struct PuttingAway {
    Deferred then;
    std::int64_t until_ms = 0;
  };
  std::shared_ptr<PuttingAway> putting_away_;
  shell::IdleTimer idle_;
  std::int64_t now_ms_ = 0;
  std::int64_t touched_ms_ = 0;
  std::int64_t asked_ms_ = 0;
  std::optional<std::int64_t> due_ms_;  // when the last tick wanted the next
  link::Life life_;
};

}  // namespace alcove::flows

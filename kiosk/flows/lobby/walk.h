// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "kiosk/app/idle_timer.h"
#include "kiosk/flows/lobby/help_call.h"
#include "kiosk/flows/lobby/lobby_flow.h"
#include "kiosk/flows/lobby/support.h"
#include "kiosk/flows/lobby/visit.h"
#include "kiosk/flows/lobby/way_home.h"

// What stands behind LobbyFlow: which screen is due, and what each touch on it means.
namespace alcove::flows::lobby {

class Walk {
 public:
  Walk(link::Box& box, std::int64_t now_ms, ui::Look usual);
  ~Walk();
  Walk(const Walk&) = delete;
  Walk& operator=(const Walk&) = delete;

  void draw(ui::Ui& ui);
  void on_link();
  void on_line(const api::live::Line& line);
  std::int64_t tick(std::int64_t now_ms);
  bool take_change() { return std::exchange(changed_, false); }
  void touched(std::int64_t now_ms);
  ui::Look look() const { return look_; }
  bool wants_renewal() const;
  void stop();
  bool nobody_is_left() const;

 private:
  enum class Stage : std::uint8_t {
    kWelcome,
    kSurname,
    kBirthDate,
    kPhoneDigits,
    kDesk,
    kHello,
    kConfirm,
    kNewPhone,
    kNewAddress,
    kConsentRead,
    kConsentSign,
    kNotKept,
    kQuestion,
    kSupport,
    kDone,
  };

  // walk.cpp: coming, going, help; what lies over a screen.
  void go(Stage stage);
  void start(text::Language language);
  void farewell(api::check_in::Ending ending);
  void back_to_welcome(api::check_in::Ending ending);
  void help();
  void wait() { waiting_since_ms_ = now_ms_; }
  void waited() { waiting_since_ms_.reset(); }
  screens::lobby::Busy busy() const;
  void draw_screen(ui::Ui& ui);
  void draw_sheets(ui::Ui& ui);
  text::Language language() const { return visit_ ? visit_->language : closing_language_; }

  // walk_time.cpp: what is due by time.
  void tick_idle();
  void tick_waiting();
  bool holds_something() const;
  std::int64_t next_wish() const;

  // walk_identity.cpp: who is it.
  bool open_for_check_in() const;
  bool blocked() const;
  void ask_whether_blocked();
  void draw_welcome(ui::Ui& ui);
  void draw_surname(ui::Ui& ui);
  void draw_birth_date(ui::Ui& ui);
  void draw_phone_digits(ui::Ui& ui);
  void draw_desk(ui::Ui& ui);
  void draw_hello(ui::Ui& ui);
  void identify();
  void identified(const Result<api::check_in::IdentifyReply>& reply);
  void refused();
  void arrive();
  void arrived(Result<api::check_in::ArriveReply> reply);

  // walk_forms.cpp: phone, address, consent.
  void draw_confirm(ui::Ui& ui);
  void draw_new_phone(ui::Ui& ui);
  void draw_new_address(ui::Ui& ui);
  void draw_consent_read(ui::Ui& ui);
  void draw_consent_sign(ui::Ui& ui);
  void draw_not_kept(ui::Ui& ui);
  void show_detail(std::size_t detail);
  void show_last_detail();
  void propose();
  void show_consent();
  void show_document(const api::check_in::ConsentDue& document);
  void sign();
  void read_again();
  void talk_first();
  void not_kept(screens::lobby::NotKept what);

  // walk_questions.cpp: questionnaires, words of support, thank you.
  void draw_question(ui::Ui& ui);
  void draw_support(ui::Ui& ui);
  void draw_done(ui::Ui& ui);
  void ask_questionnaires(std::function<void()> then);
  void show_questions();
  void show_question();
  void question_back();
  void question_next();
  void answer_told(const WayHome::Told& told, bool critical);
  void show_support();
  void go_on_with_questions();
  void done();

  link::Box& box_;
  link::Life life_;  // of the visit
  link::Life own_;
  WayHome way_home_;
  HelpCall help_;
  std::unique_ptr<Visit> visit_;
  text::Language closing_language_ = text::Language::kEnglish;  // after the visit
  std::string closing_number_;                                  // likewise, until the welcome
  const ui::Look usual_look_;                                   // for each client anew
  ui::Look look_;
  Stage stage_ = Stage::kWelcome;
  int page_ = 0;  // goes up with every screen that is shown
  int drawn_page_ = -1;
  screens::lobby::NotKept not_kept_ = screens::lobby::NotKept::kPhone;
  Support support_;
  bool somebody_was_here_ = false;
  bool gone_ = false;  // and has gone: not only back to choose another language
  bool changed_ = false;
  std::int64_t now_ms_;
  shell::IdleTimer idle_;
  bool warning_ = false, wait_is_long_ = false;
  std::int64_t seconds_left_ = 0;
  std::optional<std::int64_t> waiting_since_ms_;
  std::optional<std::int64_t> critical_since_ms_;
  std::optional<UtcTime> blocked_until_;
  LocalDateTime minute_{};
};

}  // namespace alcove::flows::lobby

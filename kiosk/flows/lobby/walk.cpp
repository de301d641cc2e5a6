// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/lobby/walk.h"

#include "kiosk/flows/overwrite.h"

namespace alcove::flows::lobby {

using api::check_in::Ending;
using screens::lobby::Busy;

Walk::Walk(link::Box& box, std::int64_t now_ms, ui::Look usual)
    : box_(box),
      way_home_(box),
      help_(box, [this] { changed_ = true; }),
      usual_look_{ui::Density::kLobby, usual.text_size, usual.contrast},
      look_(usual_look_),
      now_ms_(now_ms),
      idle_({}, now_ms) {
  box_.on_delivered([this](const offline::DeliveryReport& report) {
    way_home_.on_delivered(report);
    if (support_.undelivered && way_home_.all_at_box()) support_.undelivered = false;
    changed_ = true;
  });
  ask_whether_blocked();
}

Walk::~Walk() {
  box_.on_delivered({});
}

void Walk::on_link() {
  way_home_.on_link();
  help_.on_link();
  ask_whether_blocked();
  changed_ = true;
}

void Walk::on_line(const api::live::Line& line) {
  // Where the terminal missed something, it asks again for the one thing it is told.
  if (line.kind == api::live::Kind::kStartOver) ask_whether_blocked();
}

void Walk::touched(std::int64_t now_ms) {
  now_ms_ = now_ms;
  idle_.touched(now_ms);
}

bool Walk::wants_renewal() const {
  // Not before the first screen was drawn: the picture stands while the program is replaced.
  return nobody_is_left() && drawn_page_ == page_;
}

bool Walk::nobody_is_left() const {
  return gone_ && !visit_ && stage_ == Stage::kWelcome && way_home_.empty();
}

void Walk::stop() {
  if (holds_something()) back_to_welcome(Ending::kForgotten);
}

void Walk::go(Stage stage) {
  stage_ = stage;
  ++page_;
  changed_ = true;
}

void Walk::start(text::Language language) {
  somebody_was_here_ = true;
  gone_ = false;
  closing_language_ = language;
  visit_ = std::make_unique<Visit>(language, CheckInId::make(box_.now(), box_.random()));
  go(Stage::kSurname);
}

// Nothing of the client stays but what is on its way to the box.
void Walk::farewell(Ending ending) {
  if (visit_ && visit_->greeted) {
    const bool stopped = ending == Ending::kForgotten || ending == Ending::kHelp;
    way_home_.leave(visit_->check_in, ending,
                    stopped && visit_->arrived ? WayHome::IfAway::kSeal : WayHome::IfAway::kForget);
  }
  way_home_.nobody_waits();
  life_.renew();
  visit_.reset();
  waited();
  critical_since_ms_.reset();
  warning_ = false;
}

void Walk::back_to_welcome(Ending ending) {
  farewell(ending);
  help_.forget();
  gone_ = std::exchange(somebody_was_here_, false) || gone_;
  support_ = {};
  closing_language_ = text::Language::kEnglish;
  overwrite(closing_number_);
  look_ = usual_look_;
  go(Stage::kWelcome);
}

void Walk::help() {
  const bool greeted = visit_ && visit_->greeted;
  help_.call(greeted ? std::optional(visit_->check_in) : std::nullopt);
}

Busy Walk::busy() const {
  if (!waiting_since_ms_) return Busy::kNo;
  return wait_is_long_ ? Busy::kLong : Busy::kBriefly;
}

void Walk::draw(ui::Ui& ui) {
  // Nobody copies here what the next client could paste.
  if (ui.clipboard().write) ui.set_clipboard({});
  if (drawn_page_ != page_) {
    // The focus was on a widget of the screen before; one of the same name may be here too.
    ui.drop_focus();
    drawn_page_ = page_;
  }
  draw_screen(ui);
  draw_sheets(ui);
}

void Walk::draw_screen(ui::Ui& ui) {
  switch (stage_) {
    case Stage::kWelcome:
      return draw_welcome(ui);
    case Stage::kSurname:
      return draw_surname(ui);
    case Stage::kBirthDate:
      return draw_birth_date(ui);
    case Stage::kPhoneDigits:
      return draw_phone_digits(ui);
    case Stage::kDesk:
      return draw_desk(ui);
    case Stage::kHello:
      return draw_hello(ui);
    case Stage::kConfirm:
      return draw_confirm(ui);
    case Stage::kNewPhone:
      return draw_new_phone(ui);
    case Stage::kNewAddress:
      return draw_new_address(ui);
    case Stage::kConsentRead:
      return draw_consent_read(ui);
    case Stage::kConsentSign:
      return draw_consent_sign(ui);
    case Stage::kNotKept:
      return draw_not_kept(ui);
    case Stage::kQuestion:
      return draw_question(ui);
    case Stage::kSupport:
      return draw_support(ui);
    case Stage::kDone:
      return draw_done(ui);
  }
}

void Walk::draw_sheets(ui::Ui& ui) {
  using namespace screens::lobby;
  if (warning_) {
    // The touch that extends must not reach the screen below: the sheet stays until the finger is
    // lifted.
    const ui::InputFrame& input = ui.input();
    const bool answered = input.released || input.key || input.character != 0;
    switch (
        screens::lobby::draw(ui, IdleModel{language(), seconds_left_, visit_ && visit_->arrived})) {
      case IdleIntent::kFinish:
        if (visit_ && visit_->arrived) {
          done();
        } else {
          back_to_welcome(Ending::kForgotten);
        }
        return;
      case IdleIntent::kMoreTime:
        warning_ = false;
        return;
      case IdleIntent::kNone:
        if (answered) warning_ = false;
        return;
    }
  }
  const std::optional<HelpState> state = help_.sheet();
  if (!state) return;
  switch (
      screens::lobby::draw(ui, HelpCalledModel{language(), *state, stage_ == Stage::kWelcome})) {
    case HelpCalledIntent::kNone:
      break;
    case HelpCalledIntent::kClose:
      help_.close_sheet();
      break;
  }
}

}  // namespace alcove::flows::lobby

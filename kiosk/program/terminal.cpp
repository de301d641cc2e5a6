// SPDX-License-Identifier: Apache-2.0
#include "kiosk/program/terminal.h"

#include <fmt/format.h>

namespace alcove::program {

using screens::standing::Trouble;

Result<std::unique_ptr<Terminal>> Terminal::open(Parts parts, std::int64_t now_ms) {
  std::unique_ptr<Terminal> terminal(new Terminal(std::move(parts), now_ms));
  ALCOVE_TRY(terminal->start());
  return terminal;
}

Terminal::~Terminal() = default;

Result<void> Terminal::start() {
  if (parts_.files == nullptr) {
    tell_of_own_files(Trouble::kNoKeyFile);
    return {};
  }
  Result<std::optional<offline::Enrolled>> enrolled = parts_.files->load();
  // Also before a first run: a witness that does not open would stop it after the code is used.
  const Result<void> opens = enrolled ? witness_opens() : Result<void>(enrolled.error());
  if (!opens) {
    const std::optional<Trouble> trouble = flows::trouble_with_files(opens.error());
    if (!trouble) return opens.error();
    tell_of_own_files(*trouble);
    return {};
  }
  if (*enrolled) return work_as(std::move(**enrolled));
  begin_first_run();
  return {};
}

Result<void> Terminal::witness_opens() const {
  ALCOVE_TRY(offline::Witness::open(parts_.files->witness_file(), parts_.files->key(), parts_.clock,
                                    parts_.random));
  return {};
}

void Terminal::tell_of_own_files(Trouble trouble) {
  own_files_ = std::make_unique<flows::OwnFilesFlow>(
      flows::OwnFilesFlow::Parts{.trouble = trouble,
                                 .key_file = parts_.key_file.string(),
                                 .language = parts_.language,
                                 .touch_keyboard = parts_.touch_keyboard},
      [this] { enrol_anew_ = true; });
}

void Terminal::begin_first_run() {
  first_run_ = std::make_unique<flows::FirstRunFlow>(
      flows::FirstRunFlow::Parts{.files = *parts_.files,
                                 .queue = parts_.queue,
                                 .clock = parts_.clock,
                                 .random = parts_.random,
                                 .language = parts_.language,
                                 .touch_keyboard = parts_.touch_keyboard},
      [this](offline::Enrolled enrolled) { enrolled_ = std::move(enrolled); });
}

Result<void> Terminal::work_as(offline::Enrolled enrolled) {
  if (parts_.display && enrolled.station != wire::Station::kLobby) {
    return Error{ErrorCode::kForbidden,
                 {},
                 fmt::format("--display is for a terminal of the lobby; this one is {}",
                             wire::word_of(enrolled.station))};
  }
  ALCOVE_ASSIGN(box_, link::Box::open({.enrolled = std::move(enrolled),
                                       .files = *parts_.files,
                                       .queue = parts_.queue,
                                       .clock = parts_.clock,
                                       .random = parts_.random}));
  begin_work();
  box_->on_line([this](const api::live::Line& line) {
    if (staff_) staff_->on_line(line);
    if (lobby_) lobby_->on_line(line);
    if (display_) display_->on_line(line);
  });
  box_->on_link([this] {
    standing_->on_link();
    if (staff_) staff_->on_link();
    if (lobby_) lobby_->on_link();
    if (display_) display_->on_link();
    changed_ = true;
  });
  return {};
}

void Terminal::begin_work() {
  standing_ = std::make_unique<flows::StandingFlow>(*box_, [this] { enrol_anew_ = true; });
  if (parts_.display) {
    display_ = std::make_unique<flows::DisplayFlow>(*box_, now_ms_, parts_.look);
  } else if (box_->enrolled().station == wire::Station::kLobby) {
    lobby_ = std::make_unique<flows::LobbyFlow>(*box_, now_ms_, parts_.look);
  } else {
    staff_ = std::make_unique<flows::StaffShell>(
        flows::StaffShell::Parts{.box = *box_,
                                 .language = parts_.language,
                                 .touch_keyboard = parts_.touch_keyboard,
                                 .look = parts_.look,
                                 .make_flow = parts_.make_flow},
        now_ms_);
  }
}

void Terminal::enrol_anew() {
  display_.reset();
  lobby_.reset();
  staff_.reset();
  standing_.reset();
  box_.reset();
  if (own_files_) {
    if (!parts_.files->put_aside()) return own_files_->not_put_aside();
    own_files_.reset();
  } else {
    // What does not go away is overwritten when the terminal is enrolled.
    (void)parts_.files->forget();
  }
  begin_first_run();
}

std::optional<Trouble> Terminal::shown_trouble() const {
  if (!standing_) return std::nullopt;
  const std::optional<Trouble> trouble = standing_->trouble();
  if (!trouble || flows::stops_work(*trouble)) return trouble;
  // Who is signed in goes on working, and clients are sent to the desk, as while the box is away.
  if (!staff_ || staff_->signed_in()) return std::nullopt;
  return trouble;
}

void Terminal::stop_for(Trouble trouble) {
  if (!flows::stops_work(trouble)) return;
  if (staff_ && staff_->signed_in()) staff_->leave([this] { changed_ = true; });
  // Whoever stood there is asked to see the desk; nothing of them stays.
  if (lobby_) lobby_->stop();
}

bool Terminal::wants_renewal() const {
  if (parts_.files == nullptr) return offline::read_key_file(parts_.key_file).ok();
  if (!lobby_) return false;
  return shown_trouble() ? stop_is_drawn_ && lobby_->stopped_and_gone() : lobby_->wants_renewal();
}

std::string Terminal::name() const {
  return box_ ? box_->enrolled().name : std::string();
}

void Terminal::draw(ui::Ui& ui) {
  if (own_files_) return own_files_->draw(ui);
  if (first_run_) return first_run_->draw(ui);
  stop_is_drawn_ = shown_trouble().has_value();
  if (stop_is_drawn_) {
    if (staff_) staff_->hide();
    const text::Language language = staff_ ? staff_->language() : parts_.language;
    const screens::sign_in::Place place{
        .clinic = box_->clinic().empty() ? "Alcove" : box_->clinic(),
        .station = box_->enrolled().name,
        .connection = {},
        .touch_keyboard = parts_.touch_keyboard,
        .damage = flows::damage_words(*box_, language, flows::Telling::kFully)};
    return standing_->draw(ui, place, language);
  }
  if (staff_) staff_->draw(ui);
  if (lobby_) lobby_->draw(ui);
  if (display_) display_->draw(ui);
}

void Terminal::touched(std::int64_t now_ms) {
  if (staff_) staff_->touched(now_ms);
  if (lobby_) lobby_->touched(now_ms);
}

bool Terminal::turn(std::int64_t now_ms) {
  const bool came = box_ && box_->turn();
  const bool due = (staff_ && staff_->take_change(now_ms)) || (lobby_ && lobby_->take_change()) ||
                   (display_ && display_->take_change());
  return std::exchange(changed_, false) || came || due;
}

std::int64_t Terminal::tick(std::int64_t now_ms) {
  now_ms_ = now_ms;
  if (enrolled_) {
    offline::Enrolled enrolled = std::move(*enrolled_);
    enrolled_.reset();
    first_run_.reset();
    // A witness or spool that does not open: the disk. Said by the program's end.
    const Result<void> works = work_as(std::move(enrolled));
    if (!works) throw Fault(works.error());
    changed_ = true;
  }
  if (std::exchange(enrol_anew_, false)) {
    enrol_anew();
    changed_ = true;
  }
  if (const std::optional<Trouble> trouble = shown_trouble()) stop_for(*trouble);
  std::int64_t sleep = -1;
  if (staff_) sleep = staff_->tick(now_ms);
  if (lobby_) sleep = lobby_->tick(now_ms);
  if (display_) sleep = display_->tick(now_ms);
  if (changed_) sleep = 0;
  return sleep;
}

ui::Look Terminal::look() const {
  if (lobby_ && !shown_trouble()) return lobby_->look();
  if (display_ && !shown_trouble()) return display_->look();
  ui::Look look = staff_ ? staff_->look() : parts_.look;
  look.density = ui::Density::kStaff;
  return look;
}

void Terminal::leave(std::function<void()> done) {
  if (staff_) return staff_->leave(std::move(done));
  done();
}

}  // namespace alcove::program

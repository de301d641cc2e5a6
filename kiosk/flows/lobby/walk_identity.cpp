// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/lobby/walk.h"
#include "kiosk/flows/station_flow.h"
#include "kiosk/screens/lobby/welcome.h"
#include "kiosk/text/rules_language.h"

namespace alcove::flows::lobby {
namespace {

using namespace screens::lobby;
using api::check_in::Ending;

// The box holds every answer for a second; a box that takes much longer is as good as away.
constexpr std::chrono::milliseconds kIdentifyWithin{6000};
constexpr std::chrono::milliseconds kArriveWithin{5000};

std::string trimmed(const std::string& text) {
  const std::size_t from = text.find_first_not_of(' ');
  if (from == std::string::npos) return {};
  return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

}  // namespace

bool Walk::open_for_check_in() const {
  return box_.there() && box_.standing().standing == offline::Standing::kGoing;
}

bool Walk::blocked() const {
  return blocked_until_ && *blocked_until_ > box_.now();
}

void Walk::ask_whether_blocked() {
  if (!box_.there()) return;
  box_.ask(own_, api::check_in::terminal, wire::Nothing{},
           [this](const Result<api::check_in::TerminalReply>& reply) {
             if (!reply) return;
             blocked_until_ = reply->blocked_until;
             changed_ = true;
           });
}

void Walk::draw_welcome(ui::Ui& ui) {
  if (blocked()) return draw_desk(ui);
  std::string damage = damage_words(box_, text::Language::kEnglish, Telling::kInShort);
  if (!damage.empty()) {
    damage += "\n" + damage_words(box_, text::Language::kSpanish, Telling::kInShort);
  }
  const WelcomeModel model{
      .clinic = box_.clinic(),
      .now = box_.zone().to_local(box_.now()),
      .language = text::Language::kEnglish,
      .check_in = open_for_check_in() ? CheckInHere::kOpen : CheckInHere::kAtDesk,
      .damage = damage};
  switch (screens::lobby::draw(ui, model)) {
    case WelcomeIntent::kNone:
      break;
    case WelcomeIntent::kEnglish:
      start(text::Language::kEnglish);
      break;
    case WelcomeIntent::kSpanish:
      start(text::Language::kSpanish);
      break;
    case WelcomeIntent::kTextSize:
      look_.text_size = ui::next_text_size(look_.text_size);
      break;
    case WelcomeIntent::kContrast:
      look_.contrast =
          look_.contrast == ui::Contrast::kNormal ? ui::Contrast::kHigh : ui::Contrast::kNormal;
      break;
    case WelcomeIntent::kHelp:
      help();
      break;
  }
}

void Walk::draw_surname(ui::Ui& ui) {
  visit_->surname.language = visit_->language;
  switch (screens::lobby::draw(ui, visit_->surname)) {
    case Step::kNone:
      break;
    case Step::kBack:
      // A name went to the box and was refused: the program begins anew, as after everybody.
      if (visit_->tries > 0) return back_to_welcome(Ending::kForgotten);
      // To another language, text size or contrast; what the reader chose stays until then.
      farewell(Ending::kForgotten);
      go(Stage::kWelcome);
      break;
    case Step::kHelp:
      help();
      break;
    case Step::kNext:
      go(Stage::kBirthDate);
      break;
  }
}

void Walk::draw_birth_date(ui::Ui& ui) {
  visit_->birth.language = visit_->language;
  visit_->birth.today = date_of(box_.zone().to_local(box_.now()));
  switch (screens::lobby::draw(ui, visit_->birth)) {
    case Step::kNone:
      break;
    case Step::kBack:
      go(Stage::kSurname);
      break;
    case Step::kHelp:
      help();
      break;
    case Step::kNext:
      go(Stage::kPhoneDigits);
      break;
  }
}

void Walk::draw_phone_digits(ui::Ui& ui) {
  visit_->phone.language = visit_->language;
  switch (screens::lobby::draw(ui, visit_->phone)) {
    case Step::kNone:
      break;
    case Step::kBack:
      // What is under way is no longer waited for: the box knows the same attempt again.
      life_.renew();
      visit_->phone.looking = false;
      go(Stage::kBirthDate);
      break;
    case Step::kHelp:
      help();
      break;
    case Step::kNext:
      identify();
      break;
  }
}

void Walk::identify() {
  const std::optional<LocalDate> born = visit_->birth.entry.date(visit_->birth.today);
  if (!born) return go(Stage::kBirthDate);
  visit_->phone.looking = true;
  box_.ask(life_, api::check_in::identify,
           api::check_in::IdentifyRequest{.check_in = visit_->check_in,
                                          .language = text::rules_language(visit_->language),
                                          .surname = trimmed(visit_->surname.surname),
                                          .birth_date = *born,
                                          .last_four = visit_->phone.digits},
           [this](const Result<api::check_in::IdentifyReply>& reply) { identified(reply); },
           {.within = kIdentifyWithin});
}

void Walk::identified(const Result<api::check_in::IdentifyReply>& reply) {
  if (!reply || !reply->matched || !reply->greeting_name || !reply->start) return refused();
  visit_->greeted = true;
  visit_->hello.language = visit_->language;
  visit_->hello.name = *reply->greeting_name;
  visit_->hello.time = *reply->start;
  visit_->phone.looking = false;
  go(Stage::kHello);
}

// Whatever the reason was, also a box that did not answer: the same screen. What was typed goes at
// once, the attempt stays the same one.
void Walk::refused() {
  auto again = std::make_unique<Visit>(visit_->language, visit_->check_in);
  again->tries = visit_->tries + 1;
  visit_ = std::move(again);
  ask_whether_blocked();
  go(Stage::kDesk);
}

void Walk::draw_desk(ui::Ui& ui) {
  switch (screens::lobby::draw(ui, SeeDeskModel{language(), !blocked()})) {
    case SeeDeskIntent::kNone:
      break;
    case SeeDeskIntent::kHelp:
      help();
      break;
    case SeeDeskIntent::kRestart: {
      const bool again =
          visit_ && visit_->tries < api::check_in::kTriesOfOneAttempt && open_for_check_in();
      if (again) {
        go(Stage::kSurname);
      } else {
        back_to_welcome(Ending::kForgotten);
      }
      break;
    }
  }
}

void Walk::draw_hello(ui::Ui& ui) {
  visit_->hello.busy = busy();
  switch (screens::lobby::draw(ui, visit_->hello)) {
    case HelloIntent::kNone:
      break;
    case HelloIntent::kNotMe:
      // Somebody else's name stood here: the desk goes on.
      farewell(Ending::kNotMe);
      go(Stage::kDesk);
      break;
    case HelloIntent::kHelp:
      help();
      break;
    case HelloIntent::kGoOn:
      if (visit_->arrived) {
        show_detail(0);
      } else {
        arrive();
      }
      break;
  }
}

void Walk::arrive() {
  wait();
  box_.ask(life_, api::check_in::arrive, api::check_in::ThisVisit{visit_->check_in},
           [this](Result<api::check_in::ArriveReply> reply) { arrived(std::move(reply)); },
           {.within = kArriveWithin});
}

void Walk::arrived(Result<api::check_in::ArriveReply> reply) {
  if (!reply) {
    farewell(Ending::kHelp);
    return go(Stage::kDesk);
  }
  visit_->arrived = true;
  visit_->forms = std::move(reply).value();
  visit_->said.resize(visit_->details());
  // Now, while the box is surely there: after this the client can go on without it.
  ask_questionnaires([this] { show_detail(0); });
}

}  // namespace alcove::flows::lobby

// SPDX-License-Identifier: Apache-2.0
#include "tests/lobby/lobby_screen.h"

#include <thread>

namespace alcove::testing {

using namespace std::chrono_literals;

namespace {

void must(bool so) {
  if (!so) throw tests::UiDriverError("the next screen did not come");
}

}  // namespace

LobbyScreen::LobbyScreen(const std::filesystem::path& folder,
                         const std::filesystem::path& key_file) {
  files.emplace(offline::TerminalFiles::open(folder, key_file, random).value());
}

void LobbyScreen::restart() {
  ui.reset();
  flow.reset();
  box.reset();
  box = link::Box::open({.enrolled = files->load().value().value(),
                         .files = *files,
                         .queue = queue,
                         .clock = clock,
                         .random = random})
            .value();
  flow = std::make_unique<flows::LobbyFlow>(*box, now_ms);
  box->on_link([this] { flow->on_link(); });
  box->on_line([this](const api::live::Line& line) { flow->on_line(line); });
  ui = std::make_unique<tests::UiDriver>(flow->look(), [this](ui::Ui& into) { flow->draw(into); });
}

void LobbyScreen::turn() {
  box->turn();
  queue.run();
  flow->tick(now_ms);
  if (flow->look() != ui->ui().theme().look()) ui->change_look(flow->look());
  ui->turn();
}

bool LobbyScreen::wait_for(const std::function<bool()>& so) {
  const auto end = std::chrono::steady_clock::now() + 60s;
  while (std::chrono::steady_clock::now() < end) {
    turn();
    if (so()) return true;
    std::this_thread::sleep_for(5ms);
  }
  return false;
}

bool LobbyScreen::sees_widget(const std::string& widget) {
  return wait_for([&] { return ui->shows(widget); });
}

bool LobbyScreen::sees(const std::string& text) {
  return wait_for([&] { return ui->shows_text(text); });
}

void LobbyScreen::touch(const std::string& widget) {
  const bool there = wait_for([&] { return ui->shows(widget) && ui->widget(widget).enabled; });
  if (!there) throw tests::UiDriverError(widget + " cannot be touched");
  flow->touched(now_ms);
  ui->click(widget);
  turn();
}

void LobbyScreen::type(const std::string& widget, const std::string& text) {
  touch(widget);
  ui->type(text);
}

void LobbyScreen::type_digits(const std::string& figures) {
  for (const char figure : figures) touch(std::string("digit_") + figure);
}

void LobbyScreen::after_ms(std::int64_t time_ms) {
  now_ms += time_ms;
  turn();
}

void LobbyScreen::identify(const std::string& surname, const std::string& born,
                           const std::string& last_four) {
  type("surname", surname);
  touch("next");
  must(sees_widget("birth_month"));
  type_digits(born);
  touch("next");
  must(sees_widget("phone_digits"));
  type_digits(last_four);
  touch("next");
}

void LobbyScreen::greeted(const std::string& language) {
  touch(language);
  identify();
  must(sees_widget("not_me"));
}

void LobbyScreen::arrive() {
  touch("next");
  must(sees_widget("still_right"));
}

void LobbyScreen::confirm_details() {
  for (int i = 0; i < 2; ++i) {
    touch("still_right");
    touch("next");
  }
  must(sees_widget("talk_first"));
}

void LobbyScreen::sign(const std::string& name) {
  const bool read = wait_for([&] {
    ui->wheel("consent_text", -20);
    return ui->widget("next").enabled;
  });
  must(read);
  touch("next");
  type("signer_name", name);
  ui->key(ui::Key::kEnter);
  turn();
  const ui::Rect pad = ui->widget("signature").visible_part;
  std::vector<ui::Point> hand;
  for (int i = 0; i < 60; ++i) {
    const float t = static_cast<float>(i) / 60.0F;
    hand.push_back({pad.x + pad.width * (0.2F + 0.5F * t),
                    pad.y + pad.height * (0.3F + 0.3F * static_cast<float>(i % 7) / 7.0F)});
  }
  ui->drag(hand);
  touch("next");
  must(sees_widget("choice_0"));
}

void LobbyScreen::answer(int points) {
  touch(points < 0 ? "decline" : "choice_" + std::to_string(points));
  touch("next");
}

void LobbyScreen::answer_all(std::initializer_list<int> points) {
  for (const int one : points) answer(one);
}

}  // namespace alcove::testing

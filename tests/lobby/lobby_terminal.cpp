// SPDX-License-Identifier: Apache-2.0
#include "tests/lobby/lobby_terminal.h"

#include <catch2/catch.hpp>
#include <thread>

#include "shared/api/clients.h"
#include "shared/api/help_calls.h"
#include "shared/base/durable_file.h"

namespace alcove::testing {

using namespace std::chrono_literals;

LobbyTerminal::LobbyTerminal() : cable(clinic.clinic->port()) {
  const auto add = [&](const char* name, access::RoleSet roles) {
    return clinic.add_person({.sign_in_name = name,
                              .display_name = std::string(name) + " tester",
                              .credential = "LCSW",
                              .roles = roles});
  };
  add("mia", {api::Role::kFrontDesk});
  brandt_id = add("brandt", {api::Role::kClinician});
  desk.emplace(clinic, wire::Station::kFrontDesk, "Desk", "mia");
  brandt.emplace(clinic, wire::Station::kTherapyRoom, "Room 1", "brandt");
  register_and_book();
  const auto key_file = files_folder / "key";
  ALCOVE_CHECK(replace_file(key_file, Bytes(32, 0x42)).ok());
  files.emplace(
      offline::TerminalFiles::open(files_folder / "terminal", key_file, clinic.random).value());
  const ServedClinic::Terminal enrolled = clinic.enrol(wire::Station::kLobby, "Lobby");
  ALCOVE_CHECK(files
                   ->save({.device = enrolled.device,
                           .name = "Lobby",
                           .station = wire::Station::kLobby,
                           .server = {"127.0.0.1", cable.port()},
                           .identity = enrolled.identity})
                   .ok());
  restart_terminal();
  ALCOVE_CHECK(
      wait_for([&] { return box->there() && box->about().has_value() && !box->clinic().empty(); }));
}

void LobbyTerminal::restart_terminal() {
  ui.reset();
  flow.reset();
  box.reset();
  box = link::Box::open({.enrolled = files->load().value().value(),
                         .files = *files,
                         .queue = queue,
                         .clock = clinic.clock,
                         .random = clinic.random})
            .value();
  flow = std::make_unique<flows::LobbyFlow>(*box, now_ms);
  box->on_link([this] { flow->on_link(); });
  box->on_line([this](const api::live::Line& line) { flow->on_line(line); });
  ui = std::make_unique<tests::UiDriver>(flow->look(), [this](ui::Ui& into) { flow->draw(into); });
}

void LobbyTerminal::register_and_book() {
  api::clients::RegisterRequest request;
  request.client = ClientId::make(clinic.clock.now(), clinic.random);
  request.details.legal_given = "Lucía";
  request.details.legal_family = "Morales";
  request.details.birth_date = parse_date("1986-04-17").value();
  request.details.residence = api::clients::Residence::kAddress;
  request.details.address = api::clients::Address{"221 Main St", "", "Buffalo", "NY", "14201"};
  request.details.phones.push_back({PhoneId::make(clinic.clock.now(), clinic.random),
                                    api::clients::PhoneKind::kMobile, "716-555-2233", true});
  client = desk->must(api::clients::register_client, request).id;
  const auto now = clinic.zone.to_local(clinic.clock.now());
  const auto day = std::chrono::floor<std::chrono::days>(now);
  appointment = AppointmentId::make(clinic.clock.now(), clinic.random);
  desk->must(
      api::appointments::book,
      {.appointment = appointment,
       .client = client,
       .clinician = brandt_id,
       .room = std::nullopt,
       .service = desk->must(api::clinic_setup::read, {}).services.at(0).id,
       .start = std::chrono::floor<std::chrono::minutes>(day + ((now - day) / 5min + 3) * 5min),
       .minutes = 50});
}

void LobbyTerminal::turn() {
  box->turn();
  queue.run();
  flow->tick(now_ms);
  if (flow->look() != ui->ui().theme().look()) ui->change_look(flow->look());
  ui->turn();
}

bool LobbyTerminal::wait_for(const std::function<bool()>& so) {
  const auto end = std::chrono::steady_clock::now() + 10s;
  while (std::chrono::steady_clock::now() < end) {
    turn();
    if (so()) return true;
    std::this_thread::sleep_for(1ms);
  }
  return false;
}

bool LobbyTerminal::sees(const std::string& text) {
  return wait_for([&] { return ui->shows_text(text); });
}

bool LobbyTerminal::sees_widget(const std::string& widget) {
  return wait_for([&] { return ui->shows(widget); });
}

void LobbyTerminal::touch(const std::string& widget) {
  const bool there = wait_for([&] { return ui->shows(widget) && ui->widget(widget).enabled; });
  if (!there) throw tests::UiDriverError(widget + " cannot be touched");
  flow->touched(now_ms);
  ui->click(widget);
  turn();
}

void LobbyTerminal::type(const std::string& widget, const std::string& text) {
  touch(widget);
  ui->type(text);
}

void LobbyTerminal::type_digits(const std::string& figures) {
  for (const char figure : figures) touch(std::string("digit_") + figure);
}

void LobbyTerminal::after_ms(std::int64_t time_ms) {
  now_ms += time_ms;
  turn();
}

void LobbyTerminal::identify(const std::string& surname, const std::string& born,
                             const std::string& last_four) {
  type("surname", surname);
  touch("next");
  ALCOVE_CHECK(sees_widget("birth_month"));
  type_digits(born);
  touch("next");
  ALCOVE_CHECK(sees_widget("phone_digits"));
  type_digits(last_four);
  touch("next");
}

void LobbyTerminal::greeted(const std::string& language) {
  touch(language);
  identify();
  ALCOVE_CHECK(sees_widget("not_me"));
}

void LobbyTerminal::arrive() {
  touch("next");
  ALCOVE_CHECK(sees_widget("still_right"));
}

void LobbyTerminal::confirm_details() {
  for (int i = 0; i < 2; ++i) {
    touch("still_right");
    touch("next");
  }
  ALCOVE_CHECK(sees_widget("talk_first"));
}

void LobbyTerminal::sign() {
  const bool read = wait_for([&] {
    ui->wheel("consent_text", -20);
    return ui->widget("next").enabled;
  });
  ALCOVE_CHECK(read);
  touch("next");
  type("signer_name", "Lucía Morales");
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
  ALCOVE_CHECK(sees_widget("choice_0"));
}

void LobbyTerminal::answer(int points) {
  touch(points < 0 ? "decline" : "choice_" + std::to_string(points));
  touch("next");
}

void LobbyTerminal::answer_all(std::initializer_list<int> points) {
  for (const int one : points) answer(one);
}

api::check_in::OfClientReply LobbyTerminal::panel() {
  return desk->must(api::check_in::of_client, {client});
}

std::optional<api::questionnaires::ResultReply> LobbyTerminal::result_of(
    rules::InstrumentId instrument) {
  const auto scores =
      brandt->must(api::questionnaires::scores, {.client = client, .next = std::nullopt});
  for (const auto& line : scores.items) {
    if (line.instrument != instrument) continue;
    return brandt->must(api::questionnaires::result, {line.questionnaire});
  }
  return std::nullopt;
}

std::int64_t LobbyTerminal::calls_for_help() {
  return static_cast<std::int64_t>(desk->must(api::check_in::help_calls, {}).items.size());
}

}  // namespace alcove::testing

// SPDX-License-Identifier: Apache-2.0
#include "tests/lobby/lobby_terminal.h"

#include <catch2/catch.hpp>

#include "shared/api/clients.h"
#include "shared/api/help_calls.h"
#include "shared/base/durable_file.h"

namespace alcove::testing {

using namespace std::chrono_literals;

LobbyPlace::LobbyPlace() : cable(clinic.clinic->port()) {
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
  desk_listens.emplace(clinic.clinic->listeners(), DeviceId(), wire::Station::kFrontDesk);
  client = add_client("Lucía", "Morales");
  const auto key_file = folder / "key";
  ALCOVE_CHECK(replace_file(key_file, Bytes(32, 0x42)).ok());
  const auto files =
      offline::TerminalFiles::open(folder / "terminal", key_file, clinic.random).value();
  const ServedClinic::Terminal enrolled = clinic.enrol(wire::Station::kLobby, "Lobby");
  ALCOVE_CHECK(files
                   .save({.device = enrolled.device,
                          .name = "Lobby",
                          .station = wire::Station::kLobby,
                          .server = {"127.0.0.1", cable.port()},
                          .identity = enrolled.identity})
                   .ok());
}

ClientId LobbyPlace::add_client(const std::string& given, const std::string& family,
                                const std::string& born, const std::string& phone) {
  api::clients::RegisterRequest request;
  request.client = ClientId::make(clinic.clock.now(), clinic.random);
  request.details.legal_given = given;
  request.details.legal_family = family;
  request.details.birth_date = parse_date(born).value();
  request.details.residence = api::clients::Residence::kAddress;
  request.details.address = api::clients::Address{"221 Main St", "", "Buffalo", "NY", "14201"};
  if (!phone.empty()) {
    request.details.phones.push_back({PhoneId::make(clinic.clock.now(), clinic.random),
                                      api::clients::PhoneKind::kMobile, phone, true});
  }
  if (booked > 0) request.not_the_same_as = {client};
  const ClientId made = desk->must(api::clients::register_client, request).id;
  const auto now = clinic.zone.to_local(clinic.clock.now());
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const auto start = day + ((now - day) / 5min + 3) * 5min + booked * 15min;
  ++booked;
  desk->must(api::appointments::book,
             {.appointment = AppointmentId::make(clinic.clock.now(), clinic.random),
              .client = made,
              .clinician = brandt_id,
              .room = std::nullopt,
              .service = desk->must(api::clinic_setup::read, {}).services.at(0).id,
              .start = std::chrono::floor<std::chrono::minutes>(start),
              .minutes = 15});
  return made;
}

LobbyTerminal::LobbyTerminal() : LobbyScreen(folder / "terminal", folder / "key") {
  restart();
  ALCOVE_CHECK(
      wait_for([&] { return box->there() && box->about().has_value() && !box->clinic().empty(); }));
}

void LobbyTerminal::pull() {
  cable.pull();
  REQUIRE(wait_for([&] { return !box->there(); }));
}

void LobbyTerminal::put_in() {
  cable.put_in();
  REQUIRE(wait_for([&] { return box->there() && box->waiting() == 0; }));
}

void LobbyTerminal::up_to_questions() {
  greeted();
  arrive();
  confirm_details();
  sign();
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

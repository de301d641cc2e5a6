// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/check_in_forms.h"
#include "tests/desk/desk_terminal.h"

// What becomes of a visit and of a client's corrections, button by button.

namespace alcove::tests {
namespace {

using State = api::appointments::AppointmentState;
using namespace api::check_in;

// The client in the lobby says who she is and that this is her.
struct InTheLobby {
  InTheLobby(DeskClinic& clinic, const std::string& surname)
      : at(clinic), lobby(clinic.at, wire::Station::kLobby, "Lobby") {
    id = clinic.new_id<CheckInId>();
    const IdentifyReply reply =
        lobby.must(identify, {.check_in = id,
                              .language = rules::Language::kEnglish,
                              .surname = surname,
                              .birth_date = parse_date("1986-04-17").value(),
                              .last_four = "0133"});
    REQUIRE(reply.matched);
    arrived = lobby.must(arrive, {id});
  }
  ProposalId corrects_phone(const std::string& number) {
    const auto proposal = at.new_id<ProposalId>();
    lobby.must(propose, {.check_in = id,
                         .proposal = proposal,
                         .phone = arrived.phones.at(0).phone,
                         .number = number,
                         .address = {}});
    return proposal;
  }
  ProposalId corrects_address(const std::string& street) {
    const auto proposal = at.new_id<ProposalId>();
    api::clients::Address address;
    address.line1 = street;
    address.city = "Buffalo";
    address.state = "NY";
    address.postal_code = "14201";
    lobby.must(
        propose,
        {.check_in = id, .proposal = proposal, .phone = {}, .number = {}, .address = address});
    return proposal;
  }

  DeskClinic& at;
  ServedTerminal lobby;
  CheckInId id;
  ArriveReply arrived;
};

TEST_CASE("of two corrections the desk accepts one and keeps the old of the other") {
  DeskClinic clinic;
  const ClientId lucia = clinic.add_client("Lucía", "Morales");
  const auto visit = clinic.book(lucia, clinic.today_at(13), clinic.room_2);
  InTheLobby client(clinic, "Morales");
  const ProposalId phone = client.corrects_phone("716-555-0181");
  const ProposalId address = client.corrects_address("12 Elm Street");

  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.until_shows("accept_" + phone.text()));
  CHECK(desk.driver->shows_text("(716) 555-0133"));
  CHECK(desk.driver->shows_text("(716) 555-0181"));
  CHECK(desk.driver->shows_text("12 Elm Street"));
  REQUIRE(desk.press("accept_" + phone.text()));
  REQUIRE(desk.until_gone("accept_" + phone.text()));
  // The other one has moved up; the second press of a double click is not for it.
  desk.driver->click_at(desk.driver->widget("accept_" + address.text()).rect.center());
  REQUIRE(desk.press("keep_" + address.text()));
  REQUIRE(desk.until_gone("keep_" + address.text()));
  CHECK_FALSE(desk.driver->shows_text("Changes to review"));

  const auto record = clinic.other_desk->must(api::clients::open, {lucia});
  REQUIRE(record.details.phones.size() == 1);
  CHECK(record.details.phones[0].number == "(716) 555-0181");
  CHECK_FALSE(record.details.address);
  CHECK(record.revision == 2);
}

TEST_CASE("who does not come is a no-show, and who leaves again has left unseen") {
  DeskClinic clinic;
  const auto early =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(9), clinic.room_2);
  const auto later = clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"),
                                 clinic.today_at(15), clinic.room_4);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(later));
  CHECK_FALSE(desk.driver->shows("mark_no_show"));  // it has not begun
  REQUIRE(desk.choose(early));
  REQUIRE(desk.press("mark_no_show"));
  REQUIRE(desk.until_state("No-show"));

  desk.driver->click(desk.row(later));
  REQUIRE(desk.press("next_step"));
  REQUIRE(desk.until_state("Arrived"));
  REQUIRE(desk.press("mark_left"));
  REQUIRE(desk.until_state("Left without being seen"));
  REQUIRE(desk.press("undo"));
  REQUIRE(desk.until_shows("quick_2"));
  CHECK(desk.driver->widget("quick_2").value == "The client came back");
  desk.driver->key(ui::Key::kEscape);
  REQUIRE(desk.until_gone("quick_2"));

  CHECK(clinic.look(early).row.appointment.state == State::kNoShow);
  CHECK(clinic.look(later).row.appointment.state == State::kLeftWithoutBeingSeen);
}

TEST_CASE("a visit that waits gets another room, and not one where somebody else is") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(13), clinic.room_2);
  clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"), clinic.today_at(13), clinic.room_4,
              clinic.reyes);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("next_step"));
  REQUIRE(desk.until_state("Arrived"));
  REQUIRE(desk.press("another_room"));
  REQUIRE(desk.until_shows("room_choice_1"));
  desk.driver->click("room_choice_1");
  REQUIRE(desk.until_gone("room_choice_1"));
  REQUIRE(desk.until_shows("toast"));
  CHECK(clinic.look(visit).row.appointment.room == clinic.room_2);

  ServedTerminal admin(clinic.at, wire::Station::kFrontDesk, "Office 2", "adam");
  const RoomId free =
      admin.must(api::clinic_setup::add_room, {clinic.new_id<RoomId>(), "Room 6", false}).id;
  REQUIRE(desk.press("another_room"));
  REQUIRE(desk.until_shows("room_choice_2"));
  desk.driver->click("room_choice_2");
  REQUIRE(desk.until([&] { return desk.driver->shows_text("Room 6"); }));
  CHECK(clinic.look(visit).row.appointment.room == free);
}

TEST_CASE("a visit that never was one is marked as a mistake, only with words") {
  DeskClinic clinic;
  const auto visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(13), clinic.room_2);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("cancel"));
  REQUIRE(desk.until_shows("by_mistake"));
  desk.driver->click("by_mistake");
  CHECK_FALSE(desk.driver->widget("cancel_do").enabled);
  desk.driver->type("reason", "Booked for the other Ana");
  REQUIRE(desk.press("cancel_do"));
  REQUIRE(desk.until_gone("cancel_sheet"));
  REQUIRE(desk.until_state("Entered by mistake"));

  const auto seen = clinic.look(visit);
  CHECK(seen.row.appointment.state == State::kEnteredInError);
  CHECK(seen.history.back().reason == "Booked for the other Ana");
}

}  // namespace
}  // namespace alcove::tests

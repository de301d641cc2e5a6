// SPDX-License-Identifier: Apache-2.0
#include "shared/api/check_in_correction.h"
#include "shared/api/check_in_forms.h"
#include "tests/room/room_clinic.h"

// In the chart: what somebody else answered is said to be theirs, and what came from another record
// says so.

namespace alcove::tests {
namespace {

using namespace api::check_in;
namespace asked = api::questionnaires;

// Ana Soto answered as Lucía Morales; both see L. Brandt today.
struct AnsweredInLuciasName : RoomClinic {
  AnsweredInLuciasName() {
    ana = add_client("Ana", "Soto");
    anas = book(ana, today_at(14), room_4);
    ServedTerminal lobby(at, wire::Station::kLobby, "Lobby");
    check_in = new_id<CheckInId>();
    REQUIRE(lobby
                .must(identify, {.check_in = check_in,
                                 .language = rules::Language::kEnglish,
                                 .surname = "Morales",
                                 .birth_date = parse_date("1986-04-17").value(),
                                 .last_four = "0133"})
                .matched);
    lobby.must(arrive, {check_in});
    const auto open = lobby.must(asked::open, {check_in}).items;
    const auto items = rules::instrument(open.at(0).instrument).item_loinc;
    for (std::size_t i = 0; i + 1 < items.size(); ++i) {
      lobby.must(asked::answer, {.questionnaire = open.at(0).questionnaire,
                                 .number = static_cast<std::int64_t>(i) + 1,
                                 .item = std::string(items[i]),
                                 .kind = rules::AnswerKind::kPoints,
                                 .points = 2,
                                 .confirmed_at = at.clock.now()});
    }
    lobby.must(finish, {check_in, Ending::kDone});
  }
  void correct_at_desk() {
    const auto seen = other_desk->must(preview_correction, {check_in, anas});
    other_desk->must(correct, {.check_in = check_in,
                               .right = anas,
                               .moved = new_id<CheckInId>(),
                               .wrong_revision = seen.wrong_revision,
                               .right_revision = seen.right_revision,
                               .reason = "a friend answered"});
  }

  ClientId ana;
  AppointmentId anas;
  CheckInId check_in;
};

TEST_CASE("a clinician says in the chart that somebody else answered, and it goes to their visit") {
  AnsweredInLuciasName clinic;
  RoomTerminal room(clinic);
  REQUIRE(room.press("visit_0"));
  REQUIRE(room.press("answers"));
  REQUIRE(room.until([&] {  // it stands below all that was answered
    if (room.driver->shows("answers_sheet_scroll")) {
      room.driver->wheel("answers_sheet_scroll", -40);
    }
    return room.driver->shows("somebody_else");
  }));
  REQUIRE(room.press("somebody_else"));
  REQUIRE(room.press("who"));
  REQUIRE(room.press("who_choice_0"));
  REQUIRE(room.says("goes to Ana Soto."));
  REQUIRE(room.press("quick_0"));
  REQUIRE(room.press("correct_do"));
  REQUIRE(room.until([&] { return !room.driver->shows("answers_sheet"); }));
  // The trend has nothing of it any more; reading it is a step of its own.
  REQUIRE(room.shows("in_error"));
  CHECK(room.says("2 questionnaires were somebody else"));
  CHECK_FALSE(room.driver->shows("score"));
  const auto moved = clinic.reader->must(asked::scores, {.client = clinic.ana, .next = {}}).items;
  REQUIRE(moved.size() == 2);
  CHECK(clinic.look(clinic.anas).row.appointment.state == rules::AppointmentState::kArrived);
}

TEST_CASE(
    "what somebody else answered is read from a list of its own, with who marked it and why") {
  AnsweredInLuciasName clinic;
  clinic.correct_at_desk();
  RoomTerminal room(clinic);
  REQUIRE(room.press("visit_0"));
  REQUIRE(room.press("in_error"));
  REQUIRE(room.says("Marked by Mia Ortiz"));
  CHECK(room.says("a friend answered"));
  CHECK_FALSE(room.driver->shows_text("Soto"));
  REQUIRE(room.press("in_error_0"));
  REQUIRE(room.says("Answered by somebody else"));
  CHECK_FALSE(room.driver->shows("somebody_else"));
}

TEST_CASE("in the right chart the answers say that they came from another record, not whose") {
  AnsweredInLuciasName clinic;
  clinic.correct_at_desk();
  RoomTerminal room(clinic);
  REQUIRE(room.press("visit_1"));
  REQUIRE(room.says("from"));
  REQUIRE(room.press("answers"));
  REQUIRE(room.says("This comes from another record. Mia Ortiz moved it here"));
  CHECK_FALSE(room.driver->shows_text("Morales"));
}

}  // namespace
}  // namespace alcove::tests

// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/clinic_setup.h"
#include "tests/app/wrong_client.h"

// Twins who each checked in as the other, and the desk puts both right, one after the other.

using namespace alcove;
using alcove::api::check_in::ArrivalChange;
using alcove::testing::WrongClient;
using rules::AppointmentState;
namespace forms = alcove::api::check_in;
namespace asked = alcove::api::questionnaires;
using rules::InstrumentId;

namespace {

// Ann and Bea Lee, and Cyd, of the same birth date. Bea sits there with Ann's figures, then Ann
// with Bea's.
struct Twins : WrongClient {
  struct Said {
    CheckInId check_in;
    std::optional<std::string> number;  // that the person was told
  };
  Twins() {
    ann = add_client("Ann", "Lee", "716-555-1001");
    bea = add_client("Bea", "Lee", "716-555-1002");
    cyd = add_client("Cyd", "Lee", "716-555-1003");
    const StaffId nora_id = add("nora", {api::Role::kClinician});
    nora.emplace(at, wire::Station::kTherapyRoom, "Room 3", "nora");
    anns = book(ann, brandt_id, 6);
    beas = book(bea, olga_id, 3);
    cyds = book(cyd, nora_id, 3);
  }
  Said sits_down(const char* last_four, bool hurts) {
    const auto due = arrive("lee", last_four);
    sign(due.consent->hash);
    const QuestionnaireId phq9 = open_one(InstrumentId::kPhq9);
    for (std::size_t item = 0; item < 9; ++item) {
      answer(phq9, InstrumentId::kPhq9, item, hurts ? 2 : 0);
    }
    if (hurts) {  // the question that has no points: how hard it has been made
      lobby->must(asked::answer, {.questionnaire = phq9,
                                  .number = 10,
                                  .item = "69722-7",
                                  .kind = rules::AnswerKind::kPoints,
                                  .points = 1,
                                  .confirmed_at = at.clock.now()});
    }
    lobby->must(asked::finish, {phq9, asked::Ending::kCompleted});
    lobby->must(forms::finish, {check_in, forms::Ending::kDone});
    return {check_in, due.queue_token};
  }
  void swap() {
    of_bea = sits_down("1001", false);
    of_ann = sits_down("1002", true);
    REQUIRE(of_bea.number.has_value());
    REQUIRE(of_ann.number.has_value());
    REQUIRE(of_bea.number != of_ann.number);
  }
  forms::Correction put_right(const CheckInId& of, const AppointmentId& right) {
    const forms::CorrectRequest asked_for = request(of, right);
    moved = asked_for.moved;
    return desk->must(forms::correct, asked_for);
  }
  AppointmentState state(const AppointmentId& visit) { return row(visit).appointment.state; }
  std::optional<std::string> number(const AppointmentId& visit) {
    return row(visit).appointment.queue_token;
  }
  // The total of the PHQ-9 that counts in this record, -1 without one.
  std::int64_t total(alcove::testing::ServedTerminal& who, const ClientId& client) {
    std::int64_t found = -1;
    for (const asked::ScoreLine& line : scores(who, client)) {
      if (line.instrument != InstrumentId::kPhq9) continue;
      CHECK(found == -1);
      found = line.total.value_or(-2);
    }
    return found;
  }
  void mark(const AppointmentId& visit, AppointmentState to,
            const std::optional<RoomId>& room = std::nullopt) {
    desk->must(api::appointments::mark, {.appointment = visit,
                                         .base_revision = row(visit).appointment.revision,
                                         .state = to,
                                         .room = room,
                                         .reason = {}});
  }
  void undo(const AppointmentId& visit) {
    desk->must(api::appointments::undo, {.appointment = visit,
                                         .base_revision = row(visit).appointment.revision,
                                         .reason = "wrong row"});
  }
  // Both are there, each with what she said and the number that she was told.
  void check_each_is_herself() {
    CHECK(state(anns) == AppointmentState::kArrived);
    CHECK(state(beas) == AppointmentState::kArrived);
    CHECK(row(anns).appointment.arrived_at.has_value());
    CHECK(row(beas).appointment.arrived_at.has_value());
    CHECK(number(anns) == of_ann.number);
    CHECK(number(beas) == of_bea.number);
    CHECK(total(*brandt, ann) == 18);
    CHECK(total(*olga, bea) == 0);
    REQUIRE(pending(*desk).size() == 1);
    CHECK(pending(*desk)[0].person == "Ann L.");
    for (const ClientId& client : {ann, bea}) {
      const forms::OfClientReply seen = panel(client);
      CHECK(seen.consent_due);
      REQUIRE(seen.signed_documents.size() == 1);
      CHECK(seen.signed_documents[0].void_since.has_value());
      CHECK(seen.lobby_visits.size() == 2);
    }
  }

  std::optional<alcove::testing::ServedTerminal> nora;
  ClientId ann, bea, cyd;
  AppointmentId anns, beas, cyds;
  Said of_bea, of_ann;
  CheckInId moved;
};

}  // namespace

TEST_CASE("twins who each came as the other are both there when both are put right") {
  Twins clinic;
  clinic.swap();
  SECTION("the first one first") {
    const auto first = clinic.put_right(clinic.of_bea.check_in, clinic.beas);
    CHECK(first.wrong_arrival == ArrivalChange::kTakenBack);
    CHECK(first.right_arrival == ArrivalChange::kStays);
    CHECK(clinic.state(clinic.anns) == AppointmentState::kScheduled);
    const auto second = clinic.put_right(clinic.of_ann.check_in, clinic.anns);
    CHECK(second.wrong_arrival == ArrivalChange::kStays);
    CHECK(second.right_arrival == ArrivalChange::kMarked);
  }
  SECTION("the second one first") {
    const auto first = clinic.put_right(clinic.of_ann.check_in, clinic.anns);
    CHECK(first.wrong_arrival == ArrivalChange::kTakenBack);
    CHECK(first.right_arrival == ArrivalChange::kStays);
    CHECK(clinic.state(clinic.beas) == AppointmentState::kScheduled);
    const auto second = clinic.put_right(clinic.of_bea.check_in, clinic.beas);
    CHECK(second.wrong_arrival == ArrivalChange::kStays);
    CHECK(second.right_arrival == ArrivalChange::kMarked);
  }
  clinic.check_each_is_herself();
}

TEST_CASE("a twin who was called to a room by then stays in it") {
  Twins clinic;
  clinic.swap();
  clinic.put_right(clinic.of_bea.check_in, clinic.beas);
  clinic.add("adam", {api::Role::kAdministrator});
  alcove::testing::ServedTerminal admin(clinic.at, wire::Station::kFrontDesk, "Office 2", "adam");
  const auto room = clinic.new_id<RoomId>();
  admin.must(api::clinic_setup::add_room, {room, "Room 4", false});
  clinic.mark(clinic.beas, AppointmentState::kRoomed, room);
  CHECK(clinic.put_right(clinic.of_ann.check_in, clinic.anns).wrong_arrival ==
        ArrivalChange::kStays);
  CHECK(clinic.state(clinic.beas) == AppointmentState::kRoomed);
  CHECK(clinic.state(clinic.anns) == AppointmentState::kArrived);
  CHECK(clinic.number(clinic.beas) == clinic.of_bea.number);
}

TEST_CASE("when the second one was a third person, the first twin is still there") {
  Twins clinic;
  clinic.swap();
  clinic.put_right(clinic.of_bea.check_in, clinic.beas);
  const CheckInId moved_to_bea = clinic.moved;
  const auto second = clinic.put_right(clinic.of_ann.check_in, clinic.cyds);
  CHECK(second.wrong_arrival == ArrivalChange::kStays);
  CHECK(second.right_arrival == ArrivalChange::kMarked);
  CHECK(clinic.state(clinic.anns) == AppointmentState::kScheduled);
  CHECK(clinic.state(clinic.beas) == AppointmentState::kArrived);
  CHECK(clinic.state(clinic.cyds) == AppointmentState::kArrived);
  CHECK(clinic.number(clinic.beas) == clinic.of_bea.number);
  CHECK(clinic.number(clinic.cyds) == clinic.of_ann.number);
  CHECK(clinic.total(*clinic.nora, clinic.cyd) == 18);
  CHECK(clinic.total(*clinic.olga, clinic.bea) == 0);
  CHECK(clinic.pending(*clinic.desk).at(0).person == "Cyd L.");
  // And when she was not Bea either, nobody holds Bea's arrival any more.
  const auto third = clinic.put_right(moved_to_bea, clinic.anns);
  CHECK(third.wrong_arrival == ArrivalChange::kTakenBack);
  CHECK(clinic.state(clinic.beas) == AppointmentState::kScheduled);
  CHECK(clinic.state(clinic.anns) == AppointmentState::kArrived);
  CHECK(clinic.number(clinic.anns) == clinic.of_bea.number);
}

TEST_CASE("who was moved beside another check-in and on again takes their own number along") {
  Twins clinic;
  clinic.swap();
  clinic.put_right(clinic.of_bea.check_in, clinic.beas);
  const auto second = clinic.put_right(clinic.moved, clinic.cyds);
  CHECK(second.wrong_arrival == ArrivalChange::kStays);
  CHECK(clinic.state(clinic.beas) == AppointmentState::kArrived);
  CHECK(clinic.state(clinic.cyds) == AppointmentState::kArrived);
  CHECK(clinic.number(clinic.beas) == clinic.of_ann.number);
  CHECK(clinic.number(clinic.cyds) == clinic.of_bea.number);
}

TEST_CASE("a second check-in cannot be put right to nobody, and then nothing of it moves") {
  Twins clinic;
  clinic.swap();
  clinic.put_right(clinic.of_bea.check_in, clinic.beas);
  forms::CorrectRequest nobody = clinic.request(clinic.of_ann.check_in, clinic.anns);
  nobody.right = clinic.new_id<AppointmentId>();
  CHECK(clinic.desk->refusal(forms::correct, nobody) == ErrorCode::kNotFound);
  CHECK(clinic.state(clinic.beas) == AppointmentState::kArrived);
  CHECK(clinic.state(clinic.anns) == AppointmentState::kScheduled);
  CHECK(clinic.total(*clinic.brandt, clinic.ann) == -1);
  CHECK(clinic.number(clinic.beas) == clinic.of_ann.number);
}

TEST_CASE("an arrival that a person took back is not brought back by what was moved there") {
  Twins clinic;
  clinic.swap();
  clinic.put_right(clinic.of_bea.check_in, clinic.beas);
  clinic.undo(clinic.beas);
  SECTION("it stays taken back") {
    CHECK(clinic.put_right(clinic.of_ann.check_in, clinic.anns).wrong_arrival ==
          ArrivalChange::kStays);
    CHECK(clinic.state(clinic.beas) == AppointmentState::kScheduled);
    CHECK_FALSE(clinic.row(clinic.beas).appointment.arrived_at.has_value());
    CHECK(clinic.state(clinic.anns) == AppointmentState::kArrived);
  }
  SECTION("and it holds no later arrival of somebody else") {
    clinic.arrive("lee", "1002");
    CHECK(clinic.state(clinic.beas) == AppointmentState::kArrived);
    CHECK(clinic.put_right(clinic.check_in, clinic.cyds).wrong_arrival ==
          ArrivalChange::kTakenBack);
    CHECK(clinic.state(clinic.beas) == AppointmentState::kScheduled);
  }
  SECTION("and one that a person marked again stands for itself") {
    clinic.mark(clinic.beas, AppointmentState::kArrived);
    CHECK(clinic.put_right(clinic.of_ann.check_in, clinic.anns).wrong_arrival ==
          ArrivalChange::kStays);
    CHECK(clinic.state(clinic.beas) == AppointmentState::kArrived);
  }
}

// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/features/absences/absence_rules.h"
#include "server/features/appointments/appointments.h"
#include "tests/features/absences/absence_book.h"

// Whom to tell of a session of several that was moved, and who knows by now.

using namespace alcove;
using namespace alcove::testing;
using Lines = std::vector<std::string>;
using absences::Knowledge;

namespace {

// Ana and Sam come on the first of December at ten. It is known of `leaving` that they do not
// belong to the session on the eighth, as of a member of a group.
struct MovedBook : AbsenceBook {
  MovedBook() {
    site.meeting_telling = absences::session_telling();
    site.meeting_followers = {
        [this](const access::Principal& who, const appointments::MovedMeeting& moved,
               audit::WriteTxn& txn,
               const appointments::Site& of) { return follow(who, moved, txn, of); }};
    meeting = met("2026-12-01T10:00").id;
  }
  Result<appointments::Followed> follow(const access::Principal& who,
                                        const appointments::MovedMeeting& moved,
                                        audit::WriteTxn& txn, const appointments::Site& of) {
    appointments::Followed followed;
    if (!leaving) return followed;
    const bool belongs = date_of(moved.after.start) != parse_date("2026-12-08").value();
    for (const Appointment& one : appointments::places_of_meeting(txn, moved.after.id)) {
      if (one.client != *leaving || belongs || !rules::is_open(one.state)) continue;
      ALCOVE_TRY(appointments::cancel(who,
                                      {.appointment = one.id,
                                       .base_revision = one.revision,
                                       .by = contract::CancelledBy::kClinic,
                                       .reason = moved.reason},
                                      txn, of));
      ++followed.cancelled;
    }
    const bool was_out = date_of(moved.before.start) == parse_date("2026-12-08").value();
    if (!belongs || !was_out) return followed;
    ALCOVE_TRY(appointments::join_meeting(who,
                                          {.meeting = moved.after.id,
                                           .appointment = new_id<AppointmentId>(),
                                           .client = *leaving,
                                           .part = contract::MeetingPart::kMember},
                                          txn, of));
    ++followed.joined;
    return followed;
  }
  Result<contract::MoveMeetingReply> try_move(const char* start,
                                              std::optional<std::int64_t> known = std::nullopt) {
    box.clock.advance(std::chrono::seconds(1));
    auto request = moving_all(stored_meeting(meeting), start);
    request.known = known;
    return try_move_all(request);
  }
  std::vector<gone::CallList> lists() { return answer(gone::lists, wire::Nothing{}).items; }
  // "Petrov, Ana: move 2026-12-03T10:00 was 2026-12-01T10:00", one for each visit of the last list.
  Lines to_tell() {
    Lines all;
    for (const gone::CallRow& row : calls(lists().at(0).absence).items) {
      for (const gone::CallVisit& one : row.visits) {
        all.push_back(row.client_name + ": " + std::string(wire::word_of(one.fate)) + " " +
                      format_local(one.start) +
                      (one.was ? " was " + format_local(*one.was) : std::string()) +
                      (row.told ? " told" : ""));
      }
    }
    return all;
  }
  Result<gone::CallTry> try_tell(const gone::AbsenceId& list, const ClientId& client,
                                 gone::Outcome outcome = gone::Outcome::kReached) {
    box.clock.advance(std::chrono::seconds(1));
    return write<gone::CallTry>(desk(), [&](audit::WriteTxn& txn) {
      return absences::log_try(desk(),
                               {.absence = list,
                                .client = client,
                                .absence_try = new_id<gone::AbsenceTryId>(),
                                .way = gone::Way::kPhone,
                                .outcome = outcome,
                                .note = ""},
                               txn, setting);
    });
  }
  void confirm(const ClientId& client) {
    REQUIRE(try_mark(place_of(meeting, client), AppointmentState::kConfirmed).ok());
  }
  // "Haddad, Sam: cancelled knows", by name.
  Lines places() {
    Lines all;
    for (const auto& one : answer(contract::cancelling_meeting, {meeting, std::nullopt}).places) {
      all.push_back(one.client_name + ": " + std::string(wire::word_of(one.outcome)) +
                    (one.knows ? " knows" : "") + (one.reach ? "" : " is not called"));
    }
    return all;
  }

  contract::MeetingId meeting;
  std::optional<ClientId> leaving{};
};

}  // namespace

TEST_CASE("who knows a session's time as it is need not be told, whatever they knew before") {
  const LocalDateTime ten = at("2026-12-01T10:00");
  const LocalDateTime noon = at("2026-12-01T12:00");
  const auto tell = [](std::optional<LocalDateTime> before, std::optional<LocalDateTime> after,
                       std::optional<Knowledge> last = std::nullopt, bool confirmed = false) {
    return absences::knowledge_of({.place = {},
                                   .client = {},
                                   .before = before,
                                   .after = after,
                                   .confirmed = confirmed},
                                  last)
        .is_to_tell();
  };
  CHECK(tell(ten, noon));
  CHECK(tell(ten, std::nullopt));
  CHECK(tell(std::nullopt, noon));
  // Not told of noon, and at ten again.
  CHECK_FALSE(tell(noon, ten, Knowledge{ten, noon}));
  CHECK(tell(noon, ten));
  CHECK(tell(noon, ten, Knowledge{ten, noon}, true));  // had confirmed noon
  // Had none, was not told of noon, and has none again.
  CHECK_FALSE(tell(noon, std::nullopt, Knowledge{std::nullopt, noon}));
}

TEST_CASE("a session that was moved stands on the calls to make, each with the time before") {
  MovedBook book;
  CHECK(book.lists().empty());
  REQUIRE(book.try_move("2026-12-03T14:00").ok());
  const auto lists = book.lists();
  REQUIRE(lists.size() == 1);
  CHECK(lists[0].session);
  CHECK(lists[0].clinician_name == "L. Brandt");
  CHECK(lists[0].from == at("2026-12-01T10:00"));
  CHECK(lists[0].until == at("2026-12-01T11:00"));
  CHECK(lists[0].reason == "the room is painted");
  CHECK(lists[0].clients == 2);
  CHECK(lists[0].waiting == 2);
  CHECK(book.to_tell() == Lines{"Petrov, Ana: move 2026-12-03T14:00 was 2026-12-01T10:00",
                                "Haddad, Sam: move 2026-12-03T14:00 was 2026-12-01T10:00"});
  REQUIRE(book.try_tell(lists[0].absence, book.ana).ok());
  book.confirm(book.sam);  // who confirms knows it too
  CHECK(book.lists()[0].waiting == 0);
}

TEST_CASE("the calls to make of a moved session say when it was and when it is, as it is by now") {
  MovedBook book;
  REQUIRE(book.try_move("2026-12-03T14:00").ok());
  CHECK(book.lists()[0].now == at("2026-12-03T14:00"));
  REQUIRE(book.try_move("2026-12-04T15:00").ok());
  const gone::CallList last = book.lists()[0];
  CHECK(last.from == at("2026-12-03T14:00"));
  CHECK(last.now == at("2026-12-04T15:00"));
  CHECK(book.calls(last.absence).list.now == at("2026-12-04T15:00"));
  // Not held any more, it is at no time.
  const auto meeting = book.stored_meeting(book.meeting);
  REQUIRE(book.try_cancel_all(meeting).ok());
  CHECK_FALSE(book.lists()[0].now);
}

TEST_CASE("a session that was moved leads to the calls of its last move, and another one to none") {
  MovedBook book;
  const auto calls_of = [&](std::optional<gone::AbsenceId> list,
                            std::optional<contract::MeetingId> session) {
    return book.box.store->read<gone::CallsReply>(
        [&](store::ReadTxn& txn) -> Result<gone::CallsReply> {
          auto reply = absences::calls(book.desk(), {list, session}, txn, book.setting,
                                       book.box.clock.now());
          if (!reply) return reply.error();
          return std::move(reply->reply);
        });
  };
  CHECK(refused(calls_of({}, book.meeting)) == "not_found meeting");
  REQUIRE(book.try_move("2026-12-03T14:00").ok());
  REQUIRE(book.try_move("2026-12-04T15:00").ok());
  const gone::CallList last = calls_of({}, book.meeting).value().list;
  CHECK(last.absence == book.lists()[0].absence);
  CHECK(last.from == at("2026-12-03T14:00"));
  CHECK(last.clients == 2);
  CHECK(refused(calls_of({}, {})) == "missing_field absence");
  CHECK(refused(calls_of(last.absence, book.meeting)) == "missing_field absence");
}

TEST_CASE("who is in it no more because of its day is told, there and on the calls to make") {
  MovedBook book;
  book.leaving = book.sam;
  CHECK(book.try_move("2026-12-08T10:00").value().cancelled == 1);
  CHECK(book.to_tell() == Lines{"Petrov, Ana: move 2026-12-08T10:00 was 2026-12-01T10:00",
                                "Haddad, Sam: cancel 2026-12-01T10:00 was 2026-12-01T10:00"});
  CHECK(book.places() == Lines{"Haddad, Sam: left", "Petrov, Ana: cancelled"});
  // Moved on the same day, he is still to be told.
  REQUIRE(book.try_move("2026-12-08T12:00").ok());
  CHECK(book.to_tell() == Lines{"Petrov, Ana: move 2026-12-08T12:00 was 2026-12-01T10:00",
                                "Haddad, Sam: cancel 2026-12-01T10:00 was 2026-12-01T10:00"});
  CHECK(book.places() == Lines{"Haddad, Sam: left", "Petrov, Ana: cancelled"});
  // Told, he is not told again.
  REQUIRE(book.try_tell(book.lists()[0].absence, book.sam).ok());
  REQUIRE(book.try_move("2026-12-08T14:00").ok());
  CHECK(book.to_tell() == Lines{"Petrov, Ana: move 2026-12-08T14:00 was 2026-12-01T10:00"});
}

TEST_CASE("a move that is taken back before anybody was told has nobody to tell") {
  MovedBook book;
  book.leaving = book.sam;
  REQUIRE(book.try_move("2026-12-08T10:00").ok());
  CHECK(book.try_move("2026-12-01T10:00", 0).value().joined == 1);
  const auto lists = book.lists();
  REQUIRE(lists.size() == 1);  // the last one alone
  CHECK(lists[0].clients == 0);
  CHECK(book.to_tell().empty());
}

TEST_CASE("who was told of a time that is taken back is told again, and nobody else") {
  MovedBook book;
  REQUIRE(book.try_move("2026-12-03T14:00").ok());
  const gone::AbsenceId first = book.lists()[0].absence;
  REQUIRE(book.try_tell(first, book.ana).ok());
  CHECK(book.places() == Lines{"Haddad, Sam: cancelled", "Petrov, Ana: cancelled knows"});
  // Silently it does not go back: one knows of its time.
  CHECK(MovedBook::why(book.try_move("2026-12-01T10:00", 0)) ==
        "conflict known: 1 know of its time by now");
  CHECK(book.stored_meeting(book.meeting).start == at("2026-12-03T14:00"));
  book.confirm(book.sam);
  CHECK(MovedBook::why(book.try_move("2026-12-01T10:00", 1)) ==
        "conflict known: 2 know of its time by now");
  REQUIRE(book.try_move("2026-12-01T10:00", 2).ok());
  CHECK(book.to_tell() == Lines{"Petrov, Ana: move 2026-12-01T10:00 was 2026-12-03T14:00",
                                "Haddad, Sam: move 2026-12-01T10:00 was 2026-12-03T14:00"});
  // Of the first time nobody is told any more.
  CHECK(MovedBook::why(book.try_tell(first, book.sam)).starts_with("wrong_state absence"));
}

TEST_CASE(
    "a move that is not taken back asks nobody, and a session that never moved knows nothing") {
  MovedBook book;
  CHECK(book.places() == Lines{"Haddad, Sam: cancelled", "Petrov, Ana: cancelled"});
  book.confirm(book.ana);  // for the time that it always had
  CHECK(book.places() == Lines{"Haddad, Sam: cancelled", "Petrov, Ana: cancelled"});
  REQUIRE(book.try_move("2026-12-03T14:00").ok());
  REQUIRE(book.try_tell(book.lists()[0].absence, book.ana).ok());
  REQUIRE(book.try_move("2026-12-04T14:00").ok());
  // Who would come first stands first.
  CHECK(book.to_tell() == Lines{"Haddad, Sam: move 2026-12-04T14:00 was 2026-12-01T10:00",
                                "Petrov, Ana: move 2026-12-04T14:00 was 2026-12-03T14:00"});
}

TEST_CASE("the chain hears of the list by its number, and of no name or reason") {
  MovedBook book;
  REQUIRE(book.try_move("2026-12-03T14:00").ok());
  std::string said;
  for (const audit::Event& one : events_since(book, 0)) {
    if (one.action.starts_with("absence.")) said += one.action + ": " + one.detail + "\n";
  }
  CHECK(said == "absence.session_moved: 2 to tell\n");
}

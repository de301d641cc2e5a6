// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/features/notes/note_store.h"
#include "tests/features/notes/ward.h"

using namespace alcove;
using namespace alcove::testing;
using namespace std::chrono_literals;
using notes_api::NoteState;
using notes_api::VisitNote;

namespace {

// So many notes of María in the store, one an hour from long ago on, each of a visit of its own.
void fill(Ward& ward, int count) {
  const auto done = ward.box.ledger->write<
      bool>({.system_user = "test"}, [&](audit::WriteTxn& txn) -> Result<bool> {
    for (int i = 0; i < count; ++i) {
      const auto start = local("2024-01-01T08:00") + std::chrono::hours(i);
      const auto visit = ward.new_id<AppointmentId>();
      auto insert = txn.change(
          "INSERT INTO appointment SELECT $id, revision, client, clinician, room, service, "
          "day, start, minutes, zone, start_at, end_at, time_shifted, state, 0, state_since, "
          "arrived_at, walk_in, notice_minutes, moved_from, moved_to, holds_to, NULL, NULL, NULL, "
          "NULL, modality, resources FROM appointment LIMIT 1");
      insert.bind("$id", visit).execute();
      notes::NoteRow row;
      row.client = ward.maria;
      row.line.note = ward.new_id<NoteId>();
      row.line.appointment = visit;
      row.line.visit_start = start;
      row.line.author = ward.clara;
      row.line.author_name = "Ana Ruiz";
      notes::insert_note(txn, row);
    }
    txn.record({.action = "test.fill"});
    return true;
  });
  REQUIRE(done.ok());
}

}  // namespace

TEST_CASE("a client's notes come fifty a page, the latest visit first, each once") {
  Ward ward;
  fill(ward, 101);
  const Seat seat = ward.sit("clara", ward.room_1);
  std::vector<LocalDateTime> seen;
  std::vector<std::size_t> pages;
  std::optional<std::string> next;
  do {
    const auto page = ward.must(notes_api::of_client, {ward.maria, next}, seat);
    pages.push_back(page.items.size());
    for (const auto& line : page.items) seen.push_back(line.visit_start);
    next = page.next;
  } while (next);
  CHECK(pages == std::vector<std::size_t>{50, 50, 1});
  CHECK(seen.front() == local("2024-01-05T12:00"));
  CHECK(seen.back() == local("2024-01-01T08:00"));
  CHECK(std::is_sorted(seen.rbegin(), seen.rend()));
  CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
}

TEST_CASE("exactly one page has no next") {
  Ward ward;
  fill(ward, 50);
  const Seat seat = ward.sit("clara", ward.room_1);
  const auto page = ward.must(notes_api::of_client, {ward.maria, {}}, seat);
  CHECK(page.items.size() == 50);
  CHECK_FALSE(page.next.has_value());
  CHECK(ward.refusal(notes_api::of_client, {ward.maria, "elsewhere"}, seat) == "malformed next");
}

TEST_CASE("a page of notes is read along its index: two thousand cost what twenty do") {
  Ward ward;
  const auto plan = ward.box.store->read<std::vector<std::string>>(
      [](store::ReadTxn& txn) -> Result<std::vector<std::string>> {
        return notes::plan_of_notes_of(txn);
      });
  REQUIRE(plan->size() == 2);
  // No sorting, no walking through the table: one search by client, and from where the page ended.
  CHECK(plan->at(0) == "SEARCH note USING INDEX note_by_client (client=?)");
  CHECK(plan->at(1) ==
        "SEARCH note USING INDEX note_by_client (client=? AND (visit_start,id)<(?,?))");
}

TEST_CASE("a line of the list says whose note it is, how it begins and how far it is") {
  Ward ward;
  const Seat seat = ward.sit("clara", ward.room_1);
  notes_api::Draft draft = ward.open(seat);
  ward.save(seat, draft, "María came\non time.");
  const auto line = [&] {
    return ward.must(notes_api::of_client, {ward.maria, {}}, seat).items.at(0);
  };
  CHECK(line().state == NoteState::kDraft);
  CHECK(line().preview == "María came on time.");
  CHECK(line().format == NoteFormat::kDap);
  CHECK(line().author_name == "Ana Ruiz");
  CHECK(line().credential == "");
  ward.sign(seat, draft);
  CHECK(line().state == NoteState::kSigned);
  CHECK(line().credential == "LCSW");
  CHECK(line().signed_at == ward.box.clock.now());
  CHECK(line().preview == "María came on time.");
}

TEST_CASE("my day says for each of my visits whether its note is missing, a draft or signed") {
  Ward ward;
  const AppointmentId second = ward.book("2026-11-24T11:00");
  const AppointmentId third = ward.book("2026-11-24T12:00");
  ward.book(ward.maria, "2026-11-24T13:00", ward.olga);
  const Seat seat = ward.sit("clara", ward.room_1);
  notes_api::Draft draft = ward.open(seat);
  ward.save(seat, draft, "done");
  ward.sign(seat, draft);
  notes_api::Draft other = ward.open(seat, second);
  const std::int64_t before = ward.newest_event();
  const auto day = [&] { return ward.must(notes_api::my_day, {}, seat); };
  REQUIRE(day().items.size() == 3);
  CHECK(day().items[0].appointment == ward.visit);
  CHECK(day().items[0].state == VisitNote::kSigned);
  CHECK(day().items[0].note == draft.note);
  CHECK(day().items[1].state == VisitNote::kMissing);  // opened, and nothing typed yet
  CHECK(day().items[2].appointment == third);
  CHECK(day().items[2].state == VisitNote::kMissing);
  // One event, however often the day is looked at again.
  CHECK(ward.actions_after(before) == std::vector<std::string>{"note.my_day"});
  ward.save(seat, other, "begun");
  CHECK(day().items[1].state == VisitNote::kDraft);
}

TEST_CASE("opening a note, its revisions and its siblings is one event each") {
  Ward ward;
  const Seat seat = ward.sit("clara", ward.room_1);
  notes_api::Draft draft = ward.open(seat);
  ward.save(seat, draft, "one");
  ward.must(notes_api::leave, {draft.note}, seat);
  const std::int64_t before = ward.newest_event();
  ward.must(notes_api::of_client, {ward.maria, {}}, seat);
  ward.note(draft.note, seat);
  const auto kept = ward.must(notes_api::revisions, {draft.note, {}}, seat);
  ward.must(notes_api::revision, {draft.note, kept.items.at(0).revision}, seat);
  ward.must(notes_api::siblings, {draft.note}, seat);
  CHECK(ward.actions_after(before) ==
        std::vector<std::string>{"note.list", "note.open", "note.list_revisions",
                                 "note.open_revision", "note.list_siblings"});
}

TEST_CASE("revisions come a hundred a page") {
  Ward ward;
  const Seat seat = ward.sit("clara", ward.room_1);
  notes_api::Draft draft = ward.open(seat);
  for (int i = 0; i < 101; ++i) {
    ward.save(seat, draft, "words " + std::to_string(i));
    ward.must(notes_api::leave, {draft.note}, seat);
    ward.open(seat);
    ward.later(200ms);  // a terminal may ask fifty times a second
  }
  const auto first = ward.must(notes_api::revisions, {draft.note, {}}, seat);
  CHECK(first.items.size() == 100);
  CHECK(first.items.front().number == 101);
  REQUIRE(first.next.has_value());
  const auto rest = ward.must(notes_api::revisions, {draft.note, first.next}, seat);
  REQUIRE(rest.items.size() == 1);
  CHECK(rest.items[0].number == 1);
  CHECK_FALSE(rest.next.has_value());
}

TEST_CASE("fifty siblings are shown at once, open ones first, and the rest is counted") {
  Ward ward;
  const Seat seat = ward.sit("clara", ward.room_1);
  notes_api::Draft draft = ward.open(seat);
  ward.save(seat, draft, "the draft");
  std::vector<notes_api::SaveRequest> beside;
  std::optional<notes_api::SiblingId> first;
  for (int i = 0; i < 51; ++i) {
    beside.push_back(ward.request(draft.note, std::nullopt, "beside " + std::to_string(i)));
    const auto reply = ward.must(notes_api::save, beside.back(), seat);
    if (!first) first = reply.sibling;
    ward.later(1ms);
  }
  const auto siblings = [&] { return ward.must(notes_api::siblings, {draft.note}, seat); };
  CHECK(siblings().count == 51);
  REQUIRE(siblings().items.size() == 50);
  CHECK(siblings().items.back().revision == beside[1].revision);
  ward.must(notes_api::resolve,
            {.sibling = siblings().items[0].sibling,
             .revision = beside[50].revision,
             .resolution = notes_api::Resolution::kKeptAside},
            seat);
  CHECK(siblings().items.back().sibling == *first);
}

TEST_CASE("who is not on the care team reads no note, and in an emergency does") {
  Ward ward;
  const Seat clara = ward.sit("clara", ward.room_1);
  notes_api::Draft draft = ward.open(clara);
  ward.save(clara, draft, "words");
  const Seat olga = ward.sit("olga", ward.room_2);
  CHECK(ward.refusal(notes_api::open, {draft.note}, olga) == "forbidden");
  CHECK(ward.refusal(notes_api::of_client, {ward.maria, {}}, olga) == "forbidden");
  CHECK(ward.refusal(notes_api::revisions, {draft.note, {}}, olga) == "forbidden");
  CHECK(ward.refusal(notes_api::siblings, {draft.note}, olga) == "forbidden");
  CHECK(ward.refusal(notes_api::open, {draft.note}, olga, "break_glass") == "");
  CHECK(ward.rows("SELECT purpose FROM audit_event WHERE action = 'note.open'") ==
        std::vector<std::string>{"break_glass"});
}

TEST_CASE("the desk, the administrator and every terminal outside the rooms get no note") {
  Ward ward;
  const Seat clara = ward.sit("clara", ward.room_1);
  notes_api::Draft draft = ward.open(clara);
  ward.save(clara, draft, "words");
  CHECK(ward.refusal(notes_api::open, {draft.note}, ward.sit("dana", ward.room_2)) == "forbidden");
  CHECK(ward.refusal(notes_api::open, {draft.note}, ward.sit("adam", ward.room_2)) == "forbidden");
  CHECK(ward.refusal(notes_api::open, {draft.note}, ward.sit("adam", ward.room_2), "break_glass") ==
        "forbidden");
  CHECK(ward.refusal(notes_api::open, {draft.note}, ward.sit("clara", ward.desk)) ==
        "wrong_station");
  CHECK(ward.refusal(notes_api::open, {draft.note}, {ward.lobby, ""}) == "wrong_station");
  CHECK(ward.refusal(notes_api::open, {draft.note}, ward.sit("pia", ward.room_3)) == "");
  CHECK(ward.refusal(notes_api::save, ward.request(draft.note, draft.revision, "x"),
                     ward.sit("pia", ward.room_3)) == "forbidden");
}

TEST_CASE("events about notes hold no word of them") {
  Ward ward;
  const Seat seat = ward.sit("clara", ward.room_1);
  notes_api::Draft draft = ward.open(seat);
  ward.save(seat, draft, "quincunx");
  ward.must(notes_api::of_client, {ward.maria, {}}, seat);
  ward.sign(seat, draft);
  ward.note(draft.note, seat);
  CHECK(ward.rows("SELECT 1 FROM note_signed WHERE instr(content, 'quincunx')").size() == 1);
  CHECK(ward.rows("SELECT 1 FROM audit_event WHERE instr(detail || reason || action, 'quincunx')")
            .empty());
}

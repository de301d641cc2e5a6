// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <set>

#include "tests/features/waitlist/waiting_room.h"

using namespace alcove;
using namespace alcove::testing;
using waits::CloseHow;
using waits::EntryState;

namespace {

// So many more entries like the one that waits, each for a service of its own, straight into the
// store.
void add_waiting(WaitingRoom& room, int count) {
  const auto added = room.write<bool>(Book::desk(), [&](audit::WriteTxn& txn) -> Result<bool> {
    txn.change(
           "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $count) "
           "INSERT INTO service (id, name, minutes, retired) "
           "SELECT randomblob(16), 'Copy ' || i, 55, 1 FROM n")
        .bind("$count", std::int64_t{count})
        .execute();
    txn.change(
           "INSERT INTO wait_entry SELECT randomblob(16), 1, 1, client, service.id, clinician, "
           "priority, rank, risk, requested_at, first_contact, weekdays, from_minute, "
           "until_minute, note, state, how, reason, appointment, at, person, person_name, "
           "terminal, terminal_name, NULL, NULL, NULL FROM wait_entry, service "
           "WHERE service.name LIKE 'Copy %'")
        .execute();
    txn.record({.action = "test.copies"});
    return true;
  });
  REQUIRE(added.ok());
}

Result<waits::Entry> change(WaitingRoom& room, const waits::Entry& entry, waits::Wish wish) {
  return room.step(&waitlist::set_entry, {.wait_entry = entry.id,
                                          .base_revision = entry.revision,
                                          .client = entry.client,
                                          .wish = std::move(wish)});
}

}  // namespace

TEST_CASE("who cannot wait is first, then whoever asked first") {
  WaitingRoom room;
  const ClientId lee = room.add_client("Lee", "Young", "1980-01-01");
  const ClientId may = room.add_client("May", "Brown", "1981-01-01");
  room.waiting(room.ana, Priority::kRoutine, "2026-11-20T09:00");
  room.waiting(room.sam, Priority::kUrgent, "2026-11-24T09:00");
  room.waiting(lee, Priority::kEmergent, "2026-11-24T09:30");
  const waits::Entry last = room.waiting(may, Priority::kUrgent, "2026-11-23T09:00");
  CHECK(room.on_the_list() == "Young, Lee; Brown, May; Haddad, Sam; Petrov, Ana");
  waits::Wish wish = last.wish;
  wish.priority = Priority::kRoutine;
  REQUIRE(change(room, last, wish).ok());
  CHECK(room.on_the_list() == "Young, Lee; Haddad, Sam; Petrov, Ana; Brown, May");
}

TEST_CASE("an entry shows by when it is due, in which language, and for whom it waits") {
  WaitingRoom room;
  waits::SetRequest request = room.asking_for(room.ana, Priority::kUrgent, "2026-11-24T09:00");
  request.wish.clinician = kBrandt;
  request.wish.note = "needs the ground floor";
  REQUIRE(room.step(&waitlist::set_entry, request).ok());
  const auto list = room.answer(waits::list, waits::ListRequest{});
  REQUIRE(list.items.size() == 1);
  CHECK(list.count == 1);
  const waits::EntryRow& row = list.items[0];
  CHECK(row.due_at == utc("2026-11-26T14:00:00.000Z"));
  CHECK(row.service_name == "Therapy");
  CHECK(row.service_minutes == 55);
  CHECK(row.clinician_name == "L. Brandt");
  CHECK(row.language == api::clients::SpokenLanguage::kEnglish);
  CHECK(row.entry.wish.note == "needs the ground floor");
  CHECK(row.tries == 0);
  CHECK_FALSE(row.last_try.has_value());
  CHECK_FALSE(row.open_offer.has_value());
}

TEST_CASE("a closed day moves the day on which a routine visit is due") {
  WaitingRoom room;
  room.waiting(room.ana, Priority::kRoutine, "2026-11-24T09:00");
  CHECK(room.answer(waits::list, waits::ListRequest{}).items[0].due_at ==
        utc("2026-12-09T05:00:00.000Z"));
  room.closed("2026-11-26");
  CHECK(room.answer(waits::list, waits::ListRequest{}).items[0].due_at ==
        utc("2026-12-10T05:00:00.000Z"));
}

TEST_CASE("whoever changes an entry that somebody else changed is told, and both stay in it") {
  WaitingRoom room;
  const waits::Entry entry = room.waiting(room.ana);
  waits::Wish wish = entry.wish;
  wish.weekdays = {1, 3};
  wish.from_minute = 9 * 60;
  REQUIRE(change(room, entry, wish).ok());
  CHECK(said(change(room, entry, entry.wish)) == "conflict base_revision");
  const auto opened = room.opened(entry.id);
  REQUIRE(opened.revisions.size() == 2);
  CHECK(opened.revisions[0].wish == entry.wish);
  CHECK(opened.revisions[1].wish == wish);
  CHECK(opened.revisions[1].made.person_name == "M. Ortiz");
  CHECK(opened.revisions[1].made.terminal_name == "Desk 1");
  CHECK(opened.row.entry.revision == 2);
}

TEST_CASE("a client waits once for a service, and waits again only when they do not wait yet") {
  WaitingRoom room;
  const waits::Entry entry = room.waiting(room.ana);
  CHECK(said(room.step(&waitlist::set_entry, room.asking_for(room.ana))) ==
        "already_exists service");
  const waits::Entry closed =
      room.step(&waitlist::close, {entry.id, entry.revision, CloseHow::kNotReached, ""}).value();
  CHECK(closed.state == EntryState::kClosed);
  CHECK(room.on_the_list().empty());
  const waits::Entry second = room.waiting(room.ana);
  CHECK(said(room.step(&waitlist::reopen, {entry.id, closed.revision, "called back"})) ==
        "already_exists service");
  REQUIRE(room.step(&waitlist::close, {second.id, 1, CloseHow::kMistake, "twice"}).ok());
  const waits::Entry again =
      room.step(&waitlist::reopen, {entry.id, closed.revision, "called back"}).value();
  CHECK(again.state == EntryState::kWaiting);
  CHECK(again.wish == entry.wish);
  CHECK(again.reason == "called back");
  CHECK_FALSE(again.how.has_value());
  CHECK(said(room.step(&waitlist::reopen, {entry.id, again.revision, "twice"})) ==
        "wrong_state wait_entry");
  const auto all = room.answer(waits::of_client, waits::OfClientRequest{room.ana}).items;
  REQUIRE(all.size() == 2);
  CHECK(all[0].entry.id == entry.id);
  CHECK(all[1].entry.how == CloseHow::kMistake);
}

TEST_CASE("what does not wait any more is not changed, tried or offered anything") {
  WaitingRoom room;
  const waits::Entry entry = room.waiting(room.ana);
  const waits::Entry closed =
      room.step(&waitlist::close, {entry.id, 1, CloseHow::kNotWanted, ""}).value();
  CHECK(said(change(room, closed, closed.wish)) == "wrong_state wait_entry");
  CHECK(said(room.step(&waitlist::close, {entry.id, 2, CloseHow::kNotWanted, ""})) ==
        "wrong_state wait_entry");
  CHECK(said(room.step(&waitlist::log_try,
                       {.wait_entry = entry.id, .wait_try = room.new_id<waits::WaitTryId>()})) ==
        "wrong_state wait_entry");
  CHECK(said(room.step(&waitlist::offer, room.offering(closed, "2026-12-01T10:00"))) ==
        "wrong_state wait_entry");
}

TEST_CASE("a mistake says what it was; who is unknown is refused by the field") {
  WaitingRoom room;
  const waits::Entry entry = room.waiting(room.ana);
  CHECK(said(room.step(&waitlist::close, {entry.id, 1, CloseHow::kMistake, ""})) ==
        "missing_field reason");
  const auto refused = [&](auto spoil) {
    waits::SetRequest request = room.asking_for(room.sam);
    spoil(request);
    return said(room.step(&waitlist::set_entry, request));
  };
  CHECK(refused([&](auto& one) { one.client = id_of<ClientId>(99); }) == "not_found client");
  CHECK(refused([&](auto& one) { one.wish.service = id_of<contract::ServiceId>(99); }) ==
        "not_found wish.service");
  CHECK(refused([&](auto& one) { one.wish.clinician = kOrtiz; }) == "not_found wish.clinician");
  CHECK(refused([&](auto& one) { one.wish.clinician = kGone; }) == "not_found wish.clinician");
  CHECK(refused([&](auto& one) { one.wait_entry = {}; }) == "out_of_range wait_entry");
  CHECK(refused([&](auto& one) { one.base_revision = 1; }) == "not_found wait_entry");
  CHECK(refused([&](auto& one) { one.wait_entry = entry.id; }) == "conflict base_revision");
  CHECK(refused([&](auto& one) {
          one.wait_entry = entry.id;
          one.base_revision = 1;
        }) == "wrong_state client");
  CHECK(refused([&](auto& one) { one.wish.weekdays = {2, 1}; }) == "out_of_range wish.weekdays");
  CHECK(refused([](auto&) {}).empty());
}

TEST_CASE("every try is kept with who made it, and there are at most a hundred") {
  WaitingRoom room;
  const waits::Entry entry = room.waiting(room.ana);
  const auto log = [&](waits::Outcome outcome) {
    return room.step(&waitlist::log_try, {.wait_entry = entry.id,
                                          .wait_try = room.new_id<waits::WaitTryId>(),
                                          .way = waits::Way::kPhone,
                                          .outcome = outcome,
                                          .note = "her sister answered"});
  };
  REQUIRE(log(waits::Outcome::kNoAnswer).ok());
  room.box.clock.advance(std::chrono::minutes(10));
  const waits::Try second = log(waits::Outcome::kLeftMessage).value();
  CHECK(said(room.step(&waitlist::log_try, {.wait_entry = entry.id, .wait_try = second.id})) ==
        "already_exists wait_try");
  const auto opened = room.opened(entry.id);
  REQUIRE(opened.tries.size() == 2);
  CHECK(opened.tries[0].outcome == waits::Outcome::kNoAnswer);
  CHECK(opened.tries[1].made.at == utc("2026-11-24T15:10:00.000Z"));
  CHECK(opened.tries[1].note == "her sister answered");
  CHECK(opened.row.tries == 2);
  CHECK(opened.row.last_try->id == second.id);
  for (int i = 2; i < 100; ++i) REQUIRE(log(waits::Outcome::kNoAnswer).ok());
  CHECK(said(log(waits::Outcome::kNoAnswer)) == "too_many wait_entry");
}

TEST_CASE("an entry has at most a hundred revisions, a client at most fifty entries") {
  WaitingRoom room;
  waits::Entry entry = room.waiting(room.ana);
  for (int i = 1; i < 100; ++i) entry = change(room, entry, entry.wish).value();
  CHECK(said(change(room, entry, entry.wish)) == "too_many wait_entry");
  for (int i = 0; i < 50; ++i) {
    const waits::Entry one = room.waiting(room.sam);
    REQUIRE(room.step(&waitlist::close, {one.id, 1, CloseHow::kNotWanted, ""}).ok());
  }
  CHECK(said(room.step(&waitlist::set_entry, room.asking_for(room.sam))) == "too_many client");
}

TEST_CASE("the list comes in pages of two hundred, nobody twice and nobody left out") {
  WaitingRoom room;
  room.waiting(room.sam, Priority::kUrgent);
  room.waiting(room.ana);
  add_waiting(room, 199);  // of both: each copy stands for two
  const auto first = room.answer(waits::list, waits::ListRequest{});
  CHECK(first.items.size() == 200);
  CHECK(first.count == 400);
  REQUIRE(first.next.has_value());
  const auto second = room.answer(waits::list, waits::ListRequest{first.next});
  CHECK(second.items.size() == 200);
  CHECK_FALSE(second.next.has_value());
  std::set<waits::WaitEntryId> seen;
  for (const auto* page : {&first, &second}) {
    for (const waits::EntryRow& row : page->items) seen.insert(row.entry.id);
  }
  CHECK(seen.size() == 400);
  // The urgent ones first: Sam's, and what was copied from it.
  CHECK(first.items[0].entry.wish.priority == Priority::kUrgent);
  CHECK(first.items[199].entry.wish.priority == Priority::kUrgent);
  CHECK(second.items[0].entry.wish.priority == Priority::kRoutine);
  for (const char* wrong :
       {"x", "2.5", "3.5.", "2.abc.", "2..01900000-0000-7000-8000-000000000001"}) {
    INFO(wrong);
    CHECK(code_in(room.ask(waits::list, waits::ListRequest{wrong})) == "malformed");
  }
}

TEST_CASE("two thousand wait at most; who ended does not count") {
  WaitingRoom room;
  const waits::Entry first = room.waiting(room.ana);
  add_waiting(room, 1998);
  const waits::Entry last = room.waiting(room.sam);
  const ClientId lee = room.add_client("Lee", "Young", "1980-01-01");
  CHECK(said(room.step(&waitlist::set_entry, room.asking_for(lee))) == "too_many");
  const waits::Entry closed =
      room.step(&waitlist::close, {last.id, 1, CloseHow::kNotWanted, ""}).value();
  REQUIRE(room.step(&waitlist::set_entry, room.asking_for(lee)).ok());
  CHECK(said(room.step(&waitlist::reopen, {last.id, closed.revision, "after all"})) == "too_many");
  CHECK(change(room, first, first.wish).ok());
}

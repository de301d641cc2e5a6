// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/features/clients/client_finding.h"
#include "tests/features/book_import/former_book.h"

using namespace alcove;
using testing::FormerBook;

namespace {

std::size_t hits(FormerBook& book, const char* words) {
  return book.read<std::size_t>([&](store::ReadTxn& txn) {
    return clients::search(txn, words, parse_date("2026-11-24").value())->items.size();
  });
}

std::int64_t rows_of(FormerBook& book, const std::string& table) {
  return book.read<std::int64_t>([&](store::ReadTxn& txn) {
    auto row = txn.query("SELECT count(*) FROM " + table);
    row.next();
    return row.integer(0);
  });
}

}  // namespace

TEST_CASE("what came in and was not touched goes without a trace but in the chain") {
  FormerBook book;
  book.two_clients();
  const char* const tables[] = {"client",           "client_phone",  "client_care_team",
                                "name_word",        "client_word",   "appointment",
                                "appointment_step", "name_word_typo"};
  std::vector<std::int64_t> before;
  for (const char* table : tables) before.push_back(rows_of(book, table));
  book.imported();
  CHECK(hits(book, "Lindqvist") == 1);

  const book_import::Undone undone = book.try_undo().value();
  CHECK(undone.clients == 2);
  CHECK(undone.visits == 3);
  CHECK(undone.kept_clients == 0);
  CHECK(undone.kept_visits == 0);
  std::vector<std::int64_t> after;
  for (const char* table : tables) after.push_back(rows_of(book, table));
  CHECK(after == before);
  CHECK(hits(book, "Lindqvist") == 0);
  CHECK_FALSE(book.numbered(10003));

  const auto again = book.try_undo();
  REQUIRE_FALSE(again.ok());
  CHECK(again.error().code == ErrorCode::kWrongState);
}

TEST_CASE("a record number that was taken away is never given again") {
  FormerBook book;
  book.two_clients();
  book.imported();
  const ClientId noor = book.numbered(10003).value();
  const std::int64_t before = book.box.ledger->head().number;
  book.try_undo().value();
  std::vector<std::string> told;
  for (const auto& event : testing::events_since(book, before)) {
    if (event.action == "client.take_away") told.push_back(event.detail);
  }
  std::sort(told.begin(), told.end());
  CHECK(told == std::vector<std::string>{"record 10003; it had come in with the former book",
                                         "record 10004; it had come in with the former book"});
  // The chain can still be asked for it.
  book.read<bool>([&](store::ReadTxn& txn) {
    CHECK(clients::record_number_taken_away(txn, noor) == 10003);
    CHECK(clients::client_taken_away(txn, 10003) == noor);
    return true;
  });
  book.imported();
  CHECK_FALSE(book.numbered(10003));
  CHECK_FALSE(book.numbered(10004));
  CHECK(book.numbered(10005));
  CHECK(book.on("2026-12-01").size() == 2);
}

TEST_CASE("what somebody has worked with stays and is listed, and the rest goes") {
  FormerBook book;
  book.two_clients();
  book.imported();
  SECTION("a client was edited: the record stays, and its visits go") {
    const ClientId noor = book.numbered(10003).value();
    book.write<api::clients::Client>(
            FormerBook::desk(),
            [&](audit::WriteTxn& txn) {
              auto client = clients::find_client(txn, noor).value();
              client.details.pronouns = "she/her";
              return clients::edit_client(
                  FormerBook::desk(),
                  {.client = noor, .base_revision = 1, .details = client.details}, txn,
                  parse_date("2026-11-24").value());
            })
        .value();
    const auto undone = book.try_undo().value();
    CHECK(undone.kept == std::vector<std::int64_t>{10003});
    CHECK(undone.visits == 3);
    CHECK(undone.clients == 1);
  }
  SECTION("a visit was moved: both it and whose it is stay") {
    const auto visit = book.on("2026-12-01").at(1);
    book.try_move(book.moving(visit, "2026-12-02T11:00")).value();
    const auto undone = book.try_undo().value();
    CHECK(undone.kept == std::vector<std::int64_t>{10004});
    CHECK(undone.kept_visits == 1);
    CHECK(undone.visits == 2);
    CHECK(book.on("2026-12-02").size() == 1);
    CHECK(book.on("2026-12-08").empty());
  }
  SECTION("somebody booked a client who came in") {
    auto request = book.booking("2026-12-03T09:00");
    request.client = book.numbered(10004).value();
    book.try_book(request).value();
    const auto undone = book.try_undo().value();
    CHECK(undone.kept == std::vector<std::int64_t>{10004});
    CHECK(undone.kept_visits == 0);
    CHECK(undone.visits == 3);
    CHECK(book.on("2026-12-03").size() == 1);
  }
}

TEST_CASE("what refers to a record in whatever table keeps it") {
  FormerBook book;
  book.two_clients();
  book.imported();
  const ClientId noor = book.numbered(10003).value();
  const auto visit = book.on("2026-12-01").at(1);
  // By a foreign key to the client, and by a column that only has the visit's name.
  book.write<bool>(
          FormerBook::desk(),
          [&](audit::WriteTxn& txn) -> Result<bool> {
            txn.change("CREATE TABLE petition (of_whom BLOB REFERENCES client (id))").execute();
            txn.change("INSERT INTO petition (of_whom) VALUES ($client)")
                .bind("$client", noor)
                .execute();
            txn.change("CREATE TABLE poem (appointment BLOB)").execute();
            txn.change("INSERT INTO poem (appointment) VALUES ($visit)")
                .bind("$visit", visit.id)
                .execute();
            txn.record({.action = "test.work"});
            return true;
          })
      .value();
  const auto undone = book.try_undo().value();
  CHECK(undone.kept == std::vector<std::int64_t>{10003, 10004});
  CHECK(undone.kept_visits == 1);
  CHECK(undone.visits == 2);
  CHECK(undone.clients == 0);
}

TEST_CASE("only the newest import is taken back, and nothing where there was none") {
  FormerBook book;
  CHECK(book.try_undo().error().code == ErrorCode::kNotFound);
  book.two_clients();
  book.imported();
  book.clients_are("B-1,Cai,Moss,1999-09-09\n");
  book.visits.clear();
  book.imported();
  CHECK(book.try_undo()->clients == 1);
  CHECK(book.try_undo().error().code == ErrorCode::kWrongState);
  CHECK(book.numbered(10003));
  CHECK(book.on("2026-12-01").size() == 2);
}

TEST_CASE("a client who was said to be one who is here is no part of what is taken back") {
  FormerBook book;
  book.clients =
      "key,legal_given,legal_family,birth_date,same_as\n3,Ana,Petrov,1986-04-17,#10001\n";
  book.visits_are(book.visit("3", "2026-12-01 10:00"));
  book.imported();
  const auto undone = book.try_undo().value();
  CHECK(undone.clients == 0);
  CHECK(undone.visits == 1);
  CHECK(book.numbered(10001) == book.ana);
}

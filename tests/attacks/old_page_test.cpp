// SPDX-License-Identifier: Apache-2.0
// Somebody who can write to the disk and has no key puts back a single page of the store as it was
// some time ago. The engine takes it: its tag is good, and it lies where it always lay. Each page
// that differs is put back, one at a time; who notices is compared with what the page held. Prints
// the counts; what nobody notices stands in docs/threat-model.md.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "server/features/clients/clients.h"
#include "tests/attacks/stolen_box.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

// A stolen box in which Ana's pronouns were corrected since the store was copied.
struct PagedBox : StolenBox {
  PagedBox() {
    box.clock.advance(std::chrono::seconds(1));
    correct_pronouns();
    newest = box.box->ledger().head();
    box.close();
    now = content_of(box.paths.store());
    head_copy_now = content_of(box.paths.head_copy);
    alter([&](store::Connection& connection) {
      page_size = static_cast<std::size_t>(number(connection, "PRAGMA page_size"));
      client_page = static_cast<std::size_t>(
          number(connection, "SELECT rootpage FROM sqlite_schema WHERE name = 'client'"));
      chain_now = chain(connection);
    });
    go_back();
    REQUIRE(older_store.size() % page_size == 0);
    REQUIRE(now.size() >= older_store.size());
  }

  static std::int64_t number(store::Connection& connection, const char* sql) {
    store::Statement row = connection.statement(sql);
    REQUIRE(row.next());
    return row.integer(0);
  }
  // Every event as it stands there.
  static std::vector<std::string> chain(store::Connection& connection) {
    store::Statement rows =
        connection.statement("SELECT number || ' ' || hex(hash) FROM audit_event ORDER BY number");
    std::vector<std::string> events;
    while (rows.next()) events.push_back(rows.text(0));
    return events;
  }
  bool chain_is_whole() {
    std::vector<std::string> found;
    try {
      alter([&](store::Connection& connection) { found = chain(connection); });
    } catch (const Fault&) {
      return false;
    }
    return found == chain_now;
  }

  WhoNotices look_or_fail() {
    try {
      return look();
    } catch (const Fault&) {
      return kEverybody;
    }
  }

  void correct_pronouns() {
    practice->write([&](audit::WriteTxn& txn) -> Result<bool> {
      const auto ana = clients::find_client(txn, practice->client).value();
      api::clients::EditRequest edit{
          .client = ana.id, .base_revision = ana.revision, .details = ana.details};
      edit.details.pronouns = "they/them";
      ALCOVE_TRY(clients::edit_client(practice->dana, edit, txn, date_of(practice->today)));
      return true;
    });
  }
  std::string pronouns() {
    return box.box->store()
        .read<std::string>([&](store::ReadTxn& txn) -> Result<std::string> {
          return clients::find_client(txn, practice->client).value().details.pronouns;
        })
        .value();
  }

  // The box as it was left, with that page (from 0) as it was when the store was copied.
  void put_back_page(std::size_t page) {
    Bytes content = now;
    const auto from = static_cast<std::ptrdiff_t>(page * page_size);
    std::copy_n(older_store.begin() + from, page_size, content.begin() + from);
    go_back(content);
  }
  void go_back() { go_back(now); }
  void go_back(const Bytes& content) {
    box.close();
    for (const char* beside : operation::BoxPaths::kBesideStore) {
      std::filesystem::remove(box.paths.store().string() + beside);
    }
    put_content(box.paths.store(), content);
    put_content(box.paths.head_copy, head_copy_now);
  }
  std::vector<std::size_t> pages_that_differ() const {
    std::vector<std::size_t> pages;
    for (std::size_t at = 0; at < older_store.size(); at += page_size) {
      const auto from = static_cast<std::ptrdiff_t>(at);
      if (!std::equal(now.begin() + from,
                      now.begin() + from + static_cast<std::ptrdiff_t>(page_size),
                      older_store.begin() + from)) {
        pages.push_back(at / page_size);
      }
    }
    return pages;
  }

  Bytes now;
  Bytes head_copy_now;
  std::vector<std::string> chain_now;
  std::size_t page_size = 0;
  std::size_t client_page = 0;  // from 1, as the engine counts
};

}  // namespace

TEST_CASE("an older page put back is noticed wherever it held a part of the chain") {
  PagedBox stolen;
  REQUIRE(stolen.look() == WhoNotices{});
  std::size_t of_chain = 0;
  std::size_t noticed = 0;
  const std::vector<std::size_t> pages = stolen.pages_that_differ();
  for (const std::size_t page : pages) {
    CAPTURE(page);
    stolen.put_back_page(page);
    const bool whole = stolen.chain_is_whole();
    stolen.put_back_page(page);
    const WhoNotices seen = stolen.look_or_fail();
    if (!(seen == WhoNotices{})) ++noticed;
    if (whole) continue;
    ++of_chain;
    CHECK(seen.verify == kNoticed);
  }
  fmt::print("{} older pages put back: {} noticed, {} of them held events\n", pages.size(), noticed,
             of_chain);
  CHECK(of_chain > 0);
  CHECK(noticed >= of_chain);
  CHECK(noticed < pages.size());
}

TEST_CASE("an older page of clients' records put back is served, and nobody notices") {
  PagedBox stolen;
  REQUIRE(stolen.box.open());
  REQUIRE(stolen.pronouns() == "they/them");
  stolen.put_back_page(stolen.client_page - 1);
  CHECK(stolen.look() == WhoNotices{});
  CHECK(stolen.pronouns().empty());
}

// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include <catch2/catch.hpp>

#include "server/operator/contract_audit.h"
#include "server/operator/contract_book.h"
#include "server/operator/contract_staff.h"
#include "tests/operator/open_box.h"

using namespace alcove;
using namespace alcove::operation;
using testing::OpenBox;

namespace {

// As alcovectl sends them: one behind the other, in memory.
struct SentFiles {
  explicit SentFiles(const std::vector<std::pair<BookPartKind, std::string>>& files)
      : memory(memfd_create("book", MFD_CLOEXEC)) {
    for (const auto& [kind, text] : files) {
      ALCOVE_CHECK(write_all(memory.get(), as_bytes(text)));
      parts.push_back({kind, static_cast<std::int64_t>(text.size())});
    }
  }
  Descriptor memory;
  std::vector<BookPart> parts;
};

struct BookBox : OpenBox {
  BookBox() {
    run(kStaffAdd, {.sign_in_name = "m.wright",
                    .display_name = "Mara Wright",
                    .credential = "LCSW",
                    .roles = {api::Role::kClinician},
                    .crisis = false})
        .value();
  }
  Result<book_import::Outcome> check(const SentFiles& sent) {
    return run(kBookCheck, {sent.parts}, sent.memory.get());
  }
  SentFiles two_files() {
    return SentFiles(
        {{BookPartKind::kClients,
          "key,legal_given,legal_family,birth_date\n1,Noor,Haddou,1979-06-30\n"},
         {BookPartKind::kAppointments,
          "client,clinician,service,start,minutes\n1,m.wright,Therapy,2026-12-01 10:00,50\n"}});
  }
};

}  // namespace

TEST_CASE("a former book is checked, comes in with the token and is taken back once") {
  BookBox box;
  const SentFiles sent = box.two_files();
  const book_import::Outcome checked = box.check(sent).value();
  REQUIRE(checked.problems.told.empty());
  CHECK(checked.clients == 1);
  CHECK(checked.visits == 1);
  REQUIRE(checked.token);
  const auto wrong = box.run(kBookImport, {sent.parts, std::string(64, 'f')}, sent.memory.get());
  CHECK(wrong.error().code == ErrorCode::kConflict);
  CHECK(box.run(kBookImport, {sent.parts, *checked.token}, sent.memory.get())->clients == 1);
  CHECK(box.run(kBookUndo)->clients == 1);
  CHECK(box.run(kBookUndo).error().code == ErrorCode::kWrongState);
  // By the number that nobody has any more.
  const AuditReply found = box.run(kAudit, {.record_number = "10001", .limit = 10}).value();
  REQUIRE(found.items.size() == 4);
  CHECK(found.items[0].action == "client.take_away");
  CHECK(found.items[0].record_number == "10001");
  CHECK(found.items[3].action == "client.register");
  CHECK(found.items[3].who == "user root of the box");
}

TEST_CASE(
    "a file that is not as long as was said is refused, and so is a part that is there twice") {
  BookBox box;
  for (const std::int64_t by : {-1, 1}) {
    SentFiles sent = box.two_files();
    sent.parts[1].bytes += by;
    CHECK(box.check(sent).error().code == ErrorCode::kMalformed);
  }
  const std::string clients = "key,legal_given,legal_family,birth_date\n";
  const SentFiles twice({{BookPartKind::kClients, clients}, {BookPartKind::kClients, clients}});
  CHECK(box.check(twice).error().code == ErrorCode::kMalformed);
  CHECK(box.run(kBookCheck, {box.two_files().parts}).error().code == ErrorCode::kMalformed);
  CHECK(box.check(SentFiles({})).error().code == ErrorCode::kMissingField);
}

TEST_CASE("all files together have at most as many bytes as may come in") {
  BookBox box;
  const std::string header = "key,legal_given,legal_family,birth_date\n";
  const std::string rest(book_import::kMaxBytes - header.size(), 'x');
  CHECK(
      box.check(SentFiles({{BookPartKind::kClients, header}, {BookPartKind::kAppointments, rest}}))
          .ok());
  CHECK(box.check(SentFiles({{BookPartKind::kClients, header},
                             {BookPartKind::kAppointments, rest + "x"}}))
            .error()
            .code == ErrorCode::kTooLarge);
}

// SPDX-License-Identifier: Apache-2.0
// The disk refuses every write, in each of the ways a disk does, under the server's real write
// path: nothing half is stored, nothing is answered that is not recorded, and once it takes writes
// again the very same requests are served, once, by the same open store.
#include <sqlite3.h>

#include <atomic>
#include <catch2/catch.hpp>

#include "server/audit/verifier.h"
#include "shared/api/clients.h"
#include "tests/faults/busy_clinic.h"
#include "tests/faults/disk_shim.h"
#include "tests/support/scratch.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

class RefusingDisk final : public DiskWatcher {
 public:
  int before(const DiskCall& call) override {
    const bool changes = call.act == DiskAct::kWrite || call.act == DiskAct::kTruncate;
    return changes ? refusal.load() : SQLITE_OK;
  }
  void done(const DiskCall&) override {}
  std::atomic<int> refusal{SQLITE_OK};
};

api::clients::RegisterRequest somebody(BusyClinic& clinic, const char* family, const char* born) {
  api::clients::RegisterRequest request;
  request.client = clinic.new_id<ClientId>();
  request.details.legal_given = "Lucía";
  request.details.legal_family = family;
  request.details.birth_date = parse_date(born).value();
  return request;
}

void check_refused_and_served_later(int refusal, int status) {
  RefusingDisk disk;
  set_disk_watcher(&disk);
  const Scratch folder;
  const BusyClock clock;
  store::StoreOptions options;
  options.connection.vfs = disk_shim_name();
  {
    const auto clinic = BusyClinic::create(folder.folder(), clock, options);
    const auto mia = clinic->seat("mia", api::Role::kFrontDesk, wire::Station::kFrontDesk);
    const auto one = somebody(*clinic, "Morales", "1986-04-17");
    const auto first = clinic->request(api::clients::register_client, one, mia);
    REQUIRE(clinic->ask(mia, first).status == 200);
    const auto second = somebody(*clinic, "Quintero", "1951-12-30");
    const auto write = clinic->request(api::clients::register_client, second, mia);
    const auto read = clinic->request(api::clients::open, {second.client}, mia);
    const auto known = clinic->request(api::clients::open, {one.client}, mia);
    const audit::Head before = clinic->ledger().head();

    disk.refusal = refusal;
    for (int again = 0; again < 3; ++again) CHECK(clinic->ask(mia, write).status == status);
    // What cannot be recorded is not shown.
    CHECK(clinic->ask(mia, known).status == status);
    CHECK(clinic->ledger().head() == before);

    disk.refusal = SQLITE_OK;
    CHECK(clinic->ask(mia, write).status == 200);
    const std::int64_t served = clinic->ledger().head().number;
    CHECK(clinic->ask(mia, write).status == 200);  // from the reply that was kept
    CHECK(clinic->ledger().head().number == served);
    CHECK(clinic->ask(mia, read).status == 200);
    const auto chain = audit::verify_chain(clinic->store(), clinic->ledger().audit_key(),
                                           clinic->ledger().signing_public(), {});
    CHECK_FALSE(chain.value().bad);
    CHECK(clinic->store().check_pages({}).empty());
  }
  set_disk_watcher(nullptr);
}

}  // namespace

TEST_CASE("a disk that is full refuses each write with no space, and the same goes on later") {
  check_refused_and_served_later(SQLITE_FULL, 507);
}

TEST_CASE(
    "a disk that became read-only refuses what must be recorded, and the same goes on later") {
  check_refused_and_served_later(SQLITE_READONLY, 500);
}

TEST_CASE("a disk that does not answer refuses what must be recorded, and the same goes on later") {
  check_refused_and_served_later(SQLITE_IOERR_WRITE, 500);
}

// SPDX-License-Identifier: Apache-2.0
#include "tests/after_restore/lost_desk.h"
#include "tests/support/small_disk.h"

// The terminal's own disk is full: what the box acknowledges is safe there, but nothing of it is
// kept for a restored box. The box hears of it, and of the end of it.

using namespace alcove;
using namespace alcove::tests;
using wire::Station;

TEST_CASE("a terminal whose disk is full tells the box, and tells it when there is room again") {
  const auto disk = alcove::testing::SmallDisk::mounted(4 * 1024 * 1024);
  if (!disk) return;
  LostBox clinic;
  const ClientId ana = clinic.add_client("Ana", "Keller");
  KeepingTerminal desk(clinic, Station::kFrontDesk, "Desk one", disk->folder());
  REQUIRE(desk.connects());
  desk.sign_in("mia");
  const DeviceId self = desk.files->load().value()->device;
  CHECK(clinic.at.keeps(self) == true);
  const auto rename = [&](const std::string& preferred) {
    api::clients::Client now = desk.must(api::clients::open, {ana});
    now.details.preferred_given = preferred;
    desk.must(api::clients::edit,
              {.client = ana, .base_revision = now.revision, .details = now.details});
  };
  const auto preferred = [&] {
    return desk.must(api::clients::open, {ana}).details.preferred_given;
  };
  rename("First");
  CHECK(preferred() == "First");
  CHECK(clinic.at.keeps(self) == true);

  disk->fill(0);
  // There may be room left in the last page of the file.
  for (int i = 0; i < 40 && clinic.at.keeps(self) == true; ++i) {
    const std::string name = "Full " + std::to_string(i);
    rename(name);
    CHECK(preferred() == name);  // it is saved all the same
  }
  CHECK(clinic.at.keeps(self) == false);
  rename("Third");
  CHECK(preferred() == "Third");
  CHECK(clinic.at.keeps(self) == false);

  disk->empty();
  rename("Fourth");
  CHECK(preferred() == "Fourth");
  CHECK(clinic.at.keeps(self) == true);
}

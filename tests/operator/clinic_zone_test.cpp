// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "provisioning/alcovectl/making_a_box.h"
#include "tests/support/scratch.h"

using namespace alcove;
using ctl::clinic_zone;

TEST_CASE("a new box takes the machine's zone, but asks for one where that is UTC or none") {
  const testing::Scratch scratch;
  const std::filesystem::path localtime = scratch / "localtime";
  const auto machine_is = [&](const char* target) {
    std::filesystem::remove(localtime);
    std::filesystem::create_symlink(target, localtime);
  };
  const auto asks = [&](const std::optional<std::string>& given) {
    const auto zone = clinic_zone(given, localtime);
    return !zone && zone.error().code == ErrorCode::kMissingField &&
           zone.error().detail.find("--zone America/New_York") != std::string::npos;
  };
  CHECK(asks({}));  // there is no such link
  machine_is("/usr/share/zoneinfo/America/Chicago");
  CHECK(clinic_zone({}, localtime).value() == "America/Chicago");
  CHECK(clinic_zone("Europe/Lisbon", localtime).value() == "Europe/Lisbon");
  machine_is("../usr/share/zoneinfo/Atlantic/Reykjavik");  // its clock is UTC's, and it is a place
  CHECK(clinic_zone({}, localtime).value() == "Atlantic/Reykjavik");
  for (const char* utc : {"UTC", "Etc/UTC", "Etc/GMT", "Zulu", "Etc/Universal"}) {
    machine_is((std::string("/usr/share/zoneinfo/") + utc).c_str());
    CHECK(asks({}));
    CHECK(clinic_zone(utc, localtime).value() == utc);  // who means it names it
  }
  machine_is("/somewhere/else");
  CHECK(asks({}));
  CHECK(clinic_zone("", localtime).error().code == ErrorCode::kOutOfRange);
  CHECK(clinic_zone("Amerika/Bla", localtime).error().code == ErrorCode::kOutOfRange);
}

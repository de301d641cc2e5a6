// SPDX-License-Identifier: Apache-2.0
#include "server/access/authority.h"

#include "shared/api/terminal.h"
#include "tests/access/access_box.h"

// The clinic's own certificate over its ten years, and the next one beside it.

using namespace alcove;
using namespace std::chrono_literals;
using access::ClinicAuthority;
using alcove::testing::AccessBox;
using std::chrono::days;

namespace {

constexpr days kLife{3653};

struct Years {
  AccessBox box;
  const ClinicAuthority& authority = box.services->authority;
  crypto::Hash256 first = authority.certificate().fingerprint();
  UtcTime made = box.box.clock.now();

  bool night() { return authority.keep_in_time(*box.box.ledger).value(); }
  void at(days since) { box.box.clock.set(made + since); }
  std::size_t believed() const { return authority.believed(box.box.clock.now()).size(); }
};

}  // namespace

TEST_CASE("the clinic's next certificate is made in the last three years, and signs a year later") {
  Years years;
  years.at(kLife - days(3 * 366) - days(1));
  CHECK_FALSE(years.night());
  CHECK_FALSE(years.authority.coming());
  years.at(kLife - days(3 * 366));
  CHECK_FALSE(years.night());
  REQUIRE(years.authority.coming());
  const crypto::Hash256 next = years.authority.coming()->fingerprint();
  CHECK(years.authority.certificate().fingerprint() == years.first);
  CHECK(years.believed() == 2);
  CHECK_FALSE(years.night());  // one at a time
  CHECK(years.authority.coming()->fingerprint() == next);
  years.at(kLife - days(2 * 366) - days(1));
  CHECK_FALSE(years.night());
  years.at(kLife - days(2 * 366));
  CHECK(years.night());
  CHECK(years.authority.certificate().fingerprint() == next);
  CHECK_FALSE(years.authority.coming());
  CHECK(years.believed() == 2);  // the one before goes on being believed
  years.at(kLife);
  CHECK(years.believed() == 1);
}

TEST_CASE("after a restart the certificates are the same ones") {
  Years years;
  REQUIRE(years.authority.make_next(*years.box.box.ledger, {.system_user = "root"}).ok());
  const crypto::Hash256 next = years.authority.coming()->fingerprint();
  years.box.restart();
  CHECK(years.box.services->authority.coming()->fingerprint() == next);
  years.box.later(days(366));
  REQUIRE(years.box.services->authority.keep_in_time(*years.box.box.ledger).value());
  years.box.restart();
  const ClinicAuthority& authority = years.box.services->authority;
  CHECK(authority.certificate().fingerprint() == next);
  CHECK_FALSE(authority.coming());
  REQUIRE(authority.believed(years.box.box.clock.now()).size() == 2);
  CHECK(authority.believed(years.box.box.clock.now())[1].fingerprint() == years.first);
}

TEST_CASE("a person can have the next one made now, once") {
  Years years;
  REQUIRE(years.authority.make_next(*years.box.box.ledger, {.system_user = "root"}).ok());
  CHECK(years.authority.make_next(*years.box.box.ledger, {.system_user = "root"}).error().code ==
        ErrorCode::kWrongState);
  CHECK(ClinicAuthority::takes_over_at(*years.authority.coming()) == years.made + days(366));
  years.at(days(366) - days(1));
  CHECK_FALSE(years.night());
  years.at(days(366));
  CHECK(years.night());
}

TEST_CASE("a box that was off until its certificate nearly ends does not wait a year") {
  Years years;
  years.at(kLife - days(89));
  CHECK(years.night());
  CHECK(years.authority.certificate().fingerprint() != years.first);
}

TEST_CASE("a next one that a clock far ahead made does not stand in the way of a right one") {
  Years years;
  years.at(days(30 * 366));
  REQUIRE(years.authority.make_next(*years.box.box.ledger, {.system_user = "root"}).ok());
  const crypto::Hash256 wrong = years.authority.coming()->fingerprint();
  years.at(kLife - days(366) - days(1));
  CHECK_FALSE(years.night());
  CHECK(years.authority.coming()->fingerprint() == wrong);
  years.at(kLife - days(366));
  CHECK_FALSE(years.night());
  REQUIRE(years.authority.coming());
  CHECK(years.authority.coming()->fingerprint() != wrong);
  years.at(kLife - days(90));
  CHECK(years.night());
}

TEST_CASE("the server's certificate follows the one that signs, and lasts ninety days at least") {
  Years years;
  const auto identity = [&] {
    return years.authority.server_identity(*years.box.box.ledger, {"10.0.0.5"}).value().certificate;
  };
  const auto before = identity();
  years.at(days(366 - 90) - days(1));
  CHECK(identity().fingerprint() == before.fingerprint());
  years.at(days(366 - 90) + days(1));
  const auto renewed = identity();
  CHECK(renewed.fingerprint() != before.fingerprint());
  REQUIRE(years.authority.make_next(*years.box.box.ledger, {.system_user = "root"}).ok());
  CHECK(identity().fingerprint() == renewed.fingerprint());
  years.box.later(days(200));
  CHECK(identity().fingerprint() == renewed.fingerprint());
  years.box.later(days(166));
  REQUIRE(years.night());
  const auto under_next = identity();
  CHECK(crypto::judge(under_next, years.authority.certificate(), crypto::CertificateUse::kServer,
                      years.box.box.clock.now()) == crypto::Trust::kGood);
}

TEST_CASE("a server's certificate that was made while the clock was ahead is made anew at once") {
  Years years;
  const auto identity = [&](const char* host) {
    return years.authority.server_identity(*years.box.box.ledger, {host}).value().certificate;
  };
  for (const auto ahead : {std::chrono::hours(5), std::chrono::hours(40 * 24)}) {
    years.box.box.clock.set(years.made + ahead);
    const auto wrong = identity("10.0.0.5");
    CHECK(wrong.from() > years.made);
    years.box.box.clock.set(years.made);
    const auto right = identity("10.0.0.5");
    CHECK(right.fingerprint() != wrong.fingerprint());
    CHECK(crypto::judge(right, years.authority.certificate(), crypto::CertificateUse::kServer,
                        years.made) == crypto::Trust::kGood);
    // Only once.
    CHECK(identity("10.0.0.5").fingerprint() == right.fingerprint());
    static_cast<void>(identity("10.0.0.6"));  // the next round begins with another
  }
}

TEST_CASE("a certificate lasts from the second at which it begins, for ninety days at least") {
  Years years;
  const auto signing = years.authority.certificate();
  const auto made =
      years.authority.server_identity(*years.box.box.ledger, {"10.0.0.5"}).value().certificate;
  // It is made an hour back, and ends after 366 days.
  CHECK(made.from() == years.made - 1h);
  CHECK(ClinicAuthority::lasts(made, signing, years.made - 1h));
  CHECK(ClinicAuthority::lasts(made, signing, years.made + days(366 - 90) - 1s));
  CHECK_FALSE(ClinicAuthority::lasts(made, signing, years.made + days(366 - 90) + 1s));
  // The authority is as old: before it there is nothing better.
  CHECK(ClinicAuthority::lasts(made, signing, years.made - days(40)));
  years.at(days(40));
  const auto later =
      years.authority.server_identity(*years.box.box.ledger, {"10.0.0.6"}).value().certificate;
  CHECK(ClinicAuthority::lasts(later, signing, years.made + days(40) - 1h));
  CHECK_FALSE(ClinicAuthority::lasts(later, signing, years.made + days(40) - 1h - 1s));
}

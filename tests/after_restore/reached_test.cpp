// SPDX-License-Identifier: Apache-2.0
#include "shared/api/reminder_papers.h"
#include "tests/after_restore/lost_desk.h"

// How clients ask to be reached, and who was reminded: written after the backup.

using namespace alcove;
using namespace alcove::tests;
namespace reach = api::clients;
namespace remind = api::reminders;

namespace {

remind::Letterhead letterhead(std::int64_t revision, const std::string& sender) {
  return {revision, sender, reach::Address{"40 Main Street", "", "Buffalo", "NY", "14202"},
          "(716) 555-0100"};
}

}  // namespace

TEST_CASE("what a client asked for, who was reminded and what stands on letters come back") {
  LostDesk clinic;
  const AppointmentId visit = clinic.book(clinic.ana, clinic.today_at(15), std::nullopt);
  clinic.back_up();
  auto& desk = *clinic.desk;
  desk.must(reach::set_wishes,
            {clinic.ana,
             0,
             {.preferred = reach::Preferred::kLetter, .calling = reach::Calling::kDoNotCall}});
  desk.must(remind::set_letterhead, letterhead(0, "Elm House"));
  desk.must(remind::log_try, {.reminder_try = clinic.new_id<remind::ReminderTryId>(),
                              .client = clinic.ana,
                              .day = clinic.today(),
                              .visits = {visit},
                              .way = remind::Way::kLetter,
                              .outcome = remind::Outcome::kSent,
                              .note = "by hand"});
  clinic.lose_box();
  clinic.confirm(3);
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  const auto wishes = clinic.third->must(reach::wishes, {clinic.ana});
  CHECK(wishes.revision == 1);
  CHECK(wishes.wishes.calling == reach::Calling::kDoNotCall);
  CHECK(wishes.made->person_name == "Mia Ortiz");
  CHECK(clinic.third->must(remind::letterhead, {}).sender == "Elm House");
  const auto rows = clinic.third->must(remind::day, {clinic.today(), {}}).items;
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].need == remind::Need::kTold);
  CHECK(rows[0].tries.at(0).note == "by hand");
}

TEST_CASE("wishes of the lost hours never go over those written after the restore") {
  LostDesk clinic;
  clinic.desk->must(reach::set_wishes, {clinic.ana, 0, {.ask_for = "Before"}});
  clinic.later_one_stands(reach::set_wishes, [&](std::int64_t revision, const char* name) {
    return reach::SetWishesRequest{clinic.ana, revision, {.ask_for = name}};
  });
  CHECK(clinic.third->must(reach::wishes, {clinic.ana}).wishes.ask_for == "After");
}

TEST_CASE("a letterhead of the lost hours never goes over one written after the restore") {
  LostDesk clinic;
  clinic.desk->must(remind::set_letterhead, letterhead(0, "Before"));
  clinic.later_one_stands(remind::set_letterhead, [](std::int64_t revision, const char* name) {
    return letterhead(revision, name);
  });
  CHECK(clinic.third->must(remind::letterhead, {}).sender == "After");
}

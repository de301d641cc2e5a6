// SPDX-License-Identifier: Apache-2.0
#include "shared/api/absence_calls.h"
#include "shared/api/absences.h"
#include "shared/api/availability_routes.h"
#include "shared/api/day_close.h"
#include "shared/api/waitlist_reading.h"
#include "shared/api/waitlist_steps.h"
#include "tests/after_restore/lost_desk.h"

// When somebody can be booked, who waits, whom to call and how a day ended: made and changed after
// the backup.

using namespace alcove;
using namespace alcove::tests;
namespace when = api::availability;
namespace waits = api::waitlist;
namespace away = api::absences;
namespace ends = api::day_close;
using api::absences::AbsenceId;
using api::absences::AbsenceTryId;
using api::waitlist::WaitEntryId;
using api::waitlist::WaitOfferId;
using api::waitlist::WaitTryId;
using rules::AppointmentState;

namespace {

struct LostBook : LostDesk {
  when::Hours hours_until(int hour) {
    return {.id = new_id<when::HoursId>(),
            .revision = 0,
            .clinician = brandt,
            .from = today(),
            .until = {},
            .blocks = {{.weekday = 1, .start_minute = 540, .end_minute = hour * 60}}};
  }
  when::TimeOff off_until(int hour) {
    return {.id = new_id<when::TimeOffId>(),
            .revision = 0,
            .clinician = reyes,
            .from = today_at(8),
            .until = today_at(hour),
            .kind = rules::TimeOffKind::kTraining};
  }
  when::ClosedDay closed(const std::string& name) {
    return {.id = new_id<when::ClosedDayId>(),
            .revision = 0,
            .day = date_of(today_at(12) + std::chrono::days(40)),
            .name = name};
  }
  when::OfClinicianReply of(const StaffId& clinician) {
    return third->must(when::of_clinician, {clinician});
  }
  waits::SetRequest wish_of(const WaitEntryId& id, std::int64_t base, const std::string& note) {
    waits::SetRequest request{.wait_entry = id, .base_revision = base, .client = ana, .wish = {}};
    request.wish.service = service;
    request.wish.requested_at = today_at(9) - std::chrono::days(1);
    request.wish.note = note;
    return request;
  }
  waits::OfferRequest offer_to(const WaitEntryId& entry) {
    const LocalDateTime start = today_at(15) + std::chrono::days(7);
    return {.wait_entry = entry,
            .wait_offer = new_id<WaitOfferId>(),
            .clinician = brandt,
            .room = room_2,
            .start = start,
            .minutes = 50,
            .expires = start - std::chrono::minutes(1)};
  }
  waits::OpenReply waiting(const WaitEntryId& id) { return third->must(waits::open, {id}); }
  std::string day_says() { return third->must(ends::look, {}).closing.reason; }
};

}  // namespace

TEST_CASE("hours, time off, a closed day and a cap of the lost hours come back") {
  LostBook clinic;
  clinic.back_up();
  const auto hours = clinic.desk->must(when::set_hours, clinic.hours_until(12));
  auto longer = hours;
  longer.blocks[0].end_minute = 13 * 60;
  clinic.desk->must(when::set_hours, longer);
  clinic.desk->must(when::set_time_off, clinic.off_until(11));
  clinic.desk->must(when::set_closed_day, clinic.closed("Inventory"));
  clinic.desk->must(when::set_cap, {.clinician = clinic.reyes, .revision = 0, .visits_a_day = 6});
  clinic.lose_box();
  clinic.confirm(5);
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  const auto brandts = clinic.of(clinic.brandt);
  REQUIRE(brandts.hours.size() == 1);
  CHECK(brandts.hours[0].revision == 2);
  CHECK(brandts.hours[0].blocks.at(0).end_minute == 780);
  CHECK(brandts.hours[0].made->person_name == "Mia Ortiz");
  const auto reyes = clinic.of(clinic.reyes);
  REQUIRE(reyes.times_off.size() == 1);
  CHECK(reyes.times_off[0].until == clinic.today_at(11));
  CHECK(reyes.cap.visits_a_day == 6);
  const auto days = clinic.third->must(when::closed_days, {}).items;
  REQUIRE(days.size() == 1);
  CHECK(days[0].name == "Inventory");
}

TEST_CASE("hours of the lost hours never go over those set after the restore") {
  LostBook clinic;
  const auto made = clinic.desk->must(when::set_hours, clinic.hours_until(12));
  clinic.later_one_stands(when::set_hours, [&](std::int64_t revision, const std::string& name) {
    auto now = made;
    now.revision = revision;
    now.blocks[0].end_minute = name == "First" ? 780 : name == "Second" ? 840 : 900;
    return now;
  });
  CHECK(clinic.of(clinic.brandt).hours.at(0).blocks.at(0).end_minute == 900);
}

TEST_CASE("a time off of the lost hours never goes over one set after the restore") {
  LostBook clinic;
  const auto made = clinic.desk->must(when::set_time_off, clinic.off_until(11));
  clinic.later_one_stands(when::set_time_off, [&](std::int64_t revision, const std::string& name) {
    auto now = made;
    now.revision = revision;
    now.until = clinic.today_at(name == "First" ? 12 : name == "Second" ? 13 : 14);
    return now;
  });
  CHECK(clinic.of(clinic.reyes).times_off.at(0).until == clinic.today_at(14));
}

TEST_CASE("a closed day and a cap of the lost hours never go over those set after the restore") {
  {
    LostBook clinic;
    const auto made = clinic.desk->must(when::set_closed_day, clinic.closed("Inventory"));
    clinic.later_one_stands(when::set_closed_day, [&](std::int64_t revision, const char* name) {
      auto now = made;
      now.revision = revision;
      now.name = name;
      return now;
    });
    CHECK(clinic.third->must(when::closed_days, {}).items.at(0).name == "After");
  }
  LostBook clinic;
  const auto made = clinic.desk->must(
      when::set_cap, {.clinician = clinic.reyes, .revision = 0, .visits_a_day = 6});
  clinic.later_one_stands(when::set_cap, [&](std::int64_t revision, const std::string& name) {
    auto now = made;
    now.revision = revision;
    now.visits_a_day = name == "First" ? 7 : name == "Second" ? 8 : 9;
    return now;
  });
  CHECK(clinic.of(clinic.reyes).cap.visits_a_day == 9);
}

TEST_CASE("who waits comes back with the tries, the offers and the visit that was taken") {
  LostBook clinic;
  const WaitEntryId id = clinic.new_id<WaitEntryId>();
  const AppointmentId booked = clinic.new_id<AppointmentId>();
  clinic.back_up();
  auto& desk = *clinic.desk;
  desk.must(waits::set_entry, clinic.wish_of(id, 0, "mornings"));
  desk.must(waits::log_try, {.wait_entry = id,
                             .wait_try = clinic.new_id<WaitTryId>(),
                             .way = waits::Way::kPhone,
                             .outcome = waits::Outcome::kNoAnswer,
                             .note = ""});
  const auto no = desk.must(waits::offer, clinic.offer_to(id));
  desk.must(waits::decline_offer, {.wait_offer = no.id, .reason = "too late"});
  desk.must(waits::close, {.wait_entry = id,
                           .base_revision = 1,
                           .how = waits::CloseHow::kMistake,
                           .reason = "the wrong person"});
  desk.must(waits::reopen, {.wait_entry = id, .base_revision = 2, .reason = "the right one"});
  const auto yes = desk.must(waits::offer, clinic.offer_to(id));
  desk.must(waits::take_offer,
            {.wait_offer = yes.id, .appointment = booked, .override_reason = {}});
  clinic.lose_box();
  clinic.confirm(8);
  CHECK(clinic.not_taken() == std::vector<std::string>{});
  const auto now = clinic.waiting(id);
  CHECK(now.row.entry.state == waits::EntryState::kBooked);
  CHECK(now.row.entry.appointment == booked);
  CHECK(now.row.entry.wish.note == "mornings");
  CHECK(now.tries.size() == 1);
  CHECK(now.offers.size() == 2);
  CHECK(clinic.third->must(api::appointments::open, {booked}).row.appointment.state ==
        AppointmentState::kScheduled);
}

TEST_CASE("a wish of the lost hours never goes over one written after the restore") {
  LostBook clinic;
  const WaitEntryId id = clinic.new_id<WaitEntryId>();
  clinic.desk->must(waits::set_entry, clinic.wish_of(id, 0, "before"));
  clinic.later_one_stands(waits::set_entry, [&](std::int64_t revision, const char* note) {
    return clinic.wish_of(id, revision, note);
  });
  CHECK(clinic.waiting(id).row.entry.wish.note == "After");
}

TEST_CASE("an offer of the lost hours is not made of a wish that was changed after the restore") {
  LostBook clinic;
  const WaitEntryId id = clinic.new_id<WaitEntryId>();
  clinic.desk->must(waits::set_entry, clinic.wish_of(id, 0, "before"));
  clinic.back_up();
  const auto offer = clinic.desk->must(waits::offer, clinic.offer_to(id));
  clinic.desk->must(waits::take_offer, {.wait_offer = offer.id,
                                        .appointment = clinic.new_id<AppointmentId>(),
                                        .override_reason = {}});
  clinic.lose_box();
  clinic.third->must(waits::set_entry, clinic.wish_of(id, 1, "After"));
  clinic.confirm(2);
  CHECK(clinic.not_taken() == std::vector<std::string>{"/v1/waitlist/take_offer not_found",
                                                       "/v1/waitlist/offer conflict"});
  CHECK(clinic.waiting(id).row.entry.state == waits::EntryState::kWaiting);
  CHECK(clinic.waiting(id).offers.empty());
}

TEST_CASE("a closed day at the desk comes back closed, and never over what was said afterwards") {
  const auto reason = [](LostBook& clinic, std::int64_t base, const char* why) {
    return ends::ChangeRequest{.day = clinic.today(), .base_revision = base, .reason = why};
  };
  {
    LostBook clinic;
    clinic.back_up();
    clinic.desk->must(ends::close, reason(clinic, 0, "Closed"));
    clinic.desk->must(ends::reopen, reason(clinic, 1, "Opened"));
    clinic.desk->must(ends::close, reason(clinic, 2, "Closed again"));
    clinic.lose_box();
    clinic.confirm(3);
    CHECK(clinic.not_taken() == std::vector<std::string>{});
    CHECK(clinic.day_says() == "Closed again");
  }
  LostBook clinic;
  clinic.back_up();
  clinic.desk->must(ends::close, reason(clinic, 0, "First"));
  clinic.desk->must(ends::reopen, reason(clinic, 1, "Second"));
  clinic.lose_box();
  clinic.third->must(ends::close, reason(clinic, 0, "After"));
  clinic.confirm(2);
  CHECK(clinic.not_taken() ==
        std::vector<std::string>{"/v1/day_close/reopen conflict", "/v1/day_close/close conflict"});
  CHECK(clinic.day_says() == "After");
}

TEST_CASE("what was done about an absence comes back with whom to call, or is set aside whole") {
  const auto lose = [](LostBook& clinic, const AppointmentId& visit, const AbsenceId& id) {
    away::Edit edit;
    edit.clinician = clinic.brandt;
    edit.from = clinic.today_at(8) + std::chrono::days(1);
    edit.until = edit.from + std::chrono::hours(12);
    clinic.back_up();
    const auto seen = clinic.desk->must(away::preview, edit);
    REQUIRE(seen.lines.size() == 1);
    CHECK(seen.lines[0].appointment == visit);
    clinic.desk->must(away::apply,
                      {.absence = id, .edit = edit, .token = seen.token, .reason = "ill"});
    clinic.desk->must(away::log_try, {.absence = id,
                                      .client = clinic.ana,
                                      .absence_try = clinic.new_id<AbsenceTryId>(),
                                      .way = waits::Way::kPhone,
                                      .outcome = waits::Outcome::kReached,
                                      .note = ""});
    clinic.lose_box();
  };
  {
    LostBook clinic;
    const AbsenceId id = clinic.new_id<AbsenceId>();
    const AppointmentId visit =
        clinic.book(clinic.ana, clinic.today_at(10) + std::chrono::days(1), clinic.room_2);
    lose(clinic, visit, id);
    clinic.confirm(2);
    CHECK(clinic.not_taken() == std::vector<std::string>{});
    CHECK(clinic.third->must(api::appointments::open, {visit}).row.appointment.state ==
          AppointmentState::kCancelledByClinic);
    const auto calls = clinic.third->must(away::calls, {id}).items;
    REQUIRE(calls.size() == 1);
    CHECK(calls[0].tries.size() == 1);
  }
  LostBook clinic;
  const AbsenceId id = clinic.new_id<AbsenceId>();
  const AppointmentId visit =
      clinic.book(clinic.ana, clinic.today_at(10) + std::chrono::days(1), clinic.room_2);
  lose(clinic, visit, id);
  const auto now = clinic.third->must(api::appointments::open, {visit}).row.appointment;
  clinic.third->must(api::appointments::mark, {.appointment = visit,
                                               .base_revision = now.revision,
                                               .state = AppointmentState::kConfirmed,
                                               .room = std::nullopt,
                                               .reason = {}});
  clinic.confirm(2);
  CHECK(clinic.not_taken() ==
        std::vector<std::string>{"/v1/absences/log_try not_found", "/v1/absences/apply conflict"});
  CHECK(clinic.third->must(api::appointments::open, {visit}).row.appointment.state ==
        AppointmentState::kConfirmed);
}

TEST_CASE("a snow day comes back with its visits, or is set aside with them") {
  const auto lose = [](LostBook& clinic, const AppointmentId& visit) {
    const when::ClosedDay day = clinic.closed("Snow");
    away::Edit edit;
    edit.from = std::chrono::local_days(day.day);
    edit.until = edit.from + std::chrono::days(1);
    edit.closes = away::Closing{.closed_day = day.id, .revision = 0, .name = day.name};
    clinic.back_up();
    const auto seen = clinic.desk->must(away::preview, edit);
    REQUIRE(seen.lines.size() == 1);
    CHECK(seen.lines[0].appointment == visit);
    clinic.desk->must(away::apply, {.absence = clinic.new_id<AbsenceId>(),
                                    .edit = edit,
                                    .token = seen.token,
                                    .reason = "Snow"});
    clinic.lose_box();
  };
  const auto state_of = [](LostBook& clinic, const AppointmentId& visit) {
    return clinic.third->must(api::appointments::open, {visit}).row.appointment.state;
  };
  {
    LostBook clinic;
    const AppointmentId visit =
        clinic.book(clinic.ana, clinic.today_at(10) + std::chrono::days(40), clinic.room_2);
    lose(clinic, visit);
    CHECK(clinic.third->must(when::closed_days, {}).items.empty());
    clinic.confirm(1);
    CHECK(clinic.not_taken() == std::vector<std::string>{});
    CHECK(clinic.third->must(when::closed_days, {}).items.at(0).name == "Snow");
    CHECK(state_of(clinic, visit) == AppointmentState::kCancelledByClinic);
  }
  LostBook clinic;
  const AppointmentId visit =
      clinic.book(clinic.ana, clinic.today_at(10) + std::chrono::days(40), clinic.room_2);
  lose(clinic, visit);
  clinic.third->must(when::set_closed_day, clinic.closed("Inventory"));
  clinic.confirm(1);
  CHECK(clinic.not_taken() == std::vector<std::string>{"/v1/absences/apply already_exists"});
  CHECK(clinic.third->must(when::closed_days, {}).items.size() == 1);
  CHECK(state_of(clinic, visit) == AppointmentState::kScheduled);
}

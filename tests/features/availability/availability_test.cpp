// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "server/audit/chain_store.h"
#include "tests/features/availability/week.h"

using namespace alcove;
using namespace alcove::testing;

TEST_CASE("hours are kept as they were said, with who said them, and read back") {
  Week week;
  Hours said = week.week("2026-12-01", day("2027-06-30"));
  said.blocks.push_back({2, 12 * 60, 13 * 60, SlotType::kLunch});
  said.blocks.push_back({3, 9 * 60, 12 * 60, SlotType::kMedicationCheck});
  said.blocks.back().overbook = true;
  said.blocks.push_back({7, 0, 24 * 60, SlotType::kCrisisHold});
  const Hours kept = week.answer(contract::set_hours, said);
  CHECK(kept.revision == 1);
  CHECK(kept.made->person_name == "M. Ortiz");
  CHECK(kept.made->terminal_name == "Desk 1");
  const auto reply = week.of_brandt();
  REQUIRE(reply.hours.size() == 1);
  CHECK(reply.hours[0].from == day("2026-12-01"));
  CHECK(reply.hours[0].until == day("2027-06-30"));
  CHECK(reply.hours[0].blocks == said.blocks);
  CHECK(reply.times_off.empty());
  CHECK(reply.cap.revision == 0);
  CHECK_FALSE(reply.cap.visits_a_day.has_value());
}

TEST_CASE("a change is a revision of its own, and one on an older revision is refused") {
  Week week;
  Hours hours = week.answer(contract::set_hours, week.week("2026-12-01"));
  Hours ended = hours;
  ended.until = day("2026-12-31");
  CHECK(week.answer(contract::set_hours, ended).revision == 2);
  CHECK(week.refusal(contract::set_hours, hours) == "conflict revision");
  hours.revision = 0;
  CHECK(week.refusal(contract::set_hours, hours) == "conflict revision");
  const auto history = week.answer(contract::history, {RecordId(hours.id.bytes())});
  REQUIRE(history.hours.size() == 2);
  CHECK_FALSE(history.hours[0].until.has_value());
  CHECK(history.hours[1].until == day("2026-12-31"));
  CHECK(history.hours[0].blocks == history.hours[1].blocks);
  CHECK(history.hours[0].made->at < history.hours[1].made->at);
  CHECK(history.times_off.empty());
  CHECK(week.of_brandt().hours.size() == 1);
}

TEST_CASE("two sets of hours do not hold on one day, unless one was withdrawn") {
  Week week;
  Hours first = week.answer(contract::set_hours, week.week("2026-12-01", day("2026-12-31")));
  CHECK(week.refusal(contract::set_hours, week.week("2026-12-31")) == "already_exists from");
  CHECK(week.refusal(contract::set_hours, week.week("2026-11-01")) == "already_exists from");
  CHECK(week.refusal(contract::set_hours, week.week("2027-01-01")).empty());
  CHECK(week.refusal(contract::set_hours, week.week("2026-11-01", day("2026-11-30"))).empty());
  first.withdrawn = true;
  const Hours withdrawn = week.answer(contract::set_hours, first);
  CHECK(week.refusal(contract::set_hours, week.week("2026-12-10", day("2026-12-20"))).empty());
  Hours again = withdrawn;
  again.withdrawn = false;
  CHECK(week.refusal(contract::set_hours, again) == "already_exists from");
}

TEST_CASE("a week that cannot be meant is refused by the block") {
  Week week;
  const auto with = [&](std::vector<contract::Block> blocks) {
    Hours hours = week.week("2026-12-01");
    hours.blocks = std::move(blocks);
    return week.refusal(contract::set_hours, hours);
  };
  constexpr auto kTherapy = SlotType::kTherapy;
  CHECK(with({{2, 540, 600, kTherapy}, {2, 600, 660, kTherapy}, {3, 0, 1440, kTherapy}}) == "");
  CHECK(with({{2, 542, 600, kTherapy}}) == "out_of_range blocks[0]");
  CHECK(with({{2, 600, 600, kTherapy}}) == "out_of_range blocks[0]");
  CHECK(with({{2, 540, 600, kTherapy}, {2, 595, 660, kTherapy}}) == "out_of_range blocks[1]");
  CHECK(with({{3, 540, 600, kTherapy}, {2, 540, 600, kTherapy}}) == "out_of_range blocks[1]");
  CHECK(with({{8, 540, 600, kTherapy}}) == "out_of_range blocks[0].weekday");
  CHECK(with({{2, 540, 1445, kTherapy}}) == "out_of_range blocks[0].end_minute");
  CHECK(week.refusal(contract::set_hours, week.week("2027-12-02", day("2027-12-01"))) ==
        "out_of_range until");
  Hours nobody = week.week("2028-01-01");
  nobody.id = {};
  CHECK(week.refusal(contract::set_hours, nobody) == "out_of_range id");
}

TEST_CASE("only somebody who can be booked has hours, and a record stays with its clinician") {
  Week week;
  Hours hours = week.week("2026-12-01");
  for (const StaffId& nobody : {kOrtiz, kGone, id_of<StaffId>(99)}) {
    hours.clinician = nobody;
    CHECK(week.refusal(contract::set_hours, hours) == "not_found clinician");
    CHECK(week.refusal(contract::set_cap,
                       contract::Cap{.clinician = nobody, .visits_a_day = std::nullopt}) ==
          "not_found clinician");
  }
  CHECK(week.refusal(contract::of_clinician, contract::OfClinicianRequest{kOrtiz}) ==
        "not_found clinician");
  hours.clinician = kBrandt;
  hours = week.answer(contract::set_hours, hours);
  hours.clinician = kReyes;
  CHECK(week.refusal(contract::set_hours, hours) == "wrong_state clinician");
}

TEST_CASE("time off is cancelled, never deleted") {
  Week week;
  TimeOff off =
      week.answer(contract::set_time_off, week.time_off("2026-12-01T13:00", "2026-12-04T00:00"));
  off.cancelled = true;
  week.answer(contract::set_time_off, off);
  const auto reply = week.of_brandt();
  REQUIRE(reply.times_off.size() == 1);
  CHECK(reply.times_off[0].cancelled);
  CHECK(reply.times_off[0].from == at("2026-12-01T13:00"));
  CHECK(week.answer(contract::history, {RecordId(off.id.bytes())}).times_off.size() == 2);
  CHECK(
      week.refusal(contract::set_time_off, week.time_off("2026-12-01T13:00", "2026-12-01T13:00")) ==
      "out_of_range until");
}

TEST_CASE("time off says what it is for, or is not taken") {
  Week week;
  TimeOff off = week.time_off("2026-12-01T00:00", "2026-12-02T00:00");
  off.kind.reset();
  CHECK(week.refusal(contract::set_time_off, off) == "missing_field kind");
}

TEST_CASE("why somebody is away is read by the person and by the keepers of the book alone") {
  Week week;
  TimeOff off = week.time_off("2026-12-01T00:00", "2026-12-02T00:00");
  off.kind = contract::TimeOffKind::kIll;
  week.answer(contract::set_time_off, off);
  TimeOff other = week.time_off("2026-12-03T00:00", "2026-12-04T00:00");
  other.clinician = kReyes;
  other.kind = contract::TimeOffKind::kTraining;
  week.answer(contract::set_time_off, other);
  const auto kinds = [&](const StaffId& clinician, const TimeOff& record, const char* session) {
    const auto now = week.answer(contract::of_clinician, {clinician}, session).times_off;
    const auto before =
        week.answer(contract::history, {RecordId(record.id.bytes())}, session).times_off;
    REQUIRE(now.size() == 1);
    REQUIRE(before.size() == 1);
    CHECK(now[0].kind == before[0].kind);
    CHECK(now[0].from == record.from);  // that, everybody who books has to know
    return now[0].kind;
  };
  for (const char* session : {"front_desk", "supervisor", "clinician", "prescriber"}) {
    INFO(session);  // the last two are Brandt's own
    CHECK(kinds(kBrandt, off, session) == contract::TimeOffKind::kIll);
  }
  for (const char* session : {"clinician", "prescriber", "biller", "privacy_officer"}) {
    INFO(session);
    CHECK(kinds(kReyes, other, session) == std::nullopt);
  }
}

TEST_CASE("a day is closed once, and can be open after all") {
  Week week;
  contract::ClosedDay closed = week.answer(contract::set_closed_day, week.closed("2026-12-25"));
  CHECK(week.refusal(contract::set_closed_day, week.closed("2026-12-25")) == "already_exists day");
  contract::ClosedDay moved = closed;
  moved.day = day("2026-12-26");
  CHECK(week.refusal(contract::set_closed_day, moved) == "wrong_state day");
  closed.reopened = true;
  week.answer(contract::set_closed_day, closed);
  CHECK(week.refusal(contract::set_closed_day, week.closed("2026-12-25")).empty());
  CHECK(week.refusal(contract::set_closed_day, week.closed("2026-11-26")).empty());
  std::vector<std::string> days;
  for (const auto& one : week.answer(contract::closed_days, {}).items) {
    days.push_back(format_date(one.day) + (one.reopened ? " open" : ""));
  }
  std::sort(days.begin(), days.end());
  CHECK(days == std::vector<std::string>{"2026-11-26", "2026-12-25", "2026-12-25 open"});
}

TEST_CASE("a cap is a number or none, and has its revisions") {
  Week week;
  const contract::Cap seven{.clinician = kBrandt, .visits_a_day = 7};
  const contract::Cap kept = week.answer(contract::set_cap, seven);
  CHECK(week.of_brandt().cap.visits_a_day == 7);
  CHECK(week.refusal(contract::set_cap, seven) == "conflict revision");
  contract::Cap none = kept;
  none.visits_a_day.reset();
  week.answer(contract::set_cap, none);
  CHECK_FALSE(week.of_brandt().cap.visits_a_day.has_value());
  CHECK(week.answer(contract::history, {RecordId(kBrandt.bytes())}).caps.size() == 2);
}

TEST_CASE("the lists have an end: that many are taken and one more is refused") {
  Week week;
  for (std::size_t i = 0; i < contract::kMaxHoursSets; ++i) {
    const LocalDate from(std::chrono::local_days(day("2027-01-01")) + std::chrono::days(i));
    Hours hours = week.week("2027-01-01", from);
    hours.from = from;
    REQUIRE(week.refusal(contract::set_hours, hours).empty());
  }
  CHECK(week.refusal(contract::set_hours, week.week("2030-01-01")) == "too_many");
  contract::Cap cap{.clinician = kBrandt, .visits_a_day = contract::kMaxCap};
  for (std::size_t i = 0; i < contract::kMaxRevisions; ++i) {
    cap = week.answer(contract::set_cap, cap);
  }
  CHECK(week.refusal(contract::set_cap, cap) == "too_many revision");
  week.fill_times_off();
  CHECK(week.refusal(contract::set_time_off,
                     week.time_off("2026-12-01T00:00", "2026-12-02T00:00")) == "too_many");
  week.fill_closed_days();
  CHECK(week.refusal(contract::set_closed_day, week.closed("2030-01-01")) == "too_many");
  cap.visits_a_day = contract::kMaxCap + 1;
  CHECK(week.refusal(contract::set_cap, cap) == "out_of_range visits_a_day");
}

TEST_CASE("whoever keeps the book sets everybody's; a clinician sets what is their own") {
  Week week;
  for (const char* keeper : {"front_desk", "supervisor"}) {
    INFO(keeper);
    CHECK(week.refusal(contract::set_time_off,
                       week.time_off("2026-12-01T00:00", "2026-12-02T00:00"), keeper)
              .empty());
    CHECK(week.refusal(contract::set_cap,
                       contract::Cap{.clinician = keeper[0] == 'f' ? kReyes : kBrandt,
                                     .visits_a_day = 6},
                       keeper)
              .empty());
  }
  CHECK(week.refusal(contract::set_closed_day, week.closed("2026-12-25"), "supervisor").empty());
  for (const char* own : {"clinician", "prescriber"}) {
    INFO(own);
    TimeOff off = week.time_off("2026-12-01T00:00", "2026-12-02T00:00");
    CHECK(week.refusal(contract::set_time_off, off, own).empty());
    off.id = week.new_id<contract::TimeOffId>();
    off.clinician = kReyes;
    CHECK(week.refusal(contract::set_time_off, off, own) == "forbidden");
    Hours hours = week.week("2026-12-01");
    hours.clinician = kReyes;
    CHECK(week.refusal(contract::set_hours, hours, own) == "forbidden");
    CHECK(week.refusal(contract::set_closed_day, week.closed("2026-12-26"), own) == "forbidden");
    CHECK(week.refusal(contract::set_cap,
                       contract::Cap{.clinician = kBrandt, .revision = 1, .visits_a_day = 1},
                       own) == "forbidden");
  }
  CHECK(week.refusal(contract::set_hours, week.week("2026-12-01"), "clinician").empty());
}

TEST_CASE("who may not book sets nothing, and who may not see the book reads nothing") {
  Week week;
  const auto all = [&](const std::string& session, wire::Station station) {
    std::vector<std::string> codes;
    const auto add = [&](const auto& route, const auto& request) {
      codes.push_back(week.refusal(route, request, session, station));
    };
    add(contract::set_hours, week.week("2026-12-01"));
    add(contract::set_time_off, week.time_off("2026-12-01T00:00", "2026-12-02T00:00"));
    add(contract::set_closed_day, week.closed("2026-12-25"));
    add(contract::set_cap, contract::Cap{.clinician = kBrandt, .visits_a_day = 6});
    add(contract::of_clinician, contract::OfClinicianRequest{kBrandt});
    add(contract::closed_days, wire::Nothing{});
    add(contract::history, contract::HistoryRequest{RecordId(kBrandt.bytes())});
    return codes;
  };
  const std::vector<std::string> reader{"forbidden", "forbidden", "forbidden", "forbidden",
                                        "",          "",          ""};
  CHECK(all("biller", wire::Station::kFrontDesk) == reader);
  CHECK(all("privacy_officer", wire::Station::kTherapyRoom) == reader);
  CHECK(all("administrator", wire::Station::kFrontDesk) ==
        std::vector<std::string>(7, "forbidden"));
  CHECK(all("front_desk", wire::Station::kLobby) == std::vector<std::string>(7, "wrong_station"));
  CHECK(all("", wire::Station::kFrontDesk) == std::vector<std::string>(7, "not_signed_in"));
}

TEST_CASE("each change is one event, which does not say what a clinician's time off is for") {
  Week week;
  const std::int64_t before = week.box.ledger->head().number;
  TimeOff off = week.time_off("2026-12-01T00:00", "2026-12-02T00:00");
  off.kind = contract::TimeOffKind::kIll;
  week.answer(contract::set_time_off, off);
  week.answer(contract::set_hours, week.week("2026-12-01"));
  week.answer(contract::set_closed_day, week.closed("2026-12-25"));
  week.answer(contract::set_cap, {.clinician = kBrandt, .visits_a_day = 6});
  week.of_brandt();
  const auto told = week.box.store->read<std::vector<std::string>>(
      [&](store::ReadTxn& txn) -> Result<std::vector<std::string>> {
        store::Statement row =
            txn.query("SELECT " + std::string(audit::kEventColumns) +
                      " FROM audit_event WHERE number > $number ORDER BY number");
        row.bind("$number", before);
        std::vector<std::string> events;
        while (row.next()) {
          const audit::Event event = audit::event_at(row).event;
          events.push_back(event.action + ": " + event.detail);
        }
        return events;
      });
  const std::string of = "of " + kBrandt.text() + "; revision 1; ";
  CHECK(told.value() ==
        std::vector<std::string>{
            "availability.time_off: " + of + "from 2026-12-01T00:00 until 2026-12-02T00:00",
            "availability.hours: " + of + "from 2026-12-01 until further notice; 1 blocks",
            "availability.closed_day: 2026-12-25; revision 1",
            "availability.cap: revision 1; 6 visits a day"});
}

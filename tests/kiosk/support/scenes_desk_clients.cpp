// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/booking.h"
#include "kiosk/screens/desk/client_form.h"
#include "kiosk/screens/desk/client_record.h"
#include "kiosk/screens/desk/find_client.h"
#include "tests/kiosk/support/over_day.h"
#include "tests/kiosk/support/scenes_desk.h"

// The desk's sheets about a client and about a booking.
namespace alcove::tests {
namespace {

using namespace screens::desk;
using text::Language;

constexpr LocalDate kMonday = std::chrono::year(2026) / 11 / 23;

std::vector<api::staff::Member> colleagues() {
  return {{id_of<StaffId>(1), "L. Brandt", "LCSW", {api::Role::kClinician}, false},
          {id_of<StaffId>(2),
           "Dr. Alejandra Fernández de Córdoba-Villavicencio",
           "PMHNP-BC",
           {api::Role::kPrescriber},
           false}};
}

std::vector<api::clients::Hit> hits() {
  const LocalDate birth = std::chrono::year(1986) / 4 / 17;
  return {{id_of<ClientId>(1), 10482, "Morales, Lucía", birth, "•••-••33"},
          {id_of<ClientId>(2), 10977, "Morales, Lucia", std::chrono::year(1991) / 12 / 30, ""},
          {id_of<ClientId>(3), 11003,
           "Fernández de Córdoba y Álvarez de Toledo-Villavicencio, María de los Ángeles (Mari)",
           birth, "•••-••19"}};
}

FindModel found() {
  FindModel model{.title = "Find a client"};
  model.text = model.searched = "morales luc";
  model.hits = hits();
  model.like = {true, true, false};
  model.more = true;
  return model;
}

BookingModel booking(BookingKind kind) {
  BookingModel model{.kind = kind, .client_name = "Lucía Morales"};
  model.services = {{id_of<api::appointments::ServiceId>(1), "Therapy", 50, false}};
  model.clinicians = colleagues();
  model.rooms = rooms();
  model.service = model.services[0].id;
  model.clinician = model.clinicians[0].id;
  model.room = model.rooms[1].id;
  model.day = model.today = kMonday;
  model.time = "10:30";
  model.minutes = "50";
  model.month = {kMonday.year(), kMonday.month()};
  model.free.emplace();
  return model;
}

BookingModel taken() {
  using api::appointments::Place;
  BookingModel model = booking(BookingKind::kMove);
  model.free->collisions = {{Place::kRoom, wall(10, 0), wall(10, 53)},
                            {Place::kClinician, wall(10, 0), wall(10, 53)}};
  model.free->free_rooms = {rooms()[0].id, rooms()[2].id};
  model.free->other_starts = {wall(11, 0), wall(11, 15), wall(13, 0), wall(13, 15)};
  return model;
}

// What a clinician's hours say: a reason goes past it, or nothing does.
BookingModel lunch(BookingKind kind) {
  using rules::ConflictKind;
  BookingModel model = booking(kind);
  model.now = wall(9, 0);
  model.clinician = model.clinicians[1].id;
  model.time = "12:10";
  const auto soft = rules::ConflictWeight::kSoft;
  model.free->conflicts = {{ConflictKind::kLunch, soft, wall(12, 10), wall(12, 30)},
                           {ConflictKind::kCrisisHold, soft, wall(12, 30), wall(13, 0)},
                           {ConflictKind::kOverCap, soft, wall(12, 10), wall(13, 0)}};
  model.free->other_starts = {wall(13, 0), wall(13, 15), wall(13, 30), wall(13, 45)};
  return model;
}

BookingModel refused() {
  using rules::ConflictKind;
  BookingModel model = lunch(BookingKind::kBook);
  const auto hard = rules::ConflictWeight::kHard;
  model.free->conflicts = {{ConflictKind::kClosed, hard, wall(12, 10), wall(13, 0)},
                           {ConflictKind::kTimeOff, hard, wall(12, 10), wall(13, 0)},
                           {ConflictKind::kOutsideHours, hard, wall(12, 10), wall(12, 30)},
                           {ConflictKind::kSlotType, hard, wall(12, 30), wall(13, 0)}};
  model.free->other_starts.clear();
  return model;
}

BookingModel with_interpreter(BookingModel model) {
  model.free->interpreter = api::clients::SpokenLanguage::kHaitianCreole;
  model.modality = api::appointments::Modality::kVideo;
  return model;
}

// What the visit takes: chosen, and one of it taken and one not in use any more.
BookingModel taking(BookingModel model) {
  model.resources = resources();
  model.takes = {resources()[1].id, resources()[3].id};
  model.interpret_into = api::clients::SpokenLanguage::kFrench;
  model.free->interpreter = model.interpret_into;
  model.free->collisions = {
      {api::appointments::Place::kResource, wall(10, 0), wall(10, 53), resources()[1].id}};
  model.free->retired = {resources()[3].id};
  return model;
}

BookingModel past_with_reason() {
  using rules::ConflictKind;
  BookingModel model = lunch(BookingKind::kMove);
  model.now = wall(14, 0);
  model.free->conflicts = {
      {ConflictKind::kBuffer, rules::ConflictWeight::kSoft, wall(12, 10), wall(12, 20)}};
  model.free->other_starts.clear();
  model.free->time_shifted = true;
  model.override_reason = "It was written on paper while the box was away";
  return model;
}

BookingModel choosing(BookingModel::Choosing what) {
  BookingModel model = booking(BookingKind::kWalkIn);
  model.choosing = what;
  return model;
}

// Openings as the box offers them; the second clinician's name is as long as names are.
BookingModel first_free(std::size_t openings, std::int64_t without_hours) {
  using api::appointments::Opening;
  BookingModel model = booking(BookingKind::kBook);
  model.choosing = BookingModel::Choosing::kFirstFree;
  FirstFreeModel first;
  first.visit = "Therapy, 50 min, for Lucía Morales";
  first.clinicians = model.clinicians;
  first.rooms = model.rooms;
  first.room_need = api::appointments::RoomNeed::kAny;
  first.from = first.today = kMonday;
  first.month = model.month;
  first.weekdays = {true, false, true, false, true, false, false};
  first.part = PartOfDay::kMorning;
  first.reply.emplace();
  first.reply->without_hours = without_hours;
  for (std::size_t i = 0; i < openings; ++i) {
    first.reply->openings.push_back(
        Opening{.start = wall(9, 0) + std::chrono::days(i) + std::chrono::minutes(30) * i,
                .minutes = 50,
                .clinician = model.clinicians[i % 2].id,
                .room = model.rooms[i % model.rooms.size()].id});
  }
  model.first_free = std::move(first);
  return model;
}

BookingModel speaking(std::size_t openings, std::int64_t without_language) {
  BookingModel model = first_free(openings, 0);
  model.first_free->understood = {api::clients::SpokenLanguage::kHaitianCreole,
                                  api::clients::LanguageBy::kClinician};
  model.first_free->reply->without_language = without_language;
  return model;
}

BookingModel interpreting(std::size_t openings) {
  BookingModel model = first_free(openings, 0);
  FirstFreeModel& first = *model.first_free;
  first.resources = resources();
  first.takes = {first.resources[2].id};
  first.understood.language = api::clients::SpokenLanguage::kHaitianCreole;
  if (openings == 0) first.understood.by = api::clients::LanguageBy::kInterpreter;
  first.reply->nobody_interprets = openings == 0;
  for (std::size_t i = 0; i < openings; ++i) {
    first.reply->openings[i].interpreter = first.resources[i % 2].id;
  }
  return model;
}

// Both of them are free at the first time, one with an interpreter.
BookingModel two_at_a_time(FirstFreeModel::Choosing choosing) {
  BookingModel model = interpreting(6);
  auto& openings = model.first_free->reply->openings;
  openings[0].interpreter.reset();
  openings[1].start = openings[0].start;
  model.first_free->choosing = choosing;
  return model;
}

BookingModel looking_for_free() {
  BookingModel model = first_free(0, 0);
  model.first_free->reply.reset();
  model.first_free->choosing = FirstFreeModel::Choosing::kRoom;
  return model;
}

BookingModel hindered() {
  BookingModel model = speaking(0, 1);
  model.first_free->hinders = Hinders::kLanguage;
  return model;
}

BookingModel first_free_away() {
  BookingModel model = first_free(3, 0);
  model.first_free->clinician = model.clinicians[1].id;
  return model;
}

void add_first_free(std::vector<Scene>& out) {
  out.push_back(over_day("76-desk-first-free", first_free(6, 2)));
  out.push_back(over_day("76-desk-first-free-none", first_free(0, 1)));
  out.push_back(over_day("76-desk-first-free-language", speaking(1, 1)));
  out.push_back(over_day("76-desk-first-free-speaks", speaking(0, 2)));
  out.push_back(over_day("76-desk-first-free-nobody", first_free(0, 2)));
  out.push_back(over_day("76-desk-first-free-hindered", hindered()));
  out.push_back(over_day("76-desk-first-free-takes", interpreting(4)));
  out.push_back(over_day("76-desk-first-free-nobody-interprets", interpreting(0)));
  using Choosing = FirstFreeModel::Choosing;
  out.push_back(over_day("76-desk-first-free-together", two_at_a_time(Choosing::kNothing)));
  out.push_back(over_day("76-desk-first-free-who", two_at_a_time(Choosing::kWho)));
  out.push_back(over_day("76-desk-first-free-in", two_at_a_time(Choosing::kLanguage)));
  out.push_back(over_day("76-desk-first-free-room", looking_for_free()));
  out.push_back(over_day("76-desk-first-free-away", first_free_away(), {.there = false}));
}

void add_finding(std::vector<Scene>& out) {
  FindModel empty{.title = "Who is the visit for?"};
  FindModel nobody = found();
  nobody.hits.clear();
  nobody.more = false;
  out.push_back(over_day("70-desk-find-empty", empty, {.touch_keyboard = true}));
  out.push_back(over_day("71-desk-find", found()));
  out.push_back(over_day("72-desk-find-nobody", nobody));
  using Reason = rules::DuplicateReason;
  DuplicatesModel same{"Lucía Morales", {}};
  same.items.push_back({hits()[0], {Reason::kSameBirthDate, Reason::kSameFamilyName}, true});
  same.items.push_back(
      {hits()[2],
       {Reason::kDayAndMonthSwapped, Reason::kSimilarGivenName, Reason::kSamePhone},
       false});
  out.push_back(over_day("73-desk-duplicates", same));
}

void add_booking(std::vector<Scene>& out) {
  BookingModel blank = booking(BookingKind::kBook);
  blank.clinician.reset();
  blank.room.reset();
  blank.free.reset();
  blank.time = "25:00";
  blank.minutes = "7";
  BookingModel begun = booking(BookingKind::kBook);
  begun.service.reset();
  begun.clinician.reset();
  begun.time.clear();
  begun.free.reset();
  BookingModel moving = booking(BookingKind::kMove);
  moving.stands = {*moving.clinician, moving.room, *moving.start(), *moving.length()};
  out.push_back(over_day("74-desk-book", booking(BookingKind::kBook)));
  out.push_back(over_day("74-desk-book-begun", begun));
  out.push_back(over_day("74-desk-move", moving));
  out.push_back(over_day("75-desk-book-unfinished", blank, {.touch_keyboard = true}));
  out.push_back(over_day("76-desk-move-taken", taken()));
  out.push_back(
      over_day("76-desk-book-interpreter", with_interpreter(booking(BookingKind::kBook))));
  out.push_back(over_day("76-desk-move-interpreter", with_interpreter(taken())));
  BookingModel takes = taking(booking(BookingKind::kBook));
  out.push_back(over_day("76-desk-book-takes", takes));
  takes.choosing = BookingModel::Choosing::kTakes;
  out.push_back(over_day("76-desk-takes", takes));
  out.push_back(over_day("76-desk-book-hours", refused()));
  out.push_back(over_day("76-desk-book-lunch", lunch(BookingKind::kBook)));
  out.push_back(over_day("76-desk-move-reason", past_with_reason()));
  out.push_back(
      over_day("76-desk-walk-in-reason", lunch(BookingKind::kWalkIn), {.touch_keyboard = true}));
  out.push_back(over_day("77-desk-book-day", choosing(BookingModel::Choosing::kDay)));
  out.push_back(over_day("78-desk-book-clinician", choosing(BookingModel::Choosing::kClinician)));
  out.push_back(over_day("79-desk-book-away", booking(BookingKind::kBook), {.there = false}));
}

ClientFormModel conflict() {
  ClientFormModel model = form_of(lucia(), kMonday);
  model.staff = colleagues();
  model.typed.pronouns = "they/them";
  model.address.line1 = "98 Main Street";
  model.typed.phones[0].number = "716-555-01";
  model.pressed_once = true;
  api::clients::Client theirs = lucia();
  theirs.revision = 5;
  theirs.details.pronouns = "ella";
  theirs.details.address->line1 = "7 Allen Street";
  theirs.details.phones[0].number = "(716) 555-0199";
  take_theirs(model, theirs, Language::kEnglish);
  return model;
}

ChangesModel changes() {
  ChangesModel model{.name = "Lucía Morales", .zone = new_york()};
  model.read = model.more = true;
  const auto add = [&](std::string field, std::string before, std::string after) {
    model.items.push_back({4, wall_utc(9, 12), id_of<StaffId>(9), "Mia Ortiz", "Front desk",
                           std::move(field), std::move(before), std::move(after)});
  };
  add("details.phones[018f0000-0000-7000-8000-000000000001].number", "(716) 555-0133",
      "(716) 555-0119");
  add("details.phones[018f0000-0000-7000-8000-000000000001].may_leave_message", "false", "true");
  add("details.birth_date", "1986-04-07", "1986-04-17");
  add("details.preferred_given", "", "Lucy");
  return model;
}

void add_records(std::vector<Scene>& out) {
  RecordModel record{.client = lucia(), .staff = colleagues(), .today = kMonday};
  ClientFormModel unfinished = blank_form(kMonday);
  unfinished.staff = colleagues();
  unfinished.pressed_once = true;
  unfinished.birth = "4/31/1986";
  unfinished.contact.number = "12";
  unfinished.typed.residence = api::clients::Residence::kAddress;
  unfinished.care_team = {{id_of<StaffId>(2), api::clients::CareRole::kPrescriber}};
  ChangesModel none{.name = "Lucía Morales", .zone = new_york()};
  none.read = true;
  out.push_back(over_day("80-desk-record", record));
  out.push_back(over_day("81-desk-record-reading", RecordModel()));
  out.push_back(over_day("82-desk-changes", changes()));
  out.push_back(over_day("83-desk-changes-none", none));
  out.push_back(over_day("84-desk-register", blank_form(kMonday)));
  out.push_back(over_day("85-desk-register-unfinished", unfinished, {.touch_keyboard = true}));
  out.push_back(over_day("86-desk-edit-conflict", conflict(), {.problem = ErrorCode::kConflict}));
}

}  // namespace

void add_desk_client_scenes(std::vector<Scene>& out) {
  add_finding(out);
  add_booking(out);
  add_first_free(out);
  add_records(out);
}

}  // namespace alcove::tests

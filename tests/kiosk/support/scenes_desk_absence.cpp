// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/absence_sheet.h"
#include "tests/kiosk/support/over_day.h"
#include "tests/kiosk/support/scenes_desk.h"

// Visits of somebody who is away, and whom to call.
namespace alcove::tests {
namespace {

using namespace screens::desk;
using api::absences::CallRow;
using api::absences::CallVisit;
using api::absences::Fate;
using api::absences::Frozen;
using api::absences::Line;

const char* const kLongName =
    "Fernández de Córdoba y Álvarez de Toledo-Villavicencio, María de los Ángeles (Mari)";

AbsenceModel of_brandt() {
  return {.edit = {.clinician = id_of<StaffId>(1), .from = wall(0, 0), .until = wall(23, 55)},
          .name = "L. Brandt",
          .colleagues = {{id_of<StaffId>(2), "A. Reyes"}, {id_of<StaffId>(3), "T. Nguyen"}}};
}

Line line(const char* name, int hour, Fate fate) {
  return {.appointment = id_of<AppointmentId>(static_cast<std::uint8_t>(hour)),
          .revision = 1,
          .client_name = name,
          .record_number = 10482,
          .clinician_name = "L. Brandt",
          .service_name = "Therapy",
          .start = wall(hour, 0),
          .minutes = 53,
          .fate = fate};
}

AbsenceModel listed() {
  AbsenceModel model = of_brandt();
  model.edit.what = api::absences::What::kReassign;
  model.edit.to = id_of<StaffId>(2);
  std::vector<Line> lines{
      line("Haddad, Sam", 9, Fate::kFrozen),       line(kLongName, 10, Fate::kCancel),
      line("Morales, Lucía", 11, Fate::kReassign), line("Okafor, Ngozi", 13, Fate::kNotFree),
      line("Petrov, Ana", 14, Fate::kGoesOn),      line("Weaver, Jo", 15, Fate::kStays)};
  lines[0].frozen = Frozen::kHere;
  lines[2].to_name = lines[3].to_name = "A. Reyes";
  lines[3].taken = api::appointments::Collision{api::appointments::Place::kClinician, wall(13, 30),
                                                wall(14, 30)};
  lines.push_back(line("Ziegler, Max", 16, Fate::kMove));
  lines.push_back(line("Zhang, Wei", 17, Fate::kNotFree));
  for (Line* one : {&lines[6], &lines[7]}) {
    one->to_name = "T. Nguyen";
    one->to_start = wall(10, 30) + std::chrono::days(9);
  }
  model.preview = api::absences::Preview{std::string(64, 'a'), std::move(lines)};
  model.reason = "L. Brandt is ill";
  return model;
}

AbsenceModel snow() {
  AbsenceModel model = listed();
  model.edit.clinician.reset();
  model.edit.what = api::absences::What::kCancel;
  model.name.clear();
  model.changed_meanwhile = true;
  return model;
}

// The day is closed in the same step.
AbsenceModel closing(api::absences::What what) {
  AbsenceModel model = of_brandt();
  model.edit.clinician.reset();
  model.name.clear();
  model.edit.what = what;
  model.edit.closes = api::absences::Closing{.name = "Snow"};
  model.reason = "Snow";
  const Fate all = what == api::absences::What::kLeave ? Fate::kStays : Fate::kCancel;
  model.preview = api::absences::Preview{
      std::string(64, 'a'),
      {line("Haddad, Sam", 9, all), line(kLongName, 10, all), line("Okafor, Ngozi", 13, all),
       line("Weaver, Jo", 15, Fate::kStays)}};
  return model;
}

// Another time for one of them; `read`: or those are still looked for.
AbsenceModel another_time(bool read) {
  AbsenceModel model = listed();
  model.another_time = AnotherTime{.line = 1, .anybody = true};
  if (!read) return model;
  const auto free = [](int hour, int day, const char* who, const char* room) {
    return AnotherTime::Free{
        {wall(hour, 0) + std::chrono::days(day), 53, id_of<StaffId>(2), std::nullopt}, who, room};
  };
  model.another_time->free = {free(13, 0, "T. Nguyen", ""), free(9, 1, "A. Reyes", "Room 2"),
                              free(10, 1, kLongName, "The quiet room on the second floor"),
                              free(15, 6, "T. Nguyen", "Room 1")};
  model.another_time->more = true;
  return model;
}

AbsenceModel nothing() {
  AbsenceModel model = of_brandt();
  model.preview.emplace();
  return model;
}

CallRow row(const char* name, Fate fate, AppointmentState state) {
  return {.client = id_of<ClientId>(1),
          .client_name = name,
          .record_number = 10482,
          .visits = {CallVisit{.appointment = id_of<AppointmentId>(1),
                               .fate = fate,
                               .start = wall(11, 0),
                               .clinician_name = "A. Reyes",
                               .state = state}}};
}

CallsModel calls() {
  CallsModel model{.zone = new_york(), .reply = api::absences::CallsReply{}};
  auto& reply = *model.reply;
  reply.list = {.clinician_name = "L. Brandt", .reason = "ill", .clients = 4, .waiting = 3};
  reply.items = {row("Petrov, Ana", Fate::kCancel, AppointmentState::kCancelledByClinic),
                 row(kLongName, Fate::kReassign, AppointmentState::kScheduled),
                 row("Okafor, Ngozi", Fate::kCancel, AppointmentState::kScheduled),
                 row("Weaver, Jo", Fate::kCancel, AppointmentState::kCancelledByClinic)};
  reply.items[0].reach = {.by = api::clients::By::kCall,
                          .ask_for = "Ana Petrov",
                          .numbers = {{"(716) 555-0133", true}, {"(716) 555-0164", false}}};
  reply.items[1].reach = {
      .by = api::clients::By::kCall, .ask_for = kLongName, .numbers = {{"(716) 555-0112", false}}};
  reply.items[2].reach = {.by = api::clients::By::kLetter,
                          .not_by_call = api::clients::NotByCall::kAsksNot,
                          .ask_for = "N. Okafor"};
  reply.items[3].reach = {.not_by_call = api::clients::NotByCall::kNoNumber,
                          .not_by_letter = api::clients::NotByLetter::kNoAddress,
                          .ask_for = "Jo Weaver"};
  model.can_print = true;
  reply.items[1].language = api::clients::SpokenLanguage::kSpanish;
  reply.items[1].visits.push_back({.appointment = id_of<AppointmentId>(2),
                                   .fate = Fate::kMove,
                                   .start = wall(15, 0) + std::chrono::days(6),
                                   .was = wall(16, 0),
                                   .clinician_name = "T. Nguyen",
                                   .state = AppointmentState::kScheduled});
  reply.items[0].told = true;
  reply.items[0].tries = {{.id = {},
                           .way = api::absences::Way::kPhone,
                           .outcome = api::absences::Outcome::kNoAnswer,
                           .note = "",
                           .made = {wall_utc(9, 12), "Mia Ortiz", "Front desk"}},
                          {.id = {},
                           .way = api::absences::Way::kPhone,
                           .outcome = api::absences::Outcome::kReached,
                           .note = "comes on Thursday",
                           .made = {wall_utc(9, 41), "Mia Ortiz", "Front desk"}}};
  return model;
}

CallListsModel lists() {
  CallListsModel model{.reply = api::absences::ListsReply{}};
  model.reply->items = {{.clinician_name = "L. Brandt",
                         .from = wall(8, 0),
                         .until = wall(18, 0),
                         .reason = "L. Brandt is ill",
                         .clients = 4,
                         .waiting = 3},
                        {.clinician_name = "",
                         .from = wall(0, 0),
                         .until = wall(23, 55),
                         .reason = "Snow",
                         .clients = 21,
                         .waiting = 0},
                        {.clinician_name = "A. Reyes",
                         .session = true,
                         .from = wall(14, 0),
                         .until = wall(15, 30),
                         .now = wall(14, 0) + std::chrono::days(3),
                         .reason = "The heating is broken",
                         .clients = 5,
                         .waiting = 2},
                        {.clinician_name = "",
                         .from = wall(0, 0),
                         .until = wall(23, 55),
                         .reason = "Inventory",
                         .clients = 0,
                         .waiting = 0}};
  return model;
}

// As from the panel of one visit: it stands first, and is asked about at once.
AbsenceModel of_one(bool asks) {
  AbsenceModel model = of_brandt();
  model.edit.what = api::absences::What::kLeave;
  model.preview =
      api::absences::Preview{std::string(64, 'a'),
                             {line("Okafor, Ngozi", 13, asks ? Fate::kStays : Fate::kCancel),
                              line("Petrov, Ana", 14, Fate::kStays)}};
  if (asks) model.choosing = 0;
  return model;
}

}  // namespace

void add_desk_absence_scenes(std::vector<Scene>& out) {
  out.push_back(over_day("99-desk-absence-one", of_one(true)));
  out.push_back(over_day("99-desk-absence-why", of_one(false)));
  out.push_back(over_day("99-desk-absence-list", listed()));
  out.push_back(over_day("99-desk-absence-snow", snow(), {.touch_keyboard = true}));
  out.push_back(over_day("99-desk-absence-closing", closing(api::absences::What::kCancel)));
  out.push_back(over_day("99-desk-absence-closing-leave", closing(api::absences::What::kLeave)));
  out.push_back(over_day("99-desk-absence-nothing", nothing()));
  out.push_back(over_day("99-desk-absence-times", another_time(true)));
  out.push_back(over_day("99-desk-absence-looking", another_time(false)));
  out.push_back(over_day("99-desk-absence-away", listed(), {.there = false}));
  out.push_back(over_day("99-desk-absence-calls", calls()));
  CallsModel of_session = calls();
  of_session.reply->list = lists().reply->items[2];
  out.push_back(over_day("99-desk-absence-calls-session", of_session));
  out.push_back(over_day("99-desk-absence-lists", lists()));
  out.push_back(
      over_day("99-desk-absence-no-lists", CallListsModel{.reply = api::absences::ListsReply{}}));
}

}  // namespace alcove::tests

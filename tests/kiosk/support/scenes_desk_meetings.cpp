// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "kiosk/screens/desk/board_entries.h"
#include "kiosk/screens/desk/guest_sheet.h"
#include "kiosk/screens/desk/like_names.h"
#include "kiosk/screens/desk/meeting_sheets.h"
#include "kiosk/screens/desk/session_time.h"
#include "kiosk/screens/desk/several_history.h"
#include "tests/kiosk/support/desk_models.h"
#include "tests/kiosk/support/over_day.h"
#include "tests/kiosk/support/scenes_desk.h"

// The desk with a session of several clients: on the board, in the panel, in its sheets.
namespace alcove::tests {
namespace {

using namespace screens::desk;
constexpr auto kClinic = api::appointments::CancelledBy::kClinic;
using api::appointments::MeetingOutcome;
using text::Language;

DayBoardModel group_board() {
  DayBoardModel model = monday_board();
  add_group_session(model);
  return model;
}

Scene group_scene(std::string name, std::function<void(DayBoardModel&)> change) {
  return {std::move(name), ui::Density::kStaff, [change = std::move(change)](Language language) {
            auto model = std::make_shared<DayBoardModel>(group_board());
            model->language = language;
            change(*model);
            return [model](ui::Ui& ui) { draw(ui, *model); };
          }};
}

template <class Model>
Scene group_sheet(std::string name, Model filled, SheetFrame frame = {}) {
  return over_day(std::move(name), std::move(filled), frame, group_board());
}

std::vector<BoardRow> places() {
  const DayBoardModel model = group_board();
  std::vector<BoardRow> out;
  for (const std::size_t one : places_in(model, model.meetings[0].meeting.id)) {
    out.push_back(model.rows[one]);
  }
  return out;
}

api::appointments::CancellingReply comes_to() {
  api::appointments::CancellingReply reply;
  for (const BoardRow& row : places()) {
    api::appointments::MeetingPlace place;
    place.client_name = row.client_name;
    place.state = row.appointment.state;
    if (rules::is_here(place.state)) place.outcome = MeetingOutcome::kIsHere;
    if (rules::is_open(place.state)) {
      place.outcome = MeetingOutcome::kCancelled;
      place.reach = {.by = api::clients::By::kCall,
                     .ask_for = "Lucía Morales",
                     .numbers = {{"(716) 555-0133", true}, {"(716) 555-0140", false}}};
    }
    reply.places.push_back(std::move(place));
  }
  reply.places.back().reach = {.not_by_call = api::clients::NotByCall::kNoNumber,
                               .not_by_letter = api::clients::NotByLetter::kNoAddress,
                               .ask_for = "Jo Weaver"};
  return reply;
}

// Twins and their mother, with an interpreter, who comes at half past nine.
DayBoardModel family_board() {
  DayBoardModel model = group_board();
  MeetingCard& card = model.meetings[0];
  card.meeting.kind = api::appointments::MeetingKind::kFamily;
  card.meeting.title.clear();
  card.service_name = "Family therapy";
  card.resources = takes();
  std::vector<BoardRow> kept;
  const char* const names[] = {"Okafor, Ada", "Okafor, Ida"};
  std::size_t next = 0;
  for (BoardRow& row : model.rows) {
    if (row.appointment.meeting == card.meeting.id) {
      if (next == std::size(names)) continue;
      row.client_name = row.card_name = names[next++];
      row.birth_date = std::chrono::year(1986) / 4 / 17;
      row.resources = card.resources;
      row.appointment.state = AppointmentState::kScheduled;
      row.appointment.late_minutes.reset();
    }
    kept.push_back(row);
  }
  model.rows = std::move(kept);
  model.like = like_among(model.rows);
  card.expected = 2;
  card.here = 0;
  return model;
}

api::appointments::CancellingReply family_comes_to() {
  api::appointments::CancellingReply reply;
  const DayBoardModel day = family_board();
  for (const std::size_t one : places_in(day, day.meetings[0].meeting.id)) {
    const BoardRow& row = day.rows[one];
    api::appointments::MeetingPlace place;
    place.client_name = row.client_name;
    place.record_number = row.record_number;
    place.birth_date = row.birth_date;
    place.state = row.appointment.state;
    place.outcome = MeetingOutcome::kCancelled;
    place.reach = {.by = api::clients::By::kCall,
                   .ask_for = spoken_name(row.client_name),
                   .numbers = {{"(716) 555-0133", true}}};
    reply.places.push_back(std::move(place));
  }
  return reply;
}

void add_family_boards(std::vector<Scene>& out) {
  const auto scene = [&](std::string name, std::function<void(DayBoardModel&)> change) {
    out.push_back(
        {std::move(name), ui::Density::kStaff, [change = std::move(change)](Language language) {
           auto model = std::make_shared<DayBoardModel>(family_board());
           model->language = language;
           change(*model);
           return [model](ui::Ui& ui) { draw(ui, *model); };
         }});
  };
  scene("70-desk-family", [](DayBoardModel&) {});
  scene("70-desk-family-ahead", [](DayBoardModel& model) {
    model.today = std::chrono::sys_days(model.day) - std::chrono::days(2);
    model.now -= std::chrono::days(2);
  });
}

void add_group_boards(std::vector<Scene>& out) {
  out.push_back(group_scene("70-desk-group-open", [](DayBoardModel&) {}));
  out.push_back(group_scene("70-desk-group-closed",
                            [](DayBoardModel& model) { model.selected_meeting.reset(); }));
  out.push_back(group_scene("70-desk-group-long", [](DayBoardModel& model) {
    MeetingCard& card = model.meetings[0];
    card.meeting.title = "Skills for living with strong feelings, second round, evening";
    card.meeting.clinicians.push_back(
        {id_of<StaffId>(3), true, "Dr. Alejandra Fernández de Córdoba-Villavicencio"});
    model.rows.back().client_name =
        "Fernández de Córdoba y Álvarez de Toledo-Villavicencio, María de los Ángeles (Mari)";
  }));
  out.push_back(group_scene("70-desk-group-takes", [](DayBoardModel& model) {
    model.meetings[0].resources = takes();
    model.meetings[0].meeting.least = model.meetings[0].expected + 1;
  }));
  out.push_back(group_scene("70-desk-group-by-clinician",
                            [](DayBoardModel& model) { model.view = BoardView::kByClinician; }));
  out.push_back(group_scene("70-desk-group-columns", [](DayBoardModel& model) {
    model.view = BoardView::kFlow;
    for (BoardRow& row : model.rows) row.card_name = spoken_name(row.client_name);
  }));
  out.push_back(group_scene("70-desk-group-columns-away", [](DayBoardModel& model) {
    model.view = BoardView::kFlow;
    model.connection.there = false;
    model.as_of = LocalDateTime(std::chrono::local_days(model.day)) + std::chrono::hours(9);
    model.selected_meeting.reset();
  }));
  out.push_back(group_scene("70-desk-group-cancelled", [](DayBoardModel& model) {
    MeetingCard& card = model.meetings[0];
    card.meeting.title.clear();
    card.meeting.kind = api::appointments::MeetingKind::kFamily;
    card.meeting.state = api::appointments::MeetingState::kCancelled;
  }));
}

void add_family_sheets(std::vector<Scene>& out) {
  const DayBoardModel together = family_board();
  const MeetingCard family = together.meetings[0];
  const auto family_sheet = [&](std::string name, CancelMeetingModel filled) {
    return over_day(std::move(name), std::move(filled), {}, together);
  };
  out.push_back(family_sheet("72-desk-family-cancelling",
                             cancel_meeting_model(family, MeetingCalls::kBefore)));
  CancelMeetingModel off = cancel_meeting_model(family, MeetingCalls::kBefore);
  off.by = api::appointments::CancelledBy::kClient;
  off.comes_to = family_comes_to();
  for (auto& place : off.comes_to->places) place.outcome = MeetingOutcome::kLate;
  out.push_back(family_sheet("72-desk-family-called-off", off));
  CancelMeetingModel moved = cancel_meeting_model(family, MeetingCalls::kMoved);
  moved.comes_to = family_comes_to();
  moved.may_open_calls = true;
  moved.can_go_back = true;
  out.push_back(family_sheet("72-desk-family-told", moved));
  moved.asks_back = 1;
  moved.comes_to->places[0].knows = true;
  out.push_back(family_sheet("72-desk-family-back", moved));
}

// Moved to a day on which one of them does not belong to the group; another has been told.
CancelMeetingModel group_told(const MeetingCard& card) {
  CancelMeetingModel model = cancel_meeting_model(card, MeetingCalls::kMoved);
  model.comes_to = comes_to();
  auto& places = model.comes_to->places;
  for (auto& place : places) {
    place.outcome = MeetingOutcome::kCancelled;
    place.reach = places.back().reach;
    place.state = AppointmentState::kScheduled;
  }
  places[0].reach = api::clients::Reach{.by = api::clients::By::kCall,
                                        .ask_for = "Lucía Morales",
                                        .numbers = {{"(716) 555-0133", true}}};
  places[1].outcome = MeetingOutcome::kLeft;
  places[1].reach = places[0].reach;
  places[2].knows = true;
  return model;
}

void add_group_sheets(std::vector<Scene>& out) {
  const DayBoardModel day = group_board();
  const MeetingCard card = day.meetings[0];
  AttendanceModel attendance{.card = card, .places = places(), .now = day.now};
  out.push_back(group_sheet("71-desk-attendance", attendance));
  AttendanceModel before = attendance;
  before.now = card.meeting.start_time - std::chrono::hours(30);
  before.day_has_come = false;
  out.push_back(group_sheet("71-desk-attendance-before", before));
  attendance.now = card.meeting.start_time + std::chrono::minutes(17);
  attendance.question = AttendanceQuestion{.place = places()[2].appointment.id};
  out.push_back(group_sheet("71-desk-attendance-late", attendance));
  attendance.question = AttendanceQuestion{.place = places()[0].appointment.id,
                                           .attendance = rules::Attendance::kNoShow,
                                           .reason = "It was somebody else"};
  out.push_back(
      group_sheet("71-desk-attendance-changed", attendance, {.problem = ErrorCode::kConflict}));
  out.push_back(
      group_sheet("72-desk-cancelling",
                  CancelMeetingModel{.card = card, .comes_to = comes_to(), .by = kClinic}));
  out.push_back(group_sheet(
      "72-desk-cancelled",
      CancelMeetingModel{.card = card, .comes_to = comes_to(), .calls = MeetingCalls::kCancelled}));
  out.push_back(group_sheet("72-desk-group-told", group_told(card)));
  out.push_back(group_sheet("72-desk-cancelling-away",
                            CancelMeetingModel{.card = card, .by = kClinic, .reason = "Ill"},
                            {.there = false}));
  out.push_back(group_sheet("73-desk-restoring", RestoreMeetingModel{.card = card}));
  LeadersModel leaders{
      .card = card,
      .team = {
          .clinicians = {{id_of<StaffId>(2), "A. Reyes", "LMFT", {api::Role::kClinician}, false},
                         {id_of<StaffId>(1), "L. Brandt", "LCSW", {api::Role::kClinician}, false},
                         {id_of<StaffId>(3),
                          "Dr. Alejandra Fernández de Córdoba-Villavicencio",
                          "PMHNP-BC",
                          {api::Role::kPrescriber},
                          false}},
          .chosen = {id_of<StaffId>(1), id_of<StaffId>(2)}}};
  out.push_back(group_sheet("74-desk-leading", leaders, {.problem = ErrorCode::kTaken}));
  leaders.asks_override = true;
  out.push_back(group_sheet("74-desk-leading-although", leaders));
}

void add_guests(std::vector<Scene>& out) {
  GuestModel guest{.card = group_board().meetings[0],
                   .who = {id_of<ClientId>(9), "Noor Haddad", "Haddad, Noor", 10214,
                           std::chrono::year(1991) / 12 / 2},
                   .taken = 4};
  guest.card.meeting.most = 8;
  guest.free.emplace();
  out.push_back(group_sheet("74-desk-guest", guest));
  guest.taken = 8;
  const LocalDateTime start = guest.card.meeting.start;
  guest.free->collisions = {
      {api::appointments::Place::kClient, "Haddad, Noor", start, start + std::chrono::minutes(50)}};
  out.push_back(group_sheet("74-desk-guest-full", guest));
}

MoveMeetingModel moving(Language language) {
  const DayBoardModel day = group_board();
  MoveMeetingModel model = move_meeting_model(language, day.meetings[0], day.day);
  model.rooms = {{id_of<RoomId>(1), "Room 1", false}};
  model.takes = {.resources = resources(), .chosen = {id_of<api::resources::ResourceId>(1)}};
  model.team.clinicians = {
      {id_of<StaffId>(1), "L. Brandt", "LCSW", {api::Role::kClinician}, false}};
  return model;
}

LocalDateTime half_past(const DayBoardModel& day, int hour) {
  return LocalDateTime(std::chrono::local_days(day.day)) + std::chrono::hours(hour) +
         std::chrono::minutes(30);
}

api::appointments::FreeMeetingReply in_the_way() {
  using api::appointments::Place;
  const DayBoardModel day = group_board();
  api::appointments::FreeMeetingReply free;
  free.collisions = {
      {Place::kClinician, "L. Brandt", half_past(day, 15), half_past(day, 16)},
      {Place::kRoom, "Room 1", half_past(day, 15), half_past(day, 17)},
      {Place::kClient, "Fernández de Córdoba y Álvarez de Toledo, María de los Ángeles",
       half_past(day, 14), half_past(day, 16)}};
  free.conflicts = {{"L. Brandt",
                     {rules::ConflictKind::kOutsideHours, rules::ConflictWeight::kHard,
                      half_past(day, 16), half_past(day, 17)}}};
  free.too_few_seats = true;
  return free;
}

void add_moving_sheets(std::vector<Scene>& out) {
  const DayBoardModel day = group_board();
  out.push_back(group_sheet("74-desk-moving", moving(Language::kEnglish)));
  MoveMeetingModel model = moving(Language::kEnglish);
  model.time = "15:30";
  model.free = in_the_way();
  out.push_back(group_sheet("74-desk-moving-taken", model));
  model.free = api::appointments::FreeMeetingReply{};
  model.reason = "The room is painted";
  out.push_back(group_sheet("74-desk-moving-free", model));
  model.free->conflicts = {{"L. Brandt",
                            {rules::ConflictKind::kLunch, rules::ConflictWeight::kSoft,
                             half_past(day, 15), half_past(day, 16)}}};
  out.push_back(group_sheet("74-desk-moving-although", model));
  out.push_back(group_sheet("74-desk-moving-away", model, {.there = false}));
}

std::vector<api::appointments::MeetingEntry> steps_of_session(std::size_t count) {
  using api::appointments::MeetingEntry;
  using api::appointments::MeetingStep;
  static constexpr MeetingStep kSteps[] = {MeetingStep::kBook, MeetingStep::kAssign,
                                           MeetingStep::kMove, MeetingStep::kCancel,
                                           MeetingStep::kRestore};
  const DayBoardModel day = group_board();
  std::vector<MeetingEntry> all;
  for (std::size_t i = 0; i < count; ++i) {
    MeetingEntry entry;
    entry.at = day.now + std::chrono::minutes(i);
    entry.step = kSteps[i % 5];
    entry.clinicians = {
        {id_of<StaffId>(1), false, "L. Brandt"},
        {id_of<StaffId>(2), true, "Dr. Alejandra Fernández de Córdoba-Villavicencio"}};
    entry.room = id_of<RoomId>(1);
    if (i % 5 == 0 || i % 5 == 2) {
      entry.start = half_past(day, 15);
      entry.minutes = 90;
    }
    if (i % 5 > 0) entry.reason = "The heating in the large room is out until Thursday";
    if (i % 5 == 2) entry.override_reason = "Agreed with everybody";
    entry.person_name = "M. Ortiz";
    entry.terminal_name = "Front desk";
    all.push_back(std::move(entry));
  }
  return all;
}

void add_histories(std::vector<Scene>& out) {
  ClinicNames names;
  names.rooms = {{id_of<RoomId>(1), "Room 1", false}};
  SeveralHistoryModel model{.about = "Skills group, 3:30 PM",
                            .zone = Zone::named("America/New_York").value()};
  out.push_back(group_sheet("74-desk-session-history-reading", model));
  model.changes = std::vector<SeveralChange>();
  out.push_back(group_sheet("74-desk-session-history-empty", model));
  for (const std::size_t count : {std::size_t{5}, api::appointments::kMaxHistory}) {
    out.push_back({"74-desk-session-history-" + std::to_string(count), ui::Density::kStaff,
                   [=](Language language) {
                     SeveralHistoryModel filled = model;
                     filled.changes = changes_of_session(language, names, steps_of_session(count));
                     return group_sheet("", filled).make(language);
                   }});
  }
}

}  // namespace

void add_desk_meeting_scenes(std::vector<Scene>& out) {
  add_group_boards(out);
  add_family_boards(out);
  add_group_sheets(out);
  add_guests(out);
  add_family_sheets(out);
  add_moving_sheets(out);
  add_histories(out);
}

}  // namespace alcove::tests

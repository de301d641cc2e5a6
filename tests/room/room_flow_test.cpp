// SPDX-License-Identifier: Apache-2.0
#include "tests/room/room_clinic.h"

namespace alcove::tests {
namespace {

using api::notes::Note;
using rules::AppointmentState;

TEST_CASE("arrived shows on my day within a second, and a visit is begun and ended from there") {
  RoomClinic clinic;
  RoomTerminal room(clinic);
  REQUIRE(room.says("Morales, Lucía"));
  CHECK(room.says("No note yet"));
  const auto before = std::chrono::steady_clock::now();
  clinic.mark(AppointmentState::kArrived);
  CHECK(room.says("Arrived"));
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(1));
  REQUIRE(room.press("step_0"));
  CHECK(room.says("In session"));
  CHECK(clinic.look(clinic.visit).row.appointment.state == AppointmentState::kInSession);
  REQUIRE(room.press("step_0"));
  CHECK(room.says("Checked out"));
}

TEST_CASE("who is seen by telephone passes no desk: the clinician says that they are on the line") {
  RoomClinic clinic;
  const auto visit = clinic.look(clinic.visit).row.appointment;
  clinic.other_desk->must(api::appointments::assign,
                          {.appointment = visit.id,
                           .base_revision = visit.revision,
                           .clinician = visit.clinician,
                           .room = std::nullopt,
                           .reason = {},
                           .modality = api::appointments::Modality::kPhone});
  RoomTerminal room(clinic);
  REQUIRE(room.says("by telephone"));
  REQUIRE(room.says("On the line"));
  REQUIRE(room.press("step_0"));
  CHECK(room.says("Arrived"));
  CHECK(clinic.look(clinic.visit).row.appointment.state == AppointmentState::kArrived);
  REQUIRE(room.says("Begin visit"));
  REQUIRE(room.press("step_0"));
  CHECK(room.says("In session"));
  CHECK(clinic.look(clinic.visit).row.appointment.state == AppointmentState::kInSession);
}

TEST_CASE("words are safe on the box at a pause, and the note is there on another day's screen") {
  RoomClinic clinic;
  RoomTerminal room(clinic);
  REQUIRE(room.begin_note());
  CHECK(room.safety("Nothing written yet"));
  room.write("Next Monday at ten.");
  CHECK(room.safety("Safe on the box"));
  CHECK(clinic.plan() == "Next Monday at ten.");
  REQUIRE(room.press("back"));
  CHECK(room.says("Note in draft"));
  REQUIRE(room.press("visit_0"));
  REQUIRE(room.safety("Safe on the box"));
  CHECK(room.says("Next Monday at ten."));
}

TEST_CASE(
    "a chart opened before the day knows its notes offers none, and opens the draft there is") {
  RoomClinic clinic;
  {
    RoomTerminal room(clinic);
    REQUIRE(room.begin_note());
    room.write("Written before.");
    REQUIRE(room.safety("Safe on the box"));
  }
  RoomTerminal room(clinic, "Therapy room 3");
  const bool away = GENERATE(false, true);
  REQUIRE(room.press("day_after"));
  REQUIRE(room.says("No visits this day"));
  REQUIRE(room.press("today"));
  // The day's visits have come, and nothing is taken in after them.
  REQUIRE(room.shows("visit_0"));
  REQUIRE_FALSE(room.driver->shows_text("Note in draft"));
  if (away) room.cable.pull();
  room.driver->click("visit_0");
  room.driver->turn();
  if (away) room.turn();
  CHECK(room.driver->shows("note_looking"));
  CHECK_FALSE(room.driver->shows("begin_note"));
  bool offered = false;
  if (away) {
    CHECK(room.says("The note opens here when the box is back."));
    room.cable.put_in();
  }
  REQUIRE(room.until([&] {
    offered |= room.driver->shows("begin_note");
    return room.driver->shows_text("Written before.");
  }));
  CHECK_FALSE(offered);
}

TEST_CASE("a draft begun elsewhere since the day was read is gone on with, not begun again") {
  RoomClinic clinic;
  RoomTerminal room(clinic);
  REQUIRE(room.says("No note yet"));
  room.cable.freeze();  // nothing new reaches the day
  RoomTerminal other(clinic, "Therapy room 3");
  REQUIRE(other.begin_note());
  other.write("Written elsewhere.");
  REQUIRE(other.safety("Safe on the box"));
  REQUIRE(other.press("back"));
  REQUIRE(other.shows("visit_0"));
  room.driver->click("visit_0");
  room.cable.put_in();
  CHECK(room.says("Written elsewhere."));
}

TEST_CASE("the cable is pulled while somebody types: kept here, home by itself, stored once") {
  RoomClinic clinic;
  RoomTerminal room(clinic);
  REQUIRE(room.begin_note());
  room.write("Before.");
  REQUIRE(room.safety("Safe on the box"));
  room.cable.pull();
  room.driver->type(" While away.");
  CHECK(room.safety("Kept here"));
  CHECK(room.says("Keep typing. Your words are kept here, sealed."));
  CHECK_FALSE(room.driver->widget("sign").enabled);
  room.driver->type(" Still away.");
  CHECK(clinic.plan() == "Before.");
  room.cable.put_in();
  // The line says so only when the box has the last word too.
  CHECK(room.safety("Safe on the box"));
  CHECK(clinic.plan() == "Before. While away. Still away.");
  CHECK(room.box->waiting() == 0);
  CHECK(clinic.note().line.open_siblings == 0);
  room.driver->type(" And on.");
  CHECK(room.until([&] { return clinic.plan() == "Before. While away. Still away. And on."; }));
  CHECK(clinic.note().line.open_siblings == 0);
}

TEST_CASE("a box that hangs is not waited for: words are on this disk within a second") {
  RoomClinic clinic;
  RoomTerminal room(clinic);
  REQUIRE(room.begin_note());
  room.write("Before.");
  REQUIRE(room.safety("Safe on the box"));
  room.cable.freeze();
  const auto typed = std::chrono::steady_clock::now();
  room.driver->type(" Hanging.");
  REQUIRE(room.until([&] { return room.box->waiting() > 0; }));
  CHECK(std::chrono::steady_clock::now() - typed < std::chrono::seconds(1));
  CHECK(room.safety("Kept here"));
  room.cable.put_in();
  CHECK(room.safety("Safe on the box"));
  CHECK(clinic.plan() == "Before. Hanging.");
  CHECK(clinic.note().line.open_siblings == 0);
}

TEST_CASE("the program dies while the box is away: what it kept comes home when it runs again") {
  RoomClinic clinic;
  RoomTerminal room(clinic);
  REQUIRE(room.begin_note());
  room.write("Before.");
  REQUIRE(room.safety("Safe on the box"));
  room.cable.pull();
  room.driver->type(" Typed in the dark.");
  REQUIRE(room.safety("Kept here"));
  room.kill();
  room.cable.put_in();
  room.start();
  REQUIRE(room.until([&] { return room.box->there() && room.box->waiting() == 0; }));
  CHECK(clinic.plan() == "Before. Typed in the dark.");
  CHECK(clinic.note().line.open_siblings == 0);
  room.sign_in("brandt");
  REQUIRE(room.says("Note in draft"));
  REQUIRE(room.press("visit_0"));
  CHECK(room.says("Before. Typed in the dark."));
}

TEST_CASE("a chart left and opened again while the box is away waits for the words kept here") {
  RoomClinic clinic;
  RoomTerminal room(clinic);
  REQUIRE(room.begin_note());
  room.write("Before.");
  REQUIRE(room.safety("Safe on the box"));
  room.cable.pull();
  room.driver->type(" While away.");
  REQUIRE(room.safety("Kept here"));
  REQUIRE(room.press("back"));
  REQUIRE(room.says("Note in draft"));
  REQUIRE(room.press("visit_0"));
  REQUIRE(room.shows("note_looking"));
  CHECK_FALSE(room.driver->shows("begin_note"));
  room.cable.put_in();
  REQUIRE(room.shows("section_7"));
  CHECK(room.driver->widget("section_7").value == "Before. While away.");
  room.driver->click("section_7");
  room.driver->control('a');
  room.driver->key(ui::Key::kRight);
  room.driver->type(" On.");
  CHECK(room.until([&] { return clinic.plan() == "Before. While away. On."; }));
  CHECK(clinic.note().line.open_siblings == 0);
  CHECK(room.safety("Safe on the box"));
}

TEST_CASE("taken over elsewhere: it is said at once, and what was typed here stands beside it") {
  RoomClinic clinic;
  RoomTerminal first(clinic, "Therapy room 1");
  REQUIRE(first.begin_note());
  first.write("From room one.");
  REQUIRE(first.safety("Safe on the box"));

  RoomTerminal second(clinic, "Therapy room 2");
  REQUIRE(second.says("Note in draft"));
  REQUIRE(second.press("visit_0"));
  REQUIRE(second.says("is writing this note at Therapy room 1"));
  CHECK(second.safety("Only reading"));
  REQUIRE(second.press("held_act"));
  CHECK(second.says("Go on writing here?"));
  REQUIRE(second.press("sheet_go"));
  REQUIRE(second.safety("Safe on the box"));
  second.write(" And room two.");
  REQUIRE(second.safety("Saving"));
  REQUIRE(second.safety("Safe on the box"));

  CHECK(first.says("This note is being written at Therapy room 2 now."));
  CHECK(first.safety("Only reading"));
  CHECK(clinic.plan() == "From room one. And room two.");
}

TEST_CASE("two versions are shown side by side, and the other one's words are put in or left") {
  RoomClinic clinic;
  RoomTerminal room(clinic);
  REQUIRE(room.begin_note());
  room.write("The draft.");
  REQUIRE(room.safety("Safe on the box"));
  const Note note = clinic.note();
  // Elsewhere somebody still typed on what this note no longer is.
  api::notes::SaveRequest late{.note = note.line.note,
                               .revision = clinic.new_id<NoteRevisionId>(),
                               .base = clinic.new_id<NoteRevisionId>(),
                               .content = note.content};
  late.content.sections = {{rules::NoteSection::kPlan, "Typed elsewhere."}};
  CHECK(clinic.reader->must(api::notes::save, late).outcome == api::notes::SaveOutcome::kSibling);
  REQUIRE(room.press("siblings_act"));
  REQUIRE(room.says("Typed elsewhere."));
  REQUIRE(room.press("sheet_go"));
  CHECK(room.until([&] { return !room.driver->shows("siblings"); }));
  CHECK(clinic.plan() == "The draft.\n\nTyped elsewhere.");
  CHECK(clinic.note().line.open_siblings == 0);
}

TEST_CASE("signing names what is missing, asks for the password, and shows the signed note") {
  RoomClinic clinic;
  RoomTerminal room(clinic);
  REQUIRE(room.begin_note());
  room.write("We meet again on Monday.");
  REQUIRE(room.safety("Safe on the box"));
  REQUIRE(room.press("sign"));
  REQUIRE(room.says("The stop time is missing."));
  CHECK_FALSE(room.driver->shows("password"));
  room.driver->key(ui::Key::kEscape);
  REQUIRE(room.press("start"));
  room.driver->type("11:02");
  room.driver->type("stop", "1155");
  REQUIRE(room.press("sign"));
  REQUIRE(room.shows("password"));
  room.driver->type("password", "not that one at all");
  REQUIRE(room.press("sheet_go"));
  REQUIRE(room.says("That password is not right."));
  room.driver->type("password", ServedClinic::password_of("brandt"));
  REQUIRE(room.press("sheet_go"));
  REQUIRE(room.says("Signed by L. Brandt"));
  CHECK(room.driver->widget("standing_0").value == "Checked: this is what was signed");
  const Note note = clinic.note();
  REQUIRE(note.signature);
  CHECK(note.content.start == clinic.today_at(11, 2));
  CHECK(note.content.stop == clinic.today_at(11, 55));

  REQUIRE(room.press("add_addendum"));
  REQUIRE(write_addendum(room, "Her brother is called Andrés."));
  REQUIRE(room.safety("Safe on the box"));
  REQUIRE(room.press("sign"));
  REQUIRE(room.says("Sign this addendum"));
  room.driver->type("password", ServedClinic::password_of("brandt"));
  REQUIRE(room.press("sheet_go"));
  REQUIRE(room.says("Signed by L. Brandt"));
  REQUIRE(room.says("Her brother is called Andrés."));
  REQUIRE(clinic.note().addenda.size() == 1);
  REQUIRE(room.press("back"));
  CHECK(room.says("Note signed"));
}

TEST_CASE("while the chart changes the list of notes keeps its pages and its place") {
  RoomClinic clinic;
  constexpr int kEarlier = 55;  // more than a page of the box
  for (int visit = 1; visit <= kEarlier; ++visit) {
    // Two a day, the later one first.
    const LocalDateTime start =
        clinic.today_at(visit % 2 == 1 ? 11 : 9) - std::chrono::days((visit + 1) / 2);
    clinic.draft_elsewhere(clinic.book(clinic.client, start, clinic.room_2),
                           "Visit " + std::to_string(visit));
  }
  RoomTerminal room(clinic);
  REQUIRE(room.press("visit_0"));
  REQUIRE(room.says("Visit 1"));
  REQUIRE(room.until([&] {
    room.driver->wheel("notes", -20);
    return room.driver->shows("note_54");
  }));
  // To the very end: a row may be drawn before all of it is in view.
  room.driver->wheel("notes", -20);
  const float place = room.driver->widget("note_54").rect.y;
  // Elsewhere a note within the first page and one in view go on.
  clinic.go_on_elsewhere("Visit 55", "Visit 55, and more.");
  REQUIRE(room.says("Visit 55, and more."));
  REQUIRE(room.driver->shows("note_54"));
  CHECK(room.driver->widget("note_54").rect.y == place);
}

TEST_CASE("leaving puts the last words on the box first, and the history shows them") {
  RoomClinic clinic;
  RoomTerminal room(clinic);
  REQUIRE(room.begin_note());
  room.write("Typed a blink ago.");
  bool left = false;
  room.flow->before_leaving([&] { left = true; });
  CHECK_FALSE(left);
  REQUIRE(room.until([&] { return left; }));
  CHECK(clinic.plan() == "Typed a blink ago.");
  REQUIRE(room.press("history"));
  REQUIRE(room.says("Kept when the note was closed"));
  REQUIRE(room.press("revision_0"));
  CHECK(room.until([&] { return room.driver->shows("sheet_back"); }));
  CHECK(room.says("Typed a blink ago."));
}

}  // namespace
}  // namespace alcove::tests

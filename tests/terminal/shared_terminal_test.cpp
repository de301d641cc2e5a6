// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/appointments.h"
#include "shared/api/notes.h"
#include "tests/terminal/staff_terminal.h"

// Two people, one terminal in a therapy room: one left with a note open, the other needs it.

using namespace alcove;
using namespace std::chrono_literals;
using alcove::testing::ServedClinic;
using alcove::testing::ServedTerminal;
using alcove::testing::StaffTerminal;

namespace {

// María López sees Brandt today; Olga has nobody. What is copied goes to a clipboard as the system
// has one.
struct SharedRoom : StaffTerminal {
  SharedRoom() : StaffTerminal(wire::Station::kTherapyRoom) {
    clinic.add_person({.sign_in_name = "olga",
                       .display_name = "olga tester",
                       .credential = "",
                       .roles = {api::Role::kClinician}});
    maria = register_client();
    visit = new_id<AppointmentId>();
    ServedTerminal desk(clinic, wire::Station::kFrontDesk, "Booking", "anna");
    const auto today =
        std::chrono::floor<std::chrono::days>(clinic.zone.to_local(clinic.clock.now()));
    desk.must(api::appointments::book,
              {.appointment = visit,
               .client = maria,
               .clinician = brandt,
               .room = std::nullopt,
               .service = desk.must(api::clinic_setup::read, {}).services.at(0).id,
               .start = std::chrono::floor<std::chrono::minutes>(today + 11h),
               .minutes = 50});
    elsewhere.emplace(clinic, wire::Station::kTherapyRoom, "Brandt elsewhere", "brandt");
    ui->ui().set_clipboard(
        {[this] { return clipboard; }, [this](const std::string& text) { clipboard = text; }});
  }
  template <class IdType>
  IdType new_id() {
    return IdType::make(clinic.clock.now(), clinic.random);
  }
  void write(const std::string& section, const std::string& words) {
    touch(section);
    ui->type(words);
    turn();
  }
  // Typing pauses until it is said.
  bool safety(const std::string& begins) {
    return wait_for([&] {
      after_ms(100);
      return ui->shows("safety") && ui->widget("safety").value.starts_with(begins);
    });
  }
  // Everything that is drawn, as one text.
  std::string on_the_screen() {
    std::string all;
    for (const ui::TextRecord& text : ui->ui().registry().texts()) all += text.text + "\n";
    for (const ui::WidgetRecord& one : ui->ui().registry().widgets()) all += one.value + "\n";
    return all;
  }
  void nothing_of_hers_is_left(const std::string& words) {
    INFO(on_the_screen());
    CHECK(on_the_screen().find(words) == std::string::npos);
    CHECK(on_the_screen().find("López") == std::string::npos);
    CHECK(clipboard.find(words) == std::string::npos);
  }
  // What somebody else could try at the keyboard, wherever the focus is.
  void try_the_keys(const std::string& words) {
    ui->control('v');
    ui->control('z');
    ui->control('y');
    ui->key(ui::Key::kEscape);
    turn();
    nothing_of_hers_is_left(words);
  }
  std::string plan() {
    for (const auto& line :
         elsewhere->must(api::notes::of_client, {.client = maria, .next = {}}).items) {
      const auto note = elsewhere->must(api::notes::open, {.note = line.note});
      for (const auto& section : note.content.sections) {
        if (section.section == rules::NoteSection::kPlan) return section.text;
      }
    }
    return {};
  }
  NoteId sign_elsewhere(const std::string& words) {
    const auto draft = elsewhere->must(api::notes::open_draft, {.note = new_id<NoteId>(),
                                                                .appointment = visit,
                                                                .format = rules::NoteFormat::kDap,
                                                                .if_held = {}});
    api::notes::SaveRequest save{.note = draft.note,
                                 .revision = new_id<NoteRevisionId>(),
                                 .base = std::nullopt,
                                 .content = draft.content};
    save.content.sections = {{rules::NoteSection::kPlan, words}};
    save.content.start = draft.visit_start;
    save.content.stop = draft.visit_start + 50min;
    elsewhere->must(api::notes::save, save);
    const auto proof = elsewhere->must(
        api::session::confirm, {.pin = {}, .password = ServedClinic::password_of("brandt")});
    elsewhere->must(api::notes::sign,
                    {.note = draft.note, .revision = save.revision, .confirmation = proof.token});
    return draft.note;
  }

  ClientId maria;
  AppointmentId visit;
  std::optional<ServedTerminal> elsewhere;
  std::string clipboard;
};

constexpr const char* kWords = "She told of the river.";

}  // namespace

TEST_CASE("a note left open is safe, and the next person at the terminal reaches nothing of it") {
  SharedRoom at;
  at.work_as("brandt");
  at.touch("visit_0");
  at.touch("begin_note");
  at.write("section_7", kWords);
  at.ui->control('a');
  at.ui->control('c');
  REQUIRE(at.clipboard == kWords);
  REQUIRE(at.safety("Safe on the box"));
  at.touch("lock");
  REQUIRE(at.sees("brandt tester is signed in here."));
  at.nothing_of_hers_is_left("river");
  // Also not by pasting into what the locked screen has to write in.
  at.try_the_keys("river");
  at.touch("switch_person");
  REQUIRE(at.sees_widget("sign_in"));
  at.touch("name");
  at.ui->control('v');
  at.turn();
  CHECK(at.ui->widget("name").value.empty());
  at.work_as("olga");
  REQUIRE(at.sees("No visits this day"));
  at.try_the_keys("river");
  CHECK_FALSE(at.ui->shows("section_7"));
  at.touch("person");
  at.touch("sign_out");

  // For the first one it is there, to the last word.
  at.work_as("brandt");
  at.touch("visit_0");
  REQUIRE(at.wait_for(
      [&] { return at.ui->shows("section_7") && at.ui->widget("section_7").value == kWords; }));
  CHECK(at.plan() == kWords);
}

TEST_CASE("what was copied is there again for the person who unlocks the terminal") {
  SharedRoom at;
  at.work_as_with_pin("brandt", "284915");
  at.touch("visit_0");
  at.touch("begin_note");
  at.write("section_7", kWords);
  at.ui->control('a');
  at.ui->control('c');
  REQUIRE(at.safety("Safe on the box"));
  at.touch("lock");
  REQUIRE(at.sees("brandt tester is signed in here."));
  CHECK(at.clipboard.empty());
  at.type_pin("284915");
  REQUIRE(at.works());
  CHECK(at.clipboard == kWords);
}

TEST_CASE("an addendum left open while the box is away comes home under its own author, once") {
  SharedRoom at;
  const NoteId note = at.sign_elsewhere("Signed before.");
  at.work_as("brandt");
  at.touch("visit_0");
  at.touch("add_addendum");
  at.write("section_8", kWords);
  REQUIRE(at.safety("Safe on the box"));
  at.pull();
  at.write("section_8", " And of the bridge.");
  REQUIRE(at.safety("Kept here"));
  at.touch("lock");
  REQUIRE(at.sees("brandt tester is signed in here."));
  at.nothing_of_hers_is_left("bridge");
  at.touch("switch_person");
  REQUIRE(at.sees_widget("sign_in"));
  at.try_the_keys("bridge");
  at.put_in();
  at.work_as("olga");
  REQUIRE(at.sees("No visits this day"));
  at.try_the_keys("bridge");
  at.nothing_of_hers_is_left("river");

  const auto home = [&] {
    const auto draft = at.elsewhere->must(
        api::notes::open_addendum,
        {.addendum = at.new_id<NoteId>(), .note = note, .if_held = api::notes::IfHeld::kRead});
    return draft.open_siblings == 0 && !draft.content.sections.empty() &&
           draft.content.sections[0].text == std::string(kWords) + " And of the bridge.";
  };
  CHECK(at.wait_for([&] {
    std::this_thread::sleep_for(150ms);
    return home();
  }));
}

TEST_CASE("whoever is called away locks the desk over an open sheet, which waits behind the PIN") {
  testing::StaffTerminal at;
  at.register_client();
  at.work_as_with_pin("anna", "482915");
  const auto open_booking = [&] {
    at.touch("book");
    at.type("find_text", "López");
    REQUIRE(at.wait_for([&] {
      at.after_ms(100);  // the search waits for a pause
      return at.ui->shows("hit_0");
    }));
    at.touch("hit_0");
    REQUIRE(at.sees_widget("book_sheet_lock"));
  };
  open_booking();
  at.touch("book_sheet_lock");
  REQUIRE(at.sees("anna tester is signed in here."));
  CHECK(at.sees("A form was begun here that is in no record yet."));
  CHECK_FALSE(at.ui->shows_text("López"));
  CHECK_FALSE(at.ui->shows("book_sheet"));
  at.type_pin("482915");
  REQUIRE(at.sees_widget("book_sheet"));
  // Somebody else finds nothing of it.
  at.touch("book_sheet_lock");
  at.touch("switch_person");
  REQUIRE(at.sees_widget("sign_in"));
  at.work_as("anna");
  CHECK_FALSE(at.ui->shows("book_sheet"));
}

TEST_CASE("where nobody is at work a sheet has no lock") {
  testing::StaffTerminal at;
  at.work_as_with_pin("anna", "482915");
  at.touch("lock");
  at.touch("reading");
  REQUIRE(at.sees_widget("reading_sheet"));
  CHECK_FALSE(at.ui->shows("reading_sheet_lock"));
}

// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <cmath>

#include "kiosk/screens/room/answers_sheet.h"
#include "tests/kiosk/support/scenes_room.h"
#include "tests/kiosk/support/ui_driver.h"

namespace alcove::tests {
namespace {

using namespace screens::room;
using namespace room_scenes;
using text::Language;
using ui::Key;

struct DayScreen {
  DayModel model = day(Language::kEnglish);
  std::vector<DayIntent> asked;
  UiDriver driver{{}, [this](ui::Ui& ui) {
                    const DayIntent intent = draw(ui, model);
                    if (intent.act != DayAct::kNone) asked.push_back(intent);
                  }};
  DayIntent take() {
    REQUIRE(asked.size() == 1);
    const DayIntent last = asked.back();
    asked.clear();
    return last;
  }
};

struct RoomScreen {
  RoomModel model = draft(Language::kEnglish);
  NoteText text;
  std::vector<RoomIntent> asked;
  UiDriver driver{{}, [this](ui::Ui& ui) {
                    const RoomIntent intent = draw(ui, model, text);
                    if (intent.act != RoomAct::kNone) asked.push_back(intent);
                  }};
  RoomScreen() {
    text.reset(content().sections);
    driver.turn();
    asked.clear();
  }
  RoomIntent take() {
    REQUIRE_FALSE(asked.empty());
    const RoomIntent last = asked.back();
    asked.clear();
    return last;
  }
  std::string safety() { return driver.widget("safety").value; }
};

TEST_CASE("my day says who is where and whether the note is written, and opens a visit") {
  DayScreen screen;
  CHECK(screen.driver.shows_text("Arrived"));
  CHECK(screen.driver.shows_text("waits 6 minutes"));
  CHECK(screen.driver.shows_text("No note yet"));
  CHECK(screen.driver.shows_text("Note in draft"));
  CHECK(screen.driver.shows_text("Note signed"));
  CHECK(screen.driver.shows_text("Safety alert"));
  screen.driver.click("visit_2");
  const DayIntent open = screen.take();
  CHECK(open.act == DayAct::kOpen);
  CHECK(open.visit == 2);
}

TEST_CASE("two clients of one family name carry their birth dates, nobody else does") {
  DayScreen screen;
  CHECK(screen.driver.shows_text("No. 10482 · born April 3, 1986"));
  CHECK(screen.driver.shows_text("No. 10484 · born April 5, 1986"));
  CHECK_FALSE(screen.driver.shows_text("No. 10480 · born"));
}

TEST_CASE("a visit is begun and checked out from my day, not while the box is away") {
  DayScreen screen;
  screen.driver.click("step_2");
  const DayIntent begin = screen.take();
  CHECK(begin.act == DayAct::kBeginVisit);
  CHECK(begin.visit == 2);
  screen.driver.click("step_3");
  CHECK(screen.take().act == DayAct::kEndVisit);
  CHECK_FALSE(screen.driver.shows("step_0"));
  screen.model.bar = away_bar(Language::kEnglish);
  screen.driver.turn();
  CHECK_FALSE(screen.driver.widget("step_2").enabled);
  CHECK(screen.driver.shows_text("This is how the day stood when the box went away."));
}

TEST_CASE("my day goes from day to day, and with the keyboard alone from visit to visit") {
  DayScreen screen;
  screen.driver.click("day_before");
  CHECK(screen.take().act == DayAct::kDayBefore);
  screen.driver.click("day_after");
  CHECK(screen.take().act == DayAct::kDayAfter);
  CHECK_FALSE(screen.driver.widget("today").enabled);
  screen.driver.key(Key::kTab);
  CHECK(screen.driver.widget("visit_0").focused);
  screen.driver.key(Key::kDown);
  CHECK(screen.driver.widget("visit_1").focused);
  screen.driver.key(Key::kEnter);
  const DayIntent open = screen.take();
  CHECK(open.act == DayAct::kOpen);
  CHECK(open.visit == 1);
}

TEST_CASE("an empty day says how visits come here") {
  DayScreen screen;
  screen.model.visits.clear();
  screen.driver.turn();
  CHECK(screen.driver.shows_text("No visits this day"));
  CHECK(screen.driver.shows_text("What the front desk books for you shows here by itself."));
}

TEST_CASE("in the very frame in which a word is typed nothing says that it is safe") {
  for (const Safety said : {Safety::kSafe, Safety::kKeptHere, Safety::kNothing}) {
    RoomScreen screen;
    screen.model.pane.draft.line.safety = said;
    screen.model.pane.draft.line.words = screen.text.version();
    screen.driver.turn();
    CHECK(screen.safety() != "Saving …");
    // Nobody has told the model that there are newer words.
    screen.driver.type("section_7", "x");
    CHECK(screen.safety() == "Saving …");
  }
  RoomScreen refused;
  refused.model.pane.draft.line.safety = Safety::kNotKept;
  refused.model.pane.draft.line.words = refused.text.version();
  refused.driver.type("section_7", "x");
  CHECK(refused.safety() != "Saving …");
}

TEST_CASE("the line at the foot never says more than is true") {
  RoomScreen screen;
  CHECK(screen.safety() == "Safe on the box, 10:42:07");
  CHECK(screen.driver.shows_text("Revision 14"));
  screen.model.pane.draft.line.safety = Safety::kSaving;
  screen.driver.turn();
  CHECK(screen.safety() == "Saving …");
  CHECK(screen.driver.shows_text("Last safe on the box 10:42:07"));
  screen.model.pane.draft.line.safety = Safety::kNotYet;
  screen.driver.turn();
  CHECK(screen.safety() == "Not saved yet");
  screen.model.pane.draft.line.safety = Safety::kKeptHere;
  screen.model.pane.draft.line.time = "10:43:00";
  screen.driver.turn();
  CHECK(screen.safety() == "Kept here, 10:43:00.");
  screen.model.pane.draft.line.safety = Safety::kNotKept;
  screen.model.pane.draft.line.problem = ErrorCode::kNoSpace;
  screen.model.pane.draft.line.safe_time.clear();
  screen.driver.turn();
  CHECK(screen.safety().starts_with("Not kept. The disk"));
}

TEST_CASE("a note is typed section by section, and Control S asks to save now") {
  RoomScreen screen;
  screen.driver.type("section_7", "Next Monday at ten.");
  CHECK(screen.text.of(rules::NoteSection::kPlan).text() == "Next Monday at ten.");
  screen.driver.control('s');
  CHECK(screen.take().pane.act == PaneAct::kSave);
  CHECK(screen.text.of(rules::NoteSection::kPlan).text() == "Next Monday at ten.");
}

TEST_CASE("changing the format loses no word, and offers a place for those without one") {
  RoomScreen screen;
  screen.driver.click("format_SOAP");
  const RoomIntent asked = screen.take();
  CHECK(asked.pane.act == PaneAct::kFormat);
  CHECK(asked.pane.format == rules::NoteFormat::kSoap);
  screen.model.pane.draft.format = asked.pane.format;
  screen.driver.turn();
  CHECK(screen.driver.shows_text("Data is not part of SOAP. Move it before signing."));
  screen.driver.wheel("note", 20);
  screen.driver.wheel("note", -6);
  screen.driver.click("move_2");
  const RoomIntent move = screen.take();
  CHECK(move.pane.act == PaneAct::kMove);
  CHECK(move.pane.from == rules::NoteSection::kData);
  CHECK(move.pane.to == rules::NoteSection::kSubjective);
  const std::string words = screen.text.of(rules::NoteSection::kData).text();
  screen.text.move(move.pane.from, move.pane.to);
  CHECK(screen.text.of(rules::NoteSection::kSubjective).text() == words);
  CHECK(screen.text.of(rules::NoteSection::kData).text().empty());
  CHECK(screen.text.elsewhere(rules::NoteFormat::kSoap).empty());
  CHECK(screen.text.of(rules::NoteSection::kData).undo());
  CHECK(screen.text.of(rules::NoteSection::kData).text() == words);
}

TEST_CASE("a note takes exactly as much as a note can be, and says when a word did not fit") {
  RoomScreen screen;
  const std::string most(rules::kMaxSectionLength, 'a');
  screen.text.reset(
      {{rules::NoteSection::kData, most},
       {rules::NoteSection::kAssessment, std::string(rules::kMaxNoteSize - most.size() - 1, 'b')}});
  screen.driver.turn();
  screen.driver.wheel("note", -100'000);
  screen.driver.type("section_7", "x");
  CHECK(screen.text.size() == rules::kMaxNoteSize);
  CHECK_FALSE(screen.model.pane.draft.full);
  screen.driver.type("y");
  CHECK(screen.text.of(rules::NoteSection::kPlan).text() == "x");
  CHECK(screen.model.pane.draft.full);
  CHECK(screen.driver.shows_text("This note is as long as a note can be."));
}

TEST_CASE("a note that somebody else writes can be read, not changed, and be taken over") {
  RoomScreen screen;
  screen.model.pane.draft.held = Held{"L. Brandt", "Therapy room 1", "10:31", false};
  screen.driver.turn();
  CHECK(screen.driver.shows_text("L. Brandt is writing this note at Therapy room 1, since 10:31."));
  const std::string before = screen.text.of(rules::NoteSection::kData).text();
  screen.driver.type("section_2", "not this");
  CHECK(screen.text.of(rules::NoteSection::kData).text() == before);
  CHECK_FALSE(screen.driver.widget("sign").enabled);
  screen.driver.click("held_act");
  CHECK(screen.take().pane.act == PaneAct::kTakeOver);
}

TEST_CASE("while the box is away the band says what is kept, and signing waits") {
  RoomScreen screen;
  screen.model.bar = away_bar(Language::kEnglish);
  screen.model.pane.draft.away = AwayBand{38, "10:41:12"};
  screen.driver.turn();
  CHECK(screen.driver.shows_text("Keep typing. Your words are kept here, sealed."));
  CHECK(screen.driver.shows_text("38 words since 10:41:12 wait on this terminal"));
  CHECK_FALSE(screen.driver.widget("sign").enabled);
  screen.driver.click("away_help");
  CHECK(screen.take().pane.act == PaneAct::kAwayHelp);
  screen.driver.type("section_7", "Still here.");
  CHECK(screen.text.of(rules::NoteSection::kPlan).text() == "Still here.");
}

TEST_CASE("a point of the trend is touched, or reached with the arrows, and its answers opened") {
  RoomScreen screen;
  TrendPart& phq9 = screen.model.side.trends[0];
  REQUIRE(phq9.scores.size() == 8);
  CHECK(phq9.chosen == 7);
  CHECK(screen.driver.widget("score").value == "12, moderate");
  const ui::Rect point = screen.driver.widget("trend_point_1").rect;
  screen.driver.click_at(point.center());
  CHECK(phq9.chosen == 1);
  CHECK(screen.driver.widget("score").value == "17, moderately severe");
  // The longest words of a score push neither name over what stands below.
  const ui::Rect other = screen.driver.widget("trend_GAD-7").rect;
  CHECK(other.y == screen.driver.widget("trend_PHQ-9").rect.y);
  CHECK(other.bottom() < screen.driver.widget("score").rect.y);
  CHECK(screen.driver.widget("trend").value == "Aug 31, 9:53 · 18 on Aug 17");
  screen.driver.key(Key::kLeft);
  CHECK(phq9.chosen == 0);
  for (int i = 0; i < 5; ++i) screen.driver.key(Key::kRight);
  CHECK(screen.driver.widget("trend").value ==
        "Oct 26, 9:53 · 8 of 9 answered, total estimated · 13 on Oct 12");
  screen.asked.clear();
  screen.driver.key(Key::kEnter);
  CHECK(screen.take().side.act == SideAct::kAnswers);
  screen.driver.click("trend_GAD-7");
  CHECK(screen.driver.widget("score").value == "9, mild");
}

TEST_CASE("of 2,000 notes those in view are drawn, and more are asked for near the end") {
  RoomScreen screen;
  const api::notes::NoteLine line = screen.model.side.notes[0];
  screen.model.side.notes.assign(2000, line);
  screen.model.side.more_notes = true;
  screen.driver.turn();
  std::size_t rows = 0;
  for (const ui::WidgetRecord& widget : screen.driver.ui().registry().widgets()) {
    if (widget.name.starts_with("note_") && widget.kind == ui::WidgetKind::kRow) ++rows;
  }
  CHECK(rows > 3);
  CHECK(rows < 12);
  CHECK(screen.asked.empty());
  screen.driver.click("note_0");
  CHECK(screen.take().side.act == SideAct::kOpenNote);
  screen.driver.key(Key::kEnd);
  CHECK(screen.driver.shows("note_1999"));
  CHECK(screen.take().side.act == SideAct::kMoreNotes);
}

TEST_CASE("a signed note shows who stands for it and whether that was checked") {
  RoomScreen screen;
  screen.model.pane.kind = PaneKind::kRead;
  screen.model.pane.read = signed_note();
  screen.driver.turn();
  CHECK(screen.driver.shows_text("Signed by L. Brandt, LCSW"));
  CHECK(screen.driver.widget("standing_0").value == "Checked: this is what was signed");
  screen.driver.click("add_addendum");
  CHECK(screen.take().pane.act == PaneAct::kAddendum);
  screen.model.pane.read.note.signature->standing = api::notes::Standing::kNotVerified;
  screen.driver.turn();
  CHECK(screen.driver.widget("standing_0").value.starts_with("This is not what was signed."));
}

TEST_CASE("with large text a signed note is read over most of the pane, its head scrolls with it") {
  RoomScreen screen;
  screen.model.pane.kind = PaneKind::kRead;
  screen.model.pane.read = signed_note();
  seen_alert(screen.model);
  screen.driver.change_look({ui::Density::kStaff, ui::TextSize::k200, ui::Contrast::kNormal});
  screen.driver.turn();
  CHECK(screen.driver.widget("note").rect.height > 260);
  // The alert stands beside the tabs, and takes no row from the note.
  CHECK(std::abs(screen.driver.widget("mark_0").rect.center().y -
                 screen.driver.widget("tab_note").rect.center().y) <= 1);
  screen.driver.wheel("note", -4);
  CHECK_FALSE(screen.driver.shows("format"));
}

TEST_CASE("two questionnaires left before the end are said once over the chart") {
  api::chart::Chart chart;
  chart.flags.resize(2);
  for (auto& flag : chart.flags) flag.kind = api::chart::FlagKind::kPartialAnswers;
  const HeadModel head = head_of(chart, Language::kEnglish, zone(), today());
  REQUIRE(head.marks.size() == 1);
  CHECK(head.marks[0].words == "Left before the end");
}

TEST_CASE("the refusal of one addendum too many says how many a note takes, and what to do") {
  RoomScreen screen;
  screen.model.pane.kind = PaneKind::kRead;
  screen.model.pane.read = signed_note();
  screen.model.pane.read.problem = ErrorCode::kTooMany;
  screen.model.pane.read.addenda_full = true;
  screen.driver.turn();
  const std::string words = screen.driver.widget("read_problem").value;
  CHECK(words.starts_with("A note takes 20 addenda, and this one has them all."));
  CHECK(words.ends_with("Please write what is new in the note of the next visit."));
}

TEST_CASE("two versions side by side show their times too, understood or not") {
  SiblingModel model;
  model.bar = bar(Language::kEnglish);
  model.loaded = true;
  model.mine = content();
  model.other = content();
  model.other.start.reset();
  model.other.start_typed = "10h15";
  UiDriver driver({}, [&](ui::Ui& ui) { (void)draw(ui, model); });
  CHECK(driver.shows_text("Start 10:02 · Stop 10:55"));
  CHECK(driver.shows_text("Start 10h15 · Stop 10:55"));
}

TEST_CASE("signing names what is missing before it asks for the PIN") {
  SignModel model;
  model.bar = bar(Language::kEnglish);
  model.missing = missing_words(Language::kEnglish, rules::NoteFormat::kDap,
                                {.start = true,
                                 .stop = false,
                                 .in_order = false,
                                 .written = true,
                                 .in_place = true,
                                 .settled = true,
                                 .safe = true,
                                 .there = true});
  CHECK(model.missing == std::vector<std::string>{"The stop time is missing."});
  SheetIntent asked = SheetIntent::kNone;
  UiDriver driver({}, [&](ui::Ui& ui) {
    const SheetIntent intent = draw(ui, model);
    if (intent != SheetIntent::kNone) asked = intent;
  });
  CHECK_FALSE(driver.shows("pin"));
  CHECK_FALSE(driver.shows("sheet_go"));
  model.missing.clear();
  driver.turn();
  CHECK_FALSE(driver.widget("sheet_go").enabled);
  driver.type("12345");
  CHECK_FALSE(driver.widget("sheet_go").enabled);
  driver.type("6");
  CHECK(model.proof.pin == "123456");
  driver.key(Key::kEnter);
  CHECK(asked == SheetIntent::kGo);
  driver.click("other_way");
  CHECK(model.proof.pin.empty());
  driver.type("password", "herons over the marsh");
  driver.key(Key::kEscape);
  CHECK(asked == SheetIntent::kClose);
}

TEST_CASE("answers stand under their questions, with what was answered before") {
  const std::vector<AnswerLine> lines = answer_lines(result(), Language::kEnglish, zone());
  REQUIRE(lines.size() == 10);
  CHECK(lines[0].question == "1. Little interest or pleasure in doing things");
  CHECK(lines[0].answer == "2 · More than half the days");
  CHECK(lines[7].answer == "Preferred not to answer");
  CHECK(lines[8].answer == "1 · Several days");
  CHECK(lines[8].earlier == "Earlier: 2 · More than half the days, 9:53");
  CHECK(lines[8].critical);
  CHECK_FALSE(lines[0].critical);
  CHECK(lines[9].answer == "Not reached");
}

}  // namespace
}  // namespace alcove::tests

// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/support/scenes_room.h"

#include <memory>

#include "kiosk/screens/room/answers_sheet.h"
#include "kiosk/screens/room/in_error_sheet.h"

// The list of the therapy room's scenes; what is in them: scenes_room_models.cpp.
namespace alcove::tests::room_scenes {

using namespace screens::room;
using text::Language;

namespace {

struct Shown {
  RoomModel model;
  NoteText text;
};

std::shared_ptr<Shown> shown(Language language) {
  auto out = std::make_shared<Shown>();
  out->model = draft(language);
  out->text.reset(content().sections);
  return out;
}

using Change = std::function<void(Shown&)>;

Scene scene(std::string name, Change change) {
  return {std::move(name), ui::Density::kStaff, [change = std::move(change)](Language language) {
            auto room = shown(language);
            if (change) change(*room);
            return [room](ui::Ui& ui) { draw(ui, room->model, room->text); };
          }};
}

// A sheet over the note.
template <class Model>
Scene over(std::string name, std::function<std::shared_ptr<Model>(Language)> make) {
  return {std::move(name), ui::Density::kStaff, [make](Language language) {
            auto room = shown(language);
            auto sheet = make(language);
            sheet->bar = room->model.bar;
            return [room, sheet](ui::Ui& ui) {
              draw(ui, room->model, room->text);
              draw(ui, *sheet);
            };
          }};
}

Scene day_scene(std::string name, std::function<void(DayModel&)> change) {
  return {std::move(name), ui::Density::kStaff, [change = std::move(change)](Language language) {
            auto model = std::make_shared<DayModel>(day(language));
            if (change) change(*model);
            return [model](ui::Ui& ui) { draw(ui, *model); };
          }};
}

std::string long_text() {
  std::string out;
  while (out.size() < 20'000) {
    out += "She speaks of the weeks since the move and of what she would like her son to know. ";
    if (out.size() % 5 == 0) out += "\n";
  }
  return out.substr(0, 20'000);
}

void add_days(std::vector<Scene>& out) {
  out.push_back(day_scene("60-room-day", {}));
  out.push_back(day_scene("61-room-day-empty", [](DayModel& model) {
    model.visits.clear();
    model.day = std::chrono::year(2026) / 11 / 26;
  }));
  out.push_back(day_scene("62-room-day-away",
                          [](DayModel& model) { model.bar = away_bar(model.bar.language); }));
  out.push_back(day_scene("63-room-day-refused", [](DayModel& model) {
    model.loaded = false;
    model.problem = ErrorCode::kForbidden;
  }));
}

void add_notes(std::vector<Scene>& out) {
  out.push_back(scene("64-room-note", [](Shown& room) { seen_alert(room.model); }));
  out.push_back(scene("65-room-note-away", [](Shown& room) {
    room.model.bar = away_bar(room.model.bar.language);
    room.model.pane.draft.away = AwayBand{38, "10:41:12"};
    room.model.pane.draft.line = {.safety = Safety::kKeptHere,
                                  .time = "10:42:31",
                                  .safe_time = "10:41:10",
                                  .number = 14,
                                  .problem = std::nullopt};
  }));
  out.push_back(scene("65-room-note-box-full", [](Shown& room) {
    room.model.bar.connection = {.away_since = {}, .waiting = 2, .takes_nothing = true};
    room.model.pane.draft.line = {.safety = Safety::kKeptHere,
                                  .time = "10:42:31",
                                  .safe_time = "10:41:10",
                                  .number = 14,
                                  .problem = ErrorCode::kNoSpace};
  }));
  out.push_back(scene("66-room-note-new", [](Shown& room) {
    room.text.reset({});
    room.model.pane.draft.start.clear();
    room.model.pane.draft.stop.clear();
    room.model.pane.draft.line = {};
    room.model.pane.draft.empty = true;
    room.model.side = SideModel{};
    room.model.side.today = today();
    room.model.side.loaded = true;
  }));
  out.push_back(scene("67-room-note-held", [](Shown& room) {
    room.model.pane.draft.held = Held{"L. Brandt", "Therapy room 1 by the garden", "10:31", false};
    room.model.pane.draft.line.safety = Safety::kReading;
  }));
  out.push_back(scene("68-room-note-lost", [](Shown& room) {
    room.model.pane.draft.held = Held{{}, "Therapy room 1 by the garden", {}, true};
    room.model.pane.draft.siblings = 1;
    room.model.pane.draft.line.safety = Safety::kReading;
  }));
  out.push_back(scene("68-room-note-signature-lost", [](Shown& room) {
    room.model.pane.draft.signature_lost = "Tuesday, November 24, 16:42";
  }));
  out.push_back(scene("69-room-note-elsewhere", [](Shown& room) {
    room.model.pane.draft.format = rules::NoteFormat::kSoap;
    room.model.pane.draft.stop = "25:99";
    room.model.pane.draft.stop_unclear = true;
    room.model.pane.draft.line.safety = Safety::kSaving;
  }));
  out.push_back(scene("70-room-note-long", [](Shown& room) {
    room.text.reset({{rules::NoteSection::kData, long_text()}});
    room.model.pane.draft.full = true;
    room.model.head.name = kLongName;
    room.model.bar.person = "Dr. Alejandra Fernández de Córdoba, PsyD";
    room.model.head.marks = {{"Item 9 not answered", ui::Tone::kCare, ui::Icon::kInfo},
                             {"Left before the end", ui::Tone::kCare, ui::Icon::kHourglass}};
    room.model.pane.draft.line = {.safety = Safety::kNotKept,
                                  .time = {},
                                  .safe_time = "10:41:10",
                                  .number = 14,
                                  .problem = ErrorCode::kNoSpace};
  }));
}

void add_panes(std::vector<Scene>& out) {
  out.push_back(
      scene("71-room-note-touch", [](Shown& room) { room.model.bar.touch_keyboard = true; }));
  out.push_back(scene("72-room-nothing-open", [](Shown& room) {
    room.model.pane = PaneModel{};
    room.model.pane.may_begin = true;
  }));
  out.push_back(scene("72-room-looking", [](Shown& room) {
    room.model.pane = PaneModel{};
    room.model.pane.kind = PaneKind::kLooking;
    room.model.bar = away_bar(room.model.bar.language);
  }));
  out.push_back(scene("73-room-signed", [](Shown& room) {
    room.model.pane.kind = PaneKind::kRead;
    room.model.pane.read = signed_note();
    room.model.side.open_note = room.model.side.notes[1].note;
  }));
  out.push_back(scene("74-room-not-verified", [](Shown& room) {
    room.model.pane.kind = PaneKind::kRead;
    room.model.pane.read = signed_note();
    room.model.pane.read.note.signature->standing = api::notes::Standing::kNotVerified;
    room.model.pane.read.siblings = 1;
    room.model.pane.read.has_addendum = true;
    room.model.pane.read.problem = ErrorCode::kTooMany;
    room.model.pane.read.addenda_full = true;
  }));
  out.push_back(scene("74-room-unreadable", [](Shown& room) {
    room.model.pane = PaneModel{};
    room.model.pane.kind = PaneKind::kUnreadable;
    room.model.pane.problem = ErrorCode::kUnavailable;
  }));
  out.push_back(scene("74-room-under-an-alert", [](Shown& room) {
    seen_alert(room.model);
    room.model.bar.strip = 130;  // what the strip takes at 200 %
    room.model.pane.draft.problem = ErrorCode::kTooLarge;
  }));
  out.push_back(scene("75-room-chart-tab", [](Shown& room) {
    room.model.tab = RoomTab::kChart;
    room.model.side.list = ChartList::kAppointments;
    room.model.side.trend = 1;
  }));
}

api::questionnaires::ScoreLine marked(std::string reason) {
  api::questionnaires::ScoreLine line = result().score;
  const UtcTime at = zone().to_utc(today_at(9, 58));
  line.entered_in_error = {at, "Mia Ortiz", std::move(reason)};
  return line;
}

void add_moved(std::vector<Scene>& out) {
  out.push_back(over<InErrorModel>("96-room-in-error", [](Language language) {
    auto model = std::make_shared<InErrorModel>();
    model->loaded = true;
    model->lines =
        in_error_lines({marked("Another person sat at the kiosk"), marked(std::string(200, 'm'))},
                       language, zone());
    return model;
  }));
  out.push_back(over<AnswersModel>("97-room-answers-in-error", [](Language language) {
    auto model = std::make_shared<AnswersModel>();
    model->title = answers_title(result().score, language, zone());
    model->mark = moved_words(marked("Another person sat at the kiosk"), language, zone());
    model->loaded = true;
    model->lines = answer_lines(result(), language, zone());
    return model;
  }));
  out.push_back(scene("98-room-moved-here", [](Shown& room) {
    SideModel& side = room.model.side;
    side.in_error = 2;
    side.trends[0].scores.back().moved_here = {zone().to_utc(today_at(9, 58)), "Mia Ortiz"};
  }));
}

void add_sheets(std::vector<Scene>& out) {
  out.push_back(over<AwayHelpModel>("76-room-away-help",
                                    [](Language) { return std::make_shared<AwayHelpModel>(); }));
  out.push_back(over<TakeOverModel>("77-room-take-over", [](Language) {
    auto model = std::make_shared<TakeOverModel>();
    model->terminal = "Therapy room 1 by the garden";
    return model;
  }));
  out.push_back(over<HistoryModel>("78-room-history", [](Language) {
    auto model = std::make_shared<HistoryModel>();
    model->loaded = true;
    for (int i = 0; i < 9; ++i) {
      api::notes::RevisionLine line;
      line.number = 14 - i;
      line.kept_for = static_cast<api::notes::KeptFor>(i % 5);
      line.terminal_name = "Therapy room 1 by the garden";
      line.format = rules::NoteFormat::kDap;
      model->lines.push_back(line);
      model->when.push_back("Nov 23, 10:" + std::to_string(42 - i));
    }
    return model;
  }));
  out.push_back(over<HistoryModel>("79-room-history-one", [](Language) {
    auto model = std::make_shared<HistoryModel>();
    model->loaded = true;
    model->lines.emplace_back();
    model->when = {"Nov 23, 10:37"};
    model->chosen = 0;
    model->shown = content();
    return model;
  }));
  out.push_back(over<SiblingModel>("80-room-siblings", [](Language) {
    auto model = std::make_shared<SiblingModel>();
    model->loaded = true;
    model->can_insert = true;
    model->line.terminal_name = "Therapy room 1 by the garden";
    model->when = "Nov 23, 10:38";
    model->mine = content();
    model->other = content();
    model->other.sections.pop_back();
    return model;
  }));
}

void add_signing(std::vector<Scene>& out) {
  out.push_back(over<SignModel>("81-room-sign", [](Language) {
    auto model = std::make_shared<SignModel>();
    model->proof.pin = "123";
    model->problem = ErrorCode::kWrongCode;
    return model;
  }));
  out.push_back(over<SignModel>("82-room-sign-password", [](Language) {
    auto model = std::make_shared<SignModel>();
    model->proof.pin_allowed = false;
    model->pin_spent = true;
    return model;
  }));
  out.push_back(over<SignModel>("82-room-sign-one-too-many", [](Language) {
    auto model = std::make_shared<SignModel>();
    model->format = rules::NoteFormat::kAddendum;
    model->problem = ErrorCode::kTooMany;
    model->addenda_full = true;
    return model;
  }));
  out.push_back(over<SignModel>("83-room-sign-missing", [](Language language) {
    auto model = std::make_shared<SignModel>();
    model->missing = missing_words(language, rules::NoteFormat::kBirp, {.there = true});
    return model;
  }));
  out.push_back(scene("84-room-addendum", [](Shown& room) {
    room.model.pane.draft.addendum = true;
    room.model.pane.draft.format = rules::NoteFormat::kAddendum;
    room.model.pane.draft.follows = signed_note().note.content;
    room.model.pane.draft.earlier = {{.text = "The brother’s name is Andrés, not Andrew.",
                                      .signed_by = "Alejandra Fernández de Córdoba, LCSW",
                                      .when = "Nov 10, 9:12"}};
    room.text.reset({{rules::NoteSection::kAddendum, "Her brother is called Andrés."}});
  }));
  out.push_back(scene("84-room-addendum-empty", [](Shown& room) {
    room.model.pane.draft.addendum = room.model.pane.draft.empty = true;
    room.model.pane.draft.format = rules::NoteFormat::kAddendum;
    room.model.pane.draft.follows = signed_note().note.content;
    room.model.pane.draft.line = {};
    room.text.reset({});
  }));
  out.push_back(over<AnswersModel>("85-room-answers", [](Language language) {
    auto model = std::make_shared<AnswersModel>();
    model->title = answers_title(result().score, language, zone());
    model->loaded = true;
    model->lines = answer_lines(result(), language, zone());
    return model;
  }));
  add_moved(out);
}

}  // namespace

void add(std::vector<Scene>& out) {
  add_days(out);
  add_notes(out);
  add_panes(out);
  add_sheets(out);
  add_signing(out);
}

}  // namespace alcove::tests::room_scenes

// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/support/scenes_room.h"

#include <memory>

#include "kiosk/screens/room/answers_sheet.h"
#include "shared/base/random.h"
#include "shared/rules/instrument.h"

namespace alcove::tests::room_scenes {

using namespace screens::room;
using rules::AppointmentState;
using text::Language;

namespace {

constexpr std::string_view kLongName =
    "Fernández de Córdoba y Montenegro, María de los Ángeles (Angie)";

template <class Id>
Id id_of(int number) {
  UuidBytes bytes{};
  bytes[14] = static_cast<std::uint8_t>(number / 256);
  bytes[15] = static_cast<std::uint8_t>(number % 256);
  return Id(bytes);
}

api::appointments::BoardRow visit(int number, std::string name, AppointmentState state, int hour,
                                  int minute) {
  api::appointments::BoardRow row;
  row.appointment.id = id_of<AppointmentId>(number);
  row.appointment.client = id_of<ClientId>(number);
  row.appointment.state = state;
  row.appointment.revision = 1;
  row.appointment.minutes = 53;
  row.appointment.start = today_at(hour, minute);
  row.client_name = std::move(name);
  row.record_number = 10'480 + number;
  row.birth_date = std::chrono::year(1986) / 4 / (number + 1);
  row.clinician_name = "L. Brandt";
  row.room_name = number % 3 == 0 ? "" : "Therapy room 2";
  row.service_name = "Individual therapy";
  return row;
}

api::questionnaires::ScoreLine score(rules::InstrumentId instrument, int total, LocalDate date) {
  api::questionnaires::ScoreLine line;
  line.questionnaire = id_of<QuestionnaireId>(total);
  line.instrument = instrument;
  line.ended_at = line.begun_at = zone().to_utc(std::chrono::local_days(date) +
                                                std::chrono::hours(9) + std::chrono::minutes(53));
  line.progress = api::questionnaires::Progress::kCompleted;
  line.answered = line.items = static_cast<std::int64_t>(rules::instrument(instrument).size());
  line.total = total;
  line.max_total = rules::instrument(instrument).max_total();
  line.severity = rules::severity_of(rules::instrument(instrument), total);
  line.critical = instrument == rules::InstrumentId::kPhq9 ? rules::CriticalAnswer::kZero
                                                           : rules::CriticalAnswer::kNoSuchItem;
  return line;
}

}  // namespace

const Zone& zone() {
  static const Zone zone = Zone::named("America/New_York").value();
  return zone;
}

LocalDate today() {
  return std::chrono::year(2026) / 11 / 23;
}

LocalDateTime today_at(int hour, int minute) {
  return std::chrono::local_days(today()) + std::chrono::hours(hour) + std::chrono::minutes(minute);
}

Bar bar(Language language) {
  Bar bar;
  bar.language = language;
  bar.person = "L. Brandt, LCSW";
  return bar;
}

Bar away_bar(Language language) {
  Bar out = bar(language);
  out.connection = {.there = false, .away_since = "10:41", .waiting = 1};
  return out;
}

DayModel day(Language language) {
  DayModel model;
  model.bar = bar(language);
  model.day = model.today = today();
  model.loaded = true;
  using enum AppointmentState;
  using api::notes::VisitNote;
  model.visits = {
      {visit(0, "Okafor, Daniel", kCheckedOut, 8, 0), VisitNote::kSigned},
      {visit(1, "Nguyen, Thanh", kCheckedOut, 9, 0), VisitNote::kDraft},
      {visit(2, "Morales, Lucía", kArrived, 10, 0), VisitNote::kMissing},
      {visit(3, std::string(kLongName), kInSession, 11, 0), VisitNote::kDraft},
      {visit(4, "Morales, Luciana", kConfirmed, 13, 0), VisitNote::kMissing},
      {visit(5, "Haddad, Samira", kLateCancelled, 14, 0), VisitNote::kMissing},
      {visit(6, "Petrov, Anton", kNoShow, 15, 0), VisitNote::kMissing},
      {visit(7, "Reyes, Marisol", kScheduled, 16, 0), std::nullopt},
  };
  model.visits[2].row.minutes_waiting = 6;
  model.visits[2].row.flags = {api::appointments::Flag::kAlert};
  model.visits[3].row.flags = {api::appointments::Flag::kAlert};
  return model;
}

SideModel side() {
  SideModel side;
  side.today = today();
  side.loaded = true;
  using std::chrono::year;
  const std::pair<int, LocalDate> phq9[] = {{12, today()},
                                            {11, year(2026) / 11 / 9},
                                            {12, year(2026) / 10 / 26},
                                            {13, year(2026) / 10 / 12},
                                            {16, year(2026) / 9 / 28},
                                            {15, year(2026) / 9 / 14},
                                            {17, year(2026) / 8 / 31},
                                            {18, year(2026) / 8 / 17}};
  std::vector<api::questionnaires::ScoreLine> scores;
  for (const auto& [total, date] : phq9) {
    scores.push_back(score(rules::InstrumentId::kPhq9, total, date));
  }
  scores.front().critical = rules::CriticalAnswer::kAboveZero;
  scores[2].prorated = true;
  scores[2].answered = 8;
  scores.push_back(score(rules::InstrumentId::kGad7, 9, today()));
  scores.push_back(score(rules::InstrumentId::kGad7, 14, year(2026) / 9 / 14));
  side.trends = trends_of(scores, zone());
  const char* previews[] = {
      "Slept through two nights. Practised the breathing exercise with her son before school, and "
      "says that it is easier in the mornings.",
      "Tearful when speaking of the move. Named three people she can call at any hour.",
      "We wrote the safety plan together. She keeps a copy in her bag."};
  for (int i = 0; i < 3; ++i) {
    api::notes::NoteLine line;
    line.note = id_of<NoteId>(100 + i);
    line.visit_start = today_at(10, 0) - std::chrono::days(7 * (i + 1));
    line.format = rules::NoteFormat::kDap;
    line.state = api::notes::NoteState::kSigned;
    line.author_name = i == 2 ? "Alejandra Fernández de Córdoba" : "L. Brandt";
    line.credential = "LCSW";
    line.addenda = i == 1 ? 1 : 0;
    line.preview = previews[i];
    side.notes.push_back(line);
  }
  side.appointments = {visit(9, "Morales, Lucía", AppointmentState::kScheduled, 10, 0),
                       visit(10, "Morales, Lucía", AppointmentState::kNoShow, 9, 0)};
  side.appointments[0].appointment.start += std::chrono::days(7);
  side.appointments[1].appointment.start -= std::chrono::days(21);
  return side;
}

api::notes::Content content() {
  api::notes::Content content;
  content.format = rules::NoteFormat::kDap;
  content.start = today_at(10, 2);
  content.stop = today_at(10, 55);
  content.sections = {
      {rules::NoteSection::kData,
       "Lucía arrived on time. She describes a hard week: her sister’s visit ended early, and she "
       "slept about four hours a night. On today’s form she marked thoughts of being better off "
       "dead on several days; asked directly, she denies a plan or intent and says the thoughts "
       "pass when she calls her brother."},
      {rules::NoteSection::kAssessment,
       "Mood low but steadier than in September. Risk is present and low today; protective: her "
       "son, her brother, the plan we wrote on November 9, which she had with her and read "
       "aloud."}};
  return content;
}

RoomModel draft(Language language) {
  RoomModel model;
  model.bar = bar(language);
  model.today = today();
  model.head = {.name = "Morales, Lucía",
                .facts = language == Language::kSpanish ? "40, ella · N.º 10482 · español"
                                                        : "40, she/her · No. 10482 · Spanish",
                .marks = {}};
  model.side = side();
  model.pane.kind = PaneKind::kDraft;
  DraftPane& draft = model.pane.draft;
  draft.visit_start = today_at(10, 0);
  draft.format = rules::NoteFormat::kDap;
  draft.start = "10:02";
  draft.stop = "10:55";
  draft.line = {.safety = Safety::kSafe,
                .time = "10:42:07",
                .safe_time = "10:42:07",
                .number = 14,
                .problem = std::nullopt};
  return model;
}

void seen_alert(RoomModel& model) {
  const text::Language language = model.bar.language;
  model.head.marks = {{language == Language::kSpanish ? "Alerta de seguridad, vista 9:54"
                                                      : "Safety alert, seen 9:54",
                       ui::Tone::kAlarm, ui::Icon::kAlert}};
}

ReadPane signed_note() {
  ReadPane read;
  read.note.line.visit_start = today_at(10, 0) - std::chrono::days(14);
  read.note.line.state = api::notes::NoteState::kSigned;
  read.note.content = content();
  const auto signature = [](std::string name, api::notes::Standing standing) {
    api::notes::Signature one;
    one.by_name = std::move(name);
    one.credential = "LCSW";
    one.standing = standing;
    return one;
  };
  read.note.signature = signature("L. Brandt", api::notes::Standing::kVerified);
  api::notes::Addendum addendum;
  addendum.text = "The brother’s name is Andrés, not Andrew.";
  addendum.signature = signature("Alejandra Fernández de Córdoba", api::notes::Standing::kVerified);
  read.note.addenda = {addendum};
  read.signed_when = {"Nov 9, 10:58", "Nov 10, 9:12"};
  return read;
}

api::questionnaires::ResultReply result() {
  api::questionnaires::ResultReply reply;
  reply.score = score(rules::InstrumentId::kPhq9, 12, today());
  reply.score.critical = rules::CriticalAnswer::kAboveZero;
  const auto& words = rules::instrument_text(rules::InstrumentId::kPhq9, rules::Language::kEnglish);
  const int points[] = {2, 2, 3, 1, 1, 1, 1, 0, 1};
  std::int64_t number = 1;
  const auto give = [&](const std::string& item, rules::AnswerKind kind, std::int64_t value,
                        bool stands) {
    api::questionnaires::GivenAnswer answer;
    answer.number = number++;
    answer.item = item;
    answer.kind = kind;
    if (kind == rules::AnswerKind::kPoints) answer.points = value;
    answer.confirmed_at = reply.score.begun_at;
    answer.stands = stands;
    reply.answers.push_back(answer);
  };
  for (std::size_t i = 0; i < words.items.size(); ++i) {
    if (i == 8) give(words.items[i].loinc, rules::AnswerKind::kPoints, 2, false);
    const bool declined = i == 7;
    give(words.items[i].loinc, declined ? rules::AnswerKind::kDeclined : rules::AnswerKind::kPoints,
         points[i], true);
  }
  return reply;
}

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
  return {std::move(name), ui::Density::kStaff, [change](Language language) {
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
  return {std::move(name), ui::Density::kStaff, [change](Language language) {
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
  out.push_back(scene("66-room-note-new", [](Shown& room) {
    room.text.reset({});
    room.model.pane.draft.start.clear();
    room.model.pane.draft.stop.clear();
    room.model.pane.draft.line = {};
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
  out.push_back(
      scene("71-room-note-touch", [](Shown& room) { room.model.bar.touch_keyboard = true; }));
  out.push_back(scene("72-room-nothing-open", [](Shown& room) {
    room.model.pane = PaneModel{};
    room.model.pane.may_begin = true;
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
  }));
  out.push_back(scene("75-room-chart-tab", [](Shown& room) {
    room.model.tab = RoomTab::kChart;
    room.model.side.list = ChartList::kAppointments;
    room.model.side.trend = 1;
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
  out.push_back(over<SignModel>("81-room-sign", [](Language) {
    auto model = std::make_shared<SignModel>();
    model->proof.pin = "123";
    model->problem = ErrorCode::kWrongCode;
    return model;
  }));
  out.push_back(over<SignModel>("82-room-sign-password", [](Language) {
    auto model = std::make_shared<SignModel>();
    model->proof.pin_allowed = false;
    return model;
  }));
  out.push_back(over<SignModel>("83-room-sign-missing", [](Language language) {
    auto model = std::make_shared<SignModel>();
    model->missing = missing_words(language, rules::NoteFormat::kBirp, {.there = true});
    return model;
  }));
  out.push_back(over<AddendumModel>("84-room-addendum", [](Language) {
    auto model = std::make_shared<AddendumModel>();
    model->text.reset("The brother’s name is Andrés, not Andrew.");
    return model;
  }));
  out.push_back(over<AnswersModel>("85-room-answers", [](Language language) {
    auto model = std::make_shared<AnswersModel>();
    model->title = answers_title(result().score, language, zone());
    model->loaded = true;
    model->lines = answer_lines(result(), language, zone());
    return model;
  }));
}

}  // namespace

void add(std::vector<Scene>& out) {
  add_days(out);
  add_notes(out);
  add_sheets(out);
}

}  // namespace alcove::tests::room_scenes

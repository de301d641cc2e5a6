// SPDX-License-Identifier: Apache-2.0
#include "shared/base/random.h"
#include "shared/rules/instrument.h"
#include "tests/kiosk/support/scenes_room.h"

namespace alcove::tests::room_scenes {

using namespace screens::room;
using rules::AppointmentState;
using text::Language;

namespace {

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
  model.visits[4].row.flags = {api::appointments::Flag::kInterpreter};
  model.visits[4].row.language = api::clients::SpokenLanguage::kVietnamese;
  model.visits[3].row.resources = {
      {.id = {}, .kind = api::resources::ResourceKind::kInterpreter, .name = "N. Okafor"}};
  model.visits[7].row.appointment.modality = api::appointments::Modality::kVideo;
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

}  // namespace alcove::tests::room_scenes

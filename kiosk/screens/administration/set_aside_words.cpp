// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/set_aside_words.h"

#include <algorithm>
#include <array>

#include "kiosk/screens/administration/field_words.h"
#include "kiosk/screens/desk/repeating.h"
#include "kiosk/screens/room/room_words.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/room_messages.h"
#include "kiosk/text/rules_language.h"
#include "kiosk/text/set_aside_messages.h"
#include "shared/api/notes_save.h"
#include "shared/api/questionnaires.h"
#include "shared/rules/recurrence_rule.h"
#include "shared/wire/json.h"
#include "shared/wire/json_lines.h"

namespace alcove::screens::administration {
namespace {

using Say = text::SetAsideMessages;
using api::set_aside::ReadReply;
using api::set_aside::SetAsideReason;
using api::set_aside::Settlement;
namespace asked = api::questionnaires;

enum class What : std::uint8_t {
  kNoteWords,
  kNoteSignature,
  kNote,
  kAnswer,
  kQuestionnaire,
  kCorrection,
  kSignature,
  kTalkFirst,
  kHelp,
  kCheckIn,
  kBook,
  kClient,
  kAlert,
  kSetup,
  kHours,
  kWaitlist,
};
struct Start {
  std::string_view text;
  What what;
};

// How kinds begin; the first that fits counts.
constexpr Start kStarts[] = {{"note.draft", What::kNoteWords},
                             {"/v1/notes/save", What::kNoteWords},
                             {"/v1/notes/sign", What::kNoteSignature},
                             {"/v1/notes/", What::kNote},
                             {"questionnaire.answer", What::kAnswer},
                             {"/v1/questionnaires/answer", What::kAnswer},
                             {"questionnaire.", What::kQuestionnaire},
                             {"/v1/questionnaires/", What::kQuestionnaire},
                             {"check_in.propose", What::kCorrection},
                             {"/v1/check_in/propose", What::kCorrection},
                             {"check_in.sign", What::kSignature},
                             {"/v1/check_in/sign", What::kSignature},
                             {"check_in.talk_first", What::kTalkFirst},
                             {"/v1/check_in/talk_first", What::kTalkFirst},
                             {"/v1/check_in/help", What::kHelp},
                             {"/v1/check_in/", What::kCheckIn},
                             {"check_in.", What::kCheckIn},
                             {"/v1/appointments/", What::kBook},
                             {"/v1/series/", What::kBook},
                             {"/v1/groups/", What::kBook},
                             {"/v1/day_close/", What::kBook},
                             {"/v1/absences/", What::kBook},
                             {"/v1/reminders/", What::kBook},
                             {"/v1/clients/", What::kClient},
                             {"/v1/alerts/", What::kAlert},
                             {"/v1/administration/", What::kSetup},
                             {"/v1/availability/", What::kHours},
                             {"/v1/waitlist/", What::kWaitlist},
                             {"/v1/clinic_setup", What::kSetup}};

std::string_view what_word(const Say& say, What what) {
  switch (what) {
    case What::kNoteWords:
      return say.aside_note_words();
    case What::kNoteSignature:
      return say.aside_note_signature();
    case What::kNote:
      return say.aside_note();
    case What::kAnswer:
      return say.aside_answer();
    case What::kQuestionnaire:
      return say.aside_questionnaire();
    case What::kCorrection:
      return say.aside_correction();
    case What::kSignature:
      return say.aside_signature();
    case What::kTalkFirst:
      return say.aside_talk_first();
    case What::kHelp:
      return say.aside_help();
    case What::kCheckIn:
      return say.aside_check_in();
    case What::kBook:
      return say.aside_book();
    case What::kClient:
      return say.aside_client();
    case What::kAlert:
      return say.aside_alert();
    case What::kSetup:
      return say.aside_setup();
    case What::kHours:
      return say.aside_hours();
    case What::kWaitlist:
      return say.aside_waitlist();
  }
  return {};
}

std::string day_and_time(text::Language language, LocalDateTime time) {
  return text::full_date(language, date_of(time)) + ", " + text::clock_time(language, time);
}

// What an id points to; nothing where the box does not say it.
const api::set_aside::Named* named_of(const ReadReply& read, const RecordId& id) {
  const auto found = std::find_if(read.named.begin(), read.named.end(),
                                  [&](const auto& one) { return one.id == id; });
  return found == read.named.end() ? nullptr : &*found;
}

// "November 30, 2026, 2:00 PM · López, María, record 104 · Lena Brandt"
std::string named_words(text::Language language, const api::set_aside::Named& named) {
  const Say say(language);
  if (!named.here) return std::string(say.aside_not_known());
  std::string out;
  const auto add = [&](const std::string& words) { out += (out.empty() ? "" : " · ") + words; };
  if (named.start) add(day_and_time(language, *named.start));
  if (named.person) {
    add(say.aside_named_client(
        {.person = *named.person, .number = std::to_string(named.record_number.value_or(0))}));
  }
  if (named.name) add(*named.name);
  return out;
}

std::vector<Passage> of_note(text::Language language, const ReadReply& read,
                             const api::notes::SaveRequest& save) {
  std::vector<Passage> out;
  if (const auto* const note = named_of(read, RecordId(save.note.bytes()))) {
    out.push_back(
        {std::string(field_word(language, "note").value_or("")), named_words(language, *note)});
  }
  const api::notes::Content& content = save.content;
  if (content.start && content.stop) {
    out.push_back({std::string(Say(language).aside_from_to()),
                   text::full_date(language, date_of(*content.start)) + ", " +
                       text::clock_time(language, *content.start) + " – " +
                       text::clock_time(language, *content.stop)});
  }
  for (const auto& section : content.sections) {
    if (rules::is_blank(section.text)) continue;
    out.push_back({std::string(room::section_word(language, section.section)), section.text});
  }
  return out;
}

std::string choice_words(const asked::AnswerRequest& given, text::Language language,
                         const std::array<std::string, rules::kChoices>* own,
                         const rules::InstrumentText& words) {
  if (!given.points) return std::string(text::RoomMessages(language).room_answer_declined());
  const auto points = static_cast<std::size_t>(*given.points);
  if (points >= rules::kChoices) return std::to_string(points);
  return std::to_string(points) + " · " +
         (own != nullptr ? (*own)[points] : words.choices[points].words);
}

// Which questionnaire has that question, though the box may not know whose it is.
std::optional<rules::InstrumentId> instrument_of(const ReadReply& read, const std::string& item) {
  if (read.instrument) return read.instrument;
  for (const rules::InstrumentId id : rules::kInstruments) {
    const rules::Instrument& one = rules::instrument(id);
    const auto found = std::find(one.item_loinc.begin(), one.item_loinc.end(), item);
    if (found != one.item_loinc.end() || one.function_loinc == item) return id;
  }
  return std::nullopt;
}

std::vector<Passage> of_answer(text::Language language, const Zone& zone, const ReadReply& read,
                               const asked::AnswerRequest& given) {
  const Say say(language);
  const std::string when = day_and_time(language, zone.to_local(given.confirmed_at));
  const std::optional<rules::InstrumentId> asked_in = instrument_of(read, given.item);
  if (!asked_in) {
    std::string points = given.points ? std::to_string(*given.points) : std::string();
    return {{say.aside_item(given.item), std::move(points)}, {std::string(say.aside_when()), when}};
  }
  const rules::InstrumentText& words =
      rules::instrument_text(*asked_in, text::rules_language(language));
  const std::string_view name = rules::instrument(*asked_in).name;
  Passage answer{say.aside_item(given.item), {}};
  for (std::size_t i = 0; i < words.items.size(); ++i) {
    if (words.items[i].loinc != given.item) continue;
    answer = {std::string(name) + ", " + std::to_string(i + 1) + ". " + words.items[i].words,
              choice_words(given, language, nullptr, words)};
  }
  if (words.function && words.function->loinc == given.item) {
    answer = {std::string(name) + ", " +
                  std::string(text::RoomMessages(language).room_answers_function()),
              choice_words(given, language, &words.function->choices, words)};
  }
  if (answer.text.empty()) answer.text = choice_words(given, language, nullptr, words);
  return {std::move(answer), {std::string(say.aside_when()), when}};
}

bool is_place(const std::string& part) {
  return !part.empty() &&
         std::all_of(part.begin(), part.end(), [](char one) { return one >= '0' && one <= '9'; });
}

// The field that a value belongs to; a place in a list is none.
const std::string& field_of(const std::vector<std::string>& path) {
  const auto found = std::find_if_not(path.rbegin(), path.rend(), is_place);
  return found == path.rend() ? path.back() : *found;
}

// "Phone 2, Number". A field that this version does not know stands as it came.
std::string path_words(text::Language language, const std::vector<std::string>& path) {
  std::string out;
  for (const std::string& part : path) {
    if (is_wrapper(part)) continue;
    const bool place = is_place(part);
    if (!out.empty()) out += place ? " " : ", ";
    out += place ? part : std::string(field_word(language, part).value_or(part));
  }
  return out;
}

// "Every week, 5 visits"; the rule itself where it says more than these words.
std::string repeat_words(text::Language language, const Zone& zone, const std::string& rule) {
  const Say say(language);
  const auto read = rules::parse_recurrence_rule(rule);
  if (!read) return rule;
  std::string out = desk::repeat_words(language, rule);
  if (read->count) out += ", " + say.aside_rule_times(*read->count);
  if (read->until) {
    out += ", " +
           say.aside_rule_until(text::full_date(language, date_of(zone.to_local(*read->until))));
  }
  const bool says_all = read->by_day.empty() && read->by_month_day.empty() &&
                        read->by_month.empty() && read->by_set_pos.empty() && read->interval <= 2;
  return says_all ? out : out + " (" + rule + ")";
}

// "540" is 9:00. The end of a day is not its beginning.
std::optional<std::string> after_midnight(text::Language language, const std::string& field,
                                          const std::string& value) {
  if (!field.ends_with("_minute") || !is_place(value) || value.size() > 4) return std::nullopt;
  const int minutes = std::stoi(value);
  if (minutes == 1440) return "24:00";
  if (minutes > 1440) return std::nullopt;
  return text::clock_time(language, LocalDateTime{} + std::chrono::minutes(minutes));
}

// A choice in words, a day or a time as people write it; anything else as it is.
std::string value_words(text::Language language, const Zone& zone, const wire::TextLine& line) {
  const std::string& value = line.value;
  const std::string& field = field_of(line.path);
  if (auto choice = choice_word(language, field, value)) return std::move(*choice);
  if (field == "rule") return repeat_words(language, zone, value);
  if (auto time = after_midnight(language, field, value)) return std::move(*time);
  if (const auto time = parse_utc(value)) return day_and_time(language, zone.to_local(*time));
  if (const auto time = parse_local(value)) return day_and_time(language, *time);
  if (const auto day = parse_date(value)) return text::full_date(language, *day);
  return value;
}

// The client of the whole, who stands above it already.
bool says_whose(const ReadReply& read, const wire::TextLine& line,
                const api::set_aside::Named& named) {
  return line.path.back() == "client" && named.person == read.person &&
         named.record_number == read.record_number && named.here &&
         std::none_of(line.path.begin(), line.path.end(), is_place);
}

// Nothing for what is of no use to a person.
std::optional<Passage> of_field(text::Language language, const Zone& zone, const ReadReply& read,
                                const wire::TextLine& line) {
  if (line.value.empty() || is_for_programs(line.path)) return std::nullopt;
  if (const auto id = RecordId::parse(line.value); id.ok()) {
    const auto* const named = named_of(read, *id);
    if (named == nullptr || says_whose(read, line, *named)) return std::nullopt;
    return Passage{path_words(language, line.path), named_words(language, *named)};
  }
  return Passage{path_words(language, line.path), value_words(language, zone, line)};
}

std::vector<Passage> of_fields(text::Language language, const Zone& zone, const ReadReply& read) {
  const Say say(language);
  std::vector<Passage> out;
  auto fields = wire::text_lines(read.body, 4096);
  if (!fields) return {{std::string(say.aside_as_it_came()), read.body}};
  // What is said of the whole first, however long its lists are.
  std::stable_partition(fields->lines.begin(), fields->lines.end(), [](const wire::TextLine& line) {
    return std::none_of(line.path.begin(), line.path.end(), is_place);
  });
  std::size_t left_out = fields->left_out;
  for (const wire::TextLine& line : fields->lines) {
    std::optional<Passage> one = of_field(language, zone, read, line);
    if (!one) continue;
    if (out.size() == kMostFields) {
      ++left_out;
      continue;
    }
    out.push_back(std::move(*one));
  }
  if (left_out > 0) {
    out.push_back({{}, say.aside_more_fields(static_cast<std::int64_t>(left_out))});
  }
  if (out.empty()) out.push_back({{}, std::string(say.aside_no_words())});
  return out;
}

}  // namespace

std::string set_aside_kind(text::Language language, const std::string& kind) {
  const Say say(language);
  if (kind.empty()) return std::string(say.aside_sealed());
  for (const Start& one : kStarts) {
    if (kind.starts_with(one.text)) return std::string(what_word(say, one.what));
  }
  return std::string(say.aside_unknown());
}

std::string set_aside_why(text::Language language, const api::set_aside::Line& line) {
  const Say say(language);
  switch (line.reason) {
    case SetAsideReason::kNotOpened:
      return std::string(say.aside_why_not_opened());
    case SetAsideReason::kBadSignature:
      return std::string(say.aside_why_signature());
    case SetAsideReason::kDeviceRevoked:
      return std::string(say.aside_why_revoked());
    case SetAsideReason::kAuthorDisabled:
      return std::string(say.aside_why_disabled());
    case SetAsideReason::kSessionNotLive:
      return std::string(say.aside_why_session());
    case SetAsideReason::kUnknownKind:
      // The path of a route: a box that was lost had taken it (docs/guides/dead-box.md).
      return std::string(line.kind.starts_with('/') ? say.aside_why_by_hand()
                                                    : say.aside_why_unknown());
    case SetAsideReason::kNotLost:
      return std::string(say.aside_why_not_lost());
    case SetAsideReason::kDoesNotFit:
      return std::string(say.aside_why_fit());
  }
  return {};
}

std::string settlement_word(text::Language language, Settlement how) {
  const Say say(language);
  switch (how) {
    case Settlement::kEnteredByHand:
      return std::string(say.aside_entered());
    case Settlement::kNotNeeded:
      return std::string(say.aside_not_needed());
    case Settlement::kFoundItsPlace:
      return std::string(say.aside_found());
  }
  return {};
}

std::vector<Passage> passages_of(text::Language language, const Zone& zone, const ReadReply& read) {
  if (read.body.empty()) return {};
  const std::string& kind = read.line.kind;
  if (kind == api::notes::kSpoolKind || kind == api::notes::save.path) {
    const auto save =
        wire::decode<api::notes::SaveRequest>(read.body, wire::UnknownFields::kIgnore);
    if (save) return of_note(language, read, *save);
  }
  if (kind == asked::kAnswerKind || kind == asked::answer.path) {
    const auto given = wire::decode<asked::AnswerRequest>(read.body, wire::UnknownFields::kIgnore);
    if (given) return of_answer(language, zone, read, *given);
  }
  return of_fields(language, zone, read);
}

}  // namespace alcove::screens::administration

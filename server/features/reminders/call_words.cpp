// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "server/features/reminders/letter_words.h"
#include "server/formats/pdf/paper_words.h"

namespace alcove::reminders {
namespace {

using api::absences::CallVisit;
using api::absences::Fate;
using api::clients::By;
using api::clients::SpokenLanguage;
using api::waitlist::Outcome;

std::string_view name_of(SpokenLanguage language) {
  switch (language) {
    case SpokenLanguage::kEnglish:
      return "English";
    case SpokenLanguage::kSpanish:
      return "Spanish";
    case SpokenLanguage::kChinese:
      return "Chinese";
    case SpokenLanguage::kVietnamese:
      return "Vietnamese";
    case SpokenLanguage::kTagalog:
      return "Tagalog";
    case SpokenLanguage::kArabic:
      return "Arabic";
    case SpokenLanguage::kKorean:
      return "Korean";
    case SpokenLanguage::kRussian:
      return "Russian";
    case SpokenLanguage::kFrench:
      return "French";
    case SpokenLanguage::kHaitianCreole:
      return "Haitian Creole";
    case SpokenLanguage::kPortuguese:
      return "Portuguese";
    case SpokenLanguage::kSomali:
      return "Somali";
    case SpokenLanguage::kNepali:
      return "Nepali";
    case SpokenLanguage::kBurmese:
      return "Burmese";
    case SpokenLanguage::kSwahili:
      return "Swahili";
    case SpokenLanguage::kAmericanSign:
      return "American Sign";
    case SpokenLanguage::kOther:
      return "another language";
  }
  return {};
}

std::string_view words_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kReached:
      return "reached";
    case Outcome::kLeftMessage:
      return "left a message";
    case Outcome::kNoAnswer:
      return "no answer";
    case Outcome::kWrongNumber:
      return "wrong number";
    case Outcome::kSent:
      return "sent";
  }
  return {};
}

// How the client is reached, or why not.
std::string reach_words(const api::clients::Reach& reach) {
  std::string words;
  if (reach.by != By::kNeither) {
    if (reach.by == By::kLetter) {
      words = reach.not_by_call ? "By letter. Not by phone: " + why(*reach.not_by_call)
                                : std::string("Prefers a letter");
    }
    for (const auto& phone : reach.numbers) {
      words += (words.empty() ? "" : "\n") + phone.number +
               (phone.may_leave_message ? ", message OK" : ", no message");
    }
    return words;
  }
  return "Not by phone: " + why(reach.not_by_call.value()) +
         "\nNot by letter: " + why(reach.not_by_letter.value());
}

pdf::Cells cells_of(const CallLine& line) {
  std::string tries;
  for (const std::string& one : line.tries) tries += (tries.empty() ? "" : "\n") + one;
  return {line.when,
          line.client_name + (line.reach.not_by_call ? "" : "\nask for " + line.reach.ask_for),
          fmt::format("{}", line.record_number),
          reach_words(line.reach),
          std::string(name_of(line.language)),
          tries,
          ""};
}

std::string moment_of(LocalDateTime time) {
  return pdf::long_date(date_of(time)) + ", " + pdf::clock_time(time);
}

std::string stand_of(const CallVisit& visit) {
  if (visit.state == rules::AppointmentState::kCancelledByClinic) return "cancelled";
  if (!rules::is_open(visit.state)) return "changed since";
  return visit.fate == Fate::kReassign ? "now with " + visit.clinician_name
                                       : "stands, with " + visit.clinician_name;
}

}  // namespace

pdf::Table calls_table(const CallPaper& paper, const std::vector<CallLine>& lines) {
  pdf::Table table{
      .title = "Calls",
      .warning =
          "CONFIDENTIAL. This paper names clients. Keep it out of sight, and shred it when "
          "it is done.",
      .heading = paper.heading,
      .below = {fmt::format("{}. {} clients. Printed {}, {}.", paper.clinic, lines.size(),
                            pdf::long_date(date_of(paper.printed_at)),
                            pdf::clock_time(paper.printed_at)),
                "Say day and time to the person alone. To anybody else, and where a message may be "
                "left: your first name and the desk's number, nothing of the clinic or the visit."},
      .columns = {{"Visit", 130},
                  {"Client", 136},
                  {"Number", 50},
                  {"Phone", 148},
                  {"Language", 62},
                  {"Tries so far", 94},
                  {"What came of it", 100}},
      .nothing = "Nobody to call.",
      .made_at = paper.made_at};
  for (const CallLine& line : lines) table.rows.push_back(cells_of(line));
  return table;
}

std::string visit_words(const api::reminders::DueVisit& visit) {
  return fmt::format("{}, {}{}{}", pdf::clock_time(visit.start), visit.clinician_name,
                     how_words(visit.modality, rules::Language::kEnglish),
                     visit.told ? ", told" : "");
}

std::string visit_words(const CallVisit& visit) {
  // First when the client would come.
  if (visit.was && rules::is_open(visit.state)) {
    return moment_of(*visit.was) + ": moved to " + moment_of(visit.start) + ", with " +
           visit.clinician_name;
  }
  const bool called_off = visit.fate == Fate::kCancel && visit.was;
  return moment_of(called_off ? *visit.was : visit.start) + ": " + stand_of(visit);
}

std::string try_words(Outcome outcome, LocalDateTime at, const std::string& person) {
  return fmt::format("{} {}, {}: {}", format_date(date_of(at)).substr(5), pdf::clock_time(at),
                     person, words_of(outcome));
}

}  // namespace alcove::reminders

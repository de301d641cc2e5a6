// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "server/formats/pdf/letters.h"
#include "shared/api/absence_calls.h"
#include "shared/api/reminder_papers.h"
#include "shared/rules/language.h"

// What stands on the papers, in words. Pure. What leaves the house is in the client's language
// where that is English or Spanish, else in English; lists for the desk are in English, as the
// day's list is.
namespace alcove::reminders {

rules::Language language_of(api::clients::SpokenLanguage spoken);

// ", by video": where the client is, where that is not the clinic; else nothing.
std::string how_words(api::appointments::Modality modality, rules::Language language);

pdf::Letter letter_of(const api::reminders::Row& row, const api::reminders::Letterhead& head,
                      LocalDate printed_on);
pdf::Slip slip_of(const std::vector<api::reminders::DueVisit>& visits,
                  const api::reminders::Letterhead& head, rules::Language language,
                  UtcTime made_at);

std::string why(api::clients::NotByLetter reason);
std::string why(api::clients::NotByCall reason);

// The columns of a list of calls, and what stands in them.
struct CallPaper {
  std::string clinic{};
  std::string heading{};
  LocalDateTime printed_at{};
  UtcTime made_at{};
};
struct CallLine {
  std::string when{};
  std::string client_name{};
  std::int64_t record_number = 0;
  api::clients::SpokenLanguage language = api::clients::SpokenLanguage::kEnglish;
  api::clients::Reach reach{};
  std::vector<std::string> tries{};
};
pdf::Table calls_table(const CallPaper& paper, const std::vector<CallLine>& lines);

// "10:00 AM, L. Brandt".
std::string visit_words(const api::reminders::DueVisit& visit);
std::string visit_words(const api::absences::CallVisit& visit);
std::string try_words(api::waitlist::Outcome outcome, LocalDateTime at, const std::string& person);

}  // namespace alcove::reminders

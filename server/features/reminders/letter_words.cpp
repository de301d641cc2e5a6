// SPDX-License-Identifier: Apache-2.0
#include "server/features/reminders/letter_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/features/clients/clients.h"
#include "server/formats/pdf/paper_words.h"

namespace alcove::reminders {

using api::appointments::Modality;
using api::clients::LetterSays;
using api::reminders::DueVisit;
using api::reminders::Letterhead;
using rules::Language;

namespace {

std::vector<std::string> place_of(const Letterhead& head) {
  return head.address ? clients::address_lines(*head.address) : std::vector<std::string>();
}

std::string on_one_line(const std::vector<std::string>& lines) {
  return fmt::format("{}", fmt::join(lines, ", "));
}

// Nobody is sent to the clinic for a visit that is not there.
std::vector<std::string> place_of(const Letterhead& head, const std::vector<DueVisit>& visits) {
  const bool comes = std::ranges::any_of(visits, [](const DueVisit& visit) {
    return !api::appointments::is_telehealth(visit.modality);
  });
  return comes ? place_of(head) : std::vector<std::string>();
}

std::string time_words(const DueVisit& visit, LetterSays says, Language language) {
  std::string words = pdf::long_date(date_of(visit.start), language) + ", " +
                      pdf::clock_time(visit.start, language) +
                      std::string(how_words(visit.modality, language));
  if (says == LetterSays::kTimeAndPlace) return words;
  words += (language == Language::kSpanish ? ", con " : ", with ") + visit.clinician_name;
  return says == LetterSays::kServiceToo ? words + ", " + visit.service_name : words;
}

}  // namespace

Language language_of(api::clients::SpokenLanguage spoken) {
  return spoken == api::clients::SpokenLanguage::kSpanish ? Language::kSpanish : Language::kEnglish;
}

std::string how_words(Modality modality, Language language) {
  const bool spanish = language == Language::kSpanish;
  switch (modality) {
    case Modality::kInClinic:
      return {};
    case Modality::kVideo:
      return spanish ? ", por video" : ", by video";
    case Modality::kPhone:
      return spanish ? ", por teléfono" : ", by telephone";
  }
  return {};
}

pdf::Letter letter_of(const api::reminders::Row& row, const Letterhead& head,
                      LocalDate printed_on) {
  const Language language = language_of(row.language);
  const bool spanish = language == Language::kSpanish;
  const bool one = row.visits.size() == 1;
  const std::vector<std::string> sender = place_of(head);
  const std::vector<std::string> place = place_of(head, row.visits);
  pdf::Letter letter{.to = {row.reach.ask_for}, .dated = pdf::long_date(printed_on, language)};
  if (!head.sender.empty()) letter.sender.push_back(head.sender);
  letter.sender.insert(letter.sender.end(), sender.begin(), sender.end());
  letter.to.insert(letter.to.end(), row.reach.address.begin(), row.reach.address.end());
  for (const DueVisit& visit : row.visits) {
    letter.times.push_back(time_words(visit, row.reach.letter_says, language));
  }
  if (spanish) {
    letter.before = {"Buenos días:", one ? "Le recordamos su cita:" : "Le recordamos sus citas:"};
    if (!place.empty()) letter.after.push_back("Lugar: " + on_one_line(place) + ".");
    letter.after.push_back("Si no puede a esa hora o desea otra, llame al " + head.desk_phone +
                           ".");
    return letter;
  }
  letter.before = {"Hello,", one ? "This is a reminder of your appointment:"
                                 : "This is a reminder of your appointments:"};
  if (!place.empty()) letter.after.push_back("Place: " + on_one_line(place) + ".");
  letter.after.push_back("If you cannot make it, or would like another time, call " +
                         head.desk_phone + ".");
  return letter;
}

pdf::Slip slip_of(const std::vector<DueVisit>& visits, const Letterhead& head, Language language,
                  UtcTime made_at) {
  const bool spanish = language == Language::kSpanish;
  const bool one = visits.size() == 1;
  pdf::Slip slip{.place = place_of(head, visits), .made_at = made_at};
  slip.heading = spanish ? (one ? "Su próxima cita" : "Sus próximas citas")
                         : (one ? "Your next appointment" : "Your next appointments");
  for (const DueVisit& visit : visits) {
    slip.visits.push_back({pdf::long_date(date_of(visit.start), language),
                           pdf::clock_time(visit.start, language),
                           fmt::format("{} {}{}", spanish ? "con" : "with", visit.clinician_name,
                                       how_words(visit.modality, language))});
  }
  slip.to_change = (spanish ? "Para cambiar la hora, llame al " : "To change the time, call ") +
                   head.desk_phone + ".";
  return slip;
}

std::string why(api::clients::NotByLetter reason) {
  switch (reason) {
    case api::clients::NotByLetter::kAsksNot:
      return "asks for no letters";
    case api::clients::NotByLetter::kNoAddress:
      return "no address in the record";
    case api::clients::NotByLetter::kNoFixedAddress:
      return "no fixed address";
  }
  return {};
}

std::string why(api::clients::NotByCall reason) {
  switch (reason) {
    case api::clients::NotByCall::kAsksNot:
      return "asks not to be called";
    case api::clients::NotByCall::kNoNumber:
      return "no number in the record";
  }
  return {};
}

}  // namespace alcove::reminders

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/wait_words.h"

#include "kiosk/screens/desk/booking_takes.h"
#include "kiosk/screens/desk/client_words.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/waitlist_messages.h"

namespace alcove::screens::desk {

using namespace api::waitlist;
using WaitSay = text::WaitlistMessages;

std::string_view priority_word(text::Language language, Priority priority) {
  const WaitSay say(language);
  switch (priority) {
    case Priority::kRoutine:
      return say.priority_routine();
    case Priority::kUrgent:
      return say.priority_urgent();
    case Priority::kEmergent:
      return say.priority_emergent();
  }
  return {};
}

std::string_view risk_word(text::Language language, Risk risk) {
  const WaitSay say(language);
  switch (risk) {
    case Risk::kUsual:
      return say.risk_usual();
    case Risk::kElevated:
      return say.risk_elevated();
    case Risk::kHigh:
      return say.risk_high();
  }
  return {};
}

std::string_view close_how_word(text::Language language, CloseHow how) {
  const WaitSay say(language);
  switch (how) {
    case CloseHow::kNotWanted:
      return say.how_not_wanted();
    case CloseHow::kNotReached:
      return say.how_not_reached();
    case CloseHow::kSeenOtherwise:
      return say.how_seen_otherwise();
    case CloseHow::kMistake:
      return say.how_mistake();
  }
  return {};
}

std::string_view way_word(text::Language language, Way way) {
  const WaitSay say(language);
  switch (way) {
    case Way::kPhone:
      return say.way_phone();
    case Way::kLetter:
      return say.way_letter();
    case Way::kTextMessage:
      return say.way_text_message();
    case Way::kInPerson:
      return say.way_in_person();
    case Way::kOther:
      return say.way_other();
  }
  return {};
}

std::string_view outcome_word(text::Language language, Outcome outcome) {
  const WaitSay say(language);
  switch (outcome) {
    case Outcome::kReached:
      return say.outcome_reached();
    case Outcome::kLeftMessage:
      return say.outcome_left_message();
    case Outcome::kNoAnswer:
      return say.outcome_no_answer();
    case Outcome::kWrongNumber:
      return say.outcome_wrong_number();
    case Outcome::kSent:
      return say.outcome_sent();
  }
  return {};
}

std::string wait_moment(text::Language language, LocalDateTime time) {
  return text::short_date(language, date_of(time)) + ", " + text::clock_time(language, time);
}

std::string day_and_time(text::Language language, LocalDateTime time) {
  return text::weekday_and_date(language, date_of(time)) + ", " + text::clock_time(language, time);
}

bool is_overdue(const EntryRow& row, UtcTime now) {
  return row.entry.state == EntryState::kWaiting && row.due_at < now;
}

std::string due_words(text::Language language, const EntryRow& row, const Zone& zone, UtcTime now) {
  const WaitSay say(language);
  const LocalDateTime due = zone.to_local(row.due_at);
  std::string when = wait_moment(language, due);
  if (row.entry.wish.priority == Priority::kRoutine) {
    when = say.wait_end_of_day(text::short_date(language, date_of(due - std::chrono::minutes(1))));
  }
  return is_overdue(row, now) ? say.wait_was_due(when) : say.wait_due(when);
}

std::string wanted_words(text::Language language, const EntryRow& row) {
  const WaitSay say(language);
  return say.wait_with(
      {.service = row.service_name,
       .clinician = row.clinician_name.empty() ? std::string(say.wait_any()) : row.clinician_name});
}

std::string wish_words(text::Language language, const Wish& wish) {
  const WaitSay say(language);
  std::string when;
  for (const std::int64_t day : wish.weekdays) {
    const auto letters = static_cast<unsigned>(day % 7);  // 0 is Sunday
    when += (when.empty() ? "" : ", ") + text::weekday_letters(language, letters);
  }
  const auto clock = [&](std::int64_t minute) {
    return text::clock_time(language, LocalDateTime(std::chrono::minutes(minute)));
  };
  std::string times;
  if (wish.from_minute && wish.until_minute) {
    times =
        say.wait_from_until({.from = clock(*wish.from_minute), .until = clock(*wish.until_minute)});
  } else if (wish.from_minute) {
    times = say.wait_from(clock(*wish.from_minute));
  } else if (wish.until_minute) {
    times = say.wait_until(clock(*wish.until_minute));
  }
  if (when.empty() && times.empty()) return std::string(say.wait_when_any());
  return say.wait_when(when + (when.empty() || times.empty() ? "" : " ") + times);
}

LanguageChoice choice_of(const Wish& wish) {
  return {wish.language, wish.language_by.value_or(api::clients::LanguageBy::kEither)};
}

std::string names_of_takes(const std::vector<api::resources::Resource>& resources,
                           const std::vector<api::resources::ResourceId>& takes) {
  std::string names;
  for (const api::resources::ResourceId& id : takes) {
    names += (names.empty() ? "" : ", ") + resource_name(resources, id);
  }
  return names;
}

std::string needs_words(text::Language language, const Wish& wish,
                        const std::vector<api::resources::Resource>& resources) {
  std::string words = language_wish_words(language, choice_of(wish));
  if (!wish.resources || wish.resources->empty()) return words;
  return words + (words.empty() ? "" : " · ") + names_of_takes(resources, *wish.resources);
}

std::string fit_words(text::Language language, const EntryRow& row, const std::string& clinician,
                      const std::vector<api::resources::Resource>& resources) {
  if (!row.fit) return {};
  const WaitSay say(language);
  const auto& wish = row.entry.wish;
  const std::string spoken(wish.language ? spoken_language(language, *wish.language)
                                         : std::string_view());
  std::string words;
  switch (row.fit->understood) {
    case Understood::kNobodyAsks:
      break;
    case Understood::kByClinician:
      words = say.fit_clinician({.name = clinician, .language = spoken});
      break;
    case Understood::kByInterpreter:
      words = say.fit_interpreter({.language = spoken,
                                   .name = row.fit->interpreter
                                               ? resource_name(resources, *row.fit->interpreter)
                                               : std::string()});
      break;
    case Understood::kByNobody:
      words = say.fit_nobody({.language = spoken, .name = clinician});
      break;
  }
  if (row.fit->not_free.empty()) return words;
  return words + (words.empty() ? "" : " ") +
         say.fit_not_free(names_of_takes(resources, row.fit->not_free));
}

std::string offer_words(text::Language language, const Offer& offer, const Zone& zone) {
  const WaitSay say(language);
  switch (offer.state) {
    case OfferState::kOpen:
      return say.offer_open(wait_moment(language, zone.to_local(offer.expires_at)));
    case OfferState::kTaken:
      return std::string(say.offer_taken());
    case OfferState::kDeclined:
      return std::string(say.offer_declined());
    case OfferState::kExpired:
      return std::string(say.offer_expired());
  }
  return {};
}

std::string entry_state_words(text::Language language, const Entry& entry) {
  const WaitSay say(language);
  switch (entry.state) {
    case EntryState::kWaiting:
      return std::string(say.entry_waiting());
    case EntryState::kBooked:
      return std::string(say.entry_booked());
    case EntryState::kClosed:
      return say.entry_closed(entry.how ? std::string(close_how_word(language, *entry.how))
                                        : std::string());
  }
  return {};
}

}  // namespace alcove::screens::desk

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/desk/language_wish.h"
#include "kiosk/text/language.h"
#include "kiosk/widgets/status.h"
#include "shared/api/waitlist_reading.h"

// What stands on the waitlist, in words.
namespace alcove::screens::desk {

std::string_view priority_word(text::Language language, api::waitlist::Priority priority);
std::string_view risk_word(text::Language language, api::waitlist::Risk risk);
std::string_view close_how_word(text::Language language, api::waitlist::CloseHow how);
std::string_view way_word(text::Language language, api::waitlist::Way way);
std::string_view outcome_word(text::Language language, api::waitlist::Outcome outcome);

// "Nov 23, 9:12"
std::string wait_moment(text::Language language, LocalDateTime time);
// The same with the weekday: "Tuesday, December 8, 2:30 PM".
std::string day_and_time(text::Language language, LocalDateTime time);
// By when somebody should be seen: "due Nov 26, 9:00", "was due at the end of Dec 8".
std::string due_words(text::Language language, const api::waitlist::EntryRow& row, const Zone& zone,
                      UtcTime now);
bool is_overdue(const api::waitlist::EntryRow& row, UtcTime now);
// "Therapy with anybody"
std::string wanted_words(text::Language language, const api::waitlist::EntryRow& row);
// "Can come Mo, We from 9:00 to 12:00"
std::string wish_words(text::Language language, const api::waitlist::Wish& wish);
LanguageChoice choice_of(const api::waitlist::Wish& wish);
// "Russian: the clinician speaks it, or an interpreter comes · Test kit"; empty where nothing is
// wished besides the time.
std::string needs_words(text::Language language, const api::waitlist::Wish& wish,
                        const std::vector<api::resources::Resource>& resources);
std::string names_of_takes(const std::vector<api::resources::Resource>& resources,
                           const std::vector<api::resources::ResourceId>& takes);
// How the client would be understood at the time, and what is not free then; empty where nobody
// asks and nothing is missing.
std::string fit_words(text::Language language, const api::waitlist::EntryRow& row,
                      const std::string& clinician,
                      const std::vector<api::resources::Resource>& resources);
std::string offer_words(text::Language language, const api::waitlist::Offer& offer,
                        const Zone& zone);
std::string entry_state_words(text::Language language, const api::waitlist::Entry& entry);

}  // namespace alcove::screens::desk

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/contact_reach.h"
#include "shared/api/waitlist_offer.h"

// Somebody who waits, as lists show them.
namespace alcove::api::waitlist {

// How the client would be understood at a time of a clinician.
enum class Understood : std::uint8_t {
  kNobodyAsks,   // no language is wished
  kByClinician,  // who is known to speak it
  kByInterpreter,
  kByNobody,  // the clinician is not known to speak it, or does not count; and nobody interprets
              // then
};

// Whether what is wished besides the time is there at the time that is looked at.
struct Fit {
  Understood understood = Understood::kNobodyAsks;
  std::optional<resources::ResourceId> interpreter{};  // one who is free then, where one is to come
  std::vector<resources::ResourceId> not_free{};       // of the resources that are wished

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("understood", self.understood);
    visit("interpreter", self.interpreter);
    visit("not_free", self.not_free, wire::at_most(resources::kMaxOfVisit));
  }
  friend bool operator==(const Fit&, const Fit&) = default;
};

struct EntryRow {
  Entry entry{};
  std::string client_name{};  // "López, María (Mari)"
  std::int64_t record_number = 0;
  LocalDate birth_date{};
  clients::SpokenLanguage language = clients::SpokenLanguage::kEnglish;  // of the client's record
  std::string service_name{};
  std::int64_t service_minutes = 0;
  std::string clinician_name{};  // empty: any
  UtcTime due_at{};              // by then the clinic's standard wants a first visit
  std::int64_t tries = 0;
  std::optional<Try> last_try{};
  std::optional<Offer> open_offer{};
  std::optional<Offer> expired_offer{};   // the latest, where nobody answered it in time
  std::optional<clients::Reach> reach{};  // how the client is told of a time
  std::optional<Fit> fit{};               // of matches alone

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("entry", self.entry);
    visit("client_name", self.client_name, wire::line(1, 200));
    visit("record_number", self.record_number, wire::range(1, INT64_MAX));
    visit("birth_date", self.birth_date);
    visit("language", self.language);
    visit("service_name", self.service_name, wire::line(1, 60));
    visit("service_minutes", self.service_minutes, wire::range(1, 1440));
    visit("clinician_name", self.clinician_name, wire::line(0, 100));
    visit("due_at", self.due_at);
    visit("tries", self.tries, wire::range(0, kMaxTries));
    visit("last_try", self.last_try);
    visit("open_offer", self.open_offer);
    visit("expired_offer", self.expired_offer);
    visit("reach", self.reach);
    visit("fit", self.fit);
  }
};

}  // namespace alcove::api::waitlist

namespace alcove::wire {

template <>
struct EnumWords<api::waitlist::Understood> {
  using By = api::waitlist::Understood;
  static constexpr EnumWord<By> words[] = {{By::kNobodyAsks, "nobody_asks"},
                                           {By::kByClinician, "by_clinician"},
                                           {By::kByInterpreter, "by_interpreter"},
                                           {By::kByNobody, "by_nobody"}};
};

}  // namespace alcove::wire

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/appointment_record.h"
#include "shared/api/availability.h"
#include "shared/api/client_words.h"
#include "shared/api/language_wish.h"
#include "shared/api/resources.h"
#include "shared/api/waitlist_words.h"
#include "shared/base/ids.h"
#include "shared/base/time.h"

// Who waits for a visit: an entry for each client and service, who tried to reach them, and which
// times they were offered. Nothing is deleted: each change is a revision with who made it. Reading:
// waitlist_reading.h; changing: waitlist_steps.h; the report: waitlist_report.h.
namespace alcove::api::waitlist {

using WaitEntryId = Id<struct WaitEntryTag>;
using WaitTryId = Id<struct WaitTryTag>;
using WaitOfferId = Id<struct WaitOfferTag>;
using appointments::ServiceId;
using availability::Made;

inline constexpr std::size_t kMaxWaiting = 2000;  // of the whole clinic; ended ones do not count
inline constexpr std::size_t kMaxOfClient = 50;   // ended ones too
inline constexpr std::size_t kMaxRevisions = 100;
inline constexpr std::size_t kMaxTries = 100;  // of one entry, as the offers
inline constexpr std::size_t kMaxOffers = 50;
inline constexpr wire::Text kNote = wire::line(0, 200);
inline constexpr wire::Text kReason = wire::line(0, 200);

// What somebody waits for.
struct Wish {
  ServiceId service{};
  std::optional<StaffId> clinician{};  // none: any
  Priority priority = Priority::kRoutine;
  Risk risk = Risk::kUsual;
  // When the client, or somebody for them, asked first: the clock of every standard starts there.
  LocalDateTime requested_at{};
  std::vector<std::int64_t> weekdays{};        // 1 is Monday; in order, each once; none named: any
  std::optional<std::int64_t> from_minute{};   // since midnight: no visit begins before
  std::optional<std::int64_t> until_minute{};  // and none ends after
  std::string note{};
  // In which the client is to be understood; left out: nobody asks. By whom; left out: by either.
  std::optional<clients::SpokenLanguage> language{};
  std::optional<clients::LanguageBy> language_by{};
  std::optional<std::vector<resources::ResourceId>> resources{};  // that the visit takes besides

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("service", self.service);
    visit("clinician", self.clinician);
    visit("priority", self.priority);
    visit("risk", self.risk);
    visit("requested_at", self.requested_at);
    visit("weekdays", self.weekdays, wire::at_most(7, wire::range(1, 7)));
    visit("from_minute", self.from_minute, wire::range(0, availability::kDayMinutes));
    visit("until_minute", self.until_minute, wire::range(0, availability::kDayMinutes));
    visit("note", self.note, kNote);
    visit("language", self.language);
    visit("language_by", self.language_by);
    visit("resources", self.resources, wire::at_most(resources::kMaxOfVisit));
  }
  friend bool operator==(const Wish&, const Wish&) = default;
};

struct Entry {
  WaitEntryId id{};
  std::int64_t revision = 0;
  ClientId client{};
  Wish wish{};
  EntryState state = EntryState::kWaiting;
  std::optional<CloseHow> how{};               // of a closed one
  std::string reason{};                        // why it was closed, or waits again
  std::optional<AppointmentId> appointment{};  // of a booked one
  Made made{};                                 // this revision

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("revision", self.revision, wire::range(1, INT64_MAX));
    visit("client", self.client);
    visit("wish", self.wish);
    visit("state", self.state);
    visit("how", self.how);
    visit("reason", self.reason, kReason);
    visit("appointment", self.appointment);
    visit("made", self.made);
  }
};

// Somebody tried to reach the client; each list of people to reach has ids of its own.
template <class TryId>
struct TryToReach {
  TryId id{};
  Way way = Way::kPhone;
  Outcome outcome = Outcome::kReached;
  std::string note{};
  Made made{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("way", self.way);
    visit("outcome", self.outcome);
    visit("note", self.note, kNote);
    visit("made", self.made);
  }
};
using Try = TryToReach<WaitTryId>;

}  // namespace alcove::api::waitlist

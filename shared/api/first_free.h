// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/availability.h"
#include "shared/api/client_words.h"
#include "shared/api/day_board.h"
#include "shared/api/language_wish.h"

// "First free": the next openings over all clinicians, from today on the clinic's clock. An opening
// is a time against which nothing stands, not even softly. It promises nothing: only the booking
// itself decides.
namespace alcove::api::appointments {

inline constexpr std::int64_t kMaxOpenings = 20;
inline constexpr std::int64_t kUsualOpenings = 6;

// kAny: the reply names a room that is free, the first by name.
enum class RoomNeed : std::uint8_t { kNone, kAny };

// kRecord: as the record of the client says, whatever is asked for besides. In another language
// than English, or where an interpreter is needed, by either; in one without a name by an
// interpreter.
enum class LanguageFrom : std::uint8_t { kRequest, kRecord };

struct FirstFreeRequest {
  ServiceId service;
  std::optional<std::int64_t> minutes{};  // left out: as long as the service usually is
  std::optional<StaffId> clinician{};     // left out: any
  // In which the client is to be understood, and by whom; left out: nobody asks.
  std::optional<clients::SpokenLanguage> language{};
  std::optional<ClientId> client{};          // not where they are elsewhere
  std::optional<RoomId> room{};              // this one
  RoomNeed room_need = RoomNeed::kNone;      // where no room is named
  std::optional<LocalDate> from{};           // left out, or past: today
  std::optional<LocalDate> until{};          // the last day; left out: as far as the book is open
  std::optional<std::string> weekdays{};     // "135": Mondays, Wednesdays, Fridays; left out: all
  std::optional<std::int64_t> not_before{};  // minutes since midnight on the wall
  std::optional<std::int64_t> not_after{};   // the visit has ended by then
  std::optional<std::int64_t> count{};       // of openings; left out: kUsualOpenings
  std::optional<std::string> resources{};    // ids_words: all of them free
  // One who interprets into it, besides those unless one of them does; the reply names who is free,
  // the first by name.
  std::optional<clients::SpokenLanguage> interpreter{};
  std::optional<clients::LanguageBy> language_by{};  // left out: the clinician
  std::optional<LanguageFrom> language_from{};       // left out: what is asked for here
  // Of openings that begin at one time there are so many at most; left out: as many as there are.
  std::optional<std::int64_t> of_one_time{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("service", self.service);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("clinician", self.clinician);
    visit("language", self.language);
    visit("client", self.client);
    visit("room", self.room);
    visit("room_need", self.room_need);
    visit("from", self.from);
    visit("until", self.until);
    visit("weekdays", self.weekdays, wire::line(1, 7));
    visit("not_before", self.not_before, wire::range(0, availability::kDayMinutes));
    visit("not_after", self.not_after, wire::range(0, availability::kDayMinutes));
    visit("count", self.count, wire::range(1, kMaxOpenings));
    visit("resources", self.resources, resources::kIdsWords);
    visit("interpreter", self.interpreter);
    visit("language_by", self.language_by);
    visit("language_from", self.language_from);
    visit("of_one_time", self.of_one_time, wire::range(1, kMaxOpenings));
  }
};

struct Opening {
  LocalDateTime start;
  std::int64_t minutes = 0;
  StaffId clinician;
  std::optional<RoomId> room;
  std::optional<resources::ResourceId> interpreter{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("start", self.start);
    visit("minutes", self.minutes, wire::range(1, 1440));
    visit("clinician", self.clinician);
    visit("room", self.room);
    visit("interpreter", self.interpreter);
  }
  friend bool operator==(const Opening&, const Opening&) = default;
};

struct FirstFreeReply {
  // The earliest first; at one time by clinician. Those of one clinician do not overlap.
  std::vector<Opening> openings;
  // Clinicians without hours are left out: nobody knows when they work. How many those are, and
  // those whose first hours begin after the last opening.
  std::int64_t without_hours = 0;
  // Left out too, and not among those: of whom nobody has said that they speak the language, where
  // nobody can interpret for them.
  std::int64_t without_language = 0;
  // Left out before those: the service asks for another credential than theirs.
  std::int64_t without_credential = 0;
  // Nobody in use interprets into the language besides those named: there are no openings, or those
  // of clinicians who speak it alone.
  bool nobody_interprets = false;
  // What was looked for, where a language was.
  std::optional<clients::SpokenLanguage> language{};
  std::optional<clients::LanguageBy> language_by{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("openings", self.openings, wire::at_most(static_cast<std::size_t>(kMaxOpenings)));
    visit("without_hours", self.without_hours, wire::range(0, INT64_MAX));
    visit("without_language", self.without_language, wire::range(0, INT64_MAX));
    visit("without_credential", self.without_credential, wire::range(0, INT64_MAX));
    visit("nobody_interprets", self.nobody_interprets);
    visit("language", self.language);
    visit("language_by", self.language_by);
  }
};

// Refusals: kNotFound (service, clinician, client, room, resources: not there or not any more);
// kOutOfRange (minutes; until: before `from` or beyond the book; weekdays: not digits from 1 to 7,
// each once; language: "other", which interpreters alone have; interpreter: where `language_by`
// finds one already; resources: one of them twice, or with an interpreter more than kMaxOfVisit).
inline constexpr auto first_free =
    look_route<FirstFreeRequest, FirstFreeReply>("/v1/appointments/first_free");

}  // namespace alcove::api::appointments

namespace alcove::wire {

template <>
struct EnumWords<api::appointments::RoomNeed> {
  using Need = api::appointments::RoomNeed;
  static constexpr EnumWord<Need> words[] = {{Need::kNone, "none"}, {Need::kAny, "any"}};
};

template <>
struct EnumWords<api::appointments::LanguageFrom> {
  using From = api::appointments::LanguageFrom;
  static constexpr EnumWord<From> words[] = {{From::kRequest, "request"},
                                             {From::kRecord, "record"}};
};

}  // namespace alcove::wire

// SPDX-License-Identifier: Apache-2.0
#include "provisioning/synthetic_clinic/years.h"

#include <algorithm>
#include <set>

#include "server/features/clients/clients.h"

namespace alcove::synthetic {
namespace {

using std::chrono::minutes;
using std::chrono::sys_days;

constexpr std::chrono::days kBookedAhead{7};
constexpr std::chrono::days kWithoutLucia{14};
constexpr int kFirstHour = 9;
constexpr int kLastHour = 16;
// A person's own rhythm: the next visit is so many days after the last.
constexpr std::uint64_t kShortestRest = 14;
constexpr std::uint64_t kRestSpread = 35;

// Hours of the last day that are the demo's to book: one of Lucía's clinician, and two of the last
// clinician for somebody who comes without an appointment.
bool is_kept_free(std::size_t clinician, std::size_t clinicians, int hour) {
  if (clinician == 0) return hour == 10;
  return clinician + 1 == clinicians && (hour == 9 || hour == 10);
}

bool is_working_day(sys_days day) {
  const std::chrono::weekday weekday(day);
  return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

sys_days working_day_before(sys_days day) {
  do {
    day -= std::chrono::days(1);
  } while (!is_working_day(day));
  return day;
}

LocalDateTime at(sys_days day, minutes after_midnight) {
  return LocalDateTime(day.time_since_epoch()) + after_midnight;
}

}  // namespace

audit::Actor operator_actor() {
  return {.system_user = "synthetic-clinic"};
}

Result<void> Years::live(std::size_t clients, UtcTime until) {
  const Zone& zone = features_.site.zone;
  const UtcTime from = clock_.now();
  const sys_days last{features_.site.day_of(until)};
  std::size_t registered = 0;
  for (sys_days day{features_.site.day_of(from)}; day <= last; day += std::chrono::days(1)) {
    // The last day is a working day whatever the calendar says: the demo has a day to show.
    if (!is_working_day(day) && day != last) continue;
    const UtcTime opens = zone.to_utc(at(day, std::chrono::hours(7)));
    clock_.set(std::min(opens, until));
    if (cast_.each_morning) ALCOVE_TRY(cast_.each_morning(LocalDate(day)));
    const auto due = static_cast<std::size_t>(
        day == last ? static_cast<std::int64_t>(clients)
                    : static_cast<std::int64_t>(clients) * (opens - from) / (until - from) + 1);
    for (; registered < std::min(due, clients); ++registered) {
      ALCOVE_TRY(register_next(registered, features_.site.day_of(clock_.now())));
    }
    const sys_days ahead = day + kBookedAhead;
    if (is_working_day(ahead)) ALCOVE_TRY(book_day(ahead, last));
    // Whoever is due on a last day that is no working day comes then, and not the week after.
    if (!is_working_day(last) && ahead == working_day_before(last)) {
      ALCOVE_TRY(book_day(last, last));
    }
    ALCOVE_TRY(live_day(day, until));
  }
  clock_.set(until);
  return {};
}

std::vector<Known> Years::people() const {
  std::vector<Known> known;
  for (const Person& person : people_) known.push_back({person.client, person.clinician});
  return known;
}

Result<void> Years::register_next(std::size_t index, LocalDate today) {
  api::clients::RegisterRequest request;
  request.client = ClientId::make(clock_.now(), ledger_.random());
  request.details = client_details(index, today, chance_);
  // Lucía Morales of the demo's story is the first clinician's.
  const std::size_t clinician = index == 0 ? 0 : chance_.below(cast_.clinicians.size());
  request.care_team = {{.staff = cast_.clinicians[clinician].principal.staff()}};
  // A desk looks at the possible duplicates first; here they are different people by construction.
  const auto registered = ledger_.write<api::clients::Client>(
      cast_.desk.actor(), [&](audit::WriteTxn& txn) -> Result<api::clients::Client> {
        ALCOVE_ASSIGN(request.not_the_same_as,
                      clients::possible_duplicates(txn, request.details, today));
        return clients::register_client(cast_.desk, request, txn, today);
      });
  if (!registered) return registered.error();
  people_.push_back({.client = request.client,
                     .clinician = clinician,
                     .burden = index == 0 ? 70 : static_cast<std::int64_t>(chance_.below(101))});
  return {};
}

// Fills a day's book with whoever's time has come, an hour each.
Result<void> Years::book_day(sys_days day, sys_days present) {
  std::vector<int> next_hour(cast_.clinicians.size(), kFirstHour);
  for (std::size_t index = 0; index < people_.size(); ++index) {
    Person& person = people_[index];
    // Lucía's next visit is the demo's to book, and her questionnaires are due then.
    if (index == 0 && day > present - kWithoutLucia && day <= present) continue;
    if (person.next_visit && *person.next_visit > day) continue;
    int& hour = next_hour[person.clinician];
    const Clinician& who = cast_.clinicians[person.clinician];
    const auto is_open = [&](int full) {
      const bool kept_free =
          day == present && is_kept_free(person.clinician, next_hour.size(), full);
      return !kept_free && goes_into(who.week, who.service, std::chrono::weekday(day), full);
    };
    while (hour <= kLastHour && !is_open(hour)) ++hour;
    if (hour > kLastHour) continue;
    ALCOVE_TRY(book(index, person.clinician, at(day, std::chrono::hours(hour))));
    hour += chance_.below(4) == 0 ? 2 : 1;
    person.next_visit =
        day + std::chrono::days(static_cast<int>(kShortestRest + chance_.below(kRestSpread)));
  }
  return {};
}

Result<void> Years::book(std::size_t person, std::size_t clinician, LocalDateTime start) {
  const Clinician& who = cast_.clinicians[clinician];
  const api::appointments::BookRequest request{
      .appointment = AppointmentId::make(clock_.now(), ledger_.random()),
      .client = people_[person].client,
      .clinician = who.principal.staff(),
      .room = who.room,
      .service = who.service.id,
      .start = start,
      .minutes = who.service.minutes};
  ALCOVE_TRY(change(&appointments::book, cast_.desk, request));
  const Visit visit{request.appointment, person, start};
  // One in forty calls the next minute: that day will not do after all.
  if (chance_.below(40) == 0) {
    return cancel(visit, api::appointments::CancelledBy::kClient, "is away that week");
  }
  book_[sys_days(date_of(start))].push_back(visit);
  return {};
}

Result<void> Years::live_day(sys_days day, UtcTime until) {
  std::vector<Deed> deeds;
  std::vector<Visit>& visits = book_[day];
  std::stable_sort(visits.begin(), visits.end(),
                   [](const Visit& a, const Visit& b) { return a.start < b.start; });
  const bool is_last = sys_days(features_.site.day_of(until)) == day;
  for (std::size_t place = 0; place < visits.size(); ++place) {
    // On the last day every mishap has its turn, so that the board shows each.
    const std::uint64_t in_turn = place % 2 == 0 ? 0 : (place / 2 + 1) * 7;
    plan(visits[place], is_last ? in_turn : chance_.below(100), deeds);
  }
  std::stable_sort(deeds.begin(), deeds.end(),
                   [](const Deed& a, const Deed& b) { return a.at < b.at; });
  for (const Deed& deed : deeds) {
    if (deed.at > until) break;
    clock_.set(deed.at);
    ALCOVE_TRY(deed.act());
  }
  book_.erase(day);
  return {};
}

}  // namespace alcove::synthetic

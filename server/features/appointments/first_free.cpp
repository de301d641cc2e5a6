// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/access/access_decision.h"
#include "server/access/staff_languages.h"
#include "server/access/staff_store.h"
#include "server/features/appointments/appointments_reading.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/language_rules.h"
#include "server/features/appointments/obstacles.h"
#include "server/features/appointments/opening_search.h"
#include "server/features/appointments/resource_store.h"
#include "server/features/clients/clients.h"
#include "shared/rules/credentials.h"

namespace alcove::appointments {

using api::appointments::FirstFreeReply;
using api::appointments::FirstFreeRequest;
using api::appointments::Place;
using api::appointments::RoomNeed;
using api::clinic_setup::Service;
using api::resources::ResourceId;
using store::ReadTxn;

namespace {

constexpr std::int64_t kStaffPage = 200;

struct Days {
  LocalDate first;
  LocalDate last;
};

Result<Days> days_of(const FirstFreeRequest& request, LocalDate today) {
  const LocalDate end(std::chrono::local_days(today) + rules::kMaxBookAhead);
  const Days days{.first = std::max(today, request.from.value_or(today)),
                  .last = request.until.value_or(end)};
  if (days.last > end) {
    return Error{ErrorCode::kOutOfRange, "until", "the book is open for 366 days ahead"};
  }
  if (days.last < days.first) {
    return Error{ErrorCode::kOutOfRange, "until", "the last day comes before the first"};
  }
  return days;
}

Result<std::vector<bool>> weekdays_of(const FirstFreeRequest& request) {
  std::vector<bool> weekdays(8, !request.weekdays.has_value());
  for (const char digit : request.weekdays.value_or("")) {
    const auto number = static_cast<std::size_t>(digit - '0');
    if (digit < '1' || digit > '7' || weekdays[number]) {
      return Error{ErrorCode::kOutOfRange, "weekdays", "digits from 1 to 7, each once"};
    }
    weekdays[number] = true;
  }
  return weekdays;
}

Result<Service> service_of(const FirstFreeRequest& request, ReadTxn& txn) {
  auto service = find_service(txn, request.service);
  if (!service || service->retired) {
    return Error{ErrorCode::kNotFound, "service", "there is no such service any more"};
  }
  return std::move(*service);
}

Result<Wish> wish_of(const FirstFreeRequest& request, const Service& service, ReadTxn& txn,
                     UtcTime now) {
  Wish wish;
  wish.fit = {.types = service.fits,
              .now = now,
              .crisis_release = std::chrono::hours(read_rules(txn).crisis_release_hours)};
  wish.length = std::chrono::minutes(request.minutes.value_or(service.minutes));
  const UtcTime on_a_step = std::chrono::floor<std::chrono::days>(now);
  ALCOVE_TRY(rules::make_slot(on_a_step, wish.length.count(), now));
  wish.buffer = std::chrono::minutes(service.buffer_minutes);
  wish.not_before = request.not_before.value_or(0);
  wish.not_after = request.not_after;
  wish.count = static_cast<std::size_t>(request.count.value_or(api::appointments::kUsualOpenings));
  if (request.of_one_time) wish.of_one_time = static_cast<std::size_t>(*request.of_one_time);
  ALCOVE_ASSIGN(wish.weekdays, weekdays_of(request));
  return wish;
}

// The language, and who of the resources could interpret.
struct Understood {
  LanguageWish wish;
  std::vector<ResourceId> needed;
  std::vector<ResourceId> one_of;  // none: nobody is looked for
  bool nobody_interprets = false;
};

struct Clinicians {
  struct One {
    StaffId id;
    ResourceTime::OneOf one_of;
  };
  std::vector<One> asked;
  std::int64_t without_language = 0;
  std::int64_t without_credential = 0;

  void add(ReadTxn& txn, const access::StaffRecord& person, const Service& service,
           const Understood& understood) {
    const StaffId& one = person.id;
    if (!rules::has_credential(person.credential, service.credentials)) {
      ++without_credential;
      return;
    }
    using OneOf = ResourceTime::OneOf;
    const LanguageWish& wish = understood.wish;
    const bool understands = wish.by_clinician() && access::speaks(txn, one, *wish.language);
    const bool needs_other = wish.by_clinician() && !understands;
    if (needs_other && (!wish.by_interpreter() || understood.nobody_interprets)) {
      ++without_language;
    } else {
      // One who is asked for by `interpreter` comes besides a clinician who speaks another
      // language.
      const bool comes = !understands || !wish.by_interpreter();
      asked.push_back({one, comes ? OneOf::kComes : OneOf::kNobody});
    }
  }
};

Result<Clinicians> clinicians_of(const FirstFreeRequest& request, const Service& service,
                                 const Understood& understood, ReadTxn& txn) {
  Clinicians found;
  if (request.clinician) {
    const auto one = access::find_staff(txn, *request.clinician);
    if (!one || one->disabled_at || !one->roles.clinical()) {
      return Error{ErrorCode::kNotFound, "clinician", "nobody who can be booked has that id"};
    }
    found.add(txn, *one, service, understood);
    return found;
  }
  std::optional<StaffId> after;
  while (true) {
    const std::vector<access::StaffRecord> page =
        access::list_working_staff(txn, after, kStaffPage);
    for (const access::StaffRecord& one : page) {
      if (one.roles.clinical()) found.add(txn, one, service, understood);
    }
    if (page.size() < static_cast<std::size_t>(kStaffPage)) return found;
    after = page.back().id;
  }
}

Result<void> add_rooms(const FirstFreeRequest& request, ReadTxn& txn, UtcTime from,
                       OpeningSearch& search) {
  if (!request.room && request.room_need == RoomNeed::kNone) return {};
  bool any = false;
  for (const api::clinic_setup::Room& room : list_rooms(txn)) {
    if (room.retired || (request.room && room.id != *request.room)) continue;
    search.add_room({room.id, BookedTime(txn, Place::kRoom, room.id.view(), from)});
    any = true;
  }
  if (any) return {};
  return Error{ErrorCode::kNotFound, "room", "there is no such room any more"};
}

// Who interprets into the language and is in use.
std::vector<ResourceId> interpreters_into(api::clients::SpokenLanguage language, ReadTxn& txn) {
  std::vector<ResourceId> found;
  for (const api::resources::Resource& one : list_resources(txn)) {
    if (!one.retired && interprets(one, language)) found.push_back(one.id);
  }
  return found;
}

Result<LanguageWish> language_of(const FirstFreeRequest& request, ReadTxn& txn) {
  if (request.language_from == api::appointments::LanguageFrom::kRecord) {
    if (!request.client) return LanguageWish{};
    const auto client = clients::find_client(txn, *request.client);
    return client ? language_wish_of(client->details) : LanguageWish{};
  }
  const LanguageWish wish{request.language,
                          request.language_by.value_or(api::clients::LanguageBy::kClinician)};
  ALCOVE_TRY(check_language(wish));
  if (!request.interpreter || !wish.by_interpreter()) return wish;
  return Error{ErrorCode::kOutOfRange, "interpreter", "the wish for a language finds one already"};
}

Result<Understood> understood_of(const FirstFreeRequest& request, ReadTxn& txn) {
  Understood found;
  ALCOVE_ASSIGN(found.wish, language_of(request, txn));
  ALCOVE_ASSIGN(found.needed, api::resources::ids_in(request.resources.value_or(std::string())));
  ALCOVE_TRY(check_resources(txn, found.needed));
  const auto into = found.wish.by_interpreter() ? found.wish.language : request.interpreter;
  if (!into) return found;
  found.one_of = interpreters_into(*into, txn);
  found.nobody_interprets = found.one_of.empty();
  // Somebody of them who is named comes anyway: nobody else is looked for.
  const bool comes = std::ranges::find_first_of(found.one_of, found.needed) != found.one_of.end();
  if (comes) found.one_of.clear();
  if (!found.one_of.empty() && found.needed.size() == api::resources::kMaxOfVisit) {
    return Error{ErrorCode::kOutOfRange, "resources", "with an interpreter those are too many"};
  }
  return found;
}

Result<void> may_look(const access::Principal& principal, const FirstFreeRequest& request,
                      ReadTxn& txn) {
  access::Relation relation = access::Relation::kNone;
  if (request.client) relation = clients::relation_to(txn, *request.client, principal.staff());
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleRead, relation));
  if (request.client && !clients::record_number_of(txn, *request.client)) {
    return Error{ErrorCode::kNotFound, "client", "there is no such client"};
  }
  return {};
}

}  // namespace

Result<http::Answer<FirstFreeReply>> find_first_free(const access::Principal& principal,
                                                     const FirstFreeRequest& request, ReadTxn& txn,
                                                     const Site& site, UtcTime now) {
  ALCOVE_TRY(may_look(principal, request, txn));
  ALCOVE_ASSIGN(const Service service, service_of(request, txn));
  ALCOVE_ASSIGN(const Wish wish, wish_of(request, service, txn, now));
  ALCOVE_ASSIGN(const Days days, days_of(request, site.day_of(now)));
  ALCOVE_ASSIGN(Understood understood, understood_of(request, txn));
  ALCOVE_ASSIGN(const Clinicians clinicians, clinicians_of(request, service, understood, txn));
  const auto length = std::chrono::local_days(days.last) - std::chrono::local_days(days.first);
  const availability::DayStarts starts(site.zone, days.first,
                                       static_cast<std::size_t>(length.count()) + 2);
  const UtcTime from = site.start_of(days.first);
  OpeningSearch search(wish, starts, site.zone);
  FirstFreeReply reply{.openings = {},
                       .without_language = clinicians.without_language,
                       .without_credential = clinicians.without_credential,
                       .nobody_interprets = understood.nobody_interprets,
                       .language = understood.wish.language};
  if (reply.language) reply.language_by = understood.wish.by;
  std::vector<LocalDate> begin;  // the first hours of each who is searched
  for (const Clinicians::One& one : clinicians.asked) {
    availability::Plan plan =
        availability::read_plan(txn, one.id, days.first, starts.day(starts.days() - 1), site.zone);
    if (plan.hours.empty()) {
      ++reply.without_hours;
      continue;
    }
    begin.push_back(plan.hours.front().from);
    search.add({one.id, std::move(plan), BookedTime(txn, Place::kClinician, one.id.view(), from),
                one.one_of});
  }
  if (request.client) {
    search.set_client(BookedTime(txn, Place::kClient, request.client->view(), from));
  }
  ALCOVE_TRY(add_rooms(request, txn, from, search));
  search.set_resources(
      ResourceTime(txn, std::move(understood.needed), std::move(understood.one_of), from));
  const bool nobody =
      understood.nobody_interprets && understood.wish.by != api::clients::LanguageBy::kEither;
  if (!nobody) reply.openings = search.run();
  if (!reply.openings.empty()) {
    // On the days that are shown they have none either.
    const LocalDate last = date_of(reply.openings.back().start);
    reply.without_hours +=
        std::ranges::count_if(begin, [&](LocalDate first) { return first > last; });
  }
  audit::Event event{.action = "appointment.first_free",
                     .client = request.client,
                     .detail = fmt::format("{} openings", reply.openings.size())};
  return http::Answer<FirstFreeReply>{std::move(reply), {std::move(event)}};
}

}  // namespace alcove::appointments

// SPDX-License-Identifier: Apache-2.0
#include "server/features/waitlist/waitlist_reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "server/access/beyond_billing.h"
#include "server/access/staff_languages.h"
#include "server/access/staff_store.h"
#include "server/features/availability/availability.h"
#include "server/features/clients/clients.h"
#include "server/features/waitlist/waitlist_store.h"

namespace alcove::waitlist {

using access::Principal;
using api::waitlist::EntryRow;
using api::waitlist::ListReply;
using api::waitlist::MatchesReply;
using api::waitlist::OfClientReply;
using api::waitlist::OpenReply;
using appointments::Site;
using http::Answer;
using store::ReadTxn;

namespace {

constexpr std::chrono::days kContactSpan = kMaxContactBehind + std::chrono::days(1);

// Rows of a list: who and what is named once, however often it appears.
class RowMaker {
 public:
  RowMaker(ReadTxn& txn, const Site& site, UtcTime now, LocalDate first)
      : txn_(txn), now_(now), due_(txn, site, first, last_day(site, now)) {
    for (auto& service : appointments::read_setup(txn, site, now).services) {
      services_.emplace(service.id, std::move(service));
    }
  }

  std::vector<EntryRow> rows(std::vector<Entry> entries) {
    std::vector<EntryRow> rows;
    for (Entry& one : entries) rows.push_back(row(std::move(one)));
    return rows;
  }
  EntryRow row(Entry entry) {
    const auto client = clients::find_client(txn_, entry.client);
    if (!client) throw Fault(ErrorCode::kCorrupt, "a client waits who is not there");
    EntryRow row;
    row.client_name = rules::list_name(clients::name_of(client->details));
    row.record_number = client->record_number;
    row.birth_date = client->details.birth_date;
    row.language = client->details.language;
    const api::clinic_setup::Service& service = services_.at(entry.wish.service);
    row.service_name = service.name;
    row.service_minutes = service.minutes;
    if (entry.wish.clinician) row.clinician_name = name_of(*entry.wish.clinician);
    row.due_at = due_.of(entry);
    row.tries = count_tries(txn_, entry.id);
    row.last_try = last_try(txn_, entry.id);
    row.reach = clients::reach(txn_, *client);
    add_offer(row, entry.id);
    row.entry = std::move(entry);
    return row;
  }
  Offer shown(const StoredOffer& stored) {
    Offer offer = stored.offer;
    offer.clinician_name = name_of(offer.clinician);
    offer.state = state_of(offer.state, offer.expires_at, now_);
    return offer;
  }
  const api::clinic_setup::Service& service(const api::waitlist::ServiceId& id) const {
    return services_.at(id);
  }

 private:
  // One that was answered since is no news.
  void add_offer(EntryRow& row, const WaitEntryId& entry) {
    const auto open = unanswered_of(txn_, entry);
    if (!open) return;
    Offer offer = shown(*open);
    if (offer.state == OfferState::kOpen) {
      row.open_offer = std::move(offer);
    } else if (offers_of(txn_, entry).back().offer.id == offer.id) {
      row.expired_offer = std::move(offer);
    }
  }
  static LocalDate last_day(const Site& site, UtcTime now) {
    return LocalDate(std::chrono::local_days(site.day_of(now)) + kLongestWait);
  }
  const std::string& name_of(const StaffId& id) {
    const auto known = clinicians_.find(id);
    if (known != clinicians_.end()) return known->second;
    const auto found = access::find_staff(txn_, id);
    if (!found) throw Fault(ErrorCode::kCorrupt, "a wish for nobody who ever worked here");
    return clinicians_.emplace(id, found->display_name).first->second;
  }

  ReadTxn& txn_;
  UtcTime now_;
  DueTimes due_;
  std::map<api::waitlist::ServiceId, api::clinic_setup::Service> services_;
  std::map<StaffId, std::string> clinicians_;
};

// An entry keeps its first contact, so one that has waited for long may lie behind the year within
// which a contact is written down.
LocalDate first_contact_in(const std::vector<Entry>& entries, const Site& site, UtcTime now) {
  LocalDate first = site.day_of(now - kContactSpan);
  for (const Entry& one : entries) first = std::min(first, date_of(one.wish.requested_at));
  return first;
}

std::string shown_records(const std::vector<EntryRow>& rows) {
  std::set<std::int64_t> numbers;
  for (const EntryRow& row : rows) numbers.insert(row.record_number);
  return fmt::format("{} shown; records {}", rows.size(), fmt::join(numbers, " "));
}

Result<void> may_read(const Principal& principal, ReadTxn& txn,
                      const std::optional<ClientId>& client) {
  access::Relation relation = access::Relation::kNone;
  if (client) relation = clients::relation_to(txn, *client, principal.staff());
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleRead, relation));
  return access::decide_beyond_billing(principal, relation);
}

// "2.1763983200000.<id>": rank, first contact in milliseconds, id.
std::string format_place(const Entry& last, const Zone& zone) {
  const UtcTime contact = zone.to_utc(last.wish.requested_at);
  return fmt::format("{}.{}.{}", rank_of(last.wish.priority), contact.time_since_epoch().count(),
                     last.id.text());
}

Result<Place> parse_place(const std::optional<std::string>& word) {
  if (!word) return Place{};
  const Error wrong{ErrorCode::kMalformed, "next", "not the end of a page of this list"};
  const std::size_t first = word->find('.');
  const std::size_t second = word->find('.', first + 1);
  if (first == std::string::npos || second == std::string::npos || first != 1) return wrong;
  const std::string contact = word->substr(first + 1, second - first - 1);
  const auto id = WaitEntryId::parse(word->substr(second + 1));
  const bool figures = !contact.empty() && contact.size() <= 15 &&
                       contact.find_first_not_of("0123456789") == std::string::npos;
  if (!id || !figures || word->front() < '0' || word->front() > '2') return wrong;
  return Place{word->front() - '0', UtcTime(std::chrono::milliseconds(std::stoll(contact))), *id};
}

using ResourceIds = std::vector<api::resources::ResourceId>;

bool could_come(ReadTxn& txn, const Entry& entry, const api::waitlist::MatchesRequest& slot,
                const api::clinic_setup::Service& service, const Site& site, UtcTime now) {
  if (service.retired || service.minutes > slot.minutes) return false;
  if (entry.wish.clinician && *entry.wish.clinician != slot.clinician) return false;
  if (!fits(entry.wish, slot.start, service.minutes)) return false;
  return appointments::could_book(txn,
                                  {.appointment = AppointmentId(),
                                   .client = entry.client,
                                   .clinician = slot.clinician,
                                   .room = std::nullopt,
                                   .service = entry.wish.service,
                                   .start = slot.start,
                                   .minutes = service.minutes},
                                  site, now)
      .ok();
}

// What is wished besides the time, as it is at that time.
api::waitlist::Fit fit_of(ReadTxn& txn, const Wish& wish, const StaffId& clinician,
                          const rules::TimeSlot& visit, const appointments::ResourcesThen& then) {
  api::waitlist::Fit fit;
  const ResourceIds wished = wish.resources.value_or(ResourceIds());
  for (const api::resources::ResourceId& id : wished) {
    if (!then.is_free(id, visit)) fit.not_free.push_back(id);
  }
  if (!wish.language) return fit;
  const bool speaks = access::speaks(txn, clinician, *wish.language);
  const auto interpreter = then.interpreter(*wish.language, wished, visit);
  fit.understood = understood_at(wish, speaks ? Speaks::kYes : Speaks::kNo,
                                 interpreter ? Interprets::kSomebody : Interprets::kNobody);
  if (fit.understood == api::waitlist::Understood::kByInterpreter) fit.interpreter = interpreter;
  return fit;
}

// The open offers of the clinician; what such offers take besides, with whomever, is noted in
// `then`.
std::vector<StoredOffer> promises_of(ReadTxn& txn, const StaffId& clinician,
                                     const rules::TimeSlot& within, UtcTime now,
                                     appointments::ResourcesThen& then) {
  std::vector<StoredOffer> promised;
  for (StoredOffer& open : open_offers_in(txn, within, now)) {
    const rules::TimeSlot slot{open.start_at, open.end_at};
    for (const api::resources::ResourceId& id : open.offer.resources.value_or(ResourceIds())) {
      then.also_taken(id, slot);
    }
    if (open.offer.clinician == clinician) promised.push_back(std::move(open));
  }
  std::ranges::sort(promised, {}, [](const StoredOffer& one) {
    return std::pair(one.start_at, one.offer.expires_at);
  });
  return promised;
}

bool is_promised(const std::vector<StoredOffer>& promised, const rules::TimeSlot& visit) {
  return std::ranges::any_of(promised, [&](const StoredOffer& one) {
    return rules::overlaps({one.start_at, one.end_at}, visit);
  });
}

bool is_offered(const std::vector<StoredOffer>& promised, const WaitEntryId& entry) {
  return std::ranges::any_of(promised, [&](const StoredOffer& one) { return one.entry == entry; });
}

constexpr std::int64_t kEverybody = static_cast<std::int64_t>(api::waitlist::kMaxWaiting);

}  // namespace

DueTimes::DueTimes(ReadTxn& txn, const Site& site, LocalDate first, LocalDate last)
    : site_(site),
      standards_(read_standards(txn)),
      closed_(availability::closed_dates(txn, first, last)) {}

UtcTime DueTimes::of(const Entry& entry) const {
  return due_at(entry.wish, standards_, closed_, site_.zone);
}

Result<Answer<ListReply>> list_waiting(const Principal& principal,
                                       const api::waitlist::ListRequest& request, ReadTxn& txn,
                                       const Site& site, UtcTime now) {
  ALCOVE_TRY(may_read(principal, txn, std::nullopt));
  ALCOVE_ASSIGN(const Place after, parse_place(request.next));
  std::vector<Entry> page =
      read_waiting(txn, after, static_cast<std::int64_t>(api::waitlist::kMaxPage) + 1);
  ListReply reply{.server_time = now, .count = count_waiting(txn), .items = {}, .next = {}};
  if (page.size() > api::waitlist::kMaxPage) {
    page.resize(api::waitlist::kMaxPage);
    reply.next = format_place(page.back(), site.zone);
  }
  const LocalDate first = first_contact_in(page, site, now);
  reply.items = RowMaker(txn, site, now, first).rows(std::move(page));
  audit::Event event{.action = "waitlist.list", .detail = shown_records(reply.items)};
  return Answer<ListReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<OfClientReply>> list_of_client(const Principal& principal,
                                             const api::waitlist::OfClientRequest& request,
                                             ReadTxn& txn, const Site& site, UtcTime now) {
  ALCOVE_TRY(may_read(principal, txn, request.client));
  if (!clients::record_number_of(txn, request.client)) {
    return Error{ErrorCode::kNotFound, "client", "there is no such client"};
  }
  std::vector<Entry> entries = read_of_client(txn, request.client);
  const LocalDate first = first_contact_in(entries, site, now);
  OfClientReply reply{.items = RowMaker(txn, site, now, first).rows(std::move(entries))};
  const auto client = clients::find_client(txn, request.client);
  const auto understood = appointments::language_wish_of(client->details);
  reply.language = understood.language;
  if (reply.language) reply.language_by = understood.by;
  audit::Event event{.action = "waitlist.list",
                     .client = request.client,
                     .record = audit::as_record(request.client),
                     .detail = fmt::format("{} shown", reply.items.size())};
  return Answer<OfClientReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<OpenReply>> open_entry(const Principal& principal,
                                     const api::waitlist::OpenRequest& request, ReadTxn& txn,
                                     const Site& site, UtcTime now) {
  std::optional<Entry> entry = find_entry(txn, request.wait_entry);
  if (!entry) return Error{ErrorCode::kNotFound, "wait_entry", "there is no such entry"};
  ALCOVE_TRY(may_read(principal, txn, entry->client));
  audit::Event event{.action = "waitlist.open",
                     .client = entry->client,
                     .record = audit::as_record(entry->id),
                     .detail = std::string(wire::word_of(entry->state))};
  RowMaker maker(txn, site, now, first_contact_in({*entry}, site, now));
  OpenReply reply{.row = {},
                  .tries = tries_of(txn, entry->id),
                  .offers = {},
                  .revisions = revisions_of(txn, entry->id)};
  for (const StoredOffer& stored : offers_of(txn, entry->id)) {
    reply.offers.push_back(maker.shown(stored));
  }
  reply.row = maker.row(std::move(*entry));
  return Answer<OpenReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<MatchesReply>> find_matches(const Principal& principal,
                                          const api::waitlist::MatchesRequest& request,
                                          ReadTxn& txn, const Site& site, UtcTime now) {
  ALCOVE_TRY(may_read(principal, txn, std::nullopt));
  MatchesReply reply{.server_time = now, .count = 0, .items = {}};
  std::vector<Entry> waiting = read_waiting(txn, {}, kEverybody);
  RowMaker maker(txn, site, now, first_contact_in(waiting, site, now));
  const UtcTime start = site.zone.to_utc(request.start);
  const rules::TimeSlot within{start, start + std::chrono::minutes(request.minutes)};
  appointments::ResourcesThen then(txn, within);
  const auto promised = promises_of(txn, request.clinician, within, now, then);
  std::vector<std::pair<Entry, api::waitlist::Fit>> all;
  for (Entry& entry : waiting) {
    if (is_offered(promised, entry.id)) continue;
    const api::clinic_setup::Service& service = maker.service(entry.wish.service);
    const rules::TimeSlot visit{start, start + std::chrono::minutes(service.minutes)};
    if (!could_come(txn, entry, request, service, site, now)) continue;
    if (is_promised(promised, visit)) {
      ++reply.count_behind;
      continue;
    }
    const api::waitlist::Fit fit = fit_of(txn, entry.wish, request.clinician, visit, then);
    all.emplace_back(std::move(entry), fit);
  }
  for (const StoredOffer& one : promised) {
    if (reply.offered.size() >= api::waitlist::kMaxMatches) break;
    reply.offered.push_back(maker.row(find_entry(txn, one.entry).value()));
  }
  // Who cannot be understood then, or lacks something, comes after all others.
  std::ranges::stable_partition(all, [](const auto& one) { return fits_whole(one.second); });
  reply.count = std::ssize(all);
  if (all.size() > api::waitlist::kMaxMatches) all.resize(api::waitlist::kMaxMatches);
  for (auto& [entry, fit] : all) {
    reply.items.push_back(maker.row(std::move(entry)));
    reply.items.back().fit = std::move(fit);
  }
  std::vector<EntryRow> shown = reply.items;
  shown.insert(shown.end(), reply.offered.begin(), reply.offered.end());
  audit::Event event{.action = "waitlist.matches", .detail = shown_records(shown)};
  return Answer<MatchesReply>{std::move(reply), {std::move(event)}};
}

}  // namespace alcove::waitlist

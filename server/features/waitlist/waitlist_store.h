// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/audit/write_txn.h"
#include "server/features/waitlist/waitlist_rules.h"

// The SQL of the waitlist: rows in, rows out, nothing decided. Of an entry the newest revision is
// read unless a function says otherwise. Offers come as they were answered: that one has expired
// is the clock's to say.
namespace alcove::waitlist {

using api::waitlist::Try;
using api::waitlist::WaitEntryId;
using api::waitlist::WaitOfferId;
using api::waitlist::WaitTryId;

template <class Thing>
std::optional<Thing> first_of(std::vector<Thing> all) {
  if (all.empty()) return std::nullopt;
  return std::move(all.front());
}

// Ids of interpreters and equipment as a row has them; none where nothing was said.
std::optional<std::vector<api::resources::ResourceId>> maybe_resources(const store::Statement& row,
                                                                       int column);
std::optional<std::string> resources_words(
    const std::optional<std::vector<api::resources::ResourceId>>& ids);

std::optional<Entry> find_entry(store::ReadTxn& txn, const WaitEntryId& id);
std::vector<Entry> revisions_of(store::ReadTxn& txn, const WaitEntryId& id);  // the oldest first
// The new newest, under the actor of the transaction; its `made` is there.
void add_revision(audit::WriteTxn& txn, const Entry& entry, UtcTime first_contact);

// Where a page of those who wait ends.
struct Place {
  std::int64_t rank = -1;
  UtcTime first_contact = UtcTime::min();
  WaitEntryId id{};
};
// In the order of the list, after `after`.
std::vector<Entry> read_waiting(store::ReadTxn& txn, const Place& after, std::int64_t limit);
std::int64_t count_waiting(store::ReadTxn& txn);
// Those that wait first, then the others, the latest contact first.
std::vector<Entry> read_of_client(store::ReadTxn& txn, const ClientId& client);
bool waits_for(store::ReadTxn& txn, const ClientId& client, const api::waitlist::ServiceId& service,
               const WaitEntryId& except);
// Of a first contact in [from, until), by contact.
std::vector<Entry> read_contacts(store::ReadTxn& txn, UtcTime from, UtcTime until);

bool has_try(store::ReadTxn& txn, const WaitTryId& id);
std::vector<Try> tries_of(store::ReadTxn& txn, const WaitEntryId& entry);  // the oldest first
std::int64_t count_tries(store::ReadTxn& txn, const WaitEntryId& entry);
std::optional<Try> last_try(store::ReadTxn& txn, const WaitEntryId& entry);
void insert_try(audit::WriteTxn& txn, const WaitEntryId& entry, const Try& one);

struct StoredOffer {
  WaitEntryId entry;
  Offer offer;  // without the clinician's name
  UtcTime start_at;
  UtcTime end_at;
};
std::optional<StoredOffer> find_offer(store::ReadTxn& txn, const WaitOfferId& id);
std::vector<StoredOffer> offers_of(store::ReadTxn& txn, const WaitEntryId& entry);
// The newest without an answer, whether it has expired or not.
std::optional<StoredOffer> unanswered_of(store::ReadTxn& txn, const WaitEntryId& entry);
// What is offered in a time that overlaps and has not expired, of all clinicians.
std::vector<StoredOffer> open_offers_in(store::ReadTxn& txn, const rules::TimeSlot& slot,
                                        UtcTime now);
std::optional<UtcTime> first_offered(store::ReadTxn& txn, const WaitEntryId& entry);
// Those whose time begins after `now`, whatever was answered.
std::vector<StoredOffer> offers_to_come(store::ReadTxn& txn, UtcTime now);
// The instants of its time; what was said of it stays.
void put_times(audit::WriteTxn& txn, const StoredOffer& stored);
void insert_offer(audit::WriteTxn& txn, const StoredOffer& offer);
// State, answered_at, reason and appointment.
void answer_offer(audit::WriteTxn& txn, const Offer& offer);

Standards read_standards(store::ReadTxn& txn);
void put_standards(audit::WriteTxn& txn, const Standards& standards);

}  // namespace alcove::waitlist

// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "server/access/access_decision.h"
#include "server/access/staff_store.h"
#include "server/audit/late_change.h"
#include "server/features/clients/clients.h"
#include "server/features/waitlist/waitlist.h"
#include "server/features/waitlist/waitlist_change.h"
#include "server/features/waitlist/waitlist_store.h"
#include "server/http/live_events.h"

namespace alcove::waitlist {

using access::Principal;
using api::waitlist::CloseHow;
using api::waitlist::CloseRequest;
using api::waitlist::EntryState;
using api::waitlist::ReopenRequest;
using api::waitlist::SetRequest;
using api::waitlist::TryRequest;
using appointments::Site;
using audit::WriteTxn;

namespace {

Error waits_already() {
  return {ErrorCode::kAlreadyExists, "service", "the client waits for it already"};
}

Result<void> check_parties(store::ReadTxn& txn, const Wish& wish, const Site& site, UtcTime now) {
  const auto service = service_of(txn, wish.service, site, now);
  if (!service || service->retired) {
    return Error{ErrorCode::kNotFound, "wish.service", "there is no such service any more"};
  }
  if (wish.resources) {
    auto checked = appointments::check_resources(txn, *wish.resources);
    if (!checked) {
      Error refusal = checked.error();
      refusal.field = "wish.resources";
      return refusal;
    }
  }
  if (!wish.clinician) return {};
  const auto clinician = access::find_staff(txn, *wish.clinician);
  if (clinician && !clinician->disabled_at && clinician->roles.clinical()) return {};
  return Error{ErrorCode::kNotFound, "wish.clinician", "nobody who can be booked has that id"};
}

Result<void> check_new(store::ReadTxn& txn, const SetRequest& request) {
  if (request.wait_entry.is_nil()) {
    return Error{ErrorCode::kOutOfRange, "wait_entry", "every entry has an id of its own"};
  }
  if (!clients::record_number_of(txn, request.client)) {
    return Error{ErrorCode::kNotFound, "client", "there is no such client"};
  }
  if (read_of_client(txn, request.client).size() >= api::waitlist::kMaxOfClient) {
    return Error{ErrorCode::kTooMany, "client",
                 fmt::format("a client has at most {} entries, ended ones too",
                             api::waitlist::kMaxOfClient)};
  }
  return {};
}

Result<void> check_room_on_list(store::ReadTxn& txn) {
  if (count_waiting(txn) < static_cast<std::int64_t>(api::waitlist::kMaxWaiting)) return {};
  return Error{ErrorCode::kTooMany,
               {},
               fmt::format("at most {} wait at a time", api::waitlist::kMaxWaiting)};
}

// Writes the next revision of the entry.
Entry put(const Principal& principal, WriteTxn& txn, Entry entry, const Site& site) {
  ++entry.revision;
  entry.made = made_now(principal, txn);
  add_revision(txn, entry, site.zone.to_utc(entry.wish.requested_at));
  return entry;
}

Result<Entry> waiting_entry(const Principal& principal, WriteTxn& txn, const WaitEntryId& id,
                            std::int64_t base_revision) {
  ALCOVE_ASSIGN(Entry entry, entry_to_change(principal, txn, id));
  ALCOVE_TRY(check_revision(txn, entry, base_revision));
  ALCOVE_TRY(check_waits(entry));
  return entry;
}

}  // namespace

Result<void> check_waits(const Entry& entry) {
  if (entry.state == EntryState::kWaiting) return {};
  return Error{ErrorCode::kWrongState, "wait_entry", "it does not wait any more"};
}

Result<void> check_revision(const WriteTxn& txn, const Entry& entry, std::int64_t base_revision) {
  if (entry.revision != base_revision || audit::comes_too_late(txn, entry.made.at)) {
    return Error{ErrorCode::kConflict, "base_revision", "somebody else changed it first"};
  }
  if (entry.revision >= static_cast<std::int64_t>(api::waitlist::kMaxRevisions)) {
    return Error{ErrorCode::kTooMany, "wait_entry",
                 fmt::format("at most {} revisions", api::waitlist::kMaxRevisions)};
  }
  return {};
}

Result<void> may_change(const Principal& principal, store::ReadTxn& txn, const ClientId& client) {
  return access::decide(principal, wire::Permission::kScheduleWrite,
                        clients::relation_to(txn, client, principal.staff()));
}

Result<Entry> entry_to_change(const Principal& principal, WriteTxn& txn, const WaitEntryId& id) {
  std::optional<Entry> entry = find_entry(txn, id);
  if (!entry) return Error{ErrorCode::kNotFound, "wait_entry", "there is no such entry"};
  ALCOVE_TRY(may_change(principal, txn, entry->client));
  return std::move(*entry);
}

api::availability::Made made_now(const Principal& principal, const WriteTxn& txn) {
  return {txn.now(), principal.person ? principal.person->display_name : std::string(),
          principal.device_name};
}

std::optional<api::clinic_setup::Service> service_of(store::ReadTxn& txn,
                                                     const api::waitlist::ServiceId& id,
                                                     const Site& site, UtcTime now) {
  for (auto& service : appointments::read_setup(txn, site, now).services) {
    if (service.id == id) return std::move(service);
  }
  return std::nullopt;
}

void account(WriteTxn& txn, const char* action, const Entry& entry, std::string detail) {
  txn.record({.action = action,
              .client = entry.client,
              .record = audit::as_record(entry.id),
              .detail = std::move(detail)});
  http::publish(txn, api::live::Kind::kDayChanged, audit::as_record(entry.id));
}

Entry end_waiting(const Principal& principal, WriteTxn& txn, Entry entry,
                  const AppointmentId& booked, const Site& site) {
  entry.state = EntryState::kBooked;
  entry.how.reset();
  entry.reason.clear();
  entry.appointment = booked;
  return put(principal, txn, std::move(entry), site);
}

Result<Entry> set_entry(const Principal& principal, const SetRequest& request, WriteTxn& txn,
                        const Site& site) {
  ALCOVE_TRY(may_change(principal, txn, request.client));
  ALCOVE_TRY(check_wish(request.wish, site.zone, txn.now()));
  Entry entry;
  if (std::optional<Entry> known = find_entry(txn, request.wait_entry)) {
    entry = std::move(*known);
    ALCOVE_TRY(check_revision(txn, entry, request.base_revision));
    ALCOVE_TRY(check_waits(entry));
    if (entry.client != request.client) {
      return Error{ErrorCode::kWrongState, "client", "an entry stays with its client"};
    }
  } else {
    if (request.base_revision != 0) {
      return Error{ErrorCode::kNotFound, "wait_entry", "there is no such entry"};
    }
    ALCOVE_TRY(check_new(txn, request));
    ALCOVE_TRY(check_room_on_list(txn));
    entry.id = request.wait_entry;
    entry.client = request.client;
  }
  ALCOVE_TRY(check_parties(txn, request.wish, site, txn.now()));
  if (waits_for(txn, entry.client, request.wish.service, entry.id)) return waits_already();
  entry.wish = request.wish;
  entry = put(principal, txn, std::move(entry), site);
  account(txn, "waitlist.entry", entry,
          fmt::format("revision {}; {}; risk {}; first contact {}", entry.revision,
                      wire::word_of(entry.wish.priority), wire::word_of(entry.wish.risk),
                      format_local(entry.wish.requested_at)));
  return entry;
}

Result<Entry> close(const Principal& principal, const CloseRequest& request, WriteTxn& txn,
                    const Site& site) {
  ALCOVE_ASSIGN(Entry entry,
                waiting_entry(principal, txn, request.wait_entry, request.base_revision));
  if (request.how == CloseHow::kMistake && request.reason.empty()) {
    return Error{ErrorCode::kMissingField, "reason", "what was the mistake?"};
  }
  std::optional<StoredOffer> open = unanswered_of(txn, entry.id);
  if (open && open->offer.expires_at > txn.now()) {
    open->offer.state = OfferState::kDeclined;
    open->offer.answered_at = txn.now();
    answer_offer(txn, open->offer);
  }
  entry.state = EntryState::kClosed;
  entry.how = request.how;
  entry.reason = request.reason;
  entry = put(principal, txn, std::move(entry), site);
  account(txn, "waitlist.close", entry,
          fmt::format("{}{}", wire::word_of(request.how),
                      request.reason.empty() ? "" : "; with a reason"));
  return entry;
}

Result<Entry> reopen(const Principal& principal, const ReopenRequest& request, WriteTxn& txn,
                     const Site& site) {
  ALCOVE_ASSIGN(Entry entry, entry_to_change(principal, txn, request.wait_entry));
  ALCOVE_TRY(check_revision(txn, entry, request.base_revision));
  if (entry.state == EntryState::kWaiting) {
    return Error{ErrorCode::kWrongState, "wait_entry", "it waits already"};
  }
  ALCOVE_TRY(check_room_on_list(txn));
  if (waits_for(txn, entry.client, entry.wish.service, entry.id)) return waits_already();
  entry.state = EntryState::kWaiting;
  entry.how.reset();
  entry.appointment.reset();
  entry.reason = request.reason;
  entry = put(principal, txn, std::move(entry), site);
  account(txn, "waitlist.reopen", entry, "with a reason");
  return entry;
}

Result<Try> log_try(const Principal& principal, const TryRequest& request, WriteTxn& txn,
                    const Site&) {
  ALCOVE_ASSIGN(const Entry entry, entry_to_change(principal, txn, request.wait_entry));
  ALCOVE_TRY(check_waits(entry));
  if (request.wait_try.is_nil() || has_try(txn, request.wait_try)) {
    return Error{ErrorCode::kAlreadyExists, "wait_try", "every try has an id of its own"};
  }
  if (count_tries(txn, entry.id) >= static_cast<std::int64_t>(api::waitlist::kMaxTries)) {
    return Error{ErrorCode::kTooMany, "wait_entry",
                 fmt::format("at most {} tries", api::waitlist::kMaxTries)};
  }
  const Try made{.id = request.wait_try,
                 .way = request.way,
                 .outcome = request.outcome,
                 .note = request.note,
                 .made = made_now(principal, txn)};
  insert_try(txn, entry.id, made);
  account(txn, "waitlist.try", entry,
          fmt::format("{}: {}", wire::word_of(made.way), wire::word_of(made.outcome)));
  return made;
}

}  // namespace alcove::waitlist

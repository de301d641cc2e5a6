// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "server/access/staff_store.h"
#include "server/audit/late_change.h"
#include "server/features/waitlist/waitlist_change.h"

namespace alcove::waitlist {

using access::Principal;
using api::waitlist::DeclineRequest;
using api::waitlist::OfferRequest;
using api::waitlist::TakeRequest;
using appointments::Appointment;
using appointments::Site;
using audit::WriteTxn;

namespace {

std::string name_of(store::ReadTxn& txn, const StaffId& id) {
  const auto clinician = access::find_staff(txn, id);
  if (!clinician) throw Fault(ErrorCode::kCorrupt, "an offer with nobody who ever worked here");
  return clinician->display_name;
}

Result<UtcTime> check_expiry(const OfferRequest& request, const Site& site, UtcTime now) {
  const UtcTime expires = site.zone.to_utc(request.expires);
  if (expires <= now || expires >= site.zone.to_utc(request.start)) {
    return Error{ErrorCode::kOutOfRange, "expires", "later than now, and before the visit begins"};
  }
  return expires;
}

Result<void> check_new_offer(store::ReadTxn& txn, const Entry& entry, const OfferRequest& request,
                             UtcTime now) {
  if (request.wait_offer.is_nil() || find_offer(txn, request.wait_offer)) {
    return Error{ErrorCode::kAlreadyExists, "wait_offer", "every offer has an id of its own"};
  }
  const std::vector<StoredOffer> all = offers_of(txn, entry.id);
  if (all.size() >= api::waitlist::kMaxOffers) {
    return Error{ErrorCode::kTooMany, "wait_entry",
                 fmt::format("at most {} offers", api::waitlist::kMaxOffers)};
  }
  const auto open = unanswered_of(txn, entry.id);
  if (open && state_of(open->offer.state, open->offer.expires_at, now) == OfferState::kOpen) {
    return Error{ErrorCode::kAlreadyExists, "wait_entry", "it has an open offer"};
  }
  return {};
}

// The offer as it stands, when it can still be answered.
Result<StoredOffer> open_offer(store::ReadTxn& txn, const WaitOfferId& id, UtcTime now) {
  std::optional<StoredOffer> stored = find_offer(txn, id);
  if (!stored) return Error{ErrorCode::kNotFound, "wait_offer", "there is no such offer"};
  if (state_of(stored->offer.state, stored->offer.expires_at, now) != OfferState::kOpen) {
    return Error{ErrorCode::kWrongState, "wait_offer", "it was answered already, or has expired"};
  }
  stored->offer.clinician_name = name_of(txn, stored->offer.clinician);
  return std::move(*stored);
}

api::appointments::BookRequest booking_of(const Entry& entry, const Offer& offer,
                                          const AppointmentId& appointment) {
  return {.appointment = appointment,
          .client = entry.client,
          .clinician = offer.clinician,
          .room = offer.room,
          .service = entry.wish.service,
          .start = offer.start,
          .minutes = offer.minutes,
          .resources = offer.resources};
}

}  // namespace

Result<Offer> offer(const Principal& principal, const OfferRequest& request, WriteTxn& txn,
                    const Site& site) {
  ALCOVE_ASSIGN(const Entry entry, entry_to_change(principal, txn, request.wait_entry));
  ALCOVE_TRY(check_waits(entry));
  if (audit::comes_too_late(txn, entry.made.at)) {
    return Error{ErrorCode::kConflict, "wait_entry", "what is wished was changed since"};
  }
  ALCOVE_TRY(check_new_offer(txn, entry, request, txn.now()));
  StoredOffer stored{.entry = entry.id,
                     .offer = {.id = request.wait_offer,
                               .clinician = request.clinician,
                               .clinician_name = {},
                               .room = request.room,
                               .start = request.start,
                               .minutes = request.minutes,
                               .made = made_now(principal, txn),
                               .resources = request.resources},
                     .start_at = {},
                     .end_at = {}};
  ALCOVE_ASSIGN(const rules::TimeSlot slot,
                appointments::could_book(txn, booking_of(entry, stored.offer, AppointmentId()),
                                         site, txn.now()));
  ALCOVE_ASSIGN(stored.offer.expires_at, check_expiry(request, site, txn.now()));
  for (const StoredOffer& open : open_offers_in(txn, slot, txn.now())) {
    if (const auto field = promised_twice(stored.offer, open.offer)) {
      return Error{ErrorCode::kTaken, std::string(*field),
                   "somebody else has been offered it at that time"};
    }
  }
  stored.start_at = slot.start;
  stored.end_at = slot.end;
  stored.offer.clinician_name = name_of(txn, request.clinician);
  insert_offer(txn, stored);
  account(txn, "waitlist.offer", entry,
          fmt::format("{}: {} for {} minutes with {}; until {}", stored.offer.id.text(),
                      format_local(request.start), request.minutes, request.clinician.text(),
                      format_local(request.expires)));
  return stored.offer;
}

Result<Appointment> take_offer(const Principal& principal, const TakeRequest& request,
                               WriteTxn& txn, const Site& site) {
  ALCOVE_ASSIGN(StoredOffer stored, open_offer(txn, request.wait_offer, txn.now()));
  ALCOVE_ASSIGN(const Entry entry, entry_to_change(principal, txn, stored.entry));
  ALCOVE_TRY(check_waits(entry));
  ALCOVE_TRY(check_revision(txn, entry, entry.revision));
  api::appointments::BookRequest booking = booking_of(entry, stored.offer, request.appointment);
  booking.override_reason = request.override_reason;
  ALCOVE_ASSIGN(Appointment booked, appointments::book(principal, booking, txn, site));
  stored.offer.state = OfferState::kTaken;
  stored.offer.answered_at = txn.now();
  stored.offer.appointment = booked.id;
  answer_offer(txn, stored.offer);
  const Entry ended = end_waiting(principal, txn, entry, booked.id, site);
  account(txn, "waitlist.take", ended,
          fmt::format("{}: booked as {}", stored.offer.id.text(), booked.id.text()));
  return booked;
}

Result<Offer> decline_offer(const Principal& principal, const DeclineRequest& request,
                            WriteTxn& txn, const Site&) {
  ALCOVE_ASSIGN(StoredOffer stored, open_offer(txn, request.wait_offer, txn.now()));
  ALCOVE_ASSIGN(const Entry entry, entry_to_change(principal, txn, stored.entry));
  stored.offer.state = OfferState::kDeclined;
  stored.offer.answered_at = txn.now();
  stored.offer.reason = request.reason;
  answer_offer(txn, stored.offer);
  account(
      txn, "waitlist.decline", entry,
      fmt::format("{}{}", stored.offer.id.text(), request.reason.empty() ? "" : "; with a reason"));
  return stored.offer;
}

void follow_zone(WriteTxn& txn, const Site& site) {
  for (StoredOffer& one : offers_to_come(txn, txn.now())) {
    const UtcTime start = site.zone.to_utc(one.offer.start);
    if (start == one.start_at) continue;
    one.start_at = start;
    one.end_at = start + std::chrono::minutes(one.offer.minutes);
    put_times(txn, one);
    txn.record({.action = "waitlist.zone_rules",
                .client = client_of(txn, one.entry),
                .record = audit::as_record(one.offer.id),
                .detail = "now at " + format_utc(one.start_at)});
  }
}

std::optional<ClientId> client_of(store::ReadTxn& txn, const WaitEntryId& id) {
  const auto entry = find_entry(txn, id);
  return entry ? std::optional(entry->client) : std::nullopt;
}

std::optional<ClientId> client_of(store::ReadTxn& txn, const WaitOfferId& id) {
  const auto stored = find_offer(txn, id);
  return stored ? client_of(txn, stored->entry) : std::nullopt;
}

}  // namespace alcove::waitlist

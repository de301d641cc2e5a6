// SPDX-License-Identifier: Apache-2.0
#include "server/audit/stored_made.h"
#include "server/features/waitlist/waitlist_store.h"
#include "server/store/stored_words.h"

// Tries and offers; the entries: waitlist_store.cpp.
namespace alcove::waitlist {
namespace {

using api::availability::Made;
using store::Statement;
using store::word_in;

#define ALCOVE_WAIT_TRY \
  "SELECT id, way, outcome, note, at, person_name, terminal_name FROM wait_try "
#define ALCOVE_WAIT_OFFER                                                                     \
  "SELECT id, entry, clinician, room, start, minutes, start_at, end_at, expires_at, answer, " \
  "answered_at, reason, appointment, at, person_name, terminal_name, resources FROM wait_offer "

std::vector<Try> all_tries(Statement& row) {
  std::vector<Try> all;
  while (row.next()) {
    all.push_back({row.id<WaitTryId>(0), word_in<api::waitlist::Way>(row, 1),
                   word_in<api::waitlist::Outcome>(row, 2), row.text(3),
                   audit::made_at<Made>(row, 4)});
  }
  return all;
}

std::vector<StoredOffer> all_offers(Statement& row) {
  std::vector<StoredOffer> all;
  while (row.next()) {
    StoredOffer stored;
    stored.offer.id = row.id<WaitOfferId>(0);
    stored.entry = row.id<WaitEntryId>(1);
    stored.offer.clinician = row.id<StaffId>(2);
    stored.offer.room = row.maybe_id<RoomId>(3);
    stored.offer.start = row.local_time(4);
    stored.offer.minutes = row.integer(5);
    stored.start_at = row.time(6);
    stored.end_at = row.time(7);
    stored.offer.expires_at = row.time(8);
    stored.offer.state = word_in<OfferState>(row, 9);
    stored.offer.answered_at = row.maybe_time(10);
    stored.offer.reason = row.text(11);
    stored.offer.appointment = row.maybe_id<AppointmentId>(12);
    stored.offer.made = audit::made_at<Made>(row, 13);
    stored.offer.resources = maybe_resources(row, 16);
    all.push_back(std::move(stored));
  }
  return all;
}

}  // namespace

bool has_try(store::ReadTxn& txn, const WaitTryId& id) {
  Statement row = txn.query("SELECT 1 FROM wait_try WHERE id = $id");
  row.bind("$id", id);
  return row.next();
}

std::vector<Try> tries_of(store::ReadTxn& txn, const WaitEntryId& entry) {
  Statement row = txn.query(ALCOVE_WAIT_TRY "WHERE entry = $entry ORDER BY at, id");
  row.bind("$entry", entry);
  return all_tries(row);
}

std::int64_t count_tries(store::ReadTxn& txn, const WaitEntryId& entry) {
  Statement row = txn.query("SELECT count(*) FROM wait_try WHERE entry = $entry");
  row.bind("$entry", entry);
  row.next();
  return row.integer(0);
}

std::optional<Try> last_try(store::ReadTxn& txn, const WaitEntryId& entry) {
  Statement row =
      txn.query(ALCOVE_WAIT_TRY "WHERE entry = $entry ORDER BY at DESC, id DESC LIMIT 1");
  row.bind("$entry", entry);
  return first_of(all_tries(row));
}

void insert_try(audit::WriteTxn& txn, const WaitEntryId& entry, const Try& one) {
  Statement row = txn.change(
      "INSERT INTO wait_try (id, entry, way, outcome, note, at, person, person_name, terminal, "
      "terminal_name) VALUES ($id, $entry, $way, $outcome, $note, $at, $person, $person_name, "
      "$terminal, $terminal_name)");
  audit::bind_made(row, txn, one.made);
  row.bind("$id", one.id)
      .bind("$entry", entry)
      .bind("$way", wire::word_of(one.way))
      .bind("$outcome", wire::word_of(one.outcome))
      .bind("$note", one.note)
      .execute();
}

std::optional<StoredOffer> find_offer(store::ReadTxn& txn, const WaitOfferId& id) {
  Statement row = txn.query(ALCOVE_WAIT_OFFER "WHERE id = $id");
  row.bind("$id", id);
  return first_of(all_offers(row));
}

std::vector<StoredOffer> offers_of(store::ReadTxn& txn, const WaitEntryId& entry) {
  Statement row = txn.query(ALCOVE_WAIT_OFFER "WHERE entry = $entry ORDER BY at, id");
  row.bind("$entry", entry);
  return all_offers(row);
}

std::optional<StoredOffer> unanswered_of(store::ReadTxn& txn, const WaitEntryId& entry) {
  Statement row = txn.query(ALCOVE_WAIT_OFFER
                            "WHERE entry = $entry AND answer = 'open' "
                            "ORDER BY at DESC, id DESC LIMIT 1");
  row.bind("$entry", entry);
  return first_of(all_offers(row));
}

std::vector<StoredOffer> open_offers_in(store::ReadTxn& txn, const rules::TimeSlot& slot,
                                        UtcTime now) {
  Statement row = txn.query(ALCOVE_WAIT_OFFER
                            "WHERE answer = 'open' AND start_at < $end AND end_at > $start "
                            "AND expires_at > $now");
  row.bind("$start", slot.start).bind("$end", slot.end).bind("$now", now);
  return all_offers(row);
}

std::vector<StoredOffer> offers_to_come(store::ReadTxn& txn, UtcTime now) {
  Statement row = txn.query(ALCOVE_WAIT_OFFER "WHERE start_at > $now ORDER BY start_at, id");
  row.bind("$now", now);
  return all_offers(row);
}

void put_times(audit::WriteTxn& txn, const StoredOffer& stored) {
  txn.change("UPDATE wait_offer SET start_at = $start, end_at = $end WHERE id = $id")
      .bind("$start", stored.start_at)
      .bind("$end", stored.end_at)
      .bind("$id", stored.offer.id)
      .execute();
}

std::optional<UtcTime> first_offered(store::ReadTxn& txn, const WaitEntryId& entry) {
  Statement row = txn.query("SELECT min(at) FROM wait_offer WHERE entry = $entry");
  row.bind("$entry", entry);
  row.next();
  return row.maybe_time(0);
}

void insert_offer(audit::WriteTxn& txn, const StoredOffer& stored) {
  const Offer& offer = stored.offer;
  Statement row = txn.change(
      "INSERT INTO wait_offer (id, entry, clinician, room, start, minutes, start_at, end_at, "
      "expires_at, answer, answered_at, reason, appointment, at, person, person_name, terminal, "
      "terminal_name, resources) VALUES ($id, $entry, $clinician, $room, $start, $minutes, "
      "$start_at, "
      "$end_at, $expires, 'open', NULL, '', NULL, $at, $person, $person_name, $terminal, "
      "$terminal_name, $resources)");
  audit::bind_made(row, txn, offer.made);
  row.bind("$id", offer.id)
      .bind("$entry", stored.entry)
      .bind("$clinician", offer.clinician)
      .bind("$room", offer.room)
      .bind("$start", offer.start)
      .bind("$minutes", offer.minutes)
      .bind("$start_at", stored.start_at)
      .bind("$end_at", stored.end_at)
      .bind("$expires", offer.expires_at)
      .bind("$resources", resources_words(offer.resources))
      .execute();
}

void answer_offer(audit::WriteTxn& txn, const Offer& offer) {
  txn.change(
         "UPDATE wait_offer SET answer = $answer, answered_at = $at, reason = $reason, "
         "appointment = $appointment WHERE id = $id AND answer = 'open'")
      .bind("$answer", wire::word_of(offer.state))
      .bind("$at", offer.answered_at)
      .bind("$reason", offer.reason)
      .bind("$appointment", offer.appointment)
      .bind("$id", offer.id)
      .execute();
  ALCOVE_CHECK(txn.changed_rows() == 1);
}

#undef ALCOVE_WAIT_TRY
#undef ALCOVE_WAIT_OFFER

}  // namespace alcove::waitlist

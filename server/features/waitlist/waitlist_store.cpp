// SPDX-License-Identifier: Apache-2.0
#include "server/features/waitlist/waitlist_store.h"

#include "server/audit/stored_made.h"
#include "server/store/stored_words.h"

namespace alcove::waitlist {
namespace {

using api::availability::Made;
using api::waitlist::CloseHow;
using api::waitlist::EntryState;
using store::Statement;
using store::word_in;

#define ALCOVE_WAIT_ENTRY                                                                     \
  "SELECT id, revision, client, service, clinician, priority, risk, requested_at, weekdays, " \
  "from_minute, until_minute, note, state, how, reason, appointment, at, person_name, "       \
  "terminal_name, language, language_by, resources FROM wait_entry "

std::vector<std::int64_t> figures_of(const std::string& words) {
  std::vector<std::int64_t> figures;
  for (const char one : words) {
    if (one == ' ') continue;
    if (one < '1' || one > '7') throw Fault(ErrorCode::kCorrupt, "a weekday that is none of ours");
    figures.push_back(one - '0');
  }
  return figures;
}

std::string words_of(const std::vector<std::int64_t>& figures) {
  std::string words;
  for (const std::int64_t one : figures) {
    words += (words.empty() ? "" : " ") + std::to_string(one);
  }
  return words;
}

std::vector<Entry> all_entries(Statement& row) {
  std::vector<Entry> all;
  while (row.next()) {
    Entry entry;
    entry.id = row.id<WaitEntryId>(0);
    entry.revision = row.integer(1);
    entry.client = row.id<ClientId>(2);
    entry.wish.service = row.id<api::waitlist::ServiceId>(3);
    entry.wish.clinician = row.maybe_id<StaffId>(4);
    entry.wish.priority = word_in<Priority>(row, 5);
    entry.wish.risk = word_in<api::waitlist::Risk>(row, 6);
    entry.wish.requested_at = row.local_time(7);
    entry.wish.weekdays = figures_of(row.text(8));
    entry.wish.from_minute = row.maybe_integer(9);
    entry.wish.until_minute = row.maybe_integer(10);
    entry.wish.note = row.text(11);
    entry.state = word_in<EntryState>(row, 12);
    if (!row.is_null(13)) entry.how = word_in<CloseHow>(row, 13);
    entry.reason = row.text(14);
    entry.appointment = row.maybe_id<AppointmentId>(15);
    entry.made = audit::made_at<Made>(row, 16);
    if (!row.is_null(19)) entry.wish.language = word_in<api::clients::SpokenLanguage>(row, 19);
    if (!row.is_null(20)) entry.wish.language_by = word_in<api::clients::LanguageBy>(row, 20);
    entry.wish.resources = maybe_resources(row, 21);
    all.push_back(std::move(entry));
  }
  return all;
}

}  // namespace

std::optional<std::vector<api::resources::ResourceId>> maybe_resources(const Statement& row,
                                                                       int column) {
  if (row.is_null(column)) return std::nullopt;
  auto ids = api::resources::ids_in(row.text(column));
  if (!ids) throw Fault(ErrorCode::kCorrupt, "somebody waits for what has no id");
  return std::move(*ids);
}

std::optional<std::string> resources_words(
    const std::optional<std::vector<api::resources::ResourceId>>& ids) {
  return ids ? std::optional(api::resources::ids_words(*ids)) : std::nullopt;
}

std::optional<Entry> find_entry(store::ReadTxn& txn, const WaitEntryId& id) {
  Statement row = txn.query(ALCOVE_WAIT_ENTRY "WHERE id = $id AND newest = 1");
  row.bind("$id", id);
  return first_of(all_entries(row));
}

std::vector<Entry> revisions_of(store::ReadTxn& txn, const WaitEntryId& id) {
  Statement row = txn.query(ALCOVE_WAIT_ENTRY "WHERE id = $id ORDER BY revision");
  row.bind("$id", id);
  return all_entries(row);
}

void add_revision(audit::WriteTxn& txn, const Entry& entry, UtcTime first_contact) {
  txn.change("UPDATE wait_entry SET newest = 0 WHERE id = $id").bind("$id", entry.id).execute();
  Statement row = txn.change(
      "INSERT INTO wait_entry (id, revision, newest, client, service, clinician, priority, rank, "
      "risk, requested_at, first_contact, weekdays, from_minute, until_minute, note, state, how, "
      "reason, appointment, at, person, person_name, terminal, terminal_name, language, "
      "language_by, "
      "resources) VALUES ($id, "
      "$revision, 1, $client, $service, $clinician, $priority, $rank, $risk, $requested, $contact, "
      "$weekdays, $from, $until, $note, $state, $how, $reason, $appointment, $at, $person, "
      "$person_name, $terminal, $terminal_name, $language, $language_by, $resources)");
  audit::bind_made(row, txn, entry.made);
  std::optional<std::string_view> how;
  if (entry.how) how = wire::word_of(*entry.how);
  std::optional<std::string_view> language;
  if (entry.wish.language) language = wire::word_of(*entry.wish.language);
  std::optional<std::string_view> language_by;
  if (entry.wish.language_by) language_by = wire::word_of(*entry.wish.language_by);
  row.bind("$id", entry.id)
      .bind("$revision", entry.revision)
      .bind("$client", entry.client)
      .bind("$service", entry.wish.service)
      .bind("$clinician", entry.wish.clinician)
      .bind("$priority", wire::word_of(entry.wish.priority))
      .bind("$rank", rank_of(entry.wish.priority))
      .bind("$risk", wire::word_of(entry.wish.risk))
      .bind("$requested", entry.wish.requested_at)
      .bind("$contact", first_contact)
      .bind("$weekdays", words_of(entry.wish.weekdays))
      .bind("$from", entry.wish.from_minute)
      .bind("$until", entry.wish.until_minute)
      .bind("$note", entry.wish.note)
      .bind("$state", wire::word_of(entry.state))
      .bind("$how", how)
      .bind("$reason", entry.reason)
      .bind("$appointment", entry.appointment)
      .bind("$language", language)
      .bind("$language_by", language_by)
      .bind("$resources", resources_words(entry.wish.resources))
      .execute();
}

std::vector<Entry> read_waiting(store::ReadTxn& txn, const Place& after, std::int64_t limit) {
  Statement row = txn.query(ALCOVE_WAIT_ENTRY
                            "WHERE newest = 1 AND state = 'waiting' "
                            "AND (rank, first_contact, id) > ($rank, $contact, $id) "
                            "ORDER BY rank, first_contact, id LIMIT $limit");
  row.bind("$rank", after.rank)
      .bind("$contact", after.first_contact)
      .bind("$id", after.id)
      .bind("$limit", limit);
  return all_entries(row);
}

std::int64_t count_waiting(store::ReadTxn& txn) {
  Statement row =
      txn.query("SELECT count(*) FROM wait_entry WHERE newest = 1 AND state = 'waiting'");
  row.next();
  return row.integer(0);
}

std::vector<Entry> read_of_client(store::ReadTxn& txn, const ClientId& client) {
  Statement row = txn.query(ALCOVE_WAIT_ENTRY
                            "WHERE client = $client AND newest = 1 "
                            "ORDER BY state != 'waiting', first_contact DESC, id DESC");
  row.bind("$client", client);
  return all_entries(row);
}

bool waits_for(store::ReadTxn& txn, const ClientId& client, const api::waitlist::ServiceId& service,
               const WaitEntryId& except) {
  Statement row = txn.query(
      "SELECT 1 FROM wait_entry WHERE client = $client AND service = $service AND newest = 1 "
      "AND state = 'waiting' AND id != $except");
  row.bind("$client", client).bind("$service", service).bind("$except", except);
  return row.next();
}

std::vector<Entry> read_contacts(store::ReadTxn& txn, UtcTime from, UtcTime until) {
  Statement row = txn.query(ALCOVE_WAIT_ENTRY
                            "WHERE newest = 1 AND first_contact >= $from "
                            "AND first_contact < $until ORDER BY first_contact, id");
  row.bind("$from", from).bind("$until", until);
  return all_entries(row);
}

Standards read_standards(store::ReadTxn& txn) {
  Statement row = txn.query(
      "SELECT emergent_hours, urgent_hours, routine_business_days FROM wait_standards "
      "WHERE only = 1");
  ALCOVE_CHECK(row.next());
  return {row.integer(0), row.integer(1), row.integer(2)};
}

void put_standards(audit::WriteTxn& txn, const Standards& standards) {
  txn.change(
         "UPDATE wait_standards SET emergent_hours = $emergent, urgent_hours = $urgent, "
         "routine_business_days = $routine WHERE only = 1")
      .bind("$emergent", standards.emergent_hours)
      .bind("$urgent", standards.urgent_hours)
      .bind("$routine", standards.routine_business_days)
      .execute();
}

#undef ALCOVE_WAIT_ENTRY

}  // namespace alcove::waitlist

// SPDX-License-Identifier: Apache-2.0
#include "server/features/reminders/reminder_day.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/access/staff_store.h"
#include "server/features/availability/availability.h"
#include "server/features/clients/clients.h"
#include "server/features/reminders/reminder_rules.h"
#include "shared/rules/person_name.h"

namespace alcove::reminders {

using api::appointments::Appointment;
using api::appointments::ServiceId;
using api::reminders::DueVisit;
using api::reminders::Row;
using availability::Presence;
using store::ReadTxn;

namespace {

class Rows {
 public:
  Rows(ReadTxn& txn, const appointments::Site& site, LocalDate day, UtcTime now)
      : txn_(txn), tries_(tries_of(txn, day)) {
    for (const auto& one : appointments::read_setup(txn, site, now).services) {
      services_.emplace(one.id, one.name);
    }
  }

  void add(const Appointment& visit) {
    const auto [place, is_new] = rows_.try_emplace(visit.client);
    if (is_new) place->second = head(visit.client);
    place->second.visits.push_back(due(visit));
  }

  std::vector<Row> sorted() {
    std::vector<Row> all;
    for (auto& [client, row] : rows_) {
      row.need = need_of(clients::wishes_of(txn_, client), row.visits);
      all.push_back(std::move(row));
    }
    std::sort(all.begin(), all.end(), [](const Row& a, const Row& b) {
      return std::tie(a.visits.front().start, a.record_number) <
             std::tie(b.visits.front().start, b.record_number);
    });
    return all;
  }

 private:
  Row head(const ClientId& id) {
    const auto client = clients::find_client(txn_, id);
    if (!client) throw Fault(ErrorCode::kCorrupt, "an appointment of a client who is not there");
    Row row{.client = id,
            .client_name = rules::list_name(clients::name_of(client->details)),
            .record_number = client->record_number,
            .language = client->details.language,
            .reach = clients::reach(txn_, *client)};
    for (const StoredTry& one : tries_[id]) row.tries.push_back(one.one);
    return row;
  }

  DueVisit due(const Appointment& visit) {
    const auto told = [&](const StoredTry& one) {
      return tells(one.one.outcome) && one.visits.contains(visit.id);
    };
    return {.appointment = visit.id,
            .start = visit.start,
            .clinician_name = clinician(visit.clinician),
            .service_name = services_.at(visit.service),
            .modality = visit.modality,
            .state = visit.state,
            .told = std::ranges::any_of(tries_[visit.client], told)};
  }

  const std::string& clinician(const StaffId& id) {
    const auto known = clinicians_.find(id);
    if (known != clinicians_.end()) return known->second;
    const auto person = access::find_staff(txn_, id);
    if (!person) throw Fault(ErrorCode::kCorrupt, "an appointment of nobody who ever worked here");
    return clinicians_.emplace(id, person->display_name).first->second;
  }

  ReadTxn& txn_;
  std::map<ClientId, std::vector<StoredTry>> tries_;
  std::map<ServiceId, std::string> services_;
  std::map<StaffId, std::string> clinicians_;
  std::map<ClientId, Row> rows_;
};

}  // namespace

Result<DueDay> read_due_day(ReadTxn& txn, const appointments::Site& site, LocalDate day,
                            UtcTime now) {
  Rows rows(txn, site, day, now);
  availability::Presences presences(txn, site.zone);
  DueDay due;
  std::size_t count = 0;
  for (const Appointment& one : appointments::appointments_on(txn, day)) {
    if (!is_due(one.state) || one.start_time <= now) continue;  // nobody is reminded of what was
    if (++count > api::reminders::kMaxDayVisits) {
      return Error{ErrorCode::kTooMany, "day",
                   fmt::format("at most {} visits", api::reminders::kMaxDayVisits)};
    }
    if (presences.at(one.clinician, day, {one.start_time, one.end_time}) != Presence::kThere) {
      ++due.undecided;
      continue;
    }
    rows.add(one);
  }
  due.rows = rows.sorted();
  return due;
}

std::string numbers_in(const std::vector<std::int64_t>& numbers) {
  return fmt::format("records {}", fmt::join(numbers, " "));
}

}  // namespace alcove::reminders

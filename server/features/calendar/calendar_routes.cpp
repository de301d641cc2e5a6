// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>
#include <set>

#include "server/access/access_decision.h"
#include "server/access/staff_store.h"
#include "server/features/calendar/calendar.h"
#include "server/features/clients/clients.h"
#include "server/formats/ical_export.h"
#include "shared/rules/person_name.h"

namespace alcove::calendar {
namespace {

using access::Principal;
using api::calendar_file::ExportReply;
using api::calendar_file::ExportRequest;
using api::calendar_file::kMaxEvents;
using appointments::Appointment;
using appointments::Site;
using std::chrono::days;
using std::chrono::local_days;
using store::ReadTxn;

Result<void> may_export(const Principal& principal, const StaffId& clinician) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleRead, access::Relation::kNone));
  const access::RoleSet& roles = principal.signed_in().roles;
  if (principal.staff() == clinician || roles.has(api::Role::kFrontDesk) ||
      roles.has(api::Role::kSupervisor)) {
    return {};
  }
  return Error{ErrorCode::kForbidden, {}, "everybody takes along their own calendar"};
}

// Initials and rooms of one file: each is looked up once.
class EventMaker {
 public:
  EventMaker(ReadTxn& txn, const Site& site, UtcTime now) : txn_(txn) {
    for (auto& room : appointments::read_setup(txn, site, now).rooms) {
      rooms_.emplace(room.id, std::move(room.name));
    }
  }

  ical::Event event_of(const Appointment& one) {
    const bool stands = rules::holds_time(one.state);
    return {.uid = one.id.text(),
            .start = one.start_time,
            .end = one.end_time,
            .sequence = one.revision - 1,
            .summary = initials_of(one.client),
            .location = one.room ? rooms_.at(*one.room) : std::string(),
            .status = stands ? ical::Status::kConfirmed : ical::Status::kCancelled};
  }
  const std::set<std::int64_t>& numbers() const { return numbers_; }

 private:
  const std::string& initials_of(const ClientId& id) {
    const auto known = initials_.find(id);
    if (known != initials_.end()) return known->second;
    const auto client = clients::find_client(txn_, id);
    if (!client) throw Fault(ErrorCode::kCorrupt, "an appointment of a client who is not there");
    numbers_.insert(client->record_number);
    return initials_.emplace(id, rules::initials(clients::name_of(client->details))).first->second;
  }

  ReadTxn& txn_;
  std::map<RoomId, std::string> rooms_;
  std::map<ClientId, std::string> initials_;
  std::set<std::int64_t> numbers_;
};

Result<http::Answer<ExportReply>> export_file(const Principal& principal,
                                              const ExportRequest& request, ReadTxn& txn,
                                              const Site& site, UtcTime now) {
  const StaffId whose = request.clinician.value_or(principal.staff());
  ALCOVE_TRY(may_export(principal, whose));
  const auto clinician = access::find_staff(txn, whose);
  if (!clinician || !clinician->roles.clinical()) {
    return Error{ErrorCode::kNotFound, "clinician", "nobody who can be booked has that id"};
  }
  const local_days first(request.from);
  const local_days last(request.until);
  if (last < first || last >= first + days(api::calendar_file::kMaxDays)) {
    return Error{
        ErrorCode::kOutOfRange, "until",
        fmt::format("at most {} days, the first one counted", api::calendar_file::kMaxDays)};
  }
  EventMaker maker(txn, site, now);
  ical::Calendar file{.zone = site.zone, .made_at = now, .events = {}};
  for (local_days day = first; day <= last; day += days(1)) {
    for (const Appointment& one : appointments::appointments_on(txn, LocalDate(day))) {
      if (one.clinician != whose) continue;
      if (file.events.size() == kMaxEvents) {
        return Error{ErrorCode::kTooMany, "until",
                     fmt::format("a file has at most {} visits", kMaxEvents)};
      }
      file.events.push_back(maker.event_of(one));
    }
  }
  const std::string text = ical::write(file);
  audit::Event event{.action = "calendar.export",
                     .record = audit::as_record(whose),
                     .detail = fmt::format("{} to {}; {} visits; records {}",
                                           format_date(request.from), format_date(request.until),
                                           file.events.size(), fmt::join(maker.numbers(), " "))};
  ExportReply reply{.count = static_cast<std::int64_t>(file.events.size()),
                    .file = Bytes(text.begin(), text.end())};
  return http::Answer<ExportReply>{std::move(reply), {std::move(event)}};
}

}  // namespace

void add_routes(http::Router& router, const audit::Ledger& ledger, const Site& site) {
  router.on_read<ExportRequest, ExportReply>(
      api::calendar_file::export_file,
      [&ledger, &site](const Principal& principal, const ExportRequest& request, ReadTxn& txn) {
        return export_file(principal, request, txn, site, ledger.clock().now());
      });
}

}  // namespace alcove::calendar

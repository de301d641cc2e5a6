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
using appointments::Meeting;
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
            .location = room_of(one.room),
            .status = stands ? ical::Status::kConfirmed : ical::Status::kCancelled};
  }
  // One event for all who come; who does not come any more is left out while it stands.
  ical::Event event_of(const Meeting& one) {
    const bool stands = one.state == api::appointments::MeetingState::kStands;
    ical::Event event{.uid = one.id.text(),
                      .start = one.start_time,
                      .end = one.end_time,
                      .sequence = one.revision - 1,
                      .summary = {},
                      .location = room_of(one.room),
                      .status = stands ? ical::Status::kConfirmed : ical::Status::kCancelled};
    std::set<ClientId> named;
    for (const Appointment& place : appointments::places_of_meeting(txn_, one.id)) {
      event.sequence += place.revision;  // places are never taken away: it only grows
      if (stands && !rules::holds_time(place.state)) continue;
      if (!named.insert(place.client).second) continue;
      event.summary += (event.summary.empty() ? "" : ", ") + initials_of(place.client);
    }
    return event;
  }
  const std::set<std::int64_t>& numbers() const { return numbers_; }

 private:
  std::string room_of(const std::optional<RoomId>& room) const {
    return room ? rooms_.at(*room) : std::string();
  }
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
      if (one.clinician == whose && !one.meeting) file.events.push_back(maker.event_of(one));
    }
    for (const Meeting& one : appointments::meetings_on(txn, LocalDate(day), whose)) {
      file.events.push_back(maker.event_of(one));
    }
    if (file.events.size() > kMaxEvents) {
      return Error{ErrorCode::kTooMany, "until",
                   fmt::format("a file has at most {} visits", kMaxEvents)};
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

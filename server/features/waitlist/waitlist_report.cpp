// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "server/access/access_decision.h"
#include "server/features/waitlist/waitlist_reading.h"
#include "server/features/waitlist/waitlist_store.h"

namespace alcove::waitlist {

using api::waitlist::CloseHow;
using api::waitlist::EntryState;
using api::waitlist::ReportReply;
using api::waitlist::ReportRequest;
using appointments::Site;
using std::chrono::days;
using std::chrono::local_days;

namespace {

std::optional<UtcTime> earlier(const std::optional<UtcTime>& a, const std::optional<UtcTime>& b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

Served served(store::ReadTxn& txn, const Entry& entry, const DueTimes& due, const Site& site) {
  const LocalDate day = date_of(entry.wish.requested_at);
  Served one;
  one.month = LocalDate(day.year(), day.month(), std::chrono::day(1));
  one.contact = site.zone.to_utc(entry.wish.requested_at);
  one.due = due.of(entry);
  const appointments::FirstVisits visits =
      appointments::first_visits(txn, entry.client, entry.wish.service, one.contact);
  one.offered = earlier(first_offered(txn, entry.id), visits.booked_at);
  one.kept = visits.kept_at;
  if (entry.state == EntryState::kClosed) one.ended = entry.made.at;
  return one;
}

}  // namespace

Result<http::Answer<ReportReply>> write_report(const access::Principal& principal,
                                               const ReportRequest& request, store::ReadTxn& txn,
                                               const Site& site, UtcTime now) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleRead, access::Relation::kNone));
  const local_days first(request.from);
  const local_days last(request.until);
  if (last < first || last >= first + days(api::waitlist::kMaxReportDays)) {
    return Error{
        ErrorCode::kOutOfRange, "until",
        fmt::format("at most {} days, the first one counted", api::waitlist::kMaxReportDays)};
  }
  std::map<api::waitlist::ServiceId, std::string> names;
  for (const auto& service : appointments::read_setup(txn, site, now).services) {
    names.emplace(service.id, service.name);
  }
  const DueTimes due(txn, site, request.from, LocalDate(last + kLongestWait));
  std::vector<Served> all;
  for (const Entry& entry :
       read_contacts(txn, site.start_of(request.from), site.start_of(LocalDate(last + days(1))))) {
    if (entry.how == CloseHow::kMistake) continue;
    all.push_back(served(txn, entry, due, site));
    all.back().service_name = names.at(entry.wish.service);
  }
  ReportReply reply{.standards = due.standards(), .items = report_rows(all, now), .csv = {}};
  const std::string csv = report_csv(reply.items);
  reply.csv.assign(csv.begin(), csv.end());
  audit::Event event{.action = "waitlist.report",
                     .detail = fmt::format("{} to {}; {} first contacts", format_date(request.from),
                                           format_date(request.until), all.size())};
  return http::Answer<ReportReply>{std::move(reply), {std::move(event)}};
}

}  // namespace alcove::waitlist

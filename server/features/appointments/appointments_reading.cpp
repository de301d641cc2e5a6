// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/appointments_reading.h"

#include <fmt/format.h>

#include <limits>
#include <map>

#include "server/access/access_decision.h"
#include "server/access/staff_store.h"
#include "server/features/appointments/appointments_store.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/interpreting.h"
#include "server/features/appointments/meeting_reading.h"
#include "server/features/availability/availability.h"
#include "server/features/clients/clients.h"
#include "shared/crypto/crypto.h"

namespace alcove::appointments {

using api::appointments::BoardRow;
using api::appointments::Flag;
using api::appointments::kMaxPage;
using api::clinic_setup::CardName;
using http::Answer;
using store::ReadTxn;

namespace {

// Never empty: a name without a single letter is told by the record's number.
std::string card_name(CardName rule, const rules::PersonName& name, std::int64_t record_number,
                      const std::optional<std::string>& token) {
  if (rule == CardName::kQueueToken && token) return *token;
  std::string words =
      rule == CardName::kFirstName ? rules::greeting_name(name) : rules::initials(name);
  return words.empty() ? std::to_string(record_number) : words;
}

// Rows of a page: who and what is named once, however often it appears.
class RowMaker {
 public:
  RowMaker(ReadTxn& txn, const access::Principal& viewer, const Site& site, UtcTime now)
      : txn_(txn),
        viewer_(viewer),
        site_(site),
        now_(now),
        rules_(read_rules(txn)),
        presences_(txn, site.zone) {
    for (auto& room : list_rooms(txn)) rooms_.emplace(room.id, std::move(room.name));
    for (auto& service : list_services(txn)) {
      services_.emplace(service.id, std::move(service.name));
    }
  }

  std::vector<BoardRow> rows(std::vector<Appointment> appointments) {
    std::vector<BoardRow> rows;
    rows.reserve(appointments.size());
    for (Appointment& one : appointments) rows.push_back(row(std::move(one)));
    for (const FlagSource& source : site_.flag_sources) source(txn_, viewer_, rows);
    return rows;
  }

 private:
  struct ClientFacts {
    rules::PersonName name;
    std::int64_t record_number = 0;
    api::clients::Details details;
  };

  BoardRow row(Appointment appointment) {
    const ClientFacts& who = client(appointment.client);
    BoardRow row;
    row.client_name = rules::list_name(who.name);
    row.card_name =
        card_name(rules_.card_name, who.name, who.record_number, appointment.queue_token);
    row.language = who.details.language;
    row.record_number = who.record_number;
    row.birth_date = who.details.birth_date;
    row.clinician_name = clinician(appointment.clinician);
    if (appointment.room) row.room_name = rooms_.at(*appointment.room);
    row.service_name = services_.at(appointment.service);
    row.minutes_waiting = minutes_waiting(appointment, now_);
    row.grace_until = appointment.start_time + std::chrono::minutes(rules_.grace_minutes);
    if (appointment.time_shifted) row.flags.push_back(Flag::kTimeShifted);
    if (!rules::is_ended(appointment.state) && lacks_interpreter(txn_, who.details, appointment)) {
      row.flags.push_back(Flag::kInterpreter);
    }
    if (rules::is_open(appointment.state)) add_presence(appointment, row.flags);
    row.resources = taken_of(txn_, appointment.resources);
    row.appointment = std::move(appointment);
    return row;
  }

  void add_presence(const Appointment& appointment, std::vector<Flag>& flags) {
    const rules::TimeSlot slot{appointment.start_time, appointment.end_time};
    switch (presences_.at(appointment.clinician, date_of(appointment.start), slot)) {
      case availability::Presence::kThere:
        return;
      case availability::Presence::kAway:
        return flags.push_back(Flag::kClinicianAway);
      case availability::Presence::kClosed:
        return flags.push_back(Flag::kClinicClosed);
    }
  }

  const ClientFacts& client(const ClientId& id) {
    const auto known = clients_.find(id);
    if (known != clients_.end()) return known->second;
    const auto found = clients::find_client(txn_, id);
    if (!found) throw Fault(ErrorCode::kCorrupt, "an appointment of a client who is not there");
    return clients_
        .emplace(
            id, ClientFacts{clients::name_of(found->details), found->record_number, found->details})
        .first->second;
  }

  const std::string& clinician(const StaffId& id) {
    const auto known = clinicians_.find(id);
    if (known != clinicians_.end()) return known->second;
    const auto found = access::find_staff(txn_, id);
    if (!found) throw Fault(ErrorCode::kCorrupt, "an appointment of nobody who ever worked here");
    return clinicians_.emplace(id, found->display_name).first->second;
  }

  ReadTxn& txn_;
  const access::Principal& viewer_;
  const Site& site_;
  UtcTime now_;
  const api::clinic_setup::Rules rules_;
  availability::Presences presences_;
  std::map<ClientId, ClientFacts> clients_;
  std::map<StaffId, std::string> clinicians_;
  std::map<RoomId, std::string> rooms_;
  std::map<api::appointments::ServiceId, std::string> services_;
};

// One more than a page was read: the page, and where it ends if there is more.
std::optional<std::string> cut_to_page(std::vector<Appointment>& appointments, std::size_t size) {
  if (appointments.size() <= size) return std::nullopt;
  appointments.resize(size);
  return format_page_end({appointments.back().start_time, appointments.back().id});
}

Result<std::optional<PageEnd>> page_end_of(const std::optional<std::string>& next) {
  if (!next) return std::optional<PageEnd>();
  ALCOVE_ASSIGN(const PageEnd end, parse_page_end(*next));
  return std::optional(end);
}

// `span` says which time was opened.
audit::Event opened(ReadTxn& txn, const RecordId& record, std::string_view span,
                    const std::vector<Appointment>& all) {
  std::vector<std::int64_t> shown;
  std::map<ClientId, std::int64_t> numbers;
  for (const Appointment& one : all) {
    const auto [at, fresh] = numbers.emplace(one.client, 0);
    if (!fresh) continue;
    at->second = clients::record_number_of(txn, one.client).value_or(0);
    shown.push_back(at->second);
  }
  return {.action = "day.open",
          .record = record,
          .detail = fmt::format("{}; {} appointments; records {}", span, all.size(),
                                fmt::join(shown, " "))};
}

// The sessions of several that hold any of the time, by time.
std::vector<api::appointments::MeetingCard> meetings_within(ReadTxn& txn,
                                                            const BetweenRequest& span) {
  std::vector<api::appointments::MeetingCard> all;
  // One of the evening before may go on into the first day.
  const auto before = std::chrono::floor<std::chrono::days>(span.from) - std::chrono::days(1);
  for (std::chrono::local_days day = before; day < span.until; day += std::chrono::days(1)) {
    for (auto& card : cards_on(txn, LocalDate(day), span.clinician)) {
      const api::appointments::Meeting& one = card.meeting;
      const LocalDateTime end = one.start + std::chrono::minutes(one.minutes);
      const bool stands = one.state == api::appointments::MeetingState::kStands;
      if (stands && one.start < span.until && span.from < end) all.push_back(std::move(card));
    }
  }
  return all;
}

Result<void> may_read(const access::Principal& principal, ReadTxn& txn, const ClientId& client) {
  return access::decide(principal, wire::Permission::kScheduleRead,
                        clients::relation_to(txn, client, principal.staff()));
}

}  // namespace

std::vector<BoardRow> rows_of(ReadTxn& txn, const access::Principal& viewer, const Site& site,
                              UtcTime now, std::vector<Appointment> appointments) {
  return RowMaker(txn, viewer, site, now).rows(std::move(appointments));
}

RecordId record_of_day(LocalDate day, const std::optional<StaffId>& clinician) {
  const std::string words = format_date(day) + (clinician ? " " + clinician->text() : "");
  const crypto::Hash256 hash = crypto::sha256(as_bytes("alcove day " + words));
  return RecordId::from_blob(ByteView(hash).first(16));
}

RecordId record_of_span(const BetweenRequest& span) {
  const std::string words = format_local(span.from) + " " + format_local(span.until) +
                            (span.clinician ? " " + span.clinician->text() : "");
  const crypto::Hash256 hash = crypto::sha256(as_bytes("alcove span " + words));
  return RecordId::from_blob(ByteView(hash).first(16));
}

Result<Answer<DayReply>> read_day_board(const access::Principal& principal,
                                        const DayRequest& request, ReadTxn& txn, const Site& site,
                                        UtcTime now, WhoseDay whose) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleRead, access::Relation::kNone));
  ALCOVE_ASSIGN(const std::optional<PageEnd> after, page_end_of(request.next));
  std::optional<StaffId> clinician;
  if (whose == WhoseDay::kMine) clinician = principal.staff();
  DayReply reply;
  reply.day = request.day.value_or(site.day_of(now));
  reply.server_time = now;
  reply.count = count_day(txn, reply.day, clinician);
  std::vector<Appointment> page = read_day(txn, {.day = reply.day,
                                                 .clinician = clinician,
                                                 .after = after,
                                                 .limit = std::int64_t{kMaxPage} + 1});
  reply.next = cut_to_page(page, kMaxPage);
  reply.items = RowMaker(txn, principal, site, now).rows(std::move(page));
  reply.meetings = cards_on(txn, reply.day, clinician);
  if (site.closed) reply.closed = site.closed(txn, reply.day);
  reply.clinic_closed = availability::closed_because(txn, reply.day);
  const RecordId record = record_of_day(reply.day, clinician);
  if (day_was_opened(txn, principal.session(), record)) {
    return Answer<DayReply>{std::move(reply), {}, http::Covered::kByOpening};
  }
  const std::vector<Appointment> all = read_day(
      txn, {.day = reply.day, .clinician = clinician, .limit = std::numeric_limits<int>::max()});
  const std::string span = format_date(reply.day) + (clinician ? " of one clinician" : "");
  const audit::Event event = opened(txn, record, span, all);
  return Answer<DayReply>{std::move(reply), {event}};
}

Result<Answer<BetweenReply>> read_visits_between(const access::Principal& principal,
                                                 const BetweenRequest& request, ReadTxn& txn,
                                                 const Site& site, UtcTime now) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleRead, access::Relation::kNone));
  const auto longest = std::chrono::days(api::appointments::kMaxBetweenDays);
  const auto with_meetings = std::chrono::days(api::appointments::kMostDaysWithMeetings);
  if (request.until <= request.from || request.until - request.from > longest) {
    return Error{ErrorCode::kOutOfRange, "until",
                 fmt::format("after its beginning, at most {} days", longest.count())};
  }
  ALCOVE_ASSIGN(const std::optional<PageEnd> after, page_end_of(request.next));
  BetweenPage wanted{.within = {site.zone.to_utc(request.from), site.zone.to_utc(request.until)},
                     .clinician = request.clinician,
                     .limit = std::numeric_limits<int>::max()};
  const std::vector<Appointment> all = read_between(txn, wanted);
  wanted.after = after;
  wanted.limit = std::int64_t{kMaxPage} + 1;
  std::vector<Appointment> page = read_between(txn, wanted);
  BetweenReply reply;
  if (request.until - request.from <= with_meetings) reply.meetings = meetings_within(txn, request);
  reply.count = static_cast<std::int64_t>(all.size());
  reply.next = cut_to_page(page, kMaxPage);
  reply.items = RowMaker(txn, principal, site, now).rows(std::move(page));
  const std::string span = format_local(request.from) + " until " + format_local(request.until) +
                           (request.clinician ? " of one clinician" : "");
  const RecordId record = record_of_span(request);
  if (day_was_opened(txn, principal.session(), record)) {
    return Answer<BetweenReply>{std::move(reply), {}, http::Covered::kByOpening};
  }
  const audit::Event event = opened(txn, record, span, all);
  return Answer<BetweenReply>{std::move(reply), {event}};
}

std::vector<Appointment> visits_within(ReadTxn& txn, const rules::TimeSlot& within,
                                       const std::optional<StaffId>& clinician,
                                       std::int64_t limit) {
  return read_between(txn, {.within = within, .clinician = clinician, .limit = limit});
}

Result<Answer<api::appointments::OfClientReply>> read_client_list(
    const access::Principal& principal, const api::appointments::OfClientRequest& request,
    ReadTxn& txn, const Site& site, UtcTime now) {
  ALCOVE_TRY(may_read(principal, txn, request.client));
  if (!clients::record_number_of(txn, request.client)) {
    return Error{ErrorCode::kNotFound, "client", "there is no such client"};
  }
  ALCOVE_ASSIGN(const std::optional<PageEnd> before, page_end_of(request.next));
  std::vector<Appointment> page =
      read_of_client(txn, request.client, before, std::int64_t{kClientPage} + 1);
  api::appointments::OfClientReply reply;
  reply.next = cut_to_page(page, kClientPage);
  reply.items = RowMaker(txn, principal, site, now).rows(std::move(page));
  audit::Event event{.action = "appointment.list",
                     .client = request.client,
                     .record = audit::as_record(request.client),
                     .detail = fmt::format("{} shown", reply.items.size())};
  return Answer<api::appointments::OfClientReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<api::appointments::OpenReply>> open_appointment(
    const access::Principal& principal, const api::appointments::OpenRequest& request, ReadTxn& txn,
    const Site& site, UtcTime now) {
  const std::optional<Appointment> found = find_appointment(txn, request.appointment);
  if (!found) {
    return Error{ErrorCode::kNotFound, "appointment", "there is no such appointment"};
  }
  ALCOVE_TRY(may_read(principal, txn, found->client));
  std::vector<BoardRow> rows = RowMaker(txn, principal, site, now).rows({*found});
  api::appointments::OpenReply reply{std::move(rows.front()), read_history(txn, found->id)};
  audit::Event event{.action = "appointment.open",
                     .client = found->client,
                     .record = audit::as_record(found->id),
                     .detail = std::string(wire::word_of(found->state))};
  return Answer<api::appointments::OpenReply>{std::move(reply), {std::move(event)}};
}

}  // namespace alcove::appointments

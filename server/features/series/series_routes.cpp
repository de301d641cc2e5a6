// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "server/access/access_decision.h"
#include "server/access/staff_store.h"
#include "server/features/clients/clients.h"
#include "server/features/series/series_planning.h"
#include "server/features/series/series_steps.h"
#include "shared/rules/person_name.h"

namespace alcove::series {
namespace {

namespace routes = api::series;
using access::Principal;
using http::Answer;
using store::ReadTxn;

Result<void> may_read(const Principal& principal, ReadTxn& txn, const ClientId& client) {
  return access::decide(principal, wire::Permission::kScheduleRead,
                        clients::relation_to(txn, client, principal.staff()));
}

// The dates of the terms, those of the rule by number.
class Places {
 public:
  Places(const Series& series, const Zone& zone, LocalDate last) {
    const auto dates = rule_dates(series.terms, zone, last);
    if (!dates) return;
    for (const RuleDate& one : *dates) (one.added ? added_ : places_).push_back(one.date);
  }
  bool has(LocalDateTime date) const {
    return of(date) > 0 || std::ranges::binary_search(added_, date);
  }
  std::int64_t of(LocalDateTime date) const {
    const auto found = std::lower_bound(places_.begin(), places_.end(), date);
    return found == places_.end() || *found != date ? 0 : found - places_.begin() + 1;
  }

 private:
  std::vector<LocalDateTime> places_{};
  std::vector<LocalDateTime> added_{};
};

// What stands now at the time of a date that was kept out of the book: the store has only what
// stood there then. Nothing: nobody and nothing is in two places there any more.
std::optional<Obstacle> taken_now(ReadTxn& txn, const Series& series, const Date& date,
                                  const Setting& setting, UtcTime now) {
  const Situation situation{series.client, series.service, {}, now};
  std::vector<AppointmentId> itself;
  if (date.visit) itself.push_back(date.visit->id);
  const auto found = appointments::obstacles_to(
      txn, wish_for(situation, series.terms, date.row.date), itself, setting.site, now);
  if (!found || !found->taken) return std::nullopt;
  return Obstacle{found->taken->place, std::nullopt,           found->taken->start,
                  found->taken->end,   found->taken->resource, found->taken->what};
}

routes::DateView view_of(const Date& date, const Places& places) {
  routes::DateView view{.date = date.row.date,
                        .place_in_rule = places.of(date.row.date),
                        .standing = date.row.standing,
                        .touch = date.touch,
                        .obstacle = date.row.obstacle,
                        .reason = date.row.reason};
  if (date.visit) {
    view.appointment = date.visit->id;
    view.start = date.visit->start;
    view.state = date.visit->state;
  }
  return view;
}

// Of an appointment that somebody moved, the one that it was moved from names the row.
std::optional<Placed> placed_of(ReadTxn& txn, AppointmentId id) {
  while (true) {
    if (auto placed = row_of_appointment(txn, id)) return placed;
    const auto appointment = appointments::find_appointment(txn, id);
    if (!appointment || !appointment->moved_from) return std::nullopt;
    id = *appointment->moved_from;
  }
}

audit::Event opened(const Series& series, std::size_t shown) {
  return {.action = "series.open",
          .client = series.client,
          .record = audit::as_record(series.id),
          .detail = fmt::format("revision {}; {} dates", series.revision, shown)};
}

Result<Answer<routes::OpenReply>> reply_of(const Principal& principal, const SeriesId& id,
                                           ReadTxn& txn, const Setting& setting, UtcTime now) {
  const auto series = find_series(txn, id);
  if (!series) return Error{ErrorCode::kNotFound, "series", "there is no such series"};
  ALCOVE_TRY(may_read(principal, txn, series->client));
  const LocalDate today = setting.site.day_of(now);
  const Places places(*series, setting.site.zone, horizon(today));
  constexpr std::chrono::days kBehind{31};
  routes::OpenReply reply;
  reply.series = series;
  reply.history = history_of(txn, id);
  for (const Date& one :
       read_dates(txn, id, std::chrono::local_days(today) - kBehind, setting, now)) {
    if (reply.dates.size() == routes::kMaxShown) break;
    reply.dates.push_back(view_of(one, places));
    const bool waits = one.row.standing == Standing::kCollides && one.touch == Touch::kNone;
    if (!waits || !places.has(one.row.date)) continue;
    if (auto taken = taken_now(txn, *series, one, setting, now)) {
      reply.dates.back().obstacle = std::move(taken);
    }
  }
  audit::Event event = opened(*series, reply.dates.size());
  return Answer<routes::OpenReply>{std::move(reply), {std::move(event)}};
}

// A visit of no series is an answer, and an opened appointment.
Result<Answer<routes::OpenReply>> open_of_appointment(const Principal& principal,
                                                      const AppointmentId& id, ReadTxn& txn,
                                                      const Setting& setting, UtcTime now) {
  const auto appointment = appointments::find_appointment(txn, id);
  if (!appointment) {
    return Error{ErrorCode::kNotFound, "appointment", "there is no such appointment"};
  }
  ALCOVE_TRY(may_read(principal, txn, appointment->client));
  const auto placed = placed_of(txn, id);
  if (!placed) {
    audit::Event event{.action = "series.open",
                       .client = appointment->client,
                       .record = audit::as_record(id),
                       .detail = "of no series"};
    return Answer<routes::OpenReply>{{}, {std::move(event)}};
  }
  ALCOVE_ASSIGN(auto answer, reply_of(principal, placed->series, txn, setting, now));
  answer.reply.date = placed->row.date;
  return answer;
}

Result<Answer<routes::OpenReply>> open_series(const Principal& principal,
                                              const routes::OpenRequest& request, ReadTxn& txn,
                                              const Setting& setting, UtcTime now) {
  if (request.series) return reply_of(principal, *request.series, txn, setting, now);
  if (!request.appointment) {
    return Error{ErrorCode::kMissingField, "series", "which series, or of which appointment?"};
  }
  return open_of_appointment(principal, *request.appointment, txn, setting, now);
}

Result<Answer<routes::OfClientReply>> of_client(const Principal& principal,
                                                const routes::OfClientRequest& request,
                                                ReadTxn& txn, const Setting&, UtcTime) {
  ALCOVE_TRY(may_read(principal, txn, request.client));
  if (!clients::record_number_of(txn, request.client)) {
    return Error{ErrorCode::kNotFound, "client", "there is no such client"};
  }
  routes::OfClientReply reply{series_of_client(txn, request.client)};
  audit::Event event{.action = "series.list",
                     .client = request.client,
                     .record = audit::as_record(request.client),
                     .detail = fmt::format("{} shown", reply.items.size())};
  return Answer<routes::OfClientReply>{std::move(reply), {std::move(event)}};
}

routes::CollisionRow collision_of(ReadTxn& txn, const Series& series, const Date& date) {
  const auto client = clients::find_client(txn, series.client);
  const auto clinician = access::find_staff(txn, series.terms.clinician);
  ALCOVE_CHECK(client.has_value() && clinician.has_value());
  routes::CollisionRow row;
  row.series = series.id;
  row.revision = series.revision;
  row.date = date.row.date;
  if (date.row.obstacle) row.obstacle = *date.row.obstacle;
  if (date.visit) row.kept_at = date.visit->start;
  row.client_name = rules::list_name(clients::name_of(client->details));
  row.record_number = client->record_number;
  row.clinician_name = clinician->display_name;
  row.terms = series.terms;
  row.service = series.service;
  row.client = series.client;
  return row;
}

Result<Answer<routes::CollisionsReply>> list_collisions(const Principal& principal,
                                                        const wire::Nothing&, ReadTxn& txn,
                                                        const Setting& setting, UtcTime now) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kScheduleRead, access::Relation::kNone));
  routes::CollisionsReply reply;
  std::string records;
  for (const Placed& one : colliding_rows(txn, setting.site.zone.to_local(now))) {
    const Date date = date_of_row(txn, one.row, setting, now);
    if (date.touch != Touch::kNone) continue;  // somebody has seen to its visit
    ++reply.count;
    if (reply.items.size() == routes::kMaxCollisions) continue;
    const auto series = find_series(txn, one.series);
    ALCOVE_CHECK(series.has_value());
    reply.items.push_back(collision_of(txn, *series, date));
    records += fmt::format(" {}", reply.items.back().record_number);
  }
  audit::Event event{
      .action = "series.collisions",
      .detail = fmt::format("{} of {} shown; records{}", reply.items.size(), reply.count, records)};
  return Answer<routes::CollisionsReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<routes::Preview>> look_ahead(const Principal& principal, const routes::Edit& edit,
                                           ReadTxn& txn, const Setting& setting, UtcTime now) {
  ALCOVE_ASSIGN(routes::Preview made, preview(principal, edit, txn, setting, now));
  const auto series = find_series(txn, edit.series);
  audit::Event event{
      .action = "series.preview",
      .client = series ? std::optional(series->client) : edit.client,
      .record = audit::as_record(edit.series),
      .detail = fmt::format("{}; {} dates", wire::word_of(edit.what), made.dates.size())};
  return Answer<routes::Preview>{std::move(made), {std::move(event)}};
}

template <class Q, class R>
void on_look(http::Router& router, const audit::Ledger& ledger, const wire::Route<Q, R>& route,
             const Setting& setting,
             Result<Answer<R>> (*look)(const Principal&, const Q&, ReadTxn&, const Setting&,
                                       UtcTime)) {
  router.on_read<Q, R>(
      route, [&ledger, &setting, look](const Principal& principal, const Q& request, ReadTxn& txn) {
        return look(principal, request, txn, setting, ledger.clock().now());
      });
}

template <class Q, class R>
void on_change(http::Router& router, const wire::Route<Q, R>& route, const Setting& setting,
               Result<R> (*change)(const Principal&, const Q&, audit::WriteTxn&, const Setting&)) {
  router.on_write<Q, R>(route, [&setting, change](const Principal& principal, const Q& request,
                                                  audit::WriteTxn& txn) {
    return change(principal, request, txn, setting);
  });
}

}  // namespace

void add_repeats(ReadTxn& txn, std::span<api::appointments::BoardRow> rows) {
  for (api::appointments::BoardRow& row : rows) {
    row.repeats = rule_of_appointment(txn, row.appointment.id);
    if (row.repeats || !row.appointment.moved_from) continue;
    const auto placed = placed_of(txn, *row.appointment.moved_from);
    if (!placed) continue;
    const auto series = find_series(txn, placed->series);
    ALCOVE_CHECK(series.has_value());
    row.repeats = series->terms.rule;
  }
}

void add_routes(http::Router& router, const audit::Ledger& ledger, const Setting& setting) {
  on_look(router, ledger, routes::preview, setting, &look_ahead);
  on_change(router, routes::apply, setting, &apply);
  on_change(router, routes::settle_collision, setting, &settle);
  on_look(router, ledger, routes::open, setting, &open_series);
  on_look(router, ledger, routes::of_client, setting, &of_client);
  on_look(router, ledger, routes::collisions, setting, &list_collisions);
}

}  // namespace alcove::series

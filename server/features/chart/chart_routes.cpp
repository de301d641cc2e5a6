// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "server/access/access_decision.h"
#include "server/access/staff_store.h"
#include "server/features/alerts/alerts.h"
#include "server/features/chart/chart.h"
#include "server/features/chart/chart_rules.h"
#include "server/features/chart/chart_store.h"
#include "server/features/clients/clients.h"
#include "server/features/questionnaires/questionnaires.h"
#include "shared/rules/birth_date.h"

namespace alcove::chart {
namespace {

using api::chart::CareTeamLine;
using api::chart::Chart;
using store::ReadTxn;

// So that an open one is flagged however many came after it.
constexpr std::size_t kAlertsLookedThrough = 200;

std::vector<CareTeamLine> care_team_of(ReadTxn& txn, const api::clients::Client& client) {
  std::vector<CareTeamLine> team;
  for (const api::clients::CareTeamMember& member : client.care_team) {
    const auto staff = access::find_staff(txn, member.staff);
    if (!staff) continue;
    team.push_back({.staff = member.staff,
                    .name = staff->display_name,
                    .credential = staff->credential,
                    .role = member.role});
  }
  return team;
}

void put_person(Chart& chart, const api::clients::Client& client, LocalDate today) {
  const rules::PersonName name = clients::name_of(client.details);
  chart.client = client.id;
  chart.record_number = client.record_number;
  chart.shown_name = rules::list_name(name);
  // People of one name have it as their family name.
  chart.called = name.called_given().empty() ? name.called_family() : name.called_given();
  chart.pronouns = client.details.pronouns;
  chart.birth_date = client.details.birth_date;
  chart.age_years = std::max(0, rules::age_on(client.details.birth_date, today));
  chart.language = client.details.language;
}

}  // namespace

Result<http::Answer<Chart>> Charts::open(const access::Principal& who,
                                         const api::chart::OpenRequest& request,
                                         ReadTxn& txn) const {
  ALCOVE_TRY(access::decide(who, wire::Permission::kChartRead,
                            find_relation_(txn, request.client, who.staff())));
  const auto client = clients::find_client(txn, request.client);
  if (!client) return Error{ErrorCode::kNotFound, "client", "there is no such client"};
  Chart chart;
  put_person(chart, *client, date_of(zone_.to_local(ledger_.clock().now())));
  chart.care_team = care_team_of(txn, *client);
  chart.alerts = alerts::Alerts::alerts_of(txn, request.client, kAlertsLookedThrough);
  chart.latest = latest_of(questionnaires::Questionnaires::scores(txn, request.client).items);
  chart.flags = flags_of(chart.alerts, chart.latest);
  if (chart.alerts.size() > api::chart::kMaxAlerts) chart.alerts.resize(api::chart::kMaxAlerts);
  // An emergency is accounted for each time.
  if (who.purpose != access::Purpose::kBreakGlass &&
      chart_was_opened(txn, who.session(), request.client)) {
    return http::Answer<Chart>{std::move(chart), {}, http::Covered::kByOpening};
  }
  audit::Event event{
      .action = "chart.open",
      .client = request.client,
      .record = audit::as_record(request.client),
      .detail = fmt::format("alerts={} flags={}", chart.alerts.size(), chart.flags.size())};
  return http::Answer<Chart>{std::move(chart), {std::move(event)}};
}

void Charts::add_routes(http::Router& router) {
  router.on_read<api::chart::OpenRequest, Chart>(
      api::chart::open, [this](const access::Principal& who, const api::chart::OpenRequest& request,
                               ReadTxn& txn) { return open(who, request, txn); });
}

}  // namespace alcove::chart

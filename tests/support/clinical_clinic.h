// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "server/features/alerts/alerts.h"
#include "server/features/clients/clients.h"
#include "server/http/pipeline.h"
#include "shared/wire/query.h"
#include "tests/support/box.h"

namespace alcove::testing {

// A clinic with people, terminals and the pipeline, so that a feature is asked as a terminal asks.
// A session token is the name of the person: "clara", or "clara/locked".
struct Clinic {
  struct Worker {
    access::Person person;
    bool present = false;  // signed in at a terminal that is not locked
  };

  Clinic() {
    clients::add_routes(router, *box.ledger, zone);
    add("dana", {api::Role::kFrontDesk});
    add("clara", {api::Role::kClinician});  // on the care team of every client made here
    add("olga", {api::Role::kClinician});   // on none
    add("sam", {api::Role::kSupervisor});
    add("petra", {api::Role::kPrescriber});
    add("bill", {api::Role::kBiller});
    add("pia", {api::Role::kPrivacyOfficer});
    add("adam", {api::Role::kAdministrator});
    add("cruz", {api::Role::kClinician}).person.crisis = true;
  }

  Worker& add(const std::string& name, access::RoleSet roles) {
    Worker worker;
    worker.person.staff = StaffId::make(box.clock.now(), box.random);
    worker.person.session = SessionId::make(box.clock.now(), box.random);
    worker.person.display_name = name + " Tester";
    worker.person.credential = "LCSW";
    worker.person.roles = roles;
    return workers.emplace(name, worker).first->second;
  }
  StaffId staff(const std::string& name) { return workers.at(name).person.staff; }

  alerts::Staffing staffing() {
    return {
        .with_crisis =
            [this](store::ReadTxn&) {
              std::vector<StaffId> all;
              for (const auto& [name, worker] : workers) {
                if (worker.person.crisis) all.push_back(worker.person.staff);
              }
              return all;
            },
        .clinician_of = [this](store::ReadTxn&, const AppointmentId& id) -> std::optional<StaffId> {
          const auto found = clinician_of.find(id);
          return found == clinician_of.end() ? std::nullopt : std::optional(found->second);
        },
        .is_present = [this](store::ReadTxn&, const StaffId& id) { return is_present(id); },
        .clinical_name = [this](store::ReadTxn&, const StaffId& id) -> std::optional<std::string> {
          for (const auto& [name, worker] : workers) {
            if (worker.person.staff == id && worker.person.roles.clinical()) {
              return worker.person.display_name;
            }
          }
          return std::nullopt;
        }};
  }
  bool is_present(const StaffId& id) const {
    for (const auto& [name, worker] : workers) {
      if (worker.person.staff == id && worker.present) return true;
    }
    return false;
  }
  access::FindRelation find_relation() {
    return [this](store::ReadTxn& txn, const ClientId& client, const StaffId& who) {
      return std::max(clients::relation_to(txn, client, who),
                      alerts::Alerts::relation_to(txn, client, who, box.clock.now()));
    };
  }

  access::Principal terminal(wire::Station station, const std::string& id = "01") const {
    access::Principal principal;
    principal.device = DeviceId::parse("018f0000-0000-7000-8000-0000000000" + id).value();
    principal.device_name = "Terminal " + id;
    principal.station = station;
    return principal;
  }
  access::Principal lobby(const std::string& id = "10") const {
    return terminal(wire::Station::kLobby, id);
  }
  access::Principal desk(const std::string& id = "20") const {
    return terminal(wire::Station::kFrontDesk, id);
  }
  access::Principal room(const std::string& id = "30") const {
    return terminal(wire::Station::kTherapyRoom, id);
  }
  // The principal as the pipeline would make it, for faces that are called directly.
  access::Principal as(const std::string& name, access::Principal at) {
    at.person = workers.at(name).person;
    at.purpose = access::Purpose::kTreatment;
    return at;
  }

  ClientId client(const std::string& given, const std::string& family) {
    api::clients::RegisterRequest request;
    request.client = ClientId::make(box.clock.now(), box.random);
    request.details.legal_given = given;
    request.details.legal_family = family;
    request.details.birth_date = parse_date("1990-04-02").value();
    request.care_team = {{.staff = staff("clara"), .role = api::clients::CareRole::kTherapist}};
    const auto made = write<bool>(as("dana", desk()), [&](audit::WriteTxn& txn) -> Result<bool> {
      ALCOVE_TRY(clients::register_client(as("dana", desk()), request, txn,
                                          date_of(zone.to_local(box.clock.now()))));
      return true;
    });
    if (!made) throw Fault(made.error());
    return request.client;
  }

  template <class T>
  Result<T> write(const access::Principal& who,
                  const std::function<Result<T>(audit::WriteTxn&)>& work) {
    Result<audit::Committed<T>> done = box.ledger->write<T>(who.actor(), work);
    if (!done) return done.error();
    return std::move(done->value);
  }

  // One request as it comes over the wire.
  template <class Q, class R>
  http::Reply ask(const wire::Route<Q, R>& route, const Q& request, const access::Principal& at,
                  const std::string& session = {}, const std::string& purpose = {}) {
    http::Request sent{.method = route.method,
                       .path = std::string(route.path),
                       .query = {},
                       .body = {},
                       .session = session,
                       .purpose = purpose,
                       .idempotency_key = IdempotencyKey::make(box.clock.now(), box.random).text(),
                       .protocol = "1"};
    (route.method == wire::Method::kGet ? sent.query : sent.body) =
        route.method == wire::Method::kGet ? wire::encode_query(request) : wire::encode(request);
    return pipeline.handle(at, sent);
  }
  template <class Q, class R>
  R must(const wire::Route<Q, R>& route, const Q& request, const access::Principal& at,
         const std::string& session = {}) {
    const http::Reply reply = ask(route, request, at, session);
    if (reply.status != 200) throw Fault(ErrorCode::kMalformed, reply.body);
    return wire::decode<R>(reply.body, wire::UnknownFields::kRefuse).value();
  }
  // The word of the refusal; "" when there was none.
  template <class Q, class R>
  std::string refusal(const wire::Route<Q, R>& route, const Q& request, const access::Principal& at,
                      const std::string& session = {}, const std::string& purpose = {}) {
    const http::Reply reply = ask(route, request, at, session, purpose);
    if (reply.status == 200) return "";
    return nlohmann::json::parse(reply.body).at("error").at("code");
  }

  // The newest events of the chain, as "action/outcome/detail".
  std::vector<std::string> actions_after(std::int64_t number) {
    return box.store
        ->read<std::vector<std::string>>(
            [&](store::ReadTxn& txn) -> Result<std::vector<std::string>> {
              auto rows = txn.query("SELECT action FROM audit_event WHERE number > $n");
              rows.bind("$n", number);
              std::vector<std::string> actions;
              while (rows.next()) actions.push_back(rows.text(0));
              return actions;
            })
        .value();
  }

  http::Pipeline::FindPerson find_person() {
    return [this](const DeviceId&, std::string_view token,
                  http::Pipeline::Presence) -> Result<access::Person> {
      const std::size_t slash = token.find('/');
      const auto found = workers.find(std::string(token.substr(0, slash)));
      if (found == workers.end()) return Error{ErrorCode::kNotSignedIn, {}, "no such session"};
      access::Person person = found->second.person;
      person.locked = slash != std::string_view::npos;
      return person;
    };
  }

  TestBox box;
  Zone zone = Zone::named("America/New_York").value();
  std::map<std::string, Worker> workers;
  std::map<AppointmentId, StaffId> clinician_of;
  http::RateLimit rate_limit;
  http::Router router{*box.ledger};
  http::Pipeline pipeline{router, rate_limit, box.clock, find_person()};
};

}  // namespace alcove::testing

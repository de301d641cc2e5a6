// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

#include "server/http/live_events.h"
#include "server/http/pipeline.h"
#include "tests/support/box.h"

// A small feature of the tests' own: rooms with names, so that the pipeline is tested without one
// of the clinic's features.
namespace alcove::testing {

struct NameRequest {
  std::string name;
  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("name", self.name, wire::line(1, 20));
  }
};
struct CountReply {
  std::int64_t count = 0;
  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("count", self.count, wire::range(0, 1000000));
  }
};
struct CountRequest {
  std::optional<std::string> like;
  std::optional<std::int64_t> at_least;
  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("like", self.like, wire::line(1, 20));
    visit("at_least", self.at_least, wire::range(0, 5));
  }
};

using wire::AuditClass;
using wire::Method;
using wire::Permission;

inline constexpr wire::Route<NameRequest, CountReply> add_name{
    .method = Method::kPost,
    .path = "/v1/sample/add",
    .permission = Permission::kScheduleWrite,
    .audit = AuditClass::kWrite,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};
inline constexpr wire::Route<CountRequest, CountReply> count_names{
    .method = Method::kGet,
    .path = "/v1/sample/count",
    .permission = Permission::kScheduleRead,
    .audit = AuditClass::kRead,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};
inline constexpr wire::Route<wire::Nothing, CountReply> ping{
    .method = Method::kGet,
    .path = "/v1/sample/ping",
    .permission = Permission::kDevice,
    .audit = AuditClass::kNone,
    .stations = wire::kEveryStation,
    .when_locked = wire::WhenLocked::kAllow};

inline constexpr wire::Route<wire::Nothing, CountReply> enrol{
    .method = Method::kPost,
    .path = "/v1/sample/enrol",
    .permission = Permission::kEnrolment,
    .audit = AuditClass::kAccess,
    .stations = wire::kEveryStation,
    .when_locked = wire::WhenLocked::kAllow};

// A store, a router with the routes above and a pipeline; "front" and "admin" are live sessions,
// "locked" one that waits for its PIN.
struct SampleServer {
  SampleServer()
      : router(*box.ledger),
        live(*box.ledger),
        pipeline(router, rate_limit, box.clock, person_of()) {
    const auto made = box.store->write([](store::Connection& connection) -> Result<void> {
      connection.run("CREATE TABLE sample (name TEXT NOT NULL) STRICT");
      return {};
    });
    ALCOVE_CHECK(made.ok());
    router.on_write<NameRequest, CountReply>(
        add_name,
        [this](const access::Principal&, const NameRequest& request,
               audit::WriteTxn& txn) -> Result<CountReply> {
          ++writes;
          if (request.name == "taken") return Error{ErrorCode::kTaken, "name", "it is taken"};
          if (request.name == "broken") throw Fault(ErrorCode::kNoSpace, "the disk is full");
          if (request.name == "foreign") throw std::runtime_error("secret words");
          txn.change("INSERT INTO sample (name) VALUES ($name)")
              .bind("$name", request.name)
              .execute();
          txn.record({.action = "sample.add"});
          http::publish(txn, api::live::Kind::kDayChanged, RecordId::make(txn.now(), box.random));
          return CountReply{count_in(txn)};
        });
    router.on_read<CountRequest, CountReply>(
        count_names,
        [](const access::Principal&, const CountRequest&,
           store::ReadTxn& txn) -> Result<http::Answer<CountReply>> {
          return http::Answer<CountReply>{{count_in(txn)}, {{.action = "sample.list"}}};
        });
    router.on_direct<wire::Nothing, CountReply>(
        enrol, [](const access::Principal&, const wire::Nothing&) -> Result<CountReply> {
          return CountReply{9};
        });
    router.on_stream(api::live::follow);
    router.on_read<wire::Nothing, CountReply>(
        ping,
        [](const access::Principal&, const wire::Nothing&,
           store::ReadTxn&) -> Result<http::Answer<CountReply>> {
          return http::Answer<CountReply>{{7}, {}};
        });
  }

  static std::int64_t count_in(store::ReadTxn& txn) {
    store::Statement row = txn.query("SELECT count(*) FROM sample");
    row.next();
    return row.integer(0);
  }

  http::Pipeline::FindPerson person_of() {
    return [](const DeviceId&, std::string_view token,
              http::Pipeline::Presence) -> Result<access::Person> {
      access::Person person;
      person.staff = StaffId::parse("018f0000-0000-7000-8000-00000000000a").value();
      person.session = SessionId::parse("018f0000-0000-7000-8000-00000000000b").value();
      if (token == "admin") {
        person.roles = {api::Role::kAdministrator};
      } else if (token == "front" || token == "locked") {
        person.roles = {api::Role::kFrontDesk};
        person.locked = token == "locked";
      } else {
        return Error{ErrorCode::kNotSignedIn, {}, "the session has ended"};
      }
      return person;
    };
  }

  static access::Principal terminal(wire::Station station = wire::Station::kFrontDesk,
                                    const char* id = "018f0000-0000-7000-8000-000000000001") {
    access::Principal principal;
    principal.device = DeviceId::parse(id).value();
    principal.device_name = "Desk 1";
    principal.station = station;
    return principal;
  }

  static http::Request post(std::string body,
                            std::string key = "018f0000-0000-7000-8000-0000000000ff") {
    return {.method = Method::kPost,
            .path = std::string(add_name.path),
            .body = std::move(body),
            .session = "front",
            .idempotency_key = std::move(key),
            .protocol = "1"};
  }
  static http::Request get(const wire::Route<CountRequest, CountReply>& route,
                           std::string query = {}) {
    return {.method = Method::kGet,
            .path = std::string(route.path),
            .query = std::move(query),
            .session = "front",
            .protocol = "1"};
  }

  TestBox box;
  std::atomic<int> writes{0};
  http::RateLimit rate_limit;
  http::Router router;
  http::LiveEvents live;
  http::Pipeline pipeline;
};

}  // namespace alcove::testing

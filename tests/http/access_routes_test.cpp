// SPDX-License-Identifier: Apache-2.0
#include "server/http/access_routes.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/api/session_password.h"
#include "shared/api/terminal.h"
#include "tests/access/access_box.h"

using namespace alcove;
using namespace alcove::http;
using testing::AccessBox;
using testing::kPasswordOfAna;
using wire::Station;

namespace {

// The real services behind the real pipeline; only the sockets are missing.
struct AccessServer : AccessBox {
  AccessServer()
      : router(*box.ledger),
        pipeline(router, rate_limit, box.clock, find_person_with(services->sessions)) {
    add_access_routes(router, *services);
  }

  template <class Q, class R>
  Reply ask(const access::Principal& at, const wire::Route<Q, R>& route, const Q& request,
            const std::string& token = {}) {
    Request message;
    message.method = route.method;
    message.path = std::string(route.path);
    message.protocol = "1";
    message.session = token;
    if (route.method == wire::Method::kPost) message.body = wire::encode(request);
    return pipeline.handle(at, message);
  }
  static std::string code_in(const Reply& reply) {
    return nlohmann::json::parse(reply.body).at("error").at("code");
  }
  std::string token_of(const Reply& reply) {
    REQUIRE(reply.status == 200);
    const auto opened =
        wire::decode<api::session::Opened>(reply.body, wire::UnknownFields::kRefuse);
    REQUIRE(opened.ok());
    return to_hex(opened->token);
  }

  RateLimit rate_limit;
  Router router;
  Pipeline pipeline;
};

}  // namespace

TEST_CASE("from the enrolment code to the first signature, over the routes alone") {
  AccessServer server;
  const auto code = server.open_enrolment("Room", Station::kTherapyRoom);
  const auto key = crypto::P256Key::make(server.box.random);
  const Reply enrolled =
      server.ask({}, api::enrolment::enrol, AccessBox::request_for(code.code, key));
  REQUIRE(enrolled.status == 200);
  const auto granted =
      wire::decode<api::enrolment::EnrolReply>(enrolled.body, wire::UnknownFields::kRefuse).value();
  const auto certificate = crypto::Certificate::from_der(granted.certificate).value();
  const auto room = server.services->devices.find(certificate.fingerprint()).value();
  const Reply about = server.ask(room, api::terminal::about, {});
  CHECK(about.status == 200);
  const auto added = server.add("ana", {api::Role::kClinician});
  const Reply first =
      server.ask(room, api::session::first_password,
                 {.sign_in_name = "ana", .code = added.code, .new_password = kPasswordOfAna});
  std::string token = server.token_of(first);
  CHECK(server.ask(room, api::session::sign_out, {}, token).status == 200);
  CHECK(AccessServer::code_in(server.ask(room, api::session::state, {}, token)) == "not_signed_in");
  token = server.token_of(
      server.ask(room, api::session::sign_in, {.sign_in_name = "ana", .password = kPasswordOfAna}));
  CHECK(server.ask(room, api::session::choose_pin, {.pin = "482915"}, token).status == 200);
  CHECK(server.ask(room, api::session::lock, {}, token).status == 200);
  CHECK(AccessServer::code_in(server.ask(room, api::session::confirm, {.pin = "482915"}, token)) ==
        "session_locked");
  CHECK(AccessServer::code_in(server.ask(room, api::staff::list, {}, token)) == "session_locked");
  CHECK(server.ask(room, api::session::state, {}, token).status == 200);
  CHECK(server.ask(room, api::session::unlock, {.pin = "482915"}, token).status == 200);
  const Reply proof = server.ask(room, api::session::confirm, {.pin = "482915"}, token);
  CHECK(proof.status == 200);
  CHECK(proof.head == server.box.ledger->head());
}

TEST_CASE("every session route is refused in the lobby, and without sign-in where it needs one") {
  AccessServer server;
  const auto lobby = server.terminal("Lobby", Station::kLobby);
  const auto desk = server.terminal("Desk", Station::kFrontDesk);
  std::size_t routes = 0;
  for (const RouteEntry* route : server.router.all()) {
    if (!route->path.starts_with("/v1/session")) continue;
    ++routes;
    Request message;
    message.method = route->method;
    message.path = route->path;
    message.protocol = "1";
    INFO(route->path);
    CHECK(AccessServer::code_in(server.pipeline.handle(lobby, message)) == "wrong_station");
    const std::string code = AccessServer::code_in(server.pipeline.handle(desk, message));
    CHECK(code ==
          (route->permission == wire::Permission::kSignedIn ? "not_signed_in" : "missing_field"));
  }
  CHECK(routes == 12);
}

TEST_CASE("enrolment is not to be had by a terminal, nor anything else by the enrolment port") {
  AccessServer server;
  const auto desk = server.terminal("Desk", Station::kFrontDesk);
  CHECK(AccessServer::code_in(server.ask(desk, api::enrolment::enrol, {})) == "forbidden");
  CHECK(AccessServer::code_in(server.ask({}, api::terminal::about, {})) == "forbidden");
  CHECK(AccessServer::code_in(server.ask({}, api::session::sign_in,
                                         {.sign_in_name = "a", .password = "b"})) == "forbidden");
}

TEST_CASE("a refused sign-in is the same bytes for known and unknown names") {
  AccessServer server;
  const auto desk = server.terminal("Desk", Station::kFrontDesk);
  server.person("ana", {api::Role::kFrontDesk}, desk);
  const auto refused = [&](const std::string& name) {
    return server.ask(desk, api::session::sign_in, {.sign_in_name = name, .password = "wrong"});
  };
  const Reply known = refused("ana");
  const Reply unknown = refused("nobody");
  CHECK(known.status == unknown.status);
  CHECK(known.body == unknown.body);
  CHECK(known.body ==
        R"({"error":{"code":"wrong_sign_in","field":"","detail":"that name and password do not )"
        R"(belong together"}})");
}

TEST_CASE("the staff list shows who works here, a page at a time") {
  AccessServer server;
  const auto desk = server.terminal("Desk", Station::kFrontDesk);
  server.person("ana", {api::Role::kFrontDesk}, desk);
  for (int i = 0; i < 200; ++i) {
    server.box.clock.advance(std::chrono::milliseconds(1));
    server.add("person" + std::to_string(i), {api::Role::kClinician});
  }
  REQUIRE(server.services->staff.disable(AccessBox::operator_actor(), "person7").ok());
  const auto in = server.sign_in(desk, "ana");
  const auto page = [&](const std::string& query) {
    Request message;
    message.method = wire::Method::kGet;
    message.path = std::string(api::staff::list.path);
    message.query = query;
    message.protocol = "1";
    message.session = in.token;
    const Reply reply = server.pipeline.handle(desk, message);
    REQUIRE(reply.status == 200);
    return wire::decode<api::staff::ListReply>(reply.body, wire::UnknownFields::kRefuse).value();
  };
  const auto all = page("");
  CHECK(all.items.size() == 200);
  CHECK_FALSE(all.next.has_value());
  server.box.clock.advance(std::chrono::milliseconds(1));
  server.add("one.more", {api::Role::kBiller});
  const auto first = page("");
  CHECK(first.items.size() == 200);
  REQUIRE(first.next.has_value());
  const auto second = page("next=" + first.next->text());
  REQUIRE(second.items.size() == 1);
  CHECK(second.items[0].roles == std::vector<api::Role>{api::Role::kBiller});
  CHECK_FALSE(second.next.has_value());
}

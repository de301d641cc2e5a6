// SPDX-License-Identifier: Apache-2.0
#include "server/http/administration_routes.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/http/access_routes.h"
#include "shared/api/administration_box.h"
#include "tests/access/access_box.h"

using namespace alcove;
using namespace alcove::http;
using api::Role;
using api::administration::Colleague;
using api::administration::PersonState;
using testing::AccessBox;
using testing::kPasswordOfAna;
using wire::Station;
namespace administration = api::administration;

namespace {

constexpr const char* kPin = "482915";

// The real services behind the real pipeline, with an administrator signed in at the office.
struct Office : AccessBox {
  Office()
      : router(*box.ledger),
        pipeline(router, rate_limit, box.clock, find_person_with(services->sessions)) {
    add_access_routes(router, *services);
    add_administration_routes(router, *services, &listeners, [this] {
      return http::BoxLook{conditions, started};
    });
    office = terminal("Office", Station::kFrontDesk);
    desk = terminal("Desk", Station::kFrontDesk);
    adam = person("adam", {Role::kAdministrator}, office);
    token = sign_in(office, "adam").token;
    REQUIRE(ask(office, api::session::choose_pin, {.pin = kPin}, token).status == 200);
  }

  template <class Q, class R>
  Reply ask(const access::Principal& at, const wire::Route<Q, R>& route, const Q& request,
            const std::string& with = {}) {
    Request message;
    message.method = route.method;
    message.path = std::string(route.path);
    message.protocol = "1";
    message.session = with;
    if (route.method == wire::Method::kPost) message.body = wire::encode(request);
    return pipeline.handle(at, message);
  }
  template <class Q, class R>
  R must(const wire::Route<Q, R>& route, const Q& request) {
    const Reply reply = ask(office, route, request, token);
    INFO(reply.body);
    REQUIRE(reply.status == 200);
    return wire::decode<R>(reply.body, wire::UnknownFields::kRefuse).value();
  }
  template <class Q, class R>
  std::string refusal(const wire::Route<Q, R>& route, const Q& request) {
    const Reply reply = ask(office, route, request, token);
    if (reply.status == 200) return "done";
    return nlohmann::json::parse(reply.body).at("error").at("code");
  }
  Bytes proof() { return must(api::session::confirm, api::session::Proof{.pin = kPin}).token; }
  Colleague look(const StaffId& id) {
    for (const Colleague& one : must(administration::people, {}).items) {
      if (one.id == id) return one;
    }
    FAIL("nobody by that id");
    return {};
  }
  bool is_there(const std::string& session) {
    return services->sessions.find_person(desk.device, session).ok();
  }

  RateLimit rate_limit;
  Router router;
  Pipeline pipeline;
  Listeners listeners;
  std::vector<api::box::Condition> conditions;
  std::optional<administration::StartedAgain> started;
  access::Principal office;
  access::Principal desk;
  StaffId adam;
  std::string token;
};

}  // namespace

TEST_CASE(
    "an administrator resets a forgotten password: the code works once, the old word no more") {
  Office at;
  const StaffId mia = at.person("mia", {Role::kFrontDesk}, at.desk);
  const auto signed_in = at.sign_in(at.desk, "mia");
  std::vector<SessionId> told;
  at.services->observers.subscribe([&](const access::AccessEnded& ended) {
    if (ended.session) told.push_back(*ended.session);
  });
  const auto reset = at.must(administration::reset_person, {mia, at.proof()});
  CHECK(reset.person.state == PersonState::kNoPassword);
  CHECK(reset.expires_at == at.box.clock.now() + std::chrono::minutes(15));
  CHECK(told == std::vector{signed_in.who.session()});
  CHECK_FALSE(at.is_there(signed_in.token));
  CHECK_FALSE(at.try_sign_in(at.desk, "mia").ok());
  const auto with_code = [&] {
    return at.services->sessions.first_password(
        at.desk, {.sign_in_name = "mia", .code = reset.code, .new_password = "quiet over marsh"});
  };
  CHECK(with_code().ok());
  CHECK(with_code().error().code == ErrorCode::kWrongCode);
  CHECK(at.try_sign_in(at.desk, "mia", "quiet over marsh").ok());
  CHECK(at.events("staff.reset") == std::vector<std::string>{"done||sessions ended: 1"});
}

TEST_CASE("a code that nobody used within fifteen minutes is of no use") {
  Office at;
  const StaffId mia = at.person("mia", {Role::kFrontDesk}, at.desk);
  const auto reset = at.must(administration::reset_person, {mia, at.proof()});
  at.later(std::chrono::minutes(15));
  const auto late = at.services->sessions.first_password(
      at.desk, {.sign_in_name = "mia", .code = reset.code, .new_password = "quiet over marsh"});
  CHECK(late.error().code == ErrorCode::kWrongCode);
}

TEST_CASE("whoever changes who may come in proves once more who they are, for each change") {
  Office at;
  const StaffId mia = at.person("mia", {Role::kFrontDesk}, at.desk);
  const Bytes never_given(32, 7);
  const Bytes used = at.proof();
  at.must(administration::reset_person, {mia, used});
  const Bytes old = at.proof();
  at.later(std::chrono::minutes(2));
  for (const Bytes& confirmation : {never_given, used, old}) {
    CHECK(at.refusal(administration::reset_person, {mia, confirmation}) == "not_signed_in");
    CHECK(at.refusal(administration::disable_person, {mia, confirmation}) == "not_signed_in");
    CHECK(at.refusal(administration::change_roles, {mia, {Role::kBiller}, false, confirmation}) ==
          "not_signed_in");
    CHECK(at.refusal(administration::add_person,
                     {"sam", "Sam Lee", "", {Role::kBiller}, false, confirmation}) ==
          "not_signed_in");
    CHECK(at.refusal(administration::new_terminal, {"Room", Station::kLobby, confirmation}) ==
          "not_signed_in");
    CHECK(at.refusal(administration::revoke_terminal, {at.desk.device, confirmation}) ==
          "not_signed_in");
  }
  CHECK(at.look(mia).roles == std::vector{Role::kFrontDesk});
  CHECK(at.look(mia).state == PersonState::kNoPassword);
  CHECK(at.events("staff.disable") == std::vector<std::string>(3, "refused|not_signed_in|"));
  CHECK(at.services->enrolments.open_until().value() == std::nullopt);
}

TEST_CASE("nobody shuts out themselves or the last administrator") {
  Office at;
  CHECK(at.look(at.adam).last_administrator);
  CHECK(at.refusal(administration::disable_person, {at.adam, at.proof()}) == "wrong_state");
  CHECK(at.refusal(administration::reset_person, {at.adam, at.proof()}) == "wrong_state");
  CHECK(at.refusal(administration::change_roles,
                   {at.adam, {Role::kFrontDesk}, false, at.proof()}) == "wrong_state");
  // Somebody who could not sign in does not count: their code may never be used.
  at.must(administration::add_person,
          {"eve", "Eve Stone", "", {Role::kAdministrator}, false, at.proof()});
  CHECK(at.refusal(administration::change_roles,
                   {at.adam, {Role::kFrontDesk}, false, at.proof()}) == "wrong_state");
  const StaffId ivo = at.person("ivo", {Role::kAdministrator}, at.desk);
  CHECK_FALSE(at.look(at.adam).last_administrator);
  CHECK(at.refusal(administration::disable_person, {at.adam, at.proof()}) == "wrong_state");
  CHECK(at.refusal(administration::disable_person, {ivo, at.proof()}) == "done");
  CHECK(at.look(at.adam).last_administrator);
}

TEST_CASE("a role that an administrator gives themselves stands in the chain") {
  Office at;
  at.must(administration::change_roles,
          {at.adam, {Role::kAdministrator, Role::kClinician}, false, at.proof()});
  CHECK(at.events("staff.roles") ==
        std::vector<std::string>{"done||before: roles=administrator crisis=no; now: "
                                 "roles=clinician,administrator crisis=no"});
}

TEST_CASE("somebody new, somebody who leaves and comes back") {
  Office at;
  const auto added = at.must(administration::add_person,
                             {"sam", "Sam Lee", "LMSW", {Role::kClinician}, true, at.proof()});
  CHECK(at.refusal(administration::add_person,
                   {"SAM", "Sam Other", "", {Role::kBiller}, false, at.proof()}) ==
        "already_exists");
  CHECK(
      at.services->sessions
          .first_password(
              at.desk, {.sign_in_name = "sam", .code = added.code, .new_password = kPasswordOfAna})
          .ok());
  const std::string session = at.sign_in(at.desk, "sam").token;
  const auto gone = at.must(administration::disable_person, {added.person.id, at.proof()});
  CHECK(gone.state == PersonState::kDisabled);
  CHECK_FALSE(at.is_there(session));
  CHECK_FALSE(at.try_sign_in(at.desk, "sam").ok());
  CHECK(at.refusal(administration::reset_person, {added.person.id, at.proof()}) == "wrong_state");
  const auto back = at.must(administration::enable_person, {added.person.id, at.proof()});
  CHECK(back.person.state == PersonState::kNoPassword);
  CHECK(back.code != added.code);
  CHECK(at.refusal(administration::enable_person, {StaffId(), at.proof()}) == "not_found");
}

TEST_CASE("terminals are listed, named anew, revoked for good, and replaced") {
  Office at;
  const Listeners::Listening listening(at.listeners, at.desk.device, Station::kFrontDesk);
  const auto find = [&](const DeviceId& id) {
    const auto reply = at.must(administration::terminals, {});
    const auto found = std::find_if(reply.items.begin(), reply.items.end(),
                                    [&](const auto& one) { return one.id == id; });
    REQUIRE(found != reply.items.end());
    return *found;
  };
  CHECK(find(at.desk.device).connected);
  CHECK_FALSE(find(at.office.device).connected);
  CHECK(find(at.desk.device).certificate_until > at.box.clock.now() + std::chrono::days(360));

  CHECK(at.refusal(administration::rename_terminal, {at.desk.device, "Office"}) ==
        "already_exists");
  at.must(administration::rename_terminal, {at.desk.device, "Desk by the door"});
  CHECK(find(at.desk.device).name == "Desk by the door");

  std::optional<DeviceId> told;
  at.services->observers.subscribe([&](const access::AccessEnded& ended) {
    if (ended.device) told = ended.device;
  });
  at.must(administration::revoke_terminal, {at.desk.device, at.proof()});
  CHECK(told == at.desk.device);
  CHECK(find(at.desk.device).revoked_at == at.box.clock.now());
  CHECK(at.refusal(administration::revoke_terminal, {at.desk.device, at.proof()}) == "not_found");

  const auto made =
      at.must(administration::new_terminal, {"Desk by the door", Station::kFrontDesk, at.proof()});
  const auto key = crypto::P256Key::make(at.box.random);
  const auto enrolled = at.services->enrolments.enrol({}, AccessBox::request_for(made.code, key));
  REQUIRE(enrolled.ok());
  CHECK(enrolled->name == "Desk by the door");
  CHECK(at.services->enrolments.enrol({}, AccessBox::request_for(made.code, key)).error().code ==
        ErrorCode::kWrongCode);
}

TEST_CASE("how the box is, is looked at anew with every question") {
  Office at;
  CHECK(at.must(administration::box_state, {}).items.empty());
  at.conditions.push_back({.code = api::box::ConditionCode::kBackupOverdue,
                           .severity = api::box::Severity::kProblem,
                           .at = at.box.clock.now() - std::chrono::days(3),
                           .number = 3});
  const auto reply = at.must(administration::box_state, {});
  REQUIRE(reply.items.size() == 1);
  CHECK(reply.items[0].code == api::box::ConditionCode::kBackupOverdue);
  CHECK(reply.items[0].number == 3);
  CHECK(reply.looked_at == at.box.clock.now());
  CHECK_FALSE(reply.started);
  at.started = {.at = at.box.clock.now(), .pages = 1204, .events = 381, .milliseconds = 3120};
  const auto after_a_cut = at.must(administration::box_state, {}).started;
  REQUIRE(after_a_cut.has_value());
  CHECK(after_a_cut->at == at.box.clock.now());
  CHECK(after_a_cut->pages == 1204);
  CHECK(after_a_cut->events == 381);
  CHECK(after_a_cut->milliseconds == 3120);
}

TEST_CASE("the code of a person or terminal lies nowhere in the store or its chain") {
  Office at;
  const StaffId mia = at.person("mia", {Role::kFrontDesk}, at.desk);
  const auto reset = at.must(administration::reset_person, {mia, at.proof()});
  const auto made = at.must(administration::new_terminal, {"R", Station::kLobby, at.proof()});
  for (const char* action : {"staff.reset", "enrolment.open", "session.confirm"}) {
    for (const std::string& line : at.events(action)) {
      CHECK(line.find(reset.code) == std::string::npos);
      CHECK(line.find(made.code) == std::string::npos);
    }
  }
  const auto kept = at.box.store->read<std::int64_t>([](store::ReadTxn& txn) {
    auto row = txn.query("SELECT count(*) FROM kept_reply");
    row.next();
    return Result<std::int64_t>(row.integer(0));
  });
  CHECK(kept.value() == 0);
}

TEST_CASE("only an administrator, at a staff terminal, signed in and not locked, administers") {
  Office at;
  const access::Principal room = at.terminal("Room", Station::kTherapyRoom);
  const access::Principal lobby = at.terminal("Lobby", Station::kLobby);
  struct Person {
    Role role;
    std::string token;
  };
  std::vector<Person> others;
  for (const Role role : {Role::kFrontDesk, Role::kClinician, Role::kSupervisor, Role::kPrescriber,
                          Role::kBiller, Role::kPrivacyOfficer}) {
    const std::string name = "p" + std::to_string(static_cast<int>(role));
    at.person(name, {role}, room);
    const access::Principal own = at.terminal("Own " + name, Station::kTherapyRoom);
    others.push_back({role, at.sign_in(own, name).token});
  }
  std::size_t routes = 0;
  for (const RouteEntry* route : at.router.all()) {
    if (!route->path.starts_with("/v1/administration")) continue;
    ++routes;
    INFO(route->path);
    Request message;
    message.method = route->method;
    message.path = route->path;
    message.protocol = "1";
    const auto word = [&](const access::Principal& where, const std::string& session) {
      message.session = session;
      const Reply reply = at.pipeline.handle(where, message);
      if (reply.status == 200) return std::string("done");
      return nlohmann::json::parse(reply.body).at("error").at("code").get<std::string>();
    };
    CHECK(word(lobby, {}) == "wrong_station");
    CHECK(word(room, {}) == "not_signed_in");
    for (std::size_t i = 0; i < others.size(); ++i) {
      const auto all = at.must(administration::terminals, {}).items;
      const auto own = std::find_if(all.begin(), all.end(), [&](const auto& one) {
        return one.name == "Own p" + std::to_string(static_cast<int>(others[i].role));
      });
      access::Principal where = room;
      where.device = own->id;
      INFO(wire::word_of(others[i].role));
      CHECK(word(where, others[i].token) == "forbidden");
    }
    const std::string mine = word(at.office, at.token);
    CHECK((mine == "done" || mine == "missing_field"));
  }
  CHECK(routes == 13);
  REQUIRE(at.ask(at.office, api::session::lock, {}, at.token).status == 200);
  CHECK(at.refusal(administration::people, {}) == "session_locked");
  CHECK(at.refusal(administration::reset_person, {at.adam, Bytes(32, 1)}) == "session_locked");
}

// SPDX-License-Identifier: Apache-2.0
#include "server/access/staff_languages.h"

#include <nlohmann/json.hpp>

#include "server/http/administration_routes.h"
#include "tests/access/access_box.h"

using namespace alcove;
using namespace alcove::http;
using api::Role;
using testing::AccessBox;
using wire::Station;
namespace administration = api::administration;
using Spoken = api::clients::SpokenLanguage;
using administration::Speaker;

namespace {

// An administrator at the office, and Mia, a clinician, at the desk.
struct Speakers : AccessBox {
  Speakers()
      : router(*box.ledger),
        pipeline(router, rate_limit, box.clock, find_person_with(services->sessions)) {
    add_administration_routes(router, *services, &listeners, {});
    office = terminal("Office", Station::kFrontDesk);
    desk = terminal("Desk", Station::kFrontDesk);
    person("adam", {Role::kAdministrator}, office);
    mia = person("mia", {Role::kClinician}, desk);
    token = sign_in(office, "adam").token;
  }

  template <class Q, class R>
  Reply ask(const access::Principal& at, const wire::Route<Q, R>& route, const Q& request,
            const std::string& with) {
    Request message;
    message.method = route.method;
    message.path = std::string(route.path);
    message.protocol = "1";
    message.session = with;
    if (route.method == wire::Method::kPost) {
      message.body = wire::encode(request);
      message.idempotency_key = IdempotencyKey::make(box.clock.now(), box.random).text();
    }
    return pipeline.handle(at, message);
  }
  std::string refusal(const Speaker& request) {
    const Reply reply = ask(office, administration::set_languages, request, token);
    if (reply.status == 200) return "done";
    return nlohmann::json::parse(reply.body).at("error").at("code");
  }
  std::vector<Speaker> all() {
    const Reply reply = ask(office, administration::languages, {}, token);
    REQUIRE(reply.status == 200);
    return wire::decode<administration::SpeakersReply>(reply.body, wire::UnknownFields::kRefuse)
        .value()
        .items;
  }

  RateLimit rate_limit;
  Router router;
  Pipeline pipeline;
  Listeners listeners;
  access::Principal office;
  access::Principal desk;
  StaffId mia;
  std::string token;
};

}  // namespace

TEST_CASE("who speaks what is kept in the order of the list, and the chain keeps what was before") {
  Speakers at;
  CHECK(at.all().empty());
  CHECK(at.refusal({at.mia, {Spoken::kAmericanSign, Spoken::kEnglish}}) == "done");
  CHECK(at.all() == std::vector<Speaker>{{at.mia, {Spoken::kEnglish, Spoken::kAmericanSign}}});
  CHECK(at.refusal({at.mia, {}}) == "done");
  CHECK(at.all().empty());
  CHECK(at.events("staff.languages") ==
        std::vector<std::string>{"done||before: none; now: en,ase",
                                 "done||before: en,ase; now: none"});
}

TEST_CASE("every language with a name fits; one twice, one without a name and one more do not") {
  Speakers at;
  const std::vector<Spoken> every(std::begin(administration::kNamedLanguages),
                                  std::end(administration::kNamedLanguages));
  REQUIRE(every.size() == 16);
  CHECK(at.refusal({at.mia, every}) == "done");
  std::vector<Spoken> one_more = every;
  one_more.push_back(Spoken::kOther);
  for (const auto& bad :
       {std::vector{Spoken::kSpanish, Spoken::kSpanish}, std::vector{Spoken::kOther}, one_more}) {
    CHECK(at.refusal({at.mia, bad}) == "out_of_range");
  }
  CHECK(at.refusal({StaffId(), {Spoken::kSpanish}}) == "not_found");
  CHECK(at.all() == std::vector<Speaker>{{at.mia, every}});
}

TEST_CASE("nobody but an administrator reads or enters who speaks what") {
  Speakers at;
  const std::string token = at.sign_in(at.desk, "mia").token;
  CHECK(
      at.ask(at.desk, administration::set_languages, {at.mia, {Spoken::kSpanish}}, token).status ==
      403);
  CHECK(at.ask(at.desk, administration::languages, {}, token).status == 403);
  CHECK(at.all().empty());
}

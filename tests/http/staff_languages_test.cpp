// SPDX-License-Identifier: Apache-2.0
#include "server/access/staff_languages.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "server/http/access_routes.h"
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
  static std::string code_in(const Reply& reply) {
    if (reply.status == 200) return "done";
    return nlohmann::json::parse(reply.body).at("error").at("code");
  }
  std::string refusal(const Speaker& request) {
    return code_in(ask(office, administration::set_languages, request, token));
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
  const auto room = at.terminal("Room", Station::kTherapyRoom);
  const auto codes = [&](const access::Principal& where, const std::string& token) {
    return std::pair(Speakers::code_in(at.ask(where, administration::set_languages,
                                              {at.mia, {Spoken::kSpanish}}, token)),
                     Speakers::code_in(at.ask(where, administration::languages, {}, token)));
  };
  using Codes = std::pair<std::string, std::string>;
  for (const auto& word : wire::EnumWords<Role>::words) {
    if (word.value == Role::kAdministrator) continue;
    INFO(word.word);
    const std::string name = "only" + std::to_string(&word - wire::EnumWords<Role>::words);
    at.person(name, {word.value}, at.desk);
    for (const access::Principal& where : {at.desk, room}) {
      CHECK(codes(where, at.sign_in(where, name).token) == Codes{"forbidden", "forbidden"});
    }
  }
  CHECK(codes(at.desk, "") == Codes{"not_signed_in", "not_signed_in"});
  CHECK(codes(at.terminal("Lobby", Station::kLobby), "") ==
        Codes{"wrong_station", "wrong_station"});
  CHECK(at.all().empty());
}

TEST_CASE("two hundred people fit into one answer, and one more comes with the next") {
  Speakers at;
  std::vector<StaffId> people{at.mia};
  const auto speak_from = [&](std::size_t first) {
    const std::function<Result<bool>(audit::WriteTxn&)> work =
        [&](audit::WriteTxn& txn) -> Result<bool> {
      for (std::size_t i = first; i < people.size(); ++i) {
        ALCOVE_TRY(access::set_languages(txn, {people[i], {Spoken::kSpanish}}));
      }
      return true;
    };
    REQUIRE(at.box.ledger->write<bool>(AccessBox::operator_actor(), work).ok());
  };
  const auto page = [&](const std::optional<StaffId>& after) {
    return at.box.store
        ->read<administration::SpeakersReply>(
            [&](store::ReadTxn& txn) -> Result<administration::SpeakersReply> {
              return access::list_speakers(txn, {after});
            })
        .value();
  };
  while (people.size() < 200) {
    people.push_back(at.add("many" + std::to_string(people.size()), {Role::kClinician}).staff.id);
  }
  speak_from(0);
  CHECK(page({}).items.size() == 200);
  CHECK_FALSE(page({}).next.has_value());
  people.push_back(at.add("many200", {Role::kClinician}).staff.id);
  speak_from(200);
  const auto first = page({});
  CHECK(first.items.size() == 200);
  REQUIRE(first.next.has_value());
  const auto rest = page(first.next);
  REQUIRE(rest.items.size() == 1);
  CHECK(rest.items[0].person == *std::max_element(people.begin(), people.end()));
  CHECK_FALSE(rest.next.has_value());
}

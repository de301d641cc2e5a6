// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "server/features/appointments/resource_rules.h"
#include "tests/features/appointments/resource_book.h"

// Interpreters and equipment as the administrator sets them.

using namespace alcove;
using namespace alcove::testing;
using things::ResourceKind;

namespace {

std::string field_of(const Result<things::Resource>& done) {
  return done ? "" : done.error().field;
}

}  // namespace

TEST_CASE("an interpreter speaks one to eight languages, each once, and equipment none") {
  things::SetRequest request{.id = id_of<things::ResourceId>(1),
                             .kind = ResourceKind::kInterpreter,
                             .name = "N. Okafor",
                             .languages = {Spoken::kFrench, Spoken::kSpanish}};
  const things::Resource kept = appointments::checked_resource(request).value();
  CHECK(kept.revision == 1);
  CHECK(kept.languages == std::vector{Spoken::kSpanish, Spoken::kFrench});
  request.languages = {Spoken::kFrench, Spoken::kFrench};
  CHECK(field_of(appointments::checked_resource(request)) == "languages");
  request.languages = {};
  CHECK(field_of(appointments::checked_resource(request)) == "languages");
  request.languages = {Spoken::kOther};
  CHECK(appointments::checked_resource(request).ok());
  request.kind = ResourceKind::kEquipment;
  CHECK(field_of(appointments::checked_resource(request)) == "languages");
  request.languages = {};
  CHECK(appointments::checked_resource(request).ok());
  request.id = things::ResourceId();
  CHECK(field_of(appointments::checked_resource(request)) == "id");
}

TEST_CASE("only somebody who speaks the language interprets, and equipment never") {
  things::Resource okafor;
  okafor.kind = ResourceKind::kInterpreter;
  okafor.languages = {Spoken::kFrench};
  things::Resource kit;
  kit.languages = {Spoken::kSpanish};
  CHECK(appointments::one_interprets({kit, okafor}, Spoken::kFrench));
  CHECK_FALSE(appointments::one_interprets({kit, okafor}, Spoken::kSpanish));
  CHECK_FALSE(appointments::one_interprets({}, Spoken::kFrench));
}

TEST_CASE("ids in a line are read as they were written, and nothing else is") {
  const std::vector ids{id_of<things::ResourceId>(1), id_of<things::ResourceId>(2)};
  const std::string words =
      "00000000-0000-0000-0000-000000000001 00000000-0000-0000-0000-000000000002";
  CHECK(things::ids_words(ids) == words);
  CHECK(things::ids_in(words).value() == ids);
  CHECK(things::ids_words({}).empty());
  CHECK(things::ids_in("").value().empty());
  CHECK_FALSE(things::ids_in(words + "2").ok());
  CHECK_FALSE(things::ids_in(words.substr(0, 36) + "," + words.substr(37)).ok());
}

TEST_CASE("the administrator adds, renames and retires one, and every step is in the chain") {
  ResourceBook book;
  things::SetRequest request = book.interpreter("R. Vega", {Spoken::kSpanish});
  const std::int64_t head = book.box.ledger->head().number;
  CHECK(code_in(book.ask(things::set, request, "administrator")).empty());
  request.base_revision = 1;
  request.name = "R. Vega-Lima";
  request.languages = {Spoken::kPortuguese, Spoken::kSpanish};
  CHECK(code_in(book.ask(things::set, request, "administrator")).empty());
  request.base_revision = 2;
  request.retired = true;
  CHECK(code_in(book.ask(things::set, request, "administrator")).empty());
  const things::Resource now = book.known(request.id);
  CHECK(now == things::Resource{request.id,
                                3,
                                ResourceKind::kInterpreter,
                                "R. Vega-Lima",
                                {Spoken::kSpanish, Spoken::kPortuguese},
                                true});
  std::vector<std::string> details;
  for (const audit::Event& event : events_since(book, head)) {
    CHECK(event.action == "resource.set");
    CHECK(event.record == audit::as_record(request.id));
    details.push_back(event.detail);
  }
  CHECK(details == std::vector<std::string>{"added; interpreter; languages es",
                                            "interpreter; languages es -> es pt; renamed",
                                            "interpreter; languages es pt -> es pt; retired"});
}

TEST_CASE("nobody but an administrator sets one, and whoever signs in reads them") {
  ResourceBook book;
  for (const char* role : {"front_desk", "clinician", "biller", "privacy_officer"}) {
    INFO(role);
    CHECK(code_in(book.ask(things::set, book.equipment("Cart"), role)) == "forbidden");
    CHECK(book.answer(setup::read, wire::Nothing{}, role).resources.size() == 2);
  }
}

TEST_CASE("what somebody else changed first is not overwritten, and what it is stays") {
  ResourceBook book;
  things::SetRequest request = book.changing(book.kit);
  request.name = "Test kit 1";
  REQUIRE(book.set(request).ok());
  request.name = "Kit";
  CHECK(book.set(request).error().code == ErrorCode::kConflict);
  CHECK(book.known(book.kit).name == "Test kit 1");
  request = book.changing(book.kit);
  request.kind = ResourceKind::kInterpreter;
  request.languages = {Spoken::kSpanish};
  CHECK(field_of(book.set(request)) == "kind");
  request.id = book.new_id<things::ResourceId>();
  CHECK(book.set(request).error().code == ErrorCode::kNotFound);
}

TEST_CASE("two in use do not share a name, and an id is given once") {
  ResourceBook book;
  CHECK(book.set(book.equipment("TEST kit")).error() ==
        Error{ErrorCode::kAlreadyExists, "name", "another one in use has that name"});
  things::SetRequest again = book.equipment("Another");
  again.id = book.kit;
  CHECK(field_of(book.set(again)) == "id");
  REQUIRE(book.retire(book.kit).ok());
  REQUIRE(book.set(book.equipment("Test kit")).ok());
  things::SetRequest back = book.changing(book.kit);
  back.retired = false;
  CHECK(field_of(book.set(back)) == "name");
  back.name = "Test kit, the old one";
  CHECK(book.set(back).ok());
}

TEST_CASE("one that visits to come take is not retired") {
  ResourceBook book;
  const Appointment visit = book.try_book(book.for_ana("2026-12-01T10:00", {book.kit})).value();
  CHECK(book.retire(book.kit).error() ==
        Error{ErrorCode::kWrongState, "retired",
              "visits and sessions still to come that take it: 1"});
  CHECK(book.retire(book.okafor).ok());
  REQUIRE(book.try_cancel(visit, contract::CancelledBy::kClinic).ok());
  CHECK(book.retire(book.kit).ok());
}

TEST_CASE("there are at most 200, and a name has at most 80 letters") {
  ResourceBook book;
  for (int i = 3; i <= 200; ++i) REQUIRE(book.set(book.equipment(std::to_string(i))).ok());
  CHECK(book.set(book.equipment("201")).error().code == ErrorCode::kTooMany);
  CHECK(book.answer(setup::read, wire::Nothing{}).resources.size() == 200);
  ResourceBook other;
  const auto set = [&](std::size_t letters) {
    return code_in(
        other.ask(things::set, other.equipment(std::string(letters, 'x')), "administrator"));
  };
  CHECK(set(80).empty());
  CHECK(set(81) == "out_of_range");
  CHECK(set(0) == "out_of_range");
  things::SetRequest nine = other.interpreter("Nine", {});
  for (std::size_t i = 0; i < 9; ++i) {
    nine.languages.push_back(wire::EnumWords<Spoken>::words[i].value);
  }
  CHECK(code_in(other.ask(things::set, nine, "administrator")) == "out_of_range");
  nine.languages.pop_back();
  CHECK(code_in(other.ask(things::set, nine, "administrator")).empty());
}

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "server/features/waitlist/waitlist_rules.h"
#include "tests/features/appointments/spoken.h"
#include "tests/features/waitlist/waiting_room.h"

// Who waits and is to be understood, or needs something besides the clinician.

using namespace alcove;
using namespace alcove::testing;
using api::clients::LanguageBy;
using Spoken = api::clients::SpokenLanguage;
using api::resources::ResourceId;
using waitlist::Interprets;
using waitlist::Speaks;
using waits::Understood;

namespace {

struct SpokenRoom : WaitingRoom {
  SpokenRoom() {
    okafor = set("N. Okafor", {Spoken::kRussian});
    kit = set("Test kit", {});
  }
  ResourceId set(const char* name, std::vector<Spoken> languages) {
    api::resources::SetRequest request{.id = new_id<ResourceId>(), .name = name};
    if (!languages.empty()) request.kind = api::resources::ResourceKind::kInterpreter;
    request.languages = std::move(languages);
    const auto added = write<api::resources::Resource>(
        desk(), [&](audit::WriteTxn& txn) { return appointments::set_resource(request, txn); });
    return added.value().id;
  }
  void retire(const ResourceId& id, const char* name) {
    must(write<api::resources::Resource>(desk(), [&](audit::WriteTxn& txn) {
      return appointments::set_resource(
          {.id = id, .base_revision = 1, .name = name, .retired = true}, txn);
    }));
  }
  waits::SetRequest wishing(const ClientId& client, Spoken language, LanguageBy by) {
    waits::SetRequest request = asking_for(client);
    request.wish.language = language;
    request.wish.language_by = by;
    return request;
  }
  waits::Entry put(const waits::SetRequest& request) {
    return step(&waitlist::set_entry, request).value();
  }
  // Somebody else takes these then, with Reyes.
  void taken(const char* start, std::vector<ResourceId> takes) {
    contract::BookRequest request = booking(start);
    request.client = add_client("Lee", "Young", "1980-01-01");
    request.clinician = kReyes;
    request.room = room_2;
    request.resources = std::move(takes);
    must(try_book(request));
  }
  waits::Fit only_fit(const char* start) {
    const auto rows = matching(start).items;
    ALCOVE_CHECK(rows.size() == 1);
    return rows[0].fit.value();
  }

  ResourceId okafor, kit;
};

}  // namespace

TEST_CASE("a client is understood by the clinician, by an interpreter, or by nobody") {
  waits::Wish wish;
  const auto at = [&](Speaks speaks, Interprets then) {
    return waitlist::understood_at(wish, speaks, then);
  };
  CHECK(at(Speaks::kNo, Interprets::kNobody) == Understood::kNobodyAsks);
  wish.language = Spoken::kRussian;  // by either, where nothing is said
  CHECK(at(Speaks::kYes, Interprets::kSomebody) == Understood::kByClinician);
  CHECK(at(Speaks::kNo, Interprets::kSomebody) == Understood::kByInterpreter);
  CHECK(at(Speaks::kNo, Interprets::kNobody) == Understood::kByNobody);
  wish.language_by = LanguageBy::kClinician;
  CHECK(at(Speaks::kYes, Interprets::kNobody) == Understood::kByClinician);
  CHECK(at(Speaks::kNo, Interprets::kSomebody) == Understood::kByNobody);
  wish.language_by = LanguageBy::kInterpreter;
  CHECK(at(Speaks::kYes, Interprets::kSomebody) == Understood::kByInterpreter);
  CHECK(at(Speaks::kYes, Interprets::kNobody) == Understood::kByNobody);
}

TEST_CASE("a wish fits whole when the client is understood and nothing it takes is missing") {
  waits::Fit fit;
  CHECK(waitlist::fits_whole(fit));
  fit.understood = Understood::kByNobody;
  CHECK_FALSE(waitlist::fits_whole(fit));
  fit.understood = Understood::kByInterpreter;
  fit.not_free = {id_of<ResourceId>(1)};
  CHECK_FALSE(waitlist::fits_whole(fit));
}

TEST_CASE(
    "the wish for a language and what the visit takes are kept, and left out they are nobody's") {
  SpokenRoom room;
  waits::SetRequest request = room.wishing(room.sam, Spoken::kRussian, LanguageBy::kEither);
  request.wish.resources = {room.kit};
  const waits::Entry entry = room.put(request);
  CHECK(room.opened(entry.id).row.entry.wish == request.wish);
  const waits::Entry plain = room.waiting(room.ana);
  CHECK_FALSE(room.opened(plain.id).row.entry.wish.language.has_value());
  CHECK_FALSE(room.opened(plain.id).row.entry.wish.resources.has_value());
}

TEST_CASE("what a visit is to take is in use, each once, and four at most") {
  SpokenRoom room;
  waits::SetRequest request = room.asking_for(room.sam);
  const auto refusal = [&] { return said(room.step(&waitlist::set_entry, request)); };
  request.wish.resources = {room.kit, room.kit};
  CHECK(refusal() == "out_of_range wish.resources");
  request.wish.resources = {id_of<ResourceId>(77)};
  CHECK(refusal() == "not_found wish.resources");
  request.wish.language = Spoken::kOther;
  request.wish.resources.reset();
  CHECK(refusal() == "out_of_range wish.language");
  request.wish.language_by = LanguageBy::kInterpreter;
  std::vector<ResourceId> four;
  for (const char* name : {"A", "B", "C", "D"}) four.push_back(room.set(name, {}));
  request.wish.resources = four;
  CHECK(refusal().empty());
  const auto json = [&](std::size_t more) {
    waits::Wish wish = request.wish;
    for (std::size_t i = 0; i < more; ++i) wish.resources->push_back(room.kit);
    return wire::decode<waits::Wish>(wire::encode(wish), wire::UnknownFields::kRefuse).ok();
  };
  CHECK(json(0));
  CHECK_FALSE(json(1));
  room.retire(four[0], "A");
  request.base_revision = 1;
  CHECK(refusal() == "not_found wish.resources");
}

TEST_CASE("who could have a time is told who is understood then, and those who are come first") {
  SpokenRoom room;
  room.put(room.wishing(room.sam, Spoken::kRussian, LanguageBy::kEither));
  CHECK(room.only_fit("2026-12-01T10:00") ==
        waits::Fit{.understood = Understood::kByInterpreter, .interpreter = room.okafor});
  room.taken("2026-12-01T10:00", {room.okafor});
  CHECK(room.only_fit("2026-12-01T10:00").understood == Understood::kByNobody);
  // Just after that visit, which ends at eleven, she is free again.
  CHECK(room.only_fit("2026-12-01T11:00").interpreter == room.okafor);
  // Who asked later, and wants no language, comes first then.
  room.waiting(room.ana, Priority::kRoutine, "2026-11-24T09:00");
  CHECK(room.names(room.matching("2026-12-01T10:00").items) == "Petrov, Ana; Haddad, Sam");
  CHECK(room.names(room.matching("2026-12-01T11:00").items) == "Haddad, Sam; Petrov, Ana");
  staff_speaks(room, kBrandt, {Spoken::kRussian});
  CHECK(room.matching("2026-12-01T10:00").items[0].fit->understood == Understood::kByClinician);
}

TEST_CASE("who could have a time is told what of the equipment they need is not free then") {
  SpokenRoom room;
  waits::SetRequest request = room.asking_for(room.sam);
  request.wish.resources = {room.kit};
  room.put(request);
  CHECK(room.only_fit("2026-12-01T10:00").not_free.empty());
  room.taken("2026-12-01T10:30", {room.kit});
  CHECK(room.only_fit("2026-12-01T10:00").not_free == std::vector{room.kit});
  CHECK(room.only_fit("2026-12-01T12:00").not_free.empty());
}

TEST_CASE("an offer with its interpreter books her when it is taken") {
  SpokenRoom room;
  const waits::Entry entry =
      room.put(room.wishing(room.sam, Spoken::kRussian, LanguageBy::kEither));
  waits::OfferRequest request = room.offering(entry, "2026-12-01T10:00");
  request.resources = {room.okafor};
  const waits::Offer offer = room.step(&waitlist::offer, request).value();
  CHECK(offer.resources == std::vector{room.okafor});
  CHECK(room.opened(entry.id).row.open_offer->resources == std::vector{room.okafor});
  const Appointment visit = room.try_take(offer).value();
  CHECK(visit.resources == std::vector{room.okafor});
}

TEST_CASE("of an offer, the room and the interpreter are not offered to somebody else as well") {
  SpokenRoom room;
  const auto by_okafor = [&](const waits::Entry& entry, const char* start) {
    waits::OfferRequest request = room.offering(entry, start);
    request.resources = {room.kit, room.okafor};
    return request;
  };
  const waits::Offer first =
      room.step(&waitlist::offer, by_okafor(room.waiting(room.ana), "2026-12-01T10:00")).value();
  const waits::Entry sam = room.put(room.wishing(room.sam, Spoken::kRussian, LanguageBy::kEither));
  waits::OfferRequest other = by_okafor(sam, "2026-12-01T10:50");
  other.clinician = kReyes;
  CHECK(said(room.step(&waitlist::offer, other)) == "taken room");
  other.room.reset();
  CHECK(said(room.step(&waitlist::offer, other)) == "taken resources");
  other.resources = {room.kit};
  CHECK(said(room.step(&waitlist::offer, other)) == "taken resources");
  // Who could come to a colleague then is told that she is not to be had, until that offer ends.
  const auto understood = [&](const char* start) {
    const auto rows = room.matching(start, 55, kReyes).items;
    const auto row = std::ranges::find(rows, room.sam,
                                       [](const waits::EntryRow& one) { return one.entry.client; });
    ALCOVE_CHECK(row != rows.end());
    return row->fit->understood;
  };
  CHECK(understood("2026-12-01T10:50") == Understood::kByNobody);
  CHECK(understood("2026-12-01T10:55") == Understood::kByInterpreter);
  REQUIRE(room.step(&waitlist::decline_offer, {first.id, ""}).ok());
  CHECK(understood("2026-12-01T10:50") == Understood::kByInterpreter);
  other.resources = {room.okafor};
  CHECK(room.step(&waitlist::offer, other).ok());
}

TEST_CASE("an interpreter who is elsewhere then is offered to nobody") {
  SpokenRoom room;
  const waits::Entry entry = room.waiting(room.sam);
  room.taken("2026-12-01T10:00", {room.okafor});
  waits::OfferRequest request = room.offering(entry, "2026-12-01T10:00");
  request.resources = {room.okafor};
  CHECK_FALSE(said(room.step(&waitlist::offer, request)).empty());
  request.resources.reset();
  CHECK(said(room.step(&waitlist::offer, request)).empty());
}

TEST_CASE("a client's list tells what the record says of the language, and how they are reached") {
  SpokenRoom room;
  room.waiting(room.ana);
  const auto plain = room.answer(waits::of_client, waits::OfClientRequest{room.ana});
  CHECK_FALSE(plain.language.has_value());
  REQUIRE(plain.items.size() == 1);
  CHECK(plain.items[0].reach.has_value());
  client_speaks(room, room.ana, Spoken::kRussian, true);
  const auto reply = room.answer(waits::of_client, waits::OfClientRequest{room.ana});
  CHECK(reply.language == Spoken::kRussian);
  CHECK(reply.language_by == LanguageBy::kEither);
}

TEST_CASE("an offer that nobody answered in time is told, until there is another one") {
  SpokenRoom room;
  const waits::Entry entry = room.waiting(room.sam);
  const waits::Offer offer = room.offered(entry, "2026-12-01T10:00", "2026-11-24T12:00");
  room.box.clock.set(utc("2026-11-24T16:59:00.000Z"));
  CHECK_FALSE(room.opened(entry.id).row.expired_offer.has_value());
  room.box.clock.set(utc("2026-11-24T17:00:00.000Z"));
  CHECK(room.opened(entry.id).row.expired_offer->id == offer.id);
  CHECK_FALSE(room.opened(entry.id).row.open_offer.has_value());
  const waits::Offer second = room.offered(entry, "2026-12-01T11:00");
  CHECK_FALSE(room.opened(entry.id).row.expired_offer.has_value());
  room.must(room.step(&waitlist::decline_offer, {.wait_offer = second.id, .reason = ""}));
  CHECK_FALSE(room.opened(entry.id).row.expired_offer.has_value());
}

// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/lobby_identity.h"

#include <catch2/catch.hpp>

using namespace alcove;
using namespace alcove::rules;

namespace {

LocalDate date(const char* text) {
  return parse_date(text).value();
}
const LocalDate kToday = date("2026-11-24");

ClientId id(std::uint8_t number) {
  UuidBytes bytes{};
  bytes[15] = number;
  return ClientId(bytes);
}

LobbyCandidate candidate(std::uint8_t number, PersonName name, const char* birth,
                         std::vector<std::string> phones) {
  return {id(number), std::move(name), date(birth), std::move(phones)};
}

LobbyCandidate lopez() {
  return candidate(1, {"Mar\u00eda", "", "L\u00f3pez", "", ""}, "1986-04-17", {"0112", "7788"});
}

LobbyOutcome identify(const LobbyClaim& claim, std::vector<LobbyCandidate> candidates) {
  return identify_in_lobby(claim, candidates, kToday);
}

// Whether this surname is taken for the one person of this name, all else being right.
bool fits(const char* typed, const PersonName& name) {
  return identify({typed, date("1986-04-17"), "0112"}, {candidate(1, name, "1986-04-17", {"0112"})})
      .client.has_value();
}

}  // namespace

TEST_CASE("surname, birth date and last four of any phone find the one client of today") {
  CHECK(identify({"Lopez", date("1986-04-17"), "0112"}, {lopez()}).client == id(1));
  CHECK(identify({" l\u00d3pez ", date("1986-04-17"), "7788"}, {lopez()}).client == id(1));
}

TEST_CASE("one wrong fact finds nobody") {
  const auto refusal = [](const LobbyClaim& claim) {
    const LobbyOutcome outcome = identify(claim, {lopez()});
    CHECK_FALSE(outcome.client);
    return outcome.refusal;
  };
  CHECK(refusal({"Garcia", date("1986-04-17"), "0112"}) == LobbyRefusal::kNobody);
  CHECK(refusal({"Lopez", date("1986-04-18"), "0112"}) == LobbyRefusal::kNobody);
  CHECK(refusal({"Lopez", date("1986-04-17"), "0113"}) == LobbyRefusal::kNobody);
  CHECK(refusal({"", date("1986-04-17"), "0112"}) == LobbyRefusal::kNobody);
  CHECK(refusal({"-", date("1986-04-17"), "0112"}) == LobbyRefusal::kNobody);
  CHECK(refusal({"Lopez", date("1986-04-17"), ""}) == LobbyRefusal::kNobody);
  CHECK(refusal({"Lopez", date("1986-04-17"), "112"}) == LobbyRefusal::kNobody);
  CHECK(identify({"Lopez", date("1986-04-17"), "0112"}, {}).refusal == LobbyRefusal::kNobody);
}

TEST_CASE("the legal and the preferred surname both count") {
  const PersonName name{"Ana", "", "Reyes", "", "Ortiz"};
  CHECK(fits("Reyes", name));
  CHECK(fits("Ortiz", name));
  CHECK_FALSE(fits("Lopez", name));
}

TEST_CASE("one typo is tolerated in a surname of five letters or more, and none in a shorter one") {
  const PersonName nguyen{"Teresa", "", "Nguy\u1ec5n", "", ""};
  for (const char* typed : {"Nguyen", "Nguyne", "Nguyn", "Nguyenn", "Nguyan", "guyen"}) {
    CAPTURE(typed);
    CHECK(fits(typed, nguyen));
  }
  CHECK_FALSE(fits("Nguyna", nguyen));
  CHECK_FALSE(fits("Nugyan", nguyen));
  const PersonName diaz{"Teresa", "", "D\u00edaz", "", ""};
  CHECK(fits("diaz", diaz));
  for (const char* typed : {"dias", "daiz", "diza", "diazz", "dia"}) {
    CAPTURE(typed);
    CHECK_FALSE(fits(typed, diaz));
  }
  CHECK(fits("Li", {"Wei", "", "Li", "", ""}));
  CHECK_FALSE(fits("Lo", {"Wei", "", "Li", "", ""}));
}

TEST_CASE(
    "a name of several parts is known whole, in part, in any order, and however it is joined") {
  const PersonName both{"Ana", "", "Garc\u00eda-L\u00f3pez", "", ""};
  for (const char* typed : {"Garcia-Lopez", "garcia lopez", "GarciaLopez", "Garcia", "Lopez",
                            "Lopez Garcia", "Garcia Lopes", "Garcai"}) {
    CAPTURE(typed);
    CHECK(fits(typed, both));
  }
  CHECK_FALSE(fits("Garcia Perez", both));
  const PersonName cruz{"Ana", "", "de la Cruz", "", ""};
  CHECK(fits("de la Cruz", cruz));
  CHECK(fits("Dela Cruz", cruz));
  CHECK(fits("Cruz", cruz));
  CHECK(fits("la cruz", cruz));
  CHECK_FALSE(fits("de la", cruz));
  CHECK_FALSE(fits("de", cruz));
  CHECK_FALSE(fits("Crus", cruz));  // four letters
  CHECK(fits("dela crus", cruz));   // eight
  CHECK(fits("OBrien", {"Pat", "", "O\u2019Brien", "", ""}));
  CHECK(fits("mac donald", {"Pat", "", "MacDonald", "", ""}));
}

TEST_CASE("the given name typed in place of the surname is tolerated, without a typo") {
  const PersonName name{"Mar\u00eda Elena", "", "L\u00f3pez", "Mari", ""};
  CHECK(fits("Maria Elena", name));
  CHECK(fits("Maria", name));
  CHECK(fits("Elena", name));
  CHECK(fits("Mari", name));
  CHECK_FALSE(fits("Marla", name));
  CHECK_FALSE(fits("Elana", name));
}

TEST_CASE("twins of one phone go to the desk, twins of two phones do not") {
  const LobbyCandidate ana = candidate(1, {"Ana", "", "Lopez", "", ""}, "1986-04-17", {"0112"});
  LobbyCandidate eva = candidate(2, {"Eva", "", "Lopez", "", ""}, "1986-04-17", {"0112"});
  const LobbyClaim claim{"Lopez", date("1986-04-17"), "0112"};
  const LobbyOutcome outcome = identify(claim, {ana, eva});
  CHECK_FALSE(outcome.client);
  CHECK(outcome.refusal == LobbyRefusal::kSeveral);
  eva.phones_last_four = {"0113"};
  CHECK(identify(claim, {ana, eva}).client == id(1));
  CHECK(identify({"Lopez", date("1986-04-17"), "0113"}, {ana, eva}).client == id(2));
}

TEST_CASE("a name typed right does not win over another that it could be a slip of") {
  const LobbyCandidate marin = candidate(1, {"Ana", "", "Marin", "", ""}, "1986-04-17", {"0112"});
  const LobbyCandidate martin = candidate(2, {"Eva", "", "Martin", "", ""}, "1986-04-17", {"0112"});
  CHECK(identify({"Martin", date("1986-04-17"), "0112"}, {marin, martin}).refusal ==
        LobbyRefusal::kSeveral);
}

TEST_CASE("two appointments of one client today are one client") {
  CHECK(identify({"Lopez", date("1986-04-17"), "0112"}, {lopez(), lopez()}).client == id(1));
}

TEST_CASE("who is under eighteen goes to the desk, from the birthday on not") {
  const auto born = [](const char* birth) {
    return identify({"Lopez", date(birth), "0112"},
                    {candidate(1, {"Ana", "", "Lopez", "", ""}, birth, {"0112"})});
  };
  CHECK_FALSE(born("2008-11-25").client);
  CHECK(born("2008-11-25").refusal == LobbyRefusal::kMinor);
  CHECK(born("2008-11-24").client == id(1));
}

TEST_CASE("who has no phone on file goes to the desk, and the desk is told why") {
  const LobbyCandidate none = candidate(1, {"Ana", "", "Lopez", "", ""}, "1986-04-17", {});
  CHECK(identify({"Lopez", date("1986-04-17"), "0112"}, {none}).refusal == LobbyRefusal::kNoPhone);
  CHECK(identify({"Lopez", date("1986-04-17"), ""}, {none}).refusal == LobbyRefusal::kNoPhone);
  CHECK(identify({"Garcia", date("1986-04-17"), "0112"}, {none}).refusal == LobbyRefusal::kNobody);
}

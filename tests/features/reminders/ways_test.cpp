// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <catch2/catch.hpp>
#include <map>

#include "tests/features/reminders/remind_book.h"

// What a client asks for, and where a visit is, on every paper.

using namespace alcove;
using namespace alcove::testing;
using contract::Modality;

namespace {

// Tomorrow.
Appointment seen_by(RemindBook& book, const ClientId& client, const char* start, Modality modality,
                    const StaffId& clinician = kBrandt) {
  contract::BookRequest request = book.booking(start);
  request.client = client;
  request.clinician = clinician;
  request.modality = modality;
  return book.try_book(request).value();
}

std::string calls(RemindBook& book) {
  return cells_of(book.answer(remind::print_calls, remind::CallsPaperRequest{kTomorrow}).pdf);
}

remind::PaperReply letters(RemindBook& book, std::optional<ClientId> client = std::nullopt) {
  return book.answer(remind::print_letters, remind::LettersRequest{kTomorrow, client});
}

}  // namespace

TEST_CASE(
    "who asks not to be called is on no list of calls, and who is reached by nothing is told of") {
  RemindBook book;
  book.write_letterhead();
  const ClientId lucia = book.add(book.reachable("Lucía", "Morales", "716 555 0112"));
  book.other("2026-11-25T11:00", lucia, kBrandt);
  book.wish(lucia,
            {.calling = contact::Calling::kDoNotCall, .writing = contact::Writing::kDoNotWrite});
  CHECK_FALSE(has(calls(book), "Morales"));
  const remind::PaperReply paper =
      book.answer(remind::print_calls, remind::CallsPaperRequest{kTomorrow});
  CHECK(paper.count == 0);
  CHECK(paper.left_out == 0);
  CHECK(book.day().unreachable == 1);
  const std::string text = cells_of(letters(book).pdf);
  CHECK(has(text, "Morales, Lucía"));
  CHECK(has(text, "asks for no letters"));
  CHECK(has(text, "asks not to be called"));
  CHECK_FALSE(has(text, "0112"));
  CHECK_FALSE(has(text, "Oak Street"));
}

TEST_CASE("after an absence whoever is not called stands below those who are, without a number") {
  RemindBook book;
  const ClientId lucia = book.add(book.reachable("Lucía", "Morales", "716 555 0112"));
  const ClientId omar = book.add(book.reachable("Omar", "Haddad", "716 555 0177"));
  book.other("2026-11-25T11:00", lucia, kBrandt);
  book.other("2026-11-25T13:00", omar, kBrandt);
  book.wish(lucia,
            {.preferred = contact::Preferred::kLetter, .calling = contact::Calling::kDoNotCall});
  const gone::AbsenceId absence =
      book.applied(AbsenceBook::away("2026-11-25T00:00", "2026-11-26T00:00")).absence;
  const remind::PaperReply paper =
      book.answer(remind::print_absence_calls, remind::AbsenceCallsPaperRequest{absence});
  CHECK(paper.count == 1);
  CHECK(paper.left_out == 1);
  const std::string text = text_of(paper.pdf);
  CHECK(has(text, "(716) 555-0177"));
  CHECK_FALSE(has(text, "0112"));
  CHECK(has(text, "By letter"));
  CHECK(text.find("Haddad, Omar") < text.find("Morales, Lucía"));
}

TEST_CASE("a letter for a visit by video or telephone says so and names no place to come to") {
  RemindBook book;
  book.write_letterhead();
  const ClientId lucia = book.add(book.reachable("Lucía", "Morales", "716 555 0112"));
  seen_by(book, lucia, "2026-11-25T11:00", Modality::kVideo);
  book.wish(lucia, {.preferred = contact::Preferred::kLetter});
  const std::string text = text_of(letters(book).pdf);
  CHECK(has(text, "Wednesday, November 25, 2026, 11:00 AM, by video"));
  CHECK_FALSE(has(text, "Place:"));
  CHECK(has(text, "40 Main Street"));  // the sender's
  // With one in the clinic besides, there is a place to come to.
  book.other("2026-11-25T15:00", lucia, kReyes);
  CHECK(has(text_of(letters(book).pdf), "Place: 40 Main Street, Buffalo, NY 14202."));
}

TEST_CASE("in Spanish too, and on the list of calls and the slip") {
  RemindBook book;
  book.write_letterhead();
  contact::Details details = book.reachable("Lucía", "Morales", "716 555 0112");
  details.language = contact::SpokenLanguage::kSpanish;
  const ClientId lucia = book.add(details);
  seen_by(book, lucia, "2026-11-25T11:00", Modality::kPhone);
  CHECK(has(calls(book), "by telephone"));
  CHECK(has(text_of(letters(book, lucia).pdf), "11:00 a. m., por teléfono"));
  const std::string slip = text_of(book.answer(remind::print_slip, remind::SlipRequest{lucia}).pdf);
  CHECK(has(slip, "con L. Brandt, por teléfono"));
  CHECK_FALSE(has(slip, "40 Main Street"));
  CHECK(has(slip, "(716) 555-0100"));
}

TEST_CASE("who asks for no reminders gets no letter, not even one that is asked for by name") {
  RemindBook book;
  book.write_letterhead();
  const ClientId lucia = book.add(book.reachable("Lucía", "Morales", "716 555 0112"));
  book.other("2026-11-25T11:00", lucia, kBrandt);
  book.wish(lucia, {.preferred = contact::Preferred::kNothing});
  CHECK(code_in(book.ask(remind::print_letters, remind::LettersRequest{kTomorrow, lucia})) ==
        "wrong_state");
  CHECK(letters(book).count == 0);
  CHECK(letters(book).left_out == 0);
  CHECK_FALSE(has(calls(book), "Morales"));
}

TEST_CASE(
    "what a client asks for is read and written at every staff terminal, and not in the lobby") {
  RemindBook book;
  const contact::WishesRequest read{book.ana};
  const contact::SetWishesRequest write{book.ana, 0, {.messages = contact::Messages::kNever}};
  const access::Principal lobby = Book::terminal(wire::Station::kLobby);
  CHECK(code_in(book.ask(contact::wishes, read, "", lobby)) == "wrong_station");
  CHECK(code_in(book.ask(contact::set_wishes, write, "", lobby)) == "wrong_station");
  CHECK(code_in(book.ask(contact::wishes, read, "")) == "not_signed_in");
  CHECK(code_in(book.ask(contact::set_wishes, write, "")) == "not_signed_in");
  // Reading; writing of somebody else's client. Whoever sends a bill has to know where it may go.
  const std::string no = "forbidden";
  const std::map<std::string, std::array<std::string, 2>> by_role = {
      {"front_desk", {"", ""}},   {"supervisor", {"", no}}, {"clinician", {"", no}},
      {"prescriber", {"", no}},   {"biller", {"", no}},     {"privacy_officer", {"", no}},
      {"administrator", {no, no}}};
  for (const wire::Station station : {wire::Station::kFrontDesk, wire::Station::kTherapyRoom}) {
    for (const auto& [role, may] : by_role) {
      INFO(role);
      RemindBook fresh;
      const access::Principal from = Book::terminal(station);
      CHECK(code_in(fresh.ask(contact::wishes, contact::WishesRequest{fresh.ana}, role, from)) ==
            may[0]);
      CHECK(code_in(fresh.ask(
                contact::set_wishes,
                contact::SetWishesRequest{fresh.ana, 0, {.messages = contact::Messages::kNever}},
                role, from)) == may[1]);
    }
  }
}

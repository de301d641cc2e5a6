// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <catch2/catch.hpp>
#include <map>

#include "shared/api/day_list.h"
#include "tests/features/reminders/remind_book.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

// Tomorrow: Lucía is called, Omar is written to, Ana can be reached by neither way.
struct Printing : RemindBook {
  Printing() {
    contact::Details details = reachable("Lucía", "Morales", "716 555 0112");
    details.language = contact::SpokenLanguage::kSpanish;
    lucia = add(details);
    omar = add(reachable("Omar", "Haddad", "716 555 0177"));
    visit = other("2026-11-25T11:00", lucia, kBrandt);
    other("2026-11-25T13:00", omar, kReyes);
    other("2026-11-25T15:00", ana, kBrandt);
    wish(omar, {.preferred = contact::Preferred::kLetter,
                .calling = contact::Calling::kDoNotCall,
                .ask_for = "O. Haddad"});
  }
  remind::PaperReply calls() {
    return answer(remind::print_calls, remind::CallsPaperRequest{kTomorrow});
  }
  remind::PaperReply letters(std::optional<ClientId> client = std::nullopt) {
    return answer(remind::print_letters, remind::LettersRequest{kTomorrow, client});
  }
  ClientId lucia;
  ClientId omar;
  Appointment visit;  // of Lucía
};

}  // namespace

TEST_CASE("the list of calls has whom to call, what may be left, and who is reached by nothing") {
  Printing book;
  const remind::PaperReply reply = book.calls();
  CHECK(reply.count == 1);
  CHECK(reply.left_out == 1);
  CHECK(reply.pages == 1);
  const std::string text = text_of(reply.pdf);
  for (const char* words :
       {"CONFIDENTIAL", "Calls for Wednesday, November 25, 2026", "11:00 AM, L. Brandt",
        "Morales, Lucía", "ask for Lucía Morales", "(716) 555-0112, message OK", "Spanish",
        "Petrov, Ana", "Not by phone: no number", "Not by letter: no address"}) {
    INFO(words << "\n" << text);
    CHECK(has(text, words));
  }
  CHECK_FALSE(has(text, "Haddad"));  // by letter, and asks not to be called
  CHECK_FALSE(has(text, "0177"));
}

TEST_CASE("no voicemail, another number and another name stand on the list of calls") {
  Printing book;
  book.wish(book.lucia, {.messages = contact::Messages::kNever,
                         .ask_for = "Ms. Ruiz",
                         .other_number = contact::OtherNumber{"716 555 0199", true}});
  const std::string text = text_of(book.calls().pdf);
  CHECK(has(text, "ask for Ms. Ruiz"));
  CHECK(has(text, "(716) 555-0199, no message"));
  CHECK_FALSE(has(text, "0112"));
}

TEST_CASE("who was told is on no paper any more, and earlier tries stand on it") {
  Printing book;
  const remind::Row row = book.row_of(book.lucia);
  book.answer(remind::log_try,
              book.trying(book.lucia, {row.visits[0].appointment}, remind::Outcome::kNoAnswer));
  CHECK(has(cells_of(book.calls().pdf), "no answer"));
  book.answer(remind::log_try, book.trying(book.lucia, {row.visits[0].appointment}));
  CHECK(book.calls().count == 0);
  CHECK_FALSE(has(text_of(book.calls().pdf), "Morales"));
}

TEST_CASE("of many tries the latest three stand on the list of calls, and how many came before") {
  Printing book;
  const AppointmentId visit = book.row_of(book.lucia).visits[0].appointment;
  for (int i = 0; i < 3; ++i) {
    book.answer(remind::log_try, book.trying(book.lucia, {visit}, remind::Outcome::kWrongNumber));
  }
  CHECK_FALSE(has(text_of(book.calls().pdf), "earlier"));
  book.answer(remind::log_try, book.trying(book.lucia, {visit}, remind::Outcome::kNoAnswer));
  const std::string text = cells_of(book.calls().pdf);
  CHECK(has(text, "1 earlier"));
  CHECK(has(text, "no answer"));
}

TEST_CASE("a letter names neither the clinic nor its kind, nor the service or the clinician") {
  Printing book;
  book.write_letterhead();
  const remind::PaperReply reply = book.letters();
  CHECK(reply.count == 1);
  CHECK(reply.left_out == 1);  // Ana
  CHECK(reply.pages == 2);
  const std::string all = text_of(reply.pdf);
  CHECK(has(all, "Petrov, Ana (10001). Not by letter: no address in the record; not by phone"));
  const std::string text = all.substr(all.find('\f'));
  for (const char* words : {"O. Haddad", "12 Oak Street", "Apt 4", "Buffalo, NY 14201",
                            "Tuesday, November 24, 2026", "Wednesday, November 25, 2026, 1:00 PM",
                            "Place: 40 Main Street, Buffalo, NY 14202.", "call (716) 555-0100"}) {
    INFO(words << "\n" << text);
    CHECK(has(text, words));
  }
  for (const char* words :
       {"Riverbend", "Mental", "Health", "Therapy", "Reyes", "Omar", "Petrov"}) {
    INFO(words);
    CHECK_FALSE(has(text, words));
  }
}

// Vithkuqi is in none of the fonts that the box is given; Chinese and Arabic are.
TEST_CASE(
    "a letter whose name no font can write is no letter, and the desk's page says who and why") {
  Printing book;
  book.write_letterhead();
  book.wish(book.lucia, {.preferred = contact::Preferred::kLetter, .ask_for = "王小明"});
  CHECK(has(text_of(book.letters(book.lucia).pdf), "王小明"));
  book.answer(contact::set_wishes,
              contact::SetWishesRequest{book.lucia,
                                        1,
                                        {.preferred = contact::Preferred::kLetter,
                                         .ask_for = "\xF0\x90\x95\xB0\xF0\x90\x95\xB1"}});
  const remind::PaperReply alone = book.letters(book.lucia);
  CHECK(alone.count == 0);
  CHECK(alone.left_out == 1);
  CHECK(alone.pages == 1);
  const remind::PaperReply all = book.letters();
  CHECK(all.count == 1);  // Omar
  CHECK(all.left_out == 2);
  CHECK(has(text_of(all.pdf), "Not by letter: no font on the box has all letters of the name"));
  CHECK(has(text_of(all.pdf), "Letters that follow: 1."));
}

TEST_CASE("the clinician and the service stand in a letter only where the client allows it") {
  Printing book;
  book.write_letterhead("Elm House");
  book.wish(book.lucia, {.preferred = contact::Preferred::kLetter,
                         .letter_says = contact::LetterSays::kClinicianToo});
  const std::string text = text_of(book.letters(book.lucia).pdf);
  CHECK(has(text, "Elm House"));
  CHECK(has(text, "Le recordamos su cita:"));
  CHECK(has(text, "miércoles, 25 de noviembre de 2026, 11:00 a. m., con L. Brandt"));
  CHECK(has(text, "llame al (716) 555-0100."));
  CHECK_FALSE(has(text, "Therapy"));
  book.answer(
      contact::set_wishes,
      contact::SetWishesRequest{book.lucia, 1, {.letter_says = contact::LetterSays::kServiceToo}});
  CHECK(has(text_of(book.letters(book.lucia).pdf), "Therapy"));
}

TEST_CASE("a letter for one client goes whatever way is preferred, unless it cannot") {
  Printing book;
  const auto code = [&](const ClientId& client) {
    return code_in(book.ask(remind::print_letters, remind::LettersRequest{kTomorrow, client}));
  };
  CHECK(code(book.lucia) == "wrong_state");  // no letterhead yet
  book.write_letterhead();
  CHECK(code(book.lucia).empty());
  CHECK(book.letters(book.lucia).count == 1);
  CHECK(code(book.ana) == "wrong_state");
  CHECK(code(book.sam) == "not_found");
}

TEST_CASE("a slip is in the client's language and names nobody but the clinician") {
  Printing book;
  const auto code = [&](const ClientId& client) {
    return code_in(book.ask(remind::print_slip, remind::SlipRequest{client}));
  };
  CHECK(code(book.lucia) == "wrong_state");
  book.write_letterhead();
  for (const char* start :
       {"2026-12-02T11:00", "2026-12-09T11:00", "2026-12-16T11:00", "2026-12-23T11:00"}) {
    book.other(start, book.lucia, kBrandt);
  }
  const remind::PaperReply reply = book.answer(remind::print_slip, remind::SlipRequest{book.lucia});
  CHECK(reply.count == 4);  // the nearest four
  const std::string text = text_of(reply.pdf);
  CHECK(has(text, "Sus próximas citas"));
  CHECK(has(text, "miércoles, 25 de noviembre de 2026"));
  CHECK(has(text, "con L. Brandt"));
  CHECK(has(text, "16 de diciembre"));
  CHECK_FALSE(has(text, "23 de diciembre"));
  CHECK(has(text, "(716) 555-0100"));
  for (const char* words : {"Morales", "Lucía", "Therapy", "Riverbend"}) {
    CHECK_FALSE(has(text, words));
  }
  CHECK(has(text_of(book.answer(remind::print_slip, remind::SlipRequest{book.omar}).pdf),
            "Your next appointment"));
  CHECK(code(book.sam) == "not_found");
  CHECK(code(book.new_id<ClientId>()) == "not_found");
}

TEST_CASE("the calls of an absence print as the others do, with what became of each visit") {
  Printing book;
  gone::Edit edit = AbsenceBook::away("2026-11-25T00:00", "2026-11-26T00:00");
  const gone::AbsenceId absence = book.applied(edit).absence;
  const auto print = [&] {
    return book.answer(remind::print_absence_calls, remind::AbsenceCallsPaperRequest{absence});
  };
  const std::string text = text_of(print().pdf);
  CHECK(print().count == 1);
  CHECK(print().left_out == 1);
  for (const char* words : {"Calls about visits that were changed", "Morales, Lucía",
                            "11:00 AM: cancelled", "(716) 555-0112", "Petrov, Ana"}) {
    INFO(words << "\n" << text);
    CHECK(has(text, words));
  }
  CHECK_FALSE(has(text, "Brandt is ill"));  // why is the keepers' alone
  book.box.clock.advance(std::chrono::seconds(1));
  book.answer(gone::log_try,
              gone::TryRequest{absence, book.lucia, book.new_id<gone::AbsenceTryId>(),
                               gone::Way::kPhone, gone::Outcome::kReached, ""});
  CHECK(print().count == 0);
  CHECK(code_in(book.ask(remind::print_absence_calls,
                         remind::AbsenceCallsPaperRequest{book.new_id<gone::AbsenceId>()})) ==
        "not_found");
}

TEST_CASE("of a visit that was moved the paper says first when the client would have come") {
  Printing book;
  gone::Edit edit = AbsenceBook::away("2026-11-25T00:00", "2026-11-26T00:00");
  edit.choices = {book.to_time(book.visit, "2026-11-26T13:00")};
  const gone::AbsenceId absence = book.applied(edit).absence;
  const std::string text = text_of(
      book.answer(remind::print_absence_calls, remind::AbsenceCallsPaperRequest{absence}).pdf);
  const std::size_t was = text.find("11:00 AM: moved to");
  INFO(text);
  REQUIRE(was != std::string::npos);
  CHECK(text.find("1:00 PM, with", was) != std::string::npos);
}

TEST_CASE("the calls of a moved session print with when each of them would have come") {
  Printing book;
  book.site.meeting_telling = absences::session_telling();
  const contract::Meeting meeting = book.met("2026-12-01T10:00");
  REQUIRE(book.try_move_all(Printing::moving_all(meeting, "2026-12-03T14:00")).ok());
  const auto lists = book.answer(gone::lists, wire::Nothing{}).items;
  REQUIRE(lists.size() == 1);
  const auto reply =
      book.answer(remind::print_absence_calls, remind::AbsenceCallsPaperRequest{lists[0].absence});
  const std::string text = text_of(reply.pdf);
  INFO(text);
  const std::size_t was = text.find("10:00 AM: moved to");
  REQUIRE(was != std::string::npos);
  CHECK(text.find("2:00 PM, with", was) != std::string::npos);
}

TEST_CASE("the calls of an absence on the screen honour the wishes too") {
  Printing book;
  book.wish(book.lucia, {.preferred = contact::Preferred::kLetter,
                         .calling = contact::Calling::kDoNotCall,
                         .ask_for = "Ms. Ruiz"});
  const gone::AbsenceId absence =
      book.applied(AbsenceBook::away("2026-11-25T00:00", "2026-11-26T00:00")).absence;
  const gone::CallRow row = book.AbsenceBook::calls(absence).items.at(0);
  CHECK(row.reach.ask_for == "Ms. Ruiz");
  CHECK(row.reach.numbers.empty());
  CHECK(row.reach.not_by_call == contact::NotByCall::kAsksNot);
}

TEST_CASE("the day's list does not show the phone of somebody who asks not to be called") {
  Printing book;
  book.wish(book.lucia,
            {.ask_for = "Ms. Ruiz", .other_number = contact::OtherNumber{"716 555 0199", true}});
  const auto list = book.answer(contract::day_list, contract::DayListRequest{kTomorrow});
  const std::string text = text_of(list.pdf);
  CHECK(has(text, "ask for Ms. Ruiz"));
  CHECK(has(text, "(716) 555-0199, message OK"));
  CHECK(has(text, "asks not to be called"));
  CHECK_FALSE(has(text, "0177"));
  CHECK_FALSE(has(text, "0112"));
}

TEST_CASE("each paper is an event with the numbers on it, and no name") {
  Printing book;
  book.write_letterhead();
  const std::int64_t before = book.box.ledger->head().number;
  book.day();
  book.calls();
  book.letters();
  book.answer(remind::print_slip, remind::SlipRequest{book.lucia});
  std::string said;
  for (const audit::Event& one : events_since(book, before)) {
    said += one.action + ": " + one.detail + "\n";
  }
  CHECK(said ==
        "reminder.day: 2026-11-25; 3 shown; records 10004 10005 10001\n"
        "reminder.print_calls: 2026-11-25; 2 clients; records 10004 10001\n"
        "reminder.print_letters: 2026-11-25; 1 letters; 1 not by letter; records 10005 10001\n"
        "reminder.print_slip: 1 visits\n");
}

TEST_CASE("reminders are the front desk's at its own terminals; supervisors may log and set") {
  const std::string no = "forbidden";
  // day, the papers; log_try, set_letterhead; letterhead
  const std::map<std::string, std::array<std::string, 3>> by_role = {
      {"front_desk", {"", "", ""}},   {"supervisor", {no, "", ""}},
      {"clinician", {no, no, ""}},    {"prescriber", {no, no, ""}},
      {"biller", {no, no, ""}},       {"privacy_officer", {no, no, ""}},
      {"administrator", {no, no, no}}};
  for (const auto& [role, may] : by_role) {
    INFO(role);
    Printing book;
    book.write_letterhead();
    const gone::AbsenceId absence =
        book.applied(AbsenceBook::away("2026-11-25T00:00", "2026-11-25T12:00")).absence;
    const Appointment visit = book.other("2026-11-25T17:00", book.sam, kReyes);
    const auto code = [&](const auto& route, const auto& request) {
      CHECK(code_in(book.ask(route, request, role, Book::terminal(wire::Station::kTherapyRoom))) ==
            "wrong_station");
      CHECK(code_in(book.ask(route, request, "", Book::terminal(wire::Station::kLobby))) ==
            "wrong_station");
      CHECK(code_in(book.ask(route, request, "")) == "not_signed_in");
      return code_in(book.ask(route, request, role));
    };
    CHECK(code(remind::day, remind::DayRequest{kTomorrow, {}}) == may[0]);
    CHECK(code(remind::print_calls, remind::CallsPaperRequest{kTomorrow}) == may[0]);
    CHECK(code(remind::print_letters, remind::LettersRequest{kTomorrow, {}}) == may[0]);
    CHECK(code(remind::print_slip, remind::SlipRequest{book.omar}) == may[0]);
    CHECK(code(remind::print_absence_calls, remind::AbsenceCallsPaperRequest{absence}) == may[0]);
    CHECK(code(remind::log_try, book.trying(book.sam, {visit.id})) == may[1]);
    CHECK(
        code(remind::set_letterhead,
             remind::Letterhead{1, "", contact::Address{"40 Main St", "", "Buffalo", "NY", "14202"},
                                "716 555 0100"}) == may[1]);
    CHECK(code(remind::letterhead, wire::Nothing{}) == may[2]);
  }
}

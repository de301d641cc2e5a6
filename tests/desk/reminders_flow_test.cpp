// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "shared/api/contact_reach.h"
#include "shared/api/reminder_papers.h"
#include "tests/desk/desk_terminal.h"
#include "tests/desk/groups_clinic.h"
#include "tests/desk/working_clinic.h"

// A day's reminders, at the desk against the server as it runs. It is about noon there.

namespace alcove::tests {
namespace {

// Keeps what was printed and saved.
struct Papers {
  std::string printed;
  std::string saved;
  std::string file;

  flows::PaperWays ways() {
    return {.print = [this](ByteView pdf) -> Result<void> {
              printed.assign(pdf.begin(), pdf.end());
              return {};
            },
            .save = [this](const std::string& name, ByteView pdf) -> Result<std::string> {
              file = name;
              saved.assign(pdf.begin(), pdf.end());
              return "/papers/" + name;
            }};
  }
};

void set_letterhead(DeskClinic& clinic) {
  clinic.other_desk->must(
      api::reminders::set_letterhead,
      api::reminders::Letterhead{
          0, "", api::clients::Address{"40 Main Street", "", "Buffalo", "NY", "14202"},
          "716 555 0100"});
}

// Into fields of a sheet, from its top to its bottom.
void write_in(DeskTerminal& desk, const std::string& body,
              const std::vector<std::pair<std::string, std::string>>& fields) {
  for (const auto& [field, words] : fields) {
    INFO(field);
    REQUIRE(scroll_down_to(desk, body, field));
    desk.driver->type(field, words);
  }
}

bool until_value(DeskTerminal& desk, const std::string& name, const std::string& value) {
  return desk.until(
      [&] { return desk.driver->shows(name) && desk.driver->widget(name).value == value; });
}

}  // namespace

TEST_CASE("a day's clients are called from a list that prints, and each try is written down") {
  DeskClinic clinic;
  clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  clinic.book(clinic.add_client("Sam", "Haddad", "1990-01-02"), clinic.today_at(15), std::nullopt);
  Papers papers;
  DeskTerminal desk(clinic, std::nullopt, papers.ways());
  REQUIRE(desk.press("reminders"));
  REQUIRE(until_value(desk, "remind_0", "Petrov, Ana · To call"));
  CHECK(desk.driver->shows_text("Ask for Ana Petrov"));
  CHECK(desk.driver->shows_text("(716) 555-0133: a message may be left"));

  REQUIRE(desk.press("remind_calls"));
  REQUIRE(desk.press("paper_print"));
  REQUIRE(desk.until_says("2 clients to call are on the way to the printer."));
  CHECK(papers.printed.substr(0, 5) == "%PDF-");
  REQUIRE(desk.press("paper_sheet_close"));

  REQUIRE(desk.press("remind_0"));
  REQUIRE(desk.press("remind_tried"));
  REQUIRE(desk.until_shows("try_sheet"));
  desk.driver->click("outcome_left_message");
  REQUIRE(desk.press("try_do"));
  REQUIRE(until_value(desk, "remind_0", "Petrov, Ana · Told"));
  REQUIRE(desk.press("remind_calls"));
  REQUIRE(desk.press("paper_save"));
  REQUIRE(desk.until_says("1 client to call is in this file"));
  CHECK(papers.file == "calls-" + format_date(date_of(clinic.today_at(0))) + ".pdf");
}

TEST_CASE("what a client asks for is written at the desk, and the lists and letters follow it") {
  DeskClinic clinic;
  const ClientId ana = clinic.add_client("Ana", "Petrov");
  clinic.book(ana, clinic.today_at(14), std::nullopt);
  Papers papers;
  DeskTerminal desk(clinic, std::nullopt, papers.ways());
  REQUIRE(desk.press("reminders"));
  REQUIRE(desk.press("remind_0"));
  REQUIRE(desk.until_says("Not by letter: no address on file"));
  CHECK_FALSE(desk.driver->widget("remind_letter").enabled);
  REQUIRE(desk.press("remind_wishes"));
  REQUIRE(desk.press("calling_do_not_call"));
  desk.driver->type("ask_for", "Ms. Ruiz");
  REQUIRE(scroll_down_to(desk, "wishes_sheet_body", "other_place"));
  REQUIRE(desk.press("other_place"));
  CHECK_FALSE(desk.driver->widget("wishes_save").enabled);  // where to?
  write_in(desk, "wishes_sheet_body",
           {{"line1", "9 Elm Road"}, {"city", "Amherst"}, {"state", "ny"}, {"zip", "14226"}});
  REQUIRE(desk.press("wishes_save"));
  REQUIRE(desk.until_says("Not by phone: asks not to be called"));
  const auto stored = clinic.other_desk->must(api::clients::wishes, {ana});
  CHECK(stored.wishes.preferred == api::clients::Preferred::kLetter);
  CHECK(stored.wishes.ask_for == "Ms. Ruiz");
  CHECK(stored.wishes.other_address->state == "NY");

  // A letter needs what stands on it; the desk writes that from the list.
  REQUIRE(desk.press("remind_letter"));
  REQUIRE(desk.press("paper_print"));
  REQUIRE(desk.until_says("Nobody has written yet what stands on letters"));
  REQUIRE(desk.press("paper_sheet_close"));
  REQUIRE(desk.press("remind_sheet_close"));
  CHECK(until_value(desk, "remind_0", "Petrov, Ana · To write to"));
  REQUIRE(desk.press("remind_letterhead"));
  REQUIRE(desk.until_shows("line1"));
  write_in(desk, "letterhead_sheet_body",
           {{"line1", "40 Main Street"},
            {"city", "Buffalo"},
            {"state", "NY"},
            {"zip", "14202"},
            {"desk_phone", "716 555 0100"}});
  REQUIRE(desk.press("letterhead_save"));
  REQUIRE(desk.until_gone("letterhead_sheet"));
  REQUIRE(desk.press("remind_letters"));
  REQUIRE(desk.press("paper_print"));
  REQUIRE(desk.until_says("1 letter is on the way to the printer."));
}

TEST_CASE("wishes that somebody else changed meanwhile are not written over") {
  DeskClinic clinic;
  const ClientId ana = clinic.add_client("Ana", "Petrov");
  clinic.book(ana, clinic.today_at(14), std::nullopt);
  Papers papers;
  DeskTerminal desk(clinic, std::nullopt, papers.ways());
  REQUIRE(desk.press("reminders"));
  REQUIRE(desk.press("remind_0"));
  REQUIRE(desk.press("remind_wishes"));
  REQUIRE(desk.until_shows("messages_never"));
  clinic.other_desk->must(api::clients::set_wishes, {ana, 0, {.ask_for = "A. P."}});
  REQUIRE(desk.press("messages_never"));
  REQUIRE(desk.press("wishes_save"));
  REQUIRE(desk.until_says("Somebody changed this a moment ago."));
  CHECK(clinic.other_desk->must(api::clients::wishes, {ana}).revision == 1);
}

TEST_CASE("how a client asks to be reached is set from the record too") {
  DeskClinic clinic;
  const ClientId ana = clinic.add_client("Ana", "Petrov");
  const AppointmentId visit = clinic.book(ana, clinic.today_at(14), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("open_client"));
  REQUIRE(desk.press("record_reach"));
  REQUIRE(desk.press("messages_never"));
  REQUIRE(desk.press("wishes_save"));
  REQUIRE(desk.until_gone("wishes_sheet"));
  CHECK(desk.driver->shows("record_sheet"));
  CHECK(desk.until_says("Never leave a message"));
  CHECK(clinic.other_desk->must(api::clients::wishes, {ana}).wishes.messages ==
        api::clients::Messages::kNever);
}

TEST_CASE("a slip with the next visits is printed from the panel of a visit") {
  DeskClinic clinic;
  set_letterhead(clinic);
  const AppointmentId visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  Papers papers;
  DeskTerminal desk(clinic, std::nullopt, papers.ways());
  REQUIRE(desk.choose(visit));
  REQUIRE(desk.press("slip"));
  REQUIRE(desk.press("paper_print"));
  REQUIRE(desk.until_says("1 visit is on the way to the printer."));
  CHECK(papers.printed.substr(0, 5) == "%PDF-");
}

TEST_CASE("whom to call after an absence is printed from its list") {
  WorkingClinic clinic;
  clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  clinic.closes_today();
  Papers papers;
  DeskTerminal desk(clinic, std::nullopt, papers.ways());
  REQUIRE(desk.press("hours"));
  REQUIRE(desk.press("whose_closed"));
  REQUIRE(desk.press("closed_day_0"));
  REQUIRE(desk.press("stays_decide"));
  REQUIRE(desk.until_shows("absence_0"));
  desk.driver->type("absence_reason", "Snow");
  REQUIRE(desk.press("absence_do"));
  REQUIRE(desk.press("calls_print"));
  REQUIRE(desk.press("paper_save"));
  REQUIRE(desk.until_says("1 client to call is in this file"));
  CHECK(papers.file.starts_with("calls-" + format_date(date_of(clinic.today_at(0))) + "-"));
  CHECK(papers.file.size() == std::string("calls-2026-11-28-143005.pdf").size());
}

TEST_CASE("a terminal without a way for papers has neither reminders nor slips") {
  DeskClinic clinic;
  const AppointmentId visit =
      clinic.book(clinic.add_client("Ana", "Petrov"), clinic.today_at(14), std::nullopt);
  DeskTerminal desk(clinic);
  REQUIRE(desk.choose(visit));
  CHECK_FALSE(desk.driver->shows("reminders"));
  CHECK_FALSE(desk.driver->shows("slip"));
}

}  // namespace alcove::tests

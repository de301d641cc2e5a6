// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/paper.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "tests/desk/desk_terminal.h"

namespace alcove::tests {
namespace {

const std::string kPaper = "%PDF-1.7 a paper with a name on it";

std::string read_all(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// A program in the place of lp: keeps what it was given, and ends with this code.
std::string stand_in(const alcove::testing::Scratch& scratch, int code) {
  const std::filesystem::path file = scratch / "stand_in";
  std::ofstream(file) << "#!/bin/sh\ncat > '" << (scratch / "paper").string() << "'\n"
                      << "echo \"$#:$*\" > '" << (scratch / "arguments").string() << "'\n"
                      << "env > '" << (scratch / "environment").string() << "'\n"
                      << "exit " << code << "\n";
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
  return file.string();
}

TEST_CASE("a paper goes to the printing by its input alone, never by a word that ps would show") {
  const alcove::testing::Scratch scratch;
  REQUIRE(platform::print_pdf(as_bytes(kPaper), stand_in(scratch, 0)).ok());
  CHECK(read_all(scratch / "paper") == kPaper);
  CHECK(read_all(scratch / "arguments") == "1:-\n");
  CHECK(read_all(scratch / "environment").find("name") == std::string::npos);
}

TEST_CASE("printing that is not there, and printing that does not take the paper, are told apart") {
  const alcove::testing::Scratch scratch;
  const auto missing = platform::print_pdf(as_bytes(kPaper), "alcove-no-such-program");
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().code == ErrorCode::kNotFound);
  const auto refused = platform::print_pdf(as_bytes(kPaper), stand_in(scratch, 1));
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::kUnavailable);
}

TEST_CASE("a saved paper can be read by the kiosk's user alone, and replaces the older one") {
  const alcove::testing::Scratch scratch;
  const std::filesystem::path folder = scratch / "papers";
  const auto file = platform::save_paper(folder, "day-list-2026-11-23.pdf", as_bytes("older"));
  REQUIRE(file.ok());
  REQUIRE(platform::save_paper(folder, "day-list-2026-11-23.pdf", as_bytes(kPaper)).ok());
  CHECK(read_all(file.value()) == kPaper);
  struct stat found {};
  REQUIRE(stat(file.value().c_str(), &found) == 0);
  CHECK((found.st_mode & 07777U) == 0600U);
  REQUIRE(stat(folder.c_str(), &found) == 0);
  CHECK((found.st_mode & 07777U) == 0700U);
}

TEST_CASE("the day's list is printed and saved, and it is said what became of it") {
  DeskClinic clinic;
  clinic.book(clinic.add_client("Lucía", "Morales"), clinic.today_at(13), std::nullopt);
  std::string printed;
  std::string saved;
  std::string name_of_it;
  ErrorCode refusal = ErrorCode::kNotFound;
  DeskTerminal desk(clinic, std::nullopt,
                    {.print = [&](ByteView pdf) -> Result<void> {
                       if (!printed.empty()) return Error{refusal, {}, "no paper"};
                       printed.assign(pdf.begin(), pdf.end());
                       return {};
                     },
                     .save = [&](const std::string& name, ByteView pdf) -> Result<std::string> {
                       name_of_it = name;
                       saved.assign(pdf.begin(), pdf.end());
                       return std::string("/papers/day.pdf");
                     }});
  REQUIRE(desk.press("day_list"));
  REQUIRE(desk.press("paper_print"));
  REQUIRE(desk.until_says("1 visit is on the way to the printer."));
  CHECK(printed.substr(0, 5) == "%PDF-");
  REQUIRE(desk.press("paper_print"));
  REQUIRE(desk.until_says("This terminal has no printing set up."));
  refusal = ErrorCode::kUnavailable;
  REQUIRE(desk.press("paper_print"));
  REQUIRE(desk.until_says("The printer did not take it."));
  REQUIRE(desk.press("paper_save"));
  REQUIRE(desk.until_says("/papers/day.pdf"));
  CHECK(saved.substr(0, 5) == "%PDF-");
  CHECK(name_of_it == "day-list-" + format_date(date_of(clinic.today_at(0))) + ".pdf");
}

TEST_CASE("a terminal that may save no files prints the day's list only") {
  DeskClinic clinic;
  DeskTerminal desk(clinic, std::nullopt,
                    {.print = [](ByteView) -> Result<void> { return {}; }, .save = {}});
  REQUIRE(desk.press("day_list"));
  REQUIRE(desk.until_shows("paper_print"));
  CHECK_FALSE(desk.driver->shows("paper_save"));
  REQUIRE(desk.press("paper_print"));
  REQUIRE(desk.until_says("on the way to the printer."));
}

TEST_CASE("a terminal without a way for papers has no button for them") {
  DeskClinic clinic;
  DeskTerminal desk(clinic);
  REQUIRE(desk.until_shows("book"));
  CHECK_FALSE(desk.driver->shows("day_list"));
}

}  // namespace
}  // namespace alcove::tests

// SPDX-License-Identifier: Apache-2.0
#include "server/features/reminders/reminder_papers.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/access/access_decision.h"
#include "server/access/staff_store.h"
#include "server/features/clients/clients.h"
#include "server/features/reminders/letter_words.h"
#include "server/features/reminders/reminder_day.h"
#include "server/formats/pdf/paper_words.h"

namespace alcove::reminders {

using access::Principal;
using api::clients::By;
using api::clients::NotByCall;
using api::clients::Preferred;
using api::reminders::kMaxPaperBytes;
using api::reminders::kMaxSlipVisits;
using api::reminders::Need;
using api::reminders::Row;
using http::Answer;
using store::ReadTxn;

namespace {

// A row of the paper is never split over two pages: a client with more has to fit, too. All of it
// is on the screen.
constexpr std::size_t kVisitsOnPaper = 8;
constexpr std::size_t kTriesOnPaper = 3;  // the latest
constexpr const char* kNoFont =
    "no font on the box has all letters of the name and the address, so write it by hand";

Result<void> may_print(const Principal& principal) {
  return access::decide(principal, wire::Permission::kDayListPrint, access::Relation::kNone);
}

Result<PaperReply> reply_of(pdf::Printed printed, std::size_t count, std::size_t left_out) {
  if (printed.bytes.size() > kMaxPaperBytes) {
    return Error{ErrorCode::kTooMany, "day", "more than fits on one paper"};
  }
  return PaperReply{.count = static_cast<std::int64_t>(count),
                    .left_out = static_cast<std::int64_t>(left_out),
                    .pages = printed.pages,
                    .pdf = std::move(printed.bytes)};
}

CallPaper paper_of(const Papers& papers, std::string heading) {
  const UtcTime now = papers.ledger.clock().now();
  const appointments::Site& site = papers.absences.site;
  return {site.clinic, std::move(heading), site.zone.to_local(now), now};
}

template <class Item>
CallLine line_of(const Item& row, const Zone& zone) {
  CallLine line{.client_name = row.client_name,
                .record_number = row.record_number,
                .language = row.language,
                .reach = row.reach};
  const std::size_t visits = std::min(row.visits.size(), kVisitsOnPaper);
  for (std::size_t i = 0; i < visits; ++i) {
    line.when += (i == 0 ? "" : "\n") + visit_words(row.visits[i]);
  }
  if (visits < row.visits.size()) {
    line.when += fmt::format("\nand {} more", row.visits.size() - visits);
  }
  const std::size_t earlier = row.tries.size() - std::min(row.tries.size(), kTriesOnPaper);
  if (earlier > 0) line.tries.push_back(fmt::format("{} earlier", earlier));
  for (std::size_t i = earlier; i < row.tries.size(); ++i) {
    const auto& one = row.tries[i];
    line.tries.push_back(try_words(one.outcome, zone.to_local(one.made.at), one.made.person_name));
  }
  return line;
}

// Whoever is not called comes last: who is written to, or reached by nothing.
Result<PaperReply> print(const CallPaper& paper, std::vector<CallLine> lines) {
  const auto called = [](const CallLine& line) { return !line.reach.not_by_call; };
  const auto rest = std::stable_partition(lines.begin(), lines.end(), called);
  const auto left_out = static_cast<std::size_t>(lines.end() - rest);
  return reply_of(pdf::write_table(calls_table(paper, lines)), lines.size() - left_out, left_out);
}

std::string records_of(const std::vector<CallLine>& lines) {
  std::vector<std::int64_t> numbers;
  for (const CallLine& line : lines) numbers.push_back(line.record_number);
  return numbers_in(numbers);
}

// Whom the letters are for. Whoever would be written to, and cannot be, has a line of their own:
// who prefers a letter, and who is called by nobody either.
struct Chosen {
  std::vector<Row> letters;
  std::vector<Row> left_out;
};
Chosen chosen_of(ReadTxn& txn, const std::vector<Row>& rows) {
  Chosen chosen;
  for (const Row& row : rows) {
    if (row.need != Need::kOpen) continue;
    if (row.reach.by == By::kLetter) {
      chosen.letters.push_back(row);
    } else if (row.reach.not_by_letter &&
               (row.reach.by == By::kNeither ||
                clients::wishes_of(txn, row.client).preferred == Preferred::kLetter)) {
      chosen.left_out.push_back(row);
    }
  }
  return chosen;
}

Result<Chosen> chosen_of_one(ReadTxn& txn, const std::vector<Row>& rows, const ClientId& client) {
  const auto row = std::ranges::find(rows, client, &Row::client);
  if (row == rows.end()) {
    return Error{ErrorCode::kNotFound, "client", "nothing to remind them of on that day"};
  }
  if (row->reach.not_by_letter ||
      clients::wishes_of(txn, client).preferred == Preferred::kNothing) {
    return Error{ErrorCode::kWrongState, "letter", "the client cannot be written to"};
  }
  return Chosen{{*row}, {}};
}

Result<Letterhead> letterhead_of(ReadTxn& txn) {
  Letterhead head = read_letterhead(txn);
  if (head.revision == 0) {
    return Error{ErrorCode::kWrongState, "letterhead", "nobody has written the letterhead yet"};
  }
  return head;
}

std::string reason_of(const Row& row) {
  std::string words = why(row.reach.not_by_letter.value());
  return row.reach.not_by_call ? words + "; not by phone: " + why(*row.reach.not_by_call)
                               : words + "; by phone instead";
}

}  // namespace

Result<Answer<PaperReply>> print_calls(const Principal& principal,
                                       const api::reminders::CallsPaperRequest& request,
                                       ReadTxn& txn, const Papers& papers) {
  ALCOVE_TRY(may_print(principal));
  const CallPaper paper = paper_of(papers, "Calls for " + pdf::long_date(request.day));
  const appointments::Site& site = papers.absences.site;
  ALCOVE_ASSIGN(const DueDay due, read_due_day(txn, site, request.day, paper.made_at));
  std::vector<CallLine> lines;
  for (const Row& row : due.rows) {
    if (row.need != Need::kOpen || row.reach.by == By::kLetter) continue;
    if (row.reach.not_by_call != NotByCall::kAsksNot) {
      lines.push_back(line_of(row, site.zone));
    }
  }
  audit::Event event{.action = "reminder.print_calls",
                     .detail = fmt::format("{}; {} clients; {}", format_date(request.day),
                                           lines.size(), records_of(lines))};
  ALCOVE_ASSIGN(PaperReply reply, print(paper, std::move(lines)));
  return Answer<PaperReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<PaperReply>> print_absence_calls(
    const Principal& principal, const api::reminders::AbsenceCallsPaperRequest& request,
    ReadTxn& txn, const Papers& papers) {
  ALCOVE_TRY(may_print(principal));
  const CallPaper paper = paper_of(papers, "Calls about visits that were changed");
  ALCOVE_ASSIGN(const auto calls,
                absences::calls(principal, {request.absence}, txn, papers.absences, paper.made_at));
  std::vector<CallLine> lines;
  for (const auto& row : calls.reply.items) {
    if (!row.told) lines.push_back(line_of(row, papers.absences.site.zone));
  }
  audit::Event event{.action = "absence.print_calls",
                     .record = audit::as_record(request.absence),
                     .detail = fmt::format("{} clients; {}", lines.size(), records_of(lines))};
  ALCOVE_ASSIGN(PaperReply reply, print(paper, std::move(lines)));
  return Answer<PaperReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<PaperReply>> print_letters(const Principal& principal,
                                         const api::reminders::LettersRequest& request,
                                         ReadTxn& txn, const Papers& papers) {
  ALCOVE_TRY(may_print(principal));
  ALCOVE_ASSIGN(const Letterhead head, letterhead_of(txn));
  const UtcTime now = papers.ledger.clock().now();
  const appointments::Site& site = papers.absences.site;
  ALCOVE_ASSIGN(const DueDay due, read_due_day(txn, site, request.day, now));
  Chosen chosen;
  if (request.client) {
    ALCOVE_ASSIGN(chosen, chosen_of_one(txn, due.rows, *request.client));
  } else {
    chosen = chosen_of(txn, due.rows);
  }
  pdf::Letters letters{.heading = "Letters for " + pdf::long_date(request.day), .made_at = now};
  std::vector<std::int64_t> numbers;
  for (const Row& row : chosen.letters) {
    pdf::Letter letter = letter_of(row, head, site.day_of(now));
    numbers.push_back(row.record_number);
    if (pdf::can_be_addressed(letter)) {
      letters.letters.push_back(std::move(letter));
    } else {
      letters.left_out.push_back({row.client_name, row.record_number, kNoFont});
    }
  }
  for (const Row& row : chosen.left_out) {
    letters.left_out.push_back({row.client_name, row.record_number, reason_of(row)});
    numbers.push_back(row.record_number);
  }
  ALCOVE_ASSIGN(PaperReply reply, reply_of(pdf::write_letters(letters), letters.letters.size(),
                                           letters.left_out.size()));
  audit::Event event{
      .action = "reminder.print_letters",
      .client = request.client,
      .detail = fmt::format("{}; {} letters; {} not by letter; {}", format_date(request.day),
                            letters.letters.size(), letters.left_out.size(), numbers_in(numbers))};
  return Answer<PaperReply>{std::move(reply), {std::move(event)}};
}

Result<Answer<PaperReply>> print_slip(const Principal& principal,
                                      const api::reminders::SlipRequest& request, ReadTxn& txn,
                                      const Papers& papers) {
  ALCOVE_TRY(may_print(principal));
  const auto client = clients::find_client(txn, request.client);
  if (!client) return Error{ErrorCode::kNotFound, "client", "there is no such client"};
  ALCOVE_ASSIGN(const Letterhead head, letterhead_of(txn));
  const UtcTime now = papers.ledger.clock().now();
  std::vector<api::reminders::DueVisit> visits;
  for (const auto& one :
       appointments::coming_of(txn, request.client, now, std::int64_t{kMaxSlipVisits})) {
    const auto clinician = access::find_staff(txn, one.clinician);
    if (!clinician) throw Fault(ErrorCode::kCorrupt, "a visit with nobody who ever worked here");
    visits.push_back({.appointment = one.id,
                      .start = one.start,
                      .clinician_name = clinician->display_name,
                      .modality = one.modality});
  }
  if (visits.empty()) return Error{ErrorCode::kNotFound, "visits", "no visit to come"};
  ALCOVE_ASSIGN(
      PaperReply reply,
      reply_of(pdf::write_slip(slip_of(visits, head, language_of(client->details.language), now)),
               visits.size(), 0));
  audit::Event event{.action = "reminder.print_slip",
                     .client = request.client,
                     .detail = fmt::format("{} visits", visits.size())};
  return Answer<PaperReply>{std::move(reply), {std::move(event)}};
}

}  // namespace alcove::reminders

// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "server/access/access_decision.h"
#include "server/features/reminders/reminder_day.h"
#include "server/features/reminders/reminder_papers.h"

namespace alcove::reminders {

using access::Principal;
using api::clients::By;
using api::reminders::DayReply;
using api::reminders::DayRequest;
using api::reminders::kMaxRows;
using api::reminders::Need;
using api::reminders::Row;
using http::Answer;
using store::ReadTxn;

namespace {

// Where a page ends: the first visit of its last row, and whose it is. So a row that was moved
// meanwhile is not shown in place of another.
using PageEnd = std::pair<LocalDateTime, std::int64_t>;

PageEnd end_of(const Row& row) {
  return {row.visits.front().start, row.record_number};
}

std::string format_end(const PageEnd& end) {
  return fmt::format("{}/{}", format_local(end.first), end.second);
}

Result<PageEnd> parse_end(const std::string& next) {
  const Error malformed{ErrorCode::kMalformed, "next", "not one that was given"};
  const std::size_t slash = next.find('/');
  if (slash == std::string::npos) return malformed;
  const auto start = parse_local(next.substr(0, slash));
  std::int64_t number = 0;
  const char* const last = next.data() + next.size();
  const auto parsed = std::from_chars(next.data() + slash + 1, last, number);
  if (!start || parsed.ec != std::errc() || parsed.ptr != last) return malformed;
  return PageEnd{*start, number};
}

DayReply counted(LocalDate day, const DueDay& due) {
  DayReply reply{.day = day,
                 .clients = static_cast<std::int64_t>(due.rows.size()),
                 .undecided = due.undecided};
  for (const Row& row : due.rows) {
    if (row.need != Need::kOpen) continue;
    switch (row.reach.by) {
      case By::kCall:
        ++reply.to_call;
        break;
      case By::kLetter:
        ++reply.to_write;
        break;
      case By::kNeither:
        ++reply.unreachable;
        break;
    }
  }
  return reply;
}

Result<Answer<DayReply>> answer_day(const Principal& principal, const DayRequest& request,
                                    ReadTxn& txn, const Papers& papers) {
  ALCOVE_TRY(access::decide(principal, wire::Permission::kDayListPrint, access::Relation::kNone));
  std::optional<PageEnd> after;
  if (request.next) {
    ALCOVE_ASSIGN(after, parse_end(*request.next));
  }
  ALCOVE_ASSIGN(DueDay due,
                read_due_day(txn, papers.absences.site, request.day, papers.ledger.clock().now()));
  DayReply reply = counted(request.day, due);
  std::vector<std::int64_t> numbers;
  for (Row& row : due.rows) {
    if (after && end_of(row) <= *after) continue;
    if (reply.items.size() == kMaxRows) {
      reply.next = format_end(end_of(reply.items.back()));
      break;
    }
    numbers.push_back(row.record_number);
    reply.items.push_back(std::move(row));
  }
  audit::Event event{.action = "reminder.day",
                     .detail = fmt::format("{}; {} shown; {}", format_date(request.day),
                                           numbers.size(), numbers_in(numbers))};
  return Answer<DayReply>{std::move(reply), {std::move(event)}};
}

template <class Q, class R>
void on_look(http::Router& router, const Papers& papers, const wire::Route<Q, R>& route,
             Result<Answer<R>> (*look)(const Principal&, const Q&, ReadTxn&, const Papers&)) {
  router.on_read<Q, R>(route,
                       [papers, look](const Principal& principal, const Q& request, ReadTxn& txn) {
                         return look(principal, request, txn, papers);
                       });
}

}  // namespace

void add_routes(http::Router& router, const audit::Ledger& ledger,
                const absences::Setting& absences) {
  namespace routes = api::reminders;
  const Papers papers{ledger, absences};
  on_look(router, papers, routes::day, &answer_day);
  on_look(router, papers, routes::print_calls, &print_calls);
  on_look(router, papers, routes::print_absence_calls, &print_absence_calls);
  on_look(router, papers, routes::print_letters, &print_letters);
  on_look(router, papers, routes::print_slip, &print_slip);
  router.on_read<wire::Nothing, Letterhead>(
      routes::letterhead,
      [](const Principal&, const wire::Nothing&, ReadTxn& txn) -> Result<Answer<Letterhead>> {
        return Answer<Letterhead>{read_letterhead(txn), {}};
      });
  router.on_write<routes::TryRequest, ReminderTry>(routes::log_try, &log_try);
  router.on_write<Letterhead, Letterhead>(routes::set_letterhead, &set_letterhead);
}

}  // namespace alcove::reminders

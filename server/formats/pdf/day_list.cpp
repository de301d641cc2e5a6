// SPDX-License-Identifier: Apache-2.0
#include "server/formats/pdf/day_list.h"

#include <fmt/format.h>

#include "server/formats/pdf/paper_words.h"

namespace alcove::pdf {
namespace {

std::string phone_words(const DayListVisit& visit) {
  if (visit.no_calls) return "asks not to be called";
  std::string words = visit.ask_for.empty() ? "" : "ask for " + visit.ask_for;
  if (visit.phones.empty()) return words + (words.empty() ? "none" : "\nnone");
  for (const DayListPhone& phone : visit.phones) {
    words += (words.empty() ? "" : "\n") + phone.number +
             (phone.message == Message::kMayBeLeft ? ", message OK" : ", no message");
  }
  return words;
}

std::string client_words(const DayListVisit& visit) {
  std::string words = visit.legal_name;
  if (!visit.goes_by.empty()) words += "\ngoes by " + visit.goes_by;
  if (visit.said_start) {
    words += "\nmoved from " + clock_time(*visit.said_start) + " by the clock change";
  }
  if (!visit.interpreter.empty()) words += "\ninterpreter: " + visit.interpreter;
  for (const std::string& one : visit.takes) words += "\n" + one;
  return words;
}

Cells cells_of(const DayListVisit& visit) {
  return {
      clock_time(visit.start), client_words(visit), fmt::format("{}", visit.record_number),
      phone_words(visit),      visit.clinician,     visit.room.empty() ? "none yet" : visit.room,
      visit.service,           visit.state};
}

}  // namespace

Printed write_day_list(const DayList& list) {
  Table table{
      .title = "Day list",
      .warning =
          "CONFIDENTIAL. This paper names clients. Keep it out of sight, and shred it when "
          "the day is over.",
      .heading = long_date(list.day),
      .below = {fmt::format("{}. {} visits. Printed {}, {}.", list.clinic, list.visits.size(),
                            long_date(date_of(list.printed_at)), clock_time(list.printed_at))},
      .columns = {{"Time", 58},
                  {"Client", 170},
                  {"Number", 52},
                  {"Phone", 142},
                  {"Clinician", 102},
                  {"Room", 52},
                  {"Service", 80},
                  {"State", 64}},
      .nothing = "No visits on this day.",
      .made_at = list.made_at};
  for (const DayListVisit& visit : list.visits) table.rows.push_back(cells_of(visit));
  return write_table(table);
}

}  // namespace alcove::pdf

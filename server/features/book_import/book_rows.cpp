// SPDX-License-Identifier: Apache-2.0
#include "server/features/book_import/book_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <initializer_list>

#include "server/features/book_import/book_cells.h"
#include "server/features/book_import/book_sheet.h"

namespace alcove::book_import {
namespace {

using api::clients::CareRole;
using api::clients::Details;
using api::clients::PhoneKind;
using api::clients::Residence;

std::string phone_column(PhoneKind kind) {
  return "phone_" + std::string(wire::word_of(kind));
}
std::string message_column(PhoneKind kind) {
  return phone_column(kind) + "_message";
}

std::vector<Column> client_columns() {
  std::vector<Column> columns{{"key", true},
                              {"same_as"},
                              {"not_the_same_as"},
                              {"legal_given", true},
                              {"legal_middle"},
                              {"legal_family", true},
                              {"preferred_given"},
                              {"preferred_family"},
                              {"pronouns"},
                              {"birth_date", true},
                              {"sex_for_insurance"},
                              {"language"},
                              {"residence"},
                              {"address_line1"},
                              {"address_line2"},
                              {"city"},
                              {"state"},
                              {"postal_code"},
                              {"contact_name"},
                              {"contact_relationship"},
                              {"contact_number"}};
  for (const auto& row : wire::EnumWords<PhoneKind>::words) {
    columns.push_back({phone_column(row.value)});
    columns.push_back({message_column(row.value)});
  }
  for (const auto& row : wire::EnumWords<CareRole>::words) {
    columns.push_back({care_column(row.value)});
  }
  return columns;
}

std::vector<Column> visit_columns() {
  return {{"client", true}, {"clinician", true}, {"service", true}, {"room"},
          {"start", true},  {"minutes", true},   {"repeats"}};
}

bool is_key(std::string_view text) {
  return !text.empty() && text.size() <= kMaxKey &&
         std::all_of(text.begin(), text.end(), [](char one) {
           return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') ||
                  (one >= '0' && one <= '9') || one == '-' || one == '_' || one == '.' ||
                  one == '/';
         });
}

template <class Number>
bool is_number(std::string_view text, Number& out) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  return problem == std::errc() && end == text.data() + text.size();
}

std::optional<std::int64_t> record_number_in(std::string_view text) {
  std::int64_t number = 0;
  if (!text.starts_with('#') || !is_number(text.substr(1), number) || number < 1) {
    return std::nullopt;
  }
  return number;
}

std::vector<std::string> listed(const std::string& text) {
  std::vector<std::string> all;
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t to = std::min(text.find(';', from), text.size());
    const std::size_t first = text.find_first_not_of(' ', from);
    if (first < to) {
      all.push_back(text.substr(first, text.find_last_not_of(' ', to - 1) + 1 - first));
    }
    from = to + 1;
  }
  return all;
}

template <class E>
std::string words_of_enum() {
  std::string words;
  for (const auto& row : wire::EnumWords<E>::words) {
    words += (words.empty() ? "" : ", ") + std::string(row.word);
  }
  return words;
}

// As the booking says it of a number that is none of these.
constexpr const char* kMinutesReason = "an appointment lasts 5 to 480 minutes, in steps of 5";
constexpr const char* kKeyReason = "1 to 40 letters, digits and the signs - _ . / without a blank";

// One row of the clients' file.
class ClientReader {
 public:
  ClientReader(Sheet& sheet, const csv::Row& row) : sheet_(sheet), row_(row) {}

  ClientLine read() {
    line_.line = row_.line;
    line_.key = text("key");
    if (!is_key(line_.key)) {
      line_.key.clear();
      blame("key", kKeyReason);
    }
    take_others();
    // Who is here already stays as they are here: nothing else of the line is looked at.
    if (text("same_as").empty()) {
      take_person();
      take_reach();
      check_cells();
      take_care_team();
    }
    line_.whole = blamed_.empty();
    return std::move(line_);
  }

 private:
  std::string text(std::string_view column) const { return sheet_.field(row_, column); }
  void blame(std::string_view column, std::string reason) {
    sheet_.blame(row_, column, std::move(reason));
    blamed_.emplace(column);
  }

  template <class E>
  void take_word(std::string_view column, E& out) {
    const std::string word = text(column);
    if (word.empty()) return;
    const std::optional<E> value = wire::from_word<E>(word);
    if (value) {
      out = *value;
    } else {
      blame(column, "one of these: " + words_of_enum<E>());
    }
  }

  void take_others() {
    const std::string same = text("same_as");
    if (!same.empty()) {
      line_.same_as = record_number_in(same);
      if (!line_.same_as) blame("same_as", "the record number of a client who is here, as #10001");
    }
    for (const std::string& other : listed(text("not_the_same_as"))) {
      if (const auto ref = client_ref_in(other)) {
        line_.not_the_same_as.push_back(*ref);
      } else {
        blame("not_the_same_as",
              "keys of this file or record numbers as #10001, with a semicolon between");
      }
    }
  }

  void take_person() {
    Details& details = line_.details;
    details.legal_given = text("legal_given");
    details.legal_middle = text("legal_middle");
    details.legal_family = text("legal_family");
    details.preferred_given = text("preferred_given");
    details.preferred_family = text("preferred_family");
    details.pronouns = text("pronouns");
    const Result<LocalDate> birth = parse_date(text("birth_date"));
    line_.has_birth_date = birth.ok();
    if (birth) {
      details.birth_date = *birth;
    } else {
      blame("birth_date", "a date as 1984-03-09");
      details.birth_date = LocalDate{std::chrono::year{1900}, std::chrono::January,
                                     std::chrono::day{1}};  // so that the rest can be looked at
    }
    take_word("sex_for_insurance", details.sex_for_insurance);
    take_word("language", details.language);
  }

  void take_phone(PhoneKind kind) {
    const std::string number = text(phone_column(kind));
    const std::string message = text(message_column(kind));
    if (!message.empty() && message != "yes" && message != "no") {
      blame(message_column(kind), "yes or no");
    }
    if (number.empty()) {
      if (message == "yes")
        blame(phone_column(kind), "a message may be left, but there is no number");
      return;
    }
    line_.details.phones.push_back(
        {.id = {}, .kind = kind, .number = number, .may_leave_message = message == "yes"});
  }

  // Of columns that are filled together or not at all: each that is empty beside one that is not.
  void want_together(std::initializer_list<const char*> needed, const char* other) {
    const auto filled = [this](const char* column) { return !text(column).empty(); };
    const auto* const first = std::find_if(needed.begin(), needed.end(), filled);
    const char* const there = first != needed.end() ? *first : filled(other) ? other : nullptr;
    if (!there) return;
    for (const char* column : needed) {
      if (!filled(column)) blame(column, fmt::format("belongs together with {}", there));
    }
  }

  // Where and how the client is reached.
  void take_reach() {
    Details& details = line_.details;
    for (const auto& row : wire::EnumWords<PhoneKind>::words) take_phone(row.value);
    api::clients::Address address{text("address_line1"), text("address_line2"), text("city"),
                                  text("state"), text("postal_code")};
    if (!(address == api::clients::Address{})) {
      details.address = std::move(address);
      details.residence = Residence::kAddress;
    }
    want_together({"address_line1", "city", "state", "postal_code"}, "address_line2");
    take_word("residence", details.residence);
    if (details.residence == Residence::kAddress && !details.address) {
      blame("address_line1", "the address is missing");
    } else if (details.residence != Residence::kAddress && details.address) {
      blame("residence", "there is an address in the line");
    }
    api::clients::EmergencyContact contact{text("contact_name"), text("contact_relationship"),
                                           text("contact_number")};
    if (!(contact == api::clients::EmergencyContact{})) {
      details.emergency_contact = std::move(contact);
    }
    want_together({"contact_name", "contact_number"}, "contact_relationship");
  }

  // Each cell by itself; what was told of one already is enough.
  void check_cells() {
    for (const Error& one : faults_of_cells(line_.details)) {
      const std::string column = column_of_field(line_, one.field);
      if (!blamed_.contains(column)) blame(column, one.detail);
    }
  }

  void take_care_team() {
    for (const auto& row : wire::EnumWords<CareRole>::words) {
      for (std::string& name : listed(text(care_column(row.value)))) {
        line_.care_team.emplace_back(row.value, std::move(name));
      }
    }
    if (line_.care_team.size() > api::clients::kMaxCareTeam) {
      blame("care_therapist",
            fmt::format("at most {} people are on a care team", api::clients::kMaxCareTeam));
    }
  }

  Sheet& sheet_;
  const csv::Row& row_;
  ClientLine line_;
  std::set<std::string> blamed_;  // columns
};

// "2026-12-01 10:00", with a blank or a T.
std::optional<LocalDateTime> start_in(std::string text) {
  if (text.size() == 16 && text[10] == ' ') text[10] = 'T';
  const Result<LocalDateTime> start = parse_local(text);
  if (!start) return std::nullopt;
  return *start;
}

VisitLine read_visit(Sheet& sheet, const csv::Row& row) {
  VisitLine visit;
  const auto blame = [&](const char* column, std::string reason) {
    sheet.blame(row, column, std::move(reason));
    visit.wrong.insert(column);
  };
  visit.line = row.line;
  visit.file = kAppointmentsFile;
  visit.clinician = sheet.field(row, "clinician");
  visit.services.push_back(sheet.field(row, "service"));
  visit.room = sheet.field(row, "room");
  visit.rule = sheet.field(row, "repeats");
  if (const auto ref = client_ref_in(sheet.field(row, "client"))) {
    visit.client = *ref;
  } else {
    blame("client",
          "a key of the clients' file, or the record number of a client who is here, as "
          "#10001");
  }
  if (visit.clinician.empty()) blame("clinician", "whose visit is it? A sign-in name");
  if (visit.services.front().empty()) blame("service", "for which service? Its name");
  if (const auto start = start_in(sheet.field(row, "start"))) {
    visit.start = *start;
  } else {
    blame("start", "a day and a time as 2026-12-01 10:00");
  }
  if (!is_number(sheet.field(row, "minutes"), visit.minutes)) blame("minutes", kMinutesReason);
  return visit;
}

}  // namespace

std::optional<ClientRef> client_ref_in(std::string_view text) {
  if (const auto number = record_number_in(text)) return ClientRef{{}, *number};
  if (is_key(text)) return ClientRef{std::string(text), 0};
  return std::nullopt;
}

std::string care_column(CareRole role) {
  return "care_" + std::string(wire::word_of(role));
}

std::string column_of_field(const ClientLine& line, std::string_view field) {
  if (field.starts_with("details.")) field.remove_prefix(8);
  constexpr std::string_view kPhones = "phones[";
  if (field.starts_with(kPhones)) {
    std::size_t place = 0;
    const std::string_view rest = field.substr(kPhones.size());
    if (is_number(rest.substr(0, rest.find(']')), place) && place < line.details.phones.size()) {
      return phone_column(line.details.phones[place].kind);
    }
    return "phone_mobile";
  }
  if (field.starts_with("address.")) {
    const std::string_view part = field.substr(8);
    return std::string(part == "line1" || part == "line2" ? "address_" : "") + std::string(part);
  }
  if (field == "address") return "address_line1";
  if (field.starts_with("emergency_contact.")) return "contact_" + std::string(field.substr(18));
  return std::string(field);
}

std::vector<ClientLine> read_clients(std::string_view text, Remarks& problems) {
  const std::vector<Column> columns = client_columns();
  Sheet sheet(kClientsFile, text, columns, kMaxClients, problems);
  std::vector<ClientLine> lines;
  for (const csv::Row& row : sheet.rows()) lines.push_back(ClientReader(sheet, row).read());
  return lines;
}

std::vector<VisitLine> read_visits(std::string_view text, Remarks& problems) {
  const std::vector<Column> columns = visit_columns();
  Sheet sheet(kAppointmentsFile, text, columns, kMaxVisits, problems);
  std::vector<VisitLine> lines;
  for (const csv::Row& row : sheet.rows()) lines.push_back(read_visit(sheet, row));
  return lines;
}

}  // namespace alcove::book_import

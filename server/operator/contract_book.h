// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/book_import/book_import.h"
#include "server/operator/contract.h"

namespace alcove::operation {

enum class BookPartKind : std::uint8_t { kClients, kAppointments, kCalendar };

// What the one file that comes with the request holds, one part behind the other. What the files
// were called is the asker's.
struct BookPart {
  BookPartKind kind = BookPartKind::kClients;
  std::int64_t bytes = 0;
  std::optional<std::string> clinician{};  // of a calendar: whose, by sign-in name

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("kind", self.kind);
    visit("bytes", self.bytes, wire::range(1, book_import::kMaxBytes));
    visit("clinician", self.clinician, wire::line(1, 60));
  }
};

inline constexpr std::size_t kMaxBookParts = 102;  // a hundred calendars
inline constexpr wire::Text kBookService = wire::line(1, 60);

struct BookCheckRequest {
  std::vector<BookPart> parts;
  std::optional<std::string> service{};  // of events that name none

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("parts", self.parts, wire::at_most(kMaxBookParts));
    visit("service", self.service, kBookService);
  }
};

struct BookImportRequest {
  std::vector<BookPart> parts;
  std::string token;
  std::optional<std::string> service{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("parts", self.parts, wire::at_most(kMaxBookParts));
    visit("service", self.service, kBookService);
    visit("token", self.token, wire::line(64, 64));
  }
};

// Errors: kTooLarge (all files together); kMalformed (parts that are not what the file holds);
// those of server/features/book_import/book_import.h.
inline constexpr Command<BookCheckRequest, book_import::Outcome> kBookCheck{"book-check", true};
inline constexpr Command<BookImportRequest, book_import::Outcome> kBookImport{"book-import", true};
inline constexpr Command<wire::Nothing, book_import::Undone> kBookUndo{"book-undo"};

}  // namespace alcove::operation

namespace alcove::wire {

template <>
struct EnumWords<operation::BookPartKind> {
  using Kind = operation::BookPartKind;
  static constexpr EnumWord<Kind> words[] = {{Kind::kClients, "clients"},
                                             {Kind::kAppointments, "appointments"},
                                             {Kind::kCalendar, "calendar"}};
};

}  // namespace alcove::wire

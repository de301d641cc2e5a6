// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/notes_text.h"
#include "shared/wire/route.h"

// What a draft went through: kept revisions, which are never deleted.
namespace alcove::api::notes {

inline constexpr std::size_t kMaxRevisionPage = 100;

template <class Request, class Reply>
constexpr wire::Route<Request, Reply> note_reading_route(std::string_view path) {
  return {.method = wire::Method::kGet,
          .path = path,
          .permission = wire::Permission::kChartRead,
          .audit = wire::AuditClass::kRead,
          .stations = wire::kTherapyRoomOnly,
          .when_locked = wire::WhenLocked::kRefuse};
}

struct RevisionLine {
  NoteRevisionId revision;
  std::int64_t number = 0;  // of the save that it keeps
  UtcTime kept_at;
  UtcTime saved_at;
  KeptFor kept_for = KeptFor::kInterval;
  std::string terminal_name;
  rules::NoteFormat format = rules::NoteFormat::kSoap;
  std::int64_t length = 0;   // bytes of all its text
  std::string content_hash;  // docs/formats.md, "Note content"

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("revision", self.revision);
    visit("number", self.number, wire::range(0, INT64_MAX));
    visit("kept_at", self.kept_at);
    visit("saved_at", self.saved_at);
    visit("kept_for", self.kept_for);
    visit("terminal_name", self.terminal_name, kTerminalName);
    visit("format", self.format);
    visit("length", self.length, wire::range(0, INT64_MAX));
    visit("content_hash", self.content_hash, kHash);
  }
};

struct RevisionsRequest {
  NoteId note;
  std::optional<std::int64_t> next;  // of the page before

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("note", self.note);
    visit("next", self.next, wire::range(1, INT64_MAX));
  }
};

struct RevisionsReply {
  std::vector<RevisionLine> items;  // the newest first
  std::optional<std::int64_t> next;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxRevisionPage));
    visit("next", self.next, wire::range(1, INT64_MAX));
  }
};

inline constexpr auto revisions =
    note_reading_route<RevisionsRequest, RevisionsReply>("/v1/notes/revisions");

struct RevisionRequest {
  NoteId note;
  NoteRevisionId revision;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("note", self.note);
    visit("revision", self.revision);
  }
};

struct RevisionReply {
  RevisionLine line;
  Content content;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("line", self.line);
    visit("content", self.content);
  }
};

inline constexpr auto revision =
    note_reading_route<RevisionRequest, RevisionReply>("/v1/notes/revision");

}  // namespace alcove::api::notes

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/notes_revisions.h"
#include "shared/api/notes_signing.h"

// Lists of notes: a client's, and what is still to be written for a day's visits.
namespace alcove::api::notes {

inline constexpr std::size_t kMaxPage = 50;
inline constexpr std::size_t kMaxPreview = 160;  // code points
inline constexpr std::size_t kMaxVisits = 200;   // of one person and day
inline constexpr wire::Text kNext = wire::line(1, 64);

struct NoteLine {
  NoteId note;
  AppointmentId appointment;
  LocalDateTime visit_start;
  rules::NoteFormat format = rules::NoteFormat::kSoap;
  NoteState state = NoteState::kDraft;
  StaffId author;
  std::string author_name;
  std::string credential;            // under the signature; may be empty
  std::optional<UtcTime> signed_at;  // none: a draft
  std::optional<UtcTime> saved_at;   // none: nothing was typed yet
  std::int64_t addenda = 0;
  std::int64_t open_siblings = 0;
  bool addendum_in_draft = false;  // of the asking person, with words in it
  std::string preview;             // how it begins, on one line

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("note", self.note);
    visit("appointment", self.appointment);
    visit("visit_start", self.visit_start);
    visit("format", self.format);
    visit("state", self.state);
    visit("author", self.author);
    visit("author_name", self.author_name, kPersonName);
    visit("credential", self.credential, kCredential);
    visit("signed_at", self.signed_at);
    visit("saved_at", self.saved_at);
    visit("addenda", self.addenda, wire::range(0, kMaxAddenda));
    visit("open_siblings", self.open_siblings, wire::range(0, INT64_MAX));
    visit("addendum_in_draft", self.addendum_in_draft);
    visit("preview", self.preview, wire::line(0, kMaxPreview + 1));
  }
};

struct OfClientRequest {
  ClientId client;
  std::optional<std::string> next;  // of the page before

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
    visit("next", self.next, kNext);
  }
};

struct OfClientReply {
  std::vector<NoteLine> items;  // by visit, the latest first
  std::optional<std::string> next;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxPage));
    visit("next", self.next, kNext);
  }
};

inline constexpr auto of_client =
    note_reading_route<OfClientRequest, OfClientReply>("/v1/notes/of_client");

// Whether the visit has the asking person's note.
enum class VisitNote : std::uint8_t { kMissing, kDraft, kSigned };

struct VisitLine {
  AppointmentId appointment;
  VisitNote state = VisitNote::kMissing;
  std::optional<NoteId> note;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("appointment", self.appointment);
    visit("state", self.state);
    visit("note", self.note);
  }
};

struct MyDayRequest {
  std::optional<LocalDate> day;  // left out: today on the clinic's clock

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("day", self.day);
  }
};

struct MyDayReply {
  LocalDate day;
  std::vector<VisitLine> items;  // of appointments::my_day; a draft that is still empty is missing

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("day", self.day);
    visit("items", self.items, wire::at_most(kMaxVisits));
  }
};

// Beside appointments::my_day, and again with each chart_changed.
inline constexpr wire::Route<MyDayRequest, MyDayReply> my_day{
    .method = wire::Method::kGet,
    .path = "/v1/notes/my_day",
    .permission = wire::Permission::kNoteWrite,
    .audit = wire::AuditClass::kRead,
    .stations = wire::kTherapyRoomOnly,
    .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::notes

namespace alcove::wire {

template <>
struct EnumWords<api::notes::VisitNote> {
  using VisitNote = api::notes::VisitNote;
  static constexpr EnumWord<VisitNote> words[] = {{VisitNote::kMissing, "missing"},
                                                  {VisitNote::kDraft, "draft"},
                                                  {VisitNote::kSigned, "signed"}};
};

}  // namespace alcove::wire

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/room/room_terminal.h"

namespace alcove::tests {

using api::notes::Note;
using api::notes::NoteLine;
using rules::AppointmentState;

// A visit of Lucía Morales with L. Brandt at eleven today, and what the box says of her notes.
struct RoomClinic : DeskClinic {
  RoomClinic() {
    client = add_client("Lucía", "Morales");
    visit = book(client, today_at(11), room_2);
    reader.emplace(at, wire::Station::kTherapyRoom, "Therapy room 9", "brandt");
  }
  void mark(AppointmentState state) {
    other_desk->must(api::appointments::mark,
                     {.appointment = visit,
                      .base_revision = look(visit).row.appointment.revision,
                      .state = state,
                      .room = std::nullopt,
                      .reason = {}});
  }
  std::vector<NoteLine> notes() {
    return reader->must(api::notes::of_client, {.client = client, .next = std::nullopt}).items;
  }
  Note note() {
    const std::vector<NoteLine> all = notes();
    REQUIRE(all.size() == 1);
    return reader->must(api::notes::open, {.note = all[0].note});
  }
  std::string plan() {
    for (const auto& section : note().content.sections) {
      if (section.section == rules::NoteSection::kPlan) return section.text;
    }
    return {};
  }

  // What L. Brandt's addendum to the note says before it is signed.
  std::string addendum_in_draft() {
    const Note signed_note = note();
    const auto draft =
        reader->must(api::notes::open_addendum, {.addendum = new_id<NoteId>(),
                                                 .note = signed_note.line.note,
                                                 .if_held = api::notes::IfHeld::kRead});
    REQUIRE(draft.open_siblings == 0);
    return draft.content.sections.at(0).text;
  }
  api::notes::Draft open_elsewhere(const AppointmentId& of) {
    return reader->must(api::notes::open_draft, {.note = new_id<NoteId>(),
                                                 .appointment = of,
                                                 .format = rules::NoteFormat::kDap,
                                                 .if_held = api::notes::IfHeld::kRead});
  }
  // A draft of L. Brandt's with words in it, left.
  void draft_elsewhere(const AppointmentId& of, const std::string& plan) {
    const auto draft = open_elsewhere(of);
    api::notes::SaveRequest save{.note = draft.note,
                                 .revision = new_id<NoteRevisionId>(),
                                 .base = draft.revision,
                                 .content = draft.content};
    save.content.sections = {{rules::NoteSection::kPlan, plan}};
    reader->must(api::notes::save, save);
    reader->must(api::notes::leave, {.note = draft.note});
    // A terminal may ask fifty times a second.
    std::this_thread::sleep_for(std::chrono::milliseconds(80));
  }
  void go_on_elsewhere(const std::string& preview, const std::string& plan) {
    std::optional<std::string> next;
    do {
      const auto page = reader->must(api::notes::of_client, {.client = client, .next = next});
      for (const NoteLine& line : page.items) {
        if (line.preview == preview) draft_elsewhere(line.appointment, plan);
      }
      next = page.next;
    } while (next);
  }
  void sign_elsewhere(const AppointmentId& of, const std::string& plan) {
    const auto draft = open_elsewhere(of);
    api::notes::SaveRequest save{.note = draft.note,
                                 .revision = new_id<NoteRevisionId>(),
                                 .base = std::nullopt,
                                 .content = draft.content};
    save.content.sections = {{rules::NoteSection::kPlan, plan}};
    save.content.start = draft.visit_start;
    save.content.stop = draft.visit_start + std::chrono::minutes(50);
    reader->must(api::notes::save, save);
    const auto proof = reader->must(api::session::confirm,
                                    {.pin = {}, .password = ServedClinic::password_of("brandt")});
    reader->must(api::notes::sign,
                 {.note = draft.note, .revision = save.revision, .confirmation = proof.token});
  }

  ClientId client;
  AppointmentId visit;
  std::optional<ServedTerminal> reader;  // L. Brandt elsewhere, reading
};

// What stands in a section's editor.
inline bool holds(RoomTerminal& room, const std::string& section, const std::string& words) {
  return room.until(
      [&] { return room.driver->shows(section) && room.driver->widget(section).value == words; });
}

inline bool write_addendum(RoomTerminal& room, const std::string& words) {
  const bool ready = room.shows("section_8");
  if (ready) room.driver->click("section_8");
  if (ready) room.driver->type(words);
  return ready;
}

}  // namespace alcove::tests

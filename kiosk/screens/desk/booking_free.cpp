// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/booking_free.h"

#include <algorithm>

#include "kiosk/screens/desk/booking_takes.h"
#include "kiosk/screens/desk/client_words.h"
#include "kiosk/text/booking_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/resources_messages.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"

namespace alcove::screens::desk {
namespace {

using api::appointments::Place;
using rules::ConflictKind;

constexpr std::size_t kShownStarts = 4;

std::string when(text::Language language, const BookingModel& model) {
  const text::BookingMessages say(language);
  return say.book_when({.day = text::weekday_and_date(language, model.day),
                        .time = text::clock_time(language, *model.start())});
}

bool is_past(const BookingModel& model) {
  return model.kind != BookingKind::kWalkIn && *model.start() < model.now;
}

// How the time was understood: "2" is in the afternoon. Before a clinician is chosen nobody knows,
// and of a visit that stands there it is no news.
void say_free(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const BookingModel& model) {
  if (!model.clinician || model.unchanged()) return;
  const text::BookingMessages say(frame.language);
  const std::string at = when(frame.language, model);
  const bool past = is_past(model);
  std::string words = past ? say.book_is_past(at) : say.book_is_free(at);
  if (model.free->time_shifted) words = std::string(say.book_clock_change());
  const bool care = past || model.free->time_shifted;
  flow.cut_top(ui::notice(ui, {.name = "book_free",
                               .rect = flow,
                               .text = words,
                               .tone = care ? ui::Tone::kCare : ui::Tone::kGood,
                               .icon = past ? ui::Icon::kInfo : ui::Icon::kCheckCircle}));
}

// What is free instead, each for a button.
struct Offers {
  std::vector<ui::BarButton> buttons{};
  std::vector<std::pair<std::optional<RoomId>, std::optional<LocalDateTime>>> meant{};
  std::string words{};

  void add(std::string label, std::optional<RoomId> room, std::optional<LocalDateTime> start) {
    buttons.push_back(
        {.name = "offer_" + std::to_string(buttons.size()), .label = std::move(label)});
    meant.emplace_back(room, start);
  }
};

Offers offers_in(text::Language language, const BookingModel& model) {
  const text::BookingMessages say(language);
  const auto& free = *model.free;
  Offers offers;
  const bool room_taken =
      std::any_of(free.collisions.begin(), free.collisions.end(),
                  [](const auto& collision) { return collision.place == Place::kRoom; });
  for (const RoomId& room : free.free_rooms) {
    const std::string name = name_in(model.rooms, std::optional(room));
    if (!room_taken || name.empty() || offers.buttons.size() == kShownStarts) continue;
    if (offers.buttons.empty()) offers.words += " " + say.book_room_free(name);
    offers.add(say.book_take_room(name), room, std::nullopt);
  }
  const std::size_t times = std::min(kShownStarts, free.other_starts.size());
  for (std::size_t i = 0; i < times; ++i) {
    offers.add(text::clock_time(language, free.other_starts[i]), std::nullopt,
               free.other_starts[i]);
  }
  if (times > 0) offers.words += " " + std::string(say.book_other_times());
  if (offers.buttons.empty() && model.is_refused()) {
    const bool no_time_helps = std::ranges::any_of(free.conflicts, [](const auto& one) {
      return one.kind == ConflictKind::kCredential && one.weight == rules::ConflictWeight::kHard;
    });
    offers.words +=
        " " + std::string(no_time_helps ? say.book_other_clinician() : say.book_no_other_times());
  }
  return offers;
}

void reason_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, BookingModel& model) {
  ui::FieldSpec spec;
  spec.name = "book_override";
  spec.max_code_points = api::appointments::kOverrideReason.max;
  spec.enabled = !frame.busy;
  spec.language = frame.language;
  flow.cut_top(ui.theme().px(12));
  ui::labelled_field(ui, flow, text::BookingMessages(frame.language).book_override(), spec,
                     model.override_reason);
}

void say_interpreter(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                     const BookingModel& model) {
  if (!model.free->interpreter || takes_interpreter(model, *model.free->interpreter)) return;
  const text::BookingMessages say(frame.language);
  const std::string_view spoken = spoken_language(frame.language, *model.free->interpreter);
  const std::string name = name_in(model.clinicians, model.clinician);
  const std::string words = name.empty()
                                ? say.book_interpreter(spoken)
                                : say.book_interpreter_with({.language = spoken, .name = name});
  flow.cut_top(ui::notice(ui, {.name = "book_interpreter",
                               .rect = flow,
                               .text = words,
                               .tone = ui::Tone::kNote,
                               .icon = ui::Icon::kSpeak}));
  flow.cut_top(ui.theme().px(12));
}

// " (Intake, T. Lindqvist)"; who leads it is left out where it is said of that person.
std::string what_words(const std::optional<api::appointments::WhatStands>& what,
                       const std::string& name) {
  if (!what) return {};
  return " (" + what->service + (what->clinician == name ? "" : ", " + what->clinician) + ")";
}

}  // namespace

std::array<std::string, 7> weekday_words(text::Language language) {
  std::array<std::string, 7> words;
  for (unsigned i = 0; i < words.size(); ++i)
    words[i] = text::weekday_letters(language, (i + 1) % 7);
  return words;
}

bool free_words(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, BookingModel& model) {
  if (!model.free || !model.start()) return false;
  say_interpreter(ui, flow, frame, model);
  if (!model.is_refused() && model.free->conflicts.empty()) {
    say_free(ui, flow, frame, model);
    return false;
  }
  const Offers offers = offers_in(frame.language, model);
  flow.cut_top(ui::notice(ui, {.name = model.is_refused() ? "book_taken" : "book_soft",
                               .rect = flow,
                               .text = words_against(frame.language, model) + offers.words,
                               .tone = ui::Tone::kCare,
                               .icon = ui::Icon::kInfo}));
  std::optional<std::size_t> pressed;
  if (!offers.buttons.empty()) {
    flow.cut_top(ui.theme().px(12));
    const float height = ui::button_rows_height(ui, flow.width, offers.buttons);
    pressed = ui::button_rows(ui, flow.cut_top(height), offers.buttons);
  }
  if (model.needs_reason() && !model.repeats()) reason_field(ui, flow, frame, model);
  if (!pressed) return false;
  if (offers.meant[*pressed].first) model.room = offers.meant[*pressed].first;
  if (offers.meant[*pressed].second) {
    model.time = text::clock_time(frame.language, *offers.meant[*pressed].second);
  }
  return true;
}

std::string words_against(text::Language language, const BookingModel& model) {
  const text::BookingMessages say(language);
  std::vector<std::string> sentences;
  for (const auto& collision : model.free->collisions) {
    sentences.push_back(collision_words(language, model, collision));
  }
  for (const api::resources::ResourceId& one : model.free->retired) {
    sentences.push_back(
        text::ResourcesMessages(language).retired_resource(resource_name(model.resources, one)));
  }
  for (const auto& conflict : model.free->conflicts) {
    sentences.push_back(conflict_words(language, model, conflict));
  }
  if (model.needs_reason()) {
    if (is_past(model))
      sentences.insert(sentences.begin(), say.book_only_past(when(language, model)));
    if (model.free->time_shifted) sentences.emplace_back(say.book_clock_change());
    sentences.emplace_back(say.book_with_reason());
  }
  std::string words;
  for (const std::string& sentence : sentences) words += (words.empty() ? "" : " ") + sentence;
  return words;
}

std::string taken_sentence(text::Language language, const std::string& name,
                           const api::appointments::Collision& collision) {
  const text::BookingMessages say(language);
  const text::ResourcesMessages say_taken(language);
  const std::string from = text::clock_time(language, collision.start);
  const std::string until = text::clock_time(language, collision.end);
  const std::string what = what_words(collision.what, name);
  switch (collision.place) {
    case Place::kClinician:
      return say.taken_clinician({.name = name, .from = from, .until = until, .what = what});
    case Place::kRoom:
      return say.taken_room({.name = name, .from = from, .until = until, .what = what});
    case Place::kClient:
      return say.taken_client({.name = name, .from = from, .until = until, .what = what});
    case Place::kResource:
      if (name.empty()) {
        return say_taken.taken_one_of_them({.from = from, .until = until, .what = what});
      }
      return say_taken.taken_resource({.name = name, .from = from, .until = until, .what = what});
  }
  return {};
}

std::string collision_words(text::Language language, const BookingModel& model,
                            const api::appointments::Collision& collision) {
  switch (collision.place) {
    case Place::kClinician:
      return taken_sentence(language, name_in(model.clinicians, model.clinician), collision);
    case Place::kRoom:
      return taken_sentence(language, name_in(model.rooms, model.room), collision);
    case Place::kClient:
      return taken_sentence(language, model.client_name, collision);
    case Place::kResource:
      return taken_sentence(
          language,
          collision.resource ? resource_name(model.resources, *collision.resource) : std::string(),
          collision);
  }
  return {};
}

std::string credentials_of(const std::vector<api::clinic_setup::Service>& services,
                           const std::optional<api::clinic_setup::ServiceId>& service) {
  const auto index = index_of(services, service);
  return index ? rules::credentials_line(services[*index].credentials) : std::string();
}

std::string conflict_words(text::Language language, const BookingModel& model,
                           const api::appointments::Conflict& conflict) {
  const std::string name = name_in(model.clinicians, model.clinician);
  const std::string credentials = credentials_of(model.services, model.service);
  if (conflict.kind == ConflictKind::kCredential && !credentials.empty()) {
    return text::BookingMessages(language).conflict_credential(
        {.service = name_in(model.services, model.service),
         .credentials = credentials,
         .name = name});
  }
  return conflict_sentence(language, name, conflict);
}

std::string_view kind_words(text::Language language, rules::ConflictKind kind) {
  const text::BookingMessages say(language);
  switch (kind) {
    case ConflictKind::kCredential:
      return say.kind_credential();
    case ConflictKind::kClosed:
      return say.kind_closed();
    case ConflictKind::kTimeOff:
      return say.kind_away();
    case ConflictKind::kOutsideHours:
      return say.kind_outside_hours();
    case ConflictKind::kSlotType:
      return say.kind_slot_type();
    case ConflictKind::kBuffer:
      return say.kind_pause();
    case ConflictKind::kLunch:
      return say.kind_lunch();
    case ConflictKind::kCrisisHold:
      return say.kind_crisis();
    case ConflictKind::kOverCap:
      return say.kind_cap();
    case ConflictKind::kOverbook:
      return say.kind_overbook();
  }
  return {};
}

std::string conflict_sentence(text::Language language, const std::string& name,
                              const api::appointments::Conflict& conflict) {
  const text::BookingMessages say(language);
  const std::string from = text::clock_time(language, conflict.start);
  const std::string until = text::clock_time(language, conflict.end);
  switch (conflict.kind) {
    case ConflictKind::kCredential:
      return say.conflict_no_credential(name);
    case ConflictKind::kClosed:
      return say.conflict_closed(text::weekday_and_date(language, date_of(conflict.start)));
    case ConflictKind::kTimeOff:
      return say.conflict_away({.name = name, .from = from, .until = until});
    case ConflictKind::kOutsideHours:
      return say.conflict_outside_hours({.name = name, .from = from, .until = until});
    case ConflictKind::kSlotType:
      return say.conflict_slot_type({.name = name, .from = from, .until = until});
    case ConflictKind::kBuffer:
      return say.conflict_pause({.from = from, .until = until});
    case ConflictKind::kLunch:
      return say.conflict_lunch({.name = name, .from = from, .until = until});
    case ConflictKind::kCrisisHold:
      return say.conflict_crisis({.from = from, .until = until});
    case ConflictKind::kOverCap:
      return say.conflict_cap(name);
    case ConflictKind::kOverbook:
      return say.conflict_overbook({.name = name, .from = from, .until = until});
  }
  return {};
}

}  // namespace alcove::screens::desk

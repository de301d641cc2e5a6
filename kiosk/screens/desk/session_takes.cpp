// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/session_takes.h"

#include <algorithm>
#include <set>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/booking_takes.h"
#include "kiosk/screens/desk/client_words.h"
#include "kiosk/text/booking_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/resources_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using api::clients::SpokenLanguage;
using api::resources::Resource;
using api::resources::ResourceId;
using Looks = std::span<const FreeMeetingReply* const>;

bool is_chosen(const SessionTakes& takes, const ResourceId& id) {
  return std::find(takes.chosen.begin(), takes.chosen.end(), id) != takes.chosen.end();
}

bool somebody_interprets(const SessionTakes& takes, SpokenLanguage language) {
  return std::any_of(takes.resources.begin(), takes.resources.end(), [&](const Resource& one) {
    return is_chosen(takes, one.id) && api::resources::interprets(one, language);
  });
}

std::set<SpokenLanguage> asked_into(Looks looks) {
  std::set<SpokenLanguage> into;
  for (const FreeMeetingReply* const look : looks) {
    into.insert(look->interpreters.begin(), look->interpreters.end());
  }
  return into;
}

// What is in the way of what is chosen is said where it is chosen too.
std::string words_against_takes(text::Language language, const SessionTakes& takes, Looks looks) {
  std::vector<std::string> all;
  for (const FreeMeetingReply* const look : looks) {
    for (const auto& one : look->collisions) {
      if (one.place != api::appointments::Place::kResource) continue;
      std::string words = taken_sentence(language, one.name,
                                         {one.place, one.start, one.end, std::nullopt, one.what});
      if (std::find(all.begin(), all.end(), words) == all.end()) all.push_back(std::move(words));
    }
  }
  std::string words = retired_words(language, takes.resources, takes.chosen);
  for (const std::string& one : all) words += (words.empty() ? "" : " ") + one;
  return words;
}

}  // namespace

std::string SessionTakes::ids() const {
  return api::resources::ids_words(chosen);
}

bool SessionTakes::is_in_use() const {
  return std::none_of(resources.begin(), resources.end(), [this](const Resource& one) {
    return one.retired && is_chosen(*this, one.id);
  });
}

void session_takes_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SessionTakes& takes,
                         std::string name, Looks looks) {
  const TakesChoice choice{{}, takes.resources, takes.chosen};
  if (takes_field(ui, flow, frame, choice, std::move(name))) takes.choosing = true;
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  const ui::TextLook care{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare};
  const std::string retired = retired_words(frame.language, takes.resources, takes.chosen);
  if (!retired.empty()) ui::paragraph_in(ui, flow, care, retired, ui.theme().gap_small());
  for (const SpokenLanguage one : asked_into(looks)) {
    if (somebody_interprets(takes, one)) continue;
    ui::paragraph_in(ui, flow, soft,
                     text::BookingMessages(frame.language)
                         .book_interpreter(spoken_language(frame.language, one)),
                     ui.theme().gap_small());
  }
}

void choose_session_takes(ui::Ui& ui, const SheetFrame& frame, SessionTakes& takes,
                          std::string_view about, Looks looks) {
  if (!takes.choosing) return;
  TakesChoice choice{about, takes.resources, takes.chosen};
  for (const SpokenLanguage one : asked_into(looks)) {
    if (!choice.interpret_into && !somebody_interprets(takes, one)) choice.interpret_into = one;
  }
  choice.against = words_against_takes(frame.language, takes, looks);
  if (draw_takes(ui, frame, choice).closed) takes.choosing = false;
}

std::string takes_refusal(text::Language language, ErrorCode code, std::string_view field) {
  const text::ResourcesMessages say(language);
  if (code == ErrorCode::kTaken && field == "resource") {
    return std::string(say.session_takes_taken());
  }
  if (code == ErrorCode::kNotFound && field == "resources") {
    return std::string(say.session_takes_gone());
  }
  return {};
}

}  // namespace alcove::screens::desk

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/station_flow.h"

#include <algorithm>

#include "kiosk/text/dates.h"
#include "kiosk/text/standing_messages.h"
#include "kiosk/widgets/panels.h"

namespace alcove::flows {

ui::Connection box_connection(const link::Box& box, text::Language language) {
  const client::LinkState& state = box.link();
  ui::Connection connection{.there = state.connected,
                            .away_since = {},
                            .waiting = box.waiting(),
                            .takes_nothing = box.takes_nothing()};
  if (!state.connected && state.away_since) {
    connection.away_since = text::clock_time(language, box.zone().to_local(*state.away_since));
  }
  return connection;
}

std::string damage_words(const link::Box& box, text::Language language, Telling telling) {
  const link::KeptDamage damage = box.damage();
  if (!damage.any()) return {};
  const text::StandingMessages say(language);
  if (telling == Telling::kInShort) return std::string(say.damage_short());
  const bool words = damage.waiting.files > 0;
  const offline::Damage& told = words ? damage.waiting : damage.acknowledged;
  const std::string kilobytes = std::to_string(std::max<std::size_t>(1, (told.bytes + 999) / 1000));
  const std::string file = (words ? "spool/" : "kept/") + told.name;
  return words ? say.damage_waiting({.kilobytes = kilobytes, .file = file})
               : say.damage_acknowledged({.kilobytes = kilobytes, .file = file});
}

float StaffContext::notices_height(const ui::Ui& ui, float width) const {
  const float of_office = notices.height ? notices.height(ui, width) : 0;
  const std::string damage = damage_words(box, language, Telling::kInShort);
  if (damage.empty()) return of_office;
  const float own = ui::notice_height(ui, width, damage);
  return of_office > 0 ? of_office + ui.theme().gap_small() + own : own;
}

void StaffContext::draw_notices(ui::Ui& ui, const ui::Rect& rect) const {
  ui::Rect place = rect;
  const std::string damage = damage_words(box, language, Telling::kInShort);
  if (!damage.empty()) {
    const float own = ui::notice_height(ui, rect.width, damage);
    ui::notice(ui, {.name = "damage",
                    .rect = place.cut_bottom(own),
                    .text = damage,
                    .tone = ui::Tone::kCare,
                    .icon = ui::Icon::kWarning});
    place.cut_bottom(ui.theme().gap_small());
  }
  if (notices.height && notices.height(ui, rect.width) > 0) notices.draw(ui, place);
}

std::string StaffContext::person() const {
  const api::staff::Member& member = session.person;
  if (member.credential.empty()) return member.display_name;
  return member.display_name + ", " + member.credential;
}

bool StaffContext::has_role(api::Role role) const {
  const std::vector<api::Role>& roles = session.person.roles;
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

ui::Connection StaffContext::connection() const {
  return box_connection(box, language);
}

LocalDateTime StaffContext::wall_clock() const {
  return zone.to_local(box.now());
}

float StaffContext::top_bar_height(const ui::Ui& ui) const {
  const std::string name = person();
  return ui::top_bar_height(ui, {.language = language,
                                 .connection = connection(),
                                 .person = name,
                                 .person_part = ui::PersonPart::kButton});
}

ui::Rect StaffContext::top_bar(ui::Ui& ui, const ui::Rect& rect) const {
  const std::string name = person();
  const ui::TopBarReaction reaction = ui::top_bar(ui, rect,
                                                  {.language = language,
                                                   .connection = connection(),
                                                   .person = name,
                                                   .person_part = ui::PersonPart::kButton});
  if (reaction.lock) lock();
  if (reaction.person) open_person_sheet();
  return reaction.left;
}

}  // namespace alcove::flows

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/station_flow.h"

#include <algorithm>

#include "kiosk/text/dates.h"
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

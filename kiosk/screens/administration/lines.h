// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kiosk/screens/administration/page.h"
#include "kiosk/screens/administration/set_aside_words.h"
#include "kiosk/widgets/sheet.h"

// What the administrator's page says of each person, terminal and condition, before it is drawn.
namespace alcove::screens::administration {

struct Pill {
  std::string words;
  ui::Tone tone = ui::Tone::kNeutral;
};

// A row of the list.
struct Line {
  std::string name;  // of the widget
  std::string title;
  std::string below;
  Pill pill{};
};

// Of what may be taken out of use: rooms, services, interpreters and equipment.
Pill use_pill(text::Language language, bool retired);

// What stands beside the list. Its texts may mark words in bold.
struct Side {
  std::string title;
  std::string below;
  std::vector<Pill> pills{};
  std::vector<std::string> texts{};
  std::vector<Passage> passages{};  // below the texts; words of people, marked by nothing
  std::vector<std::pair<Act, ui::BarButton>> foot{};
};

std::vector<Line> people_lines(const PageModel& model);
Side person_side(const PageModel& model, const Colleague& person);

std::vector<Line> terminal_lines(const PageModel& model);
Side terminal_side(const PageModel& model, const Terminal& terminal);

std::vector<Line> box_lines(const PageModel& model);
Side condition_side(const PageModel& model, const Condition& condition);

std::vector<Line> rule_lines(const PageModel& model);
Side rule_side(const PageModel& model, ClinicRule rule);

std::vector<Line> room_lines(const PageModel& model);
Side room_side(const PageModel& model, const Room& room);

std::vector<Line> service_lines(const PageModel& model);
Side service_side(const PageModel& model, const Service& service);

std::vector<Line> resource_lines(const PageModel& model);
Side resource_side(const PageModel& model, const Resource& resource);

std::vector<Line> set_aside_lines(const PageModel& model);
Side set_aside_side(const PageModel& model, const SetAsideLine& line);

// "today at 9:53", "on November 23, 2026"
std::string when_words(text::Language language, const Zone& zone, UtcTime now, UtcTime at);

}  // namespace alcove::screens::administration

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/page_shown.h"

#include "kiosk/text/administration_messages.h"
#include "kiosk/text/clinic_rules_messages.h"
#include "kiosk/text/clinic_setup_messages.h"
#include "kiosk/text/resources_messages.h"
#include "kiosk/text/set_aside_messages.h"

namespace alcove::screens::administration {
namespace {

using PageSay = text::AdministrationMessages;

template <class Item, class Id>
std::optional<std::size_t> place_of(const std::vector<Item>& all, const std::optional<Id>& id) {
  for (std::size_t i = 0; id && i < all.size(); ++i) {
    if (all[i].id == *id) return i;
  }
  return std::nullopt;
}

Shown show_people(const PageModel& model, const PageSay& say) {
  Shown shown{.lines = people_lines(model),
              .chosen = place_of(model.people.all, model.person),
              .read = model.people.read,
              .problem = model.people.problem,
              .empty_title = say.people_empty_title(),
              .empty_text = say.people_empty_text(),
              .choose = say.people_choose(),
              .add = say.people_add(),
              .add_act = Act::kAddPerson};
  if (shown.chosen) shown.side = person_side(model, model.people.all[*shown.chosen]);
  return shown;
}

Shown show_terminals(const PageModel& model, const PageSay& say) {
  Shown shown{.lines = terminal_lines(model),
              .chosen = place_of(model.terminals.all, model.terminal),
              .read = model.terminals.read,
              .problem = model.terminals.problem,
              .empty_title = say.terminals_empty_title(),
              .empty_text = say.terminals_empty_text(),
              .choose = say.terminals_choose(),
              .add = say.terminals_add(),
              .add_act = Act::kNewTerminal};
  if (shown.chosen) shown.side = terminal_side(model, model.terminals.all[*shown.chosen]);
  return shown;
}

Shown show_box(const PageModel& model, const PageSay& say) {
  Shown shown{.lines = box_lines(model),
              .chosen = model.condition,
              .read = model.box.read,
              .problem = model.box.problem,
              .empty_title = say.box_fine_title(),
              .empty_text = say.box_fine_text(),
              .choose = say.box_choose()};
  if (shown.chosen && *shown.chosen >= model.box.all.size()) shown.chosen.reset();
  if (shown.chosen) shown.side = condition_side(model, model.box.all[*shown.chosen]);
  return shown;
}

Shown show_rules(const PageModel& model) {
  Shown shown{.lines = rule_lines(model),
              .chosen = model.rule,
              .read = model.rules.read,
              .problem = model.rules.problem,
              .choose = text::ClinicRulesMessages(model.language).rules_choose()};
  if (shown.chosen && *shown.chosen >= model.rules.all.size()) shown.chosen.reset();
  if (shown.chosen) shown.side = rule_side(model, model.rules.all[*shown.chosen]);
  return shown;
}

Shown show_rooms(const PageModel& model) {
  const text::ClinicSetupMessages say(model.language);
  Shown shown{.lines = room_lines(model),
              .chosen = place_of(model.rooms.all, model.room),
              .read = model.rooms.read,
              .problem = model.rooms.problem,
              .empty_title = say.rooms_empty_title(),
              .empty_text = say.rooms_empty_text(),
              .choose = say.rooms_choose(),
              .add = say.rooms_add(),
              .add_act = Act::kAddRoom};
  if (shown.chosen) shown.side = room_side(model, model.rooms.all[*shown.chosen]);
  return shown;
}

Shown show_services(const PageModel& model) {
  const text::ClinicSetupMessages say(model.language);
  Shown shown{.lines = service_lines(model),
              .chosen = place_of(model.services.all, model.service),
              .read = model.services.read,
              .problem = model.services.problem,
              .empty_title = say.services_empty_title(),
              .empty_text = say.services_empty_text(),
              .choose = say.services_choose(),
              .add = say.services_add(),
              .add_act = Act::kAddService};
  if (shown.chosen) shown.side = service_side(model, model.services.all[*shown.chosen]);
  return shown;
}

Shown show_resources(const PageModel& model) {
  const text::ResourcesMessages say(model.language);
  Shown shown{.lines = resource_lines(model),
              .chosen = place_of(model.resources.all, model.resource),
              .read = model.resources.read,
              .problem = model.resources.problem,
              .empty_title = say.resource_empty_title(),
              .empty_text = say.resource_empty_text(),
              .choose = say.resource_choose(),
              .add = say.resource_add(),
              .add_act = Act::kAddResource};
  if (shown.chosen) shown.side = resource_side(model, model.resources.all[*shown.chosen]);
  return shown;
}

Shown show_set_aside(const PageModel& model) {
  const text::SetAsideMessages say(model.language);
  Shown shown{.lines = set_aside_lines(model),
              .chosen = {},
              .read = model.aside.read,
              .problem = model.aside.problem,
              .empty_title = say.aside_empty_title(),
              .empty_text = say.aside_empty_text(),
              .choose = say.aside_choose()};
  for (std::size_t i = 0; i < model.aside.all.size(); ++i) {
    if (model.aside.all[i].record == model.aside_chosen) shown.chosen = i;
  }
  if (shown.chosen) shown.side = set_aside_side(model, model.aside.all[*shown.chosen]);
  return shown;
}

}  // namespace

Shown shown_in(const PageModel& model) {
  const PageSay say(model.language);
  switch (model.section) {
    case Section::kPeople:
      return show_people(model, say);
    case Section::kTerminals:
      return show_terminals(model, say);
    case Section::kBox:
      return show_box(model, say);
    case Section::kRules:
      return show_rules(model);
    case Section::kRooms:
      return show_rooms(model);
    case Section::kServices:
      return show_services(model);
    case Section::kResources:
      return show_resources(model);
    case Section::kSetAside:
      return show_set_aside(model);
  }
  return {};
}

void choose(PageModel& model, std::optional<std::size_t> index) {
  switch (model.section) {
    case Section::kPeople:
      model.person = index ? std::optional(model.people.all[*index].id) : std::nullopt;
      return;
    case Section::kTerminals:
      model.terminal = index ? std::optional(model.terminals.all[*index].id) : std::nullopt;
      return;
    case Section::kBox:
      model.condition = index;
      return;
    case Section::kRules:
      model.rule = index;
      return;
    case Section::kRooms:
      model.room = index ? std::optional(model.rooms.all[*index].id) : std::nullopt;
      return;
    case Section::kServices:
      model.service = index ? std::optional(model.services.all[*index].id) : std::nullopt;
      return;
    case Section::kResources:
      model.resource = index ? std::optional(model.resources.all[*index].id) : std::nullopt;
      return;
    case Section::kSetAside:
      model.aside_chosen = index ? std::optional(model.aside.all[*index].record) : std::nullopt;
      return;
  }
}

const Colleague* PageModel::chosen_person() const {
  const auto place = place_of(people.all, person);
  return place ? &people.all[*place] : nullptr;
}

const Terminal* PageModel::chosen_terminal() const {
  const auto place = place_of(terminals.all, terminal);
  return place ? &terminals.all[*place] : nullptr;
}

const Room* PageModel::chosen_room() const {
  const auto place = place_of(rooms.all, room);
  return place ? &rooms.all[*place] : nullptr;
}

const Service* PageModel::chosen_service() const {
  const auto place = place_of(services.all, service);
  return place ? &services.all[*place] : nullptr;
}

const Resource* PageModel::chosen_resource() const {
  const auto place = place_of(resources.all, resource);
  return place ? &resources.all[*place] : nullptr;
}

}  // namespace alcove::screens::administration

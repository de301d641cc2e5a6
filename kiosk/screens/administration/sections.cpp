// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/page_parts.h"
#include "kiosk/text/administration_messages.h"
#include "kiosk/text/clinic_rules_messages.h"
#include "kiosk/text/clinic_setup_messages.h"
#include "kiosk/text/resources_messages.h"
#include "kiosk/text/set_aside_messages.h"

namespace alcove::screens::administration {

using Say = text::AdministrationMessages;

std::string section_label(const PageModel& model, Section section) {
  const Say say(model.language);
  const text::SetAsideMessages aside(model.language);
  switch (section) {
    case Section::kPeople:
      return std::string(say.admin_people());
    case Section::kTerminals:
      return std::string(say.admin_terminals());
    case Section::kBox:
      if (model.box.all.empty()) return std::string(say.admin_box());
      return say.admin_box_some(std::to_string(model.box.all.size()));
    case Section::kRules:
      return std::string(text::ClinicRulesMessages(model.language).rules_section());
    case Section::kRooms:
      return std::string(text::ClinicSetupMessages(model.language).rooms_section());
    case Section::kServices:
      return std::string(text::ClinicSetupMessages(model.language).services_section());
    case Section::kResources:
      return std::string(text::ResourcesMessages(model.language).resource_section());
    case Section::kSetAside:
      if (model.aside_open == 0) return std::string(aside.aside_section());
      return aside.aside_section_some(std::to_string(model.aside_open));
  }
  return {};
}

std::string_view section_name(Section section) {
  switch (section) {
    case Section::kPeople:
      return "section_people";
    case Section::kTerminals:
      return "section_terminals";
    case Section::kBox:
      return "section_box";
    case Section::kRules:
      return "section_rules";
    case Section::kRooms:
      return "section_rooms";
    case Section::kServices:
      return "section_services";
    case Section::kResources:
      return "section_resources";
    case Section::kSetAside:
      return "section_set_aside";
  }
  return {};
}

}  // namespace alcove::screens::administration

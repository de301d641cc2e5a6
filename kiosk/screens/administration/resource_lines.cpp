// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/lines.h"
#include "kiosk/screens/desk/takes_words.h"
#include "kiosk/text/resources_messages.h"

namespace alcove::screens::administration {
namespace {

using api::resources::ResourceKind;

std::string what_it_is(const text::ResourcesMessages& say, ResourceKind kind) {
  switch (kind) {
    case ResourceKind::kEquipment:
      return std::string(say.resource_is_equipment());
    case ResourceKind::kInterpreter:
      return std::string(say.resource_is_interpreter());
  }
  return {};
}

}  // namespace

std::vector<Line> resource_lines(const PageModel& model) {
  const text::ResourcesMessages say(model.language);
  std::vector<Line> lines;
  for (const Resource& one : model.resources.all) {
    std::string below = what_it_is(say, one.kind);
    if (!one.languages.empty())
      below += " · " + desk::languages_line(model.language, one.languages);
    lines.push_back({.name = "resource_" + one.id.text(),
                     .title = one.name,
                     .below = std::move(below),
                     .pill = use_pill(model.language, one.retired)});
  }
  return lines;
}

Side resource_side(const PageModel& model, const Resource& resource) {
  const text::ResourcesMessages say(model.language);
  Side side{.title = resource.name, .below = what_it_is(say, resource.kind)};
  side.pills.push_back(use_pill(model.language, resource.retired));
  if (!resource.languages.empty()) {
    side.texts.push_back(
        say.resource_speaks(desk::languages_line(model.language, resource.languages)));
  }
  if (resource.retired) side.texts.emplace_back(say.resource_retired_text());
  side.foot.emplace_back(Act::kChangeResource,
                         ui::BarButton{.name = "resource_change",
                                       .label = std::string(say.resource_change()),
                                       .kind = ui::ButtonKind::kPrimary,
                                       .enabled = model.there});
  return side;
}

}  // namespace alcove::screens::administration

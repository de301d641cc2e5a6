// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/booking_takes.h"

#include <algorithm>
#include <utility>

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/takes_words.h"
#include "kiosk/text/resources_messages.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using api::resources::Resource;
using api::resources::ResourceId;
using api::resources::ResourceKind;

bool is_taken(const std::vector<ResourceId>& takes, const ResourceId& id) {
  return std::find(takes.begin(), takes.end(), id) != takes.end();
}

std::string names_taken(const TakesChoice& choice) {
  std::string names;
  for (const ResourceId& id : choice.takes) {
    names += (names.empty() ? "" : ", ") + resource_name(choice.resources, id);
  }
  return names;
}

// Those in use, and what the visit has of others; who interprets into the language that is needed
// first, then the other interpreters.
std::vector<Resource> offered_resources(const TakesChoice& choice) {
  std::vector<Resource> offered;
  for (const Resource& one : choice.resources) {
    if (!one.retired || is_taken(choice.takes, one.id)) offered.push_back(one);
  }
  const auto rank = [&](const Resource& one) {
    if (one.kind == ResourceKind::kEquipment) return 2;
    return choice.interpret_into && api::resources::interprets(one, *choice.interpret_into) ? 0 : 1;
  };
  std::stable_sort(offered.begin(), offered.end(),
                   [&](const Resource& a, const Resource& b) { return rank(a) < rank(b); });
  return offered;
}

}  // namespace

// What is in the way of what is chosen is said where it is chosen.
TakesChoice takes_of(text::Language language, BookingModel& model) {
  TakesChoice choice{model.client_name, model.resources, model.takes, model.interpret_into};
  if (!model.free) return choice;
  for (const auto& collision : model.free->collisions) {
    if (collision.place != api::appointments::Place::kResource) continue;
    choice.against +=
        (choice.against.empty() ? "" : " ") + collision_words(language, model, collision);
  }
  return choice;
}

std::string resource_name(const std::vector<Resource>& resources, const ResourceId& id) {
  for (const Resource& one : resources) {
    if (one.id == id) return one.name;
  }
  return {};
}

std::string retired_words(text::Language language, const std::vector<Resource>& resources,
                          const std::vector<ResourceId>& takes) {
  std::string words;
  for (const Resource& one : resources) {
    if (!one.retired || !is_taken(takes, one.id)) continue;
    words +=
        (words.empty() ? "" : " ") + text::ResourcesMessages(language).retired_resource(one.name);
  }
  return words;
}

bool takes_interpreter(const BookingModel& model, api::clients::SpokenLanguage language) {
  return std::any_of(model.resources.begin(), model.resources.end(), [&](const Resource& one) {
    return is_taken(model.takes, one.id) && api::resources::interprets(one, language);
  });
}

bool takes_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const TakesChoice& choice,
                 std::string name) {
  if (offered_resources(choice).empty()) return false;
  const text::ResourcesMessages say(frame.language);
  return ui::labelled_select(
      ui, flow, say.takes_label(),
      {.name = std::move(name), .value = names_taken(choice), .placeholder = say.takes_none()});
}

TakesAnswer draw_takes(ui::Ui& ui, const SheetFrame& frame, const TakesChoice& choice) {
  const text::ResourcesMessages say(frame.language);
  const ui::BarButton foot[] = {{.name = "takes_done",
                                 .label = std::string(say.takes_done()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "takes_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.takes_label()),
                                         .below = say.takes_text(choice.client_name),
                                         .width = 680,
                                         .foot = foot,
                                         .steady = true});
  const bool full = choice.takes.size() >= choice.most;
  TakesAnswer answer;
  for (const Resource& one : offered_resources(choice)) {
    bool ticked = is_taken(choice.takes, one.id);
    const std::string label = resource_words(frame.language, one);
    if (!ui::tick_row(ui, sheet.flow,
                      {.name = "takes_" + one.id.text(),
                       .label = label,
                       .enabled = !frame.busy && (ticked || !full)},
                      ticked)) {
      continue;
    }
    answer.changed = true;
    std::erase(choice.takes, one.id);
    if (ticked) choice.takes.push_back(one.id);
  }
  if (!choice.against.empty()) {
    sheet.flow.cut_top(ui::notice(ui, {.name = "takes_taken",
                                       .rect = sheet.flow,
                                       .text = choice.against,
                                       .tone = ui::Tone::kCare,
                                       .icon = ui::Icon::kInfo}));
  }
  ui::end_sheet(ui, sheet);
  answer.closed = sheet.closed || sheet.pressed;
  return answer;
}

}  // namespace alcove::screens::desk

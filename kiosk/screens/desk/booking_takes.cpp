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

bool is_taken(const BookingModel& model, const ResourceId& id) {
  return std::find(model.takes.begin(), model.takes.end(), id) != model.takes.end();
}

std::string names_taken(const BookingModel& model) {
  std::string names;
  for (const ResourceId& id : model.takes) {
    names += (names.empty() ? "" : ", ") + resource_name(model, id);
  }
  return names;
}

// What is in the way of what is chosen, where it is chosen.
void say_in_the_way(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                    const BookingModel& model) {
  if (!model.free) return;
  std::string words;
  for (const auto& collision : model.free->collisions) {
    if (collision.place != api::appointments::Place::kResource) continue;
    words += (words.empty() ? "" : " ") + collision_words(frame.language, model, collision);
  }
  if (words.empty()) return;
  flow.cut_top(ui::notice(ui, {.name = "takes_taken",
                               .rect = flow,
                               .text = words,
                               .tone = ui::Tone::kCare,
                               .icon = ui::Icon::kInfo}));
}

}  // namespace

std::vector<Resource> offered_resources(const BookingModel& model) {
  std::vector<Resource> offered;
  for (const Resource& one : model.resources) {
    if (!one.retired || is_taken(model, one.id)) offered.push_back(one);
  }
  const auto rank = [&](const Resource& one) {
    if (one.kind == ResourceKind::kEquipment) return 2;
    return model.interpret_into && api::resources::interprets(one, *model.interpret_into) ? 0 : 1;
  };
  std::stable_sort(offered.begin(), offered.end(),
                   [&](const Resource& a, const Resource& b) { return rank(a) < rank(b); });
  return offered;
}

std::string resource_name(const BookingModel& model, const ResourceId& id) {
  for (const Resource& one : model.resources) {
    if (one.id == id) return one.name;
  }
  return {};
}

bool takes_interpreter(const BookingModel& model, api::clients::SpokenLanguage language) {
  return std::any_of(model.resources.begin(), model.resources.end(), [&](const Resource& one) {
    return is_taken(model, one.id) && api::resources::interprets(one, language);
  });
}

bool takes_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, BookingModel& model) {
  // A date of a series that is given a place stays what its series is.
  if (model.kind == BookingKind::kPlace || offered_resources(model).empty()) return false;
  const text::ResourcesMessages say(frame.language);
  if (model.repeats()) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                     say.takes_not_repeated(), ui.theme().gap());
    return !std::exchange(model.takes, {}).empty();
  }
  if (ui::labelled_select(
          ui, flow, say.takes_label(),
          {.name = "book_takes", .value = names_taken(model), .placeholder = say.takes_none()})) {
    model.choosing = BookingModel::Choosing::kTakes;
  }
  return false;
}

bool draw_takes(ui::Ui& ui, const SheetFrame& frame, BookingModel& model) {
  const text::ResourcesMessages say(frame.language);
  const ui::BarButton foot[] = {{.name = "takes_done",
                                 .label = std::string(say.takes_done()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "takes_sheet",
                                         .language = frame.language,
                                         .title = say.takes_title(model.client_name),
                                         .below = std::string(say.takes_text()),
                                         .width = 560,
                                         .foot = foot,
                                         .steady = true});
  const bool full = model.takes.size() >= api::resources::kMaxOfVisit;
  bool changed = false;
  for (const Resource& one : offered_resources(model)) {
    bool ticked = is_taken(model, one.id);
    const std::string label = resource_words(frame.language, one);
    if (!ui::tick_row(ui, sheet.flow,
                      {.name = "takes_" + one.id.text(),
                       .label = label,
                       .enabled = !frame.busy && (ticked || !full)},
                      ticked)) {
      continue;
    }
    changed = true;
    std::erase(model.takes, one.id);
    if (ticked) model.takes.push_back(one.id);
  }
  say_in_the_way(ui, sheet.flow, frame, model);
  ui::end_sheet(ui, sheet);
  if (sheet.closed || sheet.pressed) model.choosing = BookingModel::Choosing::kNothing;
  return changed;
}

}  // namespace alcove::screens::desk

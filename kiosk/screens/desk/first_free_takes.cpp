// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/first_free_takes.h"

#include "kiosk/screens/desk/booking_takes.h"

namespace alcove::screens::desk {
namespace {

using Choosing = FirstFreeModel::Choosing;

// With whoever is looked for besides there are no more than a visit may take.
TakesChoice takes_of(text::Language language, FirstFreeModel& model) {
  TakesChoice choice{model.client_name, model.resources, model.takes, model.understood.language};
  if (model.understood.interpreted()) --choice.most;
  choice.against = retired_words(language, model.resources, model.takes);
  return choice;
}

}  // namespace

void first_free_takes(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, FirstFreeModel& model) {
  if (takes_field(ui, flow, frame, takes_of(frame.language, model), "first_free_takes")) {
    model.choosing = Choosing::kTakes;
  }
}

bool choose_first_free_takes(ui::Ui& ui, const SheetFrame& frame, FirstFreeModel& model) {
  const TakesAnswer answer = draw_takes(ui, frame, takes_of(frame.language, model));
  if (answer.closed) model.choosing = Choosing::kNothing;
  return answer.changed;
}

std::vector<api::resources::ResourceId> takes_with(const FirstFreeModel& model,
                                                   const api::appointments::Opening& opening) {
  std::vector<api::resources::ResourceId> takes = model.takes;
  if (opening.interpreter) takes.push_back(*opening.interpreter);
  return takes;
}

}  // namespace alcove::screens::desk

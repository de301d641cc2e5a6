// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/first_free_takes.h"

#include <algorithm>

#include "kiosk/screens/desk/booking_takes.h"
#include "kiosk/screens/desk/client_words.h"
#include "kiosk/screens/desk/pairs.h"
#include "kiosk/text/first_free_messages.h"
#include "kiosk/widgets/select.h"

namespace alcove::screens::desk {
namespace {

using api::clients::SpokenLanguage;
using Choosing = FirstFreeModel::Choosing;

// With whoever is looked for besides there are no more than a visit may take.
TakesChoice takes_of(text::Language language, FirstFreeModel& model) {
  TakesChoice choice{model.client_name, model.resources, model.takes, model.interpret_into};
  if (model.interpreter) --choice.most;
  choice.against = retired_words(language, model.resources, model.takes);
  return choice;
}

// Into which somebody in use interprets; the one that is needed first.
std::vector<SpokenLanguage> languages_of(const FirstFreeModel& model) {
  std::vector<SpokenLanguage> all;
  for (const api::resources::Resource& one : model.resources) {
    if (!one.retired) all.insert(all.end(), one.languages.begin(), one.languages.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  const auto needed = std::find(all.begin(), all.end(), model.interpret_into);
  if (needed != all.end()) std::rotate(all.begin(), needed, needed + 1);
  return all;
}

}  // namespace

void first_free_takes(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, FirstFreeModel& model) {
  const text::FirstFreeMessages say(frame.language);
  const auto field = [&](ui::Rect& place) {
    if (takes_field(ui, place, frame, takes_of(frame.language, model), "first_free_takes")) {
      model.choosing = Choosing::kTakes;
    }
  };
  if (languages_of(model).empty()) return field(flow);
  const std::string into(model.interpreter ? spoken_language(frame.language, *model.interpreter)
                                           : say.first_free_no_interpreter());
  const bool full = !model.interpreter && model.takes.size() == api::resources::kMaxOfVisit;
  pair(ui, flow, kPairFrom, field, [&](ui::Rect& place) {
    if (ui::labelled_select(ui, place, say.first_free_interpreter(),
                            {.name = "first_free_interpreter", .value = into, .enabled = !full})) {
      model.choosing = Choosing::kInterpreter;
    }
  });
}

bool choose_first_free_takes(ui::Ui& ui, const SheetFrame& frame, FirstFreeModel& model) {
  const TakesAnswer answer = draw_takes(ui, frame, takes_of(frame.language, model));
  if (answer.closed) model.choosing = Choosing::kNothing;
  return answer.changed;
}

bool choose_first_free_interpreter(ui::Ui& ui, const SheetFrame& frame, FirstFreeModel& model) {
  const text::FirstFreeMessages say(frame.language);
  const std::vector<SpokenLanguage> languages = languages_of(model);
  std::vector<std::string> names{std::string(say.first_free_no_interpreter())};
  std::size_t current = 0;
  for (const SpokenLanguage one : languages) {
    if (model.interpreter == one) current = names.size();
    names.emplace_back(spoken_language(frame.language, one));
  }
  const ui::ChooserAnswer answer =
      ui::chooser(ui, {.name = "first_free_choice",
                       .language = frame.language,
                       .title = std::string(say.first_free_interpreter()),
                       .options = names,
                       .current = current});
  if (answer.closed || answer.chosen) model.choosing = Choosing::kNothing;
  if (!answer.chosen) return false;
  model.interpreter.reset();
  if (*answer.chosen > 0) model.interpreter = languages[*answer.chosen - 1];
  return true;
}

std::vector<api::resources::ResourceId> takes_with(const FirstFreeModel& model,
                                                   const api::appointments::Opening& opening) {
  std::vector<api::resources::ResourceId> takes = model.takes;
  if (opening.interpreter) takes.push_back(*opening.interpreter);
  return takes;
}

}  // namespace alcove::screens::desk

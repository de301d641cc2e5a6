// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/screens/administration/sheets.h"
#include "kiosk/screens/desk/client_words.h"
#include "kiosk/text/administration_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::administration {

using api::administration::kNamedLanguages;

LanguagesModel languages_model(const Colleague& person, std::vector<SpokenLanguage> spoken) {
  LanguagesModel model{.person = person.id, .name = person.display_name};
  for (std::size_t i = 0; i < model.spoken.size(); ++i) {
    model.spoken.at(i) =
        std::find(spoken.begin(), spoken.end(), kNamedLanguages[i]) != spoken.end();
  }
  model.before = std::move(spoken);
  return model;
}

std::vector<SpokenLanguage> LanguagesModel::chosen() const {
  std::vector<SpokenLanguage> all;
  for (std::size_t i = 0; i < spoken.size(); ++i) {
    if (spoken.at(i)) all.push_back(kNamedLanguages[i]);
  }
  return all;
}

SheetAct draw(ui::Ui& ui, const SheetFrame& frame, LanguagesModel& model) {
  const text::AdministrationMessages say(frame.language);
  const bool changed = model.chosen() != model.before;
  const ui::BarButton foot[] = {{.name = "languages_keep",
                                 .label = std::string(say.languages_keep()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = frame.there && !frame.busy && changed,
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "languages_sheet",
           .language = frame.language,
           .title = say.languages_title(model.name),
           .below = std::string(say.languages_text()),
           .width = 560,
           .foot = foot,
           .above_foot = changed ? std::string() : std::string(say.languages_same())});
  if (frame.problem) {
    sheet.flow.cut_top(ui::notice(ui, {.name = "languages_notice",
                                       .rect = sheet.flow,
                                       .text = text::problem(frame.language, *frame.problem),
                                       .tone = ui::Tone::kCare}));
    sheet.flow.cut_top(ui.theme().gap_small());
  }
  for (std::size_t i = 0; i < model.spoken.size(); ++i) {
    const SpokenLanguage language = kNamedLanguages[i];
    ui::tick_row(ui, sheet.flow,
                 {.name = "speaks_" + std::string(wire::word_of(language)),
                  .label = desk::spoken_language(frame.language, language),
                  .enabled = !frame.busy},
                 model.spoken.at(i));
  }
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return SheetAct::kClose;
  return sheet.pressed ? SheetAct::kGo : SheetAct::kNone;
}

}  // namespace alcove::screens::administration

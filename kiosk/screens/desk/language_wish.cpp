// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/language_wish.h"

#include <algorithm>
#include <utility>

#include "kiosk/screens/desk/client_words.h"
#include "kiosk/text/language_wish_messages.h"
#include "kiosk/widgets/select.h"
#include "shared/api/staff_languages.h"

namespace alcove::screens::desk {

using api::clients::LanguageBy;
using api::clients::SpokenLanguage;
using Say = text::LanguageWishMessages;

namespace {

// That of the record first. Into one without a name somebody may interpret.
std::vector<SpokenLanguage> languages_of(const LanguageChoice& choice) {
  using api::administration::kNamedLanguages;
  std::vector<SpokenLanguage> all(std::begin(kNamedLanguages), std::end(kNamedLanguages));
  all.push_back(SpokenLanguage::kOther);
  const auto first = std::find(all.begin(), all.end(), choice.of_record);
  if (first != all.end()) std::rotate(all.begin(), first, first + 1);
  return all;
}

}  // namespace

bool language_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, std::string name,
                    const LanguageChoice& choice) {
  const Say say(frame.language);
  const std::string value(choice.language ? spoken_language(frame.language, *choice.language)
                                          : say.understood_any());
  return ui::labelled_select(ui, flow, say.understood_language(),
                             {.name = std::move(name), .value = value});
}

bool language_by_segments(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                          LanguageChoice& choice) {
  static constexpr LanguageBy kOrder[] = {LanguageBy::kEither, LanguageBy::kClinician,
                                          LanguageBy::kInterpreter};
  if (!choice.language || choice.language == SpokenLanguage::kOther) return false;
  const Say say(frame.language);
  const ui::Segment segments[] = {{"speaks_either", say.understood_by_either()},
                                  {"speaks_clinician", say.understood_by_clinician()},
                                  {"speaks_interpreter", say.understood_by_interpreter()}};
  const auto* const now = std::find(std::begin(kOrder), std::end(kOrder), choice.by);
  const auto before = static_cast<std::size_t>(now - std::begin(kOrder));
  const float height = ui::segments_height(ui, flow.width, segments);
  const std::size_t after = ui::segments(ui, flow.cut_top(height), segments, before);
  flow.cut_top(ui.theme().gap());
  choice.by = kOrder[after];
  return after != before;
}

LanguageAnswer choose_language(ui::Ui& ui, const SheetFrame& frame, std::string name,
                               LanguageChoice& choice) {
  const Say say(frame.language);
  const std::vector<SpokenLanguage> all = languages_of(choice);
  std::vector<std::string> names{std::string(say.understood_any())};
  std::size_t current = 0;
  for (const SpokenLanguage one : all) {
    if (choice.language == one) current = names.size();
    names.emplace_back(spoken_language(frame.language, one));
  }
  const ui::ChooserAnswer answer = ui::chooser(ui, {.name = std::move(name),
                                                    .language = frame.language,
                                                    .title = std::string(say.understood_language()),
                                                    .options = names,
                                                    .current = current});
  if (!answer.chosen) return {.done = answer.closed};
  const bool had_none = !choice.language;
  choice.language.reset();
  if (*answer.chosen > 0) choice.language = all[*answer.chosen - 1];
  if (had_none) choice.by = LanguageBy::kEither;
  // No clinician can be said to speak it.
  if (choice.language == SpokenLanguage::kOther) choice.by = LanguageBy::kInterpreter;
  return {.done = true, .changed = true};
}

std::string language_wish_words(text::Language language, const LanguageChoice& choice) {
  if (!choice.language) return {};
  const Say say(language);
  const std::string_view spoken = spoken_language(language, *choice.language);
  switch (choice.by) {
    case LanguageBy::kEither:
      return say.understood_either(spoken);
    case LanguageBy::kClinician:
      return say.understood_clinician(spoken);
    case LanguageBy::kInterpreter:
      return say.understood_interpreter(spoken);
  }
  return {};
}

}  // namespace alcove::screens::desk

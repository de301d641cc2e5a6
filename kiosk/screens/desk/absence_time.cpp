// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/absence_sheet.h"
#include "kiosk/screens/desk/wait_words.h"
#include "kiosk/text/absence_messages.h"
#include "kiosk/widgets/select.h"

namespace alcove::screens::desk {
namespace {

using TimeSay = text::AbsenceMessages;

std::string free_words(text::Language language, const AnotherTime::Free& free) {
  const TimeSay say(language);
  const std::string when = day_and_time(language, free.opening.start);
  if (free.room.empty()) return say.absence_time({.when = when, .name = free.clinician});
  return say.absence_time_room({.when = when, .name = free.clinician, .room = free.room});
}

std::string_view why_none(const SheetFrame& frame, const AnotherTime& times) {
  const TimeSay say(frame.language);
  if (times.free) return say.absence_time_none();
  if (!frame.there) return say.absence_time_away();
  return frame.problem ? say.absence_time_none() : say.absence_time_reading();
}

}  // namespace

AbsenceIntent draw_another_time(ui::Ui& ui, const SheetFrame& frame, AbsenceModel& model) {
  const TimeSay say(frame.language);
  AnotherTime& times = *model.another_time;
  std::vector<std::string> words;
  if (times.free) {
    for (const auto& one : *times.free) words.push_back(free_words(frame.language, one));
  }
  const std::size_t count = words.size();
  if (times.more) words.emplace_back(say.absence_time_later());
  const ui::ChooserAnswer answer = ui::chooser(
      ui, {.name = "absence_time",
           .language = frame.language,
           .title = say.absence_time_title(model.preview->lines[times.line].client_name),
           .options = words,
           .when_empty = why_none(frame, times)});
  if (answer.chosen && *answer.chosen < count) {
    return {AbsenceIntent::What::kTakeTime, *answer.chosen};
  }
  if (answer.chosen) return {AbsenceIntent::What::kReadTimes};
  if (answer.closed) model.another_time.reset();
  return {};
}

}  // namespace alcove::screens::desk

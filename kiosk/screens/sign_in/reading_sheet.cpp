// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/sign_in/reading_sheet.h"

#include <vector>

#include "kiosk/text/sign_in_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::sign_in {
namespace {

std::size_t choose(ui::Ui& ui, ui::Rect& flow, std::string_view label,
                   std::span<const ui::Segment> all, std::size_t current) {
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecondStrong, .ink = ui::Ink::kTextSoft},
                   label, ui.theme().gap_tiny());
  const float height = ui::segments_height(ui, flow.width, all);
  const std::size_t chosen = ui::segments(ui, flow.cut_top(height), all, current);
  flow.cut_top(ui.theme().gap());
  return chosen;
}

}  // namespace

ReadingIntent draw(ui::Ui& ui, ReadingModel& model) {
  const text::SignInMessages say(model.language);
  const bool signed_in = !model.person.empty();
  std::vector<ui::BarButton> foot;
  std::vector<ReadingIntent> of_foot;
  if (signed_in && model.office != OfficeOf::kNobody) {
    const bool privacy = model.office == OfficeOf::kPrivacyOfficer;
    foot.push_back(
        {.name = "administer",
         .label = std::string(privacy ? say.person_set_aside() : say.person_administer())});
    of_foot.push_back(ReadingIntent::kAdminister);
  }
  if (signed_in) {
    foot.push_back({.name = "change_password", .label = std::string(say.person_change_password())});
    foot.push_back({.name = "change_pin", .label = std::string(say.person_change_pin())});
    foot.push_back({.name = "sign_out",
                    .label = std::string(say.person_sign_out()),
                    .icon = ui::Icon::kSignOut});
    for (const ReadingIntent one :
         {ReadingIntent::kChangePassword, ReadingIntent::kChangePin, ReadingIntent::kSignOut}) {
      of_foot.push_back(one);
    }
  }
  std::string below;
  if (signed_in) below = std::string(say.person_sign_out_hint());
  if (signed_in && model.leaves_something) below = std::string(say.leaves_something());
  if (signed_in && model.away) below += " " + std::string(say.leaves_until_back());
  ui::Sheet sheet =
      ui::begin_sheet(ui, {.name = "reading_sheet",
                           .language = model.language,
                           .title = signed_in ? model.person : std::string(say.reading_title()),
                           .below = below,
                           .width = 480,
                           .foot = foot});
  ui::Rect& flow = sheet.flow;
  const ui::Segment sizes[] = {{"size_100", "100 %"}, {"size_150", "150 %"}, {"size_200", "200 %"}};
  model.text_size = static_cast<ui::TextSize>(
      choose(ui, flow, say.reading_size(), sizes, static_cast<std::size_t>(model.text_size)));
  const ui::Segment contrasts[] = {{"contrast_normal", say.reading_contrast_normal()},
                                   {"contrast_high", say.reading_contrast_high()}};
  model.contrast = static_cast<ui::Contrast>(choose(ui, flow, say.reading_contrast(), contrasts,
                                                    static_cast<std::size_t>(model.contrast)));
  // A language is called by its own name, whichever language the screen speaks.
  const ui::Segment languages[] = {{"english", "English"}, {"spanish", "Español"}};
  model.language = static_cast<text::Language>(choose(ui, flow, say.reading_language(), languages,
                                                      static_cast<std::size_t>(model.language)));
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return ReadingIntent::kClose;
  if (!sheet.pressed) return ReadingIntent::kNone;
  return of_foot[*sheet.pressed];
}

}  // namespace alcove::screens::sign_in

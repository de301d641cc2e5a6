// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/lines.h"
#include "kiosk/text/clinic_setup_messages.h"

namespace alcove::screens::administration {
namespace {

std::string seats_words(const text::ClinicSetupMessages& say, const Room& one) {
  return one.seats ? say.room_has_seats(*one.seats) : std::string(say.room_seats_uncounted());
}

}  // namespace

Pill use_pill(text::Language language, bool retired) {
  const text::ClinicSetupMessages say(language);
  if (retired) return {std::string(say.not_in_use()), ui::Tone::kNeutral};
  return {std::string(say.in_use()), ui::Tone::kGood};
}

std::vector<Line> room_lines(const PageModel& model) {
  const text::ClinicSetupMessages say(model.language);
  std::vector<Line> lines;
  for (const Room& one : model.rooms.all) {
    lines.push_back({.name = "room_" + one.id.text(),
                     .title = one.name,
                     .below = seats_words(say, one),
                     .pill = use_pill(model.language, one.retired)});
  }
  return lines;
}

Side room_side(const PageModel& model, const Room& room) {
  const text::ClinicSetupMessages say(model.language);
  Side side{.title = room.name, .below = seats_words(say, room)};
  side.pills.push_back(use_pill(model.language, room.retired));
  side.texts.emplace_back(room.retired ? say.room_retired_text() : say.room_seats_text());
  side.foot.emplace_back(Act::kChangeRoom, ui::BarButton{.name = "room_change",
                                                         .label = std::string(say.change()),
                                                         .kind = ui::ButtonKind::kPrimary,
                                                         .enabled = model.there});
  return side;
}

}  // namespace alcove::screens::administration

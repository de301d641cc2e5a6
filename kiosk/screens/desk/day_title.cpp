// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/day_title.h"

#include "kiosk/text/client_visits_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/day_close_messages.h"
#include "kiosk/text/desk_messages.h"
#include "kiosk/widgets/calendar.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

constexpr float kRoomForSearch = 206;
constexpr float kTitleSide = 8;

// What the title says, as far as there is room: the date gives way before the search does.
struct TitleWords {
  ui::TextLook look{};
  std::string words{};
  std::string date{};  // softly beside it; may be empty
};

const ui::TextLook kTitleDate{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

TitleWords title_words(const ui::Ui& ui, float room, const DayBoardModel& model) {
  const text::DeskMessages say(model.language);
  const std::string date = text::weekday_and_date(model.language, model.day);
  if (model.day != model.today) {
    const ui::TextLook strong{.style = ui::TextStyle::kBodyStrong};
    const float beside = ui::button_width(ui, say.desk_to_today(), ui::Icon::kNone);
    const bool whole = ui::text_width(ui, strong, date) + beside <= room;
    return {strong, whole ? date : text::short_date(model.language, model.day), {}};
  }
  TitleWords title{
      {.style = ui::TextStyle::kHeading}, std::string(say.desk_today()), std::string()};
  const float used = ui::text_width(ui, title.look, title.words) + 1 + ui.theme().gap();
  if (used + ui::text_width(ui, kTitleDate, date) + 1 <= room) title.date = date;
  return title;
}

}  // namespace

bool day_title(ui::Ui& ui, ui::Rect& left, const DayBoardModel& model) {
  const ui::Theme& theme = ui.theme();
  const float around = 2 * theme.px(kTitleSide) + ui::icon_width(ui) + theme.gap_tiny();
  const TitleWords title = title_words(ui, left.width - theme.px(kRoomForSearch) - around, model);
  const float words = ui::text_width(ui, title.look, title.words) + 1;
  const float date =
      title.date.empty() ? 0 : theme.gap() + ui::text_width(ui, kTitleDate, title.date) + 1;
  const float width = around + words + date;
  const ui::Rect place = left.cut_left(width).middle(width, theme.small_control_height());
  const ui::Reaction reaction =
      ui.interact({.name = "day_title",
                   .kind = ui::WidgetKind::kButton,
                   .rect = place,
                   .value = text::weekday_and_date(model.language, model.day)});
  if (reaction.held) ui::fill(ui, place, ui::Ink::kPrimarySoft, theme.corner());
  ui::Rect inner = place.inset(theme.px(kTitleSide), 0);
  ui::text_line(ui, inner.cut_left(words), title.look, title.words);
  if (date > 0) {
    inner.cut_left(theme.gap());
    ui::text_line(ui, inner.cut_left(date - theme.gap()), kTitleDate, title.date);
  }
  ui::icon(ui, inner.cut_right(ui::icon_width(ui)), ui::Icon::kChevronDown, ui::Ink::kTextSoft);
  if (reaction.ring) ui::focus_ring(ui, place, theme.corner());
  return reaction.clicked;
}

void say_closed(ui::Ui& ui, ui::Rect& area, const DayBoardModel& model) {
  const text::DayCloseMessages say(model.language);
  const auto line = [&](const char* name, ui::Icon icon, ui::Ink ink, const std::string& words) {
    const ui::TextLook look{.style = ui::TextStyle::kSecond};
    ui::Rect place = area;
    const ui::Rect at{place.x, place.y, ui::icon_width(ui), ui::line_height(ui, look.style)};
    place.cut_left(at.width + ui.theme().gap_small());
    const float used = ui::paragraph(ui, place, look, words);
    ui::icon(ui, at, icon, ink);
    ui.present({.name = name,
                .kind = ui::WidgetKind::kStatus,
                .rect = {area.x, area.y, area.width, used},
                .value = words});
    area.cut_top(used + ui.theme().px(12));
  };
  if (model.closed) {
    const LocalDateTime at = model.zone.to_local(model.closed->at);
    const std::string when =
        text::short_date(model.language, date_of(at)) + ", " + text::clock_time(model.language, at);
    line("day_is_closed", ui::Icon::kCheckCircle, ui::Ink::kGood,
         say.day_close_is_closed({.person = model.closed->person_name, .when = when}));
  }
  if (model.clinic_closed) {
    line("clinic_is_closed", ui::Icon::kInfo, ui::Ink::kCare,
         say.day_close_clinic_closed(*model.clinic_closed));
  }
}

BoardIntent draw_day_choice(ui::Ui& ui, DayBoardModel& model) {
  if (!model.choosing_day) return {};
  ui::Sheet sheet = ui::begin_sheet(
      ui, {.name = "day_jump",
           .language = model.language,
           .title = std::string(text::ClientVisitsMessages(model.language).day_jump_title()),
           .width = 460});
  ui.prefer_focus("day_jump_" + format_date(model.day));
  const auto day =
      ui::calendar(ui, sheet.flow,
                   {.name = "day_jump",
                    .language = model.language,
                    .chosen = model.day,
                    .today = model.today,
                    .first = LocalDate(std::chrono::sys_days(model.today - kDayChoiceBack)),
                    .last = LocalDate(std::chrono::sys_days(model.today) + rules::kMaxBookAhead)},
                   *model.choosing_day);
  ui::end_sheet(ui, sheet);
  if (day || sheet.closed) model.choosing_day.reset();
  if (!day) return {};
  return {.what = BoardIntent::What::kToDay, .day = *day};
}

}  // namespace alcove::screens::desk

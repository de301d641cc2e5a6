// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/guest_sheet.h"

#include "kiosk/screens/desk/session_time.h"
#include "kiosk/text/booking_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/meetings_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using GuestSay = text::MeetingsMessages;

const ui::TextLook kGuestStrong{.style = ui::TextStyle::kBodyStrong};
const ui::TextLook kGuestSoft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

std::int64_t most_of(const MeetingCard& card) {
  return card.meeting.most.value_or(std::int64_t{api::appointments::kMaxAttendees});
}

void who_it_is(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const GuestModel& model) {
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kHeading}, model.who.name, 0);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecondStrong},
                   like_line(frame.language, named(model.who)), ui.theme().gap());
}

void which_session(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const GuestModel& model) {
  const GuestSay say(frame.language);
  const MeetingCard& card = model.card;
  const LocalDateTime start = clock_start(card.meeting);
  std::string when = text::BookingMessages(frame.language)
                         .book_when({.day = text::weekday_and_date(frame.language, date_of(start)),
                                     .time = text::clock_time(frame.language, start)});
  if (!card.room_name.empty()) when += ", " + card.room_name;
  ui::paragraph_in(ui, flow, kGuestStrong, meeting_title(frame.language, card), 0);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, when, 0);
  ui::paragraph_in(ui, flow, kGuestSoft,
                   say.meeting_below({.service = card.service_name,
                                      .minutes = std::to_string(card.meeting.minutes),
                                      .names = leaders(frame.language, card)}),
                   0);
  if (card.meeting.most) {
    ui::paragraph_in(ui, flow, kGuestSoft,
                     say.guest_places({.taken = std::to_string(model.taken),
                                       .most = std::to_string(*card.meeting.most)}),
                     0);
  }
  flow.cut_top(ui.theme().gap());
}

// One sentence for each thing; empty where nothing is known to stand against it.
std::string words_against_guest(text::Language language, const GuestModel& model) {
  const GuestSay say(language);
  if (is_cancelled(model.card)) return std::string(say.guest_cancelled());
  if (model.has_place) return say.guest_has_place(model.who.name);
  std::string words;
  const auto add = [&](const std::string& sentence) {
    words += (words.empty() ? "" : " ") + sentence;
  };
  if (model.is_full()) add(std::string(say.guest_full()));
  if (!model.is_full() && model.has_no_seat()) add(say.guest_seats(*model.seats));
  if (model.free) {
    const std::string elsewhere = words_against_session(language, *model.free);
    if (!elsewhere.empty()) add(elsewhere);
  }
  return words;
}

void what_stands(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const GuestModel& model) {
  const std::string against = words_against_guest(frame.language, model);
  if (against.empty() && !model.free) return;
  const bool care = !against.empty();
  flow.cut_top(
      ui::notice(ui, {.name = care ? "guest_against" : "guest_free",
                      .rect = flow,
                      .text = care ? against : std::string(GuestSay(frame.language).guest_free()),
                      .tone = care ? ui::Tone::kCare : ui::Tone::kGood,
                      .icon = care ? ui::Icon::kInfo : ui::Icon::kCheckCircle}));
}

}  // namespace

bool GuestModel::is_full() const {
  return taken >= most_of(card);
}

bool GuestModel::has_no_seat() const {
  return seats && taken >= *seats;
}

bool GuestModel::possible() const {
  if (is_cancelled(card) || has_place || is_full() || has_no_seat()) return false;
  return !free || !is_refused(*free);
}

GuestIntent draw(ui::Ui& ui, const SheetFrame& frame, GuestModel& model) {
  const GuestSay say(frame.language);
  const ui::BarButton foot[] = {{.name = "guest_do",
                                 .label = std::string(say.guest_do()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = frame.there && !frame.busy && model.possible(),
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "guest_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.meeting_add_guest()),
                                         .foot = foot,
                                         .touch_keyboard = frame.touch_keyboard});
  if (model.possible()) {
    say_refused(ui, sheet.flow, frame, model.against);
  } else {  // which says what it was refused for
    SheetFrame said = frame;
    said.problem.reset();
    sheet_notice(ui, sheet.flow, said);
  }
  who_it_is(ui, sheet.flow, frame, model);
  which_session(ui, sheet.flow, frame, model);
  what_stands(ui, sheet.flow, frame, model);
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return GuestIntent::kClose;
  return sheet.pressed ? GuestIntent::kAdd : GuestIntent::kNone;
}

}  // namespace alcove::screens::desk

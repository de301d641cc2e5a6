// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/client_words.h"
#include "kiosk/screens/desk/reach_words.h"
#include "kiosk/screens/desk/wait_words.h"
#include "kiosk/screens/desk/waitlist.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/waitlist_messages.h"
#include "kiosk/widgets/sheet.h"

// One entry of the waitlist.
namespace alcove::screens::desk {
namespace {

using namespace api::waitlist;
using Say = text::WaitlistMessages;
using What = WaitEntryIntent::What;

const ui::TextLook kBody{.style = ui::TextStyle::kBody};
const ui::TextLook kSoft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

struct Action {
  What what;
  ui::BarButton button;
};

std::vector<Action> actions_of(const SheetFrame& frame, const WaitEntryModel& model) {
  const Say say(frame.language);
  std::vector<Action> all;
  if (!model.read || frame.may != May::kChange) return all;
  const bool can = frame.there && !frame.busy;
  const auto add = [&](What what, const char* name, std::string_view label, bool enabled,
                       ui::ButtonKind kind = ui::ButtonKind::kSecondary) {
    all.push_back(
        {what, {.name = name, .label = std::string(label), .kind = kind, .enabled = enabled}});
  };
  const EntryRow& row = model.opened.row;
  if (row.entry.state != EntryState::kWaiting) {
    add(What::kReopen, "wait_reopen", say.wait_do_reopen(), can);
    return all;
  }
  if (row.open_offer) {
    const bool reason = !model.needs_reason || !model.override_reason.empty();
    add(What::kTake, "wait_take", say.wait_do_take(), can && reason, ui::ButtonKind::kPrimary);
    add(What::kDecline, "wait_decline", say.wait_do_decline(), can);
  } else {
    add(What::kOffer, "wait_offer", say.wait_do_offer(), can, ui::ButtonKind::kPrimary);
  }
  add(What::kTry, "wait_try", say.wait_do_try(), can);
  add(What::kChange, "wait_change", say.wait_do_change(), can);
  add(What::kTakeOff, "wait_close", say.wait_do_close(), can);
  return all;
}

void section(ui::Ui& ui, ui::Rect& flow, std::string_view title) {
  flow.cut_top(ui.theme().px(14));
  ui::divider(ui, flow);
  flow.cut_top(ui.theme().px(14));
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong}, title, ui.theme().gap_small());
}

void facts(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const WaitEntryModel& model) {
  const Say say(frame.language);
  const EntryRow& row = model.opened.row;
  const Wish& wish = row.entry.wish;
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong},
                   wanted_words(frame.language, row), 0);
  std::string how(priority_word(frame.language, wish.priority));
  if (wish.risk != Risk::kUsual) {
    how += " · " + std::string(risk_word(frame.language, wish.risk));
  }
  if (row.entry.state != EntryState::kWaiting) {
    how += " · " + entry_state_words(frame.language, row.entry);
  }
  ui::paragraph_in(ui, flow, kBody, how, 0);
  std::string asked = say.wait_asked(wait_moment(frame.language, wish.requested_at));
  if (row.entry.state == EntryState::kWaiting) {
    asked += " · " + due_words(frame.language, row, model.zone, model.now);
  }
  const ui::TextLook due{.style = ui::TextStyle::kBody,
                         .ink = is_overdue(row, model.now) ? ui::Ink::kCare : ui::Ink::kText};
  ui::paragraph_in(ui, flow, due, asked, 0);
  std::string when = wish_words(frame.language, wish);
  const std::string needs = needs_words(frame.language, wish, model.resources);
  if (!needs.empty()) {
    when += " · " + needs;
  } else if (row.language != api::clients::SpokenLanguage::kEnglish) {
    when += " · " + say.wait_speaks(spoken_language(frame.language, row.language));
  }
  ui::paragraph_in(ui, flow, kBody, when, 0);
  if (!wish.note.empty()) ui::paragraph_in(ui, flow, kBody, say.wait_note(wish.note), 0);
  if (!row.entry.reason.empty()) {
    ui::paragraph_in(ui, flow, kBody, say.wait_reason(row.entry.reason), 0);
  }
  if (row.entry.state != EntryState::kWaiting) return;
  flow.cut_top(ui.theme().gap_small());
  reach_paragraphs(ui, flow, frame.language, row.reach);
}

void made_line(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const Zone& zone,
               const Made& made) {
  const Say say(frame.language);
  ui::paragraph_in(ui, flow, kSoft,
                   say.wait_by({.when = wait_moment(frame.language, zone.to_local(made.at)),
                                .person = made.person_name}),
                   ui.theme().gap_small());
}

std::string taken_with(text::Language language, const Offer& offer, const WaitEntryModel& model) {
  if (!offer.resources || offer.resources->empty()) return {};
  return Say(language).wait_offer_takes(names_of_takes(model.resources, *offer.resources));
}

void offers(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const WaitEntryModel& model) {
  const Say say(frame.language);
  section(ui, flow, say.wait_offers());
  if (model.opened.offers.empty()) {
    ui::paragraph_in(ui, flow, kSoft, say.wait_offers_none(), 0);
  }
  for (auto offer = model.opened.offers.rbegin(); offer != model.opened.offers.rend(); ++offer) {
    ui::paragraph_in(ui, flow, kBody,
                     say.wait_offer_line({.when = wait_moment(frame.language, offer->start),
                                          .clinician = offer->clinician_name}) +
                         taken_with(frame.language, *offer, model) + ": " +
                         offer_words(frame.language, *offer, model.zone),
                     0);
    if (!offer->reason.empty()) {
      ui::paragraph_in(ui, flow, kSoft, say.wait_reason(offer->reason), 0);
    }
    made_line(ui, flow, frame, model.zone, offer->made);
  }
}

void tries(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, const WaitEntryModel& model) {
  const Say say(frame.language);
  section(ui, flow, say.wait_tries(model.name));
  if (model.opened.tries.empty()) ui::paragraph_in(ui, flow, kSoft, say.wait_tries_none(), 0);
  for (auto one = model.opened.tries.rbegin(); one != model.opened.tries.rend(); ++one) {
    std::string words(way_word(frame.language, one->way));
    words += ": " + std::string(outcome_word(frame.language, one->outcome));
    ui::paragraph_in(ui, flow, kBody, words, 0);
    if (!one->note.empty()) ui::paragraph_in(ui, flow, kSoft, one->note, 0);
    made_line(ui, flow, frame, model.zone, one->made);
  }
}

void reason_to_book(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, WaitEntryModel& model) {
  if (!model.needs_reason) return;
  words_field(ui, flow, frame, "wait_take_reason", Say(frame.language).wait_take_reason(),
              model.override_reason);
}

}  // namespace

WaitEntryIntent draw(ui::Ui& ui, const SheetFrame& frame, WaitEntryModel& model) {
  const Say say(frame.language);
  const std::vector<Action> actions = actions_of(frame, model);
  std::vector<ui::BarButton> foot;
  for (const Action& one : actions) foot.push_back(one.button);
  std::string below;
  if (model.read) {
    const EntryRow& row = model.opened.row;
    below = say.wait_who({.number = std::to_string(row.record_number),
                          .date = text::full_date(frame.language, row.birth_date)});
  }
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "wait_entry_sheet",
                                         .language = frame.language,
                                         .title = model.name,
                                         .below = below,
                                         .width = 680,
                                         .foot = foot,
                                         .touch_keyboard = frame.touch_keyboard});
  sheet_notice(ui, sheet.flow, frame);
  if (!actions.empty()) {
    // Nothing that is booked by one press too many.
    const bool offered = actions.front().what == What::kTake;
    ui.prefer_focus(offered ? "wait_try" : actions.front().button.name);
  }
  if (model.read) {
    reason_to_book(ui, sheet.flow, frame, model);
    facts(ui, sheet.flow, frame, model);
    offers(ui, sheet.flow, frame, model);
    tries(ui, sheet.flow, frame, model);
  } else if (!frame.problem) {
    ui::paragraph_in(ui, sheet.flow, kSoft, say.wait_reading(), 0);
  }
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return {What::kClose};
  return {sheet.pressed ? actions[*sheet.pressed].what : What::kNone};
}

}  // namespace alcove::screens::desk

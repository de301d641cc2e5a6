// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "kiosk/screens/desk/client_form.h"
#include "kiosk/screens/desk/reminders_sheet.h"
#include "kiosk/screens/desk/wait_pieces.h"
#include "kiosk/text/clients_messages.h"
#include "kiosk/text/reminders_messages.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"
#include "shared/rules/phone_number.h"

namespace alcove::screens::desk {
namespace {

using namespace api::clients;
using ReachSay = text::RemindersMessages;

std::string_view preferred_word(text::Language language, Preferred preferred) {
  const ReachSay say(language);
  switch (preferred) {
    case Preferred::kCall:
      return say.wishes_call();
    case Preferred::kLetter:
      return say.wishes_letter();
    case Preferred::kNothing:
      return say.wishes_nothing();
  }
  return {};
}

std::string_view calling_word(text::Language language, Calling calling) {
  const ReachSay say(language);
  return calling == Calling::kMayCall ? say.wishes_may_call() : say.wishes_no_calls();
}

std::string_view messages_word(text::Language language, Messages messages) {
  const ReachSay say(language);
  return messages == Messages::kNever ? say.wishes_no_messages() : say.wishes_messages();
}

std::string_view writing_word(text::Language language, Writing writing) {
  const ReachSay say(language);
  return writing == Writing::kMayWrite ? say.wishes_may_write() : say.wishes_no_letters();
}

std::string_view says_word(text::Language language, LetterSays says) {
  const ReachSay say(language);
  switch (says) {
    case LetterSays::kTimeAndPlace:
      return say.wishes_says_time();
    case LetterSays::kClinicianToo:
      return say.wishes_says_clinician();
    case LetterSays::kServiceToo:
      return say.wishes_says_service();
  }
  return {};
}

void line_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, std::string name,
                std::string_view label, std::string& text, std::size_t most) {
  ui::FieldSpec field;
  field.name = std::move(name);
  field.max_code_points = most;
  field.enabled = !frame.busy;
  field.language = frame.language;
  ui::labelled_field(ui, flow, label, field, text);
}

void address_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, Address& address) {
  const text::ClientsMessages say(frame.language);
  line_field(ui, flow, frame, "line1", say.form_line1(), address.line1, 100);
  line_field(ui, flow, frame, "line2", say.form_line2(), address.line2, 100);
  line_field(ui, flow, frame, "city", say.form_city(), address.city, 60);
  line_field(ui, flow, frame, "state", say.form_state(), address.state, 2);
  std::transform(address.state.begin(), address.state.end(), address.state.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  line_field(ui, flow, frame, "zip", say.form_zip(), address.postal_code, 10);
}

// What of it is not there yet, or not whole, by the words of its fields.
std::vector<std::string_view> missing_in(text::Language language, const Address& address) {
  const text::ClientsMessages say(language);
  std::vector<std::string_view> missing;
  if (address.line1.empty()) missing.push_back(say.form_line1());
  if (address.city.empty()) missing.push_back(say.form_city());
  if (address.state.size() != 2) missing.push_back(say.form_state());
  if (address.postal_code.size() < 5) missing.push_back(say.form_zip());
  return missing;
}

bool is_complete(const Address& address) {
  return missing_in(text::Language::kEnglish, address).empty();
}

// Why the button cannot be pressed; empty where it can.
std::string missing_words(text::Language language, const std::vector<std::string_view>& missing) {
  if (missing.empty()) return {};
  return ReachSay(language).wishes_missing(fmt::format("{}", fmt::join(missing, ", ")));
}

void number_problem(ui::Ui& ui, ui::Rect& flow, text::Language language,
                    const std::string& number) {
  if (number.empty()) return;
  const std::string_view wrong = phone_problem_words(language, number);
  if (wrong.empty()) return;
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare}, wrong,
                   ui.theme().gap_small());
}

void draw_wishes(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, WishesModel& model) {
  static constexpr Preferred kPreferred[] = {Preferred::kCall, Preferred::kLetter,
                                             Preferred::kNothing};
  static constexpr Calling kCalling[] = {Calling::kMayCall, Calling::kDoNotCall};
  static constexpr Messages kMessages[] = {Messages::kAsNumberSays, Messages::kNever};
  static constexpr Writing kWriting[] = {Writing::kMayWrite, Writing::kDoNotWrite};
  static constexpr LetterSays kSays[] = {LetterSays::kTimeAndPlace, LetterSays::kClinicianToo,
                                         LetterSays::kServiceToo};
  const ReachSay say(frame.language);
  const text::Language language = frame.language;
  strong_label(ui, flow, say.wishes_preferred());
  one_of(ui, flow, language, "preferred_", kPreferred, model.typed.preferred, preferred_word);
  strong_label(ui, flow, say.wishes_calls());
  one_of(ui, flow, language, "calling_", kCalling, model.typed.calling, calling_word);
  one_of(ui, flow, language, "messages_", kMessages, model.typed.messages, messages_word);
  line_field(ui, flow, frame, "other_number", say.wishes_number(), model.number, 40);
  number_problem(ui, flow, language, model.number);
  if (!model.number.empty()) {
    ui::tick_row(ui, flow, {.name = "other_message", .label = say.wishes_number_message()},
                 model.number_message);
  }
  line_field(ui, flow, frame, "ask_for", say.wishes_ask_for(), model.typed.ask_for, 100);
  strong_label(ui, flow, say.wishes_letters());
  one_of(ui, flow, language, "writing_", kWriting, model.typed.writing, writing_word);
  one_of(ui, flow, language, "says_", kSays, model.typed.letter_says, says_word);
  ui::tick_row(ui, flow, {.name = "other_place", .label = say.wishes_other_place()},
               model.other_place);
  flow.cut_top(ui.theme().gap_small());
  if (model.other_place) address_fields(ui, flow, frame, model.address);
}

}  // namespace

void WishesModel::take(const WishesReply& reply) {
  stored = reply;
  typed = reply.wishes;
  number = typed.other_number ? typed.other_number->number : std::string();
  number_message = typed.other_number && typed.other_number->may_leave_message;
  other_place = typed.other_address.has_value();
  address = typed.other_address.value_or(Address());
}

// The box refuses a preferred way that the client asks not to be reached by; the other one is then
// what is meant.
Wishes WishesModel::wishes() const {
  Wishes wishes = typed;
  const bool no_calls = wishes.calling == Calling::kDoNotCall;
  const bool no_letters = wishes.writing == Writing::kDoNotWrite;
  if (wishes.preferred == Preferred::kCall && no_calls && !no_letters) {
    wishes.preferred = Preferred::kLetter;
  } else if (wishes.preferred == Preferred::kLetter && no_letters && !no_calls) {
    wishes.preferred = Preferred::kCall;
  }
  wishes.other_number =
      number.empty() ? std::nullopt : std::optional(OtherNumber{number, number_message});
  wishes.other_address = other_place ? std::optional(address) : std::nullopt;
  return wishes;
}

bool WishesModel::changed() const {
  return stored && wishes() != stored->wishes;
}

bool WishesModel::whole() const {
  return stored && (number.empty() || !rules::phone_problem(number)) &&
         (!other_place || is_complete(address));
}

WishesIntent draw(ui::Ui& ui, const SheetFrame& frame, WishesModel& model) {
  const ReachSay say(frame.language);
  const ui::BarButton foot[] = {{.name = "wishes_save",
                                 .label = std::string(say.wishes_save()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = frame.there && !frame.busy && model.whole(),
                                 .role = ui::ButtonRole::kDefault}};
  std::vector<std::string_view> missing;
  if (model.stored && model.other_place) missing = missing_in(frame.language, model.address);
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "wishes_sheet",
                                         .language = frame.language,
                                         .title = say.wishes_of(model.name),
                                         .below = std::string(say.wishes_text()),
                                         .width = 640,
                                         .foot = foot,
                                         .above_foot = missing_words(frame.language, missing),
                                         .touch_keyboard = frame.touch_keyboard});
  sheet_notice(ui, sheet.flow, frame);
  if (model.stored) {
    draw_wishes(ui, sheet.flow, frame, model);
  } else if (!frame.problem) {
    ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                     say.remind_reading(), 0);
  }
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return WishesIntent::kClose;
  return sheet.pressed ? WishesIntent::kSave : WishesIntent::kNone;
}

void LetterheadModel::take(const api::reminders::Letterhead& head) {
  stored = head;
  sender = head.sender;
  address = head.address.value_or(Address());
  phone = head.desk_phone;
}

api::reminders::Letterhead LetterheadModel::head() const {
  return {stored ? stored->revision : 0, sender, address, phone};
}

bool LetterheadModel::changed() const {
  return stored && (sender != stored->sender || phone != stored->desk_phone ||
                    address != stored->address.value_or(Address()));
}

bool LetterheadModel::whole() const {
  return stored && is_complete(address) && !rules::phone_problem(phone);
}

LetterheadIntent draw(ui::Ui& ui, const SheetFrame& frame, LetterheadModel& model) {
  const ReachSay say(frame.language);
  const ui::BarButton foot[] = {{.name = "letterhead_save",
                                 .label = std::string(say.wishes_save()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = frame.there && !frame.busy && model.whole(),
                                 .role = ui::ButtonRole::kDefault}};
  std::vector<std::string_view> missing;
  if (model.stored) missing = missing_in(frame.language, model.address);
  if (model.stored && rules::phone_problem(model.phone)) missing.push_back(say.letterhead_phone());
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "letterhead_sheet",
                                         .language = frame.language,
                                         .title = std::string(say.letterhead_title()),
                                         .below = std::string(say.letterhead_text()),
                                         .width = 620,
                                         .foot = foot,
                                         .above_foot = missing_words(frame.language, missing),
                                         .touch_keyboard = frame.touch_keyboard});
  sheet_notice(ui, sheet.flow, frame);
  if (model.stored) {
    line_field(ui, sheet.flow, frame, "sender", say.letterhead_sender(), model.sender, 60);
    address_fields(ui, sheet.flow, frame, model.address);
    line_field(ui, sheet.flow, frame, "desk_phone", say.letterhead_phone(), model.phone, 40);
    number_problem(ui, sheet.flow, frame.language, model.phone);
  } else if (!frame.problem) {
    ui::paragraph_in(ui, sheet.flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                     say.remind_reading(), 0);
  }
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return LetterheadIntent::kClose;
  return sheet.pressed ? LetterheadIntent::kSave : LetterheadIntent::kNone;
}

}  // namespace alcove::screens::desk

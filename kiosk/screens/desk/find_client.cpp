// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/find_client.h"

#include "kiosk/text/clients_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"

namespace alcove::screens::desk {
namespace {

const ui::TextLook kWhy{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};

// Name, then what tells two of like name apart; the latter in strong letters where there are two.
// Below them why somebody may be the same person.
bool hit_row(ui::Ui& ui, ui::Rect& flow, text::Language language, std::string name,
             const api::clients::Hit& hit, bool like, std::string_view why = {}) {
  const text::ClientsMessages say(language);
  const ui::Theme& theme = ui.theme();
  const ui::TextLook strong{.style = ui::TextStyle::kBodyStrong};
  const ui::TextLook second{.style = like ? ui::TextStyle::kSecondStrong : ui::TextStyle::kSecond,
                            .ink = like ? ui::Ink::kText : ui::Ink::kTextSoft};
  std::string below = say.find_hit({.date = text::full_date(language, hit.birth_date),
                                    .number = std::to_string(hit.record_number)});
  if (!hit.masked_phone.empty()) below += " · " + hit.masked_phone;
  const float room = flow.width - 2 * theme.px(12);
  const float words = ui::line_height(ui, ui::TextStyle::kBodyStrong) +
                      ui::paragraph_height(ui, room, second, below) +
                      (why.empty() ? 0 : ui::paragraph_height(ui, room, kWhy, why));
  const ui::Rect row = flow.cut_top(words + theme.px(16));
  const ui::Reaction reaction =
      ui::list_row(ui, {.name = std::move(name), .rect = row, .value = hit.name});
  ui::Rect inner = row.inset(theme.px(12), theme.px(8));
  const ui::Rect line = inner.cut_top(ui::line_height(ui, ui::TextStyle::kBodyStrong));
  ui::text_line(ui, line, strong, hit.name, ui::WhenLong::kShorten);
  ui::paragraph_in(ui, inner, second, below, 0);
  if (!why.empty()) ui::paragraph(ui, inner, kWhy, why);
  ui::divider(ui, {row.x, row.bottom() - 1, row.width, 1});
  if (reaction.focused && ui.focus_is_new()) ui.keep_visible(row);
  return reaction.clicked;
}

std::string reason_words(const text::ClientsMessages& say, rules::DuplicateReason reason) {
  using Reason = rules::DuplicateReason;
  switch (reason) {
    case Reason::kSameBirthDate:
      return std::string(say.same_birth_date());
    case Reason::kDayAndMonthSwapped:
      return std::string(say.same_swapped_date());
    case Reason::kBirthDateOneDigitOff:
      return std::string(say.same_one_digit_off());
    case Reason::kSameFamilyName:
      return std::string(say.same_family_name());
    case Reason::kSimilarFamilyName:
      return std::string(say.same_similar_family());
    case Reason::kSameGivenName:
      return std::string(say.same_given_name());
    case Reason::kSimilarGivenName:
      return std::string(say.same_similar_given());
    case Reason::kNickname:
      return std::string(say.same_nickname());
    case Reason::kNamesSwapped:
      return std::string(say.same_names_swapped());
    case Reason::kSamePhone:
      return std::string(say.same_phone());
  }
  return {};
}

void hint(ui::Ui& ui, ui::Rect& flow, std::string_view words) {
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft}, words,
                   ui.theme().gap_small());
}

void words_below(ui::Ui& ui, ui::Rect& flow, const FindModel& model,
                 const text::ClientsMessages& say) {
  if (model.looking) return hint(ui, flow, say.find_looking());
  if (model.searched.empty()) return hint(ui, flow, say.find_hint());
  if (model.hits.empty()) return hint(ui, flow, say.find_nobody());
  if (model.more) hint(ui, flow, say.find_more());
}

}  // namespace

FoundClient found_client(const api::clients::Hit& hit) {
  return {.id = hit.client,
          .name = spoken_name(hit.name),
          .list_name = hit.name,
          .record_number = hit.record_number,
          .birth_date = hit.birth_date};
}

FindIntent draw(ui::Ui& ui, const SheetFrame& frame, FindModel& model) {
  const text::ClientsMessages say(frame.language);
  std::vector<ui::BarButton> foot;
  if (frame.may == May::kChange) {
    foot.push_back({.name = "register_new",
                    .label = std::string(say.find_register()),
                    .icon = ui::Icon::kAdd,
                    .enabled = frame.there});
  }
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "find_sheet",
                                         .language = frame.language,
                                         .title = model.title,
                                         .width = 640,
                                         .foot = foot,
                                         .touch_keyboard = frame.touch_keyboard});
  sheet_notice(ui, sheet.flow, frame);
  FindIntent intent;
  ui.prefer_focus("find_text");
  ui::FieldSpec field;
  field.name = "find_text";
  field.rect = sheet.flow.cut_top(ui::field_height(ui));
  field.placeholder = say.find_placeholder();
  field.max_code_points = kMaxFindText;
  field.language = frame.language;
  const ui::FieldReaction typed = ui::text_field(ui, field, model.text);
  intent.changed = typed.changed;
  sheet.flow.cut_top(ui.theme().px(12));
  // Enter takes the one that answers what stands in the field; of several it goes to the first, so
  // that nobody is taken who is not marked.
  const bool answered = typed.entered && model.searched == model.text;
  if (answered && model.hits.size() == 1) intent.chosen = 0;
  if (answered && model.hits.size() > 1) {
    ui.use_key();  // the row that gets the focus is not pressed by the same stroke
    ui.focus("hit_0");
  }
  for (std::size_t i = 0; i < model.hits.size(); ++i) {
    const bool like = i < model.like.size() && model.like[i];
    if (hit_row(ui, sheet.flow, frame.language, "hit_" + std::to_string(i), model.hits[i], like)) {
      intent.chosen = i;
    }
  }
  words_below(ui, sheet.flow, model, say);
  ui::end_sheet(ui, sheet);
  intent.close = sheet.closed;
  // Where nobody has that name there is one thing left to do.
  const bool nobody = !model.looking && model.hits.empty() && !model.searched.empty() &&
                      model.searched == model.text;
  const bool by_enter = typed.entered && nobody && !foot.empty() && frame.there;
  intent.register_new = sheet.pressed.has_value() || by_enter;
  return intent;
}

DuplicatesIntent draw(ui::Ui& ui, const SheetFrame& frame, const DuplicatesModel& model) {
  const text::ClientsMessages say(frame.language);
  const ui::BarButton foot[] = {{.name = "not_the_same",
                                 .label = std::string(say.same_nobody()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = frame.there && !frame.busy}};
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "same_sheet",
                                         .language = frame.language,
                                         .title = say.same_title(model.name),
                                         .below = std::string(say.same_text()),
                                         .width = 640,
                                         .foot = foot});
  sheet_notice(ui, sheet.flow, frame);
  DuplicatesIntent intent;
  for (std::size_t i = 0; i < model.items.size(); ++i) {
    const api::clients::Duplicate& one = model.items[i];
    std::string why;
    for (const rules::DuplicateReason reason : one.reasons) {
      why += (why.empty() ? "" : ", ") + reason_words(say, reason);
    }
    if (hit_row(ui, sheet.flow, frame.language, "same_" + std::to_string(i), one.hit, true, why)) {
      intent.open = i;
    }
  }
  ui::end_sheet(ui, sheet);
  intent.close = sheet.closed;
  intent.nobody_of_these = sheet.pressed.has_value();
  return intent;
}

}  // namespace alcove::screens::desk

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/room/note_pane.h"

#include <algorithm>

#include "kiosk/screens/room/room_words.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/note_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/status.h"

namespace alcove::screens::room {
namespace {

PaneIntent draw_none(ui::Ui& ui, const ui::Rect& area, text::Language language,
                     const PaneModel& model) {
  const text::NoteMessages say(language);
  ui::card(ui, area);
  ui::Rect middle = area.inset(ui.theme().gap_large());
  if (!model.may_begin) {
    empty_words(ui, middle, say.note_none_title(), say.note_none_read());
    return {};
  }
  const std::string_view label = model.has_draft ? say.note_continue() : say.note_begin();
  const float width = std::min(middle.width, ui::button_width(ui, label, ui::Icon::kEdit));
  const float height = ui::button_height(ui, width, label, ui::Icon::kEdit);
  ui::Rect words = middle.cut_top(std::max(0.0F, middle.height / 2 - ui.theme().px(12)));
  const std::string_view more =
      model.problem ? text::problem(language, *model.problem) : say.note_none_text();
  empty_words(ui, words.cut_bottom(std::min(words.height, ui.theme().px(90))),
              say.note_none_title(), more);
  const bool begin =
      ui::button(ui, {.name = "begin_note",
                      .rect = {middle.center().x - width / 2, middle.y, width, height},
                      .label = label,
                      .icon = ui::Icon::kEdit,
                      .kind = ui::ButtonKind::kPrimary,
                      .role = ui::ButtonRole::kDefault});
  PaneIntent intent;
  if (begin) intent.act = PaneAct::kBegin;
  return intent;
}

std::string band_text(text::Language language, const AwayBand& band) {
  const text::NoteMessages say(language);
  if (band.words == 0) return std::string(say.note_away_nothing());
  return say.note_away_text({.count = band.words, .time = band.since});
}

struct BandParts {
  ui::Rect icon;
  ui::Rect words;
  ui::Rect button;
  float height = 0;
};

BandParts band_parts(const ui::Ui& ui, const ui::Rect& area, text::Language language,
                     const AwayBand& band) {
  const text::NoteMessages say(language);
  const ui::Theme& theme = ui.theme();
  const ui::TextLook strong{.style = ui::TextStyle::kBodyStrong};
  const ui::TextLook second{.style = ui::TextStyle::kSecond};
  BandParts parts;
  ui::Rect inner = area.inset(theme.px(20), theme.px(16));
  parts.icon = inner.cut_left(ui::icon_width(ui, ui::IconSize::kLarge));
  inner.cut_left(theme.gap());
  const float width = ui::button_width(ui, say.note_what_can_i_do(), ui::Icon::kNone);
  const bool beside = inner.width - width > theme.px(420);
  if (beside) {
    parts.button = inner.cut_right(width);
    inner.cut_right(theme.gap());
  }
  const float words = ui::paragraph_height(ui, inner.width, strong, say.note_away_title()) +
                      ui::paragraph_height(ui, inner.width, second, band_text(language, band));
  parts.words = {inner.x, inner.y, inner.width, words};
  const float button = theme.control_height();
  parts.height = 2 * theme.px(16) + (beside ? std::max(words, button) : words);
  if (!beside) {
    parts.button = {inner.x, inner.y + words + theme.gap_small(), std::min(width, inner.width),
                    button};
    parts.height += theme.gap_small() + button;
  } else {
    const float all = parts.height - 2 * theme.px(16);
    parts.words.y += (all - words) / 2;
    parts.button = {parts.button.x, inner.y + (all - button) / 2, width, button};
  }
  parts.icon.height = parts.height - 2 * theme.px(16);
  return parts;
}

}  // namespace

float away_band_height(const ui::Ui& ui, float width, text::Language language,
                       const AwayBand& band) {
  return band_parts(ui, {0, 0, width, 10'000}, language, band).height;
}

bool draw_away_band(ui::Ui& ui, const ui::Rect& area, text::Language language,
                    const AwayBand& band) {
  const text::NoteMessages say(language);
  const ui::Theme& theme = ui.theme();
  const BandParts parts = band_parts(ui, area, language, band);
  ui.present({.name = "away_band",
              .kind = ui::WidgetKind::kStatus,
              .rect = area,
              .value = std::string(say.note_away_title())});
  ui::fill(ui, area, ui::Ink::kCareSoft, theme.card_corner());
  ui::outline(ui, area, ui::Ink::kCare, theme.card_corner(), theme.px(2));
  ui::icon(ui, parts.icon, ui::Icon::kSave, ui::Ink::kCare, ui::IconSize::kLarge);
  ui::Rect words = parts.words;
  ui::paragraph_in(ui, words, {.style = ui::TextStyle::kBodyStrong}, say.note_away_title(), 0);
  ui::paragraph_in(ui, words, {.style = ui::TextStyle::kSecond}, band_text(language, band), 0);
  return ui::button(ui,
                    {.name = "away_help", .rect = parts.button, .label = say.note_what_can_i_do()});
}

PaneIntent draw_pane(ui::Ui& ui, const ui::Rect& area, const Bar& bar, const LocalDate& today,
                     PaneSize size, PaneModel& model, NoteText& text) {
  const text::NoteMessages say(bar.language);
  switch (model.kind) {
    case PaneKind::kNone:
      return draw_none(ui, area, bar.language, model);
    case PaneKind::kLooking:
      ui::card(ui, area);
      ui.present({.name = "note_looking", .kind = ui::WidgetKind::kStatus, .rect = area});
      empty_words(ui, area.inset(ui.theme().gap()), say.note_looking(),
                  bar.connection.there ? std::string_view() : say.note_looking_away());
      return {};
    case PaneKind::kOpening:
      ui::card(ui, area);
      empty_words(ui, area.inset(ui.theme().gap()), say.note_opening(), {});
      return {};
    case PaneKind::kUnreadable: {
      ui::card(ui, area);
      const std::string_view why =
          text::problem(bar.language, model.problem.value_or(ErrorCode::kUnavailable));
      empty_words(ui, area.inset(ui.theme().gap()), say.note_unreadable(why), {});
      return {};
    }
    case PaneKind::kDraft:
      return draw_draft(ui, area, bar, today, size, model.draft, text);
    case PaneKind::kRead:
      return draw_read(ui, area, bar, today, size, model.read);
  }
  return {};
}

float draw_content(ui::Ui& ui, const ui::Rect& flow, text::Language language,
                   const api::notes::Content& content) {
  const ui::Theme& theme = ui.theme();
  ui::Rect rest{flow.x, flow.y, std::min(flow.width, theme.px(760)), 1'000'000};
  const auto section = [&](rules::NoteSection which, const std::string& words) {
    ui::paragraph_in(ui, rest,
                     {.style = ui::TextStyle::kBodyStrong, .ink = ui::Ink::kPrimaryPressed},
                     section_word(language, which), 0);
    ui::paragraph_in(ui, rest, {.style = ui::TextStyle::kNote}, words, theme.px(12));
  };
  const auto text_of = [&](rules::NoteSection which) -> const std::string* {
    for (const api::notes::SectionText& one : content.sections) {
      if (one.section == which && !rules::is_blank(one.text)) return &one.text;
    }
    return nullptr;
  };
  for (const rules::NoteSection which : rules::sections_of(content.format)) {
    if (const std::string* const words = text_of(which)) section(which, *words);
  }
  // A draft may hold words of another format.
  for (const api::notes::SectionText& one : content.sections) {
    if (!rules::has_section(content.format, one.section) && !rules::is_blank(one.text)) {
      section(one.section, one.text);
    }
  }
  return rest.y - flow.y;
}

}  // namespace alcove::screens::room

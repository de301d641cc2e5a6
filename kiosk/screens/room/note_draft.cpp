// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/screens/room/note_pane.h"
#include "kiosk/screens/room/room_words.h"
#include "kiosk/text/note_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/note_editor.h"
#include "kiosk/widgets/status.h"
#include "kiosk/widgets/text_field.h"

// A draft while it is written, or while somebody else writes it.
namespace alcove::screens::room {
namespace {

using rules::NoteSection;

std::string editor_name(NoteSection section) {
  return "section_" + std::to_string(static_cast<int>(section));
}

class DraftView {
 public:
  DraftView(ui::Ui& ui, const Bar& bar, const LocalDate& today, DraftPane& model, NoteText& text)
      : ui_(ui), say_(bar.language), bar_(bar), today_(today), model_(model), text_(text) {}

  PaneIntent run(ui::Rect area, PaneSize size);

 private:
  void head(ui::Rect& area);
  void addendum_head(ui::Rect& area);
  void signed_note(ui::Rect& flow);
  float formats(const ui::Rect& row, bool measure_only);
  void clock(ui::Rect& row, std::string_view label, const char* name, std::string& text);
  void banners(ui::Rect& area);
  void banner(ui::Rect& area, const char* name, const std::string& words, std::string_view action,
              PaneAct act);
  void scrolled_head(ui::Rect& flow);
  void sections(const ui::Rect& area);
  void section(ui::Rect& flow, std::size_t index, const std::vector<NoteSection>& all);
  void elsewhere_head(ui::Rect& flow, NoteSection section);
  void foot(ui::Rect& area);
  bool writable() const { return !model_.held; }
  float padding() const { return ui_.theme().px(20); }
  void act(PaneAct what) { intent_.act = what; }

  ui::Ui& ui_;
  const text::NoteMessages say_;
  const Bar& bar_;
  const LocalDate& today_;
  DraftPane& model_;
  NoteText& text_;
  PaneSize size_ = PaneSize::kBeside;
  PaneIntent intent_;
  ui::Rect safety_place_;
};

// The formats as segments, from the left; returns how wide they are.
float DraftView::formats(const ui::Rect& row, bool measure_only) {
  constexpr rules::NoteFormat kAll[] = {rules::NoteFormat::kDap, rules::NoteFormat::kSoap,
                                        rules::NoteFormat::kBirp};
  std::vector<ui::Segment> all;
  float width = 0;
  std::size_t current = 0;
  for (std::size_t i = 0; i < std::size(kAll); ++i) {
    const std::string_view word = format_word(kAll[i]);
    if (kAll[i] == model_.format) current = i;
    all.push_back({"format_" + std::string(word), word});
    width += ui::button_width(ui_, word, ui::Icon::kNone) + (i > 0 ? ui_.theme().gap_small() : 0);
  }
  if (measure_only) return width;
  if (!writable()) {
    const ui::Size size = ui::pill_size(ui_, format_word(model_.format), ui::Icon::kNone);
    ui::pill(ui_, {.name = "format",
                   .at = {row.x, row.center().y - size.height / 2},
                   .label = format_word(model_.format),
                   .tone = ui::Tone::kPrimary});
    return width;
  }
  const std::size_t chosen = ui::segments(ui_, row, all, current);
  if (chosen != current) {
    intent_.format = kAll[chosen];
    act(PaneAct::kFormat);
  }
  return width;
}

void DraftView::clock(ui::Rect& row, std::string_view label, const char* name, std::string& text) {
  const ui::Theme& theme = ui_.theme();
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  ui::text_line(ui_, row.cut_left(ui::text_width(ui_, soft, label) + 1), soft, label);
  row.cut_left(theme.gap_small());
  const bool was_focused = ui_.state<bool>(std::string(name) + "_focus");
  const ui::Rect place = row.cut_left(theme.px(108));
  row.cut_left(theme.px(12));
  const ui::FieldReaction reaction =
      ui::text_field(ui_,
                     {.name = name,
                      .rect = place.middle(place.width, theme.small_control_height()),
                      .max_code_points = api::notes::kMaxTypedClock,
                      .enabled = writable()},
                     text);
  const bool focused = ui_.focused() == name;
  ui_.state<bool>(std::string(name) + "_focus") = focused;
  if (reaction.changed) act(PaneAct::kTimes);
  if ((was_focused && !focused) || reaction.entered) act(PaneAct::kTimesDone);
}

void DraftView::addendum_head(ui::Rect& area) {
  const ui::Theme& theme = ui_.theme();
  ui::Rect flow = area.inset(padding(), theme.px(12));
  const float top = flow.y;
  ui::text_line(
      ui_, flow.cut_top(theme.small_control_height()), {.style = ui::TextStyle::kBodyStrong},
      say_.note_addendum_to(date_words(bar_.language, date_of(model_.visit_start), today_)),
      ui::WhenLong::kShorten);
  area.cut_top(flow.y - top + 2 * theme.px(12));
  ui::divider(ui_, area);
  area.cut_top(1);
}

void DraftView::head(ui::Rect& area) {
  if (model_.addendum) {
    addendum_head(area);
    return;
  }
  const ui::Theme& theme = ui_.theme();
  const float row = theme.small_control_height();
  const LocalDate day = date_of(model_.visit_start);
  const std::string title = day == today_ ? std::string(say_.note_title_today())
                                          : say_.note_title(date_words(bar_.language, day, today_));
  const ui::TextLook strong{.style = ui::TextStyle::kBodyStrong};
  const ui::TextLook soft{.style = ui::TextStyle::kSecond};
  const float words = ui::text_width(ui_, strong, title) + theme.gap();
  const float format_width = formats({}, true);
  const float clocks = ui::text_width(ui_, soft, say_.note_start()) +
                       ui::text_width(ui_, soft, say_.note_stop()) + 2 * theme.px(108) +
                       2 * theme.gap_small() + theme.px(12) + 2;
  ui::Rect flow = area.inset(padding(), theme.px(12));
  const float top = flow.y;
  const bool one_row = words + format_width + theme.gap() + clocks <= flow.width;
  const bool two_rows = !one_row && words + format_width <= flow.width;
  ui::Rect line = flow.cut_top(row);
  ui::text_line(ui_, line.cut_left(one_row || two_rows ? words : line.width), strong, title,
                ui::WhenLong::kShorten);
  if (!one_row && !two_rows) {
    flow.cut_top(theme.gap_small());
    line = flow.cut_top(row);
  }
  formats(line, false);
  if (one_row) {
    line = line.cut_right(clocks);
  } else {
    flow.cut_top(theme.gap_small());
    line = flow.cut_top(row);
  }
  clock(line, say_.note_start(), "start", model_.start);
  clock(line, say_.note_stop(), "stop", model_.stop);
  if (model_.start_unclear || model_.stop_unclear) {
    flow.cut_top(theme.gap_tiny());
    ui::paragraph_in(ui_, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare},
                     say_.note_clock_hint(), 0);
  }
  area.cut_top(flow.y - top + 2 * theme.px(12));
  ui::divider(ui_, area);
  area.cut_top(1);
}

void DraftView::banner(ui::Rect& area, const char* name, const std::string& words,
                       std::string_view action, PaneAct what) {
  const ui::Theme& theme = ui_.theme();
  ui::Rect flow = area.inset(padding(), theme.gap_small());
  const float button =
      action.empty() ? 0 : ui::button_width(ui_, action, ui::Icon::kNone) + theme.gap();
  const bool beside = flow.width - button > theme.px(300);
  const float text_width = beside ? flow.width - button : flow.width;
  const float words_height = ui::notice_height(ui_, text_width, words);
  const float top = flow.y;
  const float control = theme.control_height();
  ui::Rect row =
      flow.cut_top(beside && button > 0 ? std::max(words_height, control) : words_height);
  ui::notice(ui_, {.name = name,
                   .rect = {row.x, row.y, text_width, words_height},
                   .text = words,
                   .tone = ui::Tone::kNote,
                   .icon = ui::Icon::kInfo});
  if (button > 0) {
    ui::Rect place = row.cut_right(button - theme.gap());
    if (!beside) {
      flow.cut_top(theme.gap_small());
      place = flow.cut_top(control);
      place.width = std::min(place.width, button - theme.gap());
    }
    place = {place.x, place.y + std::max(0.0F, (place.height - control) / 2), place.width, control};
    if (ui::button(ui_, {.name = std::string(name) + "_act", .rect = place, .label = action})) {
      act(what);
    }
  }
  area.cut_top(flow.y - top + theme.gap_small());
}

void DraftView::banners(ui::Rect& area) {
  if (model_.held) {
    const Held& held = *model_.held;
    const std::string words =
        held.lost
            ? say_.note_lost(held.terminal)
            : say_.note_held_by({.who = held.who, .terminal = held.terminal, .time = held.since});
    banner(area, "held", words, say_.note_take_over(), PaneAct::kTakeOver);
  }
  if (!model_.signature_lost.empty()) {
    banner(area, "signature_lost", say_.note_signature_lost(model_.signature_lost), {},
           PaneAct::kNone);
  }
  if (model_.siblings > 0) {
    banner(area, "siblings", say_.note_siblings(model_.siblings), say_.note_siblings_look(),
           PaneAct::kSiblings);
  }
  if (model_.full) banner(area, "full", std::string(say_.note_full()), {}, PaneAct::kNone);
  if (model_.problem) {
    banner(area, "problem", std::string(text::problem(bar_.language, *model_.problem)), {},
           PaneAct::kNone);
  }
}

// Words that the format has no place for: what they are, and one step to put them somewhere.
void DraftView::elsewhere_head(ui::Rect& flow, NoteSection section) {
  const NoteSection target = rules::sections_of(model_.format).front();
  ui::paragraph_in(ui_, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kCare},
                   say_.note_elsewhere({.section = section_word(bar_.language, section),
                                        .format = format_word(model_.format)}),
                   ui_.theme().gap_tiny());
  if (!writable()) return;
  const std::string label = say_.note_move_to(section_word(bar_.language, target));
  const float width = std::min(flow.width, ui::button_width(ui_, label, ui::Icon::kNone));
  const float height = ui::button_height(ui_, width, label, ui::Icon::kNone);
  if (ui::button(ui_, {.name = "move_" + std::to_string(static_cast<int>(section)),
                       .rect = flow.cut_top(height).cut_left(width),
                       .label = label})) {
    intent_.from = section;
    intent_.to = target;
    act(PaneAct::kMove);
  }
  flow.cut_top(ui_.theme().gap_small());
}

void DraftView::section(ui::Rect& flow, std::size_t index, const std::vector<NoteSection>& all) {
  const NoteSection section = all[index];
  const bool here = rules::has_section(model_.format, section);
  ui::paragraph_in(ui_, flow,
                   {.style = ui::TextStyle::kBodyStrong, .ink = ui::Ink::kPrimaryPressed},
                   section_word(bar_.language, section), here ? ui_.theme().px(2) : 0);
  if (!here) elsewhere_head(flow, section);
  const std::string before = index > 0 ? editor_name(all[index - 1]) : std::string();
  const std::string after = index + 1 < all.size() ? editor_name(all[index + 1]) : std::string();
  const auto reaction = ui::note_editor(ui_,
                                        {.name = editor_name(section),
                                         .at = {flow.x, flow.y},
                                         .width = flow.width,
                                         .placeholder = section_hint(bar_.language, section),
                                         .read_only = !writable(),
                                         .section_before = before,
                                         .section_after = after},
                                        text_.of(section));
  model_.full = model_.full || reaction.cut_short;
  if (reaction.changed && !reaction.cut_short) model_.full = false;
  flow.cut_top(reaction.height + ui_.theme().px(12));
}

// With large text what stands above the words scrolls with them.
void DraftView::scrolled_head(ui::Rect& flow) {
  ui::Rect area{flow.x - padding(), flow.y, flow.width + 2 * padding(), flow.height};
  const float top = area.y;
  if (model_.away) {
    area.cut_top(ui_.theme().gap_small());
    ui::Rect band = area.inset(padding(), 0);
    band.height = away_band_height(ui_, band.width, bar_.language, *model_.away);
    if (draw_away_band(ui_, band, bar_.language, *model_.away)) act(PaneAct::kAwayHelp);
    area.cut_top(band.height);
  }
  head(area);
  banners(area);
  flow.cut_top(area.y - top + ui_.theme().px(16));
}

// What an addendum follows stands above it, as it was signed.
void DraftView::signed_note(ui::Rect& flow) {
  if (!model_.follows) return;
  flow.cut_top(draw_content(ui_, flow, bar_.language, *model_.follows));
  for (const EarlierAddendum& one : model_.earlier) {
    ui::paragraph_in(ui_, flow,
                     {.style = ui::TextStyle::kBodyStrong, .ink = ui::Ink::kPrimaryPressed},
                     say_.note_addendum(), 0);
    ui::paragraph_in(ui_, flow, {.style = ui::TextStyle::kNote}, one.text, 0);
    ui::paragraph_in(ui_, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                     say_.note_signed_by(one.signed_by) + " · " + one.when, ui_.theme().px(12));
  }
  ui::divider(ui_, flow);
  flow.cut_top(ui_.theme().px(16));
}

void DraftView::sections(const ui::Rect& area) {
  const ui::Theme& theme = ui_.theme();
  const auto of_format = rules::sections_of(model_.format);
  std::vector<NoteSection> all(of_format.begin(), of_format.end());
  for (const NoteSection other : text_.elsewhere(model_.format)) all.push_back(other);
  if (writable()) ui_.prefer_focus(editor_name(all.front()));
  const ui::Rect content = ui_.begin_scroll("note", area.inset(theme.px(8), 0));
  ui::Rect flow = content.inset(theme.px(16), 0);
  flow.width = std::min(flow.width, theme.px(760));
  flow.height = 1'000'000;
  if (size_ != PaneSize::kAlone) flow.cut_top(theme.px(16));
  if (size_ == PaneSize::kAlone) scrolled_head(flow);
  signed_note(flow);
  text_.before_input();
  for (std::size_t i = 0; i < all.size(); ++i) section(flow, i, all);
  if (text_.after_input()) model_.full = true;
  ui_.end_scroll(flow.y - content.y);
}

void DraftView::foot(ui::Rect& area) {
  const ui::Theme& theme = ui_.theme();
  const float control = std::min(theme.px(48), theme.control_height() + 4);
  const bool can_sign = writable() && !model_.away;
  // A draft without words has nothing to look back at; it can be put aside.
  const std::string_view other_word = model_.empty ? say_.note_discard() : say_.note_history();
  const float history = ui::button_width(ui_, other_word, ui::Icon::kNone);
  std::string_view sign_word = model_.addendum ? say_.note_sign_addendum() : say_.note_sign();
  float sign = ui::button_width(ui_, sign_word, ui::Icon::kSign);
  const float inner = area.width - 2 * padding();
  if (history + sign + theme.gap_small() > inner) {
    sign_word = say_.note_sign_short();
    sign = ui::button_width(ui_, sign_word, ui::Icon::kSign);
  }
  const float buttons = history + sign + theme.px(14);
  const bool one_row =
      inner - buttons - theme.gap() >= safety_width(ui_, bar_.language, model_.line);
  const float line = safety_height(ui_, inner, bar_.language, model_.line) + theme.gap_small();
  const float edge = std::min(14.0F, theme.px(14));
  ui::Rect foot = area.cut_bottom((one_row ? control : control + line) + 2 * edge);
  ui::divider(ui_, foot);
  foot = foot.inset(padding(), edge);
  ui::Rect row = one_row ? foot : foot.cut_bottom(control);
  ui::Rect right = row.cut_right(std::min(row.width, buttons));
  if (!one_row) foot.cut_bottom(theme.gap_small());
  safety_place_ = one_row ? row : foot;
  const ui::Rect sign_place = right.cut_right(sign);
  right.cut_right(theme.px(14));
  if (ui::button(ui_, {.name = model_.empty ? "discard" : "history",
                       .rect = right.cut_right(history),
                       .label = other_word,
                       .enabled = !model_.away})) {
    act(model_.empty ? PaneAct::kDiscard : PaneAct::kHistory);
  }
  if (ui::button(ui_, {.name = "sign",
                       .rect = sign_place,
                       .label = sign_word,
                       .icon = ui::Icon::kSign,
                       .kind = ui::ButtonKind::kPrimary,
                       .enabled = can_sign})) {
    act(PaneAct::kSign);
  }
}

PaneIntent DraftView::run(ui::Rect area, PaneSize size) {
  size_ = size;
  ui::card(ui_, area);
  const ui::KeyPress* const press = ui_.key();
  if (press != nullptr && press->control && press->key == ui::Key::kLetter &&
      press->letter == 's') {
    ui_.use_key();
    act(PaneAct::kSave);
  }
  if (size_ == PaneSize::kBeside) {
    head(area);
    banners(area);
  }
  if (size_ != PaneSize::kCompact) foot(area);
  sections(area);
  if (size_ != PaneSize::kCompact) {
    // Last of all: what was typed in this very frame is safe nowhere yet.
    const bool newer = text_.version() != model_.line.words.value_or(text_.version());
    const bool typed = newer || intent_.act == PaneAct::kTimes;
    draw_safety(ui_, safety_place_, bar_.language,
                typed ? with_newer_words(model_.line) : model_.line);
  }
  return intent_;
}

}  // namespace

PaneIntent draw_draft(ui::Ui& ui, ui::Rect area, const Bar& bar, const LocalDate& today,
                      PaneSize size, DraftPane& model, NoteText& text) {
  return DraftView(ui, bar, today, model, text).run(area, size);
}

}  // namespace alcove::screens::room

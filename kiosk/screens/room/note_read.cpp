// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/screens/room/note_pane.h"
#include "kiosk/screens/room/room_words.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/note_messages.h"
#include "kiosk/text/problems.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/status.h"

// A note that is read: its words, who stands for them, whether that was checked, what was added.
namespace alcove::screens::room {
namespace {

class ReadView {
 public:
  ReadView(ui::Ui& ui, const Bar& bar, const LocalDate& today, PaneSize size, const ReadPane& model)
      : ui_(ui), say_(bar.language), bar_(bar), today_(today), size_(size), model_(model) {}

  PaneIntent run(ui::Rect area);

 private:
  void head(ui::Rect& area);
  void body(const ui::Rect& area);
  void signature(ui::Rect& flow, const api::notes::Signature& signature, std::size_t index);
  void foot(ui::Rect& area);
  // Back to what is being written on this screen, which needs no box.
  bool goes_on(PaneAct act) const {
    return model_.here && ((act == PaneAct::kBegin && model_.has_draft) ||
                           (act == PaneAct::kAddendum && model_.has_addendum));
  }
  std::string signed_when(std::size_t index) const {
    return index < model_.signed_when.size() ? model_.signed_when[index] : std::string();
  }

  ui::Ui& ui_;
  const text::NoteMessages say_;
  const Bar& bar_;
  const LocalDate& today_;
  const PaneSize size_;
  const ReadPane& model_;
  PaneIntent intent_;
};

void ReadView::head(ui::Rect& area) {
  const ui::Theme& theme = ui_.theme();
  const api::notes::Note& note = model_.note;
  const LocalDate day = date_of(note.line.visit_start);
  const std::string title = day == today_ ? std::string(say_.note_title_today())
                                          : say_.note_title(date_words(bar_.language, day, today_));
  std::string times;
  if (note.content.start && note.content.stop) {
    times = say_.note_from_to({.start = text::clock_time(bar_.language, *note.content.start),
                               .stop = text::clock_time(bar_.language, *note.content.stop)});
  }
  const ui::TextLook strong{.style = ui::TextStyle::kBodyStrong};
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  const ui::Size pill = ui::pill_size(ui_, format_word(note.content.format), ui::Icon::kNone);
  ui::Rect flow = area.inset(theme.px(20), theme.px(12));
  const float top = flow.y;
  ui::Rect row = flow.cut_top(theme.small_control_height());
  const float words =
      std::min(ui::text_width(ui_, strong, title) + 1, row.width - pill.width - theme.gap());
  ui::text_line(ui_, row.cut_left(words), strong, title, ui::WhenLong::kShorten);
  row.cut_left(theme.gap());
  ui::pill(ui_, {.name = "format",
                 .at = {row.x, row.center().y - pill.height / 2},
                 .label = format_word(note.content.format),
                 .tone = ui::Tone::kPrimary});
  row.cut_left(pill.width + theme.gap());
  const float width = ui::text_width(ui_, soft, times) + 1;
  if (!times.empty() && width > row.width) row = flow.cut_top(ui::line_height(ui_, soft.style));
  if (!times.empty()) ui::text_line(ui_, row.cut_right(width), soft, times);
  area.cut_top(flow.y - top + 2 * theme.px(12));
  ui::divider(ui_, area);
  area.cut_top(1);
}

void ReadView::signature(ui::Rect& flow, const api::notes::Signature& signature,
                         std::size_t index) {
  const ui::Theme& theme = ui_.theme();
  const std::string name = with_credential(signature.by_name, signature.credential);
  const bool verified = signature.standing == api::notes::Standing::kVerified;
  const std::string_view word = verified ? say_.note_verified() : say_.note_not_verified();
  ui::divider(ui_, flow);
  flow.cut_top(theme.px(12));
  ui::paragraph_in(ui_, flow, {.style = ui::TextStyle::kBodyStrong}, say_.note_signed_by(name), 0);
  ui::paragraph_in(ui_, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   signed_when(index), theme.gap_small());
  const float height =
      ui::notice(ui_, {.name = "standing_" + std::to_string(index),
                       .rect = flow,
                       .text = word,
                       .tone = verified ? ui::Tone::kGood : ui::Tone::kAlarm,
                       .icon = verified ? ui::Icon::kCheckCircle : ui::Icon::kWarning});
  flow.cut_top(height + theme.gap());
}

void ReadView::body(const ui::Rect& area) {
  const ui::Theme& theme = ui_.theme();
  const ui::Rect content = ui_.begin_scroll("note", area.inset(theme.px(8), 0));
  ui::Rect flow = content.inset(theme.px(12), 0);
  flow.width = std::min(flow.width, theme.px(760));
  flow.height = 1'000'000;
  if (size_ != PaneSize::kBeside) {
    // With large text what stands above the words scrolls with them.
    const float side = theme.px(20);
    ui::Rect above{flow.x - side, flow.y, flow.width + 2 * side, flow.height};
    head(above);
    flow.cut_top(above.y - flow.y);
  }
  flow.cut_top(theme.px(16));
  if (model_.problem) {
    const std::string why = model_.addenda_full
                                ? addenda_full_words(bar_.language)
                                : std::string(text::problem(bar_.language, *model_.problem));
    flow.cut_top(ui::notice(ui_, {.name = "read_problem",
                                  .rect = flow,
                                  .text = why,
                                  .tone = ui::Tone::kCare,
                                  .icon = ui::Icon::kInfo}));
    flow.cut_top(theme.gap());
  }
  flow.cut_top(draw_content(ui_, flow, bar_.language, model_.note.content));
  flow.cut_top(theme.gap_small());
  if (model_.note.signature) signature(flow, *model_.note.signature, 0);
  std::size_t index = 1;
  for (const api::notes::Addendum& addendum : model_.note.addenda) {
    ui::paragraph_in(ui_, flow,
                     {.style = ui::TextStyle::kBodyStrong, .ink = ui::Ink::kPrimaryPressed},
                     say_.note_addendum(), 0);
    ui::paragraph_in(ui_, flow, {.style = ui::TextStyle::kNote}, addendum.text, theme.gap_small());
    signature(flow, addendum.signature, index++);
  }
  ui_.end_scroll(flow.y - content.y);
}

void ReadView::foot(ui::Rect& area) {
  const ui::Theme& theme = ui_.theme();
  const bool is_signed = model_.note.signature.has_value();
  struct Choice {
    const char* name;
    std::string_view label;
    PaneAct act;
  };
  std::vector<Choice> all;
  if (model_.has_draft) all.push_back({"begin_note", say_.note_continue(), PaneAct::kBegin});
  if (is_signed) {
    all.push_back({"add_addendum",
                   model_.has_addendum ? say_.note_addendum_continue() : say_.note_addendum_title(),
                   PaneAct::kAddendum});
  }
  if (model_.siblings > 0) {
    all.push_back({"siblings_act", say_.note_siblings_look(), PaneAct::kSiblings});
  }
  all.push_back({"history", say_.note_history(), PaneAct::kHistory});
  float width = 0;
  for (const Choice& choice : all) {
    width += ui::button_width(ui_, choice.label, ui::Icon::kNone) + theme.px(14);
  }
  const float inner = area.width - 2 * theme.px(20);
  const bool one_row = width <= inner;
  const float control = theme.px(48);
  const float rows = one_row ? 1 : static_cast<float>(all.size());
  ui::Rect foot =
      area.cut_bottom(rows * control + (rows - 1) * theme.gap_small() + 2 * theme.px(14));
  ui::divider(ui_, foot);
  foot = foot.inset(theme.px(20), theme.px(14));
  for (const Choice& choice : all) {
    const float wanted = std::min(foot.width, ui::button_width(ui_, choice.label, ui::Icon::kNone));
    const ui::Rect place =
        one_row ? foot.cut_right(wanted) : foot.cut_top(control).cut_left(wanted);
    one_row ? foot.cut_right(theme.px(14)) : foot.cut_top(theme.gap_small());
    if (ui::button(ui_, {.name = choice.name,
                         .rect = place,
                         .label = choice.label,
                         .enabled = bar_.connection.there || goes_on(choice.act)})) {
      intent_.act = choice.act;
    }
  }
}

PaneIntent ReadView::run(ui::Rect area) {
  ui::card(ui_, area);
  if (size_ == PaneSize::kBeside) head(area);
  foot(area);
  body(area);
  return intent_;
}

}  // namespace

PaneIntent draw_read(ui::Ui& ui, ui::Rect area, const Bar& bar, const LocalDate& today,
                     PaneSize size, const ReadPane& model) {
  return ReadView(ui, bar, today, size, model).run(area);
}

std::string addenda_full_words(text::Language language) {
  return text::NoteMessages(language).note_addenda_full(std::to_string(api::notes::kMaxAddenda));
}

}  // namespace alcove::screens::room

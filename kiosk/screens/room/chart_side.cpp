// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/room/chart_side.h"

#include <algorithm>
#include <cmath>

#include "kiosk/screens/room/chart_lists.h"
#include "kiosk/screens/room/room_bar.h"
#include "kiosk/screens/room/room_words.h"
#include "kiosk/text/room_messages.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/status.h"
#include "shared/rules/instrument.h"

namespace alcove::screens::room {
namespace {

using api::questionnaires::Progress;
using api::questionnaires::ScoreLine;

constexpr float kSaidLines = 3;
constexpr float kMostSaidLines = 5;  // the picture below gives way

ui::Ink band_ink(rules::Severity severity) {
  switch (severity) {
    case rules::Severity::kMinimal:
      return ui::Ink::kBandMinimal;
    case rules::Severity::kMild:
      return ui::Ink::kBandMild;
    case rules::Severity::kModerate:
      return ui::Ink::kBandModerate;
    case rules::Severity::kModeratelySevere:
      return ui::Ink::kBandModeratelySevere;
    case rules::Severity::kSevere:
      return ui::Ink::kBandSevere;
  }
  return ui::Ink::kBandMinimal;
}

std::vector<ui::TrendBand> bands_of(rules::InstrumentId id) {
  std::vector<ui::TrendBand> out;
  for (const rules::SeverityBand& band : rules::instrument(id).bands) {
    out.push_back({band.from, band.to, band_ink(band.severity)});
  }
  return out;
}

class TrendCard {
 public:
  TrendCard(ui::Ui& ui, text::Language language, SideModel& model)
      : ui_(ui), language_(language), say_(language), model_(model) {}

  SideAct draw(ui::Rect area);
  static float height(const ui::Ui& ui, bool several);

 private:
  TrendPart& part() { return model_.trends[model_.trend]; }
  const ScoreLine* chosen() {
    return part().chosen < part().scores.size() ? &part().scores[part().chosen] : nullptr;
  }
  std::vector<ui::Segment> names() const;
  float title_height(float width);
  void title(ui::Rect area);
  float score_pill(const ui::Rect& row, const ScoreLine& score, ui::Align align);
  std::string words(std::size_t index);

  ui::Ui& ui_;
  text::Language language_;
  const text::RoomMessages say_;
  SideModel& model_;
};

float TrendCard::height(const ui::Ui& ui, bool several) {
  const ui::Theme& theme = ui.theme();
  const float title = several ? theme.small_control_height() : theme.px(28);
  return 2 * theme.px(14) + title + kSaidLines * ui::line_height(ui, ui::TextStyle::kSecond) +
         theme.px(4) + theme.gap_small() + theme.px(160);
}

std::vector<ui::Segment> TrendCard::names() const {
  std::vector<ui::Segment> all;
  for (const TrendPart& trend : model_.trends) {
    const std::string_view name = rules::instrument(trend.instrument).name;
    all.push_back({"trend_" + std::string(name), name});
  }
  return all;
}

// Names and score in one row, or, where long words of a score leave the names no room, in two.
float TrendCard::title_height(float width) {
  const ui::Theme& theme = ui_.theme();
  if (model_.trends.size() == 1) return theme.px(28);
  const float row = theme.small_control_height();
  const ScoreLine* const score = chosen();
  if (score == nullptr) return row;
  const ui::Size pill = ui::pill_size(ui_, score_words(language_, *score), ui::Icon::kNone);
  const std::vector<ui::Segment> all = names();
  const float beside = ui::segments_height(ui_, width - pill.width - theme.gap_small(), all);
  return beside > ui::segments_height(ui_, width, all) ? row + theme.gap_tiny() + pill.height : row;
}

// Gives how wide it is.
float TrendCard::score_pill(const ui::Rect& row, const ScoreLine& score, ui::Align align) {
  const bool left = align == ui::Align::kLeft;
  const std::string words = score_words(language_, score);
  const ui::Size size = ui::pill_size(ui_, words, ui::Icon::kNone);
  const float width = std::min(size.width, left ? row.width : row.width * 0.6F);
  ui::pill(ui_, {.name = "score",
                 .at = {left ? row.x : row.right() - width,
                        row.center().y - std::round(size.height / 2)},
                 .label = words,
                 .tone = score.severity ? tone_of(*score.severity) : ui::Tone::kNeutral,
                 .max_width = width});
  return width;
}

void TrendCard::title(ui::Rect area) {
  const bool several = model_.trends.size() > 1;
  ui::Rect row = several ? area.cut_top(ui_.theme().small_control_height()) : area;
  const ScoreLine* const score = chosen();
  if (score != nullptr && several && area.height > 0) {
    score_pill(area, *score, ui::Align::kLeft);
  } else if (score != nullptr) {
    row.cut_right(score_pill(row, *score, ui::Align::kRight) + ui_.theme().gap_small());
  }
  if (several) {
    model_.trend = ui::segments(ui_, row, names(), model_.trend);
  } else {
    ui::text_line(ui_, row, {.style = ui::TextStyle::kBodyStrong},
                  rules::instrument(part().instrument).name);
  }
}

// When, how it compares, and what to know about the total.
std::string TrendCard::words(std::size_t index) {
  const TrendPart& trend = part();
  const ScoreLine& score = trend.scores[index];
  std::string out = when_words(language_, trend.points[index].at, model_.today);
  const std::string answered = std::to_string(score.answered);
  const std::string items = std::to_string(score.items);
  const auto add = [&out](std::string_view more) { out.append(" · ").append(more); };
  if (score.critical == rules::CriticalAnswer::kAboveZero) {
    add(say_.room_flag_item9());
  } else if (score.critical_was_above_zero) {
    add(say_.room_flag_item9_was());
  } else if (score.critical == rules::CriticalAnswer::kDeclined) {
    add(say_.room_flag_item9_declined());
  }
  if (score.progress == Progress::kInProgress) add(say_.room_point_running());
  if (score.progress == Progress::kPartial) add(say_.room_point_partial());
  if (score.prorated) {
    add(say_.room_point_prorated({.answered = answered, .items = items}));
  } else if (!score.total) {
    add(say_.room_point_too_few({.answered = answered, .items = items}));
  }
  if (index > 0 && trend.scores[index - 1].total && score.total) {
    const std::string date =
        date_words(language_, date_of(trend.points[index - 1].at), model_.today);
    add(say_.room_point_before(
        {.total = std::to_string(*trend.scores[index - 1].total), .date = date}));
  }
  if (score.moved_here) add(say_.room_moved_here(score.moved_here->by_name));
  return out;
}

SideAct TrendCard::draw(ui::Rect area) {
  const ui::Theme& theme = ui_.theme();
  ui::card(ui_, area);
  if (model_.trends.empty()) {
    empty_words(ui_, area.inset(theme.gap()),
                model_.loaded ? say_.room_no_scores() : say_.room_loading(),
                model_.loaded ? say_.room_no_scores_hint() : std::string_view());
    return SideAct::kNone;
  }
  model_.trend = std::min(model_.trend, model_.trends.size() - 1);
  ui::Rect flow = area.inset(theme.px(18), theme.px(14));
  title(flow.cut_top(title_height(flow.width)));
  flow.cut_top(theme.px(4));
  const bool some = part().chosen < part().scores.size();
  const std::string said = some ? words(part().chosen) : std::string();
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  const float button_width = ui::button_width(ui_, say_.room_answers(), ui::Icon::kNone);
  const float line = ui::line_height(ui_, soft.style);
  const float wanted =
      ui::paragraph_height(ui_, flow.width - button_width - theme.px(12), soft, said);
  ui::Rect row = flow.cut_top(std::clamp(wanted, kSaidLines * line, kMostSaidLines * line));
  const ui::Rect button = row.cut_right(button_width);
  row.cut_right(theme.px(12));
  few_lines(ui_, row, soft, said);
  flow.cut_top(theme.gap_small());
  const std::vector<ui::TrendBand> bands = bands_of(part().instrument);
  const ui::TrendReaction reaction = ui::trend_chart(ui_, {.name = "trend",
                                                           .rect = flow,
                                                           .language = language_,
                                                           .bands = bands,
                                                           .points = part().points,
                                                           .chosen = part().chosen,
                                                           .value = said});
  if (reaction.chosen) part().chosen = *reaction.chosen;
  const bool pressed = ui::button(
      ui_, {.name = "answers",
            .rect = {button.x, button.y + theme.px(6), button.width, theme.small_control_height()},
            .label = say_.room_answers(),
            .enabled = some});
  return some && (pressed || reaction.opened) ? SideAct::kAnswers : SideAct::kNone;
}

}  // namespace

std::vector<TrendPart> trends_of(const std::vector<ScoreLine>& scores, const Zone& zone) {
  std::vector<TrendPart> out;
  for (const rules::InstrumentId id : rules::kInstruments) {
    TrendPart part;
    part.instrument = id;
    for (auto score = scores.rbegin(); score != scores.rend(); ++score) {
      if (score->instrument != id) continue;
      part.points.push_back({.at = zone.to_local(score->ended_at.value_or(score->begun_at)),
                             .total = score->total,
                             .hollow = score->prorated || score->progress != Progress::kCompleted});
      part.scores.push_back(*score);
    }
    if (part.scores.empty()) continue;
    part.chosen = part.scores.size() - 1;
    out.push_back(std::move(part));
  }
  return out;
}

SideIntent draw_side(ui::Ui& ui, const ui::Rect& area, text::Language language, SideModel& model) {
  const float gap = std::min(14.0F, ui.theme().px(14));
  const float trend_height = TrendCard::height(ui, model.trends.size() > 1);
  // With large text the page scrolls: a list of which one sees no row is of no use.
  const float least = ui.theme().px(wide(ui) ? 140 : 260);
  const float in_error = model.in_error > 0 ? gap + ui.theme().small_control_height() : 0;
  const float used = trend_height + in_error + gap + least;
  const bool scrolling = used > area.height;
  ui::Rect rest = scrolling ? ui.begin_scroll("chart_scroll", area) : area;
  const float top = rest.y;
  if (scrolling) rest.height = used;
  SideIntent intent;
  intent.act = TrendCard(ui, language, model).draw(rest.cut_top(trend_height));
  if (model.in_error > 0) {
    rest.cut_top(gap);
    const text::RoomMessages say(language);
    if (ui::button(ui, {.name = "in_error",
                        .rect = rest.cut_top(ui.theme().small_control_height()),
                        .label = say.room_in_error(model.in_error),
                        .icon = ui::Icon::kSwap})) {
      intent.act = SideAct::kInError;
    }
  }
  rest.cut_top(gap);
  const SideIntent lists = draw_lists(ui, rest, language, model);
  if (lists.act != SideAct::kNone) intent = lists;
  if (scrolling) ui.end_scroll(rest.bottom() - top);
  return intent;
}

}  // namespace alcove::screens::room

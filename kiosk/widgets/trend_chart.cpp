// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/trend_chart.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "kiosk/text/dates.h"

namespace alcove::ui {
namespace {

constexpr float kPointRadius = 4.5F;  // points at 100 %
constexpr float kChosenRadius = 7;
constexpr float kLabelGap = 6;

class Trend {
 public:
  Trend(Ui& ui, const TrendSpec& spec) : ui_(ui), spec_(spec), points_(newest(spec.points)) {
    const Theme& theme = ui.theme();
    skipped_ = spec.points.size() - points_.size();
    plot_ = spec.rect;
    plot_.cut_left(text_width(ui, kLabel, "20") + theme.px(14));
    plot_.cut_right(theme.px(4));
    plot_.cut_top(theme.px(4));
    plot_.cut_bottom(line_height(ui, kLabel.style) + theme.px(4));
  }

  TrendReaction run();

 private:
  static constexpr TextLook kLabel{.style = TextStyle::kSecond, .ink = Ink::kTextSoft};

  static std::span<const TrendPoint> newest(std::span<const TrendPoint> all) {
    return all.size() > kMaxTrendPoints ? all.last(kMaxTrendPoints) : all;
  }
  float y_of(float total) const {
    const auto top = static_cast<float>(spec_.bands.empty() ? 1 : spec_.bands.back().to);
    return plot_.bottom() - plot_.height * total / top;
  }
  float x_of(LocalDateTime at) const;
  Point place(const TrendPoint& point) const {
    return {x_of(point.at), y_of(static_cast<float>(point.total.value_or(0)))};
  }
  std::size_t nearest(float x) const;
  void draw_bands();
  void draw_months();
  bool month_label(LocalDateTime at, std::string_view word, float& free_from);
  void draw_line();
  void draw_points();
  void draw_chosen(const TrendPoint& point);
  void react(const Reaction& reaction, TrendReaction& out);
  std::optional<std::size_t> chosen() const {
    if (spec_.chosen < skipped_ || spec_.chosen >= spec_.points.size()) return std::nullopt;
    return spec_.chosen - skipped_;
  }

  Ui& ui_;
  const TrendSpec& spec_;
  std::span<const TrendPoint> points_;
  std::size_t skipped_ = 0;
  Rect plot_;
};

float Trend::x_of(LocalDateTime at) const {
  const float edge = ui_.theme().px(18);
  const auto from = points_.front().at;
  const auto whole = static_cast<float>((points_.back().at - from).count());
  if (whole <= 0) return plot_.right() - edge;
  const auto part = static_cast<float>((at - from).count());
  return plot_.x + edge + (plot_.width - 2 * edge) * part / whole;
}

std::size_t Trend::nearest(float x) const {
  std::size_t best = 0;
  for (std::size_t i = 1; i < points_.size(); ++i) {
    if (std::abs(x_of(points_[i].at) - x) <= std::abs(x_of(points_[best].at) - x)) best = i;
  }
  return best;
}

void Trend::draw_bands() {
  const bool high = ui_.theme().look().contrast == Contrast::kHigh;
  const float line = line_height(ui_, kLabel.style);
  for (const TrendBand& band : spec_.bands) {
    // A band ends where the next begins; the last one at the highest total.
    const float bottom = y_of(static_cast<float>(band.from));
    const bool last = &band == &spec_.bands.back();
    const float top = y_of(static_cast<float>(last ? band.to : band.to + 1));
    fill(ui_, {plot_.x, top, plot_.width, bottom - top}, band.ink);
    if (band.from == 0) continue;
    if (high) fill(ui_, {plot_.x, bottom - 1, plot_.width, 1}, Ink::kLine);
    TextLook look = kLabel;
    look.align = Align::kRight;
    text_line(ui_,
              {spec_.rect.x, bottom - line / 2, plot_.x - spec_.rect.x - ui_.theme().px(8), line},
              look, std::to_string(band.from));
  }
  if (high) outline(ui_, plot_, Ink::kLine, 0, 1);
}

// Words stand under their place as long as they do not meet the one before.
bool Trend::month_label(LocalDateTime at, std::string_view word, float& free_from) {
  const float width = text_width(ui_, kLabel, word);
  float x = x_of(at) - std::round(width / 2);
  x = std::clamp(x, plot_.x, std::max(plot_.x, spec_.rect.right() - width - 1));
  if (x < free_from) return false;
  const float line = line_height(ui_, kLabel.style);
  text_line(ui_, {x, spec_.rect.bottom() - line, width + 1, line}, kLabel, word);
  free_from = x + width + ui_.theme().px(12);
  return true;
}

void Trend::draw_months() {
  const LocalDate first = date_of(points_.front().at);
  const LocalDate last = date_of(points_.back().at);
  const std::chrono::year_month begin{first.year(), first.month()};
  const std::chrono::year_month end{last.year(), last.month()};
  const auto months = (end - begin).count();
  float free_from = plot_.x;
  if (months < 2) {
    month_label(points_.front().at, text::short_date(spec_.language, first), free_from);
    if (first != last) {
      month_label(points_.back().at, text::short_date(spec_.language, last), free_from);
    }
    return;
  }
  const float room = text_width(ui_, kLabel, "2026") + ui_.theme().px(16);
  int step = 1;
  for (const int wider : {2, 3, 6, 12}) {
    const auto labels = months / step + 1;
    if (static_cast<float>(labels) * room <= plot_.width) break;
    step = wider;
  }
  for (int i = 1; i <= months; ++i) {
    const std::chrono::year_month month = begin + std::chrono::months(i);
    if ((static_cast<unsigned>(month.month()) - 1) % static_cast<unsigned>(step) != 0) continue;
    const LocalDate date = month / 1;
    const bool january = month.month() == std::chrono::January;
    month_label(std::chrono::local_days(date),
                january ? std::to_string(static_cast<int>(month.year()))
                        : text::short_month(spec_.language, date),
                free_from);
  }
}

void Trend::draw_line() {
  const Color color = ui_.theme().color(Ink::kPrimary);
  std::optional<Point> before;
  for (const TrendPoint& point : points_) {
    if (!point.total) continue;
    const Point now = place(point);
    if (before) {
      ui_.draw().AddLine({before->x, before->y}, {now.x, now.y}, color, ui_.theme().px(3));
    }
    before = now;
  }
}

void Trend::draw_points() {
  const Theme& theme = ui_.theme();
  const Color color = theme.color(Ink::kPrimary);
  const Color paper = theme.color(Ink::kSurface);
  const float radius = theme.px(kPointRadius);
  // Many points close together are a line.
  const bool crowded = static_cast<float>(points_.size()) * radius * 3 > plot_.width;
  for (std::size_t i = 0; i < points_.size(); ++i) {
    const TrendPoint& point = points_[i];
    const Point at = place(point);
    ui_.present({.name = spec_.name + "_point_" + std::to_string(i + skipped_),
                 .kind = WidgetKind::kStatus,
                 .rect = {at.x - radius, at.y - radius, 2 * radius, 2 * radius},
                 .value = point.total ? std::to_string(*point.total) : std::string(),
                 .selected = chosen() == i});
    if (!point.total || point.hollow) {
      ui_.draw().AddCircleFilled({at.x, at.y}, radius, paper);
      ui_.draw().AddCircle({at.x, at.y}, radius, color, 0, theme.px(2));
    } else if (!crowded) {
      ui_.draw().AddCircleFilled({at.x, at.y}, radius, color);
    }
  }
  if (chosen()) draw_chosen(points_[*chosen()]);
}

void Trend::draw_chosen(const TrendPoint& point) {
  const Theme& theme = ui_.theme();
  const Point at = place(point);
  const float radius = theme.px(kChosenRadius);
  ui_.draw().AddCircleFilled({at.x, at.y}, radius, theme.color(Ink::kSurface));
  ui_.draw().AddCircle({at.x, at.y}, radius, theme.color(Ink::kPrimary), 0, theme.px(3));
  if (!point.total) return;
  const TextLook look{.style = TextStyle::kSecondStrong};
  const std::string figure = std::to_string(*point.total);
  const float width = text_width(ui_, look, figure) + 1;
  const float line = line_height(ui_, look.style);
  const float above = at.y - radius - theme.px(kLabelGap) - line + theme.px(4);
  const float below = at.y + radius + theme.px(2);
  const float x = std::clamp(at.x - std::round(width / 2), plot_.x, plot_.right() - width);
  text_line(ui_, {x, above >= plot_.y ? above : below, width, line}, look, figure);
}

void Trend::react(const Reaction& reaction, TrendReaction& out) {
  const KeyPress* const press = ui_.key();
  if (reaction.focused && press != nullptr && !press->control &&
      (press->key == Key::kLeft || press->key == Key::kRight)) {
    const std::size_t last = points_.size() - 1;
    const std::size_t now = chosen().value_or(last);
    const std::size_t next =
        press->key == Key::kLeft ? (now > 0 ? now - 1 : 0) : std::min(now + 1, last);
    if (next != now) {
      out.chosen = next + skipped_;
      ui_.use_key();
    }
    return;
  }
  if (!reaction.clicked) return;
  if (!ui_.input().released) {
    out.opened = chosen().has_value();
    return;
  }
  const std::size_t touched = nearest(ui_.input().pointer.x);
  if (chosen() == touched) {
    out.opened = true;
  } else {
    out.chosen = touched + skipped_;
  }
}

TrendReaction Trend::run() {
  TrendReaction out;
  if (points_.empty() || spec_.bands.empty()) return out;
  const Reaction reaction = ui_.interact(
      {.name = spec_.name, .kind = WidgetKind::kChoice, .rect = spec_.rect, .value = spec_.value});
  draw_bands();
  draw_months();
  draw_line();
  draw_points();
  if (reaction.ring)
    outline(ui_, spec_.rect, Ink::kPrimary, ui_.theme().px(4), ui_.theme().focus_ring());
  react(reaction, out);
  return out;
}

}  // namespace

TrendReaction trend_chart(Ui& ui, const TrendSpec& spec) {
  return Trend(ui, spec).run();
}

}  // namespace alcove::ui

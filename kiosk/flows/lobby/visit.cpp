// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/lobby/visit.h"

#include <string.h>  // explicit_bzero

#include <algorithm>
#include <cmath>
#include <new>

namespace alcove::flows::lobby {
namespace {

using api::check_in::Point;
using api::check_in::Stroke;

void overwrite(std::string& text) {
  ::explicit_bzero(text.data(), text.capacity());
  text.clear();
}

void overwrite(ui::Signature& signature) {
  for (auto& stroke : signature.strokes) {
    ::explicit_bzero(stroke.data(), stroke.size() * sizeof(ui::Point));
  }
}

std::int64_t thousandths(float share) {
  return std::clamp<std::int64_t>(std::lround(share * 1000), 0, 1000);
}

Stroke stroke_of(const std::vector<ui::Point>& drawn) {
  Stroke stroke;
  for (const ui::Point& point : drawn) {
    const Point next{thousandths(point.x), thousandths(point.y)};
    const bool same = !stroke.points.empty() && stroke.points.back().x == next.x &&
                      stroke.points.back().y == next.y;
    if (!same) stroke.points.push_back(next);
  }
  return stroke;
}

std::size_t points_in(const std::vector<Stroke>& strokes) {
  std::size_t count = 0;
  for (const Stroke& stroke : strokes) count += stroke.points.size();
  return count;
}

// Every second point, first and last kept.
void thin(Stroke& stroke) {
  std::vector<Point> kept;
  for (std::size_t i = 0; i < stroke.points.size(); ++i) {
    if (i % 2 == 0 || i + 1 == stroke.points.size()) kept.push_back(stroke.points[i]);
  }
  stroke.points = std::move(kept);
}

}  // namespace

Visit::~Visit() {
  for (std::string* const text :
       {&surname.surname, &phone.digits, &hello.name, &confirm.masked, &new_phone.digits,
        &new_address.street, &new_address.city, &new_address.state, &new_address.zip, &sign.name}) {
    overwrite(*text);
  }
  for (api::check_in::MaskedPhone& masked : forms.phones) overwrite(masked.masked);
  if (forms.masked_address) overwrite(*forms.masked_address);
  if (forms.queue_token) overwrite(*forms.queue_token);
  for (Said& one : said) overwrite(one.digits);
  overwrite(sign.signature);
}

void Visit::operator delete(void* memory, std::size_t size) {
  ::explicit_bzero(memory, size);
  ::operator delete(memory);
}

std::vector<Stroke> strokes_of(const ui::Signature& signature) {
  std::vector<Stroke> strokes;
  for (const std::vector<ui::Point>& drawn : signature.strokes) {
    if (strokes.size() == api::check_in::kMaxStrokes) break;
    if (!drawn.empty()) strokes.push_back(stroke_of(drawn));
  }
  while (points_in(strokes) > api::check_in::kMaxPoints) {
    for (Stroke& stroke : strokes) thin(stroke);
  }
  return strokes;
}

}  // namespace alcove::flows::lobby

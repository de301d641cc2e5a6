// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/flows/lobby/form_walk.h"
#include "kiosk/flows/lobby/visit.h"

using namespace alcove;
using flows::lobby::FormWalk;
using flows::lobby::strokes_of;
using rules::InstrumentId;
namespace asked = api::questionnaires;

namespace {

asked::Open phq9(std::vector<std::string> done = {}, std::int64_t next_number = 1) {
  return {.questionnaire = {},
          .instrument = InstrumentId::kPhq9,
          .done = std::move(done),
          .next_number = next_number};
}

// Confirms the item with that many points and goes on.
std::optional<asked::AnswerRequest> answer(FormWalk& walk, std::size_t points) {
  auto model = walk.question();
  model.chosen = points;
  model.declined = false;
  auto request = walk.confirm(model, UtcTime());
  walk.go_on();
  return request;
}

ui::Signature drawing(std::size_t strokes, std::size_t points) {
  ui::Signature signature;
  for (std::size_t i = 0; i < strokes; ++i) {
    auto& stroke = signature.strokes.emplace_back();
    for (std::size_t j = 0; j < points; ++j) {
      stroke.push_back({static_cast<float>(j % 1000) / 1000.0F, j % 2 == 0 ? 0.1F : 0.2F});
    }
  }
  return signature;
}

std::size_t points_in(const std::vector<api::check_in::Stroke>& strokes) {
  std::size_t count = 0;
  for (const auto& stroke : strokes) count += stroke.points.size();
  return count;
}

}  // namespace

TEST_CASE("the function item follows only when some answer is above zero") {
  FormWalk none(phq9(), text::Language::kEnglish);
  for (int i = 0; i < 9; ++i) answer(none, 0);
  CHECK(none.finished());
  FormWalk one(phq9(), text::Language::kEnglish);
  for (int i = 0; i < 8; ++i) answer(one, 0);
  answer(one, 1);
  REQUIRE_FALSE(one.finished());
  CHECK(one.question().item.rfind("If you checked off any problems", 0) == 0);
  CHECK(answer(one, 3)->item == "69722-7");
  CHECK(one.finished());
  FormWalk declined(phq9(), text::Language::kEnglish);
  for (int i = 0; i < 9; ++i) {
    auto model = declined.question();
    model.declined = true;
    CHECK_FALSE(declined.confirm(model, UtcTime())->points.has_value());
    declined.go_on();
  }
  CHECK(declined.finished());
}

TEST_CASE("an earlier try at the visit goes on where it was, with the next number") {
  FormWalk walk(phq9({"44250-9", "44255-8"}, 4), text::Language::kSpanish);
  CHECK(walk.at_first());
  CHECK(walk.question().number == 3);
  const auto request = answer(walk, 0);
  CHECK(request->item == "44259-0");
  CHECK(request->number == 4);
  for (int i = 3; i < 9; ++i) answer(walk, 0);
  // Whether the first two were above zero is not told to the terminal: the item says "if".
  CHECK_FALSE(walk.finished());
}

TEST_CASE("what was answered is not told again: it is kept, declined too, until it is changed") {
  FormWalk walk(phq9(), text::Language::kEnglish);
  CHECK_FALSE(walk.answered_any());
  CHECK_FALSE(walk.question().kept);
  answer(walk, 2);
  auto model = walk.question();
  model.declined = true;
  REQUIRE(walk.confirm(model, UtcTime()));
  walk.go_on();
  CHECK(walk.answered_any());
  for (int back = 0; back < 2; ++back) {
    walk.go_back();
    const auto again = walk.question();
    CHECK(again.kept);
    CHECK_FALSE(again.chosen);
    CHECK_FALSE(again.declined);
    CHECK_FALSE(walk.confirm(again, UtcTime()).has_value());
  }
  CHECK_FALSE(answer(walk, 2).has_value());  // the very same
  const auto other = answer(walk, 1);        // the declined one, answered after all
  REQUIRE(other);
  CHECK(other->number == 3);
  CHECK(other->points == 1);
}

TEST_CASE("only item 9 above zero calls for a person") {
  FormWalk walk(phq9(), text::Language::kEnglish);
  for (int i = 0; i < 8; ++i) CHECK_FALSE(walk.calls_for_a_person(*answer(walk, 3)));
  auto model = walk.question();
  model.chosen = 0;
  CHECK_FALSE(walk.calls_for_a_person(*walk.confirm(model, UtcTime())));
  model.chosen = 1;
  CHECK(walk.calls_for_a_person(*walk.confirm(model, UtcTime())));
}

TEST_CASE("after 180 answers a change of mind is no longer sent") {
  FormWalk walk(phq9({}, 180), text::Language::kEnglish);
  auto model = walk.question();
  model.chosen = 1;
  CHECK(walk.confirm(model, UtcTime())->number == 180);
  model.chosen = 2;
  CHECK_FALSE(walk.confirm(model, UtcTime()).has_value());
}

TEST_CASE("an answer that calls for a person is sent after 180 others, up to the two hundredth") {
  FormWalk walk(phq9({}, 181), text::Language::kEnglish);
  for (int i = 0; i < 8; ++i) CHECK_FALSE(answer(walk, 3).has_value());
  auto model = walk.question();
  for (std::int64_t number = 181; number <= 200; ++number) {
    model.chosen = 1 + static_cast<std::size_t>(number) % 2;
    CHECK(walk.confirm(model, UtcTime())->number == number);
  }
  model.chosen = 3;
  CHECK_FALSE(walk.confirm(model, UtcTime()).has_value());
}

TEST_CASE("a drawing fits the contract at its limits and one past them") {
  CHECK(points_in(strokes_of(drawing(1, 4000))) == 4000);
  const auto thinned = strokes_of(drawing(1, 4001));
  CHECK(points_in(thinned) == 2001);
  CHECK(thinned[0].points.back().x == 0);  // the last point stays: 4000 % 1000
  CHECK(strokes_of(drawing(100, 3)).size() == 100);
  CHECK(strokes_of(drawing(101, 3)).size() == 100);
  CHECK(strokes_of({}).empty());
}

TEST_CASE("points that say nothing new are left out, and all lie on the pad") {
  ui::Signature signature;
  signature.strokes = {{{0.5F, 0.1F}, {0.5001F, 0.1F}, {0.6F, 0.1F}, {1.2F, -0.1F}}};
  const auto strokes = strokes_of(signature);
  REQUIRE(strokes.size() == 1);
  REQUIRE(strokes[0].points.size() == 3);
  CHECK(strokes[0].points[0].x == 500);
  CHECK(strokes[0].points[0].y == 100);
  CHECK(strokes[0].points[2].x == 1000);
  CHECK(strokes[0].points[2].y == 0);
}

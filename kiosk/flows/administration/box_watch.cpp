// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/administration/box_watch.h"

#include <algorithm>

#include "kiosk/screens/administration/box_notice.h"
#include "kiosk/screens/administration/box_words.h"

namespace alcove::flows::administration {
namespace {

using api::box::Condition;
using screens::administration::BoxNotice;

constexpr std::int64_t kReadEveryMs = 60'000;

bool pressing(const Condition& condition) {
  return condition.severity == api::box::Severity::kProblem;
}

BoxNotice notice_of(const StaffContext& context, const std::vector<Condition>& conditions) {
  if (conditions.empty()) return {};
  const auto first = std::find_if(conditions.begin(), conditions.end(), pressing);
  const Condition& said = first == conditions.end() ? conditions.front() : *first;
  return {.language = context.language,
          .what = screens::administration::condition_words(context.language, context.zone,
                                                           context.box.now(), said)
                      .what,
          .more = static_cast<std::int64_t>(conditions.size()) - 1,
          .pressing = pressing(said)};
}

}  // namespace

BoxWatch::BoxWatch(const StaffContext& context) : context_(context) {
  read();
}

void BoxWatch::read() {
  life_.renew();
  context_.box.ask(life_, api::administration::box_state, wire::Nothing{},
                   [this](Result<api::administration::BoxReply> reply) {
                     if (!reply) return state_.refused(reply.error().code);
                     started_ = reply->started;
                     state_.take(std::move(reply->items));
                   });
}

void BoxWatch::on_link() {
  if (context_.box.there()) read_ms_.reset();
}

std::int64_t BoxWatch::tick(std::int64_t now_ms) {
  if (!context_.box.there()) return -1;
  if (!read_ms_ || now_ms - *read_ms_ >= kReadEveryMs) {
    read_ms_ = now_ms;
    read();
  }
  return *read_ms_ + kReadEveryMs - now_ms;
}

float BoxWatch::height(const ui::Ui& ui, float width) const {
  return screens::administration::notice_height(ui, width, notice_of(context_, state_.all));
}

bool BoxWatch::draw(ui::Ui& ui, const ui::Rect& rect) const {
  return screens::administration::draw(ui, rect, notice_of(context_, state_.all));
}

}  // namespace alcove::flows::administration

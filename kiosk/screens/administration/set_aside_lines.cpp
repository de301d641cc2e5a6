// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/screens/administration/lines.h"
#include "kiosk/screens/administration/set_aside_words.h"
#include "kiosk/text/problems.h"
#include "kiosk/text/set_aside_messages.h"

namespace alcove::screens::administration {
namespace {

using Say = text::SetAsideMessages;

std::string by_words(const Say& say, const SetAsideLine& line) {
  if (!line.terminal) return std::string(say.aside_by_nobody());
  if (!line.author) return say.aside_by_client(*line.terminal);
  return say.aside_by({.person = *line.author, .terminal = *line.terminal});
}

std::string when_line(const PageModel& model, const SetAsideLine& line) {
  const Say say(model.language);
  const std::string came = when_words(model.language, model.zone, model.now, line.came);
  if (!line.written) return say.aside_came_line(came);
  return say.aside_when_line(
      {.written = when_words(model.language, model.zone, model.now, *line.written), .came = came});
}

Pill pill_of(const Say& say, const SetAsideLine& line) {
  if (line.settled) return {std::string(say.aside_settled()), ui::Tone::kGood};
  return {std::string(say.aside_open()), ui::Tone::kNote};
}

void put_settled(Side& side, const PageModel& model, const api::set_aside::Settled& settled) {
  const Say say(model.language);
  const std::string how = settlement_word(model.language, settled.how);
  const std::string when = when_words(model.language, model.zone, model.now, settled.at);
  if (!settled.by_name) {
    side.passages.push_back({say.aside_settled_box({.when = when, .how = how}), {}});
    return;
  }
  side.passages.push_back(
      {say.aside_settled_by({.person = *settled.by_name, .when = when, .how = how}),
       say.aside_settled_reason(settled.reason)});
}

void put_words(Side& side, const PageModel& model, const api::set_aside::ReadReply& read) {
  const Say say(model.language);
  const bool somebody = std::any_of(read.named.begin(), read.named.end(),
                                    [](const auto& one) { return one.person.has_value(); });
  if (read.person) {
    side.texts.push_back(say.aside_of_client(
        {.person = *read.person, .number = std::to_string(read.record_number.value_or(0))}));
  } else if (!somebody) {
    side.texts.emplace_back(say.aside_of_nobody());
  }
  for (Passage& one : passages_of(model.language, model.zone, read)) {
    side.passages.push_back(std::move(one));
  }
}

}  // namespace

std::vector<Line> set_aside_lines(const PageModel& model) {
  const Say say(model.language);
  std::vector<Line> lines;
  for (const SetAsideLine& one : model.aside.all) {
    lines.push_back({.name = "aside_" + one.record.text(),
                     .title = set_aside_kind(model.language, one.kind),
                     .below = by_words(say, one) + " · " +
                              when_words(model.language, model.zone, model.now, one.came),
                     .pill = pill_of(say, one)});
  }
  return lines;
}

Side set_aside_side(const PageModel& model, const SetAsideLine& line) {
  const Say say(model.language);
  const bool read = model.aside_read && model.aside_read->line.record == line.record;
  Side side{.title = set_aside_kind(model.language, line.kind),
            .below = by_words(say, line),
            .pills = {pill_of(say, line)}};
  side.texts.push_back(when_line(model, line));
  side.texts.push_back(set_aside_why(model.language, line));
  if (line.waits) side.texts.emplace_back(say.aside_waits());
  if (line.settled) put_settled(side, model, *line.settled);
  if (read) put_words(side, model, *model.aside_read);
  if (model.aside_problem == ErrorCode::kForbidden) {
    side.texts.emplace_back(say.aside_not_here());
  } else if (model.aside_problem) {
    side.texts.emplace_back(text::problem(model.language, *model.aside_problem));
  }
  if (line.opened && !read) {
    side.texts.emplace_back(say.aside_read_hint());
    side.foot.emplace_back(
        Act::kReadAside,
        ui::BarButton{.name = "aside_read",
                      .label = std::string(model.aside_busy ? say.aside_busy() : say.aside_read()),
                      .kind = ui::ButtonKind::kPrimary,
                      .enabled = model.there && !model.aside_busy});
  }
  if (!line.settled) {
    const bool first = read || !line.opened;
    side.foot.emplace_back(
        Act::kSettleAside,
        ui::BarButton{.name = "aside_settle",
                      .label = std::string(say.aside_settle()),
                      .kind = first ? ui::ButtonKind::kPrimary : ui::ButtonKind::kSecondary,
                      .enabled = model.there});
  }
  return side;
}

}  // namespace alcove::screens::administration

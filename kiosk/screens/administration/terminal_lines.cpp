// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/lines.h"
#include "kiosk/text/administration_messages.h"
#include "kiosk/text/dates.h"

namespace alcove::screens::administration {
namespace {

Pill state_pill(const text::AdministrationMessages& say, const Terminal& terminal) {
  if (terminal.revoked_at) return {std::string(say.terminals_revoked()), ui::Tone::kNeutral};
  if (terminal.connected) return {std::string(say.terminals_connected()), ui::Tone::kGood};
  return {std::string(say.terminals_away()), ui::Tone::kCare};
}

bool ran_out(const PageModel& model, const Terminal& terminal) {
  return terminal.certificate_until && *terminal.certificate_until <= model.now;
}

std::string seen_words(const PageModel& model, const Terminal& terminal) {
  const text::AdministrationMessages say(model.language);
  if (!terminal.last_seen_at) return std::string(say.terminals_never_seen());
  return say.terminals_seen(
      when_words(model.language, model.zone, model.now, *terminal.last_seen_at));
}

}  // namespace

std::string_view station_word(text::Language language, wire::Station station) {
  const text::AdministrationMessages say(language);
  switch (station) {
    case wire::Station::kLobby:
      return say.station_lobby();
    case wire::Station::kFrontDesk:
      return say.station_front_desk();
    case wire::Station::kTherapyRoom:
      return say.station_therapy_room();
  }
  return {};
}

std::string when_words(text::Language language, const Zone& zone, UtcTime now, UtcTime at) {
  const text::AdministrationMessages say(language);
  const LocalDateTime local = zone.to_local(at);
  const std::string clock = text::clock_time(language, local);
  if (date_of(local) == date_of(zone.to_local(now))) return say.when_today(clock);
  return say.when_day({.date = text::full_date(language, date_of(local)), .time = clock});
}

std::vector<Line> terminal_lines(const PageModel& model) {
  const text::AdministrationMessages say(model.language);
  std::vector<Line> lines;
  for (const Terminal& terminal : model.terminals.all) {
    std::string below(station_word(model.language, terminal.station));
    if (terminal.id == model.here) below += " · " + std::string(say.terminals_here());
    if (!terminal.revoked_at && !terminal.connected) below += " · " + seen_words(model, terminal);
    lines.push_back({.name = "terminal_" + terminal.id.text(),
                     .title = terminal.name,
                     .below = std::move(below),
                     .pill = state_pill(say, terminal)});
  }
  return lines;
}

Side terminal_side(const PageModel& model, const Terminal& terminal) {
  const text::AdministrationMessages say(model.language);
  const auto when = [&](UtcTime at) {
    return when_words(model.language, model.zone, model.now, at);
  };
  const auto date = [&](UtcTime at) {
    return text::full_date(model.language, date_of(model.zone.to_local(at)));
  };
  Side side{.title = terminal.name,
            .below = std::string(station_word(model.language, terminal.station))};
  side.pills.push_back(state_pill(say, terminal));
  if (terminal.id == model.here) {
    side.pills.push_back({std::string(say.terminals_here()), ui::Tone::kNote});
  }
  side.texts.push_back(seen_words(model, terminal));
  side.texts.push_back(say.terminals_enrolled(when(terminal.enrolled_at)));
  if (terminal.revoked_at) {
    side.texts.push_back(say.terminals_revoked_text(when(*terminal.revoked_at)));
    return side;
  }
  if (terminal.certificate_until) {
    side.texts.push_back(ran_out(model, terminal)
                             ? say.terminals_ran_out(date(*terminal.certificate_until))
                             : say.terminals_until(date(*terminal.certificate_until)));
  }
  side.texts.emplace_back(say.terminals_stolen());
  side.foot.emplace_back(Act::kRevoke, ui::BarButton{.name = "terminal_revoke",
                                                     .label = std::string(say.terminals_revoke()),
                                                     .kind = ui::ButtonKind::kDanger,
                                                     .enabled = model.there});
  side.foot.emplace_back(Act::kRename, ui::BarButton{.name = "terminal_rename",
                                                     .label = std::string(say.terminals_rename()),
                                                     .enabled = model.there});
  return side;
}

}  // namespace alcove::screens::administration

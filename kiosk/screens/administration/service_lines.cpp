// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/lines.h"
#include "kiosk/screens/desk/hours_words.h"
#include "kiosk/text/clinic_setup_messages.h"

namespace alcove::screens::administration {
namespace {

std::string long_words(const text::ClinicSetupMessages& say, const Service& one) {
  return one.buffer_minutes > 0
             ? say.service_long_with_pause({.minutes = std::to_string(one.minutes),
                                            .pause = std::to_string(one.buffer_minutes)})
             : say.service_long(std::to_string(one.minutes));
}

std::string given_words(const text::ClinicSetupMessages& say, const Service& one) {
  if (one.credentials.empty()) return std::string(say.service_by_anybody());
  return say.service_given_by(rules::credentials_line(one.credentials));
}

std::string fits_words(text::Language language, const Service& one) {
  const text::ClinicSetupMessages say(language);
  if (one.fits.empty()) return std::string(say.service_fits_all());
  std::string parts;
  for (const rules::SlotType type : one.fits) {
    parts += (parts.empty() ? "" : ", ") + std::string(desk::slot_word(language, type));
  }
  return say.service_fits_some(parts);
}

}  // namespace

std::vector<Line> service_lines(const PageModel& model) {
  const text::ClinicSetupMessages say(model.language);
  std::vector<Line> lines;
  for (const Service& one : model.services.all) {
    std::string below = long_words(say, one);
    if (!one.credentials.empty()) below += " · " + rules::credentials_line(one.credentials);
    lines.push_back({.name = "service_" + one.id.text(),
                     .title = one.name,
                     .below = std::move(below),
                     .pill = use_pill(model.language, one.retired)});
  }
  return lines;
}

Side service_side(const PageModel& model, const Service& service) {
  const text::ClinicSetupMessages say(model.language);
  Side side{.title = service.name, .below = long_words(say, service)};
  side.pills.push_back(use_pill(model.language, service.retired));
  side.texts = {fits_words(model.language, service), given_words(say, service)};
  if (service.retired) side.texts.emplace_back(say.service_retired_text());
  side.foot.emplace_back(Act::kChangeService, ui::BarButton{.name = "service_change",
                                                            .label = std::string(say.change()),
                                                            .kind = ui::ButtonKind::kPrimary,
                                                            .enabled = model.there});
  return side;
}

}  // namespace alcove::screens::administration

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/screens/administration/setup_fields.h"
#include "kiosk/screens/desk/hours_words.h"
#include "kiosk/screens/desk/pairs.h"
#include "kiosk/text/clinic_setup_messages.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "shared/base/code_points.h"
#include "shared/rules/appointment_states.h"

namespace alcove::screens::administration {
namespace {

constexpr std::size_t kMaxTyped = rules::kMaxCredentials * (rules::kMaxCredentialText + 2);
constexpr float kPairFrom = 420;
constexpr std::string_view kFitNames[] = {"fits_intake", "fits_therapy", "fits_medication_check",
                                          "fits_group", "fits_crisis_hold"};
static_assert(std::size(kFitNames) == std::size(kFits));

std::string_view service_needs(const text::ClinicSetupMessages& say, const ServiceForm& model) {
  if (is_blank(model.name)) return say.needs_name();
  if (!model.minutes_fit()) return say.service_minutes_unread();
  if (!model.pause_fits()) return say.service_pause_unread();
  if (!model.credentials_fit()) return say.service_credentials_unread();
  return model.changed() ? std::string_view() : say.same();
}

bool in_steps(std::string_view typed, std::int64_t least, std::int64_t most) {
  const auto minutes = number_in(typed);
  return minutes && *minutes >= least && *minutes <= most &&
         *minutes % rules::kBookingStep.count() == 0;
}

void length_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, ServiceForm& model) {
  const text::ClinicSetupMessages say(frame.language);
  desk::pair(
      ui, flow, kPairFrom,
      [&](ui::Rect& left) {
        setup_field(ui, left, frame,
                    {.name = "service_minutes",
                     .label = say.service_minutes(),
                     .max = 3,
                     .short_value = true},
                    model.minutes);
      },
      [&](ui::Rect& right) {
        setup_field(
            ui, right, frame,
            {.name = "service_pause", .label = say.service_pause(), .max = 3, .short_value = true},
            model.pause);
      });
}

void fit_rows(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, ServiceForm& model) {
  const text::ClinicSetupMessages say(frame.language);
  ui::field_label(ui, flow, say.service_fits(), false);
  for (std::size_t i = 0; i < std::size(kFits); ++i) {
    ui::tick_row(ui, flow,
                 {.name = std::string(kFitNames[i]),
                  .label = desk::slot_word(frame.language, kFits[i]),
                  .enabled = !frame.busy},
                 model.fits.at(i));
  }
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   say.service_fits_text(), ui.theme().gap());
}

void service_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, ServiceForm& model) {
  const text::ClinicSetupMessages say(frame.language);
  ui.prefer_focus("service_name");
  const bool named = setup_field(
      ui, flow, frame,
      {.name = "service_name", .label = say.name(), .max = api::clinic_setup::kName.max},
      model.name);
  if (named) model.name_taken = false;
  length_fields(ui, flow, frame, model);
  fit_rows(ui, flow, frame, model);
  setup_field(ui, flow, frame,
              {.name = "service_credentials",
               .label = say.service_credentials(),
               .hint = say.service_credentials_text(),
               .max = kMaxTyped},
              model.credentials);
  if (!model.before) return;
  const bool changed =
      retired_tick(ui, flow, frame, "service_retired", say.service_retired_text(), model.retired);
  if (changed) model.name_taken = false;
}

}  // namespace

ServiceForm service_form(const Service& service) {
  ServiceForm model{.before = service,
                    .id = service.id,
                    .name = service.name,
                    .minutes = std::to_string(service.minutes),
                    .pause = std::to_string(service.buffer_minutes),
                    .credentials = rules::credentials_line(service.credentials),
                    .retired = service.retired};
  for (std::size_t i = 0; i < std::size(kFits); ++i) {
    model.fits.at(i) = std::ranges::find(service.fits, kFits[i]) != service.fits.end();
  }
  return model;
}

Service ServiceForm::request() const {
  Service wanted{.id = id,
                 .name = name,
                 .minutes = number_in(minutes).value_or(0),
                 .retired = retired,
                 .buffer_minutes = number_in(pause).value_or(0),
                 .credentials = rules::credentials_in(credentials)};
  for (std::size_t i = 0; i < std::size(kFits); ++i) {
    if (fits.at(i)) wanted.fits.push_back(kFits[i]);
  }
  return wanted;
}

bool ServiceForm::minutes_fit() const {
  return in_steps(minutes, rules::kMinDuration.count(), rules::kMaxDuration.count());
}

bool ServiceForm::pause_fits() const {
  return in_steps(pause, 0, rules::kMaxBufferMinutes);
}

bool ServiceForm::credentials_fit() const {
  const std::vector<std::string> all = rules::credentials_in(credentials);
  const bool short_ones = std::ranges::all_of(all, [](const std::string& one) {
    return count_code_points(one) <= rules::kMaxCredentialText;
  });
  return short_ones && all.size() <= rules::kMaxCredentials && rules::are_credentials(all);
}

bool ServiceForm::complete() const {
  return !is_blank(name) && minutes_fit() && pause_fits() && credentials_fit() && changed() &&
         !name_taken;
}

SheetAct draw(ui::Ui& ui, const SheetFrame& frame, ServiceForm& model) {
  const text::ClinicSetupMessages say(frame.language);
  const ui::BarButton foot[] = {{.name = "service_keep",
                                 .label = std::string(say.keep()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = frame.there && !frame.busy && model.complete(),
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet =
      ui::begin_sheet(ui, {.name = "service_sheet",
                           .language = frame.language,
                           .title = model.before ? say.change_title(model.before->name)
                                                 : std::string(say.services_add_title()),
                           .below = std::string(say.service_text()),
                           .width = 620,
                           .foot = foot,
                           .above_foot = std::string(service_needs(say, model)),
                           .touch_keyboard = frame.touch_keyboard});
  setup_notice(ui, sheet.flow, frame, model.name_taken ? say.name_taken() : std::string_view());
  service_fields(ui, sheet.flow, frame, model);
  ui::end_sheet(ui, sheet);
  return act_of(sheet);
}

}  // namespace alcove::screens::administration

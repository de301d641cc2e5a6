// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/screens/administration/setup_fields.h"
#include "kiosk/screens/desk/client_words.h"
#include "kiosk/text/problems.h"
#include "kiosk/text/resources_messages.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"
#include "kiosk/widgets/text_field.h"

namespace alcove::screens::administration {
namespace {

using api::resources::ResourceKind;

constexpr const auto& kSpokenWords = wire::EnumWords<SpokenLanguage>::words;

bool languages_fit(const ResourceModel& model) {
  if (model.kind == ResourceKind::kEquipment) return true;
  const auto count = std::count(model.spoken.begin(), model.spoken.end(), true);
  return count >= 1 && count <= static_cast<std::ptrdiff_t>(api::resources::kMaxSpoken);
}

std::string_view resource_needs(const text::ResourcesMessages& say, const ResourceModel& model) {
  if (is_blank(model.name)) return say.resource_needs_name();
  if (!languages_fit(model)) return say.resource_needs_language();
  return model.changed() ? std::string_view() : say.resource_same();
}

void resource_notice(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                     const ResourceModel& model) {
  const text::ResourcesMessages say(frame.language);
  std::string_view words;
  if (frame.problem) words = text::problem(frame.language, *frame.problem);
  if (model.still_booked) words = say.resource_still_booked();
  if (model.name_taken) words = say.resource_name_taken();
  if (words.empty()) return;
  flow.cut_top(ui::notice(
      ui, {.name = "resource_notice", .rect = flow, .text = words, .tone = ui::Tone::kCare}));
  flow.cut_top(ui.theme().gap_small());
}

void kind_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, ResourceModel& model) {
  const text::ResourcesMessages say(frame.language);
  const ui::Segment kinds[] = {{"kind_equipment", say.resource_is_equipment()},
                               {"kind_interpreter", say.resource_is_interpreter()}};
  const std::size_t now = model.kind == ResourceKind::kInterpreter ? 1 : 0;
  const std::size_t chosen = desk::choose_segment(ui, flow, say.resource_kind(), kinds, now);
  model.kind = chosen == 1 ? ResourceKind::kInterpreter : ResourceKind::kEquipment;
}

void resource_name_field(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame,
                         ResourceModel& model) {
  ui::FieldSpec spec;
  spec.name = "resource_name";
  spec.max_code_points = api::resources::kName.max;
  spec.enabled = !frame.busy;
  spec.language = frame.language;
  ui.prefer_focus("resource_name");
  const bool changed =
      ui::labelled_field(ui, flow, text::ResourcesMessages(frame.language).resource_name(), spec,
                         model.name)
          .changed;
  if (changed) model.name_taken = false;
}

void language_rows(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, ResourceModel& model) {
  if (model.kind != ResourceKind::kInterpreter) return;
  ui::field_label(ui, flow, text::ResourcesMessages(frame.language).resource_languages(), false);
  for (std::size_t i = 0; i < kMostSpoken; ++i) {
    ui::tick_row(ui, flow,
                 {.name = "speaks_" + std::string(kSpokenWords[i].word),
                  .label = desk::spoken_language(frame.language, kSpokenWords[i].value),
                  .enabled = !frame.busy},
                 model.spoken.at(i));
  }
}

void retired_row(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, ResourceModel& model) {
  if (!model.before) return;
  const text::ResourcesMessages say(frame.language);
  ui::divider(ui, flow);
  flow.cut_top(ui.theme().gap_small());
  const ui::TickSpec spec{
      .name = "resource_retired", .label = say.resource_retired(), .enabled = !frame.busy};
  if (ui::tick_row(ui, flow, spec, model.retired)) model.still_booked = model.name_taken = false;
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   say.resource_retired_text(), 0);
}

}  // namespace

ResourceModel resource_model(const Resource& resource) {
  ResourceModel model{.before = resource,
                      .id = resource.id,
                      .kind = resource.kind,
                      .name = resource.name,
                      .retired = resource.retired};
  for (std::size_t i = 0; i < kMostSpoken; ++i) {
    model.spoken.at(i) = api::resources::interprets(resource, kSpokenWords[i].value);
  }
  return model;
}

api::resources::SetRequest ResourceModel::request() const {
  api::resources::SetRequest request{.id = id,
                                     .base_revision = before ? before->revision : 0,
                                     .kind = kind,
                                     .name = name,
                                     .retired = retired};
  for (std::size_t i = 0; kind == ResourceKind::kInterpreter && i < kMostSpoken; ++i) {
    if (spoken.at(i)) request.languages.push_back(kSpokenWords[i].value);
  }
  return request;
}

bool ResourceModel::changed() const {
  if (!before) return true;
  const api::resources::SetRequest now = request();
  return now.name != before->name || now.languages != before->languages ||
         now.retired != before->retired;
}

bool ResourceModel::complete() const {
  return !is_blank(name) && languages_fit(*this) && changed() && !name_taken && !still_booked;
}

SheetAct draw(ui::Ui& ui, const SheetFrame& frame, ResourceModel& model) {
  const text::ResourcesMessages say(frame.language);
  const ui::BarButton foot[] = {{.name = "resource_keep",
                                 .label = std::string(say.resource_keep()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = frame.there && !frame.busy && model.complete(),
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet =
      ui::begin_sheet(ui, {.name = "resource_sheet",
                           .language = frame.language,
                           .title = model.before ? say.resource_change_title(model.before->name)
                                                 : std::string(say.resource_add_title()),
                           .below = std::string(say.resource_text()),
                           .width = 560,
                           .foot = foot,
                           .above_foot = std::string(resource_needs(say, model)),
                           .touch_keyboard = frame.touch_keyboard});
  resource_notice(ui, sheet.flow, frame, model);
  if (!model.before) kind_field(ui, sheet.flow, frame, model);
  resource_name_field(ui, sheet.flow, frame, model);
  language_rows(ui, sheet.flow, frame, model);
  retired_row(ui, sheet.flow, frame, model);
  ui::end_sheet(ui, sheet);
  if (sheet.closed) return SheetAct::kClose;
  return sheet.pressed ? SheetAct::kGo : SheetAct::kNone;
}

}  // namespace alcove::screens::administration

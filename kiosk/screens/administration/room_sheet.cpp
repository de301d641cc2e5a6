// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/setup_fields.h"
#include "kiosk/text/clinic_setup_messages.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::administration {
namespace {

std::string_view room_needs(const text::ClinicSetupMessages& say, const RoomForm& model) {
  if (is_blank(model.name)) return say.needs_name();
  if (!model.seats_fit()) return say.room_seats_unread();
  return model.changed() ? std::string_view() : say.same();
}

}  // namespace

RoomForm room_form(const Room& room) {
  return {.before = room,
          .id = room.id,
          .name = room.name,
          .seats = room.seats ? std::to_string(*room.seats) : std::string(),
          .retired = room.retired};
}

Room RoomForm::request() const {
  return {.id = id, .name = name, .retired = retired, .seats = number_in(seats)};
}

bool RoomForm::seats_fit() const {
  if (is_blank(seats)) return true;
  const auto count = number_in(seats);
  return count && *count >= 1 && *count <= api::clinic_setup::kMaxSeats;
}

bool RoomForm::complete() const {
  return !is_blank(name) && seats_fit() && changed() && !name_taken && !still_booked;
}

SheetAct draw(ui::Ui& ui, const SheetFrame& frame, RoomForm& model) {
  const text::ClinicSetupMessages say(frame.language);
  const ui::BarButton foot[] = {{.name = "room_keep",
                                 .label = std::string(say.keep()),
                                 .kind = ui::ButtonKind::kPrimary,
                                 .enabled = frame.there && !frame.busy && model.complete(),
                                 .role = ui::ButtonRole::kDefault}};
  ui::Sheet sheet =
      ui::begin_sheet(ui, {.name = "room_sheet",
                           .language = frame.language,
                           .title = model.before ? say.change_title(model.before->name)
                                                 : std::string(say.rooms_add_title()),
                           .below = std::string(say.room_text()),
                           .width = 560,
                           .foot = foot,
                           .above_foot = std::string(room_needs(say, model)),
                           .touch_keyboard = frame.touch_keyboard});
  std::string_view told;
  if (model.still_booked) told = say.room_still_booked();
  if (model.name_taken) told = say.name_taken();
  setup_notice(ui, sheet.flow, frame, told);
  ui.prefer_focus("room_name");
  const bool named = setup_field(
      ui, sheet.flow, frame,
      {.name = "room_name", .label = say.name(), .max = api::clinic_setup::kName.max}, model.name);
  if (named) model.name_taken = false;
  setup_field(ui, sheet.flow, frame,
              {.name = "room_seats",
               .label = say.room_seats(),
               .hint = say.room_seats_text(),
               .max = 3,
               .short_value = true},
              model.seats);
  if (model.before &&
      retired_tick(ui, sheet.flow, frame, "room_retired", say.room_retired_text(), model.retired)) {
    model.still_booked = model.name_taken = false;
  }
  ui::end_sheet(ui, sheet);
  return act_of(sheet);
}

}  // namespace alcove::screens::administration

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/flows/administration/office.h"
#include "kiosk/text/clinic_setup_messages.h"

// Rooms and services.
namespace alcove::flows::administration {

using namespace screens::administration;

namespace {

// Those in use first, each part by name as it comes.
template <class Item>
std::vector<Item> in_use_first(std::vector<Item> all) {
  std::ranges::stable_partition(all, [](const Item& one) { return !one.retired; });
  return all;
}

}  // namespace

void Office::take_setup(const api::clinic_setup::Setup& setup) {
  page_.rooms.take(in_use_first(setup.rooms));
  page_.services.take(in_use_first(setup.services));
  page_.resources.take(setup.resources);
}

void Office::open_room(const Room* room) {
  put_away();
  if (room != nullptr) {
    setup_.room = room_form(*room);
    return;
  }
  setup_.room.emplace().id = RoomId::make(context_.box.now(), context_.box.random());
}

void Office::open_service(const Service* service) {
  put_away();
  if (service != nullptr) {
    setup_.service = service_form(*service);
    return;
  }
  setup_.service.emplace().id =
      api::clinic_setup::ServiceId::make(context_.box.now(), context_.box.random());
}

// What a sheet itself can say of a refusal stands in it until that is changed.
void Office::keep_setup() {
  namespace setup = api::clinic_setup;
  busy_ = true;
  problem_.reset();
  link::Box& box = context_.box;
  const auto answered = [this](auto& model, auto& chosen, const auto& now) {
    if (now) {
      done();
      chosen = now->id;
      return say(text::ClinicSetupMessages(context_.language).saved(now->name));
    }
    busy_ = false;
    const Error& refusal = now.error();
    model->name_taken = refusal.code == ErrorCode::kAlreadyExists && refusal.field == "name";
    if constexpr (requires { model->still_booked; }) {
      model->still_booked = refusal.code == ErrorCode::kWrongState;
      if (model->still_booked) return;
    }
    if (!model->name_taken) refused(refusal.code);
  };
  const link::Asking once{.key = IdempotencyKey::make(box.now(), box.random())};
  if (const auto& room = setup_.room) {
    box.ask(
        life_, room->before ? setup::change_room : setup::add_room, room->request(),
        [this, answered](const Result<Room>& now) { answered(setup_.room, page_.room, now); },
        once);
  } else if (const auto& service = setup_.service) {
    box.ask(
        life_, service->before ? setup::change_service : setup::add_service, service->request(),
        [this, answered](const Result<Service>& now) {
          answered(setup_.service, page_.service, now);
        },
        once);
  }
}

void Office::draw_setup_sheet(ui::Ui& ui) {
  const SheetAct pressed = setup_.room
                               ? screens::administration::draw(ui, frame(), *setup_.room)
                               : screens::administration::draw(ui, frame(), *setup_.service);
  if (pressed == SheetAct::kClose) return put_away();
  if (pressed == SheetAct::kGo && !busy_) keep_setup();
}

}  // namespace alcove::flows::administration

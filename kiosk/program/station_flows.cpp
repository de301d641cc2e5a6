// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/desk_flow.h"
#include "kiosk/flows/room/room_flow.h"
#include "kiosk/program/terminal.h"

namespace alcove::program {

std::unique_ptr<flows::StationFlow> make_station_flow(flows::StaffContext& context) {
  switch (context.box.enrolled().station) {
    case wire::Station::kFrontDesk:
      return flows::make_desk_flow(context);
    case wire::Station::kTherapyRoom:
      return flows::make_room_flow(context);
    case wire::Station::kLobby:
      break;  // nobody signs in there
  }
  check_failed("a station where people sign in", __FILE__, __LINE__);
}

}  // namespace alcove::program

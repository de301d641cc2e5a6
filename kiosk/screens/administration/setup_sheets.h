// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>

#include "kiosk/screens/administration/sheets.h"

// The sheets for what a visit is booked with: a room, or a service. What was typed is kept until it
// is saved or put away.
namespace alcove::screens::administration {

// A whole number that was typed, blanks around it aside; none: it is none.
std::optional<std::int64_t> number_in(std::string_view typed);

struct RoomForm {
  std::optional<Room> before{};  // none: a new one
  RoomId id{};                   // of the new one, made once
  std::string name{};
  std::string seats{};  // as typed; empty: nobody counts them
  bool retired = false;
  bool name_taken = false;    // the box said so
  bool still_booked = false;  // likewise

  Room request() const;
  bool changed() const { return !before || request() != *before; }
  bool seats_fit() const;
  bool complete() const;
};
RoomForm room_form(const Room& room);
SheetAct draw(ui::Ui& ui, const SheetFrame& frame, RoomForm& model);

// Into which parts of the week it may fit, in this order.
inline constexpr rules::SlotType kFits[] = {rules::SlotType::kIntake, rules::SlotType::kTherapy,
                                            rules::SlotType::kMedicationCheck,
                                            rules::SlotType::kGroup, rules::SlotType::kCrisisHold};

struct ServiceForm {
  std::optional<Service> before{};  // none: a new one
  api::clinic_setup::ServiceId id{};
  std::string name{};
  std::string minutes{"50"};  // as typed
  std::string pause{"0"};     // likewise
  std::array<bool, std::size(kFits)> fits{};
  std::string credentials{};  // "MD, APRN"; nothing: anybody
  bool retired = false;
  bool name_taken = false;  // the box said so

  Service request() const;
  bool changed() const { return !before || request() != *before; }
  bool minutes_fit() const;
  bool pause_fits() const;
  bool credentials_fit() const;
  bool complete() const;
};
ServiceForm service_form(const Service& service);
SheetAct draw(ui::Ui& ui, const SheetFrame& frame, ServiceForm& model);

// At most one of them is open.
struct SetupForms {
  std::optional<RoomForm> room{};
  std::optional<ServiceForm> service{};

  bool open() const { return room.has_value() || service.has_value(); }
};

}  // namespace alcove::screens::administration

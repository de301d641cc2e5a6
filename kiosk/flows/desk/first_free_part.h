// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/flows/desk/hindering.h"
#include "kiosk/screens/desk/booking.h"

namespace alcove::flows::desk {

// Asks for the first free times that the booking's sheet shows, and again with every change of what
// is wanted there. Only the booking itself decides.
class FirstFreePart {
 public:
  explicit FirstFreePart(const Desk& desk) : desk_(desk) {}

  // The answer is put into the model, which stays where it is until `forget`.
  void ask(screens::desk::BookingModel& model);
  void forget() { life_.renew(); }

 private:
  void why_none(screens::desk::BookingModel& model, api::appointments::FirstFreeRequest wish);

  const Desk& desk_;
  link::Life life_;
};

}  // namespace alcove::flows::desk

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/widgets/lock_offer.h"

#include <utility>

namespace alcove::ui {
namespace {

struct LockOffer {
  bool offered = false;
  bool wanted = false;
};

LockOffer& offer_of(Ui& ui) {
  return ui.state<LockOffer>("lock over the sheets");
}

}  // namespace

void offer_lock(Ui& ui, bool offered) {
  offer_of(ui).offered = offered;
}

bool lock_is_offered(Ui& ui) {
  return offer_of(ui).offered;
}

void want_lock(Ui& ui) {
  offer_of(ui).wanted = true;
}

bool take_wanted_lock(Ui& ui) {
  return std::exchange(offer_of(ui).wanted, false);
}

}  // namespace alcove::ui

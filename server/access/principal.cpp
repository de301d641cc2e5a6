// SPDX-License-Identifier: Apache-2.0
#include "server/access/principal.h"

namespace alcove::access {

audit::Actor Principal::actor() const {
  audit::Actor actor;
  if (!device.is_nil()) actor.device = device;
  if (person) {
    actor.person = person->staff;
    actor.session = person->session;
  }
  actor.purpose = std::string(wire::word_of(purpose));
  return actor;
}

}  // namespace alcove::access

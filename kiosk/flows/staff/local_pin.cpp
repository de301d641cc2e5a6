// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/staff/local_pin.h"

namespace alcove::flows {

Result<LocalPin> LocalPin::make(std::string_view pin, RandomSource& random,
                                const crypto::Argon2Cost& cost) {
  LocalPin made;
  random.fill(made.salt_);
  made.cost_ = cost;
  ALCOVE_ASSIGN(made.hash_, crypto::argon2id(as_bytes(pin), made.salt_, cost));
  return made;
}

bool LocalPin::matches(std::string_view pin) const {
  const Result<Key256> hash = crypto::argon2id(as_bytes(pin), salt_, cost_);
  return hash && equal_secrets(hash->view(), hash_.view());
}

}  // namespace alcove::flows

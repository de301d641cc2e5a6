// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/spool.h"
#include "shared/crypto/crypto.h"
#include "shared/crypto/x509.h"

namespace alcove::offline {

struct SpoolKeys {
  crypto::PublicKey sealing_public;  // the box's
  crypto::P256Key signing;           // this terminal's
  DeviceId device;
};

// Seals the record to the box and signs it for this terminal: nobody here can open it again. The
// text that it passes through is overwritten. Errors: kTooLarge.
Result<api::spool::SealedRecord> seal_record(const SpoolKeys& keys, const SpoolRecordId& id,
                                             const api::spool::Record& record,
                                             RandomSource& random);

}  // namespace alcove::offline

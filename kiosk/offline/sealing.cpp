// SPDX-License-Identifier: Apache-2.0
#include "kiosk/offline/sealing.h"

#include "shared/wire/json.h"

namespace alcove::offline {

Result<api::spool::SealedRecord> seal_record(const SpoolKeys& keys, const SpoolRecordId& id,
                                             const api::spool::Record& record,
                                             RandomSource& random) {
  std::string text = wire::encode(record);
  const WipeOnExit wiped(text);
  api::spool::SealedRecord sealed;
  sealed.id = id;
  sealed.sealed =
      crypto::seal_to(keys.sealing_public, as_bytes(text), api::spool::seal_context(id), random);
  if (sealed.sealed.size() > api::spool::kMaxSealed) {
    return Error{ErrorCode::kTooLarge, {}, "one piece of writing is too long to be kept here"};
  }
  sealed.signature = keys.signing.sign(api::spool::signed_part(id, sealed.sealed));
  return sealed;
}

}  // namespace alcove::offline

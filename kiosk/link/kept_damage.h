// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/offline/spool_file.h"

namespace alcove::link {

// What was kept on this terminal and cannot be read. It lies set aside in files of its own, and is
// told until somebody has moved those away.
struct KeptDamage {
  offline::Damage waiting;       // for the box: words may be missing in the records
  offline::Damage acknowledged;  // for a restored box: the box itself has it

  bool any() const { return waiting.files + acknowledged.files > 0; }
};

}  // namespace alcove::link

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "server/features/notes/note_content.h"
#include "server/features/notes/note_rules.h"
#include "shared/api/notes_save.h"
#include "shared/api/spool.h"

// A save on its way in, live or from a terminal.
namespace alcove::notes {

enum class Delivery : std::uint8_t { kLive, kReplayed };

struct Arriving {
  const api::notes::SaveRequest& request;
  StaffId author;
  Hand hand;
  std::string device_name;
  UtcTime written_at;
  Delivery delivery = Delivery::kLive;
  Content content{};  // checked
  crypto::Hash256 hash{};
  // Of one that a lost box had taken: the saves before it whose words it holds.
  const api::spool::Acknowledged* acknowledged = nullptr;
};

}  // namespace alcove::notes

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "shared/wire/fields.h"

// Who takes a visit back, or a session of several.
namespace alcove::api::appointments {

enum class CancelledBy : std::uint8_t { kClient, kClinic };

}  // namespace alcove::api::appointments

namespace alcove::wire {

template <>
struct EnumWords<api::appointments::CancelledBy> {
  using By = api::appointments::CancelledBy;
  static constexpr EnumWord<By> words[] = {{By::kClient, "client"}, {By::kClinic, "clinic"}};
};

}  // namespace alcove::wire

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "server/store/statement.h"
#include "shared/api/client_record.h"

// An address as it rests in the columns address_line1, address_line2, city, state, postal_code.
namespace alcove::store {

// From those five columns, the first of which is `column`.
inline api::clients::Address address_at(const Statement& row, int column) {
  return {row.text(column), row.text(column + 1), row.text(column + 2), row.text(column + 3),
          row.text(column + 4)};
}

// $address_line1 and the others; NULL where there is none.
inline void bind_address(Statement& row, const std::optional<api::clients::Address>& address) {
  using Address = api::clients::Address;
  const auto part = [&](std::string Address::*member) {
    return address ? std::optional((*address).*member) : std::nullopt;
  };
  row.bind("$address_line1", part(&Address::line1))
      .bind("$address_line2", part(&Address::line2))
      .bind("$city", part(&Address::city))
      .bind("$state", part(&Address::state))
      .bind("$postal_code", part(&Address::postal_code));
}

}  // namespace alcove::store

// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "server/features/clients/clients.h"
#include "server/operator/commands.h"

namespace alcove::operation {

void add_client_numbers(Names& names) {
  names.record_number = [](store::ReadTxn& txn,
                           const ClientId& client) -> std::optional<std::string> {
    auto number = clients::record_number_of(txn, client);
    if (!number) number = clients::record_number_taken_away(txn, client);
    if (!number) return std::nullopt;
    return std::to_string(*number);
  };
  names.with_record_number = [](store::ReadTxn& txn,
                                std::string_view words) -> std::vector<ClientId> {
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(words.data(), words.data() + words.size(), number);
    if (problem != std::errc() || end != words.data() + words.size()) return {};
    auto client = clients::client_with(txn, number);
    if (!client) client = clients::client_taken_away(txn, number);
    return client ? std::vector{*client} : std::vector<ClientId>{};
  };
}

}  // namespace alcove::operation

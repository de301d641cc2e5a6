// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "server/keys/key_secret.h"
#include "server/operator/contract_keys.h"

namespace alcove::ctl {

// A new passphrase: from a descriptor, or typed twice on the terminal.
Result<keys::KeySecret> new_passphrase(std::optional<int> descriptor);

// What is printed once, with what to do with it.
std::string recovery_key_words(const std::string& key);
std::string set_up_code_words(const operation::SetUpCodeReply& reply, UtcTime now);

}  // namespace alcove::ctl

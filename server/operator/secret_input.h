// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "server/keys/key_secret.h"

// How a secret reaches a program: from a file, from an open descriptor, or typed on the terminal
// without echo. Never from the command line or the environment, where others can read it.
namespace alcove::operation {

// The whole key file, checked. kNotFound, or what KeySecret::key_file refuses.
Result<keys::KeySecret> read_key_file(const std::filesystem::path& file);

// The first line of what the descriptor gives, up to its end. kMalformed when it is empty or longer
// than any secret.
Result<SecretBytes> read_secret_line(int descriptor);

// Asks on the terminal of this process (/dev/tty) without showing what is typed. kUnavailable where
// there is no terminal.
Result<SecretBytes> ask_on_terminal(const std::string& question);

}  // namespace alcove::operation

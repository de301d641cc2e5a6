// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

#include "server/access/authority.h"
#include "server/http/https_server.h"

// The identity that a locked box shows (server/http/locked_door.h). It lies in the clear beside the
// store, for the server's user alone, because nothing can be opened yet when it is needed:
//
//   file := private key, its certificate, the clinic's certificate; each PEM
//
// Who copies it can make terminals believe that the box is locked, and nothing else.
namespace alcove::operation {

inline constexpr std::size_t kMaxLockedDoorFile = 16UL * 1024;

// With the store open, when it is made, restored or unlocked: makes the file, with an event, unless
// it holds an identity of the authority that signs now, good for another
// ClinicAuthority::kRenewServer.
Result<void> keep_locked_door(const std::filesystem::path& file, audit::Ledger& ledger,
                              const access::ClinicAuthority& authority, const audit::Actor& actor);

// Nothing when there is no such file or it is not in order.
std::optional<http::TlsIdentity> read_locked_door(const std::filesystem::path& file);

}  // namespace alcove::operation

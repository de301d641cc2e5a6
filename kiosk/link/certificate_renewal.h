// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/client/https_client.h"
#include "kiosk/offline/terminal_files.h"
#include "shared/api/terminal.h"

// A terminal's certificate, renewed over the connection that the one before still opens.
namespace alcove::link {

// Between two tries.
inline constexpr std::chrono::hours kRenewAgain{1};

// A box and a terminal whose clocks are further apart do not renew: what the one of them with the
// wrong clock makes of it could be a certificate that is good at another time only.
inline constexpr std::chrono::hours kRenewClocksAgree{24};

// Whether it is time, by the box's clock as this terminal knows it and by its own.
bool renewal_due(const crypto::Certificate& certificate, UtcTime box_now, UtcTime own_now);

// Makes a key, asks the box for a certificate of it, and looks at what came: it is for that key, of
// this clinic, for this very terminal, good now, and lasts longer than the one in use. The box
// keeps the one in use good until this one is used for the first time, so it is kept on the disk
// before that: with the power cut at any moment the disk holds one of two that are good. Blocks:
// never on the UI thread. Errors: those of HttpsClient::call; kWrongState (the box finds it too
// early); kOtherVersion (what came is not such a certificate).
Result<client::TerminalIdentity> ask_for_next(client::HttpsClient& client,
                                              const offline::Enrolled& enrolled,
                                              RandomSource& random);

// The same terminal, believing the clinic's certificates that its box told it over a connection it
// believed. Nothing when it does so already, or when what was told is no list of certificates.
std::optional<client::TerminalIdentity> with_authorities(const client::TerminalIdentity& identity,
                                                         const std::vector<Bytes>& told);

}  // namespace alcove::link

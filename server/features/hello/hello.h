// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "server/audit/ledger.h"
#include "server/features/hello/terminal_clocks.h"
#include "server/http/router.h"
#include "shared/api/hello.h"
#include "shared/api/terminal.h"

// A terminal's first words on a connection: the highest head of the chain that it has seen, and
// where it stands. See README.md.
namespace alcove::hello {

// What the box answers to a terminal that has seen `seen`. An unknown head is an event of the chain
// (terminal.head_unknown) before the answer leaves. Thread-safe.
Result<api::hello::HelloReply> answer(audit::Ledger& ledger, const audit::Actor& terminal,
                                      const std::optional<wire::Head>& seen);

// Proves name and password for one act without opening a session; the person's roles on success.
// Refuses as signing in does.
using ProvePerson = std::function<Result<access::Person>(const access::Principal& terminal,
                                                         const std::string& sign_in_name,
                                                         const std::string& password)>;

// Who hears what a terminal says of itself with a hello; each may be left out. Called from many
// threads; outlives the router.
struct HelloListeners {
  TerminalClocks* clocks = nullptr;  // what time it has
  // Whether its own disk takes the writes that it keeps for a restored box.
  std::function<void(const DeviceId& terminal, bool keeps)> keeps_writes{};
  // Whether all that was kept on it could be read.
  std::function<void(const DeviceId& terminal, bool reads)> reads_kept{};
};

void add_routes(http::Router& router, audit::Ledger& ledger, ProvePerson prove,
                HelloListeners listeners = {});

// Where the terminals stand.
void add_place_route(http::Router& router, const api::terminal::PlaceReply& place);

}  // namespace alcove::hello

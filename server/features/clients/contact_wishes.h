// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/clients/clients.h"

namespace alcove::clients {

Result<http::Answer<api::clients::WishesReply>> answer_wishes(
    const access::Principal& principal, const api::clients::WishesRequest& request,
    store::ReadTxn& txn);

}  // namespace alcove::clients

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Poco/Net/Context.h>

#include "server/http/https_server.h"

namespace alcove::http {

// TLS 1.3 only, no resumption, the identity's certificate with its authority. Throws Fault
// (kCorrupt) when the parts of the identity do not fit together.
Poco::Net::Context::Ptr make_server_context(const TlsIdentity& identity,
                                            ClientCertificates clients);

}  // namespace alcove::http

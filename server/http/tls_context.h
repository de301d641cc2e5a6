// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Poco/Net/Context.h>
#include <Poco/Net/SecureServerSocket.h>

#include "server/http/https_server.h"

namespace alcove::http {

// TLS 1.3 only, no resumption, the identity's certificate with its authority. A client's
// certificate that is not good yet is one that was made while the box's clock was ahead, and is
// taken; one that has ended is not. Throws Fault (kCorrupt) when the parts of the identity do not
// fit together.
Poco::Net::Context::Ptr make_server_context(const TlsIdentity& identity,
                                            ClientCertificates clients);

// A socket that listens there, and is the only one: POCO's own lets a second server of the same
// user take half of the connections. Throws Poco::Exception when the address is taken.
std::unique_ptr<Poco::Net::SecureServerSocket> listen_alone(const std::string& address,
                                                            std::uint16_t port, int waiting,
                                                            const Poco::Net::Context::Ptr& context);

}  // namespace alcove::http

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/audit/event.h"
#include "shared/base/ids.h"
#include "shared/base/result.h"
#include "shared/crypto/secret.h"
#include "shared/wire/route.h"

namespace alcove::http {

// A request as the pipeline sees it: its limits of size are checked, nothing in it is believed yet.
struct Request {
  wire::Method method = wire::Method::kGet;
  std::string path{};
  std::string query{};
  std::string body{};
  std::string session{};  // the token, in hexadecimal
  std::string purpose{};
  std::string idempotency_key{};
  std::string protocol{};
};

struct Reply {
  int status = 200;
  std::string body{};
  audit::Head head{};
  bool stream = false;  // the route is a stream: the connection carries it on from here
};

}  // namespace alcove::http

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "shared/wire/fields.h"

// What travels beside the structs of the contract. Session and purpose: shared/api/session.h.
namespace alcove::wire {

inline constexpr std::string_view kIdempotencyHeader = "Idempotency-Key";
inline constexpr std::string_view kProtocolHeader = "Alcove-Protocol";
inline constexpr std::string_view kHeadHeader = "Alcove-Head";  // of replies: see head.h
inline constexpr std::string_view kTimeHeader = "Alcove-Time";  // of replies: the server's clock

// The body of every refusal: {"error":{"code":"...","field":"...","detail":"..."}}
struct Refusal {
  std::string code;  // see shared/base/error.h
  std::string field;
  std::string detail;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("code", self.code, line(1, 64));
    visit("field", self.field, line(0, 512));
    visit("detail", self.detail, prose(0, 4096));
  }
};
struct RefusalBody {
  Refusal error;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("error", self.error);
  }
};

}  // namespace alcove::wire

// SPDX-License-Identifier: Apache-2.0
#pragma once

// CHECK is for our own bugs: a condition that no input, disk or network can make false. It is on in
// every build. When it fails the process says where and stops; it never prints a value, because a
// value may be part of a client's record.
namespace alcove {

[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace alcove

#define ALCOVE_CHECK(condition) \
  (static_cast<bool>(condition) ? void(0) : ::alcove::check_failed(#condition, __FILE__, __LINE__))

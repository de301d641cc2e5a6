// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace alcove::http {

// The writes by route that go on when the disk is full, into the reserve: what protects a person,
// or ends somebody's access. Each writes little. Every other write by route is refused then, and
// reads go on because their audit does. Routes that keep their own books (signing in and out,
// locking, unlocking) are not in this list: they go on too.
std::span<const std::string_view> writes_that_go_on();
bool goes_on_when_full(std::string_view path);

}  // namespace alcove::http

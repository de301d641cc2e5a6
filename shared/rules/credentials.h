// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Which credentials a service asks for of whoever gives it. Pure and thread-safe.
namespace alcove::rules {

inline constexpr std::size_t kMaxCredentials = 12;     // of a service
inline constexpr std::size_t kMaxCredentialText = 20;  // of each, in characters

// `held` is what stands under a person's signature: "LCSW, PhD" are two. Dots, hyphens, blanks and
// whether letters are capital do not count: "M.D." is "md". Nothing asked for: true.
bool has_credential(std::string_view held, const std::vector<std::string>& asked);

// What somebody typed, "MD, APRN": each by itself, without the blanks around it.
std::vector<std::string> credentials_in(std::string_view typed);
// The same the other way round.
std::string credentials_line(const std::vector<std::string>& credentials);

// Each is there once, and none of them is empty or two.
bool are_credentials(const std::vector<std::string>& asked);

}  // namespace alcove::rules

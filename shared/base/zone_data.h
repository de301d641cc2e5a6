// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

// Which version of the world's time-zone rules this program works with. Pure or thread-safe.
namespace alcove {

// "2025b", as the system's data was when the first zone of this program was named: a program goes
// on with the rules that it has read. None when the system does not say.
const std::optional<std::string>& zone_data_version();

// The version in the first line of tzdata.zi: "# version 2025b". None in any other line.
std::optional<std::string> zone_data_version_in(std::string_view first_line);

}  // namespace alcove

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace alcove {

// Whether the bytes are UTF-8 as RFC 3629 has it: no overlong form, no surrogate, nothing beyond
// U+10FFFF, no character that is cut off.
bool is_utf8(std::string_view bytes);

}  // namespace alcove

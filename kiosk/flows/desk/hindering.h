// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>

#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/screens/desk/hindering.h"
#include "shared/api/first_free.h"

namespace alcove::flows::desk {

// Nothing is free as `request` wishes it: the box is asked once more without the language, without
// what the visit takes, and without both. `done` hears the first of them that leaves a time, or
// nothing: then it is not for them. It is not called where nothing of that kind was wished.
void look_what_hinders(StaffContext& context, link::Life& life,
                       const api::appointments::FirstFreeRequest& request,
                       std::function<void(std::optional<screens::desk::Hinders>)> done);

}  // namespace alcove::flows::desk

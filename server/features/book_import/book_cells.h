// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "shared/api/client_record.h"

namespace alcove::book_import {

// What is wrong with what stands in each cell of a client's line, looked at by itself; the field as
// in the details ("address.state"), the first fault of it first. Good texts are brought to their
// one spelling. Pure and thread-safe.
std::vector<Error> faults_of_cells(api::clients::Details& details);

}  // namespace alcove::book_import

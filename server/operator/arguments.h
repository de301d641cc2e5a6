// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/arguments.h"

// The command line of the operator's programs is that of every program.
namespace alcove::operation {

using alcove::Arguments;
using alcove::Option;
using alcove::option_table;
using alcove::Times;

}  // namespace alcove::operation

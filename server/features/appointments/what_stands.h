// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "server/features/appointments/appointments_store.h"
#include "shared/api/free_time.h"

// What stands at a time that is taken, in words that staff know it by.
namespace alcove::appointments {

api::appointments::WhatStands what_stands(store::ReadTxn& txn, const Busy& busy);

// " (Intake, T. Lindqvist)", for the sentence of a refusal.
std::string what_words(const api::appointments::WhatStands& what);

}  // namespace alcove::appointments

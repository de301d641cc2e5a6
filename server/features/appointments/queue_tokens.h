// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>

#include "server/features/appointments/appointments.h"
#include "shared/base/random.h"

// What a client is called by where others hear it: a letter and a number, drawn at random among
// those that nobody of the day had, so that it says nothing of the name, of the time or of who came
// first.
namespace alcove::appointments {

// A letter and a figure from 1 to 9: "B7". Letters that look like a figure or like each other (I,
// O, Q) are left out.
inline constexpr std::size_t kShortTokens = 23 * 9;
// After those, from 10 to 99: "B42".
inline constexpr std::size_t kLongTokens = 23 * 90;

// Every token that somebody of that day has, or had.
std::set<std::string> tokens_on(store::ReadTxn& txn, LocalDate day);

// Nothing when all of both are used.
std::optional<std::string> draw_token(const std::set<std::string>& used, RandomSource& random);

// With the first arrival on the day of the appointment; it stays when the arrival is taken back. A
// clinic that has used all of them goes on without.
void give_token(audit::WriteTxn& txn, Appointment& appointment, const Site& site);

}  // namespace alcove::appointments

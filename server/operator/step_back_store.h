// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "server/audit/write_txn.h"

// The box's clock lies before the latest time in the audit chain since a person last said that the
// clock is right: it was set back, at once or little by little, or was ahead when that was written.
// Only a person can tell which of the two times is right.
namespace alcove::operation {

// Clocks are put right by so much when a machine starts; nobody is asked for that.
inline constexpr std::chrono::minutes kClockTolerance{5};

// The field of the refusal (kWrongState) of a box whose clock has to be confirmed.
inline constexpr const char* kClockField = "clock";

struct StepBack {
  UtcTime newest;  // the latest time that an event says it was recorded at
  UtcTime now;
};
// Nothing while no event is later than now and kClockTolerance. What is recorded with the earlier
// time, by whoever only looks, changes nothing of it.
std::optional<StepBack> step_back(store::ReadTxn& txn, UtcTime now);
// The refusal's sentence: both times, and what to do.
Error clock_refusal(const StepBack& step);

// A person said that the clock, set back, is right. Whatever was to end at some time would now live
// longer: it ends here. Everybody is signed out, every code is closed, nobody holds a draft, no
// lobby visit goes on; who has to wait after wrong tries waits no longer than the longest wait. In
// words, for the event's detail.
std::string end_what_would_live_longer(audit::WriteTxn& txn);

}  // namespace alcove::operation

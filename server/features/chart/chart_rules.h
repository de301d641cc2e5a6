// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "shared/api/chart.h"

// What a clinician is to know before anything is said. Pure and thread-safe.
namespace alcove::chart {

// The newest of each instrument, in the order in which they were begun, the newest first. What has
// just been begun and holds no answer yet does not hide the one before.
std::vector<api::questionnaires::ScoreLine> latest_of(
    std::span<const api::questionnaires::ScoreLine> newest_first);

// From all alerts (the newest first) and the newest scores; the most pressing first.
std::vector<api::chart::Flag> flags_of(std::span<const api::alerts::Alert> alerts,
                                       std::span<const api::questionnaires::ScoreLine> latest);

}  // namespace alcove::chart

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>

#include "server/access/principal.h"
#include "shared/api/alert_care.h"

// Who is shown what of an alert, and when it goes to everybody. Pure and thread-safe.
namespace alcove::alerts {

inline constexpr std::chrono::seconds kEscalateAfter{api::alerts::kEscalateAfterSeconds};
// How long after the acknowledgement those who answered an alert may open the chart.
inline constexpr std::chrono::hours kAnswerAccess{24};

// Why an alert that is pending and not escalated goes to every staff terminal now, if it does.
// `anyone_there`: somebody for whom it is meant is signed in at a terminal that is not locked.
std::optional<api::alerts::Escalation> escalation_due(UtcTime raised_at, bool anyone_there,
                                                      UtcTime now);

// What a terminal shows of a pending alert.
enum class Form : std::uint8_t {
  kNothing,   // working, not meant, not escalated: left in peace
  kGeneral,   // somebody needs a clinician, since when
  kDesk,      // with first name and initial, to find her
  kClinical,  // may be opened
};

// `meant`: the alert is meant for the signed-in person. A locked or signed-out terminal, one in a
// client's hands among them, shows the general form at once.
Form form_for(const access::Principal& viewer, bool meant, bool escalated);

// kMissingField or kOutOfRange with the field: an action "other" needs words, handing over needs
// the person, and no other action has one.
Result<void> check_acknowledgement(const api::alerts::AcknowledgeRequest& request);

}  // namespace alcove::alerts

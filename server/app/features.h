// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/alerts/alerts.h"
#include "server/features/appointments/appointments.h"
#include "server/features/questionnaires/questionnaires.h"

namespace alcove::app {

// The features that keep something while the server runs, and what each is told of the others: who
// stands how to a client, who is there to answer an alert.
struct Features {
  Features(audit::Ledger& ledger, const Zone& zone);
  Features(const Features&) = delete;
  Features& operator=(const Features&) = delete;

  appointments::Site site;
  alerts::Alerts alerts;
  questionnaires::Questionnaires questionnaires;
};

}  // namespace alcove::app

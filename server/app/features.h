// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/absences/absences.h"
#include "server/features/alerts/alerts.h"
#include "server/features/appointments/appointments.h"
#include "server/features/chart/chart.h"
#include "server/features/check_in/check_in.h"
#include "server/features/day_close/day_close.h"
#include "server/features/notes/notes.h"
#include "server/features/questionnaires/questionnaires.h"
#include "server/features/series/series.h"
#include "server/features/spool/set_aside.h"
#include "server/features/spool/spool.h"
#include "server/http/live_events.h"

namespace alcove::app {

// The features that keep something while the server runs, and what each is told of the others: who
// stands how to a client, who is there to answer an alert, what begins when a client arrives.
struct Features {
  // `listeners` outlives the features; without any, somebody is taken to listen.
  Features(audit::Ledger& ledger, const Zone& zone, const std::string& clinic_name,
           const http::Listeners* listeners = nullptr);
  Features(const Features&) = delete;
  Features& operator=(const Features&) = delete;

  appointments::Site site;
  alerts::Alerts alerts;
  questionnaires::Questionnaires questionnaires;
  check_in::CheckIns check_ins;
  notes::Notes notes;
  chart::Charts charts;
  series::Setting series_setting;
  absences::Setting absence_setting;
  day_close::DayClose day_close;
  spool::Handlers spool_handlers;
};

// What a record that was set aside is of and speaks of: by the ids that its body names. Router and
// zone outlive the answer.
spool::AboutRecords about_set_aside(const http::Router& router, const Zone& zone);

}  // namespace alcove::app

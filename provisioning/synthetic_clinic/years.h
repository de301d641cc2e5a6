// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <vector>

#include "provisioning/synthetic_clinic/week_hours.h"
#include "server/access/principal.h"
#include "server/app/features.h"
#include "server/audit/ledger.h"

// What happens in a clinic from one working day to the next: people come for the first time, the
// desk books, clients come or do not, answer questionnaires, are seen.
namespace alcove::synthetic {

// This program, where no terminal is there yet.
audit::Actor operator_actor();

struct Clinician {
  StaffMember member;
  access::Principal principal;  // signed in
  RoomId room;
  api::clinic_setup::Service service;
  std::vector<api::availability::Block> week{};  // none: nothing is known of when they work
};

// Who does what, and the clock that they live by.
struct Cast {
  access::Principal desk;  // signed in
  std::vector<Clinician> clinicians;
  Clinician on_call;  // answers safety alerts
  // What is done besides on a working day, before anything is booked on it.
  std::function<Result<void>(LocalDate)> each_morning{};
};

struct Known {
  ClientId client;
  std::size_t clinician = 0;  // who sees them, of the cast's
};

class Years {
 public:
  Years(audit::Ledger& ledger, app::Features& features, ManualClock& clock, Cast cast)
      : ledger_(ledger), features_(features), clock_(clock), cast_(std::move(cast)) {}

  // From the clock's day to `until`, with `clients` people registered evenly over that time. The
  // last days before `until` have bookings for the week after it.
  Result<void> live(std::size_t clients, UtcTime until);

  // Everybody who was registered, Lucía first.
  std::vector<Known> people() const;

 private:
  struct Person {
    ClientId client;
    std::size_t clinician = 0;
    std::int64_t burden = 0;  // 0 to 100: how heavily the person answers, easing over the visits
    std::int64_t visits = 0;
    std::optional<std::chrono::sys_days> next_visit{};
  };
  struct Visit {
    AppointmentId appointment;
    std::size_t person = 0;
    LocalDateTime start;
  };
  struct Deed {
    UtcTime at;
    std::function<Result<void>()> act;
  };
  using State = rules::AppointmentState;

  Result<void> register_next(std::size_t index, LocalDate today);
  Result<void> book_day(std::chrono::sys_days day, std::chrono::sys_days present);
  Result<void> book(std::size_t person, std::size_t clinician, LocalDateTime start);
  Result<void> live_day(std::chrono::sys_days day, UtcTime until);

  // One visit's way, as deeds at their times.
  void plan(const Visit& visit, std::uint64_t fate, std::vector<Deed>& deeds);
  void plan_attended(const Visit& visit, std::vector<Deed>& deeds);
  Result<void> mark(const Visit& visit, State state, std::string reason = {});
  Result<void> cancel(const Visit& visit, api::appointments::CancelledBy by, std::string reason);
  Result<void> move(const Visit& visit);
  Result<void> answer_questionnaires(const Visit& visit);
  Result<void> answer_one(const Visit& visit, rules::InstrumentId instrument, CheckInId check_in);
  Result<void> answer_alerts(ClientId client);
  Result<void> write_note(const Visit& visit);
  Result<void> add_addendum(const access::Principal& who, const NoteId& note);
  Result<std::int64_t> revision_of(const Visit& visit);

  template <class Request>
  Result<void> change(Result<api::appointments::Appointment> (*step)(const access::Principal&,
                                                                     const Request&,
                                                                     audit::WriteTxn&,
                                                                     const appointments::Site&),
                      const access::Principal& who, const Request& request);

  audit::Ledger& ledger_;
  app::Features& features_;
  ManualClock& clock_;
  Cast cast_;
  SeededRandom chance_{2026};
  std::vector<Person> people_;
  std::map<std::chrono::sys_days, std::vector<Visit>> book_;
};

}  // namespace alcove::synthetic

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "provisioning/synthetic_clinic/years.h"
#include "shared/api/groups.h"

namespace alcove::synthetic {

// What a clinic has to schedule with: hours, who speaks Spanish, an interpreter, equipment, seats,
// a closed day; then a group, a series and a waitlist. Through the features' own functions, at the
// ledger's clock; `cast` gave each clinician the week that is set here. One thread.
class WorkingWeek {
 public:
  // All outlive it. `present` is the last day of the clinic's years.
  WorkingWeek(audit::Ledger& ledger, app::Features& features, const Cast& cast, LocalDate present)
      : ledger_(ledger), features_(features), cast_(cast), present_(present) {}

  // The Monday of the week six weeks before the present: from then on the hours count.
  LocalDate first_day() const;
  // On that day, before anything is booked.
  Result<void> begin();
  // In the present, after everything is booked: none of it takes the time of a visit. In a clinic
  // with few people some of it has fewer than it should.
  Result<void> arrange(const std::vector<Known>& people);

 private:
  Result<void> set_parts_of_services();
  Result<void> set_hours();
  Result<void> set_languages();
  Result<void> set_resources();
  Result<void> set_seats();
  Result<void> set_closed_day();

  Result<void> make_group(const std::vector<Known>& people);
  Result<void> book_sessions(const api::groups::Group& group);
  Result<void> make_series(const std::vector<Known>& people);
  Result<void> fill_waitlist(const std::vector<Known>& people);
  Result<bool> is_adult(const ClientId& client);
  Result<bool> comes_again(const ClientId& client);

  Result<api::clinic_setup::Setup> setup();
  Result<api::clinic_setup::Service> service_named(std::string_view name);
  const Clinician& named(std::string_view sign_in_name) const;
  UtcTime now() const { return ledger_.clock().now(); }
  LocalDate next(std::chrono::weekday day) const;  // after the present

  template <class Id>
  Id new_id() {
    return Id::make(now(), ledger_.random());
  }
  template <class T, class Work>
  Result<void> write(const audit::Actor& actor, const Work& work) {
    const auto done = ledger_.write<T>(actor, work);
    if (!done) return done.error();
    return {};
  }

  audit::Ledger& ledger_;
  app::Features& features_;
  const Cast& cast_;
  LocalDate present_;
  std::vector<ClientId> taken_{};  // who has something of this already
};

}  // namespace alcove::synthetic

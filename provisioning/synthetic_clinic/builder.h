// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "provisioning/synthetic_clinic/people.h"
#include "provisioning/synthetic_clinic/years.h"
#include "server/access/services.h"

namespace alcove::synthetic {

struct SignIn {
  StaffMember member;
  StaffId staff;
  std::string password;
};

// Whether there is something to schedule with: hours, languages, an interpreter, a group, a series,
// a waitlist (working_week.h). With kNone nothing is known of anybody's hours.
enum class Week : std::uint8_t { kNone, kWorking };

struct ClinicSize {
  std::size_t clients = 500;
  Week week = Week::kNone;
};

// Fills a new store with a clinic's two years, through the same services, feature functions and
// audit that a real one uses, on a clock that it moves. Nothing is inserted past them. One thread.
class Builder {
 public:
  // `clock` is the ledger's own; the others are over the same ledger and zone.
  Builder(audit::Ledger& ledger, access::AccessServices& access, app::Features& features,
          ManualClock& clock)
      : ledger_(ledger), access_(access), features_(features), clock_(clock) {}

  // `until` is the real present: what lies before it has happened, what comes after is booked.
  // Gives everybody's sign-in.
  Result<std::vector<SignIn>> build(const ClinicSize& size, UtcTime until);

 private:
  Result<access::Principal> enrol(const char* name, wire::Station station);
  Result<std::vector<SignIn>> hire(const access::Principal& terminal);
  Result<access::Principal> sign_in(const access::Principal& terminal, const SignIn& who);
  Result<std::vector<Clinician>> furnish(const access::Principal& terminal,
                                         const std::vector<SignIn>& staff);
  Result<api::clinic_setup::Service> service_named(std::string_view name);

  audit::Ledger& ledger_;
  access::AccessServices& access_;
  app::Features& features_;
  ManualClock& clock_;
};

}  // namespace alcove::synthetic

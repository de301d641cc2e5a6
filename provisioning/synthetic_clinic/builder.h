// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "provisioning/synthetic_clinic/people.h"
#include "server/access/services.h"
#include "server/features/clients/clients.h"

namespace alcove::synthetic {

struct SignIn {
  StaffMember member;
  StaffId staff;
  std::string password;
};

struct ClinicSize {
  std::size_t clients = 500;
};

// Fills a new store with a clinic's two years, through the same services, feature functions and
// audit that a real one uses, on a clock that it moves. Nothing is inserted past them. One thread.
class Builder {
 public:
  // `clock` is the ledger's own.
  Builder(audit::Ledger& ledger, access::AccessServices& access, ManualClock& clock,
          const Zone& zone)
      : ledger_(ledger), access_(access), clock_(clock), zone_(zone) {}

  // `until` is the day before the clinic's next: the real present. Gives everybody's sign-in.
  Result<std::vector<SignIn>> build(const ClinicSize& size, UtcTime until);

 private:
  Result<access::Principal> enrol_terminal();
  Result<std::vector<SignIn>> hire(const access::Principal& terminal);
  Result<access::Principal> sign_in(const access::Principal& terminal, const SignIn& who);
  Result<void> register_clients(const access::Principal& desk, const std::vector<SignIn>& staff,
                                std::size_t count, UtcTime until);
  Result<void> register_one(const access::Principal& desk, const api::clients::Details& details,
                            const std::vector<StaffId>& clinicians);

  audit::Ledger& ledger_;
  access::AccessServices& access_;
  ManualClock& clock_;
  const Zone& zone_;
  SeededRandom chance_{2026};
};

}  // namespace alcove::synthetic

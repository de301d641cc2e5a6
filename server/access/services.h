// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "server/access/administration.h"
#include "server/access/authority.h"
#include "server/access/devices.h"
#include "server/access/enrolment.h"
#include "server/access/observers.h"
#include "server/access/password_hash.h"
#include "server/access/sessions.h"
#include "server/access/staff.h"

namespace alcove::access {

struct AccessOptions {
  std::string clinic_name;
  std::uint16_t main_port = 8443;  // told to terminals when they are enrolled
  HashCosts costs{};               // cheaper ones are for tests
};

// Everything of this room over one ledger, which must outlive it. The server has one; the
// operator's tool makes one for a stopped server's store. Thread-safe, as each part is.
struct AccessServices {
  // Makes the clinic's authority and the pepper where the store has none yet.
  static Result<std::unique_ptr<AccessServices>> open(audit::Ledger& ledger,
                                                      const AccessOptions& options);

  AccessServices(audit::Ledger& ledger, const AccessOptions& options, ClinicAuthority made,
                 const Key256& pepper);
  AccessServices(const AccessServices&) = delete;
  AccessServices& operator=(const AccessServices&) = delete;

  const Clock& clock;
  ClinicAuthority authority;
  AccessObservers observers;
  PasswordHasher hasher;
  DeviceDirectory devices;
  EnrolmentService enrolments;
  StaffService staff;
  SessionService sessions;
  Administration administration;
};

}  // namespace alcove::access

// SPDX-License-Identifier: Apache-2.0
#include "server/access/services.h"

namespace alcove::access {

Result<std::unique_ptr<AccessServices>> AccessServices::open(audit::Ledger& ledger,
                                                             const AccessOptions& options) {
  ALCOVE_ASSIGN(ClinicAuthority authority,
                ClinicAuthority::load_or_make(ledger, options.clinic_name));
  ALCOVE_ASSIGN(const Key256 pepper, load_or_make_pepper(ledger));
  return std::make_unique<AccessServices>(ledger, options, std::move(authority), pepper);
}

AccessServices::AccessServices(audit::Ledger& ledger, const AccessOptions& options,
                               ClinicAuthority made, const Key256& pepper)
    : clock(ledger.clock()),
      authority(std::move(made)),
      hasher(pepper, options.costs, ledger.random()),
      devices(ledger, authority, observers),
      enrolments(ledger, authority, options.main_port),
      staff(ledger, observers),
      sessions(ledger, hasher, observers, options.clinic_name),
      administration(ledger, staff, devices, enrolments) {}

}  // namespace alcove::access

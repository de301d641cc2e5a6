// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "server/access/roles.h"
#include "shared/api/client_record.h"
#include "shared/base/random.h"

// People who do not exist: names put together from lists of common ones, telephone numbers from the
// range that is kept for fiction (555-0100 to 555-0199), addresses on streets of no town.
namespace alcove::synthetic {

struct StaffMember {
  std::string sign_in_name;
  std::string display_name;
  std::string credential;
  access::RoleSet roles;
  bool crisis = false;
};

// The same dozen in every synthetic clinic.
std::vector<StaffMember> staff_members();

// The details of client number `index` (0 is always Lucía Morales of the demo's story). `today`
// bounds the ages: one in seven is under 18.
api::clients::Details client_details(std::size_t index, LocalDate today, SeededRandom& random);

// Five common words and a number, at least 20 characters.
std::string passphrase(RandomSource& random);

}  // namespace alcove::synthetic

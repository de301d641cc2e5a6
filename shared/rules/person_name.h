// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

// A client's names, and how they are written where. Pure and thread-safe.
namespace alcove::rules {

struct PersonName {
  std::string given;
  std::string middle;  // or empty
  std::string family;
  std::string preferred_given;   // empty: the legal one is used
  std::string preferred_family;  // empty: the legal one is used

  const std::string& called_given() const {
    return preferred_given.empty() ? given : preferred_given;
  }
  const std::string& called_family() const {
    return preferred_family.empty() ? family : preferred_family;
  }
  friend bool operator==(const PersonName&, const PersonName&) = default;
};

// "María L.": all that a lobby screen or the flow board may show. The initial is the first letter
// of the family name as it is called, upper case, with its marks.
std::string greeting_name(const PersonName& name);

// "M. L.", of the names as they are called; of one name, its one letter. A name without a letter
// gives none.
std::string initials(const PersonName& name);

// "López, María", for lists of staff; "López, María (Mari)" when another given name is preferred.
std::string list_name(const PersonName& name);

// Every given name (legal and preferred) and every family name, folded, without repetition.
std::vector<std::string> folded_given_names(const PersonName& name);
std::vector<std::string> folded_family_names(const PersonName& name);

}  // namespace alcove::rules

// SPDX-License-Identifier: Apache-2.0
#include "server/features/book_import/book_cells.h"

#include <fmt/format.h>

#include <set>
#include <string>
#include <type_traits>

#include "server/features/clients/clients.h"
#include "shared/rules/name_folding.h"
#include "shared/rules/phone_number.h"
#include "shared/wire/json.h"

namespace alcove::book_import {

using api::clients::Address;
using api::clients::Details;

namespace {

// Every text by its limit, as what a terminal sends is checked.
struct TextCheck {
  std::vector<Error>& faults;
  std::string prefix{};

  template <class T, class Limit = std::nullptr_t>
  void operator()(const char* name, T& value, const Limit& limit = {}) {
    if constexpr (std::is_same_v<T, std::string>) {
      Result<std::string> checked = wire::checked_text(prefix + name, value, limit);
      if (checked) {
        value = std::move(checked).value();
      } else {
        faults.push_back(checked.error());
      }
    } else if constexpr (wire::IsVector<T>::value) {
      for (std::size_t i = 0; i < value.size(); ++i)
        look_inside(fmt::format("{}[{}]", name, i), value[i]);
    } else if constexpr (wire::IsOptional<T>::value) {
      if (value) look_inside(name, *value);
    }
  }

  template <class T>
  void look_inside(const std::string& name, T& value) {
    TextCheck inner{faults, prefix + name + "."};
    T::fields(inner, value);
  }
};

// Each part beside one that is right, so that the one does not hide the other.
void check_address(const Address& address, std::vector<Error>& faults) {
  Address with_state;
  with_state.state = address.state;
  with_state.postal_code = "14201";
  if (!clients::checked_address(with_state, "address")) {
    faults.push_back(
        {ErrorCode::kOutOfRange, "address.state", "the two letters of a state, as NY"});
  }
  Address with_code;
  with_code.state = "NY";
  with_code.postal_code = address.postal_code;
  const auto checked = clients::checked_address(with_code, "address");
  if (!checked) faults.push_back(checked.error());
}

void check_numbers(const Details& details, std::vector<Error>& faults) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < details.phones.size(); ++i) {
    const std::string field = fmt::format("phones[{}].number", i);
    const auto number = rules::parse_phone(details.phones[i].number);
    if (!number) {
      faults.push_back({number.error().code, field, number.error().detail});
    } else if (!seen.insert(rules::display_phone(*number)).second) {
      faults.push_back({ErrorCode::kAlreadyExists, field, "the number is there twice"});
    }
  }
  if (!details.emergency_contact) return;
  const auto number = rules::parse_phone(details.emergency_contact->number);
  if (!number) {
    faults.push_back({number.error().code, "emergency_contact.number", number.error().detail});
  }
}

}  // namespace

std::vector<Error> faults_of_cells(Details& details) {
  std::vector<Error> faults;
  if (details.address) check_address(*details.address, faults);
  TextCheck texts{faults};
  Details::fields(texts, details);
  if (rules::fold_name(details.legal_family).empty()) {
    faults.push_back({ErrorCode::kMissingField, "legal_family", "a name has letters in it"});
  }
  check_numbers(details, faults);
  return faults;
}

}  // namespace alcove::book_import

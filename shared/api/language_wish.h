// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "shared/wire/fields.h"

// By whom a client is understood, where a visit is looked for in a language.
namespace alcove::api::clients {

enum class LanguageBy : std::uint8_t {
  kClinician,    // of whom it is known that they speak it
  kInterpreter,  // whoever the clinician is
  kEither,       // an interpreter where the clinician is not known to speak it
};

}  // namespace alcove::api::clients

namespace alcove::wire {

template <>
struct EnumWords<api::clients::LanguageBy> {
  using By = api::clients::LanguageBy;
  static constexpr EnumWord<By> words[] = {
      {By::kClinician, "clinician"}, {By::kInterpreter, "interpreter"}, {By::kEither, "either"}};
};

}  // namespace alcove::wire

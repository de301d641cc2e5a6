// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "shared/base/time.h"
#include "shared/rules/language.h"

// Dates and times as a paper says them. Pure.
namespace alcove::pdf {

// "1:30 PM"; "1:30 p. m."
std::string clock_time(LocalDateTime time, rules::Language language = rules::Language::kEnglish);

// "Tuesday, November 24, 2026"; "martes, 24 de noviembre de 2026".
std::string long_date(LocalDate date, rules::Language language = rules::Language::kEnglish);

}  // namespace alcove::pdf

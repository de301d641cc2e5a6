// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/instrument.h"

namespace alcove::rules {
namespace {

constexpr std::string_view kPhq9Items[] = {"44250-9", "44255-8", "44259-0", "44254-1", "44251-7",
                                           "44258-2", "44252-5", "44253-3", "44260-8"};
constexpr std::string_view kGad7Items[] = {"69725-0", "68509-9", "69733-4", "69734-2",
                                           "69735-9", "69689-8", "69736-7"};

constexpr SeverityBand kPhq9Bands[] = {{0, 4, Severity::kMinimal},
                                       {5, 9, Severity::kMild},
                                       {10, 14, Severity::kModerate},
                                       {15, 19, Severity::kModeratelySevere},
                                       {20, 27, Severity::kSevere}};
constexpr SeverityBand kGad7Bands[] = {{0, 4, Severity::kMinimal},
                                       {5, 9, Severity::kMild},
                                       {10, 14, Severity::kModerate},
                                       {15, 21, Severity::kSevere}};

constexpr Instrument kPhq9{.id = InstrumentId::kPhq9,
                           .name = "PHQ-9",
                           .panel_loinc = "44249-1",
                           .total_loinc = "44261-6",
                           .item_loinc = kPhq9Items,
                           .bands = kPhq9Bands,
                           .max_missing = 2,
                           .critical_item = 8,
                           .function_loinc = "69722-7"};

constexpr Instrument kGad7{.id = InstrumentId::kGad7,
                           .name = "GAD-7",
                           .panel_loinc = "69737-5",
                           .total_loinc = "70274-6",
                           .item_loinc = kGad7Items,
                           .bands = kGad7Bands,
                           .max_missing = 1,
                           .critical_item = std::nullopt,
                           .function_loinc = {}};

}  // namespace

const Instrument& instrument(InstrumentId id) {
  switch (id) {
    case InstrumentId::kPhq9:
      return kPhq9;
    case InstrumentId::kGad7:
      return kGad7;
  }
  ALCOVE_CHECK(false);
  return kPhq9;
}

}  // namespace alcove::rules

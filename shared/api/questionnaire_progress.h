// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "shared/api/questionnaire_words.h"
#include "shared/rules/instrument.h"
#include "shared/wire/fields.h"

// How far a client has come with a questionnaire, for people who do not read charts: "PHQ-9,
// complete", "GAD-7, 3 of 7". Never an answer, a score or a flag; an item that the client would
// rather not answer counts like any other.
namespace alcove::api::questionnaires {

struct FormProgress {
  rules::InstrumentId instrument = rules::InstrumentId::kPhq9;
  Progress progress = Progress::kInProgress;
  std::int64_t done = 0;   // items that were put and left with Next
  std::int64_t items = 0;  // without the item about daily life, which is put only to some
  UtcTime begun_at;
  std::optional<UtcTime> ended_at;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("instrument", self.instrument);
    visit("progress", self.progress);
    visit("done", self.done, wire::range(0, 100));
    visit("items", self.items, wire::range(1, 100));
    visit("begun_at", self.begun_at);
    visit("ended_at", self.ended_at);
  }
};

}  // namespace alcove::api::questionnaires

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "shared/api/notes_text.h"
#include "shared/base/random.h"

// What a clinician writes about somebody who does not exist: sentences put together, so that two
// notes are seldom alike.
namespace alcove::synthetic {

// All sections of the format, a few sentences each. Times are left to the caller.
api::notes::Content note_content(rules::NoteFormat format, SeededRandom& random);

std::string addendum_words(SeededRandom& random);

}  // namespace alcove::synthetic

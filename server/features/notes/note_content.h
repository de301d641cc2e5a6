// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "shared/api/notes_text.h"
#include "shared/base/bytes.h"
#include "shared/crypto/crypto.h"

// What a note says, as bytes: the form in which it is stored, hashed and signed. Pure and
// thread-safe. Grammar: docs/formats.md, "Note content".
namespace alcove::notes {

using api::notes::Content;

// Checks what the fields alone do not say: no section twice (kOutOfRange, field
// "content.sections"), all within rules::kMaxNoteSize (kTooLarge), an addendum by itself. Gives the
// one spelling of it: every section of the format in its order, blank or not, then those of other
// formats that hold text.
Result<Content> checked_content(Content content);

// Of a checked content: the same content gives the same bytes, and no other does.
Bytes content_bytes(const Content& content);
// Throws Fault (kCorrupt) for bytes that content_bytes() did not write.
Content read_content(ByteView bytes);

crypto::Hash256 content_hash(const Content& content);

// Whether it can be signed, as far as the content goes: errors as of api::notes::sign.
Result<void> check_ready(const Content& content);

bool is_blank(const Content& content);  // no section has words
bool is_empty(const Content& content);
std::int64_t length_of(const Content& content);  // bytes of all its text

// How it begins, on one line: api::notes::kMaxPreview code points at most, then "…" if there is
// more.
std::string preview_of(const Content& content);

}  // namespace alcove::notes

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "server/audit/ledger.h"
#include "shared/api/notes_text.h"

// What a signature under a note or an addendum says, as bytes, and whether it is good. Signed with
// the clinic's Ed25519 key, which lies in the store's vault. Pure and thread-safe. Grammar:
// docs/formats.md, "Signed note".
namespace alcove::notes {

// Who signs, and when.
struct Signer {
  StaffId staff;
  std::string name;
  std::string credential;
  UtcTime signed_at;
};

struct NoteStatement {
  NoteId note;
  ClientId client;
  AppointmentId appointment;
  LocalDateTime visit_start;
  StaffId author;
  std::int64_t number = 0;  // of the revision that is signed
  crypto::Hash256 content_hash{};
  Signer signer;
};
Bytes statement_bytes(const NoteStatement& statement);

struct AddendumStatement {
  api::notes::AddendumId addendum;
  NoteId note;
  ClientId client;
  std::int64_t position = 0;            // 1, 2, 3 … under the note
  crypto::Hash256 note_content_hash{};  // what it follows
  crypto::Hash256 text_hash{};
  Signer signer;
};
Bytes statement_bytes(const AddendumStatement& statement);

api::notes::Standing standing_of(const crypto::PublicKey& clinic, ByteView statement,
                                 ByteView signature);

}  // namespace alcove::notes

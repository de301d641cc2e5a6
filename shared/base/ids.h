// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/random.h"
#include "shared/base/result.h"
#include "shared/base/time.h"

// Ids are UUIDs of version 7 (RFC 9562): 48 bits of milliseconds, then randomness, so that they
// sort by the time they were made. Each kind of record has its own type, so that a client's id
// cannot be handed over where an appointment's is wanted.
namespace alcove {

using UuidBytes = std::array<std::uint8_t, 16>;

UuidBytes make_uuid_v7(UtcTime now, RandomSource& random);
std::string format_uuid(const UuidBytes& uuid);       // lower case, with dashes
Result<UuidBytes> parse_uuid(std::string_view text);  // lower case only; any version

template <class Tag>
class Id {
 public:
  Id() = default;  // the nil id, which no record has
  explicit Id(const UuidBytes& uuid) : uuid_(uuid) {}
  static Id make(UtcTime now, RandomSource& random) { return Id(make_uuid_v7(now, random)); }
  static Result<Id> parse(std::string_view text) {
    ALCOVE_ASSIGN(const UuidBytes uuid, parse_uuid(text));
    return Id(uuid);
  }
  // From a stored blob; nil when it does not have 16 bytes.
  static Id from_blob(ByteView blob) {
    Id id;
    if (blob.size() == id.uuid_.size()) std::copy(blob.begin(), blob.end(), id.uuid_.begin());
    return id;
  }

  const UuidBytes& bytes() const { return uuid_; }
  ByteView view() const { return {uuid_.data(), uuid_.size()}; }
  std::string text() const { return format_uuid(uuid_); }
  bool is_nil() const { return uuid_ == UuidBytes{}; }
  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  UuidBytes uuid_{};
};

using StoreId = Id<struct StoreTag>;
using KeySlotId = Id<struct KeySlotTag>;
using DeviceId = Id<struct DeviceTag>;
using StaffId = Id<struct StaffTag>;
using SessionId = Id<struct SessionTag>;
using ClientId = Id<struct ClientTag>;
using PhoneId = Id<struct PhoneTag>;
using RoomId = Id<struct RoomTag>;
using AppointmentId = Id<struct AppointmentTag>;
using CheckInId = Id<struct CheckInTag>;
using ProposalId = Id<struct ProposalTag>;
using ConsentId = Id<struct ConsentTag>;
using QuestionnaireId = Id<struct QuestionnaireTag>;
using AlertId = Id<struct AlertTag>;
using NoteId = Id<struct NoteTag>;
using NoteRevisionId = Id<struct NoteRevisionTag>;
using SpoolRecordId = Id<struct SpoolRecordTag>;
using SpanId = Id<struct SpanTag>;
using RecordId = Id<struct RecordTag>;  // any record, where only the audit chain cares which
using IdempotencyKey = Id<struct IdempotencyTag>;

}  // namespace alcove

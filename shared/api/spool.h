// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/session_voucher.h"
#include "shared/api/spool_kept.h"
#include "shared/wire/route.h"

// What a terminal has kept while the box was away, and brings home. Each record is sealed to the
// box's public key and signed by the terminal; inside it says who wrote it, when and in which
// session. It is applied once, whatever happens on the way: its id is kept for good.
namespace alcove::api::spool {

inline constexpr std::size_t kMaxBatch = 16;               // records
inline constexpr std::size_t kMaxBatchBytes = 160 * 1024;  // sealed bytes in one batch
inline constexpr std::size_t kMaxBody = 96 * 1024;         // bytes of one record's body
inline constexpr std::size_t kMaxSealed = kMaxBody + 4096;

// What a record's seal and signature are bound to.
inline std::string seal_context(const SpoolRecordId& id) {
  return "alcove spool record v1 " + id.text();
}
inline Bytes signed_part(const SpoolRecordId& id, ByteView sealed) {
  const std::string context = seal_context(id);
  Bytes out(context.begin(), context.end());
  append_prefixed(out, sealed);
  return out;
}

// What the seal holds, as JSON. `body` is the JSON of the struct that the kind stands for; which
// kinds there are is the features' to say (server/features/spool/spool.h).
struct Record {
  std::string kind;  // "note.draft"
  DeviceId device;
  std::optional<StaffId> author;
  std::optional<SessionId> session;
  UtcTime written_at;  // by the server's clock as the terminal knew it
  std::string body;
  // Of the session, for a box that was restored to before it: session_voucher.h.
  std::optional<session::Voucher> voucher;
  // Where the box that was lost had it already: spool_kept.h.
  std::optional<Acknowledged> acknowledged;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("kind", self.kind, wire::line(1, 40));
    visit("device", self.device);
    visit("author", self.author);
    visit("session", self.session);
    visit("written_at", self.written_at);
    visit("body", self.body, wire::secret(2, kMaxBody));  // kept byte for byte
    visit("voucher", self.voucher);
    visit("acknowledged", self.acknowledged);
  }
};

struct SealedRecord {
  SpoolRecordId id;
  Bytes sealed;
  Bytes signature;  // ECDSA by the terminal's key over signed_part

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("sealed", self.sealed, wire::bytes(1, kMaxSealed));
    visit("signature", self.signature, wire::bytes(1, 128));
  }
};

struct DeliverRequest {
  std::vector<SealedRecord> records;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("records", self.records, wire::at_most(kMaxBatch));
  }
};

enum class Outcome : std::uint8_t {
  kApplied,
  kAlreadyApplied,  // it was here before: the reply to it was lost
  kSibling,         // somebody else had gone on: it stands beside theirs
  kQuarantined,     // kept for the privacy officer
};

struct Delivered {
  SpoolRecordId id;
  Outcome outcome = Outcome::kApplied;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("outcome", self.outcome);
  }
};

struct DeliverReply {
  std::vector<Delivered> results;  // of every record, in order; each is durable now

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("results", self.results, wire::at_most(kMaxBatch));
  }
};

// Nobody needs to be signed in: the records say who wrote them. Every outcome is an event.
inline constexpr wire::Route<DeliverRequest, DeliverReply> deliver{
    .method = wire::Method::kPost,
    .path = "/v1/spool/deliver",
    .permission = wire::Permission::kDevice,
    .audit = wire::AuditClass::kAccess,
    .stations = wire::kEveryStation,
    .when_locked = wire::WhenLocked::kAllow};

}  // namespace alcove::api::spool

namespace alcove::wire {

template <>
struct EnumWords<api::spool::Outcome> {
  using Outcome = api::spool::Outcome;
  static constexpr EnumWord<Outcome> words[] = {{Outcome::kApplied, "applied"},
                                                {Outcome::kAlreadyApplied, "already_applied"},
                                                {Outcome::kSibling, "sibling"},
                                                {Outcome::kQuarantined, "quarantined"}};
};

}  // namespace alcove::wire

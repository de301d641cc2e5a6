// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/api/hello.h"

// What a terminal keeps of the writes that the box has acknowledged, for 72 hours, sealed like its
// spool: a box that was restored from a backup does not have those that were made after it.
namespace alcove::api::spool {

// Of a record that holds an acknowledged write: `kind` of the record is the route's path, `body`
// the request.
struct Acknowledged {
  IdempotencyKey key;
  std::string purpose;   // as it was stated; may be empty
  hello::SeenHead head;  // of the reply
  // Of a save of a draft: the earlier saves that this one follows and whose words it holds, the
  // newest first; and whether before all of them the draft was empty.
  std::vector<NoteRevisionId> follows;
  bool from_empty = false;

  static constexpr std::size_t kMaxFollows = 100;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("key", self.key);
    visit("purpose", self.purpose, wire::line(0, 40));
    visit("head", self.head);
    visit("follows", self.follows, wire::at_most(kMaxFollows));
    visit("from_empty", self.from_empty);
  }
};

// A record that is kept at the terminal, and the head that the box had when it acknowledged it.
struct Held {
  SpoolRecordId id;
  hello::SeenHead head;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("head", self.head);
  }
};

inline constexpr std::size_t kMaxHeld = 200;  // in one question

struct MissingRequest {
  std::vector<Held> records;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("records", self.records, wire::at_most(kMaxHeld));
  }
};

struct MissingReply {
  std::vector<SpoolRecordId> missing;  // in the order in which they were asked about

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("missing", self.missing, wire::at_most(kMaxHeld));
  }
};

// Asked after a restore that was confirmed on this terminal. The box has a record when its chain
// holds that head, or when the record was brought home since. The missing ones are delivered like
// the spool's: shared/api/spool.h.
inline constexpr wire::Route<MissingRequest, MissingReply> missing{
    .method = wire::Method::kPost,
    .path = "/v1/spool/missing",
    .permission = wire::Permission::kDevice,
    .audit = wire::AuditClass::kNone,
    .stations = wire::kEveryStation,
    .when_locked = wire::WhenLocked::kAllow};

}  // namespace alcove::api::spool

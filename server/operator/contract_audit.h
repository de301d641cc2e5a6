// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/operator/contract.h"

namespace alcove::operation {

inline constexpr std::int64_t kMaxAuditRows = 200;

// Conditions that are left out do not count. A record number, a person and a terminal may be given
// by number or name, or by id.
struct AuditRequest {
  std::optional<std::string> record_number{};
  std::optional<std::string> staff{};
  std::optional<std::string> device{};
  std::optional<UtcTime> from{};
  std::optional<UtcTime> until{};
  std::optional<std::int64_t> before{};  // of the page before: its `next`
  std::int64_t limit = 50;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("record_number", self.record_number, wire::line(1, 64));
    visit("staff", self.staff, wire::line(1, 120));
    visit("device", self.device, wire::line(1, 120));
    visit("from", self.from);
    visit("until", self.until);
    visit("before", self.before, wire::range(1, INT64_MAX));
    visit("limit", self.limit, wire::range(1, kMaxAuditRows));
  }
};

// One event as the administrator may see it: never a client's name, and no reason in free words,
// which could hold one.
struct AuditRow {
  std::int64_t number = 0;
  std::int64_t epoch = 0;
  UtcTime at;
  std::string who;                             // a name, "user NAME of the box", or "the box"
  std::optional<std::string> device{};         // its name, or its id
  std::optional<std::string> record_number{};  // the client's, or its id
  std::string action;
  std::string outcome;
  std::string purpose;
  std::string detail;
  std::string hash;  // with epoch and number: the head as a terminal may have seen it

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("number", self.number, kCount);
    visit("epoch", self.epoch, kCount);
    visit("at", self.at);
    visit("who", self.who, kSentence);
    visit("device", self.device, kSentence);
    visit("record_number", self.record_number, kSentence);
    visit("action", self.action, kSentence);
    visit("outcome", self.outcome, kSentence);
    visit("purpose", self.purpose, kSentence);
    visit("detail", self.detail, kSentence);
    visit("hash", self.hash, wire::line(64, 64));
  }
};

struct AuditReply {
  std::vector<AuditRow> items;         // newest first
  std::optional<std::int64_t> next{};  // there is more: ask with before = next
  HeadFacts head;                      // durable, with the event of this look into the chain

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxAuditRows));
    visit("next", self.next, kCount);
    visit("head", self.head);
  }
};

inline constexpr Command<AuditRequest, AuditReply> kAudit{"audit"};

}  // namespace alcove::operation

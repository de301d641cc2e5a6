// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/keys/slot.h"
#include "server/operator/box_store.h"
#include "server/operator/contract_start.h"
#include "server/operator/contract_zone.h"
#include "shared/api/box_condition.h"
#include "shared/wire/fields.h"

// The operator's commands: what each is asked with and what it answers. The same structs travel
// over the control socket, are printed by --json, and are used directly when the server is stopped.
namespace alcove::operation {

// A command by its name on the socket. `takes_file`: an open file comes with the request.
template <class RequestType, class ReplyType>
struct Command {
  using Request = RequestType;
  using Reply = ReplyType;
  std::string_view name;
  bool takes_file = false;
};

inline constexpr wire::Text kSentence = wire::prose(0, 4000);
inline constexpr wire::Range kCount = wire::range(0, INT64_MAX);

struct HeadFacts {
  std::int64_t epoch = 0;
  std::int64_t number = 0;
  std::string hash;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("epoch", self.epoch, kCount);
    visit("number", self.number, kCount);
    visit("hash", self.hash, wire::line(64, 64));
  }
};

struct StatusReply {
  std::string state;  // open, locked; from outside: stopped, starting
  std::string version;
  std::optional<std::string> clinic{};
  std::optional<std::string> zone{};
  std::optional<std::string> zone_data{};  // the version of the system's time-zone rules: "2025b"
  std::optional<ZoneChange> zone_change{};
  std::optional<StoreId> store{};
  std::optional<std::int64_t> schema{};
  std::optional<std::int64_t> store_bytes{};
  std::optional<HeadFacts> head{};
  std::optional<std::int64_t> key_slots{};
  std::optional<UtcTime> last_backup{};
  std::optional<StartReport> start{};           // of the server that runs
  std::vector<api::box::Condition> conditions;  // empty when all is well

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("state", self.state, wire::line(1, 16));
    visit("version", self.version, wire::line(1, 32));
    visit("clinic", self.clinic, wire::line(1, 120));
    visit("zone", self.zone, wire::line(1, 64));
    visit("zone_data", self.zone_data, wire::line(1, 16));
    visit("zone_change", self.zone_change);
    visit("store", self.store);
    visit("schema", self.schema, kCount);
    visit("store_bytes", self.store_bytes, kCount);
    visit("head", self.head);
    visit("key_slots", self.key_slots, kCount);
    visit("last_backup", self.last_backup);
    visit("start", self.start);
    visit("conditions", self.conditions, wire::at_most(api::box::kMaxConditions));
  }
};

struct FirstBadEvent {
  std::int64_t number = 0;
  std::string reason;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("number", self.number, kCount);
    visit("reason", self.reason, kSentence);
  }
};

// What all of it comes to: the gravest of what was found.
enum class Verdict : std::uint8_t {
  kGood,
  kSecondCopy,  // all was read and is good; the head's second copy cannot be read or written
  kUnwritten,   // all was read and is good; nothing can be written
  kUnanswered,  // not all could be read; nothing is known to be damaged
  kKeys,        // the records are good, the key file is not
  kAltered,     // something was read and is not as it was left
};

struct VerifyReply {
  bool good = false;
  Verdict verdict = Verdict::kGood;
  std::int64_t events = 0;
  std::int64_t epochs = 0;
  std::optional<HeadFacts> head{};
  std::optional<FirstBadEvent> first_bad_event{};
  std::int64_t signed_notes = 0;
  std::int64_t addenda = 0;  // each is signed too
  std::int64_t rows = 0;
  std::vector<TableRows> tables;
  std::vector<std::string> problems;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("good", self.good);
    visit("verdict", self.verdict);
    visit("events", self.events, kCount);
    visit("epochs", self.epochs, kCount);
    visit("head", self.head);
    visit("first_bad_event", self.first_bad_event);
    visit("signed_notes", self.signed_notes, kCount);
    visit("addenda", self.addenda, kCount);
    visit("rows", self.rows, kCount);
    visit("tables", self.tables, wire::at_most(1000));
    visit("problems", self.problems, wire::at_most(64, kSentence));
  }
};

inline constexpr Command<wire::Nothing, StatusReply> kStatus{"status"};
inline constexpr Command<wire::Nothing, VerifyReply> kVerify{"verify"};

}  // namespace alcove::operation

namespace alcove::wire {

template <>
struct EnumWords<operation::Verdict> {
  using Verdict = operation::Verdict;
  static constexpr EnumWord<Verdict> words[] = {
      {Verdict::kGood, "good"},           {Verdict::kSecondCopy, "second_copy"},
      {Verdict::kUnwritten, "unwritten"}, {Verdict::kUnanswered, "unanswered"},
      {Verdict::kKeys, "keys"},           {Verdict::kAltered, "altered"}};
};

}  // namespace alcove::wire

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "server/audit/ledger.h"
#include "server/http/router.h"
#include "shared/api/set_aside.h"

// What terminals bring home from their spools. See README.md.
namespace alcove::spool {

// A record whose seal, signature, author and session have been found good.
struct Arrived {
  SpoolRecordId id;
  api::spool::Record record;
};

// Applies one kind of record, in the write that also keeps the record's id: either both last or
// neither. Gives kApplied or kSibling. An Error that is about the record (a draft that is not
// there, a body that does not decode) sends it to quarantine with the word of its code; one that is
// about the box (no space, disk fault) leaves the record with the terminal.
using Handler =
    std::function<Result<api::spool::Outcome>(const Arrived& arrived, audit::WriteTxn& txn)>;

// What a record of a kind asks for although it is set aside: that a person looks. Called once for
// each, in the write that sets it aside, whatever the reason; only for records whose seal is the
// box's and whose signature is that of a terminal which the clinic knew. It writes nothing into a
// client's record, and a body that does not decode is nothing to it.
using CallForPerson = std::function<void(const Arrived& arrived, audit::WriteTxn& txn)>;

// Which kinds there are. Features register at the start; afterwards it only answers, from any
// thread. Registering a kind twice stops the program.
//
// A record with an acknowledged write (shared/api/spool_kept.h) has the route's path as its kind.
// It goes to the handler of that name where there is one; else, where the feature said `replays`,
// to the route's own handler, under the write's idempotency key, at the time at which it was made
// first. Only routes whose handler refuses what does not fit any more may say so.
class Handlers {
 public:
  void on(const std::string& kind, Handler handler);
  void replays(std::string_view path);
  void when_set_aside(const std::string& kind, CallForPerson call);
  const Handler* find(const std::string& kind) const;
  bool is_replayed(const std::string& path) const;
  const CallForPerson* find_call(const std::string& kind) const;

 private:
  std::map<std::string, Handler> by_kind_;
  std::set<std::string, std::less<>> replayed_;
  std::map<std::string, CallForPerson> calls_;
};

// `handlers` must outlive the router.
void add_routes(http::Router& router, audit::Ledger& ledger, const Handlers& handlers);

using SetAsideReason = api::set_aside::SetAsideReason;

// What was set aside, for the privacy officer (set_aside.h).
struct Quarantined {
  SpoolRecordId id;
  SetAsideReason reason = SetAsideReason::kDoesNotFit;
  std::optional<ErrorCode> refusal{};       // the handler's, with kDoesNotFit
  bool waits = false;                       // tried again whenever a terminal brings something
  std::optional<std::int64_t> head_number;  // of an acknowledged write: in the chain that was lost
  std::optional<DeviceId> device;
  std::optional<StaffId> author;
  std::string kind;
  std::optional<UtcTime> written_at;
  UtcTime delivered_at;
  bool is_opened = false;
  Bytes content;
  std::optional<api::set_aside::Settled> settled{};
};
// Those that nobody has settled: newest first, at most `limit`.
std::vector<Quarantined> list_quarantine(store::ReadTxn& txn, std::int64_t limit);

// How many of those there are, and when the last came.
struct SetAside {
  std::int64_t count = 0;
  std::optional<UtcTime> newest{};
};
SetAside set_aside(store::ReadTxn& txn);

}  // namespace alcove::spool

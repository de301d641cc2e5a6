// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "server/audit/ledger.h"
#include "server/http/router.h"
#include "shared/api/spool.h"

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

// Which kinds there are. Features register at the start; afterwards it only answers, from any
// thread. Registering a kind twice stops the program.
class Handlers {
 public:
  void on(const std::string& kind, Handler handler);
  const Handler* find(const std::string& kind) const;

 private:
  std::map<std::string, Handler> by_kind_;
};

// `handlers` must outlive the router.
void add_routes(http::Router& router, audit::Ledger& ledger, const Handlers& handlers);

// For the privacy officer's list: newest first, at most `limit`.
struct Quarantined {
  SpoolRecordId id;
  std::string reason;  // "bad_signature", "not_opened", "unknown_kind", "device_revoked",
                       // "author_disabled", "session_not_live", or the word of a handler's error
  std::optional<DeviceId> device;
  std::optional<StaffId> author;
  std::string kind;
  std::optional<UtcTime> written_at;
  UtcTime delivered_at;
  bool is_opened = false;
  Bytes content;
};
std::vector<Quarantined> list_quarantine(store::ReadTxn& txn, std::int64_t limit);

}  // namespace alcove::spool

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>

#include "server/features/spool/spool_store.h"
#include "server/operator/restore_check.h"
#include "tests/desk/desk_clinic.h"

namespace alcove::tests {

// A clinic whose box is backed up, and dies; the new one is restored from that backup.
struct LostBox : DeskClinic {
  std::filesystem::path store_file() const { return at.scratch / "store.db"; }
  void back_up() {
    at.close_box();
    std::filesystem::copy_file(store_file(), at.scratch / "backup.db",
                               std::filesystem::copy_options::overwrite_existing);
    taken_at = at.clock.now();
    at.open_box();
  }
  // The box dies: its store is gone. Afterwards a box from the backup answers on the same address.
  void die() {
    lost = at.ledger->head();
    at.close_box();
    for (const char* name : {"store.db", "store.db-wal", "store.db-shm"}) {
      std::filesystem::remove(at.scratch / name);
    }
  }
  void restore() {
    std::filesystem::copy_file(at.scratch / "backup.db", store_file());
    at.store =
        store::Store::open(store_file(), at.record_key, store::all_migrations(), at.clock.now())
            .value();
    at.ledger = audit::Ledger::open(*at.store, at.clock, at.random);
    REQUIRE(at.ledger
                ->begin_epoch({.system_user = "installer"}, {.backup_head = at.ledger->head(),
                                                             .backup_taken_at = taken_at,
                                                             .lost_head = lost,
                                                             .restored_by = "installer"})
                .ok());
    REQUIRE(at.ledger
                ->write<bool>({.system_user = "installer"},
                              [](audit::WriteTxn& txn) -> Result<bool> {
                                operation::end_restored_sessions(txn);
                                return true;
                              })
                .ok());
    at.open_doors();
  }
  std::vector<spool::Quarantined> quarantine() {
    using Rows = std::vector<spool::Quarantined>;
    return at.store
        ->read<Rows>(
            [](store::ReadTxn& txn) -> Result<Rows> { return spool::list_quarantine(txn, 50); })
        .value();
  }
  // Kind and reason of each, the newest first.
  std::vector<std::string> not_taken() {
    std::vector<std::string> all;
    for (const spool::Quarantined& row : quarantine()) {
      const auto why = row.refusal ? error_code_word(*row.refusal) : wire::word_of(row.reason);
      all.push_back(row.kind + " " + std::string(why));
    }
    return all;
  }
  std::int64_t events(const std::string& action) {
    return at.store
        ->read<std::int64_t>([&](store::ReadTxn& txn) -> Result<std::int64_t> {
          auto row = txn.query("SELECT COUNT(*) FROM audit_event WHERE action = $action");
          row.bind("$action", action);
          return row.next() ? row.integer(0) : 0;
        })
        .value();
  }

  // How often somebody read something of theirs that was set aside.
  std::int64_t readings_of(const ClientId& client) {
    return at.store
        ->read<std::int64_t>([&](store::ReadTxn& txn) -> Result<std::int64_t> {
          auto row = txn.query(
              "SELECT COUNT(*) FROM audit_event WHERE action = 'set_aside.read' AND client = "
              "$client");
          row.bind("$client", client);
          return row.next() ? row.integer(0) : 0;
        })
        .value();
  }

  UtcTime taken_at;
  wire::Head lost;
};

}  // namespace alcove::tests

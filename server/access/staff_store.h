// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/access/password_hash.h"
#include "server/access/roles.h"
#include "server/audit/write_txn.h"

// The SQL of people who work here: rows in, rows out, nothing decided.
namespace alcove::access {

struct StaffRecord {
  StaffId id;
  std::string sign_in_name;
  std::string display_name;
  std::string credential;
  RoleSet roles;
  bool crisis = false;
  UtcTime added_at;
  std::optional<UtcTime> disabled_at;
  bool has_password = false;
};

std::optional<StaffRecord> find_staff(store::ReadTxn& txn, const StaffId& id);
std::optional<StaffRecord> find_staff_by_name(store::ReadTxn& txn, std::string_view sign_in_name);
// In the order of their ids, after `after`, at most `limit`.
std::vector<StaffRecord> list_staff(store::ReadTxn& txn, const std::optional<StaffId>& after,
                                    std::int64_t limit);
// The same without those who are disabled.
std::vector<StaffRecord> list_working_staff(store::ReadTxn& txn,
                                            const std::optional<StaffId>& after,
                                            std::int64_t limit);

std::int64_t count_staff(store::ReadTxn& txn);
// Those who could do an administrator's work now: with that role and a password, not disabled.
std::int64_t count_ready_administrators(store::ReadTxn& txn);

void insert_staff(audit::WriteTxn& txn, const StaffRecord& staff);
void update_staff_credential(audit::WriteTxn& txn, const StaffId& id, std::string_view credential);
void update_staff_roles(audit::WriteTxn& txn, const StaffId& id, RoleSet roles, bool crisis);
void update_staff_disabled(audit::WriteTxn& txn, const StaffId& id, std::optional<UtcTime> at);

std::optional<SecretHash> find_password(store::ReadTxn& txn, const StaffId& id);
void put_password(audit::WriteTxn& txn, const StaffId& id, const SecretHash& hash);
void delete_password(audit::WriteTxn& txn, const StaffId& id);

struct StaffCode {
  crypto::Hash256 hash{};
  UtcTime expires_at;
};
std::optional<StaffCode> find_staff_code(store::ReadTxn& txn, const StaffId& id);
void put_staff_code(audit::WriteTxn& txn, const StaffId& id, const StaffCode& code);
void delete_staff_code(audit::WriteTxn& txn, const StaffId& id);

// The set-up code of a new box is good once, for a while.
bool set_up_code_waits(store::ReadTxn& txn, const crypto::Hash256& hash, UtcTime now);
bool take_set_up_code(audit::WriteTxn& txn, const crypto::Hash256& hash);

}  // namespace alcove::access

// SPDX-License-Identifier: Apache-2.0
#include "server/access/staff_store.h"

#include "server/access/stored_hash.h"

namespace alcove::access {
namespace {

constexpr std::string_view kColumns =
    "id, sign_in_name, display_name, credential, crisis, added_at, disabled_at, "
    "EXISTS (SELECT 1 FROM staff_password WHERE staff_password.staff = staff.id)";

RoleSet roles_of(store::ReadTxn& txn, const StaffId& id) {
  RoleSet roles;
  auto row = txn.query("SELECT role FROM staff_role WHERE staff = $staff");
  row.bind("$staff", id);
  while (row.next()) {
    const auto role = wire::from_word<api::Role>(row.text(0));
    if (!role) throw Fault(ErrorCode::kCorrupt, "the store holds a role that there is not");
    roles.add(*role);
  }
  return roles;
}

StaffRecord staff_from(const store::Statement& row) {
  return {.id = row.id<StaffId>(0),
          .sign_in_name = row.text(1),
          .display_name = row.text(2),
          .credential = row.text(3),
          .roles = {},
          .crisis = row.boolean(4),
          .added_at = row.time(5),
          .disabled_at = row.maybe_time(6),
          .has_password = row.boolean(7)};
}

std::vector<StaffRecord> list_where(store::ReadTxn& txn, const std::string& condition,
                                    const std::optional<StaffId>& after, std::int64_t limit) {
  std::vector<StaffRecord> people;
  auto row = txn.query("SELECT " + std::string(kColumns) + " FROM staff WHERE id > $after " +
                       condition + " ORDER BY id LIMIT $limit");
  row.bind("$after", after.value_or(StaffId())).bind("$limit", limit);
  while (row.next()) people.push_back(staff_from(row));
  for (StaffRecord& staff : people) staff.roles = roles_of(txn, staff.id);
  return people;
}

void put_roles(audit::WriteTxn& txn, const StaffId& id, RoleSet roles) {
  txn.change("DELETE FROM staff_role WHERE staff = $staff").bind("$staff", id).execute();
  for (const api::Role role : roles.list()) {
    txn.change("INSERT INTO staff_role (staff, role) VALUES ($staff, $role)")
        .bind("$staff", id)
        .bind("$role", wire::word_of(role))
        .execute();
  }
}

}  // namespace

std::optional<StaffRecord> find_staff(store::ReadTxn& txn, const StaffId& id) {
  auto row = txn.query("SELECT " + std::string(kColumns) + " FROM staff WHERE id = $id");
  row.bind("$id", id);
  if (!row.next()) return std::nullopt;
  StaffRecord staff = staff_from(row);
  staff.roles = roles_of(txn, staff.id);
  return staff;
}

std::optional<StaffRecord> find_staff_by_name(store::ReadTxn& txn, std::string_view sign_in_name) {
  auto row = txn.query("SELECT id FROM staff WHERE sign_in_name = $name");
  row.bind("$name", sign_in_name);
  if (!row.next()) return std::nullopt;
  return find_staff(txn, row.id<StaffId>(0));
}

std::vector<StaffRecord> list_staff(store::ReadTxn& txn, const std::optional<StaffId>& after,
                                    std::int64_t limit) {
  return list_where(txn, "", after, limit);
}

std::vector<StaffRecord> list_working_staff(store::ReadTxn& txn,
                                            const std::optional<StaffId>& after,
                                            std::int64_t limit) {
  return list_where(txn, "AND disabled_at IS NULL", after, limit);
}

std::int64_t count_staff(store::ReadTxn& txn) {
  auto row = txn.query("SELECT count(*) FROM staff");
  row.next();
  return row.integer(0);
}

std::int64_t count_ready_administrators(store::ReadTxn& txn) {
  auto row = txn.query(
      "SELECT count(*) FROM staff JOIN staff_role ON staff_role.staff = staff.id "
      "JOIN staff_password ON staff_password.staff = staff.id "
      "WHERE staff.disabled_at IS NULL AND staff_role.role = $role");
  row.bind("$role", wire::word_of(api::Role::kAdministrator));
  row.next();
  return row.integer(0);
}

void insert_staff(audit::WriteTxn& txn, const StaffRecord& staff) {
  txn.change(
         "INSERT INTO staff (id, sign_in_name, display_name, credential, crisis, added_at) "
         "VALUES ($id, $sign_in_name, $display_name, $credential, $crisis, $added_at)")
      .bind("$id", staff.id)
      .bind("$sign_in_name", staff.sign_in_name)
      .bind("$display_name", staff.display_name)
      .bind("$credential", staff.credential)
      .bind("$crisis", staff.crisis)
      .bind("$added_at", staff.added_at)
      .execute();
  put_roles(txn, staff.id, staff.roles);
}

void update_staff_credential(audit::WriteTxn& txn, const StaffId& id, std::string_view credential) {
  txn.change("UPDATE staff SET credential = $credential WHERE id = $id")
      .bind("$credential", credential)
      .bind("$id", id)
      .execute();
}

void update_staff_roles(audit::WriteTxn& txn, const StaffId& id, RoleSet roles, bool crisis) {
  txn.change("UPDATE staff SET crisis = $crisis WHERE id = $id")
      .bind("$crisis", crisis)
      .bind("$id", id)
      .execute();
  put_roles(txn, id, roles);
}

void update_staff_disabled(audit::WriteTxn& txn, const StaffId& id, std::optional<UtcTime> at) {
  txn.change("UPDATE staff SET disabled_at = $at WHERE id = $id")
      .bind("$at", at)
      .bind("$id", id)
      .execute();
}

std::optional<SecretHash> find_password(store::ReadTxn& txn, const StaffId& id) {
  auto row = txn.query(
      "SELECT hash, salt, passes, memory_kib, lanes FROM staff_password WHERE staff = $staff");
  row.bind("$staff", id);
  if (!row.next()) return std::nullopt;
  return SecretHash{.hash = hash_from_blob(row.blob(0)),
                    .salt = row.blob(1),
                    .cost = {.passes = static_cast<std::uint32_t>(row.integer(2)),
                             .memory_kib = static_cast<std::uint32_t>(row.integer(3)),
                             .lanes = static_cast<std::uint32_t>(row.integer(4))}};
}

void put_password(audit::WriteTxn& txn, const StaffId& id, const SecretHash& hash) {
  delete_password(txn, id);
  txn.change(
         "INSERT INTO staff_password (staff, hash, salt, passes, memory_kib, lanes, set_at) "
         "VALUES ($staff, $hash, $salt, $passes, $memory_kib, $lanes, $now)")
      .bind("$staff", id)
      .bind("$hash", ByteView(hash.hash))
      .bind("$salt", hash.salt)
      .bind("$passes", std::int64_t{hash.cost.passes})
      .bind("$memory_kib", std::int64_t{hash.cost.memory_kib})
      .bind("$lanes", std::int64_t{hash.cost.lanes})
      .bind("$now", txn.now())
      .execute();
}

void delete_password(audit::WriteTxn& txn, const StaffId& id) {
  txn.change("DELETE FROM staff_password WHERE staff = $staff").bind("$staff", id).execute();
}

std::optional<StaffCode> find_staff_code(store::ReadTxn& txn, const StaffId& id) {
  auto row = txn.query("SELECT hash, expires_at FROM staff_code WHERE staff = $staff");
  row.bind("$staff", id);
  if (!row.next()) return std::nullopt;
  return StaffCode{.hash = hash_from_blob(row.blob(0)), .expires_at = row.time(1)};
}

void put_staff_code(audit::WriteTxn& txn, const StaffId& id, const StaffCode& code) {
  delete_staff_code(txn, id);
  txn.change("INSERT INTO staff_code (staff, hash, expires_at) VALUES ($staff, $hash, $until)")
      .bind("$staff", id)
      .bind("$hash", ByteView(code.hash))
      .bind("$until", code.expires_at)
      .execute();
}

void delete_staff_code(audit::WriteTxn& txn, const StaffId& id) {
  txn.change("DELETE FROM staff_code WHERE staff = $staff").bind("$staff", id).execute();
}

bool set_up_code_waits(store::ReadTxn& txn, const crypto::Hash256& hash, UtcTime now) {
  auto row = txn.query(
      "SELECT 1 FROM set_up_code WHERE hash = $hash AND used_at IS NULL AND expires_at > $now");
  row.bind("$hash", ByteView(hash)).bind("$now", now);
  return row.next();
}

bool take_set_up_code(audit::WriteTxn& txn, const crypto::Hash256& hash) {
  txn.change(
         "UPDATE set_up_code SET used_at = $now "
         "WHERE hash = $hash AND used_at IS NULL AND expires_at > $now")
      .bind("$now", txn.now())
      .bind("$hash", ByteView(hash))
      .execute();
  return txn.changed_rows() == 1;
}

}  // namespace alcove::access

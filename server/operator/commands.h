// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/operator/command_table.h"
#include "server/operator/names.h"

namespace alcove::operation {

// status, verify, audit, keys.*, set-up-code and backup. Other rooms add theirs beside them.
void add_box_commands(CommandTable& table, const Names& names);

void add_audit_commands(CommandTable& table, const Names& names);
void add_key_commands(CommandTable& table);
void add_backup_commands(CommandTable& table);
void add_restore_commands(CommandTable& table);

// Terminals, staff and what they are called (server/access).
void add_staff_commands(CommandTable& table);
void add_terminal_commands(CommandTable& table);
void add_certificate_commands(CommandTable& table);
void add_access_names(Names& names);
// The clinic's former book comes in, and is taken back (server/features/book_import).
void add_book_commands(CommandTable& table);
// Clients by record number, never by name (server/features/clients).
void add_client_numbers(Names& names);

StatusReply describe(Box& box);
// A box that waits for its key: what can be seen without one.
StatusReply describe_locked(const BoxPaths& paths);
HeadFacts head_facts(const audit::Head& head);

// The secret as it came, checked. kMalformed for a key file that is not base64.
Result<keys::KeySecret> secret_of(keys::SlotKind kind, std::string_view text);

std::string_view program_version();

}  // namespace alcove::operation

// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "server/keys/set_up_code.h"
#include "server/operator/commands.h"
#include "server/operator/contract_keys.h"

namespace alcove::operation {
namespace {

KeysListReply list_of(const keys::KeySlots& slots) {
  KeysListReply reply;
  reply.generation = slots.generation();
  for (const keys::Slot& slot : slots.slots()) {
    reply.items.push_back(
        {.id = slot.id, .kind = slot.kind, .label = slot.label, .created = slot.created});
  }
  return reply;
}

Result<KeysListReply> list(CommandContext& context, const wire::Nothing&) {
  return list_of(context.box.key_slots());
}

Result<KeysAddReply> add(CommandContext& context, const KeysAddRequest& request) {
  KeysAddReply reply;
  std::optional<keys::KeySecret> secret;
  if (request.kind == keys::SlotKind::kRecovery) {
    keys::NewRecoveryKey made = keys::make_recovery_key(context.box.random());
    secret = std::move(made.secret);
    reply.recovery_key = std::move(made.printed);
  } else {
    if (!request.secret) return Error{ErrorCode::kMissingField, "secret", "the secret is missing"};
    ALCOVE_ASSIGN(secret, secret_of(request.kind, *request.secret));
  }
  ALCOVE_TRY(context.box.change_slots(
      context.actor, "keys.add", [&](keys::KeySlots& slots) -> Result<std::string> {
        ALCOVE_ASSIGN(reply.id, slots.add(context.box.record_key(), *secret, request.label,
                                          keys::kDefaultCost, context.box.clock().now(),
                                          context.box.random()));
        return fmt::format("slot={} kind={}", reply.id.text(), wire::word_of(request.kind));
      }));
  return reply;
}

Result<KeysListReply> remove(CommandContext& context, const KeysRemoveRequest& request) {
  ALCOVE_TRY(context.box.change_slots(
      context.actor, "keys.remove", [&](keys::KeySlots& slots) -> Result<std::string> {
        const Result<void> removed =
            slots.remove(context.box.record_key(), request.id, context.box.random());
        if (!removed) return removed.error();
        return fmt::format("slot={}", request.id.text());
      }));
  return list_of(context.box.key_slots());
}

Result<KeysListReply> rotate(CommandContext& context, const wire::Nothing&) {
  ALCOVE_TRY(context.box.change_slots(
      context.actor, "keys.rotate", [&](keys::KeySlots& slots) -> Result<std::string> {
        slots.rotate(context.box.record_key(), context.box.random());
        return fmt::format("slots={}", slots.slots().size());
      }));
  return list_of(context.box.key_slots());
}

Result<SetUpCodeReply> set_up_code(CommandContext& context, const wire::Nothing&) {
  Box& box = context.box;
  keys::NewSetUpCode code = keys::make_set_up_code(box.random());
  ALCOVE_ASSIGN(const Zone zone, Zone::named(box.facts().zone));
  SetUpCodeReply reply;
  reply.expires = box.clock().now() + keys::kSetUpCodeLife;
  reply.zone = zone.name();
  reply.until = zone.to_local(reply.expires);
  reply.code = std::move(code.printed);
  ALCOVE_TRY(box.ledger().write<bool>(context.actor, [&](audit::WriteTxn& txn) -> Result<bool> {
    if (any_set_up_code_used(txn)) {
      return Error{ErrorCode::kWrongState,
                   {},
                   "the first administrator was set up already. Nothing was changed. For a "
                   "forgotten password use alcovectl staff reset"};
    }
    insert_set_up_code(txn, code.hash, reply.expires);
    txn.record({.action = "set_up_code.make",
                .detail = fmt::format("expires={}", format_utc(reply.expires))});
    return true;
  }));
  return reply;
}

}  // namespace

Result<keys::KeySecret> secret_of(keys::SlotKind kind, std::string_view text) {
  switch (kind) {
    case keys::SlotKind::kPassphrase:
      return keys::KeySecret::passphrase(text);
    case keys::SlotKind::kRecovery:
      return keys::KeySecret::recovery(text);
    case keys::SlotKind::kKeyFile: {
      Result<Bytes> content = from_base64(text);
      if (!content) return Error{ErrorCode::kMalformed, "secret", "the key file is not base64"};
      Result<keys::KeySecret> secret = keys::KeySecret::key_file(*content);
      wipe(content->data(), content->size());
      return secret;
    }
  }
  return Error{ErrorCode::kWrongType, "kind", "there is no such kind of key"};
}

void add_key_commands(CommandTable& table) {
  table.on<wire::Nothing, KeysListReply>(kKeysList, list);
  table.on<KeysAddRequest, KeysAddReply>(kKeysAdd, add);
  table.on<KeysRemoveRequest, KeysListReply>(kKeysRemove, remove);
  table.on<wire::Nothing, KeysListReply>(kKeysRotate, rotate);
  table.on<wire::Nothing, SetUpCodeReply>(kSetUpCode, set_up_code);
}

}  // namespace alcove::operation

// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>

#include "provisioning/alcovectl/invocation.h"
#include "provisioning/alcovectl/set_up.h"
#include "server/operator/conditions.h"
#include "server/operator/contract_keys.h"
#include "server/operator/secret_input.h"

namespace alcove::ctl {
namespace {

using operation::ExitCode;

std::string list_words(const operation::KeysListReply& reply) {
  std::string out = "The box opens with any one of these:\n";
  for (const operation::KeySlotRow& slot : reply.items) {
    out += fmt::format("  {}  {:<10}  {}  {}\n", slot.id.text(), wire::word_of(slot.kind),
                       format_utc(slot.created).substr(0, 10), slot.label);
  }
  return out;
}

// Said while there is still another key to add one with.
std::string last_slot_words(const operation::KeysListReply& reply) {
  if (std::ranges::count_if(reply.items, operation::is_held_by_person,
                            &operation::KeySlotRow::kind) > 1) {
    return {};
  }
  return operation::sentence_of({.code = operation::ConditionCode::kOneKeySlotLeft}) + ".\n";
}

Result<ExitCode> list(Invocation& invocation) {
  ALCOVE_ASSIGN(const operation::KeysListReply reply, invocation.ask(operation::kKeysList, {}));
  invocation.print<operation::KeysListReply>(reply, [](const operation::KeysListReply& now) {
    return list_words(now) + last_slot_words(now);
  });
  return ExitCode::kGood;
}

// A file that others could read already is not a secret any more. One that is not there is told by
// whoever reads it.
Result<void> check_private(const std::string& file) {
  struct stat facts {};
  if (::stat(file.c_str(), &facts) != 0 || (facts.st_mode & (S_IRWXG | S_IRWXO)) == 0) return {};
  return Error{ErrorCode::kWrongState,
               {},
               "others on this machine may read that key file, so it is no secret. Nothing was "
               "touched. Make another one that only its owner may read (umask 077)"};
}

// The secret of the new slot; nothing for a recovery key, which the box makes.
Result<std::optional<std::string>> new_secret(Invocation& invocation, keys::SlotKind kind) {
  switch (kind) {
    case keys::SlotKind::kRecovery:
      return std::optional<std::string>();
    case keys::SlotKind::kKeyFile: {
      const std::optional<std::string> file = invocation.arguments().value("--new-key-file");
      if (!file) {
        return Error{ErrorCode::kMalformed, {}, "keys add key-file needs --new-key-file FILE"};
      }
      ALCOVE_TRY(check_private(*file));
      ALCOVE_ASSIGN(const keys::KeySecret secret, operation::read_key_file(*file));
      return std::optional(to_base64(secret.view()));
    }
    case keys::SlotKind::kPassphrase: {
      ALCOVE_ASSIGN(const auto descriptor,
                    invocation.arguments().number("--new-passphrase-fd", 0, 65535));
      ALCOVE_ASSIGN(
          const keys::KeySecret secret,
          new_passphrase(descriptor ? std::optional(static_cast<int>(*descriptor)) : std::nullopt));
      return std::optional(std::string(as_text(secret.view())));
    }
  }
  return std::optional<std::string>();
}

std::string add_words(const operation::KeysAddReply& reply) {
  std::string out = fmt::format("The key slot {} was added.\n", reply.id.text());
  if (reply.recovery_key) out += recovery_key_words(*reply.recovery_key);
  return out;
}

Result<ExitCode> add(Invocation& invocation) {
  const auto kind = wire::from_word<keys::SlotKind>(invocation.word(0));
  if (!kind) {
    return Error{ErrorCode::kMalformed, {}, "the kind is passphrase, recovery or key-file"};
  }
  operation::KeysAddRequest request;
  request.kind = *kind;
  request.label = invocation.arguments().value("--label").value_or(std::string(invocation.word(0)));
  // The box is opened first: the question for its passphrase comes before that for the new one.
  if (!invocation.server_runs()) {
    ALCOVE_TRY(invocation.box(operation::HeadCheck::kRefuse));
  }
  ALCOVE_ASSIGN(request.secret, new_secret(invocation, *kind));
  std::string none;
  const WipeOnExit wiped(request.secret ? *request.secret : none);
  ALCOVE_ASSIGN(operation::KeysAddReply reply, invocation.ask(operation::kKeysAdd, request));
  const WipeOnExit reply_wiped(reply.recovery_key ? *reply.recovery_key : none);
  try {
    invocation.print<operation::KeysAddReply>(reply, add_words);
  } catch (const Fault&) {
    // A recovery key that nobody has seen must not count as one that somebody holds.
    if (!reply.recovery_key) throw;
    ALCOVE_TRY(invocation.ask(operation::kKeysRemove, {.id = reply.id}));
    return Error{ErrorCode::kStorageFault,
                 {},
                 "the recovery key could not be written to where the output goes, so its slot was "
                 "taken away again"};
  }
  return ExitCode::kGood;
}

Result<ExitCode> remove(Invocation& invocation) {
  const Result<KeySlotId> id = KeySlotId::parse(invocation.word(0));
  if (!id) {
    return Error{
        ErrorCode::kMalformed, {}, "give the id of a slot as alcovectl keys list shows it"};
  }
  ALCOVE_ASSIGN(const operation::KeysListReply reply,
                invocation.ask(operation::kKeysRemove, {.id = *id}));
  invocation.print<operation::KeysListReply>(reply, [](const operation::KeysListReply& left) {
    return "The slot was removed. Backups taken before still open with its key: take a new one "
           "and put the old ones away safely.\n" +
           list_words(left) + last_slot_words(left);
  });
  return ExitCode::kGood;
}

Result<ExitCode> rotate(Invocation& invocation) {
  ALCOVE_ASSIGN(const operation::KeysListReply reply, invocation.ask(operation::kKeysRotate, {}));
  invocation.print<operation::KeysListReply>(reply, [](const operation::KeysListReply& now) {
    return "Every slot was wrapped anew. All keys stay as they are.\n" + list_words(now);
  });
  return ExitCode::kGood;
}

Result<ExitCode> set_up_code(Invocation& invocation) {
  ALCOVE_ASSIGN(operation::SetUpCodeReply reply, invocation.ask(operation::kSetUpCode, {}));
  const WipeOnExit wiped(reply.code);
  invocation.print<operation::SetUpCodeReply>(
      reply, [now = invocation.clock().now()](const operation::SetUpCodeReply& made) {
        return set_up_code_words(made, now);
      });
  return ExitCode::kGood;
}

}  // namespace

std::vector<Subcommand> key_subcommands() {
  return {
      {"keys list",
       "",
       "which keys open the box",
       "Lists the key slots: id, kind, the day each was made, and its label. The keys themselves\n"
       "are kept nowhere and cannot be shown.",
       {},
       0,
       0,
       list},
      {"keys add",
       "KIND",
       "adds a way to open the box",
       "KIND is one of\n"
       "  passphrase   15 characters or more, asked for twice; four or five words do well\n"
       "  recovery     made and printed once by the box: write it down, keep it in a safe\n"
       "  key-file     a file of 32 random bytes or more, so that the box starts by itself",
       {{"--label", "TEXT", "what the list calls it, for example where it is kept"},
        {"--new-passphrase-fd", "NUMBER", "reads the new passphrase from this open descriptor"},
        {"--new-key-file", "FILE", "the file for a slot of the kind key-file"}},
       1,
       1,
       add},
      {"keys remove",
       "ID",
       "takes a way to open the box away",
       "Use it when somebody leaves, or a paper or stick with a key is lost. The others are "
       "wrapped\n"
       "anew. The last slot is never removed: without it nobody could open the store again.",
       {},
       1,
       1,
       remove},
      {"keys rotate",
       "",
       "wraps the record key anew in every slot",
       "Every slot gets a fresh wrapping; passphrases and files stay as they are. Use it after an\n"
       "old copy of the file 'keys' was put back.",
       {},
       0,
       0,
       rotate},
      {"set-up-code",
       "",
       "a new code for the first administrator",
       "init prints a code with which the first administrator sets a password at a front-desk\n"
       "terminal. It is good once and for 15 minutes; when it has run out, this prints another,\n"
       "until one was used.",
       {},
       0,
       0,
       set_up_code}};
}

}  // namespace alcove::ctl

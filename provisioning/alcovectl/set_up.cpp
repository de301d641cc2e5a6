// SPDX-License-Identifier: Apache-2.0
#include "provisioning/alcovectl/set_up.h"

#include <fmt/format.h>

#include "provisioning/alcovectl/clinic_time.h"
#include "server/operator/secret_input.h"

namespace alcove::ctl {

Result<keys::KeySecret> new_passphrase(std::optional<int> descriptor) {
  if (descriptor) {
    ALCOVE_ASSIGN(const SecretBytes line, operation::read_secret_line(*descriptor));
    return keys::KeySecret::passphrase(line.text());
  }
  ALCOVE_ASSIGN(const SecretBytes first,
                operation::ask_on_terminal("New passphrase (15 characters or more): "));
  ALCOVE_ASSIGN(keys::KeySecret secret, keys::KeySecret::passphrase(first.text()));
  ALCOVE_ASSIGN(const SecretBytes second, operation::ask_on_terminal("The same once more: "));
  if (!equal_secrets(first.view(), second.view())) {
    return Error{
        ErrorCode::kConflict, {}, "the two are not the same. Nothing was changed. Try again"};
  }
  return secret;
}

std::string recovery_key_words(const std::string& key) {
  return fmt::format(
      "\nThe recovery key. It is shown this once and kept nowhere:\n\n    {}\n    {}\n\n"
      "Write it down and put it in a safe outside this building. With it the records can be\n"
      "opened when every other key is lost; without any key nobody can open them, ever.\n"
      "Capitals do not matter; each group has a check, so that a typing mistake is named.\n",
      key.substr(0, 23), key.substr(24));
}

std::string set_up_code_words(const operation::SetUpCodeReply& reply, UtcTime now) {
  return fmt::format(
      "\nThe set-up code for the first administrator, good once until {}:\n\n    {}\n\n"
      "Type it at a front-desk terminal to set the administrator's password. When it has run out:\n"
      "alcovectl set-up-code\n",
      clinic_time_words(reply.until, reply.zone, now), reply.code);
}

}  // namespace alcove::ctl

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/administration/office.h"
#include "kiosk/flows/overwrite.h"
#include "kiosk/screens/administration/sheet_words.h"
#include "kiosk/text/administration_messages.h"

// What is done with a terminal.
namespace alcove::flows::administration {

using namespace screens::administration;
using Say = text::AdministrationMessages;
namespace admin = api::administration;

void Office::open_terminal(const Terminal* terminal) {
  put_away();
  terminal_.emplace();
  if (terminal == nullptr) return;
  terminal_->terminal = *terminal;
  terminal_->name = terminal->name;
}

void Office::terminal_written() {
  if (!terminal_->terminal) return prove_new_terminal();
  busy_ = true;
  problem_.reset();
  context_.box.ask(life_, admin::rename_terminal,
                   admin::RenameTerminalRequest{terminal_->terminal->id, terminal_->name},
                   [this, name = terminal_->name](const Result<wire::Nothing>& renamed) {
                     if (renamed) {
                       done();
                       return say(Say(context_.language).done_renamed(name));
                     }
                     busy_ = false;
                     terminal_->name_taken = renamed.error().code == ErrorCode::kAlreadyExists;
                     if (!terminal_->name_taken) problem_ = renamed.error().code;
                   });
}

void Office::prove_new_terminal() {
  prove(terminal_words(context_.language, *terminal_), [this](Bytes confirmation) {
    context_.box.ask(
        life_, admin::new_terminal,
        admin::NewTerminalRequest{terminal_->name, terminal_->station, std::move(confirmation)},
        [this, name = terminal_->name](Result<admin::TerminalCode> made) {
          if (!made) return refused(made.error().code);
          show_code(name, std::move(*made));
        });
  });
}

void Office::show_code(const std::string& name, admin::TerminalCode made) {
  done();
  code_ = terminal_code_words(context_.language,
                              {.name = name, .address = context_.box.enrolled().server.host},
                              taken(made.code), until_words(made.expires_at));
  code_->expires_at = made.expires_at;
}

void Office::prove_revoke(const Terminal& terminal) {
  put_away();
  const Where where = terminal.id == page_.here ? Where::kHere : Where::kElsewhere;
  prove(revoke_words(context_.language, terminal.name, where),
        [this, id = terminal.id, name = terminal.name](Bytes confirmation) {
          context_.box.ask(life_, admin::revoke_terminal,
                           admin::TerminalRequest{id, std::move(confirmation)},
                           [this, name](const Result<wire::Nothing>& revoked) {
                             if (!revoked) return refused(revoked.error().code);
                             done();
                             say(Say(context_.language).done_revoked(name));
                           });
        });
}

}  // namespace alcove::flows::administration

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/first_run/first_run_flow.h"

#include "shared/crypto/secret.h"

namespace alcove::flows {

using screens::first_run::FirstRunIntent;

FirstRunFlow::FirstRunFlow(const Parts& parts, std::function<void(offline::Enrolled)> enrolled)
    : parts_(parts), enrolled_(std::move(enrolled)) {
  model_.language = parts.language;
  model_.touch_keyboard = parts.touch_keyboard;
}

FirstRunFlow::~FirstRunFlow() {
  wipe(model_.code.data(), model_.code.size());
}

void FirstRunFlow::draw(ui::Ui& ui) {
  if (screens::first_run::draw(ui, model_) == FirstRunIntent::kConnect) connect();
}

void FirstRunFlow::connect() {
  model_.busy = true;
  model_.problem.reset();
  auto code = std::make_shared<SecretBytes>(as_bytes(model_.code));
  const bool taken = workers_.add([this, address = model_.address, code, watch = life_.watch()] {
    const auto work = [&]() -> Result<offline::Enrolled> {
      ALCOVE_ASSIGN(client::NewTerminal terminal,
                    client::enrol(address, code->text(), parts_.random, parts_.clock));
      offline::Enrolled enrolled{.device = terminal.device,
                                 .name = std::move(terminal.name),
                                 .station = terminal.station,
                                 .server = std::move(terminal.server),
                                 .identity = std::move(terminal.identity)};
      ALCOVE_TRY(parts_.files.save(enrolled));
      return enrolled;
    };
    auto result = std::make_shared<Result<offline::Enrolled>>(work());
    // A queue that is full has a thread that draws which is far behind: the person presses again.
    (void)parts_.queue.post([this, watch, result] {
      if (watch.lock()) take(std::move(*result));
    });
  });
  if (!taken) take(Error{ErrorCode::kTooMany, {}, "too much is under way here"});
}

void FirstRunFlow::take(Result<offline::Enrolled> result) {
  model_.busy = false;
  if (!result) {
    model_.problem = result.error().code;
    model_.other_server = result.error().field == client::kOtherServer;
    return;
  }
  enrolled_(std::move(result).value());
}

}  // namespace alcove::flows

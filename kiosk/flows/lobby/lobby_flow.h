// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "kiosk/link/box.h"
#include "kiosk/widgets/ui.h"

// The lobby terminal, from the first touch to thank you and back: language, who is it, hello,
// phone and address, consent, questionnaires. Owns the models of its screens, asks the box, and
// draws the screen that is due. It holds one client at a time and forgets everything of them at the
// end. All of it is for the UI thread; nothing is thrown out of it.
//
// The program draws after every result of a worker, after every input, and when take_change() says
// so; it calls tick once in every turn; it changes the Ui's look to look() between two frames. When
// wants_renewal() it replaces itself, so that not even freed memory of the last client is left.
namespace alcove::flows {

namespace lobby {
class Walk;
}

class LobbyFlow {
 public:
  // The box outlives the flow, which listens to its deliveries. `now_ms` as in tick; `usual` is how
  // each client finds the screen: text size and contrast.
  LobbyFlow(link::Box& box, std::int64_t now_ms, ui::Look usual = {});
  ~LobbyFlow();
  LobbyFlow(const LobbyFlow&) = delete;
  LobbyFlow& operator=(const LobbyFlow&) = delete;

  void draw(ui::Ui& ui);
  void on_link();  // connected, away, or what is known of the terminal changed
  void on_line(const api::live::Line& line);

  // `now_ms` only goes forward. Returns in how many milliseconds it wants to be called again at the
  // latest.
  std::int64_t tick(std::int64_t now_ms);
  // True once after something changed that no input and no worker's result brought about.
  bool take_change();
  // Somebody touched the screen or a key; before the frames of that input are drawn.
  void touched(std::int64_t now_ms);

  // As the reader chose; the ordinary one again for the next client.
  ui::Look look() const;
  // A client was here and is forgotten, and nothing of them is under way any more.
  bool wants_renewal() const;
  // The terminal has stopped and shows another screen: whoever stood here is forgotten; what they
  // confirmed is sealed. To be called again is no harm.
  void stop();
  // Likewise wants_renewal, while the flow is not drawn.
  bool stopped_and_gone() const;

 private:
  std::unique_ptr<lobby::Walk> walk_;
};

}  // namespace alcove::flows

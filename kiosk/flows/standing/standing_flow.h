// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>

#include "kiosk/link/box.h"
#include "kiosk/screens/standing/standing.h"

// Why this terminal cannot go on with its box, if it cannot, and the screen that says so with its
// ways out. For the UI thread.
namespace alcove::flows {

// Nothing while the box is there, or is only away.
std::optional<screens::standing::Trouble> trouble_of(const offline::WitnessState& witness,
                                                     const client::LinkState& link);
// Trouble that ends whatever is under way at a terminal. The rest is like the box being away: who
// is signed in works on, and what is typed is kept.
bool stops_work(screens::standing::Trouble trouble);

class StandingFlow {
 public:
  // `enrol_anew` is called when somebody wants to enrol this terminal anew.
  StandingFlow(link::Box& box, std::function<void()> enrol_anew);
  ~StandingFlow();
  StandingFlow(const StandingFlow&) = delete;
  StandingFlow& operator=(const StandingFlow&) = delete;

  std::optional<screens::standing::Trouble> trouble() const {
    return trouble_of(box_.standing(), box_.link());
  }
  void draw(ui::Ui& ui, const screens::sign_in::Place& place, text::Language language);
  void on_link();

 private:
  void confirm();
  void fill(screens::standing::Trouble trouble, text::Language language);

  link::Box& box_;
  std::function<void()> enrol_anew_;
  screens::standing::StandingModel model_;
  link::Life life_;
};

}  // namespace alcove::flows

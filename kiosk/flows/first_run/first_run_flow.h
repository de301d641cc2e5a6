// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "kiosk/app/run_queue.h"
#include "kiosk/client/enrolment_client.h"
#include "kiosk/link/life.h"
#include "kiosk/link/workers.h"
#include "kiosk/offline/terminal_files.h"
#include "kiosk/screens/first_run/first_run.h"

// A terminal that belongs to no clinic yet: takes the box's address and the code, enrols on a
// worker, keeps who it is, and says so. For the UI thread.
namespace alcove::flows {

class FirstRunFlow {
 public:
  struct Parts {
    const offline::TerminalFiles& files;  // outlives the flow, as do the others
    shell::RunQueue& queue;
    const Clock& clock;
    RandomSource& random;
    text::Language language = text::Language::kEnglish;
    bool touch_keyboard = false;
  };
  // `enrolled` is called once, when the terminal's files are on its disk.
  FirstRunFlow(const Parts& parts, std::function<void(offline::Enrolled)> enrolled);
  ~FirstRunFlow();
  FirstRunFlow(const FirstRunFlow&) = delete;
  FirstRunFlow& operator=(const FirstRunFlow&) = delete;

  void draw(ui::Ui& ui);

 private:
  void connect();
  void take(Result<offline::Enrolled> result);

  Parts parts_;
  std::function<void(offline::Enrolled)> enrolled_;
  screens::first_run::FirstRunModel model_;
  link::Life life_;
  link::Workers workers_;  // last: its threads end first
};

}  // namespace alcove::flows

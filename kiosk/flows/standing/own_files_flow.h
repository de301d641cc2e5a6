// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>

#include "kiosk/screens/standing/standing.h"
#include "shared/base/result.h"

// A terminal that cannot open its own files: it knows neither its name nor its box, and says what
// can be done. For the UI thread.
namespace alcove::flows {

// What such a refusal of TerminalFiles::load or Witness::open is; nothing: something else.
std::optional<screens::standing::Trouble> trouble_with_files(const Error& refusal);

class OwnFilesFlow {
 public:
  struct Parts {
    screens::standing::Trouble trouble = screens::standing::Trouble::kDamagedFiles;
    std::string key_file{};  // with kNoKeyFile
    text::Language language = text::Language::kEnglish;
    bool touch_keyboard = false;
  };
  // `enrol_anew` is called when somebody wants to enrol this terminal anew.
  OwnFilesFlow(const Parts& parts, std::function<void()> enrol_anew);

  void draw(ui::Ui& ui);
  // The files could not be put aside: nothing has changed.
  void not_put_aside() { model_.not_put_aside = true; }

 private:
  std::function<void()> enrol_anew_;
  screens::standing::StandingModel model_;
};

}  // namespace alcove::flows

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/standing/own_files_flow.h"

namespace alcove::flows {

using screens::standing::StandingIntent;
using screens::standing::Trouble;

std::optional<Trouble> trouble_with_files(const Error& refusal) {
  if (refusal.code == ErrorCode::kWrongKey) return Trouble::kOtherKeyFile;
  if (refusal.code == ErrorCode::kCorrupt) return Trouble::kDamagedFiles;
  return std::nullopt;
}

OwnFilesFlow::OwnFilesFlow(const Parts& parts, std::function<void()> enrol_anew)
    : enrol_anew_(std::move(enrol_anew)) {
  model_.trouble = parts.trouble;
  model_.key_file = parts.key_file;
  model_.language = parts.language;
  model_.place.clinic = "Alcove";
  model_.place.touch_keyboard = parts.touch_keyboard;
  model_.for_visitors = true;  // it may stand in the lobby
}

void OwnFilesFlow::draw(ui::Ui& ui) {
  if (screens::standing::draw(ui, model_) == StandingIntent::kEnrolAnew) enrol_anew_();
}

}  // namespace alcove::flows

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/text/language.h"
#include "kiosk/widgets/ui.h"
#include "shared/api/alert_words.h"
#include "shared/base/error.h"

// The two sheets behind an alert: "I told someone in person", and a clinical person's answer to it.
namespace alcove::screens::alerts {

inline constexpr std::size_t kMaxWhom = 100;
inline constexpr std::size_t kMaxCareWords = 500;

struct TellModel {
  text::Language language = text::Language::kEnglish;
  std::string whom;
  bool touch_keyboard = false;
  bool busy = false;
  std::optional<ErrorCode> problem;
};
enum class TellIntent : std::uint8_t { kNone, kTold, kCancel };
TellIntent draw(ui::Ui& ui, TellModel& model);

// Who may take over, in the order of the list.
struct Colleague {
  std::string name;  // "L. Brandt, LCSW"
};

struct CareModel {
  text::Language language = text::Language::kEnglish;
  std::string person;  // "López, María"
  std::int64_t record_number = 0;
  api::alerts::Source source = api::alerts::Source::kPhq9Item9;
  std::string since;
  std::int64_t minutes = 0;
  // Empty: still open. Otherwise who acknowledged it, when and how, and nothing is left to do.
  std::string done_by;
  bool moved = false;  // it was another person: another alert stands under the right name
  std::string done_at;
  api::alerts::Action done_action = api::alerts::Action::kSeenNow;
  std::string done_words;  // what was done, or to whom it was handed

  std::vector<Colleague> colleagues;
  std::optional<api::alerts::Action> action;
  std::optional<std::size_t> handed_to;  // among the colleagues
  std::string words;
  bool can_open_chart = false;  // this terminal has charts
  bool touch_keyboard = false;
  bool busy = false;
  std::optional<ErrorCode> problem;
};
enum class CareIntent : std::uint8_t { kNone, kAcknowledge, kChart, kClose };
CareIntent draw(ui::Ui& ui, CareModel& model);

}  // namespace alcove::screens::alerts

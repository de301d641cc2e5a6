// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

// The pictures beside words, as code points of Material Icons. An icon never stands without a word,
// except on the digits pad and the keyboard, where its place says what it does.
namespace alcove::ui {

enum class Icon : unsigned short {
  kNone = 0,
  kAdd = 0xE145,
  kAlert = 0xEF73,  // a lifebuoy
  kArrowLeft = 0xE5C4,
  kArrowRight = 0xE5C8,
  kArrowUp = 0xE5D8,
  kBackspace = 0xE14A,
  kBox = 0xE875,
  kCall = 0xE0B0,
  kCheck = 0xE5CA,
  kCheckCircle = 0xE86C,
  kChevronDown = 0xE5CF,
  kChevronLeft = 0xE5CB,
  kChevronRight = 0xE5CC,
  kChevronUp = 0xE5CE,
  kClock = 0xE8B5,
  kClose = 0xE5CD,
  kCloudOff = 0xE2C1,
  kContrast = 0xEB37,
  kEdit = 0xE3C9,
  kHand = 0xE925,
  kHide = 0xE8F5,
  kHistory = 0xE889,
  kHome = 0xE88A,
  kHourglass = 0xE88B,
  kInfo = 0xE88E,
  kKeyboard = 0xE312,
  kLetters = 0xE245,
  kLock = 0xE897,
  kPeople = 0xE7FB,
  kPerson = 0xE7FD,
  kPrint = 0xE8AD,
  kRepeat = 0xE040,
  kReturn = 0xE31B,
  kSave = 0xE161,
  kSearch = 0xE8B6,
  kSeat = 0xE903,
  kShow = 0xE8F4,
  kSign = 0xE746,
  kSignOut = 0xE9BA,
  kSpeak = 0xE91F,
  kStore = 0xEA12,
  kSwap = 0xE8D4,
  kSwitchPerson = 0xE9ED,
  kSync = 0xE627,
  kUndo = 0xE166,
  kUnlock = 0xE898,
  kVideo = 0xE04B,
  kVolume = 0xE050,
  kWalk = 0xE536,
  kWarning = 0xE002,
};

// For the font atlas: every icon above, kNone excepted.
inline constexpr std::array kAllIcons = {
    Icon::kAdd,          Icon::kAlert,       Icon::kArrowLeft,    Icon::kArrowRight,
    Icon::kArrowUp,      Icon::kBackspace,   Icon::kBox,          Icon::kCall,
    Icon::kCheck,        Icon::kCheckCircle, Icon::kChevronDown,  Icon::kChevronLeft,
    Icon::kChevronRight, Icon::kChevronUp,   Icon::kClock,        Icon::kClose,
    Icon::kCloudOff,     Icon::kContrast,    Icon::kEdit,         Icon::kHand,
    Icon::kHide,         Icon::kHistory,     Icon::kHome,         Icon::kHourglass,
    Icon::kInfo,         Icon::kKeyboard,    Icon::kLetters,      Icon::kLock,
    Icon::kPeople,       Icon::kPerson,      Icon::kPrint,        Icon::kRepeat,
    Icon::kReturn,       Icon::kSave,        Icon::kSearch,       Icon::kSeat,
    Icon::kShow,         Icon::kSign,        Icon::kSignOut,      Icon::kSpeak,
    Icon::kStore,        Icon::kSwap,        Icon::kSwitchPerson, Icon::kSync,
    Icon::kUndo,         Icon::kUnlock,      Icon::kVideo,        Icon::kVolume,
    Icon::kWalk,         Icon::kWarning,
};

}  // namespace alcove::ui

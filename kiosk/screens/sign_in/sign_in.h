// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "kiosk/screens/sign_in/staff_form.h"
#include "shared/base/error.h"

// Staff come and go: sign in, set a new password with a one-time code, choose a PIN, unlock, switch
// person. The models hold passwords while they are typed; whoever owns a model wipes it as soon as
// it was used.
namespace alcove::screens::sign_in {

inline constexpr std::size_t kMaxName = 64;
inline constexpr std::size_t kMaxPassword = 256;
inline constexpr std::size_t kMinPassword = 15;  // code points; as the box asks
inline constexpr std::size_t kMaxCode = 64;
inline constexpr std::size_t kMaxDisplayName = 100;
inline constexpr std::size_t kPinFigures = 6;

struct SignInModel {
  text::Language language = text::Language::kEnglish;
  Place place;
  std::string name;
  std::string password;
  bool busy = false;
  std::optional<ErrorCode> problem;  // why the last try was refused
  bool ended = false;  // the session that was open here was ended from elsewhere: says so
};
enum class SignInIntent : std::uint8_t { kNone, kSignIn, kHaveCode, kReading };
SignInIntent draw(ui::Ui& ui, SignInModel& model);

struct NewPasswordModel {
  text::Language language = text::Language::kEnglish;
  Place place;
  std::string name;
  std::string code;
  std::string password;
  std::string again;
  bool busy = false;
  std::optional<ErrorCode> problem;
  // With the set-up code of a new box: its first administrator, who also says a name.
  bool first_administrator = false;
  std::string display_name{};
};
enum class NewPasswordIntent : std::uint8_t { kNone, kBack, kKeep };
NewPasswordIntent draw(ui::Ui& ui, NewPasswordModel& model);

// The PIN is typed twice; only when both are the same is it set.
struct NewPinModel {
  text::Language language = text::Language::kEnglish;
  Place place;
  std::string first;
  std::string second;
  bool repeating = false;
  bool differed = false;
  bool too_easy = false;
  bool busy = false;
  std::optional<ErrorCode> problem{};
};
enum class NewPinIntent : std::uint8_t { kNone, kSet, kSkip };
NewPinIntent draw(ui::Ui& ui, NewPinModel& model);

struct LockedModel {
  text::Language language = text::Language::kEnglish;
  Place place;
  std::string person;  // "L. Brandt, LCSW"
  bool by_password = false;
  bool pin_allowed = true;  // there is one, and tries are left
  std::string pin;
  std::string password;
  bool busy = false;
  std::optional<std::int64_t> tries_left;  // after a wrong PIN
  std::optional<ErrorCode> problem;
  bool by_box = false;            // the box has locked it, while nobody here did: says so
  bool leaves_something = false;  // a form was begun that ends with the session: says so
  bool away = false;              // nobody could sign in after switching: says so
};
enum class LockedIntent : std::uint8_t { kNone, kUnlock, kSwitchPerson, kReading };
LockedIntent draw(ui::Ui& ui, LockedModel& model);

}  // namespace alcove::screens::sign_in

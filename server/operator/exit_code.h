// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/base/error.h"

namespace alcove::operation {

// What the operator's programs end with, for scripts and units.
enum class ExitCode : int {
  kGood = 0,
  kBad = 1,      // something is wrong: damage, a full disk, a store that was rolled back
  kRefused = 2,  // a wrong key, or asked for what cannot be: nothing was touched
  kUsage = 64,   // the command line is not right
};

constexpr ExitCode exit_code_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kCorrupt:
    case ErrorCode::kRolledBack:
    case ErrorCode::kNoSpace:
    case ErrorCode::kStorageFault:
    case ErrorCode::kUnavailable:
    case ErrorCode::kTimedOut:
      return ExitCode::kBad;
    case ErrorCode::kMalformed:
    case ErrorCode::kUnknownField:
    case ErrorCode::kMissingField:
    case ErrorCode::kOutOfRange:
    case ErrorCode::kWrongType:
    case ErrorCode::kTooLarge:
    case ErrorCode::kTooMany:
    case ErrorCode::kNoSuchRoute:
    case ErrorCode::kOtherVersion:
    case ErrorCode::kNoDevice:
    case ErrorCode::kDeviceRevoked:
    case ErrorCode::kNotSignedIn:
    case ErrorCode::kSessionLocked:
    case ErrorCode::kWrongSignIn:
    case ErrorCode::kWrongCode:
    case ErrorCode::kThrottled:
    case ErrorCode::kPasswordWeak:
    case ErrorCode::kForbidden:
    case ErrorCode::kWrongStation:
    case ErrorCode::kNotFound:
    case ErrorCode::kConflict:
    case ErrorCode::kTaken:
    case ErrorCode::kWrongState:
    case ErrorCode::kAlreadyExists:
    case ErrorCode::kSigned:
    case ErrorCode::kLeaseLost:
    case ErrorCode::kRepeatedKey:
    case ErrorCode::kLocked:
    case ErrorCode::kWrongKey:
    case ErrorCode::kNewerVersion:
    case ErrorCode::kInUse:
      return ExitCode::kRefused;
  }
  return ExitCode::kBad;
}

}  // namespace alcove::operation

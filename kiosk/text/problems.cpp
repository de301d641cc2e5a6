// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/problems.h"

#include "kiosk/text/problems_messages.h"

namespace alcove::text {

// NOLINTNEXTLINE(readability-function-size): one line per code, so that none can be forgotten.
std::string_view problem(Language language, ErrorCode code) {
  const ProblemsMessages say(language);
  switch (code) {
    case ErrorCode::kMalformed:
      return say.problem_malformed();
    case ErrorCode::kUnknownField:
      return say.problem_unknown_field();
    case ErrorCode::kMissingField:
      return say.problem_missing_field();
    case ErrorCode::kOutOfRange:
      return say.problem_out_of_range();
    case ErrorCode::kWrongType:
      return say.problem_wrong_type();
    case ErrorCode::kTooLarge:
      return say.problem_too_large();
    case ErrorCode::kTooMany:
      return say.problem_too_many();
    case ErrorCode::kTimedOut:
      return say.problem_timed_out();
    case ErrorCode::kNoSuchRoute:
      return say.problem_no_such_route();
    case ErrorCode::kOtherVersion:
      return say.problem_other_version();
    case ErrorCode::kNoDevice:
      return say.problem_no_device();
    case ErrorCode::kDeviceRevoked:
      return say.problem_device_revoked();
    case ErrorCode::kNotSignedIn:
      return say.problem_not_signed_in();
    case ErrorCode::kSessionLocked:
      return say.problem_session_locked();
    case ErrorCode::kWrongSignIn:
      return say.problem_wrong_sign_in();
    case ErrorCode::kWrongCode:
      return say.problem_wrong_code();
    case ErrorCode::kThrottled:
      return say.problem_throttled();
    case ErrorCode::kPasswordWeak:
      return say.problem_password_weak();
    case ErrorCode::kForbidden:
      return say.problem_forbidden();
    case ErrorCode::kWrongStation:
      return say.problem_wrong_station();
    case ErrorCode::kNotFound:
      return say.problem_not_found();
    case ErrorCode::kConflict:
      return say.problem_conflict();
    case ErrorCode::kTaken:
      return say.problem_taken();
    case ErrorCode::kWrongState:
      return say.problem_wrong_state();
    case ErrorCode::kAlreadyExists:
      return say.problem_already_exists();
    case ErrorCode::kSigned:
      return say.problem_signed();
    case ErrorCode::kLeaseLost:
      return say.problem_lease_lost();
    case ErrorCode::kRepeatedKey:
      return say.problem_repeated_key();
    case ErrorCode::kLocked:
      return say.problem_locked();
    case ErrorCode::kWrongKey:
      return say.problem_wrong_key();
    case ErrorCode::kCorrupt:
      return say.problem_corrupt();
    case ErrorCode::kRolledBack:
      return say.problem_rolled_back();
    case ErrorCode::kNewerVersion:
      return say.problem_newer_version();
    case ErrorCode::kInUse:
      return say.problem_in_use();
    case ErrorCode::kNoSpace:
      return say.problem_no_space();
    case ErrorCode::kStorageFault:
      return say.problem_storage_fault();
    case ErrorCode::kUnavailable:
      return say.problem_unavailable();
  }
  return say.problem_storage_fault();
}

}  // namespace alcove::text

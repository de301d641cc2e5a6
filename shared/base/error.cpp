// SPDX-License-Identifier: Apache-2.0
#include "shared/base/error.h"

#include <array>
#include <utility>

namespace alcove {
namespace {

struct CodeWord {
  ErrorCode code;
  std::string_view word;
};

constexpr std::array kCodeWords = {
    CodeWord{ErrorCode::kMalformed, "malformed"},
    CodeWord{ErrorCode::kUnknownField, "unknown_field"},
    CodeWord{ErrorCode::kMissingField, "missing_field"},
    CodeWord{ErrorCode::kOutOfRange, "out_of_range"},
    CodeWord{ErrorCode::kWrongType, "wrong_type"},
    CodeWord{ErrorCode::kTooLarge, "too_large"},
    CodeWord{ErrorCode::kTooMany, "too_many"},
    CodeWord{ErrorCode::kTimedOut, "timed_out"},
    CodeWord{ErrorCode::kNoSuchRoute, "no_such_route"},
    CodeWord{ErrorCode::kOtherVersion, "other_version"},
    CodeWord{ErrorCode::kNoDevice, "no_device"},
    CodeWord{ErrorCode::kDeviceRevoked, "device_revoked"},
    CodeWord{ErrorCode::kNotSignedIn, "not_signed_in"},
    CodeWord{ErrorCode::kSessionLocked, "session_locked"},
    CodeWord{ErrorCode::kWrongSignIn, "wrong_sign_in"},
    CodeWord{ErrorCode::kWrongCode, "wrong_code"},
    CodeWord{ErrorCode::kThrottled, "throttled"},
    CodeWord{ErrorCode::kPasswordWeak, "password_weak"},
    CodeWord{ErrorCode::kForbidden, "forbidden"},
    CodeWord{ErrorCode::kWrongStation, "wrong_station"},
    CodeWord{ErrorCode::kNotFound, "not_found"},
    CodeWord{ErrorCode::kConflict, "conflict"},
    CodeWord{ErrorCode::kTaken, "taken"},
    CodeWord{ErrorCode::kWrongState, "wrong_state"},
    CodeWord{ErrorCode::kAlreadyExists, "already_exists"},
    CodeWord{ErrorCode::kSigned, "signed"},
    CodeWord{ErrorCode::kLeaseLost, "lease_lost"},
    CodeWord{ErrorCode::kRepeatedKey, "repeated_key"},
    CodeWord{ErrorCode::kLocked, "locked"},
    CodeWord{ErrorCode::kWrongKey, "wrong_key"},
    CodeWord{ErrorCode::kCorrupt, "corrupt"},
    CodeWord{ErrorCode::kRolledBack, "rolled_back"},
    CodeWord{ErrorCode::kNewerVersion, "newer_version"},
    CodeWord{ErrorCode::kInUse, "in_use"},
    CodeWord{ErrorCode::kNoSpace, "no_space"},
    CodeWord{ErrorCode::kStorageFault, "storage_fault"},
    CodeWord{ErrorCode::kUnavailable, "unavailable"},
};

}  // namespace

Error::Error() = default;
Error::Error(ErrorCode of) : code(of) {}
Error::Error(ErrorCode of, std::string at, std::string why)
    : code(of), field(std::move(at)), detail(std::move(why)) {}
Error::Error(const Error& other) = default;
Error::Error(Error&& other) noexcept = default;
Error& Error::operator=(const Error& other) = default;
Error& Error::operator=(Error&& other) noexcept = default;
Error::~Error() = default;

std::string_view error_code_word(ErrorCode code) {
  for (const CodeWord& row : kCodeWords) {
    if (row.code == code) return row.word;
  }
  return "storage_fault";
}

std::optional<ErrorCode> error_code_from_word(std::string_view word) {
  for (const CodeWord& row : kCodeWords) {
    if (row.word == word) return row.code;
  }
  return std::nullopt;
}

}  // namespace alcove

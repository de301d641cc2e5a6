// SPDX-License-Identifier: Apache-2.0
#include "server/http/error_table.h"

#include "shared/wire/json.h"

namespace alcove::http {

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::kMalformed:
    case ErrorCode::kUnknownField:
    case ErrorCode::kMissingField:
    case ErrorCode::kOutOfRange:
    case ErrorCode::kWrongType:
    case ErrorCode::kPasswordWeak:
      return 400;
    case ErrorCode::kNotSignedIn:
    case ErrorCode::kWrongSignIn:
    case ErrorCode::kWrongCode:
      return 401;
    case ErrorCode::kNoDevice:
    case ErrorCode::kDeviceRevoked:
    case ErrorCode::kForbidden:
    case ErrorCode::kWrongStation:
      return 403;
    case ErrorCode::kNoSuchRoute:
    case ErrorCode::kNotFound:
      return 404;
    case ErrorCode::kTimedOut:
      return 408;
    case ErrorCode::kConflict:
    case ErrorCode::kTaken:
    case ErrorCode::kWrongState:
    case ErrorCode::kAlreadyExists:
    case ErrorCode::kSigned:
    case ErrorCode::kLeaseLost:
    case ErrorCode::kRepeatedKey:
    case ErrorCode::kRolledBack:
      return 409;
    case ErrorCode::kTooLarge:
      return 413;
    case ErrorCode::kSessionLocked:
    case ErrorCode::kLocked:
      return 423;
    case ErrorCode::kOtherVersion:
    case ErrorCode::kNewerVersion:
      return 426;
    case ErrorCode::kTooMany:
    case ErrorCode::kThrottled:
      return 429;
    case ErrorCode::kWrongKey:
    case ErrorCode::kCorrupt:
    case ErrorCode::kStorageFault:
      return 500;
    case ErrorCode::kInUse:
    case ErrorCode::kUnavailable:
      return 503;
    case ErrorCode::kNoSpace:
      return 507;
  }
  return 500;
}

std::string error_body(const Error& error) {
  wire::Writer out;
  out.begin_object();
  out.name("error");
  out.begin_object();
  out.name("code");
  out.text(error_code_word(error.code));
  out.name("field");
  out.text(error.field);
  out.name("detail");
  out.text(error.detail);
  out.end_object();
  out.end_object();
  return out.take();
}

}  // namespace alcove::http

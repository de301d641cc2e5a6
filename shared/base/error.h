// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// The one closed list of refusals. The server sends the word of the code, the kiosk turns it into a
// sentence in the reader's language. Which HTTP status a code has is one table in server/http.
namespace alcove {

enum class ErrorCode : std::uint8_t {
  // What was asked is not well formed.
  kMalformed,     // not JSON, not UTF-8, nested too deep, a field twice
  kUnknownField,  // a field that the contract does not have
  kMissingField,  // a field that the contract demands
  kOutOfRange,    // a value of the right type beyond its limit
  kWrongType,     // a value of another type, or a word that is not one of the choices
  kTooLarge,      // a body, list, header or file beyond its limit
  kTooMany,       // connections, waits, tries or requests beyond their limit
  kTimedOut,      // the whole request took longer than its limit
  kNoSuchRoute,   // method and path name nothing
  kOtherVersion,  // the other side speaks another version of the contract
  // Who asks.
  kNoDevice,       // the terminal is not enrolled, or its certificate is not valid
  kDeviceRevoked,  // the terminal was revoked
  kNotSignedIn,    // the route needs a person
  kSessionLocked,  // the session waits for its PIN
  kWrongSignIn,    // name and password do not belong together
  kWrongCode,      // an enrolment, set-up, reset or PIN code is not right
  kThrottled,      // too many tries; the detail says until when
  kPasswordWeak,   // the new password is too short or on the blocklist
  kForbidden,      // the access decision says no
  kWrongStation,   // the route is not for terminals of this station
  // What is there.
  kNotFound,       // nothing with that id that this person may see
  kConflict,       // somebody else changed it first
  kTaken,          // a clinician, room or client would be in two places
  kWrongState,     // the state of the record does not allow it
  kAlreadyExists,  // there is one already
  kSigned,         // signed content never changes
  kLeaseLost,      // another terminal writes this draft now
  kRepeatedKey,    // the same idempotency key came with another request
  // The box itself.
  kLocked,        // the store is locked; the box waits for its key
  kWrongKey,      // no key slot opens with that secret
  kCorrupt,       // a file is damaged or was altered
  kRolledBack,    // the store is older than what was seen before
  kNewerVersion,  // written by a newer version of the program
  kInUse,         // another program holds the store
  kNoSpace,       // the disk is full
  kStorageFault,  // the disk does not answer as it should
  kUnavailable,   // the other side cannot be reached
};

// The word of a code on the wire, for example "missing_field".
std::string_view error_code_word(ErrorCode code);
std::optional<ErrorCode> error_code_from_word(std::string_view word);

// A refusal. `field` is the path of the offending field ("phones[1].number") or empty; `detail` is
// a plain English sentence for logs and the operator's tool. Neither ever repeats what a person
// typed.
struct Error {
  // None of these is in place: a refusal lies on the way out of nearly every function, and compiled
  // there it is most of what the compiler does.
  Error();
  explicit Error(ErrorCode code);
  Error(ErrorCode code, std::string field, std::string detail = {});
  Error(const Error& other);
  Error(Error&& other) noexcept;
  Error& operator=(const Error& other);
  Error& operator=(Error&& other) noexcept;
  ~Error();

  ErrorCode code = ErrorCode::kStorageFault;
  std::string field;
  std::string detail;

  friend bool operator==(const Error&, const Error&) = default;
};

// A broken disk or socket, or a promise of the store that no longer holds: caught once per thread
// entry. Everything that is to be expected is an Error value instead.
class Fault {
 public:
  explicit Fault(Error error) : error_(std::move(error)) {}
  Fault(ErrorCode code, std::string detail) : error_{code, {}, std::move(detail)} {}
  const Error& error() const { return error_; }

 private:
  Error error_;
};

}  // namespace alcove

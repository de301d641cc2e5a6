// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <variant>

#include "shared/base/check.h"
#include "shared/base/error.h"

// Result<T>: a value, or the Error that says why there is none. An expected refusal travels this
// way; only broken disks and sockets throw (Fault).
namespace alcove {

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}

  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }

  const T& value() const& {
    ALCOVE_CHECK(ok());
    return std::get<T>(state_);
  }
  T& value() & {
    ALCOVE_CHECK(ok());
    return std::get<T>(state_);
  }
  T&& value() && {
    ALCOVE_CHECK(ok());
    return std::get<T>(std::move(state_));
  }
  const Error& error() const {
    ALCOVE_CHECK(!ok());
    return std::get<Error>(state_);
  }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)), ok_(false) {}

  bool ok() const { return ok_; }
  explicit operator bool() const { return ok_; }
  const Error& error() const {
    ALCOVE_CHECK(!ok_);
    return error_;
  }

 private:
  Error error_;
  bool ok_ = true;
};

}  // namespace alcove

#define ALCOVE_CONCAT_INNER(a, b) a##b
#define ALCOVE_CONCAT(a, b) ALCOVE_CONCAT_INNER(a, b)

// Leaves the function with the error, if there is one.
#define ALCOVE_TRY(expression)                                \
  do {                                                        \
    auto alcove_try_result = (expression);                    \
    if (!alcove_try_result) return alcove_try_result.error(); \
  } while (false)

// ALCOVE_ASSIGN(auto client, find_client(id)): the value, or leaves the function with the error.
#define ALCOVE_ASSIGN(declaration, expression) \
  ALCOVE_ASSIGN_INNER(ALCOVE_CONCAT(alcove_assign_, __LINE__), declaration, expression)
#define ALCOVE_ASSIGN_INNER(result, declaration, expression) \
  auto result = (expression);                                \
  if (!result) return result.error();                        \
  declaration = std::move(result).value()

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string.h>  // explicit_bzero

#include <optional>
#include <string>
#include <type_traits>

#include "shared/wire/fields.h"

namespace alcove::wire {

namespace detail {

// Visits the fields of a struct and overwrites those whose limit is secret().
struct SecretWiper {
  template <class T, class Limit = std::nullptr_t>
  void operator()(const char*, T& value, const Limit& limit = {}) {
    if constexpr (IsOptional<T>::value) {
      if (value) (*this)("", *value, limit);
    } else if constexpr (std::is_same_v<T, std::string>) {
      if constexpr (std::is_same_v<Limit, Text>) {
        if (limit.secret) ::explicit_bzero(value.data(), value.size());
      }
    } else if constexpr (IsVector<T>::value) {
      for (auto& item : value) {
        if constexpr (std::is_same_v<Limit, std::nullptr_t>) {
          (*this)("", item);
        } else {
          (*this)("", item, limit.item);
        }
      }
    } else if constexpr (FieldStruct<T>) {
      T::fields(*this, value);
    }
  }
};

}  // namespace detail

// Overwrites the passwords and codes in a decoded request when the scope ends.
template <FieldStruct T>
class WipeSecrets {
 public:
  explicit WipeSecrets(T& request) : request_(request) {}
  WipeSecrets(const WipeSecrets&) = delete;
  WipeSecrets& operator=(const WipeSecrets&) = delete;
  ~WipeSecrets() {
    detail::SecretWiper wiper;
    T::fields(wiper, request_);
  }

 private:
  T& request_;
};

}  // namespace alcove::wire

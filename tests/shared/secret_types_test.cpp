// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ostream.h>

#include <catch2/catch.hpp>
#include <concepts>
#include <ostream>
#include <type_traits>

#include "server/access/secret_token.h"
#include "server/keys/key_secret.h"
#include "shared/crypto/crypto.h"
#include "shared/crypto/enrolment_code.h"
#include "shared/crypto/secret.h"
#include "shared/crypto/x509.h"

// What a secret's type does not allow, so that no review has to look for it. The other half, plain
// strings that carry a secret, is tests/house/secret_names.py.

using namespace alcove;

namespace {

template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };
template <class T>
concept Formattable = fmt::is_formattable<T>::value;
template <class T>
concept Comparable = requires(const T& a, const T& b) { a == b; };
template <class T>
concept Ordered = requires(const T& a, const T& b) { a < b; };
template <class T>
concept Text = std::convertible_to<T, std::string> || std::convertible_to<T, std::string_view>;

template <class T>
constexpr bool kSecret =
    !Printable<T> && !Formattable<T> && !Comparable<T> && !Ordered<T> && !Text<T> &&
    !std::copy_constructible<T> && !std::is_copy_assignable_v<T> && std::move_constructible<T>;

static_assert(kSecret<SecretBytes>);
static_assert(kSecret<Key256>);
static_assert(kSecret<crypto::EnrolmentCode::Secret>);
static_assert(kSecret<crypto::EnrolmentCode>);
static_assert(kSecret<keys::KeySecret>);
static_assert(kSecret<keys::NewRecoveryKey>);
static_assert(kSecret<access::SecretToken>);
// Copies of a private key share the one key that the library holds and wipes.
static_assert(!Printable<crypto::P256Key> && !Formattable<crypto::P256Key> &&
              !Comparable<crypto::P256Key> && !Text<crypto::P256Key>);

// The question can be answered with no.
static_assert(Printable<std::string> && Formattable<std::string> && Comparable<std::string>);
static_assert(!kSecret<std::string> && !kSecret<Bytes> && !kSecret<int>);

}  // namespace

TEST_CASE("a secret that was moved or cleared leaves nothing where it was") {
  SecretBytes first(as_bytes("violet kettle"));
  SecretBytes second(std::move(first));
  CHECK(first.empty());  // NOLINT(bugprone-use-after-move): it is what is asked
  CHECK(second.text() == "violet kettle");
  Key256 key;
  key.writable()[0] = 7;
  const Key256 moved(std::move(key));
  CHECK(key.view()[0] == 0);  // NOLINT(bugprone-use-after-move)
  CHECK(moved.view()[0] == 7);
}

TEST_CASE("secrets are equal when every byte and the length are") {
  CHECK(equal_secrets(as_bytes("abc"), as_bytes("abc")));
  CHECK_FALSE(equal_secrets(as_bytes("abc"), as_bytes("abd")));
  CHECK_FALSE(equal_secrets(as_bytes("abc"), as_bytes("ab")));
  CHECK(equal_secrets({}, {}));
}

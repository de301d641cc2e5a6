// SPDX-License-Identifier: Apache-2.0
#include "shared/crypto/crypto.h"

#include <catch2/catch.hpp>

using namespace alcove;
using namespace alcove::crypto;

namespace {

Bytes hex(std::string_view text) {
  return from_hex(text).value();
}

Key256 key_from(std::string_view text) {
  Key256 key;
  const Bytes bytes = hex(text);
  std::copy(bytes.begin(), bytes.end(), key.writable().begin());
  return key;
}

std::string text_of(ByteView bytes) {
  return to_hex(bytes);
}

}  // namespace

TEST_CASE("SHA-256 agrees with FIPS 180-4") {
  CHECK(text_of(sha256(as_bytes("abc"))) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(text_of(sha256({})) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("HMAC-SHA-256 agrees with RFC 4231, in one piece and in many") {
  const Bytes key = hex("4a656665");
  const std::string_view data = "what do ya want for nothing?";
  const std::string expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
  CHECK(text_of(hmac_sha256(key, as_bytes(data))) == expected);
  HmacSha256 mac(key);
  for (const char c : data) mac.update(as_bytes(std::string_view(&c, 1)));
  CHECK(text_of(mac.finish()) == expected);
}

TEST_CASE("HKDF-SHA-256 agrees with RFC 5869, case 1") {
  const Key256 out =
      hkdf_sha256(hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"),
                  hex("000102030405060708090a0b0c"), as_text(hex("f0f1f2f3f4f5f6f7f8f9")));
  CHECK(text_of(out.view()) == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
}

TEST_CASE("HKDF-SHA-256 agrees with RFC 5869, case 3: no salt, no info") {
  const Key256 out = hkdf_sha256(hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"), {}, "");
  CHECK(text_of(out.view()) == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
}

TEST_CASE("AES-256-GCM opens the message of NIST's test case 16") {
  // McGrew and Viega, The Galois/Counter Mode of Operation, test case 16.
  const Key256 key = key_from("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
  const Bytes sealed =
      hex("cafebabefacedbaddecaf888"
          "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
          "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
          "76fc6ece0f4e1768cddf8853bb2d551b");
  const Bytes associated = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
  const SecretBytes plain = aead_open(key, sealed, associated).value();
  CHECK(text_of(plain.view()) ==
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
}

TEST_CASE("sealed data is refused when any byte, the key or the context differs") {
  SystemRandom random;
  const Key256 key = random_key(random);
  const Bytes sealed = aead_seal(key, as_bytes("a sentence"), as_bytes("note"), random);
  CHECK(aead_open(key, sealed, as_bytes("note")).value().text() == "a sentence");
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    Bytes altered = sealed;
    altered[at] ^= 1;
    CHECK(aead_open(key, altered, as_bytes("note")).error().code == ErrorCode::kCorrupt);
  }
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    CHECK_FALSE(aead_open(key, ByteView(sealed).first(size), as_bytes("note")));
  }
  CHECK_FALSE(aead_open(key, sealed, as_bytes("other")));
  CHECK_FALSE(aead_open(random_key(random), sealed, as_bytes("note")));
  CHECK(aead_open(key, aead_seal(key, {}, {}, random), {}).value().empty());
}

TEST_CASE("Argon2id agrees with the tool of its authors") {
  // echo -n "correct horse battery" | argon2 0123456789abcdef -id -t 2 -m 12 -p 2 -l 32 -r
  const Key256 out = argon2id(as_bytes("correct horse battery"), as_bytes("0123456789abcdef"),
                              {.passes = 2, .memory_kib = 4096, .lanes = 2})
                         .value();
  CHECK(text_of(out.view()) == "ad662395ece0b0e32817597ad80fff4bdb854002b54fc4241b321d2fc217aa27");
}

TEST_CASE("a password hash with a cost or salt beyond its limits is refused") {
  const Bytes salt(16, 1);
  CHECK_FALSE(argon2id(as_bytes("x"), Bytes(15, 1), {.passes = 1, .memory_kib = 64, .lanes = 1}));
  CHECK_FALSE(argon2id(as_bytes("x"), salt, {.passes = 0, .memory_kib = 64, .lanes = 1}));
  CHECK_FALSE(argon2id(as_bytes("x"), salt, {.passes = 101, .memory_kib = 64, .lanes = 1}));
  CHECK_FALSE(argon2id(as_bytes("x"), salt, {.passes = 1, .memory_kib = 64, .lanes = 17}));
  CHECK_FALSE(argon2id(as_bytes("x"), salt, {.passes = 1, .memory_kib = 7, .lanes = 1}));
  CHECK(argon2id(as_bytes("x"), salt, {.passes = 1, .memory_kib = 8, .lanes = 1}).ok());
}

TEST_CASE("X25519 makes the public keys of RFC 7748, section 6.1") {
  const Key256 alice = key_from("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a");
  CHECK(text_of(x25519_public(alice)) ==
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
}

TEST_CASE("what is sealed to a public key opens with its private key alone") {
  SystemRandom random;
  const Key256 box = random_key(random);
  const Bytes sealed = seal_to(x25519_public(box), as_bytes("kept here"), "spool", random);
  CHECK(open_sealed(box, sealed, "spool").value().text() == "kept here");
  CHECK_FALSE(open_sealed(box, sealed, "other"));
  CHECK_FALSE(open_sealed(random_key(random), sealed, "spool"));
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    Bytes altered = sealed;
    altered[at] ^= 1;
    CHECK_FALSE(open_sealed(box, altered, "spool"));
  }
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    CHECK_FALSE(open_sealed(box, ByteView(sealed).first(size), "spool"));
  }
}

TEST_CASE("Ed25519 signs as RFC 8032, test 1, and refuses anything altered") {
  const Key256 key = key_from("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
  const PublicKey public_key = ed25519_public(key);
  CHECK(text_of(public_key) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
  const Signature signature = ed25519_sign(key, {});
  CHECK(text_of(signature) ==
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
        "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
  CHECK(ed25519_verify(public_key, {}, signature));
  CHECK_FALSE(ed25519_verify(public_key, as_bytes("x"), signature));
  for (std::size_t at = 0; at < signature.size(); ++at) {
    Signature altered = signature;
    altered[at] ^= 1;
    CHECK_FALSE(ed25519_verify(public_key, {}, altered));
  }
}

TEST_CASE("a secret leaves nothing behind where it was moved from") {
  Key256 first = key_from("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
  const Key256 second = std::move(first);
  CHECK(second.view()[0] == 0x9d);
  const Bytes nothing(32, 0);
  CHECK(equal_secrets(first.view(), nothing));  // NOLINT(bugprone-use-after-move): that is the test
}

// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cctype>

#include "shared/crypto/openssl_types.h"
#include "shared/crypto/x509.h"

namespace alcove::crypto {
namespace {

using NamesOwner = std::unique_ptr<GENERAL_NAMES, OpensslFree<GENERAL_NAMES_free>>;
using NameOwner = std::unique_ptr<GENERAL_NAME, OpensslFree<GENERAL_NAME_free>>;
using ExtensionOwner = std::unique_ptr<X509_EXTENSION, OpensslFree<X509_EXTENSION_free>>;

constexpr std::size_t kMaxHost = 253;
constexpr long kVersion3 = 2;

EVP_PKEY* pkey(const P256Key& key) {
  return static_cast<EVP_PKEY*>(key.handle());
}

void add_name(X509_NAME* name, const char* field, std::string_view value) {
  must(X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                  reinterpret_cast<const unsigned char*>(value.data()),
                                  static_cast<int>(value.size()), -1, 0) == 1);
}

// X.520 gives a common name 64 characters; a clinic's name may be longer. Cut between characters.
std::string_view cut_to_common_name(std::string_view name) {
  constexpr std::size_t kMaxCommonName = 64;
  if (name.size() <= kMaxCommonName) return name;
  std::size_t end = kMaxCommonName;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
  return name.substr(0, end);
}

void add_extension(X509* x509, X509* issuer, int kind, const char* value) {
  X509V3_CTX context{};
  X509V3_set_ctx(&context, issuer, x509, nullptr, nullptr, 0);
  const ExtensionOwner extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value));
  must(extension != nullptr && X509_add_ext(x509, extension.get(), -1) == 1);
}

void add_alternative_names(X509* x509, NamesOwner names) {
  must(X509_add1_ext_i2d(x509, NID_subject_alt_name, names.get(), 0, X509V3_ADD_APPEND) == 1);
}

void push(GENERAL_NAMES* names, int type, ASN1_STRING* value) {
  NameOwner name(GENERAL_NAME_new());
  must(name != nullptr && value != nullptr);
  GENERAL_NAME_set0_value(name.get(), type, value);
  must(sk_GENERAL_NAME_push(names, name.get()) > 0);
  static_cast<void>(name.release());  // the list owns it now
}

ASN1_STRING* ia5(const std::string& text) {
  ASN1_STRING* const value = ASN1_IA5STRING_new();
  must(value != nullptr && ASN1_STRING_set(value, text.data(), static_cast<int>(text.size())) == 1);
  return value;
}

bool is_dns_name(const std::string& text) {
  const auto fits = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.';
  };
  return !text.empty() && text.size() <= kMaxHost && std::all_of(text.begin(), text.end(), fits) &&
         text.front() != '.' && text.front() != '-' && text.back() != '.';
}

void set_times(X509* x509, UtcTime from, UtcTime until) {
  const auto seconds = [](UtcTime time) {
    return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
  };
  must(ASN1_TIME_set(X509_getm_notBefore(x509), seconds(from)) != nullptr &&
       ASN1_TIME_set(X509_getm_notAfter(x509), seconds(until)) != nullptr);
}

// 127 random bits: positive, and the same number twice is not to be feared.
void set_serial(X509* x509, RandomSource& random) {
  std::array<std::uint8_t, 16> bytes{};
  random.fill(bytes);
  bytes[0] = static_cast<std::uint8_t>((bytes[0] & 0x7FU) | 0x40U);
  const BignumOwner number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
  must(number != nullptr &&
       BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(x509)) != nullptr);
}

Certificate signed_by(X509* x509, const P256Key& key) {
  must(X509_sign(x509, pkey(key), EVP_sha256()) > 0);
  return Certificate::from_der(der_of<X509>(x509, i2d_X509)).value();
}

// What a server's and a terminal's certificate have in common.
X509Owner begin_leaf(const Authority& authority, X509* issuer, EVP_PKEY* subject_key,
                     std::string_view common_name, UtcTime now, RandomSource& random) {
  X509Owner x509(X509_new());
  must(x509 != nullptr && X509_set_version(x509.get(), kVersion3) == 1 &&
       X509_set_pubkey(x509.get(), subject_key) == 1 &&
       X509_set_issuer_name(x509.get(), X509_get_subject_name(issuer)) == 1);
  set_serial(x509.get(), random);
  set_times(x509.get(), now - kBackdate, std::min(now + kLeafLife, authority.certificate.until()));
  add_name(X509_get_subject_name(x509.get()), "CN", common_name);
  add_extension(x509.get(), issuer, NID_basic_constraints, "critical,CA:FALSE");
  add_extension(x509.get(), issuer, NID_key_usage, "critical,digitalSignature");
  add_extension(x509.get(), issuer, NID_subject_key_identifier, "hash");
  add_extension(x509.get(), issuer, NID_authority_key_identifier, "keyid:always");
  return x509;
}

PkeyOwner public_key_from(ByteView der) {
  const unsigned char* at = der.data();
  PkeyOwner key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
  must(is_p256(key.get()));
  return key;
}

}  // namespace

Certificate make_authority(const P256Key& key, std::string_view clinic, UtcTime now,
                           RandomSource& random) {
  const X509Owner x509(X509_new());
  must(x509 != nullptr && X509_set_version(x509.get(), kVersion3) == 1 &&
       X509_set_pubkey(x509.get(), pkey(key)) == 1);
  set_serial(x509.get(), random);
  set_times(x509.get(), now - kBackdate, now + kAuthorityLife);
  X509_NAME* const name = X509_get_subject_name(x509.get());
  add_name(name, "O", "Alcove");
  add_name(name, "CN", cut_to_common_name(clinic));
  must(X509_set_issuer_name(x509.get(), name) == 1);
  add_extension(x509.get(), x509.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  add_extension(x509.get(), x509.get(), NID_key_usage, "critical,keyCertSign");
  add_extension(x509.get(), x509.get(), NID_subject_key_identifier, "hash");
  return signed_by(x509.get(), key);
}

Result<Certificate> issue_server(const Authority& authority, const P256Key& server_key,
                                 const std::vector<std::string>& hosts, UtcTime now,
                                 RandomSource& random) {
  const Error refusal{
      ErrorCode::kOutOfRange, {}, "a server needs IP addresses or DNS names, at least one"};
  if (hosts.empty()) return refusal;
  NamesOwner names(sk_GENERAL_NAME_new_null());
  must(names != nullptr);
  for (const std::string& host : hosts) {
    if (ASN1_OCTET_STRING* const address = a2i_IPADDRESS(host.c_str()); address != nullptr) {
      push(names.get(), GEN_IPADD, address);
    } else if (is_dns_name(host)) {
      push(names.get(), GEN_DNS, ia5(host));
    } else {
      return refusal;
    }
  }
  const X509Owner issuer = parse_x509(authority.certificate.der());
  const X509Owner x509 =
      begin_leaf(authority, issuer.get(), pkey(server_key), "alcove-server", now, random);
  add_extension(x509.get(), issuer.get(), NID_ext_key_usage, "critical,serverAuth");
  add_alternative_names(x509.get(), std::move(names));
  return signed_by(x509.get(), authority.key);
}

Certificate issue_terminal(const Authority& authority, const RequestedKey& requested,
                           const std::string& common_name, const std::vector<std::string>& uris,
                           UtcTime now, RandomSource& random) {
  const PkeyOwner key = public_key_from(requested.public_der());
  const X509Owner issuer = parse_x509(authority.certificate.der());
  const X509Owner x509 = begin_leaf(authority, issuer.get(), key.get(), common_name, now, random);
  add_extension(x509.get(), issuer.get(), NID_ext_key_usage, "critical,clientAuth");
  NamesOwner names(sk_GENERAL_NAME_new_null());
  must(names != nullptr);
  for (const std::string& uri : uris) push(names.get(), GEN_URI, ia5(uri));
  add_alternative_names(x509.get(), std::move(names));
  return signed_by(x509.get(), authority.key);
}

Bytes make_request(const P256Key& key) {
  const RequestOwner request(X509_REQ_new());
  must(request != nullptr && X509_REQ_set_version(request.get(), 0) == 1 &&
       X509_REQ_set_pubkey(request.get(), pkey(key)) == 1);
  add_name(X509_REQ_get_subject_name(request.get()), "CN", "alcove-kiosk");
  must(X509_REQ_sign(request.get(), pkey(key), EVP_sha256()) > 0);
  return der_of<X509_REQ>(request.get(), i2d_X509_REQ);
}

Result<RequestedKey> RequestedKey::from_request(ByteView der) {
  const Error refusal{ErrorCode::kMalformed, {}, "the request for a certificate is not in order"};
  if (der.size() > kMaxRequestBytes) return refusal;
  const unsigned char* at = der.data();
  const RequestOwner request(d2i_X509_REQ(nullptr, &at, static_cast<long>(der.size())));
  if (request == nullptr || at != der.data() + der.size()) return refusal;
  EVP_PKEY* const key = X509_REQ_get0_pubkey(request.get());
  if (!is_p256(key) || X509_REQ_verify(request.get(), key) != 1) return refusal;
  return RequestedKey(der_of<EVP_PKEY>(key, i2d_PUBKEY));
}

}  // namespace alcove::crypto

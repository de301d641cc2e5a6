// SPDX-License-Identifier: Apache-2.0
#include <openssl/pem.h>

#include <cstring>
#include <ctime>

#include "shared/crypto/openssl_types.h"
#include "shared/crypto/x509.h"

namespace alcove::crypto {
namespace {

using StoreOwner = std::unique_ptr<X509_STORE, OpensslFree<X509_STORE_free>>;
using StoreContextOwner = std::unique_ptr<X509_STORE_CTX, OpensslFree<X509_STORE_CTX_free>>;
using DigestOwner = std::unique_ptr<EVP_MD_CTX, OpensslFree<EVP_MD_CTX_free>>;
using NamesOwner = std::unique_ptr<GENERAL_NAMES, OpensslFree<GENERAL_NAMES_free>>;

constexpr std::size_t kMaxDer = 8192;

Error not_a_certificate() {
  return {ErrorCode::kMalformed, {}, "this is not a certificate of the kind that Alcove uses"};
}

std::optional<UtcTime> time_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
  return UtcTime(std::chrono::seconds(timegm(&parts)));
}

std::string serial_of(const X509* x509) {
  const BignumOwner number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(x509), nullptr));
  must(number != nullptr);
  Bytes bytes(static_cast<std::size_t>(BN_num_bytes(number.get())));
  BN_bn2bin(number.get(), bytes.data());
  return to_hex(bytes);
}

std::string common_name_of(const X509* x509) {
  const X509_NAME* const subject = X509_get_subject_name(x509);
  const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
  if (at < 0) return {};
  unsigned char* raw = nullptr;
  const int size =
      ASN1_STRING_to_UTF8(&raw, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
  if (size < 0) return {};
  std::string name(reinterpret_cast<const char*>(raw), static_cast<std::size_t>(size));
  OPENSSL_free(raw);
  return name;
}

std::vector<std::string> uris_of(const X509* x509) {
  std::vector<std::string> uris;
  const NamesOwner names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(x509, NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; names != nullptr && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* const name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type != GEN_URI) continue;
    const ASN1_IA5STRING* const text = name->d.uniformResourceIdentifier;
    uris.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                      static_cast<std::size_t>(ASN1_STRING_length(text)));
  }
  return uris;
}

// One of the three profiles to the letter, whatever else its authority may have signed.
bool fits_profile(X509* x509, CertificateUse use) {
  const bool server = use == CertificateUse::kServer;
  return X509_check_ca(x509) == 0 && is_p256(X509_get0_pubkey(x509)) &&
         (X509_get_extension_flags(x509) & (EXFLAG_XKUSAGE | EXFLAG_KUSAGE)) ==
             (EXFLAG_XKUSAGE | EXFLAG_KUSAGE) &&
         X509_get_key_usage(x509) == KU_DIGITAL_SIGNATURE &&
         X509_get_extended_key_usage(x509) ==
             static_cast<std::uint32_t>(server ? XKU_SSL_SERVER : XKU_SSL_CLIENT);
}

}  // namespace

X509Owner parse_x509(ByteView der) {
  if (der.size() > kMaxDer) return nullptr;
  const unsigned char* at = der.data();
  X509Owner x509(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  if (x509 == nullptr || at != der.data() + der.size()) return nullptr;
  return x509;
}

Result<Certificate> Certificate::from_der(ByteView der) {
  const X509Owner x509 = parse_x509(der);
  if (x509 == nullptr) return not_a_certificate();
  const auto from = time_of(X509_get0_notBefore(x509.get()));
  const auto until = time_of(X509_get0_notAfter(x509.get()));
  if (!from || !until) return not_a_certificate();
  Certificate certificate;
  certificate.der_.assign(der.begin(), der.end());
  certificate.fingerprint_ = sha256(der);
  certificate.serial_ = serial_of(x509.get());
  certificate.common_name_ = common_name_of(x509.get());
  certificate.from_ = *from;
  certificate.until_ = *until;
  certificate.uris_ = uris_of(x509.get());
  return certificate;
}

Result<Certificate> Certificate::from_pem(std::string_view pem) {
  const BioOwner bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  must(bio != nullptr);
  const X509Owner x509(PEM_read_bio_X509(bio.get(), nullptr, nullptr, const_cast<char*>("")));
  if (x509 == nullptr) return not_a_certificate();
  return from_der(der_of(x509.get(), i2d_X509));
}

std::string Certificate::pem() const {
  const X509Owner x509 = parse_x509(der_);
  const BioOwner bio(BIO_new(BIO_s_mem()));
  must(x509 != nullptr && bio != nullptr && PEM_write_bio_X509(bio.get(), x509.get()) == 1);
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

bool Certificate::names_host(const std::string& host) const {
  const X509Owner x509 = parse_x509(der_);
  if (x509 == nullptr || host.empty()) return false;
  if (X509_check_ip_asc(x509.get(), host.c_str(), 0) == 1) return true;
  return X509_check_host(x509.get(), host.data(), host.size(),
                         X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_WILDCARDS,
                         nullptr) == 1;
}

bool Certificate::signed_this(ByteView message, ByteView signature) const {
  const X509Owner x509 = parse_x509(der_);
  const DigestOwner context(EVP_MD_CTX_new());
  return x509 != nullptr && context != nullptr &&
         EVP_DigestVerifyInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr,
                                 X509_get0_pubkey(x509.get()), nullptr) == 1 &&
         EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(),
                          message.size()) == 1;
}

Trust judge(const Certificate& certificate, const Certificate& authority, CertificateUse use,
            UtcTime now) {
  const X509Owner leaf = parse_x509(certificate.der());
  const X509Owner root = parse_x509(authority.der());
  const StoreOwner store(X509_STORE_new());
  const StoreContextOwner context(X509_STORE_CTX_new());
  must(leaf != nullptr && root != nullptr && store != nullptr && context != nullptr &&
       X509_STORE_add_cert(store.get(), root.get()) == 1 &&
       X509_STORE_CTX_init(context.get(), store.get(), leaf.get(), nullptr) == 1);
  X509_VERIFY_PARAM* const wanted = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_time(
      wanted, std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count());
  must(X509_VERIFY_PARAM_set_flags(wanted, X509_V_FLAG_X509_STRICT) == 1 &&
       X509_VERIFY_PARAM_set_purpose(wanted, use == CertificateUse::kServer
                                                 ? X509_PURPOSE_SSL_SERVER
                                                 : X509_PURPOSE_SSL_CLIENT) == 1);
  X509_VERIFY_PARAM_set_depth(wanted, 1);
  if (X509_verify_cert(context.get()) == 1) {
    return fits_profile(leaf.get(), use) ? Trust::kGood : Trust::kWrongUse;
  }
  switch (X509_STORE_CTX_get_error(context.get())) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return Trust::kExpired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return Trust::kNotYetValid;
    case X509_V_ERR_INVALID_PURPOSE:
    case X509_V_ERR_INVALID_CA:
      return Trust::kWrongUse;
    default:
      return Trust::kOtherAuthority;
  }
}

}  // namespace alcove::crypto

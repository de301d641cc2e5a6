// SPDX-License-Identifier: Apache-2.0
#include "kiosk/client/tls_trust.h"

#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace alcove::client {
namespace {

using Poco::Net::Context;

// A handshake runs on the thread that asked for it, and the library hands the callbacks nothing of
// ours, so what they saw waits here.
thread_local Doubt doubt = Doubt::kNone;
thread_local bool door_seen = false;
thread_local bool other_time_seen = false;

bool is_other_name(int error) {
  return error == X509_V_ERR_HOSTNAME_MISMATCH || error == X509_V_ERR_IP_ADDRESS_MISMATCH;
}

bool is_of_another_time(int error) {
  return error == X509_V_ERR_CERT_NOT_YET_VALID || error == X509_V_ERR_CERT_HAS_EXPIRED;
}

bool is_door(X509_STORE_CTX* store) {
  X509* const own = X509_STORE_CTX_get0_cert(store);
  return own != nullptr && X509_check_host(own, crypto::kLockedDoorName, 0, 0, nullptr) == 1;
}

// A certificate of the locked door is looked at to its end, because its name is compared before its
// signature; then it is refused like any that is not the server's, and nothing was sent to it. One
// that is not good at this terminal's time likewise: the dates of its authority come first.
int note_doubt(int believed, X509_STORE_CTX* store) {
  if (believed != 1) {
    const int error = X509_STORE_CTX_get_error(store);
    if (is_other_name(error) && is_door(store)) {
      door_seen = true;
      return 1;
    }
    if (is_of_another_time(error)) {
      other_time_seen = true;
      return 1;
    }
    doubt = Doubt::kNotBelieved;
    return believed;
  }
  // The server's own certificate comes last, when authority and signature have been found good, and
  // the dates looked at.
  const bool seen = door_seen || other_time_seen;
  if (!seen || X509_STORE_CTX_get_error_depth(store) != 0) return believed;
  if (door_seen) {
    doubt = other_time_seen ? Doubt::kLockedNotNow : Doubt::kLockedDoor;
  } else {
    doubt = Doubt::kNotNow;
  }
  X509_STORE_CTX_set_error(store, X509_V_ERR_APPLICATION_VERIFICATION);
  return 0;
}

void must(bool worked) {
  if (!worked) throw Fault(ErrorCode::kCorrupt, "the terminal's certificate and key do not fit");
}

Context::Ptr bare_context() {
  // Explicit and empty: nothing comes from a configuration file or the system's authorities.
  Context::Ptr context(
      new Context(Context::TLS_CLIENT_USE, "", "", "", Context::VERIFY_STRICT, 1, false));
  context->requireMinimumProtocol(Context::PROTO_TLSV1_3);
  context->enableExtendedCertificateVerification(true);
  return context;
}

struct X509Free {
  void operator()(X509* certificate) const { X509_free(certificate); }
};
using X509Ptr = std::unique_ptr<X509, X509Free>;

X509Ptr x509_of(const crypto::Certificate& certificate) {
  const unsigned char* at = certificate.der().data();
  X509Ptr x509(d2i_X509(nullptr, &at, static_cast<long>(certificate.der().size())));
  must(x509 != nullptr);
  return x509;
}

std::vector<crypto::Certificate> chain_of(X509_STORE_CTX* store) {
  std::vector<crypto::Certificate> chain;
  STACK_OF(X509)* const sent = X509_STORE_CTX_get0_untrusted(store);
  for (int i = 0; i < sk_X509_num(sent) && i < 8; ++i) {
    unsigned char* der = nullptr;
    const int size = i2d_X509(sk_X509_value(sent, i), &der);
    if (size <= 0) return {};
    Result<crypto::Certificate> certificate =
        crypto::Certificate::from_der({der, static_cast<std::size_t>(size)});
    OPENSSL_free(der);
    if (!certificate) return {};
    chain.push_back(std::move(certificate).value());
  }
  return chain;
}

int ask_accept(X509_STORE_CTX* store, void* argument) {
  const auto& accept = *static_cast<const TlsTrust::Accept*>(argument);
  bool accepted = false;
  try {
    const std::vector<crypto::Certificate> chain = chain_of(store);
    accepted = !chain.empty() && accept(chain);
  } catch (...) {
    accepted = false;  // nothing may pass through the library's C code
  }
  if (accepted) {
    X509_STORE_CTX_set_error(store, X509_V_OK);
    return 1;
  }
  doubt = Doubt::kNotBelieved;
  X509_STORE_CTX_set_error(store, X509_V_ERR_APPLICATION_VERIFICATION);
  return 0;
}

}  // namespace

Doubt take_doubt() {
  const Doubt was = doubt;
  doubt = Doubt::kNone;
  door_seen = other_time_seen = false;
  return was;
}

TlsTrust TlsTrust::of_clinic(const TerminalIdentity& identity, const std::string& host) {
  auto parts = std::make_shared<Parts>();
  parts->context = bare_context();
  SSL_CTX* const raw = parts->context->sslContext();
  const X509Ptr own = x509_of(identity.certificate);
  const X509Ptr authority = x509_of(identity.authority);
  must(SSL_CTX_use_certificate(raw, own.get()) == 1 &&
       SSL_CTX_use_PrivateKey(raw, static_cast<EVP_PKEY*>(identity.key.handle())) == 1 &&
       SSL_CTX_check_private_key(raw) == 1 &&
       X509_STORE_add_cert(SSL_CTX_get_cert_store(raw), authority.get()) == 1);
  for (const crypto::Certificate& other : identity.also_believed) {
    const X509Ptr believed = x509_of(other);
    must(X509_STORE_add_cert(SSL_CTX_get_cert_store(raw), believed.get()) == 1);
  }
  // The library looks at the host's name after the handshake, and not at all when the handshake was
  // slow; this makes it part of the handshake.
  X509_VERIFY_PARAM* const wanted = SSL_CTX_get0_param(raw);
  X509_VERIFY_PARAM_set_hostflags(
      wanted, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_WILDCARDS);
  must(X509_VERIFY_PARAM_set1_ip_asc(wanted, host.c_str()) == 1 ||
       X509_VERIFY_PARAM_set1_host(wanted, host.data(), host.size()) == 1);
  SSL_CTX_set_verify(raw, SSL_VERIFY_PEER, &note_doubt);
  return TlsTrust(parts);
}

TlsTrust TlsTrust::by_chain(Accept accept) {
  auto parts = std::make_shared<Parts>();
  parts->accept = std::move(accept);
  parts->context = bare_context();
  SSL_CTX* const raw = parts->context->sslContext();
  SSL_CTX_set_cert_verify_callback(raw, &ask_accept, &parts->accept);
  SSL_CTX_set_verify(raw, SSL_VERIFY_PEER, &note_doubt);
  return TlsTrust(parts);
}

}  // namespace alcove::client

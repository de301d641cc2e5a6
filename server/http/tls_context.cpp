// SPDX-License-Identifier: Apache-2.0
#include "server/http/tls_context.h"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <algorithm>

namespace alcove::http {
namespace {

template <auto Free>
struct Deleter {
  template <class T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using BioPtr = std::unique_ptr<BIO, Deleter<BIO_free_all>>;
using X509Ptr = std::unique_ptr<X509, Deleter<X509_free>>;
using PkeyPtr = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;

BioPtr bio_of(std::string_view text) {
  return BioPtr(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

X509Ptr certificate_of(std::string_view pem) {
  const BioPtr bio = bio_of(pem);
  return X509Ptr(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

// A certificate of the clinic whose time has not come was made while this box's clock was ahead.
// Whether its terminal is in service is decided by the register alone, so it is let in; everything
// else the library found stands.
int allow_early(int believed, X509_STORE_CTX* store) {
  if (believed == 1) return 1;
  if (X509_STORE_CTX_get_error(store) != X509_V_ERR_CERT_NOT_YET_VALID) return 0;
  X509_STORE_CTX_set_error(store, X509_V_OK);
  return 1;
}

}  // namespace

Poco::Net::Context::Ptr make_server_context(const TlsIdentity& identity,
                                            ClientCertificates clients) {
  using Poco::Net::Context;
  const auto mode =
      clients == ClientCertificates::kRequired ? Context::VERIFY_STRICT : Context::VERIFY_NONE;
  Context::Ptr context(new Context(Context::TLS_SERVER_USE, "", "", "", mode, 2, false));
  context->requireMinimumProtocol(Context::PROTO_TLSV1_3);
  // Otherwise POCO compares the client's certificate with the client's address.
  context->enableExtendedCertificateVerification(false);
  context->disableStatelessSessionResumption();
  SSL_CTX* const raw = context->sslContext();
  SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(raw, 0);
  if (clients == ClientCertificates::kRequired) {
    SSL_CTX_set_verify(raw, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, &allow_early);
  }
  const X509Ptr certificate = certificate_of(identity.certificate);
  const BioPtr key_bio = bio_of(identity.private_key.text());
  const PkeyPtr key(PEM_read_bio_PrivateKey(key_bio.get(), nullptr, nullptr, nullptr));
  const X509Ptr authority = certificate_of(identity.ca_certificate);
  const bool fits =
      certificate && key && authority && SSL_CTX_use_certificate(raw, certificate.get()) == 1 &&
      SSL_CTX_use_PrivateKey(raw, key.get()) == 1 && SSL_CTX_check_private_key(raw) == 1 &&
      X509_STORE_add_cert(SSL_CTX_get_cert_store(raw), authority.get()) == 1 &&
      SSL_CTX_add1_chain_cert(raw, authority.get()) == 1;
  const auto believe = [&](const std::string& pem) {
    const X509Ptr other = certificate_of(pem);
    return other && X509_STORE_add_cert(SSL_CTX_get_cert_store(raw), other.get()) == 1;
  };
  if (!fits || !std::all_of(identity.also_believed.begin(), identity.also_believed.end(), believe))
    throw Fault(ErrorCode::kCorrupt, "the server's certificate and key do not fit together");
  return context;
}

std::unique_ptr<Poco::Net::SecureServerSocket> listen_alone(
    const std::string& address, std::uint16_t port, int waiting,
    const Poco::Net::Context::Ptr& context) {
  auto socket = std::make_unique<Poco::Net::SecureServerSocket>(context);
  const bool reuse_address = true;  // a start soon after a stop
  const bool reuse_port = false;
  socket->bind(Poco::Net::SocketAddress(address, port), reuse_address, reuse_port);
  socket->listen(waiting);
  return socket;
}

}  // namespace alcove::http

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/client/enrolment_client.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "shared/crypto/enrolment_code.h"
#include "shared/rules/terminal_identity.h"
#include "shared/wire/headers.h"
#include "shared/wire/json.h"

namespace alcove::client {
namespace {

Error not_an_address() {
  return {ErrorCode::kMalformed, "address",
          "an address looks like 10.0.0.5 or box.clinic.example, with a port after a colon or "
          "without one"};
}

Error not_ours() {
  return {ErrorCode::kUnavailable, kOtherServer,
          "what answers there gave a certificate that does not fit this terminal"};
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::optional<std::uint16_t> port_of(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (code != std::errc() || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

bool host_like(std::string_view host, bool bracketed) {
  if (host.empty() || host.front() == '-' || host.front() == '.') return false;
  return std::all_of(host.begin(), host.end(), [&](char c) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return plain || c == '.' || (bracketed ? c == ':' : c == '-');
  });
}

// The server's own certificate first; the clinic's must be in the chain and carry the fingerprint.
bool is_of_clinic(const std::vector<crypto::Certificate>& chain, const crypto::EnrolmentCode& code,
                  const std::string& host, UtcTime now) {
  const auto authority = std::find_if(
      chain.begin(), chain.end(), [&](const crypto::Certificate& one) { return code.is_of(one); });
  if (authority == chain.end()) return false;
  const crypto::Certificate& server = chain.front();
  return crypto::judge(server, *authority, crypto::CertificateUse::kServer, now) ==
             crypto::Trust::kGood &&
         server.names_host(host);
}

Result<NewTerminal> accepted(const api::enrolment::EnrolReply& reply,
                             const crypto::EnrolmentCode& code, const crypto::P256Key& key,
                             const std::string& host, UtcTime now) {
  auto certificate = crypto::Certificate::from_der(reply.certificate);
  auto authority = crypto::Certificate::from_der(reply.ca_certificate);
  if (!certificate || !authority || !code.is_of(*authority)) return not_ours();
  const Bytes proof{'o', 'u', 'r', 's'};
  const auto says = rules::terminal_identity(certificate->uris());
  const bool good = crypto::judge(*certificate, *authority, crypto::CertificateUse::kTerminal,
                                  now) == crypto::Trust::kGood &&
                    certificate->signed_this(proof, key.sign(proof)) && says &&
                    says->device == reply.device && says->station == reply.station;
  if (!good) return not_ours();
  return NewTerminal{
      .device = reply.device,
      .name = reply.name,
      .station = reply.station,
      .server = {host, static_cast<std::uint16_t>(reply.port)},
      .identity = {key, std::move(certificate).value(), std::move(authority).value()}};
}

Result<api::enrolment::EnrolReply> understood(const RawReply& reply) {
  if (reply.status != 200) {
    const auto body = wire::decode<wire::RefusalBody>(reply.body, wire::UnknownFields::kIgnore);
    const auto code = body ? error_code_from_word(body->error.code) : std::nullopt;
    if (code) return Error{*code, body->error.field, body->error.detail};
  } else {
    auto decoded =
        wire::decode<api::enrolment::EnrolReply>(reply.body, wire::UnknownFields::kIgnore);
    if (decoded) return decoded;
  }
  return Error{ErrorCode::kOtherVersion, {}, "the server's reply is not one this program knows"};
}

}  // namespace

Result<ServerAddress> parse_typed_address(std::string_view typed, std::uint16_t usual_port) {
  std::string_view text = trimmed(typed);
  if (text.size() > kMaxTypedAddress) return not_an_address();
  const bool bracketed = text.starts_with('[');
  std::string_view host;
  std::string_view rest;
  if (bracketed) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return not_an_address();
    host = text.substr(1, end - 1);
    rest = text.substr(end + 1);
  } else {
    const auto colon = text.find(':');
    host = text.substr(0, colon);
    if (colon != std::string_view::npos) rest = text.substr(colon);
  }
  if (!host_like(host, bracketed)) return not_an_address();
  ServerAddress address{std::string(host), usual_port};
  if (rest.empty()) return address;
  const auto port = rest.front() == ':' ? port_of(rest.substr(1)) : std::nullopt;
  if (!port) return not_an_address();
  address.port = *port;
  return address;
}

Result<NewTerminal> enrol(std::string_view typed_address, std::string_view typed_code,
                          RandomSource& random, const Clock& clock,
                          std::chrono::milliseconds within) {
  ALCOVE_ASSIGN(const ServerAddress address, parse_typed_address(typed_address, kEnrolmentPort));
  ALCOVE_ASSIGN(const crypto::EnrolmentCode code, crypto::EnrolmentCode::parse(typed_code));
  const auto deadline = std::chrono::steady_clock::now() + within;
  const crypto::P256Key key = crypto::P256Key::make(random);
  DeadlineWatch watch;
  const TlsTrust trust = TlsTrust::by_chain([&](const std::vector<crypto::Certificate>& chain) {
    return is_of_clinic(chain, code, address.host, clock.now());
  });
  auto connection = TlsConnection::open(address, trust, watch, deadline);
  if (!connection) return connection.error();

  const Bytes csr = crypto::make_request(key);
  const crypto::Hash256 mac = code.mac(csr);
  const api::enrolment::EnrolRequest request{
      .protocol = wire::kProtocolVersion, .csr = csr, .mac = Bytes(mac.begin(), mac.end())};
  const RawRequest raw{
      .method = api::enrolment::enrol.method,
      .target = std::string(api::enrolment::enrol.path),
      .body = wire::encode(request),
      .headers = {{std::string(wire::kProtocolHeader), fmt::format("{}", wire::kProtocolVersion)}}};
  ALCOVE_ASSIGN(const RawReply reply, (*connection)->exchange(raw, deadline));
  ALCOVE_ASSIGN(const api::enrolment::EnrolReply enrolled, understood(reply));
  return accepted(enrolled, code, key, address.host, clock.now());
}

}  // namespace alcove::client

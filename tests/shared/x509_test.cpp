// SPDX-License-Identifier: Apache-2.0
#include "shared/crypto/x509.h"

#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <fstream>

#include "shared/base/grouped_code.h"
#include "shared/crypto/enrolment_code.h"
#include "tests/support/scratch.h"

using namespace alcove;
using namespace alcove::crypto;

namespace {

const UtcTime kNow = parse_utc("2026-11-24T15:00:00.000Z").value();

struct Clinic {
  SystemRandom random;
  P256Key authority_key = P256Key::make(random);
  Certificate authority = make_authority(authority_key, "Cedar Street Clinic", kNow, random);
  P256Key server_key = P256Key::make(random);
  Certificate server = issue_server({authority, authority_key}, server_key,
                                    {"127.0.0.1", "localhost", "::1"}, kNow, random)
                           .value();
  P256Key terminal_key = P256Key::make(random);
  Certificate terminal = issue_for(terminal_key);

  Certificate issue_for(const P256Key& key) {
    return issue_terminal({authority, authority_key},
                          RequestedKey::from_request(make_request(key)).value(), "lobby one",
                          {"urn:alcove:station:lobby"}, kNow, random);
  }
};

// What the openssl program says: its output, with its exit code at the end.
std::string openssl(const std::string& arguments) {
  FILE* const pipe = popen(("openssl " + arguments + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string out;
  std::array<char, 512> part{};
  while (std::fgets(part.data(), part.size(), pipe) != nullptr) out += part.data();
  const int status = pclose(pipe);
  return out + "exit " + std::to_string(WEXITSTATUS(status));
}

void save(const std::filesystem::path& file, std::string_view text) {
  std::ofstream(file, std::ios::binary) << text;
}

std::string load(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the openssl program accepts our certificates for their own use only") {
  Clinic clinic;
  testing::Scratch scratch;
  save(scratch / "ca.pem", clinic.authority.pem());
  save(scratch / "server.pem", clinic.server.pem());
  save(scratch / "terminal.pem", clinic.terminal.pem());
  const std::string ca = (scratch / "ca.pem").string();
  const auto verify = [&](const std::string& purpose, const std::string& name,
                          std::int64_t at = 1795532400) {
    return openssl("verify -x509_strict -attime " + std::to_string(at) + " -purpose " + purpose +
                   " -CAfile " + ca + " " + (scratch / name).string());
  };
  CHECK(has(verify("sslserver", "server.pem"), "OK\nexit 0"));
  CHECK(has(verify("sslclient", "terminal.pem"), "OK\nexit 0"));
  CHECK(has(verify("sslclient", "server.pem"), "exit 2"));
  CHECK(has(verify("sslserver", "terminal.pem"), "exit 2"));
  // A year and a day, and ten years: 367 days later the leaf is out of time, the authority is not.
  CHECK(has(verify("sslserver", "server.pem", 1795532400 + 367LL * 86400), "has expired"));
  CHECK(has(verify("any", "ca.pem", 1795532400 + 3652LL * 86400), "OK\nexit 0"));
  CHECK(has(verify("any", "ca.pem", 1795532400 + 3654LL * 86400), "has expired"));
}

TEST_CASE("the openssl program reads in our certificates what the profiles say") {
  Clinic clinic;
  testing::Scratch scratch;
  save(scratch / "ca.pem", clinic.authority.pem());
  save(scratch / "server.pem", clinic.server.pem());
  save(scratch / "terminal.pem", clinic.terminal.pem());
  const auto text = [&](const std::string& name) {
    return openssl("x509 -noout -text -fingerprint -sha256 -in " + (scratch / name).string());
  };
  const std::string ca = text("ca.pem");
  CHECK(has(ca, "Version: 3"));
  CHECK(has(ca, "O = Alcove, CN = Cedar Street Clinic"));
  CHECK(has(ca, "X509v3 Basic Constraints: critical\n                CA:TRUE, pathlen:0"));
  CHECK(has(ca, "X509v3 Key Usage: critical\n                Certificate Sign\n"));
  CHECK(has(ca, "ecdsa-with-SHA256"));
  CHECK(has(ca, "Not After : Nov 24 15:00:00 2036 GMT"));
  const std::string server = text("server.pem");
  CHECK(has(server, "X509v3 Extended Key Usage: critical\n                TLS Web Server"));
  CHECK(has(server, "IP Address:127.0.0.1, DNS:localhost, IP Address:0:0:0:0:0:0:0:1"));
  CHECK(has(server, "Not Before: Nov 24 14:00:00 2026 GMT"));
  CHECK(has(server, "NIST CURVE: P-256"));
  const std::string terminal = text("terminal.pem");
  CHECK(has(terminal, "X509v3 Basic Constraints: critical\n                CA:FALSE"));
  CHECK(has(terminal, "X509v3 Key Usage: critical\n                Digital Signature\n"));
  CHECK(has(terminal, "TLS Web Client Authentication"));
  CHECK(has(terminal, "URI:urn:alcove:station:lobby"));
  CHECK(has(terminal, "Subject: CN = lobby one"));
  // "sha256 Fingerprint=AB:CD:..." is ours with colons.
  std::string fingerprint;
  for (const std::uint8_t byte : clinic.terminal.fingerprint()) {
    std::array<char, 4> hex{};
    REQUIRE(std::snprintf(hex.data(), hex.size(), "%02X:", byte) == 3);
    fingerprint += hex.data();
  }
  fingerprint.pop_back();
  CHECK(has(terminal, "Fingerprint=" + fingerprint));
}

TEST_CASE("a certificate is good for its use in its time under its own authority") {
  Clinic clinic;
  const auto& authority = clinic.authority;
  CHECK(judge(clinic.server, authority, CertificateUse::kServer, kNow) == Trust::kGood);
  CHECK(judge(clinic.terminal, authority, CertificateUse::kTerminal, kNow) == Trust::kGood);
  CHECK(judge(clinic.server, authority, CertificateUse::kTerminal, kNow) == Trust::kWrongUse);
  CHECK(judge(clinic.terminal, authority, CertificateUse::kServer, kNow) == Trust::kWrongUse);
  CHECK(judge(authority, authority, CertificateUse::kServer, kNow) == Trust::kWrongUse);
  const auto terminal_at = [&](UtcTime time) {
    return judge(clinic.terminal, authority, CertificateUse::kTerminal, time);
  };
  using std::chrono::hours;
  using std::chrono::seconds;
  CHECK(terminal_at(kNow - hours(1)) == Trust::kGood);
  CHECK(terminal_at(kNow - hours(1) - seconds(2)) == Trust::kNotYetValid);
  CHECK(terminal_at(kNow + hours(366 * 24) - seconds(2)) == Trust::kGood);
  CHECK(terminal_at(kNow + hours(366 * 24) + seconds(2)) == Trust::kExpired);
}

TEST_CASE("a certificate of another authority, even of the same name, is refused") {
  Clinic clinic;
  Clinic other;
  CHECK(judge(clinic.terminal, other.authority, CertificateUse::kTerminal, kNow) ==
        Trust::kOtherAuthority);
}

TEST_CASE("a certificate with any one bit of its signed part altered is not good") {
  Clinic clinic;
  const Bytes& der = clinic.terminal.der();
  std::size_t good = 0;
  for (std::size_t at = 0; at < der.size(); ++at) {
    Bytes altered = der;
    altered[at] = static_cast<std::uint8_t>(altered[at] ^ 0x01);
    const auto parsed = Certificate::from_der(altered);
    if (parsed && judge(*parsed, clinic.authority, CertificateUse::kTerminal, kNow) == Trust::kGood)
      ++good;
  }
  CHECK(good == 0);
}

TEST_CASE("certificates that openssl made to other profiles are refused") {
  Clinic clinic;
  testing::Scratch scratch;
  // The openssl program goes by the machine's clock.
  const UtcTime now = SystemClock().now();
  clinic.authority = make_authority(clinic.authority_key, "Clinic", now, clinic.random);
  save(scratch / "ca.pem", clinic.authority.pem());
  save(scratch / "ca.key", clinic.authority_key.pem().text());
  const auto made = [&](const std::string& key_kind, const std::string& extensions) {
    save(scratch / "ext.cnf", extensions);
    const std::string folder = scratch.folder().string();
    REQUIRE(has(openssl("req -new -newkey " + key_kind + " -nodes -subj /CN=x -keyout " + folder +
                        "/leaf.key -out " + folder + "/leaf.csr"),
                "exit 0"));
    REQUIRE(has(openssl("x509 -req -days 30 -in " + folder + "/leaf.csr -CA " + folder +
                        "/ca.pem -CAkey " + folder + "/ca.key -set_serial 7 -extfile " + folder +
                        "/ext.cnf -out " + folder + "/leaf.pem"),
                "exit 0"));
    const auto certificate = Certificate::from_pem(load(scratch / "leaf.pem")).value();
    return judge(certificate, clinic.authority, CertificateUse::kTerminal,
                 now + std::chrono::hours(1));
  };
  const std::string ec = "ec -pkeyopt ec_paramgen_curve:P-256";
  const std::string ids = "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n";
  const std::string leaf = ids + "basicConstraints=critical,CA:FALSE\n";
  const std::string usage = "keyUsage=critical,digitalSignature\n";
  CHECK(made(ec, leaf + usage + "extendedKeyUsage=clientAuth\n") == Trust::kGood);
  CHECK(made(ec, leaf + usage + "extendedKeyUsage=serverAuth\n") == Trust::kWrongUse);
  CHECK(made(ec, leaf + usage + "extendedKeyUsage=clientAuth,serverAuth\n") == Trust::kWrongUse);
  CHECK(made(ec, leaf + usage) == Trust::kWrongUse);
  CHECK(made(ec, leaf + "extendedKeyUsage=clientAuth\n") == Trust::kWrongUse);
  CHECK(made(ec, ids + "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n" +
                     "extendedKeyUsage=clientAuth\n") == Trust::kWrongUse);
  CHECK(made("rsa:2048", leaf + usage + "extendedKeyUsage=clientAuth\n") == Trust::kWrongUse);
  CHECK(made("ec -pkeyopt ec_paramgen_curve:P-384",
             leaf + usage + "extendedKeyUsage=clientAuth\n") == Trust::kWrongUse);
}

TEST_CASE("a server certificate names its hosts and nothing else") {
  Clinic clinic;
  CHECK(clinic.server.names_host("127.0.0.1"));
  CHECK(clinic.server.names_host("localhost"));
  CHECK(clinic.server.names_host("::1"));
  CHECK_FALSE(clinic.server.names_host("127.0.0.2"));
  CHECK_FALSE(clinic.server.names_host("alcove-server"));
  CHECK_FALSE(clinic.server.names_host(""));
  const auto hosts = [&](const std::vector<std::string>& names) {
    return issue_server({clinic.authority, clinic.authority_key}, clinic.server_key, names, kNow,
                        clinic.random);
  };
  CHECK(hosts({"box.clinic.example"}).ok());
  CHECK(hosts({}).error().code == ErrorCode::kOutOfRange);
  CHECK(hosts({""}).error().code == ErrorCode::kOutOfRange);
  CHECK(hosts({"a b"}).error().code == ErrorCode::kOutOfRange);
  CHECK(hosts({"*.example"}).error().code == ErrorCode::kOutOfRange);
  CHECK(hosts({"localhost,DNS:evil"}).error().code == ErrorCode::kOutOfRange);
  CHECK(hosts({std::string(253, 'a')}).ok());
  CHECK(hosts({std::string(254, 'a')}).error().code == ErrorCode::kOutOfRange);
}

TEST_CASE("a leaf never outlives its authority") {
  Clinic clinic;
  const UtcTime late = clinic.authority.until() - std::chrono::days(10);
  const Certificate last = issue_server({clinic.authority, clinic.authority_key}, clinic.server_key,
                                        {"localhost"}, late, clinic.random)
                               .value();
  CHECK(last.until() == clinic.authority.until());
}

TEST_CASE("a long name of a clinic is cut between two characters") {
  Clinic clinic;
  std::string name(63, 'a');
  name += "\u00e9";  // two bytes: the 64th and the 65th
  const Certificate cut = make_authority(clinic.authority_key, name, kNow, clinic.random);
  CHECK(cut.common_name() == std::string(63, 'a'));
}

TEST_CASE("openssl accepts a request of ours, and we accept one of openssl's") {
  Clinic clinic;
  testing::Scratch scratch;
  save(scratch / "ours.csr", as_text(make_request(clinic.terminal_key)));
  CHECK(has(openssl("req -inform DER -noout -verify -in " + (scratch / "ours.csr").string()),
            "verify OK\nexit 0"));
  const std::string made = (scratch / "theirs.csr").string();
  const std::string key = (scratch / "theirs.key").string();
  REQUIRE(has(openssl("req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=x "
                      "-outform DER -keyout " +
                      key + " -out " + made),
              "exit 0"));
  const auto requested = RequestedKey::from_request(as_bytes(load(made)));
  REQUIRE(requested.ok());
  CHECK(requested->public_der() == P256Key::from_pem(load(key)).value().public_der());
}

TEST_CASE("a request without proof of its key is refused") {
  Clinic clinic;
  const Bytes good = make_request(clinic.terminal_key);
  REQUIRE(RequestedKey::from_request(good).ok());
  std::size_t accepted = 0;
  for (std::size_t at = 0; at < good.size(); ++at) {
    Bytes altered = good;
    altered[at] = static_cast<std::uint8_t>(altered[at] ^ 0x10);
    if (RequestedKey::from_request(altered).ok()) ++accepted;
  }
  CHECK(accepted == 0);
  Bytes longer = good;
  longer.push_back(0);
  CHECK_FALSE(RequestedKey::from_request(longer));
  CHECK_FALSE(RequestedKey::from_request(ByteView(good).first(good.size() - 1)));
  CHECK_FALSE(RequestedKey::from_request({}));
}

TEST_CASE("a request for a key of another kind is refused") {
  testing::Scratch scratch;
  for (const std::string kind : {"rsa:2048", "ec -pkeyopt ec_paramgen_curve:P-384", "ed25519"}) {
    const std::string out = (scratch / "other.csr").string();
    REQUIRE(has(openssl("req -new -newkey " + kind + " -nodes -subj /CN=x -outform DER -keyout " +
                        (scratch / "other.key").string() + " -out " + out),
                "exit 0"));
    CHECK_FALSE(RequestedKey::from_request(as_bytes(load(out))));
  }
}

TEST_CASE("a private key goes out and comes back, and openssl reads it") {
  Clinic clinic;
  testing::Scratch scratch;
  const P256Key again = P256Key::from_der(clinic.server_key.der().view()).value();
  CHECK(again.public_der() == clinic.server_key.public_der());
  CHECK(P256Key::from_pem(clinic.server_key.pem().text()).value().public_der() ==
        again.public_der());
  save(scratch / "key.pem", clinic.server_key.pem().text());
  CHECK(has(openssl("pkey -check -noout -in " + (scratch / "key.pem").string()),
            "Key is valid\nexit 0"));
  CHECK(P256Key::from_pem("nothing").error().code == ErrorCode::kMalformed);
  CHECK(P256Key::from_der(as_bytes("nothing")).error().code == ErrorCode::kMalformed);
}

TEST_CASE("a private key comes from the randomness it is given") {
  SeededRandom one(5);
  SeededRandom two(5);
  SeededRandom three(6);
  const Bytes first = P256Key::make(one).public_der();
  CHECK(first == P256Key::make(two).public_der());
  CHECK(first != P256Key::make(three).public_der());
}

TEST_CASE("what a terminal signs is checked with its certificate") {
  Clinic clinic;
  const Bytes signature = clinic.terminal_key.sign(as_bytes("a spooled record"));
  CHECK(clinic.terminal.signed_this(as_bytes("a spooled record"), signature));
  CHECK_FALSE(clinic.terminal.signed_this(as_bytes("a spooled recorD"), signature));
  CHECK_FALSE(clinic.server.signed_this(as_bytes("a spooled record"), signature));
  testing::Scratch scratch;
  save(scratch / "key.pem", clinic.terminal_key.pem().text());
  save(scratch / "message", "a spooled record");
  save(scratch / "signature", as_text(signature));
  CHECK(has(openssl("dgst -sha256 -prverify " + (scratch / "key.pem").string() + " -signature " +
                    (scratch / "signature").string() + " " + (scratch / "message").string()),
            "Verified OK\nexit 0"));
}

TEST_CASE("an enrolment code is nine groups, tells its clinic from another and survives typing") {
  Clinic clinic;
  Clinic other;
  const EnrolmentCode code = EnrolmentCode::make(clinic.authority, clinic.random);
  std::string text = code.text();
  CHECK(text.size() == 9 * 5 + 8);
  for (char& c : text) c = c == '-' ? ' ' : static_cast<char>(std::tolower(c));
  const EnrolmentCode typed = EnrolmentCode::parse(text).value();
  CHECK(typed.is_of(clinic.authority));
  CHECK_FALSE(typed.is_of(other.authority));
  CHECK(equal_secrets(typed.secret().view(), code.secret().view()));
}

TEST_CASE("a typing mistake in an enrolment code is named by its group") {
  Clinic clinic;
  std::string text = EnrolmentCode::make(clinic.authority, clinic.random).text();
  text[6 * 6 + 1] = text[6 * 6 + 1] == '0' ? '1' : '0';
  const auto refused = EnrolmentCode::parse(text);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kWrongCode);
  CHECK(refused.error().field == "group 7");
}

TEST_CASE("an enrolment code of another version is refused as that") {
  Bytes bytes(22, 0);
  bytes[0] = 2;
  const auto refused = EnrolmentCode::parse(encode_grouped_code(bytes));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kOtherVersion);
}

TEST_CASE("the proof of an enrolment is HMAC-SHA-256 over the label and the request") {
  // printf 'alcove enrolment v1\0\0\0\3abc' | openssl dgst -sha256 -mac HMAC -macopt
  // hexkey:0102030405
  testing::Scratch scratch;
  save(scratch / "message", std::string("alcove enrolment v1\0\0\0\3abc", 26));
  EnrolmentCode::Secret secret;
  for (std::uint8_t i = 0; i < 5; ++i) secret.writable()[i] = static_cast<std::uint8_t>(i + 1);
  const std::string expected =
      openssl("dgst -sha256 -mac HMAC -macopt hexkey:0102030405 " + (scratch / "message").string());
  CHECK(has(expected, to_hex(EnrolmentCode::mac(secret, as_bytes("abc")))));
}

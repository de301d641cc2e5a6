// SPDX-License-Identifier: Apache-2.0
// What arrives at a port, as POCO and our checks read it. The first byte says in what pieces it
// arrives. A second reader, written here after RFC 9112 alone and strict, reads the same bytes: a
// request that is taken must be the same one to both, so that nobody can smuggle one in another.
#include <Poco/Net/StreamSocketImpl.h>

#include <algorithm>
#include <map>
#include <optional>

#include "server/http/connection.h"
#include "tests/fuzz/target.h"

using namespace alcove;

namespace {

constexpr std::size_t kMostRequests = 20;  // on one connection

// A connection whose other side has sent so many bytes and then nothing more.
class MemorySocket final : public Poco::Net::StreamSocketImpl {
 public:
  MemorySocket(std::string_view sent, std::size_t piece) : sent_(sent), piece_(piece) {}
  int receiveBytes(void* buffer, int length, int) override {
    const std::size_t count = std::min({sent_.size(), piece_, static_cast<std::size_t>(length)});
    std::copy_n(sent_.begin(), count, static_cast<char*>(buffer));
    sent_.remove_prefix(count);
    return static_cast<int>(count);
  }
  int sendBytes(const void*, int length, int) override { return length; }
  bool poll(const Poco::Timespan&, int) override { return true; }
  Poco::Net::SocketAddress address() override { return {}; }
  Poco::Net::SocketAddress peerAddress() override { return {}; }
  void close() override {}
  void shutdown() override {}
  void setReceiveTimeout(const Poco::Timespan&) override {}
  void setSendTimeout(const Poco::Timespan&) override {}
  void setRawOption(int, int, const void*, poco_socklen_t) override {}

 private:
  std::string_view sent_;
  std::size_t piece_;
};

class MemoryConnection final : public Poco::Net::StreamSocket {
 public:
  MemoryConnection(std::string_view sent, std::size_t piece)
      : StreamSocket(new MemorySocket(sent, piece)) {}
};

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

struct Seen {
  std::string method{};
  std::string target{};
  std::map<std::string, std::string> fields{};
  std::string body{};
};

// The line up to CR LF; nothing where it ends otherwise.
std::optional<std::string_view> take_line(std::string_view& rest) {
  const std::size_t end = rest.find("\r\n");
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 2);
  if (line.find_first_of("\r\n") != std::string_view::npos) return std::nullopt;
  return line;
}

bool take_fields(std::string_view& rest, std::map<std::string, std::string>& fields) {
  while (true) {
    const auto line = take_line(rest);
    if (!line) return false;
    if (line->empty()) return true;
    const std::size_t colon = line->find(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    const std::string name = lower(std::string(line->substr(0, colon)));
    if (name.find_first_of(" \t") != std::string::npos) return false;
    if (!fields.emplace(name, trimmed(line->substr(colon + 1))).second) return false;
  }
}

std::optional<Seen> read_strictly(std::string_view& rest) {
  const auto first = take_line(rest);
  if (!first) return std::nullopt;
  const std::size_t one = first->find(' ');
  const std::size_t two = first->rfind(' ');
  if (one == std::string_view::npos || one == two) return std::nullopt;
  if (first->substr(two) != " HTTP/1.1") return std::nullopt;
  Seen seen;
  seen.method = first->substr(0, one);
  seen.target = first->substr(one + 1, two - one - 1);
  if (!take_fields(rest, seen.fields)) return std::nullopt;
  std::size_t length = 0;
  const auto found = seen.fields.find("content-length");
  if (found != seen.fields.end()) {
    const std::string& digits = found->second;
    if (digits.empty() || digits.size() > 12 ||
        digits.find_first_not_of("0123456789") != std::string::npos) {
      return std::nullopt;
    }
    length = std::stoull(digits);
  }
  if (length > rest.size() || seen.fields.contains("transfer-encoding")) return std::nullopt;
  seen.body = rest.substr(0, length);
  rest.remove_prefix(length);
  return seen;
}

void compare(const http::Request& taken, const std::optional<Seen>& seen) {
  fuzz::require(seen.has_value(), "a request that is taken is one to a strict reader");
  fuzz::require((taken.method == wire::Method::kGet ? "GET" : "POST") == seen->method,
                "both readers see the same method");
  std::string target = taken.path;
  if (seen->target.find('?') != std::string::npos) target += "?" + taken.query;
  fuzz::require(target == seen->target, "both readers see the same target");
  fuzz::require(taken.body == seen->body, "both readers see the same body");
  fuzz::require(taken.body.size() <= wire::kMaxBody, "a body has its limit");
  const auto field = [&](const char* name) {
    const auto found = seen->fields.find(name);
    return found == seen->fields.end() ? std::string() : found->second;
  };
  fuzz::require(taken.session == field("alcove-session"), "both see the same session");
  fuzz::require(taken.idempotency_key == field("idempotency-key"), "both see the same key");
  fuzz::require(taken.protocol == field("alcove-protocol"), "both see the same protocol");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::size_t piece = std::max<std::size_t>(input.byte(), 1);
  std::string_view rest = as_text(input.rest());
  static Poco::Net::HTTPServerParams::Ptr params(new Poco::Net::HTTPServerParams);
  const MemoryConnection connection(rest, piece == 255 ? rest.size() + 1 : piece);
  http::Session session(connection, params);
  for (std::size_t i = 0; i < kMostRequests; ++i) {
    try {
      const Result<std::optional<http::TakenRequest>> taken = http::read_request(session);
      if (!taken || !*taken) return 0;
      compare((*taken)->request, read_strictly(rest));
    } catch (const Poco::Exception&) {
      return 0;  // the connection broke
    }
  }
  return 0;
}

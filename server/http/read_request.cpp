// SPDX-License-Identifier: Apache-2.0
#include <Poco/Net/HTTPFixedLengthStream.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/String.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "server/http/connection.h"
#include "shared/api/session.h"
#include "shared/wire/headers.h"

namespace alcove::http {
namespace {

// POCO says one thing for both, in words that may quote what was sent.
Error not_a_request() {
  return {
      ErrorCode::kMalformed,
      {},
      fmt::format("this is not an HTTP request, or its header is past a limit: {} bytes in all, "
                  "{} fields, names of {} bytes and values of {}",
                  Connection::kMaxHeaderBytes, Connection::kMaxHeaderFields,
                  Connection::kMaxHeaderName, Connection::kMaxHeaderValue)};
}

// METHOD SP target SP version, and no other blank: POCO takes any, and passes over what follows.
bool is_request_line(std::string_view line) {
  return std::count(line.begin(), line.end(), ' ') == 2 &&
         line.find('\t') == std::string_view::npos;
}

// The header's bytes as they came, to the empty line; nothing when none came. POCO would take lines
// that end in LF alone, fields that go on in the next line, and pass over lines that are no field
// (RFC 9112, 2.2 and 5): two readers could see two requests there.
Result<std::optional<std::string>> take_header(Session& session) {
  constexpr std::size_t most = Connection::kMaxHeaderBytes + 4 * Connection::kMaxHeaderFields + 100;
  std::string text;
  std::size_t line = 0;  // where the newest line begins
  while (true) {
    const std::optional<char> next = session.next_byte();
    if (!next) {
      if (text.empty()) return std::optional<std::string>();
      return not_a_request();
    }
    text += *next;
    if (text.size() > most || text[line] == ' ' || text[line] == '\t') return not_a_request();
    if (text.back() != '\n') continue;
    if (text.size() - line < 2 || text[text.size() - 2] != '\r') return not_a_request();
    if (text.size() - line == 2) return std::optional<std::string>(std::move(text));
    const std::string_view newest = std::string_view(text).substr(line, text.size() - line - 2);
    const bool formed =
        line == 0 ? is_request_line(newest) : newest.find(':') != std::string_view::npos;
    if (!formed || newest.find_first_of("\v\f\r") != std::string_view::npos) return not_a_request();
    line = text.size();
  }
}

Result<wire::Method> method_of(const std::string& word) {
  if (word == "GET") return wire::Method::kGet;
  if (word == "POST") return wire::Method::kPost;
  return Error{ErrorCode::kNoSuchRoute, {}, "only GET and POST are known here"};
}

// The body's length, from the one place where it may stand.
Result<std::size_t> length_of(const Poco::Net::HTTPRequest& request) {
  if (request.has("Transfer-Encoding")) {
    return Error{ErrorCode::kMalformed, {}, "a body comes with its length, not in chunks"};
  }
  if (!request.has("Content-Length")) return std::size_t{0};
  const std::string text = request.get("Content-Length");
  const bool digits =
      !text.empty() && text.size() <= 12 &&
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) return Error{ErrorCode::kMalformed, {}, "the length is not a number"};
  const std::size_t length = std::stoull(text);
  if (length > wire::kMaxBody) {
    return Error{
        ErrorCode::kTooLarge, {}, fmt::format("a body has at most {} bytes", wire::kMaxBody)};
  }
  return length;
}

// RFC 9110, 5.6.2: what a field's name consists of.
bool is_token(const std::string& name) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::all_of(name.begin(), name.end(), [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           marks.find(c) != std::string_view::npos;
  });
}

// RFC 9110, 5.5: no NUL, no other control character but the tab.
bool is_field_text(const std::string& value) {
  return std::none_of(value.begin(), value.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
  });
}

// What one reader of a request could understand otherwise than another: POCO takes all of it.
Result<void> check_header_form(const Poco::Net::HTTPRequest& request) {
  if (request.getVersion() != Poco::Net::HTTPMessage::HTTP_1_1) {
    return Error{ErrorCode::kMalformed, {}, "only HTTP/1.1 is spoken here"};
  }
  std::set<std::string> seen;
  for (const auto& [name, value] : request) {
    if (!is_token(name) || !is_field_text(value)) {
      return Error{ErrorCode::kMalformed, {}, "a header field holds a character it may not"};
    }
    if (!seen.insert(Poco::toLower(name)).second) {
      return Error{ErrorCode::kMalformed, {}, "a header field is there twice"};
    }
  }
  return {};
}

// Whether every field is there as it was sent: POCO makes words of the form "=?UTF-8?Q?...?=" into
// others (RFC 2047), which is for mail; HTTP knows no such words (RFC 9110, 5.5).
bool reads_as_sent(std::string_view header, const Poco::Net::HTTPRequest& request) {
  constexpr std::string_view blanks = " \t";
  header.remove_prefix(header.find('\n') + 1);
  while (header.size() > 2) {
    const std::size_t end = header.find("\r\n");
    if (end == std::string_view::npos) return false;
    const std::string_view line = header.substr(0, end);
    header.remove_prefix(end + 2);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return false;
    std::string_view sent = line.substr(colon + 1);
    sent.remove_prefix(std::min(sent.find_first_not_of(blanks), sent.size()));
    sent = sent.substr(0, sent.find_last_not_of(blanks) + 1);
    if (request.get(std::string(line.substr(0, colon)), "") != sent) return false;
  }
  return true;
}

Result<void> check_header_size(const Poco::Net::HTTPRequest& request, std::size_t max) {
  std::size_t size = request.getURI().size();
  for (const auto& [name, value] : request) size += name.size() + value.size();
  if (size <= max) return {};
  return Error{ErrorCode::kTooLarge, {}, fmt::format("the header has at most {} bytes", max)};
}

Result<Request> read_checked(std::string_view header, const Poco::Net::HTTPRequest& request,
                             Session& session) {
  ALCOVE_TRY(check_header_size(request, Connection::kMaxHeaderBytes));
  ALCOVE_TRY(check_header_form(request));
  if (!reads_as_sent(header, request)) return not_a_request();
  Request out;
  ALCOVE_ASSIGN(out.method, method_of(request.getMethod()));
  ALCOVE_ASSIGN(const std::size_t length, length_of(request));
  const std::string& uri = request.getURI();
  const std::size_t question = uri.find('?');
  out.path = uri.substr(0, question);
  if (question != std::string::npos) out.query = uri.substr(question + 1);
  if (out.method == wire::Method::kGet && length != 0) {
    return Error{ErrorCode::kMalformed, {}, "a GET has no body"};
  }
  if (out.method == wire::Method::kPost && !out.query.empty()) {
    return Error{ErrorCode::kMalformed, {}, "a POST has no query string"};
  }
  out.body.resize(length);
  Poco::Net::HTTPFixedLengthInputStream body(session, static_cast<Poco::Int64>(length));
  body.read(out.body.data(), static_cast<std::streamsize>(length));
  if (static_cast<std::size_t>(body.gcount()) != length) {
    return Error{ErrorCode::kMalformed, {}, "the body is shorter than its length says"};
  }
  out.session = request.get(std::string(api::session::kSessionHeader), "");
  out.purpose = request.get(std::string(api::session::kPurposeHeader), "");
  out.idempotency_key = request.get(std::string(wire::kIdempotencyHeader), "");
  out.protocol = request.get(std::string(wire::kProtocolHeader), "");
  return out;
}

}  // namespace

std::optional<char> Session::next_byte() {
  if (buffered() == 0) peek();  // fills the buffer; what it gives cannot tell 255 from the end
  char byte = 0;
  if (buffered() == 0 || read(&byte, 1) != 1) return std::nullopt;
  return byte;
}

Result<std::optional<TakenRequest>> read_request(Session& session) {
  ALCOVE_ASSIGN(const std::optional<std::string> header, take_header(session));
  if (!header) return std::optional<TakenRequest>();
  Poco::Net::HTTPRequest request;
  std::istringstream text(*header);
  try {
    request.read(text);
  } catch (const Poco::Exception&) {
    return not_a_request();
  }
  ALCOVE_ASSIGN(Request checked, read_checked(*header, request, session));
  return std::optional(TakenRequest{std::move(checked), request.getKeepAlive()});
}

}  // namespace alcove::http

// SPDX-License-Identifier: Apache-2.0
#include <Poco/String.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "server/http/connection.h"
#include "shared/api/session.h"
#include "shared/wire/headers.h"

namespace alcove::http {
namespace {

Result<wire::Method> method_of(const std::string& word) {
  if (word == "GET") return wire::Method::kGet;
  if (word == "POST") return wire::Method::kPost;
  return Error{ErrorCode::kNoSuchRoute, {}, "only GET and POST are known here"};
}

// The body's length, from the one place where it may stand.
Result<std::size_t> length_of(const Poco::Net::HTTPServerRequest& request) {
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
Result<void> check_header_form(const Poco::Net::HTTPServerRequest& request) {
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

Result<void> check_header_size(const Poco::Net::HTTPServerRequest& request, std::size_t max) {
  std::size_t size = request.getURI().size();
  for (const auto& [name, value] : request) size += name.size() + value.size();
  if (size <= max) return {};
  return Error{ErrorCode::kTooLarge, {}, fmt::format("the header has at most {} bytes", max)};
}

}  // namespace

Result<Request> read_request(Poco::Net::HTTPServerRequest& request, std::size_t max_header_bytes) {
  ALCOVE_TRY(check_header_size(request, max_header_bytes));
  ALCOVE_TRY(check_header_form(request));
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
  request.stream().read(out.body.data(), static_cast<std::streamsize>(length));
  if (static_cast<std::size_t>(request.stream().gcount()) != length) {
    return Error{ErrorCode::kMalformed, {}, "the body is shorter than its length says"};
  }
  out.session = request.get(std::string(api::session::kSessionHeader), "");
  out.purpose = request.get(std::string(api::session::kPurposeHeader), "");
  out.idempotency_key = request.get(std::string(wire::kIdempotencyHeader), "");
  out.protocol = request.get(std::string(wire::kProtocolHeader), "");
  return out;
}

}  // namespace alcove::http

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/client/https_client.h"

#include <fmt/format.h>

#include <algorithm>

#include "shared/api/live.h"
#include "shared/wire/headers.h"

namespace alcove::client {

using std::chrono::steady_clock;

HttpsClient::HttpsClient(ServerAddress address, const TerminalIdentity& identity, HeadMemory memory,
                         const Clock& clock, RandomSource& random, ClientTimes times)
    : address_(std::move(address)),
      identity_(identity, address_.host),
      memory_(std::move(memory)),
      clock_(clock),
      random_(random),
      times_(times) {}

HttpsClient::~HttpsClient() {
  wipe(session_.data(), session_.size());
}

void HttpsClient::set_session(ByteView token) {
  const std::lock_guard lock(mutex_);
  wipe(session_.data(), session_.size());
  session_ = to_hex(token);
}

UtcTime HttpsClient::server_now() const {
  return clock_.now() + std::chrono::milliseconds(clock_offset_ms_.load());
}

void HttpsClient::close() {
  watch_.end_all();
  stream_watch_.end_all();
}

void HttpsClient::use_identity(const TerminalIdentity& identity) {
  identity_.change(identity);
  forget_idle();
}

void HttpsClient::end_stream() {
  stream_watch_.end_current();
}

std::vector<std::pair<std::string, std::string>> HttpsClient::headers() {
  std::vector<std::pair<std::string, std::string>> out{
      {std::string(wire::kProtocolHeader), fmt::format("{}", wire::kProtocolVersion)}};
  const std::lock_guard lock(mutex_);
  if (!session_.empty()) out.emplace_back(api::session::kSessionHeader, session_);
  return out;
}

HttpsClient::Prepared HttpsClient::prepare(wire::Method method, std::string_view path,
                                           wire::AuditClass audit, const CallOptions& options) {
  Prepared prepared;
  prepared.raw.method = method;
  prepared.raw.target = std::string(path);
  prepared.raw.headers = headers();
  prepared.deadline = steady_clock::now() + options.within.value_or(times_.call);
  prepared.audit = audit;
  prepared.purpose = std::string(options.purpose);
  {
    const std::lock_guard lock(mutex_);
    prepared.session = session_;
  }
  const bool writes = audit == wire::AuditClass::kWrite || audit == wire::AuditClass::kSpan;
  if (writes) {
    const IdempotencyKey key =
        options.key ? *options.key : IdempotencyKey::make(clock_.now(), random_);
    prepared.raw.headers.emplace_back(wire::kIdempotencyHeader, key.text());
    prepared.key = key;
  }
  if (!options.purpose.empty()) {
    prepared.raw.headers.emplace_back(api::session::kPurposeHeader, options.purpose);
  }
  // A wrong PIN sent twice would count twice: such calls are made once, on a connection that cannot
  // have been closed meanwhile.
  if (writes || audit != wire::AuditClass::kAccess) prepared.again = Again::kOnce;
  return prepared;
}

Result<std::string> HttpsClient::send(const Prepared& prepared) {
  Stage stage = Stage::kOpening;
  const std::uint64_t shown = identity_.now().count;
  const Reuse reuse = prepared.again == Again::kOnce ? Reuse::kAllowed : Reuse::kFresh;
  Result<RawReply> reply = try_once(prepared, reuse, stage);
  // The server may close a connection that rests at the very moment in which it is used again, and
  // may be started anew in mid-request. The key makes the second try safe.
  const bool lost =
      !reply && stage == Stage::kExchanging && reply.error().code == ErrorCode::kUnavailable;
  if (lost && prepared.again == Again::kOnce) {
    reply = try_once(prepared, Reuse::kFresh, stage);
  }
  if (!reply) {
    // Connections made before the terminal stopped have said their hello to another box.
    if (reply.error().code == ErrorCode::kRolledBack) forget_idle();
    return reply.error();
  }
  Result<std::string> body = body_or_refusal(*reply);
  const bool outlived = !body && body.error().code == ErrorCode::kNoDevice;
  if (outlived && identity_.now().count != shown) {
    // The certificate was renewed meanwhile. The terminal was refused, so nothing was done.
    ALCOVE_ASSIGN(*reply, try_once(prepared, Reuse::kFresh, stage));
    body = body_or_refusal(*reply);
  }
  if (body) tell_acknowledged(prepared, *reply);
  return body;
}

void HttpsClient::tell_acknowledged(const Prepared& prepared, const RawReply& reply) {
  const bool may_have_written =
      prepared.key || (prepared.audit == wire::AuditClass::kAccess && prepared.session.empty());
  if (!acknowledged_ || !may_have_written) return;
  const Result<wire::Head> head = wire::parse_head(reply.head);
  if (!head) return;
  acknowledged_({.path = prepared.raw.target,
                 .audit = prepared.audit,
                 .key = prepared.key,
                 .purpose = prepared.purpose,
                 .session = prepared.session,
                 .request = prepared.raw.body,
                 .reply = reply.body,
                 .head = *head});
}

Result<RawReply> HttpsClient::try_once(const Prepared& prepared, Reuse reuse, Stage& stage) {
  ALCOVE_ASSIGN(const std::optional<wire::Head> before, memory_.seen());
  const std::uint64_t shown = identity_.now().count;
  stage = Stage::kOpening;
  std::unique_ptr<TlsConnection> connection;
  if (reuse == Reuse::kAllowed) connection = take_idle();
  if (!connection) {
    const auto opened_by = std::min(prepared.deadline, steady_clock::now() + times_.open);
    ALCOVE_ASSIGN(connection, open(Greeting::kHello, watch_, opened_by));
  }
  stage = Stage::kExchanging;
  ALCOVE_ASSIGN(RawReply reply, connection->exchange(prepared.raw, prepared.deadline));
  note_time(reply);
  if (!reply.head.empty()) {
    const Result<wire::Head> head = wire::parse_head(reply.head);
    if (head) ALCOVE_TRY(memory_.saw(before, *head));
  }
  if (reply.keep_alive) put_idle(std::move(connection), shown);
  return reply;
}

Result<std::unique_ptr<TlsConnection>> HttpsClient::open(Greeting greeting, DeadlineWatch& watch,
                                                         DeadlineWatch::Time deadline) {
  const ShownIdentity::Now shown = identity_.now();
  auto connection = TlsConnection::open(address_, shown.trust, watch, deadline);
  if (!connection) return connection.error();
  if (greeting == Greeting::kHello) {
    Result<void> greeted = greet(**connection, deadline);
    if (!greeted) {
      // A certificate that has run out is refused by a bare alert, so the terminal says it itself.
      if (greeted.error().code == ErrorCode::kUnavailable && shown.until <= server_now()) {
        return Error{ErrorCode::kNoDevice, {}, "the certificate of this terminal has run out"};
      }
      return greeted.error();
    }
  }
  return connection;
}

Result<void> HttpsClient::greet(TlsConnection& connection, DeadlineWatch::Time deadline) {
  ALCOVE_ASSIGN(const std::optional<wire::Head> seen, memory_.seen());
  api::hello::HelloRequest request;
  if (seen) request.seen = api::hello::as_seen(*seen);
  request.terminal_time = clock_.now();
  if (!keeps_writes_) request.keeps_writes = false;
  if (!reads_kept_) request.reads_kept = false;
  const RawRequest raw{
      .method = api::hello::hello.method,
      .target = std::string(api::hello::hello.path),
      .body = wire::encode(request),
      .headers = {{std::string(wire::kProtocolHeader), fmt::format("{}", wire::kProtocolVersion)}}};
  ALCOVE_ASSIGN(const RawReply reply, connection.exchange(raw, deadline));
  note_time(reply);
  ALCOVE_ASSIGN(const std::string body, body_or_refusal(reply));
  ALCOVE_ASSIGN(
      const api::hello::HelloReply verdict,
      understood(wire::decode<api::hello::HelloReply>(body, wire::UnknownFields::kIgnore)));
  return memory_.greeted(verdict);
}

std::unique_ptr<TlsConnection> HttpsClient::take_idle() {
  const std::lock_guard lock(mutex_);
  while (!idle_.empty()) {
    Idle last = std::move(idle_.back());
    idle_.pop_back();
    const bool young = steady_clock::now() - last.since < times_.idle_for;
    if (young && last.connection->idle_and_open()) return std::move(last.connection);
  }
  return nullptr;
}

void HttpsClient::forget_idle() {
  const std::lock_guard lock(mutex_);
  idle_.clear();
}

void HttpsClient::put_idle(std::unique_ptr<TlsConnection> connection, std::uint64_t shown) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kMaxIdleConnections && shown == identity_.now().count) {
    idle_.push_back({std::move(connection), steady_clock::now()});
  }
}

void HttpsClient::say_keeps_writes(bool keeps) {
  // It is said with a hello, and that with every connection that is opened.
  if (keeps_writes_.exchange(keeps) != keeps) forget_idle();
}

void HttpsClient::say_reads_kept(bool reads) {
  if (reads_kept_.exchange(reads) != reads) forget_idle();
}

void HttpsClient::note_time(const RawReply& reply) {
  const Result<UtcTime> time = parse_utc(reply.server_time);
  if (time) clock_offset_ms_ = (*time - clock_.now()).count();
}

Result<std::string> HttpsClient::body_or_refusal(const RawReply& reply) {
  if (reply.status == 200) return reply.body;
  const auto refusal = wire::decode<wire::RefusalBody>(reply.body, wire::UnknownFields::kIgnore);
  const std::optional<ErrorCode> code =
      refusal ? error_code_from_word(refusal->error.code) : std::nullopt;
  if (!code) {
    return Error{ErrorCode::kOtherVersion,
                 {},
                 "the server refused in words that this program does not know"};
  }
  return Error{*code, refusal->error.field, refusal->error.detail};
}

Result<api::hello::ConfirmRestoreReply> HttpsClient::confirm_restore(
    const api::hello::ConfirmRestoreRequest& request) {
  const auto& route = api::hello::confirm_restore;
  RawRequest raw{
      .method = route.method,
      .target = std::string(route.path),
      .body = wire::encode(request),
      .headers = {{std::string(wire::kProtocolHeader), fmt::format("{}", wire::kProtocolVersion)}}};
  const WipeOnExit wiped(raw.body);
  const DeadlineWatch::Time deadline = steady_clock::now() + times_.call;
  ALCOVE_ASSIGN(const auto connection, open(Greeting::kNone, watch_, deadline));
  ALCOVE_ASSIGN(const RawReply reply, connection->exchange(raw, deadline));
  ALCOVE_ASSIGN(const std::string body, body_or_refusal(reply));
  return understood(
      wire::decode<api::hello::ConfirmRestoreReply>(body, wire::UnknownFields::kIgnore));
}

Error HttpsClient::follow(std::optional<std::int64_t> after, std::chrono::milliseconds silence,
                          const std::function<void()>& on_open,
                          const std::function<bool(const std::string& line)>& on_line) {
  auto connection = open(Greeting::kHello, stream_watch_, steady_clock::now() + times_.open);
  if (!connection) return connection.error();
  RawRequest raw{.method = api::live::follow.method,
                 .target = std::string(api::live::follow.path),
                 .headers = headers()};
  const std::string query = wire::encode_query(api::live::FollowRequest{.after = after});
  if (!query.empty()) raw.target += "?" + query;
  on_open();
  const Result<RawReply> reply = (*connection)->follow(raw, silence, on_line);
  if (!reply) return reply.error();
  const Result<std::string> body = body_or_refusal(*reply);
  if (!body) return body.error();
  return {ErrorCode::kUnavailable, {}, "the event stream was ended here"};
}

}  // namespace alcove::client

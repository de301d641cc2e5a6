// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <thread>

#include "server/http/error_table.h"
#include "server/http/kept_reply_store.h"
#include "tests/http/sample_routes.h"

using namespace alcove;
using namespace alcove::http;
using alcove::testing::SampleServer;
using wire::format_head;
using wire::parse_head;

namespace {

std::string code_in(const Reply& reply) {
  return nlohmann::json::parse(reply.body).at("error").at("code");
}

}  // namespace

TEST_CASE("a write goes through, is an event, and its reply carries the head") {
  SampleServer server;
  const std::int64_t before = server.box.ledger->head().number;
  const Reply reply =
      server.pipeline.handle(SampleServer::terminal(), SampleServer::post(R"({"name":"a"})"));
  CHECK(reply.status == 200);
  CHECK(reply.body == R"({"count":1})");
  CHECK(reply.head.number == before + 1);
  CHECK(reply.head == server.box.ledger->head());
}

TEST_CASE("a read is an event before its answer leaves") {
  SampleServer server;
  const std::int64_t before = server.box.ledger->head().number;
  const Reply reply =
      server.pipeline.handle(SampleServer::terminal(), SampleServer::get(testing::count_names));
  CHECK(reply.status == 200);
  CHECK(reply.head.number == before + 1);
}

TEST_CASE("a retry with the same key is answered with the first reply and done once") {
  SampleServer server;
  const Reply first =
      server.pipeline.handle(SampleServer::terminal(), SampleServer::post(R"({"name":"a"})"));
  const std::int64_t head = server.box.ledger->head().number;
  const Reply again =
      server.pipeline.handle(SampleServer::terminal(), SampleServer::post(R"({"name":"a"})"));
  CHECK(again.body == first.body);
  CHECK(server.writes == 1);
  CHECK(server.box.ledger->head().number == head);
}

TEST_CASE("the same key with another request, or from another terminal, is not a retry") {
  SampleServer server;
  REQUIRE(server.pipeline.handle(SampleServer::terminal(), SampleServer::post(R"({"name":"a"})"))
              .status == 200);
  const Reply other =
      server.pipeline.handle(SampleServer::terminal(), SampleServer::post(R"({"name":"b"})"));
  CHECK(code_in(other) == "repeated_key");
  const auto second_terminal =
      SampleServer::terminal(wire::Station::kFrontDesk, "018f0000-0000-7000-8000-000000000002");
  CHECK(server.pipeline.handle(second_terminal, SampleServer::post(R"({"name":"b"})")).body ==
        R"({"count":2})");
}

TEST_CASE("a refused write may be tried again with its key") {
  SampleServer server;
  CHECK(code_in(server.pipeline.handle(SampleServer::terminal(),
                                       SampleServer::post(R"({"name":"taken"})"))) == "taken");
  CHECK(server.pipeline.handle(SampleServer::terminal(), SampleServer::post(R"({"name":"free"})"))
            .status == 200);
}

TEST_CASE("the same write from many threads at once is done once") {
  SampleServer server;
  std::atomic<int> good{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int tries = 0; tries < 20; ++tries) {
        const Reply reply =
            server.pipeline.handle(SampleServer::terminal(), SampleServer::post(R"({"name":"a"})"));
        if (reply.status == 200) {
          ++good;
          return;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(good == 8);
  const Reply count =
      server.pipeline.handle(SampleServer::terminal(), SampleServer::get(testing::count_names));
  CHECK(count.body == R"({"count":1})");
}

TEST_CASE("a write without a key, or with one that is no UUID, is refused by name") {
  SampleServer server;
  for (const char* bad : {"", "1", "018F0000-0000-7000-8000-000000000001"}) {
    const Reply reply = server.pipeline.handle(SampleServer::terminal(),
                                               SampleServer::post(R"({"name":"a"})", bad));
    CHECK(reply.status == 400);
    CHECK(nlohmann::json::parse(reply.body).at("error").at("field") == "Idempotency-Key");
  }
  CHECK(server.writes == 0);
}

TEST_CASE("kept replies are forgotten after 30 days, not before") {
  SampleServer server;
  REQUIRE(server.pipeline.handle(SampleServer::terminal(), SampleServer::post(R"({"name":"a"})"))
              .status == 200);
  const auto forget = [&] {
    return server.box.ledger
        ->write<std::int64_t>({.system_user = "test"},
                              [](audit::WriteTxn& txn) -> Result<std::int64_t> {
                                txn.record({.action = "nightly.forget"});
                                return forget_old_replies(txn);
                              })
        .value()
        .value;
  };
  server.box.clock.advance(kKeepReplies);
  CHECK(forget() == 0);
  server.box.clock.advance(std::chrono::milliseconds(1));
  CHECK(forget() == 1);
}

TEST_CASE("whoever may not is refused, whatever the body says") {
  SampleServer server;
  const auto refused = [&](const access::Principal& terminal, const std::string& session) {
    Request request = SampleServer::post("not even JSON");
    request.session = session;
    return code_in(server.pipeline.handle(terminal, request));
  };
  CHECK(refused(SampleServer::terminal(), "") == "not_signed_in");
  CHECK(refused(SampleServer::terminal(), "stale") == "not_signed_in");
  CHECK(refused(SampleServer::terminal(), "locked") == "session_locked");
  CHECK(refused(SampleServer::terminal(), "admin") == "forbidden");
  CHECK(refused(SampleServer::terminal(wire::Station::kLobby), "front") == "wrong_station");
  CHECK(refused(SampleServer::terminal(), "front") == "malformed");
  CHECK(server.writes == 0);
}

TEST_CASE("the enrolment port reaches the enrolment routes only, and nobody else reaches those") {
  SampleServer server;
  const access::Principal nobody;
  http::Request request{
      .method = testing::Method::kPost, .path = std::string(testing::enrol.path), .protocol = "1"};
  CHECK(server.pipeline.handle(nobody, request).body == R"({"count":9})");
  CHECK(code_in(server.pipeline.handle(SampleServer::terminal(), request)) == "forbidden");
  request.method = testing::Method::kGet;
  request.path = testing::ping.path;
  CHECK(code_in(server.pipeline.handle(nobody, request)) == "forbidden");
}

TEST_CASE("a path, a method or a protocol that is not ours is refused") {
  SampleServer server;
  Request request = SampleServer::get(testing::count_names);
  request.path = "/v1/sample/nothing";
  CHECK(code_in(server.pipeline.handle(SampleServer::terminal(), request)) == "no_such_route");
  request.path = testing::add_name.path;
  CHECK(code_in(server.pipeline.handle(SampleServer::terminal(), request)) == "no_such_route");
  request = SampleServer::get(testing::count_names);
  request.protocol = "2";
  CHECK(code_in(server.pipeline.handle(SampleServer::terminal(), request)) == "other_version");
  request.protocol.clear();
  CHECK(code_in(server.pipeline.handle(SampleServer::terminal(), request)) == "other_version");
}

TEST_CASE("what breaks inside is a reply that gives nothing away, and is undone") {
  SampleServer server;
  const Reply full =
      server.pipeline.handle(SampleServer::terminal(), SampleServer::post(R"({"name":"broken"})"));
  CHECK(full.status == 507);
  const Reply foreign =
      server.pipeline.handle(SampleServer::terminal(), SampleServer::post(R"({"name":"foreign"})"));
  CHECK(foreign.status == 500);
  CHECK(foreign.body.find("secret") == std::string::npos);
  CHECK(server.pipeline.handle(SampleServer::terminal(), SampleServer::post(R"({"name":"a"})"))
            .body == R"({"count":1})");
}

TEST_CASE("a GET takes its fields from the query string, with the same limits") {
  SampleServer server;
  const auto ask = [&](const std::string& query) {
    return server.pipeline.handle(SampleServer::terminal(),
                                  SampleServer::get(testing::count_names, query));
  };
  CHECK(ask("like=a%20b&at_least=5").status == 200);
  CHECK(code_in(ask("at_least=6")) == "out_of_range");
  CHECK(code_in(ask("at_least=x")) == "wrong_type");
  CHECK(code_in(ask("like=a&like=b")) == "malformed");
  CHECK(code_in(ask("like=%4")) == "malformed");
  CHECK(code_in(ask("extra=1")) == "unknown_field");
  CHECK(code_in(ask("like=" + std::string(21, 'a'))) == "out_of_range");
}

TEST_CASE("a terminal that asks without end is slowed down, another is not") {
  SampleServer server;
  Request request = SampleServer::get(testing::count_names);
  request.path = testing::ping.path;
  for (int i = 0; i < static_cast<int>(RateLimit::kBurst); ++i) {
    REQUIRE(server.pipeline.handle(SampleServer::terminal(), request).status == 200);
  }
  const Reply one_more = server.pipeline.handle(SampleServer::terminal(), request);
  CHECK(one_more.status == 429);
  CHECK(one_more.body.find("50 times a second") != std::string::npos);
  const auto other =
      SampleServer::terminal(wire::Station::kLobby, "018f0000-0000-7000-8000-000000000002");
  CHECK(server.pipeline.handle(other, request).status == 200);
  server.box.clock.advance(std::chrono::milliseconds(20));
  CHECK(server.pipeline.handle(SampleServer::terminal(), request).status == 200);
  CHECK(server.pipeline.handle(SampleServer::terminal(), request).status == 429);
}

TEST_CASE("a head is written and read the same, and nothing else is taken for one") {
  const audit::Head head{2, 77, crypto::sha256(as_bytes("x"))};
  CHECK(parse_head(format_head(head)).value() == head);
  for (const char* bad : {"", "1.2", "1.2.3", "a.2.00", "-1.2.00", "1.2.3.4"}) {
    CHECK_FALSE(parse_head(bad));
  }
}

TEST_CASE("every code of a refusal has a status of its own choosing") {
  for (int code = 0; code <= static_cast<int>(ErrorCode::kUnavailable); ++code) {
    const int status = status_of(static_cast<ErrorCode>(code));
    CHECK(status >= 400);
    CHECK(status < 600);
  }
}

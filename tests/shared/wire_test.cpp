// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "shared/wire/json.h"
#include "shared/wire/wipe.h"

using namespace alcove;

namespace {

enum class Colour : std::uint8_t { kRed, kGreen };

struct Phone {
  std::string number;
  bool may_leave_message = false;
  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("number", self.number, wire::line(3, 8));
    visit("may_leave_message", self.may_leave_message);
  }
};

struct Everything {
  ClientId id;
  std::string note;
  std::int64_t count = 0;
  Colour colour = Colour::kRed;
  std::optional<LocalDate> born;
  std::vector<Phone> phones;
  std::vector<std::string> words;
  UtcTime at;
  LocalDateTime starts;
  Bytes drawing;
  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("note", self.note, wire::prose(0, 10));
    visit("count", self.count, wire::range(-1, 10));
    visit("colour", self.colour);
    visit("born", self.born);
    visit("phones", self.phones, wire::at_most(2));
    visit("words", self.words, wire::at_most(2, wire::line(1, 3)));
    visit("at", self.at);
    visit("starts", self.starts);
    visit("drawing", self.drawing, wire::bytes(0, 4));
  }
};

std::string body(const std::string& from = {}, const std::string& to = {}) {
  std::string text =
      R"({"id":"018f0000-0000-7000-8000-000000000001","note":"a\nb","count":3,"colour":"green",)"
      R"("born":"1986-04-17","phones":[{"number":"555-0100","may_leave_message":true}],)"
      R"("words":["abc"],"at":"2026-11-24T10:42:07.123Z","starts":"2026-11-24T10:00","drawing":"AQID"})";
  if (!from.empty()) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
  }
  return text;
}

Error refusal(const std::string& from, const std::string& to) {
  const auto result = wire::decode<Everything>(body(from, to), wire::UnknownFields::kRefuse);
  REQUIRE_FALSE(result);
  return result.error();
}

}  // namespace

namespace alcove::wire {
template <>
struct EnumWords<Colour> {
  static constexpr EnumWord<Colour> words[] = {{Colour::kRed, "red"}, {Colour::kGreen, "green"}};
};
}  // namespace alcove::wire

TEST_CASE("a body is decoded field by field and encoded the same again") {
  const auto value = wire::decode<Everything>(body(), wire::UnknownFields::kRefuse).value();
  CHECK(value.phones.at(0).number == "555-0100");
  CHECK(value.colour == Colour::kGreen);
  CHECK(value.drawing == Bytes{1, 2, 3});
  CHECK(nlohmann::json::parse(wire::encode(value)) == nlohmann::json::parse(body()));
}

TEST_CASE("a refusal names the path of the field and never repeats the value") {
  const Error long_number = refusal("555-0100", "555-01001");
  CHECK(long_number.code == ErrorCode::kOutOfRange);
  CHECK(long_number.field == "phones[0].number");
  CHECK(long_number.detail.find("555") == std::string::npos);
  CHECK(refusal(R"("number":"555-0100",)", "").code == ErrorCode::kMissingField);
  CHECK(refusal(R"("colour":"green")", R"("colour":"blue")").field == "colour");
  CHECK(refusal("\"words\":[\"abc\"]", "\"words\":[\"abc\",\"abcd\"]").field == "words[1]");
  CHECK(refusal("1986-04-17", "1986-04-31").field == "born");
}

TEST_CASE("numbers, lists and texts are taken at their limit and refused one past it") {
  CHECK(wire::decode<Everything>(body("\"count\":3", "\"count\":10"), wire::UnknownFields::kRefuse)
            .ok());
  CHECK(refusal("\"count\":3", "\"count\":11").code == ErrorCode::kOutOfRange);
  CHECK(refusal("\"count\":3", "\"count\":-2").code == ErrorCode::kOutOfRange);
  CHECK(refusal("\"count\":3", "\"count\":18446744073709551615").code == ErrorCode::kOutOfRange);
  CHECK(refusal("\"count\":3", "\"count\":99999999999999999999999").code == ErrorCode::kWrongType);
  CHECK(refusal("\"count\":3", "\"count\":3.5").code == ErrorCode::kWrongType);
  CHECK(refusal("[\"abc\"]", "[\"a\",\"b\",\"c\"]").code == ErrorCode::kOutOfRange);
  CHECK(wire::decode<Everything>(body("a\\nb", "0123456789"), wire::UnknownFields::kRefuse).ok());
  CHECK(refusal("a\\nb", "01234567890").code == ErrorCode::kOutOfRange);
  CHECK(wire::decode<Everything>(body("AQID", "AQIDBA=="), wire::UnknownFields::kRefuse).ok());
  CHECK(refusal("AQID", "AQIDBAU=").code == ErrorCode::kOutOfRange);
}

TEST_CASE("length is counted in characters after normalisation, not in bytes") {
  // "e" followed by a combining acute accent becomes one "é".
  const auto value = wire::decode<Everything>(body("[\"abc\"]", "[\"e\\u0301\\u00e9\\u00e9\"]"),
                                              wire::UnknownFields::kRefuse)
                         .value();
  CHECK(value.words.at(0) == "\u00e9\u00e9\u00e9");
}

TEST_CASE("control characters and direction overrides are refused") {
  CHECK(refusal("[\"abc\"]", "[\"a\\n\"]").code == ErrorCode::kOutOfRange);
  CHECK(refusal("[\"abc\"]", "[\"a\\u202e\"]").code == ErrorCode::kOutOfRange);
  CHECK(refusal("a\\nb", "a\\u0000b").code == ErrorCode::kOutOfRange);
}

TEST_CASE("a request with an unknown field is refused, a reply with one is read") {
  const std::string text = body("\"count\":3", "\"count\":3,\"extra\":1");
  CHECK(wire::decode<Everything>(text, wire::UnknownFields::kRefuse).error().code ==
        ErrorCode::kUnknownField);
  CHECK(wire::decode<Everything>(text, wire::UnknownFields::kIgnore).ok());
}

TEST_CASE("a body that is not one well-formed object is refused") {
  const auto code = [](const std::string& text) {
    return wire::decode<Phone>(text, wire::UnknownFields::kIgnore).error().code;
  };
  CHECK(code("") == ErrorCode::kMalformed);
  CHECK(code("[]") == ErrorCode::kMalformed);
  CHECK(code("{} {}") == ErrorCode::kMalformed);
  CHECK(code("{\"number\":\"555\",\"number\":\"556\",\"may_leave_message\":true}") ==
        ErrorCode::kMalformed);
  CHECK(code("{\"number\":\"\xff\xfe\xff\",\"may_leave_message\":true}") == ErrorCode::kMalformed);
}

TEST_CASE("nesting is taken at its limit and refused one past it") {
  const auto nested = [](std::size_t depth) {
    return "{\"a\":" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
  };
  CHECK(wire::Document::parse(nested(wire::kMaxDepth)).ok());
  CHECK(wire::Document::parse(nested(wire::kMaxDepth + 1)).error().code == ErrorCode::kMalformed);
  CHECK(wire::Document::parse(nested(100000)).error().code == ErrorCode::kMalformed);
}

TEST_CASE("a text is trimmed and a secret is kept as it was typed") {
  CHECK(wire::checked_text("f", "  Ana  ", wire::line(1, 3)).value() == "Ana");
  CHECK(wire::checked_text("f", "   ", wire::line(1, 3)).error().code == ErrorCode::kOutOfRange);
  CHECK(wire::checked_text("f", " a b ", wire::secret(1, 5)).value() == " a b ");
}

namespace {

struct Secrets {
  std::string name;
  std::string password;
  std::optional<std::string> pin;
  std::vector<std::string> codes;
  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("name", self.name, wire::line(1, 9));
    visit("password", self.password, wire::secret(1, 9));
    visit("pin", self.pin, wire::secret(6, 6));
    visit("codes", self.codes, wire::at_most(3, wire::secret(1, 9)));
  }
};

}  // namespace

TEST_CASE("the passwords and codes of a request are overwritten when it is done, the rest is not") {
  Secrets request{"ana", "hunter2", "482915", {"abc", "de"}};
  { const wire::WipeSecrets<Secrets> wiped(request); }
  CHECK(request.name == "ana");
  CHECK(request.password == std::string(7, '\0'));
  CHECK(request.pin == std::string(6, '\0'));
  CHECK(request.codes == std::vector<std::string>{std::string(3, '\0'), std::string(2, '\0')});
}

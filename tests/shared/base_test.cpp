// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "shared/base/grouped_code.h"
#include "shared/base/ids.h"
#include "shared/base/time.h"
#include "shared/base/zone_data.h"

using namespace alcove;

TEST_CASE("an instant is written with milliseconds and Z, and read back") {
  const UtcTime time = parse_utc("2026-11-24T10:42:07.123Z").value();
  CHECK(time.time_since_epoch().count() == 1795516927123);  // date -ud 2026-11-24T10:42:07 +%s
  CHECK(format_utc(time) == "2026-11-24T10:42:07.123Z");
}

TEST_CASE("a time in another shape is refused") {
  for (const char* text :
       {"2026-11-24T10:42:07Z", "2026-11-24 10:42:07.123Z", "2026-11-24T24:00:00.000Z",
        "2026-11-24T10:60:00.000Z", "2026-02-29T10:00:00.000Z", ""}) {
    CAPTURE(text);
    CHECK_FALSE(parse_utc(text));
  }
}

TEST_CASE("a day that the calendar does not have is refused as out of range") {
  CHECK(parse_date("2026-04-31").error().code == ErrorCode::kOutOfRange);
  CHECK(parse_date("1799-12-31").error().code == ErrorCode::kOutOfRange);
  CHECK(parse_date("2200-01-01").error().code == ErrorCode::kOutOfRange);
  CHECK(format_date(parse_date("2024-02-29").value()) == "2024-02-29");
  CHECK(parse_date("24-02-29").error().code == ErrorCode::kMalformed);
}

TEST_CASE("ten in the morning stays ten across the change of the clocks") {
  const Zone zone = Zone::named("America/New_York").value();
  CHECK(format_utc(zone.to_utc(parse_local("2026-03-07T10:00").value())) ==
        "2026-03-07T15:00:00.000Z");
  CHECK(format_utc(zone.to_utc(parse_local("2026-03-09T10:00").value())) ==
        "2026-03-09T14:00:00.000Z");
}

TEST_CASE("a time in the gap of spring moves forward, one of the doubled hour is the first") {
  const Zone zone = Zone::named("America/New_York").value();
  // US rules: 2026-03-08 02:00 EST becomes 03:00 EDT; 2026-11-01 02:00 EDT becomes 01:00 EST.
  const LocalDateTime missing = parse_local("2026-03-08T02:30").value();
  CHECK_FALSE(zone.exists(missing));
  CHECK(format_utc(zone.to_utc(missing)) == "2026-03-08T07:30:00.000Z");
  CHECK(format_local(zone.to_local(zone.to_utc(missing))) == "2026-03-08T03:30");
  const LocalDateTime twice = parse_local("2026-11-01T01:30").value();
  CHECK(zone.exists(twice));
  CHECK(format_utc(zone.to_utc(twice)) == "2026-11-01T05:30:00.000Z");
}

TEST_CASE("the clocks change beyond 2037 too, where the system's tables of changes end") {
  const auto in = [](const char* zone, const char* local) {
    const Zone named = Zone::named(zone).value();
    const UtcTime utc = named.to_utc(parse_local(local).value());
    CHECK(named.exists(parse_local(local).value()) == (format_local(named.to_local(utc)) == local));
    return format_utc(utc).substr(0, 16);
  };
  // In 2040, a leap year, the second Sunday in March is the 11th, the first in November the 4th.
  CHECK(in("America/New_York", "2040-03-11T01:59") == "2040-03-11T06:59");
  CHECK(in("America/New_York", "2040-03-11T02:30") == "2040-03-11T07:30");
  CHECK_FALSE(Zone::named("America/New_York")->exists(parse_local("2040-03-11T02:30").value()));
  CHECK(in("America/New_York", "2040-03-11T03:00") == "2040-03-11T07:00");
  CHECK(in("America/New_York", "2040-11-04T01:30") == "2040-11-04T05:30");
  CHECK(in("America/New_York", "2040-11-04T02:00") == "2040-11-04T07:00");
  CHECK(in("America/New_York", "2040-01-01T10:00") == "2040-01-01T15:00");
  CHECK(in("America/New_York", "2040-02-29T10:00") == "2040-02-29T15:00");
  CHECK(in("America/New_York", "2037-12-31T10:00") == "2037-12-31T15:00");
  CHECK(in("America/New_York", "2038-01-01T00:00") == "2038-01-01T05:00");
  // In 2199 the second Sunday in March is the 10th.
  CHECK(in("America/New_York", "2199-03-10T01:00") == "2199-03-10T06:00");
  CHECK(in("America/New_York", "2199-03-10T10:00") == "2199-03-10T14:00");
  CHECK(in("America/New_York", "2199-12-31T23:59") == "2200-01-01T04:59");
  CHECK(in("America/Phoenix", "2040-07-01T10:00") == "2040-07-01T17:00");
  CHECK(in("Australia/Sydney", "2040-01-01T10:00") == "2039-12-31T23:00");
  CHECK(in("Australia/Sydney", "2040-07-01T10:00") == "2040-07-01T00:00");
  CHECK(in("UTC", "2040-07-01T10:00") == "2040-07-01T10:00");
}

TEST_CASE("the version of the time-zone rules is in the first line of the system's data") {
  CHECK(zone_data_version_in("# version 2025b") == "2025b");
  CHECK(zone_data_version_in("# version 2026a-dirty") == "2026a-dirty");
  CHECK(zone_data_version_in("# version 0123456789abcdef") == "0123456789abcdef");
  for (const char* other : {"", "# version ", "# version", "# redo posix_only", "version 2025b",
                            "# version 2025b; and more", "# version 0123456789abcdefg"}) {
    CHECK_FALSE(zone_data_version_in(other).has_value());
  }
  CHECK(zone_data_version().has_value());
}

TEST_CASE("a zone that nobody knows is refused") {
  CHECK(Zone::named("America/Nowhere").error().code == ErrorCode::kOutOfRange);
}

TEST_CASE("ids sort by the time they were made and carry version 7") {
  SeededRandom random(1);
  const UtcTime now = parse_utc("2026-11-24T10:42:07.123Z").value();
  const ClientId first = ClientId::make(now, random);
  const ClientId second = ClientId::make(now + std::chrono::milliseconds(1), random);
  CHECK(first < second);
  CHECK(first.text().at(14) == '7');
  CHECK(ClientId::parse(first.text()).value() == first);
  CHECK_FALSE(ClientId::parse("018F0000-0000-7000-8000-000000000000"));
  CHECK_FALSE(ClientId::parse("018f0000-0000-7000-8000-00000000000"));
}

TEST_CASE("base64 agrees with RFC 4648 and has one spelling for each value") {
  const std::pair<const char*, const char*> vectors[] = {
      {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : vectors) {
    CHECK(to_base64(as_bytes(plain)) == encoded);
    CHECK(as_text(from_base64(encoded).value()) == plain);
  }
  for (const char* text : {"Zg=", "Zh==", "Zg==Zg==", "Z m8", "Zm9"}) {
    CAPTURE(text);
    CHECK_FALSE(from_base64(text));
  }
}

TEST_CASE("a reader never reads past the end") {
  Bytes data;
  append_u32(data, 7);
  append_prefixed(data, as_bytes("abc"));
  for (std::size_t size = 0; size < data.size(); ++size) {
    ByteReader reader(ByteView(data).first(size));
    const bool whole = reader.u32().ok() && reader.prefixed(10).ok();
    CHECK_FALSE(whole);
  }
  ByteReader reader(data);
  CHECK(reader.u32().value() == 7);
  CHECK(as_text(reader.prefixed(3).value()) == "abc");
  CHECK(reader.at_end());
  ByteReader too_small(data);
  CHECK(too_small.u32().ok());
  CHECK(too_small.prefixed(2).error().code == ErrorCode::kCorrupt);
}

namespace {
Bytes sample_code() {
  Bytes bytes(20);
  SeededRandom(7).fill(bytes);
  return bytes;
}
}  // namespace

TEST_CASE("a grouped code comes back however it was typed") {
  const Bytes bytes = sample_code();
  const std::string code = encode_grouped_code(bytes);
  CHECK(code.size() == 8 * 5 + 7);
  std::string typed = code;
  std::transform(typed.begin(), typed.end(), typed.begin(),
                 [](char c) { return static_cast<char>(std::tolower(c)); });
  std::replace(typed.begin(), typed.end(), '-', ' ');
  std::replace(typed.begin(), typed.end(), '0', 'o');
  std::replace(typed.begin(), typed.end(), '1', 'l');
  CHECK(decode_grouped_code(code, 20).value() == bytes);
  CHECK(decode_grouped_code(typed, 20).value() == bytes);
}

TEST_CASE("every single wrong character is caught and its group named") {
  const std::string code = encode_grouped_code(sample_code());
  const std::string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (code[at] == '-') continue;
    for (const char wrong : alphabet) {
      if (wrong == code[at]) continue;
      std::string typed = code;
      typed[at] = wrong;
      const Result<Bytes> result = decode_grouped_code(typed, 20);
      REQUIRE_FALSE(result);
      CHECK(result.error().field == "group " + std::to_string(at / 6 + 1));
    }
  }
}

TEST_CASE("two neighbours or two groups swapped are caught") {
  const std::string code = encode_grouped_code(sample_code());
  for (std::size_t at = 0; at + 1 < code.size(); ++at) {
    if (code[at] == '-' || code[at + 1] == '-' || code[at] == code[at + 1]) continue;
    std::string typed = code;
    std::swap(typed[at], typed[at + 1]);
    CHECK_FALSE(decode_grouped_code(typed, 20));
  }
  std::string typed = code;
  std::swap_ranges(typed.begin(), typed.begin() + 5, typed.begin() + 6);
  CHECK(decode_grouped_code(typed, 20).error().field == "group 1");
}

TEST_CASE("a grouped code that is too short or too long says by how much") {
  const std::string code = encode_grouped_code(sample_code());
  CHECK(decode_grouped_code(code.substr(0, code.size() - 1), 20).error().field == "group 8");
  CHECK_FALSE(decode_grouped_code(code + "0", 20));
  CHECK_FALSE(decode_grouped_code("", 20));
  CHECK(decode_grouped_code("7ZQ4!", 20).error().detail.find('!') == std::string::npos);
}

TEST_CASE("every code of an error has its own word, and the word finds it again") {
  std::set<std::string_view> words;
  for (int code = 0; code <= static_cast<int>(ErrorCode::kUnavailable); ++code) {
    const std::string_view word = error_code_word(static_cast<ErrorCode>(code));
    CHECK(words.insert(word).second);
    CHECK(error_code_from_word(word) == static_cast<ErrorCode>(code));
  }
  CHECK_FALSE(error_code_from_word("no_such_word"));
}

TEST_CASE("a code that is still being typed tells which groups are right and which have a slip") {
  const std::string code = encode_grouped_code(as_bytes("0123456789"));  // four groups of 20 bits
  const auto whole = check_typed_groups(code);
  REQUIRE(whole.size() == 4);
  for (const TypedGroup& group : whole) CHECK(group.check == GroupCheck::kRight);

  std::string slip = code;
  slip[7] = slip[7] == '0' ? '1' : '0';  // in the second group
  slip.resize(code.size() - 2);
  const auto partly = check_typed_groups(slip);
  REQUIRE(partly.size() == 4);
  CHECK(partly[0].check == GroupCheck::kRight);
  CHECK(partly[1].check == GroupCheck::kWrong);
  CHECK(partly[2].check == GroupCheck::kRight);
  CHECK(partly[3].check == GroupCheck::kUnfinished);
  CHECK(partly[3].text.size() == 3);

  CHECK(check_typed_groups(" - ").empty());
  CHECK(check_typed_groups("o").front().text == "0");
  CHECK(check_typed_groups("u").front().check == GroupCheck::kWrong);  // not in the alphabet
}

// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/phone_number.h"

#include <algorithm>
#include <variant>

namespace alcove::rules {
namespace {

constexpr std::size_t kNationalDigits = 10;
constexpr std::size_t kMinInternationalDigits = 7;
constexpr std::size_t kMaxInternationalDigits = 15;  // E.164
constexpr std::size_t kMaxExtension = 6;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool only_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_digit);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Cuts the extension off `text` and returns it; none when there is no mark of one.
std::optional<std::string_view> cut_extension(std::string_view& text) {
  std::size_t mark = text.find_first_of("xXeE#");
  if (mark == std::string_view::npos) return std::nullopt;
  std::string_view extension = text.substr(mark);
  text = trimmed(text.substr(0, mark));
  std::string word;
  while (!extension.empty() && !is_digit(extension.front())) {
    if (extension.front() != ' ') {
      word.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(extension[0]))));
    }
    extension.remove_prefix(1);
  }
  const bool known = word == "x" || word == "ext" || word == "ext." || word == "extension" ||
                     word == "#" || word == "x." || word == "ext:";
  return known ? trimmed(extension) : std::string_view("?");
}

std::variant<PhoneNumber, PhoneProblem> north_american(std::string_view digits) {
  const std::string_view area = digits.substr(0, 3);
  const std::string_view office = digits.substr(3, 3);
  const auto service = [](std::string_view code) { return code[1] == '1' && code[2] == '1'; };
  if (area[0] < '2' || area[1] == '9' || service(area)) return PhoneProblem::kNoSuchArea;
  if (office[0] < '2' || service(office)) return PhoneProblem::kNoSuchOffice;
  return PhoneNumber{"+1" + std::string(digits), {}};
}

std::variant<PhoneNumber, PhoneProblem> main_number(std::string_view typed) {
  const bool plus = typed.front() == '+';
  if (plus) typed.remove_prefix(1);
  std::string digits;
  for (const char c : typed) {
    if (is_digit(c)) {
      digits.push_back(c);
    } else if (std::string_view(" -.()/").find(c) == std::string_view::npos) {
      return PhoneProblem::kStrangeCharacter;
    }
  }
  bool international = plus;
  if (!plus && digits.size() > kNationalDigits + 1 && digits.starts_with("011")) {
    digits.erase(0, 3);
    international = true;
  }
  if (digits.starts_with('1') && (international || digits.size() == kNationalDigits + 1)) {
    digits.erase(0, 1);
    international = false;
  }
  if (international) {
    if (digits.size() < kMinInternationalDigits) return PhoneProblem::kTooShort;
    if (digits.size() > kMaxInternationalDigits) return PhoneProblem::kTooLong;
    if (digits.starts_with('0')) return PhoneProblem::kNoSuchArea;
    return PhoneNumber{"+" + digits, {}};
  }
  if (digits.size() == 7) return PhoneProblem::kNoAreaCode;
  if (digits.size() < kNationalDigits) return PhoneProblem::kTooShort;
  if (digits.size() > kNationalDigits) return PhoneProblem::kTooLong;
  return north_american(digits);
}

std::variant<PhoneNumber, PhoneProblem> read(std::string_view typed) {
  typed = trimmed(typed);
  if (typed.empty()) return PhoneProblem::kEmpty;
  const std::optional<std::string_view> extension = cut_extension(typed);
  if (extension && *extension == "?") return PhoneProblem::kStrangeCharacter;
  if (typed.empty()) return PhoneProblem::kTooShort;
  auto number = main_number(typed);
  if (!extension || std::holds_alternative<PhoneProblem>(number)) return number;
  if (extension->empty() || extension->size() > kMaxExtension || !only_digits(*extension)) {
    return PhoneProblem::kBadExtension;
  }
  std::get<PhoneNumber>(number).extension = *extension;
  return number;
}

std::string sentence(PhoneProblem problem) {
  switch (problem) {
    case PhoneProblem::kEmpty:
      return "there is no number";
    case PhoneProblem::kStrangeCharacter:
      return "a character that belongs to no number";
    case PhoneProblem::kTooShort:
      return "too few digits";
    case PhoneProblem::kTooLong:
      return "too many digits";
    case PhoneProblem::kNoAreaCode:
      return "the area code is missing";
    case PhoneProblem::kNoSuchArea:
      return "there is no such area code";
    case PhoneProblem::kNoSuchOffice:
      return "the three digits after the area code are not given out";
    case PhoneProblem::kBadExtension:
      return "an extension has 1 to 6 digits";
  }
  ALCOVE_CHECK(false);
  return {};
}

}  // namespace

Result<PhoneNumber> parse_phone(std::string_view typed) {
  auto number = read(typed);
  if (const auto* problem = std::get_if<PhoneProblem>(&number)) {
    return Error{ErrorCode::kOutOfRange, {}, sentence(*problem)};
  }
  return std::get<PhoneNumber>(std::move(number));
}

std::optional<PhoneProblem> phone_problem(std::string_view typed) {
  const auto number = read(typed);
  const auto* problem = std::get_if<PhoneProblem>(&number);
  return problem ? std::optional(*problem) : std::nullopt;
}

std::string display_phone(const PhoneNumber& phone) {
  std::string text = phone.digits;
  if (text.size() == kNationalDigits + 2 && text.starts_with("+1")) {
    text = "(" + text.substr(2, 3) + ") " + text.substr(5, 3) + "-" + text.substr(8);
  }
  if (!phone.extension.empty()) text += " ext. " + phone.extension;
  return text;
}

std::string masked_phone(const PhoneNumber& phone) {
  return "•••-••" + phone.digits.substr(phone.digits.size() - 2);
}

std::string last_four(const PhoneNumber& phone) {
  return phone.digits.substr(phone.digits.size() - 4);
}

std::string national_digits(const PhoneNumber& phone) {
  return phone.digits.substr(phone.digits.starts_with("+1") ? 2 : 1);
}

}  // namespace alcove::rules

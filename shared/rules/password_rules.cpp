// SPDX-License-Identifier: Apache-2.0
// How a guessable password is told. It is cut into pieces from left to right, always the longest
// that fits: a name the attacker knows, a common password, a run of neighbours, one character over
// and over, up to eight digits (a date), or else a single character. A password of fewer than
// kMinPieces different pieces, names not counted, is refused. So "password" three times, or a
// surname with a year, is refused, and "correct horse battery staple" is not.
#include "shared/rules/password_rules.h"

#include <string.h>  // explicit_bzero
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "shared/base/code_points.h"
#include "shared/rules/name_folding.h"

namespace alcove::embedded {
extern const std::string_view common_passwords;
}

namespace alcove::rules {
namespace {

constexpr int kMinWeight = 5;  // two words and a character, or five characters
constexpr int kWordWeight = 2;
constexpr int kCharacterWeight = 1;
constexpr std::size_t kMinListed = 6;   // the shortest entry of the list
constexpr std::size_t kMaxListed = 30;  // longer than any entry
constexpr std::size_t kMinName = 3;
constexpr std::size_t kMinRun = 3;
constexpr std::size_t kMaxDigits = 8;

std::vector<std::string_view> parse_list() {
  std::vector<std::string_view> entries;
  std::string_view rest = embedded::common_passwords;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    if (!line.starts_with("# ") && !line.empty()) entries.push_back(line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  ALCOVE_CHECK(std::is_sorted(entries.begin(), entries.end()));
  return entries;
}

bool is_listed(std::string_view word) {
  static const std::vector<std::string_view> list = parse_list();
  return std::binary_search(list.begin(), list.end(), word);
}

// A copy of the password that is wiped.
class Copy {
 public:
  ~Copy() { ::explicit_bzero(text.data(), text.size()); }
  std::string text;
};

// utf8proc's result, without a copy of it left on the heap.
bool mapped(std::string_view from, int options, std::string& out) {
  utf8proc_uint8_t* raw = nullptr;
  const utf8proc_ssize_t size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(from.data()),
                                             static_cast<utf8proc_ssize_t>(from.size()), &raw,
                                             static_cast<utf8proc_option_t>(options));
  if (size < 0) return false;
  out.reserve(from.size() * 4 + 64);  // no growing, which would leave pieces behind
  out.assign(reinterpret_cast<const char*>(raw), static_cast<std::size_t>(size));
  ::explicit_bzero(raw, static_cast<std::size_t>(size));
  std::free(raw);
  return true;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// Letters for the signs that commonly stand for them.
char spelled(char c) {
  switch (c) {
    case '@':
    case '4':
      return 'a';
    case '3':
      return 'e';
    case '1':
    case '!':
      return 'i';
    case '0':
      return 'o';
    case '$':
    case '5':
      return 's';
    case '7':
      return 't';
    default:
      return c;
  }
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool neighbours(char a, char b) {
  static constexpr std::string_view rows[] = {"abcdefghijklmnopqrstuvwxyz", "01234567890",
                                              "qwertyuiopasdfghjklzxcvbnm"};
  for (const std::string_view row : rows) {
    for (std::size_t i = 0; i + 1 < row.size(); ++i) {
      if ((row[i] == a && row[i + 1] == b) || (row[i] == b && row[i + 1] == a)) return true;
    }
  }
  return false;
}

enum class Kind { kName, kListed, kRun, kRepeat, kDigits, kCharacter };

struct Piece {
  Kind kind = Kind::kCharacter;
  std::size_t length = 1;
};

class Cutter {
 public:
  Cutter(std::string_view text, const std::vector<std::string>& names)
      : text_(text), names_(names) {
    plain_.text.reserve(text.size());
    std::transform(text.begin(), text.end(), std::back_inserter(plain_.text), spelled);
  }

  Piece at(std::size_t from) const {
    Piece best{Kind::kCharacter, character_length(from)};
    const auto offer = [&best](Kind kind, std::size_t length) {
      if (length > best.length) best = {kind, length};
    };
    offer(Kind::kName, name_length(from));
    offer(Kind::kListed, listed_length(from));
    offer(Kind::kRun, run_length(from, [](char a, char b) { return neighbours(a, b); }));
    offer(Kind::kRepeat, run_length(from, [](char a, char b) { return a == b; }));
    offer(Kind::kDigits, digits_length(from));
    return best;
  }

 private:
  std::size_t character_length(std::size_t from) const {
    std::size_t length = 1;
    while (from + length < text_.size() &&
           (static_cast<unsigned char>(text_[from + length]) & 0xC0) == 0x80) {
      ++length;
    }
    return length;
  }

  std::size_t name_length(std::size_t from) const {
    std::size_t longest = 0;
    const std::string_view plain = plain_.text;
    for (const std::string& name : names_) {
      if (text_.substr(from).starts_with(name) || plain.substr(from).starts_with(name)) {
        longest = std::max(longest, name.size());
      }
    }
    return longest;
  }

  std::size_t listed_length(std::size_t from) const {
    const std::string_view plain = plain_.text;
    for (std::size_t length = std::min(kMaxListed, text_.size() - from); length >= kMinListed;
         --length) {
      if (is_listed(text_.substr(from, length)) || is_listed(plain.substr(from, length))) {
        return length;
      }
    }
    return 0;
  }

  template <class Follows>
  std::size_t run_length(std::size_t from, Follows follows) const {
    std::size_t length = 1;
    while (from + length < text_.size() &&
           follows(text_[from + length - 1], text_[from + length])) {
      ++length;
    }
    return length >= kMinRun ? length : 0;
  }

  std::size_t digits_length(std::size_t from) const {
    std::size_t length = 0;
    while (length < kMaxDigits && from + length < text_.size() && is_digit(text_[from + length]))
      ++length;
    return length;
  }

  std::string_view text_;
  const std::vector<std::string>& names_;
  Copy plain_;
};

bool repeats_short_piece(std::string_view text) {
  const std::size_t size = text.size();
  for (std::size_t period = 1; period * 2 <= size && period < kMinPasswordLength; ++period) {
    if (text.substr(period) == text.substr(0, size - period)) return true;
  }
  return false;
}

std::vector<std::string> known_names(const PasswordContext& context) {
  std::vector<std::string> names = {"alcove"};
  for (const std::string* name :
       {&context.given_name, &context.family_name, &context.sign_in_name, &context.clinic_name}) {
    const std::string folded = fold_name(*name);
    std::string joined;
    for (std::size_t from = 0; from < folded.size();) {
      const std::size_t end = std::min(folded.find(' ', from), folded.size());
      const std::string word = folded.substr(from, end - from);
      if (word.size() >= kMinName) names.push_back(word);
      joined += word;
      from = end + 1;
    }
    if (joined.size() >= kMinName) names.push_back(joined);
  }
  // As it is typed, too: a sign-in name such as a.ruiz is no two words.
  if (context.sign_in_name.size() >= kMinName) names.push_back(context.sign_in_name);
  return names;
}

bool is_punctuation(std::string_view piece) {
  const char c = piece.front();
  return piece.size() == 1 && c >= ' ' && c <= '~' && !is_digit(c) && !(c >= 'a' && c <= 'z');
}

// What the different pieces weigh together, and what kinds there were.
class Weighing {
 public:
  void take(Kind kind, std::string_view piece) {
    kinds_.insert(kind);
    if (kind == Kind::kName || (kind == Kind::kCharacter && is_punctuation(piece))) return;
    // "letmein" and "letmein1" are one word.
    const auto same = [kind, piece](std::string_view other) {
      return other == piece || (kind == Kind::kListed && other.size() >= kMinListed &&
                                (other.starts_with(piece) || piece.starts_with(other)));
    };
    if (std::any_of(different_.begin(), different_.end(), same)) return;
    different_.push_back(piece);
    weight_ += kind == Kind::kCharacter ? kCharacterWeight : kWordWeight;
  }

  std::optional<PasswordProblem> problem() const {
    if (weight_ >= kMinWeight) return std::nullopt;
    if (kinds_.contains(Kind::kName)) return PasswordProblem::kNames;
    if (kinds_.contains(Kind::kListed)) return PasswordProblem::kCommon;
    const bool run = kinds_.contains(Kind::kRun) || kinds_.contains(Kind::kDigits);
    return run ? PasswordProblem::kSequence : PasswordProblem::kRepetition;
  }

 private:
  std::vector<std::string_view> different_;
  std::set<Kind> kinds_;
  int weight_ = 0;
};

std::optional<PasswordProblem> guessable(std::string_view folded, const PasswordContext& context) {
  if (is_listed(folded)) return PasswordProblem::kCommon;
  const std::vector<std::string> names = known_names(context);
  const Cutter cutter(folded, names);
  Weighing weighing;
  for (std::size_t from = 0; from < folded.size();) {
    const Piece piece = cutter.at(from);
    weighing.take(piece.kind, folded.substr(from, piece.length));
    from += piece.length;
  }
  if (const auto problem = weighing.problem()) return problem;
  if (repeats_short_piece(folded)) return PasswordProblem::kRepetition;
  return std::nullopt;
}

}  // namespace

std::optional<PasswordProblem> password_problem(std::string_view password,
                                                const PasswordContext& context) {
  // Before anything is copied: nothing of this size can be within the limit.
  if (password.size() > kMaxPasswordLength * 8) return PasswordProblem::kTooLong;
  Copy composed;
  if (!mapped(password, UTF8PROC_STABLE | UTF8PROC_COMPOSE, composed.text) ||
      has_control(composed.text)) {
    return PasswordProblem::kNotText;
  }
  const std::size_t length = count_code_points(composed.text);
  if (length < kMinPasswordLength) return PasswordProblem::kTooShort;
  if (length > kMaxPasswordLength) return PasswordProblem::kTooLong;
  Copy folded;
  if (!mapped(composed.text,
              UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                  UTF8PROC_STRIPMARK,
              folded.text)) {
    return PasswordProblem::kNotText;
  }
  return guessable(folded.text, context);
}

std::optional<PinProblem> pin_problem(std::string_view pin) {
  if (pin.size() != kPinLength || !std::all_of(pin.begin(), pin.end(), is_digit)) {
    return PinProblem::kNotSixDigits;
  }
  const auto steps_by = [pin](int step) {
    for (std::size_t i = 1; i < pin.size(); ++i) {
      if ((pin[i - 1] - '0' + step + 10) % 10 != pin[i] - '0') return false;
    }
    return true;
  };
  if (steps_by(0)) return PinProblem::kAllTheSame;
  if (steps_by(1) || steps_by(-1)) return PinProblem::kRun;
  return std::nullopt;
}

}  // namespace alcove::rules

// SPDX-License-Identifier: Apache-2.0
#include "server/features/check_in/check_in_rules.h"

#include <algorithm>

#include "shared/crypto/crypto.h"

namespace alcove::embedded {
extern const std::string_view consent_to_treatment_en;
extern const std::string_view consent_to_treatment_es;
}  // namespace alcove::embedded

namespace alcove::check_in {

using api::check_in::ConsentDue;
using api::check_in::Signed;
using api::check_in::Stroke;

namespace {

constexpr const char* kDocument = "consent_to_treatment";
// One more whenever a word of the document changes: everybody is asked anew.
constexpr std::int64_t kVersion = 1;
constexpr const char* kDot = "•";

std::string_view words_in(rules::Language language) {
  switch (language) {
    case rules::Language::kEnglish:
      return embedded::consent_to_treatment_en;
    case rules::Language::kSpanish:
      return embedded::consent_to_treatment_es;
  }
  ALCOVE_CHECK(false);
  return {};
}

// The bytes of the first character of a word in UTF-8.
std::string first_letter(const std::string& word) {
  std::size_t end = 1;
  while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) ++end;
  return word.substr(0, end);
}

std::string masked_word(const std::string& word) {
  const bool number = word.front() >= '0' && word.front() <= '9';
  return (number ? std::string() : first_letter(word)) + kDot + kDot + kDot;
}

}  // namespace

ConsentDue consent_to_treatment(rules::Language language) {
  std::string_view words = words_in(language);
  words.remove_prefix(words.find('\n') + 1);  // the licence line is ours, not the client's
  const std::size_t end_of_title = words.find("\n\n");
  ALCOVE_CHECK(end_of_title != std::string_view::npos);
  std::string_view text = words.substr(end_of_title + 2);
  while (text.ends_with('\n')) text.remove_suffix(1);
  ConsentDue due;
  due.document = kDocument;
  due.version = kVersion;
  due.title = words.substr(0, end_of_title);
  due.text = text;
  const crypto::Hash256 hash = crypto::sha256(as_bytes(due.title + "\n\n" + due.text));
  due.hash.assign(hash.begin(), hash.end());
  return due;
}

bool consent_due(const std::vector<Signed>& signed_documents, UtcTime now) {
  return std::none_of(signed_documents.begin(), signed_documents.end(), [&](const Signed& one) {
    return one.document == kDocument && one.version == kVersion && !one.void_since &&
           now <= one.at + kConsentCounts;
  });
}

std::string masked_address(const api::clients::Address& address) {
  std::string masked;
  std::string word;
  for (const char c : address.line1 + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      masked += (masked.empty() ? "" : " ") + masked_word(word);
      word.clear();
    }
  }
  return masked + ", " + address.city;
}

Result<void> check_strokes(const std::vector<Stroke>& strokes) {
  std::size_t points = 0;
  std::size_t longest = 0;
  for (const Stroke& stroke : strokes) {
    points += stroke.points.size();
    longest = std::max(longest, stroke.points.size());
  }
  if (longest < 2) return Error{ErrorCode::kOutOfRange, "strokes", "nothing is drawn"};
  if (points > api::check_in::kMaxPoints) {
    return Error{ErrorCode::kOutOfRange, "strokes", "a drawing has at most 4000 points"};
  }
  return {};
}

Bytes encode_drawing(const std::vector<Stroke>& strokes) {
  Bytes bytes;
  append_u32(bytes, static_cast<std::uint32_t>(strokes.size()));
  for (const Stroke& stroke : strokes) {
    append_u32(bytes, static_cast<std::uint32_t>(stroke.points.size()));
    for (const api::check_in::Point& point : stroke.points) {
      append_u32(bytes, static_cast<std::uint32_t>(point.x));
      append_u32(bytes, static_cast<std::uint32_t>(point.y));
    }
  }
  return bytes;
}

}  // namespace alcove::check_in

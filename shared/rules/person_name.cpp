// SPDX-License-Identifier: Apache-2.0
#include "shared/rules/person_name.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "shared/rules/name_folding.h"

namespace alcove::rules {
namespace {

// The first letter, whole: "É" stays one letter however it was typed.
std::string first_letter_upper(const std::string& name) {
  struct FreeMalloced {
    void operator()(utf8proc_uint8_t* pointer) const { std::free(pointer); }
  };
  const std::unique_ptr<utf8proc_uint8_t, FreeMalloced> composed(
      utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(name.c_str())));
  if (!composed) return {};
  std::string letter;
  const utf8proc_uint8_t* at = composed.get();
  while (*at != 0) {
    utf8proc_int32_t code_point = 0;
    const utf8proc_ssize_t used = utf8proc_iterate(at, -1, &code_point);
    if (used <= 0) break;
    at += used;
    const utf8proc_category_t category = utf8proc_category(code_point);
    const bool mark = category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC;
    if (letter.empty() ? fold_name(std::string(reinterpret_cast<const char*>(at - used),
                                               static_cast<std::size_t>(used)))
                             .empty()
                       : !mark) {
      if (letter.empty()) continue;
      break;
    }
    std::array<utf8proc_uint8_t, 4> bytes{};
    const utf8proc_ssize_t size = utf8proc_encode_char(
        letter.empty() ? utf8proc_toupper(code_point) : code_point, bytes.data());
    letter.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
  }
  return letter;
}

void add_folded(std::vector<std::string>& names, const std::string& name) {
  std::string folded = fold_name(name);
  if (!folded.empty() && std::find(names.begin(), names.end(), folded) == names.end()) {
    names.push_back(std::move(folded));
  }
}

}  // namespace

std::string greeting_name(const PersonName& name) {
  // Somebody of one name is called by it: an initial alone would find nobody in a waiting room.
  if (name.called_given().empty()) return name.called_family();
  const std::string initial = first_letter_upper(name.called_family());
  return initial.empty() ? name.called_given() : name.called_given() + " " + initial + ".";
}

std::string initials(const PersonName& name) {
  std::string letters;
  for (const std::string& one : {name.called_given(), name.called_family()}) {
    const std::string letter = first_letter_upper(one);
    if (!letter.empty()) letters += (letters.empty() ? "" : " ") + letter + ".";
  }
  return letters;
}

std::string list_name(const PersonName& name) {
  std::string text = name.called_family() + ", " + name.given;
  if (!name.preferred_given.empty() && name.preferred_given != name.given) {
    text += " (" + name.preferred_given + ")";
  }
  return text;
}

std::vector<std::string> folded_given_names(const PersonName& name) {
  std::vector<std::string> names;
  add_folded(names, name.given);
  add_folded(names, name.preferred_given);
  return names;
}

std::vector<std::string> folded_family_names(const PersonName& name) {
  std::vector<std::string> names;
  add_folded(names, name.family);
  add_folded(names, name.preferred_family);
  return names;
}

}  // namespace alcove::rules

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/desk/board_words.h"
#include "shared/api/meeting_cancelling.h"

// What is said of one of two clients who could be mistaken for each other.
namespace alcove::screens::desk {

// A client who was looked for and found.
struct FoundClient {
  ClientId id;
  std::string name{};  // as it is spoken
  std::string list_name{};
  std::int64_t record_number = 0;
  LocalDate birth_date{};
  bool like = false;  // another one who was found has a like name
};

// "Ana Petrov, No. 10012"
std::string numbered(text::Language language, std::string_view name, std::int64_t record_number);
// The name, with the number where it is like another one.
std::string told_apart(text::Language language, const FoundClient& client);
// "No. 10012, born April 17, 1986"
std::string like_line(text::Language language, const NamedRecord& client);

NamedRecord named(const BoardRow& row);
NamedRecord named(const FoundClient& client);
NamedRecord named(const api::appointments::MeetingPlace& place);

template <class Items>
std::vector<bool> like_among(const Items& items) {
  std::vector<NamedRecord> people;
  for (const auto& one : items) people.push_back(named(one));
  return like_named(people);
}
// Whether this one could be mistaken for somebody among them.
bool is_like_one_of(const NamedRecord& client, std::vector<NamedRecord> others);

}  // namespace alcove::screens::desk

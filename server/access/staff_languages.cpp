// SPDX-License-Identifier: Apache-2.0
#include "server/access/staff_languages.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/access/staff_store.h"

namespace alcove::access {

using api::administration::Speaker;
using api::administration::SpeakersReply;
using api::clients::SpokenLanguage;

namespace {

std::string spoken_words(const std::vector<SpokenLanguage>& languages) {
  std::string words;
  for (const SpokenLanguage language : languages) {
    words += words.empty() ? "" : ",";
    words += wire::word_of(language);
  }
  return words.empty() ? "none" : words;
}

Result<std::vector<SpokenLanguage>> in_order(std::vector<SpokenLanguage> languages) {
  std::sort(languages.begin(), languages.end());
  const bool twice = std::adjacent_find(languages.begin(), languages.end()) != languages.end();
  if (twice || (!languages.empty() && languages.back() == SpokenLanguage::kOther)) {
    return Error{ErrorCode::kOutOfRange, "languages", "languages that have a name, each once"};
  }
  return languages;
}

}  // namespace

SpeakersReply list_speakers(store::ReadTxn& txn,
                            const api::administration::PeopleRequest& request) {
  constexpr std::size_t kPage = api::administration::kMaxPeople;
  std::vector<StaffId> people =
      speakers_after(txn, request.next, static_cast<std::int64_t>(kPage) + 1);
  SpeakersReply reply;
  if (people.size() > kPage) {
    people.pop_back();
    reply.next = people.back();
  }
  for (const StaffId& person : people) reply.items.push_back({person, languages_of(txn, person)});
  return reply;
}

Result<Speaker> set_languages(audit::WriteTxn& txn, const Speaker& request) {
  ALCOVE_ASSIGN(const std::vector<SpokenLanguage> languages, in_order(request.languages));
  if (!find_staff(txn, request.person)) {
    return Error{ErrorCode::kNotFound, "person", "nobody here has that id"};
  }
  const std::string before = spoken_words(languages_of(txn, request.person));
  put_languages(txn, request.person, languages);
  txn.record({.action = "staff.languages",
              .record = audit::as_record(request.person),
              .detail = fmt::format("before: {}; now: {}", before, spoken_words(languages))});
  return Speaker{request.person, languages};
}

}  // namespace alcove::access

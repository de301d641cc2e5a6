// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "server/access/staff_languages.h"

namespace alcove::access {

using api::clients::SpokenLanguage;

std::vector<SpokenLanguage> languages_of(store::ReadTxn& txn, const StaffId& person) {
  std::vector<SpokenLanguage> languages;
  auto row = txn.query("SELECT language FROM staff_language WHERE staff = $staff");
  row.bind("$staff", person);
  while (row.next()) {
    const auto language = wire::from_word<SpokenLanguage>(row.text(0));
    if (!language) throw Fault(ErrorCode::kCorrupt, "the store holds an unknown language");
    languages.push_back(*language);
  }
  std::sort(languages.begin(), languages.end());
  return languages;
}

bool speaks(store::ReadTxn& txn, const StaffId& person, SpokenLanguage language) {
  auto row = txn.query("SELECT 1 FROM staff_language WHERE staff = $staff AND language = $word");
  row.bind("$staff", person).bind("$word", wire::word_of(language));
  return row.next();
}

void put_languages(audit::WriteTxn& txn, const StaffId& person,
                   const std::vector<SpokenLanguage>& languages) {
  txn.change("DELETE FROM staff_language WHERE staff = $staff").bind("$staff", person).execute();
  for (const SpokenLanguage language : languages) {
    txn.change("INSERT INTO staff_language (staff, language) VALUES ($staff, $language)")
        .bind("$staff", person)
        .bind("$language", wire::word_of(language))
        .execute();
  }
}

std::vector<StaffId> speakers_after(store::ReadTxn& txn, const std::optional<StaffId>& after,
                                    std::int64_t limit) {
  std::vector<StaffId> people;
  auto row = txn.query(
      "SELECT DISTINCT staff FROM staff_language WHERE staff > $after ORDER BY staff LIMIT $limit");
  row.bind("$after", after.value_or(StaffId())).bind("$limit", limit);
  while (row.next()) people.push_back(row.id<StaffId>(0));
  return people;
}

}  // namespace alcove::access

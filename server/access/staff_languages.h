// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/audit/write_txn.h"
#include "shared/api/staff_languages.h"

// In which languages people speak with clients. Whoever is of no entry: it is not known.
namespace alcove::access {

api::administration::SpeakersReply list_speakers(store::ReadTxn& txn,
                                                 const api::administration::PeopleRequest& request);
bool speaks(store::ReadTxn& txn, const StaffId& person, api::clients::SpokenLanguage language);

// Refusals: staff_languages.h of the contract.
Result<api::administration::Speaker> set_languages(audit::WriteTxn& txn,
                                                   const api::administration::Speaker& request);

// The SQL: rows in, rows out, nothing decided. In the order of the list.
std::vector<api::clients::SpokenLanguage> languages_of(store::ReadTxn& txn, const StaffId& person);
void put_languages(audit::WriteTxn& txn, const StaffId& person,
                   const std::vector<api::clients::SpokenLanguage>& languages);
// Of whom any is known, after `after`, at most `limit`.
std::vector<StaffId> speakers_after(store::ReadTxn& txn, const std::optional<StaffId>& after,
                                    std::int64_t limit);

}  // namespace alcove::access

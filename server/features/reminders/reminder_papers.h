// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/reminders/reminders.h"

// What the routes that print do. Errors: theirs.
namespace alcove::reminders {

using api::reminders::PaperReply;

struct Papers {
  const audit::Ledger& ledger;
  const absences::Setting& absences;
};

Result<http::Answer<PaperReply>> print_calls(const access::Principal& principal,
                                             const api::reminders::CallsPaperRequest& request,
                                             store::ReadTxn& txn, const Papers& papers);
Result<http::Answer<PaperReply>> print_absence_calls(
    const access::Principal& principal, const api::reminders::AbsenceCallsPaperRequest& request,
    store::ReadTxn& txn, const Papers& papers);
Result<http::Answer<PaperReply>> print_letters(const access::Principal& principal,
                                               const api::reminders::LettersRequest& request,
                                               store::ReadTxn& txn, const Papers& papers);
Result<http::Answer<PaperReply>> print_slip(const access::Principal& principal,
                                            const api::reminders::SlipRequest& request,
                                            store::ReadTxn& txn, const Papers& papers);

}  // namespace alcove::reminders

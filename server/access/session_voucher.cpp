// SPDX-License-Identifier: Apache-2.0
#include "server/access/session_voucher.h"

#include "server/access/session_store.h"
#include "server/access/sessions.h"

namespace alcove::access {
namespace {

crypto::Hash256 mac_of(const audit::Ledger& ledger, const std::string& text) {
  const Key256 key =
      crypto::hkdf_sha256(ledger.audit_key().view(), {}, "alcove session voucher v1");
  return crypto::hmac_sha256(key.view(), as_bytes(text));
}

}  // namespace

Result<api::session::VoucherReply> SessionService::voucher(const Principal& who) {
  ALCOVE_ASSIGN(const std::optional<SessionLife> life,
                ledger_.store().read<std::optional<SessionLife>>(
                    [&](store::ReadTxn& txn) -> Result<std::optional<SessionLife>> {
                      return find_session_life(txn, who.session());
                    }));
  if (!life) return Error{ErrorCode::kNotSignedIn, {}, "the session has ended"};
  const crypto::Hash256 mac =
      mac_of(ledger_, api::session::voucher_text(who.session(), life->staff, life->device,
                                                 life->opened_at, life->until));
  return api::session::VoucherReply{.session = who.session(),
                                    .staff = life->staff,
                                    .voucher = {.opened_at = life->opened_at,
                                                .until = life->until,
                                                .mac = Bytes(mac.begin(), mac.end())}};
}

bool is_voucher_of(const audit::Ledger& ledger, const api::session::Voucher& voucher,
                   const SessionId& session, const StaffId& staff, const DeviceId& device) {
  return equal_secrets(mac_of(ledger, api::session::voucher_text(session, staff, device,
                                                                 voucher.opened_at, voucher.until)),
                       voucher.mac);
}

}  // namespace alcove::access

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "shared/base/ids.h"
#include "shared/wire/route.h"

// The box's own word that a session was opened: whose, at which terminal, from when until when. The
// terminal puts it into what it seals for the box, so that a box that was restored from a backup
// older than the session can still tell who wrote. It opens nothing by itself.
namespace alcove::api::session {

inline constexpr std::size_t kVoucherBytes = 32;

struct Voucher {
  UtcTime opened_at;
  UtcTime until;
  Bytes mac;  // HMAC-SHA-256 under a key of the box over voucher_text

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("opened_at", self.opened_at);
    visit("until", self.until);
    visit("mac", self.mac, wire::bytes(kVoucherBytes, kVoucherBytes));
  }
};

inline std::string voucher_text(const SessionId& session, const StaffId& staff,
                                const DeviceId& device, UtcTime opened_at, UtcTime until) {
  return "alcove session voucher v1\n" + session.text() + "\n" + staff.text() + "\n" +
         device.text() + "\n" + format_utc(opened_at) + "\n" + format_utc(until);
}

struct VoucherReply {
  SessionId session;
  StaffId staff;
  Voucher voucher;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("session", self.session);
    visit("staff", self.staff);
    visit("voucher", self.voucher);
  }
};

// Of the session that asks.
inline constexpr wire::Route<wire::Nothing, VoucherReply> voucher{
    .method = wire::Method::kGet,
    .path = "/v1/session/voucher",
    .permission = wire::Permission::kSignedIn,
    .audit = wire::AuditClass::kNone,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kAllow};

}  // namespace alcove::api::session

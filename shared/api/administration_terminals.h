// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/administration_people.h"

// The clinic's terminals, as an administrator manages them at a staff terminal: the same steps as
// `alcovectl terminal`. Rules and refusals as in administration_people.h.
namespace alcove::api::administration {

inline constexpr std::size_t kMaxTerminals = 1000;  // revoked ones too; the newest of those
inline constexpr wire::Text kTerminalName = wire::line(1, 60);

struct Terminal {
  DeviceId id;
  std::string name;
  wire::Station station = wire::Station::kLobby;
  UtcTime enrolled_at;
  std::optional<UtcTime> revoked_at{};
  std::optional<UtcTime> last_seen_at{};
  std::optional<UtcTime> certificate_until{};
  bool connected = false;  // it follows the event stream now

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("name", self.name, kTerminalName);
    visit("station", self.station);
    visit("enrolled_at", self.enrolled_at);
    visit("revoked_at", self.revoked_at);
    visit("last_seen_at", self.last_seen_at);
    visit("certificate_until", self.certificate_until);
    visit("connected", self.connected);
  }
};

struct TerminalsReply {
  std::vector<Terminal> items;  // by name, revoked ones last

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxTerminals));
  }
};

// Holds nothing of any client.
inline constexpr wire::Route<wire::Nothing, TerminalsReply> terminals{
    .method = wire::Method::kGet,
    .path = "/v1/administration/terminals",
    .permission = wire::Permission::kStaffManage,
    .audit = wire::AuditClass::kNone,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

struct NewTerminalRequest {
  std::string name;
  wire::Station station = wire::Station::kLobby;
  Bytes confirmation;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("name", self.name, kTerminalName);
    visit("station", self.station);
    visit("confirmation", self.confirmation, kConfirmation);
  }
};

// What is typed at the new terminal. The code is in no other answer, ever.
struct TerminalCode {
  std::string code;
  UtcTime expires_at;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("code", self.code, wire::secret(1, 80));
    visit("expires_at", self.expires_at);
  }
};

// Refusals: kAlreadyExists (a terminal, or a code that waits, has that name), kTooMany.
inline constexpr auto new_terminal =
    change_of<NewTerminalRequest, TerminalCode>("/v1/administration/terminals/new");

struct TerminalRequest {
  DeviceId terminal;
  Bytes confirmation;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("terminal", self.terminal);
    visit("confirmation", self.confirmation, kConfirmation);
  }
};

// For good: its connections and the session on it end within a second. Whoever revokes the terminal
// they stand at gets this answer as the last one. kNotFound when it is revoked already.
inline constexpr auto revoke_terminal =
    change_of<TerminalRequest, wire::Nothing>("/v1/administration/terminals/revoke");

struct RenameTerminalRequest {
  DeviceId terminal;
  std::string name;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("terminal", self.terminal);
    visit("name", self.name, kTerminalName);
  }
};

// Changes nothing of who may come in, and asks for no confirmation. kAlreadyExists.
inline constexpr auto rename_terminal =
    change_of<RenameTerminalRequest, wire::Nothing>("/v1/administration/terminals/rename");

}  // namespace alcove::api::administration

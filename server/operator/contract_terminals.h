// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/operator/contract.h"
#include "shared/api/set_aside_words.h"
#include "shared/wire/route.h"

namespace alcove::operation {

inline constexpr wire::Text kTerminalName = wire::line(1, 60);

struct TerminalRow {
  DeviceId id;
  std::string name;
  wire::Station station = wire::Station::kLobby;
  UtcTime enrolled;
  std::optional<UtcTime> revoked{};
  std::optional<UtcTime> last_seen{};
  std::optional<UtcTime> certificate_until{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("name", self.name, kTerminalName);
    visit("station", self.station);
    visit("enrolled", self.enrolled);
    visit("revoked", self.revoked);
    visit("last_seen", self.last_seen);
    visit("certificate_until", self.certificate_until);
  }
};

struct TerminalListReply {
  std::vector<TerminalRow> items;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(10'000));
  }
};

struct TerminalEnrolRequest {
  std::string name;
  wire::Station station = wire::Station::kLobby;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("name", self.name, kTerminalName);
    visit("station", self.station);
  }
};

inline constexpr std::size_t kMaxTypedAddresses = 32;

// The code to type at the terminal, printed once, and where it finds the box.
struct TerminalEnrolReply {
  std::string name;
  wire::Station station = wire::Station::kLobby;
  std::string code;
  UtcTime expires;
  // What may be typed as the box's address, with a port where it is not the usual one. None: this
  // box's server has not been started yet.
  std::vector<std::string> addresses;
  std::string zone;     // the clinic's
  LocalDateTime until;  // `expires` by the clinic's own clock

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("name", self.name, kTerminalName);
    visit("station", self.station);
    visit("code", self.code, wire::secret(1, 80));
    visit("expires", self.expires);
    visit("addresses", self.addresses, wire::at_most(kMaxTypedAddresses, wire::line(1, 270)));
    visit("zone", self.zone, wire::line(1, 64));
    visit("until", self.until);
  }
};

struct TerminalNameRequest {
  std::string name;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("name", self.name, kTerminalName);
  }
};

struct TerminalRenameRequest {
  std::string name;
  std::string new_name;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("name", self.name, kTerminalName);
    visit("new_name", self.new_name, kTerminalName);
  }
};

struct IdleLock {
  wire::Station station = wire::Station::kFrontDesk;
  std::int64_t minutes = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("station", self.station);
    visit("minutes", self.minutes, wire::range(1, 60));
  }
};

// What a terminal brought that could not be put into the records. What it says is for the privacy
// officer alone: no word of it is in here.
inline constexpr std::int64_t kMaxSetAside = 200;  // the newest

struct SetAsideRow {
  UtcTime came;
  std::optional<UtcTime> written{};       // none of these three where it could not be opened
  std::optional<std::string> terminal{};  // that it was written at
  std::optional<std::string> author{};    // none: at the lobby
  std::string kind{};                     // "note.draft", the path of a route, or empty
  api::set_aside::SetAsideReason reason = api::set_aside::SetAsideReason::kDoesNotFit;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("came", self.came);
    visit("written", self.written);
    visit("terminal", self.terminal, kTerminalName);
    visit("author", self.author, wire::line(1, 120));
    visit("kind", self.kind, wire::line(0, 120));
    visit("reason", self.reason);
  }
};

struct SetAsideReply {
  std::vector<SetAsideRow> items;  // the newest first

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxSetAside));
  }
};

inline constexpr Command<wire::Nothing, SetAsideReply> kTerminalSetAside{"terminal.set-aside"};
inline constexpr Command<wire::Nothing, TerminalListReply> kTerminalList{"terminal.list"};
inline constexpr Command<TerminalEnrolRequest, TerminalEnrolReply> kTerminalEnrol{"terminal.enrol"};
inline constexpr Command<TerminalNameRequest, TerminalListReply> kTerminalRevoke{"terminal.revoke"};
inline constexpr Command<TerminalRenameRequest, TerminalListReply> kTerminalRename{
    "terminal.rename"};
inline constexpr Command<IdleLock, IdleLock> kTerminalIdleLock{"terminal.idle-lock"};

}  // namespace alcove::operation

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "shared/api/enrolment.h"
#include "shared/wire/route.h"

// What an enrolled terminal asks about itself.
namespace alcove::api::terminal {

inline constexpr std::size_t kMaxAuthorities = 3;
inline constexpr auto kAuthority = wire::bytes(1, enrolment::kMaxCertificate);

struct AboutReply {
  DeviceId device;
  std::string name;
  wire::Station station = wire::Station::kLobby;
  UtcTime server_time;
  UtcTime certificate_until;           // renew within kRenewBefore of this
  std::int64_t idle_lock_seconds = 0;  // of this station; a staff terminal locks itself then
  Bytes sealing_public;                // X25519: what waits in the spool is sealed to it
  Bytes signing_public;                // Ed25519: the clinic's signature
  // The clinic's own certificates, DER: the one that signs first, then one that is to come or was
  // before. A terminal believes these, and no other, from now on.
  std::vector<Bytes> authorities{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("device", self.device);
    visit("name", self.name, wire::line(1, 60));
    visit("station", self.station);
    visit("server_time", self.server_time);
    visit("certificate_until", self.certificate_until);
    visit("idle_lock_seconds", self.idle_lock_seconds, wire::range(60, 3600));
    visit("sealing_public", self.sealing_public, wire::bytes(32, 32));
    visit("signing_public", self.signing_public, wire::bytes(32, 32));
    visit("authorities", self.authorities, wire::at_most(kMaxAuthorities, kAuthority));
  }
};

inline constexpr wire::Route<wire::Nothing, AboutReply> about{
    .method = wire::Method::kGet,
    .path = "/v1/terminal",
    .permission = wire::Permission::kDevice,
    .audit = wire::AuditClass::kNone,
    .stations = wire::kEveryStation,
    .when_locked = wire::WhenLocked::kAllow};

struct PlaceReply {
  std::string clinic;
  std::string zone;  // IANA name: the clinic's clock

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("clinic", self.clinic, wire::line(1, 100));
    visit("zone", self.zone, wire::line(1, 64));
  }
};

// Where this terminal stands: every terminal names the clinic and shows its clock.
inline constexpr wire::Route<wire::Nothing, PlaceReply> place{
    .method = wire::Method::kGet,
    .path = "/v1/terminal/place",
    .permission = wire::Permission::kDevice,
    .audit = wire::AuditClass::kNone,
    .stations = wire::kEveryStation,
    .when_locked = wire::WhenLocked::kAllow};

// A certificate lasts a year; a terminal asks for the next one in the last third of it, with a new
// key. The old one goes on working until the new one is used for the first time.
inline constexpr std::chrono::days kRenewBefore{122};

struct RenewRequest {
  Bytes csr;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("csr", self.csr, wire::bytes(1, enrolment::kMaxCsr));
  }
};

struct RenewReply {
  Bytes certificate;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("certificate", self.certificate, wire::bytes(1, enrolment::kMaxCertificate));
  }
};

// Refusals: kWrongState (too early), kMalformed.
inline constexpr wire::Route<RenewRequest, RenewReply> renew{
    .method = wire::Method::kPost,
    .path = "/v1/terminal/renew",
    .permission = wire::Permission::kDevice,
    .audit = wire::AuditClass::kAccess,
    .stations = wire::kEveryStation,
    .when_locked = wire::WhenLocked::kAllow};

}  // namespace alcove::api::terminal

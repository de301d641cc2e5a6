// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/api/availability.h"
#include "shared/api/client_record.h"
#include "shared/api/contact_words.h"
#include "shared/wire/route.h"

// How a client asks to be reached: by other means or at another place than the record says (45 CFR
// 164.522(b), confidential communications). A reasonable request is met, and nobody has to say why
// they ask (164.522(b)(2)(iii)): there is no field for a reason. Whatever is sent to a client or
// printed about reaching one asks this first. Every version stays, with who wrote it.
namespace alcove::api::clients {

using availability::Made;

inline constexpr std::int64_t kMaxWishVersions = 200;  // of one client
inline constexpr wire::Text kAskFor = wire::line(0, 100);
inline constexpr std::size_t kMaxAddressLines = 3;

// Instead of every number of the record.
struct OtherNumber {
  std::string number;  // as a phone's of the record
  bool may_leave_message = false;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("number", self.number, kPhoneNumber);
    visit("may_leave_message", self.may_leave_message);
  }
  friend bool operator==(const OtherNumber&, const OtherNumber&) = default;
};

struct Wishes {
  Preferred preferred = Preferred::kCall;
  Calling calling = Calling::kMayCall;
  Messages messages = Messages::kAsNumberSays;
  Writing writing = Writing::kMayWrite;
  LetterSays letter_says = LetterSays::kTimeAndPlace;
  std::string ask_for{};  // on the phone and on the envelope, instead of the client's name
  std::optional<OtherNumber> other_number{};
  std::optional<Address> other_address{};  // instead of the record's

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("preferred", self.preferred);
    visit("calling", self.calling);
    visit("messages", self.messages);
    visit("writing", self.writing);
    visit("letter_says", self.letter_says);
    visit("ask_for", self.ask_for, kAskFor);
    visit("other_number", self.other_number);
    visit("other_address", self.other_address);
  }
  friend bool operator==(const Wishes&, const Wishes&) = default;
};

struct WishesReply {
  ClientId client{};
  std::int64_t revision = 0;  // 0: nobody has written any down
  Wishes wishes{};
  std::optional<Made> made{};  // with a revision

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
    visit("revision", self.revision, wire::range(0, kMaxWishVersions));
    visit("wishes", self.wishes);
    visit("made", self.made);
  }
};

struct WishesRequest {
  ClientId client{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
  }
};
// Refusals: kNotFound.
inline constexpr wire::Route<WishesRequest, WishesReply> wishes{
    .method = wire::Method::kGet,
    .path = "/v1/clients/wishes",
    .permission = wire::Permission::kClientRead,
    .audit = wire::AuditClass::kRead,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

struct SetWishesRequest {
  ClientId client{};
  std::int64_t base_revision = 0;  // what the person saw
  Wishes wishes{};                 // all of them, changed or not

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("client", self.client);
    visit("base_revision", self.base_revision, wire::range(0, kMaxWishVersions));
    visit("wishes", self.wishes);
  }
};
// As editing the client: clinicians for their own care team. Refusals: kNotFound, kConflict
// (somebody else changed them first), kOutOfRange with the path of the field (a number or an
// address that cannot be one; "wishes.preferred": by a way the client asks not to be reached by),
// kTooMany. Wishes that change nothing are no change.
inline constexpr wire::Route<SetWishesRequest, WishesReply> set_wishes{
    .method = wire::Method::kPost,
    .path = "/v1/clients/set_wishes",
    .permission = wire::Permission::kClientWrite,
    .audit = wire::AuditClass::kWrite,
    .stations = wire::kStaffStations,
    .when_locked = wire::WhenLocked::kRefuse};

}  // namespace alcove::api::clients

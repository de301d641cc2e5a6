// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/api/appointment_record.h"
#include "shared/api/check_in.h"
#include "shared/api/client_record.h"

// What a client does between hello and thank you: arrives, corrects phone and address, signs.
namespace alcove::api::check_in {

// A phone or the address as it may be shown where others stand behind.
struct MaskedPhone {
  PhoneId phone;
  std::string masked;  // "•••-••12"

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("phone", self.phone);
    visit("masked", self.masked, wire::line(1, 32));
  }
};

inline constexpr std::size_t kMaxDocument = 20000;

// A document that is due. Its hash is over title and text as they stand here.
struct ConsentDue {
  std::string document;  // "consent_to_treatment"
  std::int64_t version = 0;
  std::string title;
  std::string text;  // paragraphs, separated by empty lines
  Bytes hash;        // SHA-256

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("document", self.document, wire::line(1, 60));
    visit("version", self.version, wire::range(1, 10000));
    visit("title", self.title, wire::line(1, 100));
    visit("text", self.text, wire::prose(1, kMaxDocument));
    visit("hash", self.hash, wire::bytes(32, 32));
  }
};

struct ArriveReply {
  std::vector<MaskedPhone> phones;
  std::optional<std::string> masked_address;  // "••• M••• S•••, Buffalo"
  std::optional<ConsentDue> consent;
  std::optional<std::string> queue_token{};  // what the waiting room calls this client by

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("phones", self.phones, wire::at_most(clients::kMaxPhones));
    visit("masked_address", self.masked_address, wire::line(1, 200));
    visit("consent", self.consent);
    visit("queue_token", self.queue_token, appointments::kQueueToken);
  }
};

// Kinds of spool records: what was confirmed while the box was away. Each body is the request.
inline constexpr std::string_view kProposeKind = "check_in.propose";
inline constexpr std::string_view kSignKind = "check_in.sign";
inline constexpr std::string_view kTalkFirstKind = "check_in.talk_first";
inline constexpr std::string_view kFinishKind = "check_in.finish";  // stopped in the middle

// "Yes, that is me": the appointment is marked as arrived and the forms that are due are laid out.
inline constexpr auto arrive =
    lobby_route<ThisVisit, ArriveReply>("/v1/check_in/arrive", wire::AuditClass::kWrite);

// A correction: of a phone (a new number for the one shown) or of the address, never both. It
// waits for the desk. Another one for the same field replaces the one that waits.
struct ProposeRequest {
  CheckInId check_in;
  ProposalId proposal;
  std::optional<PhoneId> phone;
  std::optional<std::string> number;
  std::optional<clients::Address> address;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("check_in", self.check_in);
    visit("proposal", self.proposal);
    visit("phone", self.phone);
    visit("number", self.number, clients::kPhoneNumber);
    visit("address", self.address);
  }
};

// Refusals: kMissingField, kOutOfRange (a number that cannot be one), kNotFound (the phone).
inline constexpr auto propose =
    lobby_route<ProposeRequest, wire::Nothing>("/v1/check_in/propose", wire::AuditClass::kWrite);

// A point of the drawing, in thousandths of the signing field's width, from its upper left corner.
struct Point {
  std::int64_t x = 0;
  std::int64_t y = 0;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("x", self.x, wire::range(0, 1000));
    visit("y", self.y, wire::range(0, 1000));
  }
};
inline constexpr std::size_t kMaxPoints = 4000;  // in all
inline constexpr std::size_t kMaxStrokes = 100;
struct Stroke {
  std::vector<Point> points;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("points", self.points, wire::at_most(kMaxPoints));
  }
};

struct SignRequest {
  CheckInId check_in;
  ConsentId consent;
  Bytes hash;  // of the document that was read
  std::string typed_name;
  std::vector<Stroke> strokes;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("check_in", self.check_in);
    visit("consent", self.consent);
    visit("hash", self.hash, wire::bytes(32, 32));
    visit("typed_name", self.typed_name, wire::line(1, 120));
    visit("strokes", self.strokes, wire::at_most(kMaxStrokes));
  }
};

// Refusals: kConflict (that is not the document as it stands), kWrongState (it is signed already),
// kOutOfRange (field "strokes": nothing is drawn, or more than kMaxPoints in all).
inline constexpr auto sign =
    lobby_route<SignRequest, wire::Nothing>("/v1/check_in/sign", wire::AuditClass::kWrite);

// "I want to talk first": nothing is signed, and the desk knows.
inline constexpr auto talk_first =
    lobby_route<ThisVisit, wire::Nothing>("/v1/check_in/talk_first", wire::AuditClass::kWrite);

}  // namespace alcove::api::check_in

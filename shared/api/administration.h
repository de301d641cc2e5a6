// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/api/session_password.h"
#include "shared/api/staff.h"
#include "shared/wire/route.h"

// The people who work here, as an administrator manages them at a staff terminal (terminals:
// administration_terminals.h). The same steps as `alcovectl staff`, with two more rules: whoever
// changes who may come in proves once more, by PIN or password, who they are (the token of
// session::confirm, once), and nobody shuts out the last administrator or themselves.
namespace alcove::api::administration {

inline constexpr std::size_t kMaxPeople = 200;  // in one answer
inline constexpr wire::Text kShownName = wire::line(1, 100);
inline constexpr wire::Text kCredential = wire::line(0, 40);
inline constexpr wire::Text kConfirmation = wire::bytes(session::kTokenBytes, session::kTokenBytes);

enum class PersonState : std::uint8_t {
  kActive,
  kNoPassword,  // added or reset: waits for the person's own password, or their code has run out
  kDisabled,
};

struct Colleague {
  StaffId id;
  std::string sign_in_name;
  std::string display_name;
  std::string credential;  // may be empty
  std::vector<Role> roles;
  bool crisis = false;
  PersonState state = PersonState::kActive;
  bool last_administrator = false;  // nobody else with a password has that role

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("sign_in_name", self.sign_in_name, session::kSignInName);
    visit("display_name", self.display_name, kShownName);
    visit("credential", self.credential, kCredential);
    visit("roles", self.roles, wire::at_most(7));
    visit("crisis", self.crisis);
    visit("state", self.state);
    visit("last_administrator", self.last_administrator);
  }
};

struct PeopleRequest {
  std::optional<StaffId> next{};  // of the reply before

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("next", self.next);
  }
};

struct PeopleReply {
  std::vector<Colleague> items;  // in the order in which they were added, disabled ones too
  std::optional<StaffId> next{};

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("items", self.items, wire::at_most(kMaxPeople));
    visit("next", self.next);
  }
};

// The one-time code with which the person sets a password of their own. It is in no other answer,
// ever: whoever asked shows it once and wipes it.
struct PersonCode {
  Colleague person;
  std::string code;
  UtcTime expires_at;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("person", self.person);
    visit("code", self.code, session::kOneTimeCode);
    visit("expires_at", self.expires_at);
  }
};

struct AddPersonRequest {
  std::string sign_in_name;
  std::string display_name;
  std::string credential;
  std::vector<Role> roles;
  bool crisis = false;
  Bytes confirmation;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("sign_in_name", self.sign_in_name, session::kSignInName);
    visit("display_name", self.display_name, kShownName);
    visit("credential", self.credential, kCredential);
    visit("roles", self.roles, wire::at_most(7));
    visit("crisis", self.crisis);
    visit("confirmation", self.confirmation, kConfirmation);
  }
};

struct ChangeRolesRequest {
  StaffId person;
  std::vector<Role> roles;
  bool crisis = false;
  Bytes confirmation;
  std::optional<std::string> credential{};  // from now on; what is signed keeps its own

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("person", self.person);
    visit("roles", self.roles, wire::at_most(7));
    visit("crisis", self.crisis);
    visit("confirmation", self.confirmation, kConfirmation);
    visit("credential", self.credential, kCredential);
  }
};

struct PersonRequest {
  StaffId person;
  Bytes confirmation;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("person", self.person);
    visit("confirmation", self.confirmation, kConfirmation);
  }
};

}  // namespace alcove::api::administration

namespace alcove::wire {

template <>
struct EnumWords<api::administration::PersonState> {
  using State = api::administration::PersonState;
  static constexpr EnumWord<State> words[] = {{State::kActive, "active"},
                                              {State::kNoPassword, "no_password"},
                                              {State::kDisabled, "disabled"}};
};

}  // namespace alcove::wire

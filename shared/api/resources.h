// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/api/client_words.h"
#include "shared/wire/route.h"

// What a visit takes besides clinician and room: an interpreter, a test kit, a cart for video. None
// of them is in two visits at once. Reading: the clinic's setup (clinic_setup.h), for whoever signs
// in. Nothing is deleted: what is retired stays for the visits that it had.
namespace alcove::api::resources {

using ResourceId = Id<struct ResourceTag>;
using clients::SpokenLanguage;

enum class ResourceKind : std::uint8_t { kEquipment, kInterpreter };

inline constexpr std::size_t kMaxResources = 200;  // retired ones too
inline constexpr std::size_t kMaxSpoken = 8;       // languages of one interpreter
inline constexpr std::size_t kMaxOfVisit = 4;
inline constexpr wire::Text kName = wire::line(1, 80);
// Ids in one line, a blank between: where a request is a query.
inline constexpr wire::Text kIdsWords = wire::line(36, kMaxOfVisit * 37 - 1);

struct Resource {
  ResourceId id;
  std::int64_t revision = 0;  // 1 when added, one more with every change
  ResourceKind kind = ResourceKind::kEquipment;
  std::string name;
  // Of an interpreter at least one, in the order of the words; of equipment none. "Another
  // language" is one: its name can say which.
  std::vector<SpokenLanguage> languages{};
  bool retired = false;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("revision", self.revision, wire::range(1, INT64_MAX));
    visit("kind", self.kind);
    visit("name", self.name, kName);
    visit("languages", self.languages, wire::at_most(kMaxSpoken));
    visit("retired", self.retired);
  }
  friend bool operator==(const Resource&, const Resource&) = default;
};

// What a visit says of one that it takes.
struct TakenResource {
  ResourceId id;
  ResourceKind kind = ResourceKind::kEquipment;
  std::string name;  // as it is called now

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("kind", self.kind);
    visit("name", self.name, kName);
  }
  friend bool operator==(const TakenResource&, const TakenResource&) = default;
};

struct SetRequest {
  ResourceId id;                   // made by the terminal
  std::int64_t base_revision = 0;  // 0: it is added
  ResourceKind kind = ResourceKind::kEquipment;
  std::string name;
  std::vector<SpokenLanguage> languages{};
  bool retired = false;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("base_revision", self.base_revision, wire::range(0, INT64_MAX));
    visit("kind", self.kind);
    visit("name", self.name, kName);
    visit("languages", self.languages, wire::at_most(kMaxSpoken));
    visit("retired", self.retired);
  }
};

// Refusals: kOutOfRange (id; kind: another one than it was; languages: of equipment, none of an
// interpreter, one of them twice), kAlreadyExists (id; name: another one in use has it), kTooMany,
// kNotFound, kConflict (base_revision), kWrongState (it is to be retired, and visits to come still
// take it).
inline constexpr wire::Route<SetRequest, Resource> set{.method = wire::Method::kPost,
                                                       .path = "/v1/clinic_setup/set_resource",
                                                       .permission = wire::Permission::kStaffManage,
                                                       .audit = wire::AuditClass::kWrite,
                                                       .stations = wire::kStaffStations,
                                                       .when_locked = wire::WhenLocked::kRefuse};

// Whether it interprets into the language.
inline bool interprets(const Resource& one, SpokenLanguage language) {
  return one.kind == ResourceKind::kInterpreter &&
         std::find(one.languages.begin(), one.languages.end(), language) != one.languages.end();
}

inline std::string ids_words(const std::vector<ResourceId>& ids) {
  std::string words;
  for (const ResourceId& id : ids) words += (words.empty() ? "" : " ") + id.text();
  return words;
}

// Errors: those of an id.
inline Result<std::vector<ResourceId>> ids_in(std::string_view words) {
  std::vector<ResourceId> ids;
  while (!words.empty()) {
    const std::size_t end = words.find(' ');
    ALCOVE_ASSIGN(const ResourceId id, ResourceId::parse(words.substr(0, end)));
    ids.push_back(id);
    words.remove_prefix(end == std::string_view::npos ? words.size() : end + 1);
  }
  return ids;
}

}  // namespace alcove::api::resources

namespace alcove::wire {

template <>
struct EnumWords<api::resources::ResourceKind> {
  using Kind = api::resources::ResourceKind;
  static constexpr EnumWord<Kind> words[] = {{Kind::kEquipment, "equipment"},
                                             {Kind::kInterpreter, "interpreter"}};
};

}  // namespace alcove::wire

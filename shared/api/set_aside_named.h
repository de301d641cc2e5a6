// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "shared/base/ids.h"
#include "shared/wire/fields.h"

// What the ids in something that was set aside point to, so that a person can enter it by hand.
namespace alcove::api::set_aside {

// Of one body; ids beyond that many are not named.
inline constexpr std::size_t kMaxNamed = 500;

// One id of the body. Which of these say something follows from what it is of: of a colleague,
// service, room, group or terminal the name; of a client the person; of a visit, meeting, series,
// offer or alert the time too.
struct Named {
  RecordId id;
  bool here = true;                    // false: nobody knows it on this box, and nothing follows
  std::optional<LocalDateTime> start;  // on the clinic's clock; of a series its first date
  std::optional<std::string> person;   // the client, "López, María"
  std::optional<std::int64_t> record_number;  // theirs
  std::optional<std::string> name;

  template <class Visitor, class Self>
  static void fields(Visitor& visit, Self& self) {
    visit("id", self.id);
    visit("here", self.here);
    visit("start", self.start);
    visit("person", self.person, wire::line(1, 200));
    visit("record_number", self.record_number, wire::range(1, INT64_MAX));
    visit("name", self.name, wire::line(1, 200));
  }
};

}  // namespace alcove::api::set_aside

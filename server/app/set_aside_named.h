// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "server/features/spool/set_aside.h"

// What the ids in something that was set aside point to. A body is the request of some route;
// whichever it is, a field of the same name points to the same kind of thing. Pure, but for
// pointed_to(), which reads within the transaction that it is handed.
namespace alcove::app {

enum class PointsTo : std::uint8_t {
  kColleague,
  kService,
  kRoom,
  kResource,
  kClient,
  kVisit,
  kMeeting,
  kGroup,
  kSeries,
  kCheckIn,
  kProposal,
  kPhone,
  kHelpCall,
  kWaitEntry,
  kWaitOffer,
  kAbsence,
  kAlert,
  kNote,
  kQuestionnaire,
};

// Of an id's field in the body of that kind; nothing for ids that say nothing to a person.
std::optional<PointsTo> points_to(std::string_view kind, std::string_view field);
// Ids that are of use to programs alone, by the names of their fields: of what the request itself
// makes and nothing else points to, and of texts that are compared.
bool says_nothing(std::string_view field);
// Whether the request itself makes what the field names: nobody has to know it here yet. `what` is
// the step that a series is asked to take, or empty.
bool makes(std::string_view kind, std::string_view field, std::string_view what);

spool::Pointed pointed_to(store::ReadTxn& txn, const access::Principal& who, const Zone& zone,
                          const api::spool::Record& record, const spool::Subject& subject);

}  // namespace alcove::app

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/language_wish.h"
#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/waitlist_reading.h"

// Who waits for a visit: the whole list, one client's entries, or those who could have a time that
// fell free; and one entry with all that was done for it.
namespace alcove::screens::desk {

// A time of a clinician that is free.
struct WaitSlot {
  StaffId clinician;
  std::optional<RoomId> room{};
  LocalDateTime start{};
  std::int64_t minutes = 0;
  std::vector<api::resources::ResourceId> takes{};  // booked with it
};

struct WaitlistModel {
  std::optional<ClientId> client{};  // only this one's, ended ones too
  std::string client_name{};         // as it is spoken
  std::optional<WaitSlot> slot{};    // only those who could have it
  Zone zone;
  UtcTime now{};
  bool read = false;
  std::int64_t count = 0;  // of all there are
  std::vector<api::waitlist::EntryRow> rows{};
  std::vector<api::resources::Resource> resources{};  // retired ones too
  std::string slot_clinician{};                       // of the slot
  // To whom the slot is offered, and how many others could have it were it not.
  std::vector<api::waitlist::EntryRow> offered{};
  std::int64_t count_behind = 0;
  LanguageChoice understood{};  // of a client: what the record says
  bool added = false;           // this client was just put on the list
};
struct WaitlistIntent {
  bool close = false;
  bool add = false;
  bool report = false;                        // how long people waited
  bool without_place = false;                 // dates of series that wait for a decision
  std::optional<std::size_t> open{};          // of the rows
  std::optional<std::size_t> open_offered{};  // of those to whom it is offered
};
WaitlistIntent draw(ui::Ui& ui, const SheetFrame& frame, const WaitlistModel& model);

struct WaitEntryModel {
  std::string name{};  // as it is spoken
  Zone zone;
  UtcTime now{};
  bool read = false;
  api::waitlist::OpenReply opened{};
  bool needs_reason = false;  // the offer cannot be booked without one any more
  std::string override_reason{};
  std::vector<api::resources::Resource> resources{};  // retired ones too
};
struct WaitEntryIntent {
  enum class What : std::uint8_t {
    kNone,
    kClose,
    kOffer,
    kTake,
    kDecline,
    kTry,
    kChange,
    kTakeOff,
    kReopen,
  };
  What what = What::kNone;
};
WaitEntryIntent draw(ui::Ui& ui, const SheetFrame& frame, WaitEntryModel& model);

}  // namespace alcove::screens::desk

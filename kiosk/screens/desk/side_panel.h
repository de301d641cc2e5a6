// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "kiosk/screens/desk/board_words.h"
#include "kiosk/widgets/ui.h"
#include "shared/api/check_in_desk.h"
#include "shared/api/clients.h"

// The visit that is chosen: who it is, what waits to be reviewed, how far the client came in the
// lobby, and what can be done next.
namespace alcove::screens::desk {

struct PanelModel {
  std::optional<api::clients::Client> client;                // none: not read yet
  std::optional<api::check_in::OfClientReply> at_the_kiosk;  // likewise
  std::optional<api::appointments::Appointment> moved_to;    // where the visit went, if it did
  std::optional<api::appointments::Appointment> moved_from;  // and where it came from
  std::optional<ErrorCode> problem;                          // why it could not be read
  bool busy = false;                                         // something is under way
};

struct PanelIntent {
  enum class What : std::uint8_t {
    kNone,
    kBack,
    kMark,  // `state` is next
    kAnotherRoom,
    kMove,
    kCancel,
    kUndo,
    kHistory,
    kSeries,
    kOpenClient,
    kSession,  // all of the session that the visit is a place in
    kBookAgain,
    kSeeWho,        // could have the time that fell free
    kBecomes,       // what becomes of it while its clinician is away, or the clinic closed
    kSlip,          // the client's next visits, on paper
    kAccept,        // `proposal`
    kKeepOld,       // `proposal`
    kSomebodyElse,  // `check_in`
  };
  What what = What::kNone;
  AppointmentState state = AppointmentState::kConfirmed;
  ProposalId proposal{};
  CheckInId check_in{};
};

struct PanelFrame {
  text::Language language = text::Language::kEnglish;
  const Zone* zone = nullptr;
  LocalDate today;
  UtcTime now;
  bool there = true;       // the box; while it is away nothing can be changed
  bool with_back = false;  // the panel stands in place of the list
  bool has_paper = false;  // something can be printed here
  bool has_waitlist = false;
  bool keeps_the_book = false;  // decides what becomes of visits that would meet nobody
  May may = May::kChange;
  std::vector<std::string> at_once{};  // which other visits the clinician has meanwhile, in words
};
PanelIntent draw_panel(ui::Ui& ui, const ui::Rect& area, const PanelFrame& frame,
                       const BoardRow* row, const PanelModel& model);

}  // namespace alcove::screens::desk

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/group_sheets.h"
#include "shared/api/meeting_history.h"

// Who changed what and when of a group, of who belongs to it, and of a session of several.
namespace alcove::screens::desk {

// One change, in words.
struct SeveralChange {
  std::string title{};
  std::vector<std::string> below{};
  UtcTime at{};
  std::string person{};  // empty: the box
  std::string terminal{};
};

// Each the newest first.
std::vector<SeveralChange> changes_of_session(
    text::Language language, const ClinicNames& names,
    const std::vector<api::appointments::MeetingEntry>& history);
std::vector<SeveralChange> changes_of_group(text::Language language, const ClinicNames& names,
                                            const std::vector<Group>& revisions);
std::vector<SeveralChange> changes_of_membership(
    text::Language language, const std::vector<api::groups::Membership>& revisions);

struct SeveralHistoryModel {
  std::string about{};  // the group's name, the client's, or the session's with its time
  Zone zone;
  std::optional<std::vector<SeveralChange>> changes{};  // none: not read yet
};
HistoryIntent draw(ui::Ui& ui, const SheetFrame& frame, const SeveralHistoryModel& model);

}  // namespace alcove::screens::desk

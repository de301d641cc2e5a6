// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/picks.h"
#include "shared/api/group_routes.h"

// Groups at the desk: which there are; one with who belongs to it and its sessions; making or
// changing one. Who belongs to it and its sessions are written in group_plan.h.
namespace alcove::screens::desk {

using api::groups::Group;

// What groups are made of, by name.
struct ClinicNames {
  std::vector<api::clinic_setup::Service> services{};
  std::vector<api::clinic_setup::Room> rooms{};
  std::vector<api::staff::Member> clinicians{};
  std::vector<api::staff::Member> staff{};  // those who left too
};

struct GroupListModel {
  ClinicNames names{};
  std::vector<Group> groups{};  // by name
  bool read = false;
  bool retired = false;  // those that no longer meet are shown too
};
struct GroupListIntent {
  bool close = false;
  bool add = false;
  bool book_together = false;  // a family or a couple
  std::optional<std::size_t> open{};
};
GroupListIntent draw(ui::Ui& ui, const SheetFrame& frame, GroupListModel& model);

struct GroupModel {
  ClinicNames names{};
  LocalDate today{};
  std::string name{};                              // as long as it is not read
  std::optional<api::groups::OpenReply> opened{};  // none: not read yet
  bool past = false;                               // who left, and sessions that were
};
struct GroupIntent {
  enum class What : std::uint8_t {
    kNone,
    kClose,
    kChange,
    kAddMember,
    kMember,
    kPlan,
    kSession,
    kHistory,
  };
  What what = What::kNone;
  std::size_t index = 0;  // of the member or the session
};
GroupIntent draw(ui::Ui& ui, const SheetFrame& frame, GroupModel& model);

struct GroupFormModel {
  Group record{};  // revision 0: a new one
  ClinicNames names{};
  LocalDate today{};
  std::optional<api::appointments::ServiceId> service{};
  Team team{};
  std::string least{};    // as typed
  std::string most{};     // likewise
  std::string time{};     // likewise
  std::string minutes{};  // likewise
  bool until_notice = true;
  LocalDate last_day{};  // where it is not until further notice
  Against against{};
  Pick pick_service{};
  Pick pick_room{};
  Pick pick_first{};
  Pick pick_last{};

  // What is written, when all of it can be read.
  std::optional<Group> group() const;
};
GroupFormModel group_form(text::Language language, const Group& record, ClinicNames names,
                          LocalDate today);
enum class GroupFormIntent : std::uint8_t { kNone, kClose, kSave };
GroupFormIntent draw(ui::Ui& ui, const SheetFrame& frame, GroupFormModel& model);

// "Mondays at 10:00, 60 min · Room 2"
std::string usual_words(text::Language language, const ClinicNames& names, const Group& group);
// "L. Brandt, A. Reyes"
std::string facilitator_words(const ClinicNames& names, const Group& group);
bool belongs(const api::groups::Membership& membership, LocalDate day);
// "November 2, 2026 to further notice"
std::string days_words(text::Language language, LocalDate first,
                       const std::optional<LocalDate>& last);

}  // namespace alcove::screens::desk

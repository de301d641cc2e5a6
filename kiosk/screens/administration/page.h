// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/administration/clinic_rules.h"
#include "kiosk/text/language.h"
#include "kiosk/widgets/status.h"
#include "kiosk/widgets/ui.h"
#include "shared/api/administration_box.h"
#include "shared/api/administration_terminals.h"
#include "shared/api/set_aside.h"
#include "shared/api/staff_languages.h"
#include "shared/base/error.h"

// The page of who runs the office: for an administrator people, terminals, how the box is and the
// clinic's rules; for a privacy officer what terminals brought home and the box set aside. A list,
// and beside it what is chosen with the one thing to do. With large text what is chosen takes the
// place of the list.
namespace alcove::screens::administration {

using api::administration::Colleague;
using api::administration::Terminal;
using api::box::Condition;
using api::clients::SpokenLanguage;
using api::clinic_setup::Room;
using api::clinic_setup::Service;
using api::resources::Resource;
using SetAsideLine = api::set_aside::Line;

enum class Section : std::uint8_t {
  kPeople,
  kTerminals,
  kBox,
  kRules,
  kRooms,
  kServices,
  kResources,
  kSetAside
};

// What was read of one section, or why it was not.
template <class Item>
struct ListModel {
  bool read = false;
  std::optional<ErrorCode> problem{};
  std::vector<Item> all{};

  // The reading that a reply is, or why there is none; what was read before stays to be looked at.
  void refused(ErrorCode code) { problem = code; }
  void take(std::vector<Item> items) {
    all = std::move(items);
    read = true;
    problem.reset();
  }
};

enum class WayBack : std::uint8_t { kNone, kToTheDay };

struct PageModel {
  text::Language language = text::Language::kEnglish;
  bool there = true;                  // the box
  Zone zone;                          // the site's clock
  UtcTime now{};                      // at the box
  WayBack way_back = WayBack::kNone;  // whoever has other roles came from their day
  // What the person may see, in this order; with one there is nothing to choose.
  std::vector<Section> sections{Section::kPeople,   Section::kTerminals, Section::kBox,
                                Section::kRules,    Section::kRooms,     Section::kServices,
                                Section::kResources};
  Section section = Section::kPeople;
  ListModel<Colleague> people{};
  // In which languages they speak with clients, of whom it is known; none: it was not read yet.
  std::optional<std::vector<api::administration::Speaker>> speakers{};
  StaffId self{};
  std::optional<StaffId> person{};  // that is chosen
  ListModel<Terminal> terminals{};
  DeviceId here{};
  std::optional<DeviceId> terminal{};  // likewise
  ListModel<Condition> box{};
  std::optional<std::size_t> condition{};                          // likewise
  std::optional<api::administration::StartedAgain> box_started{};  // said until an orderly start
  ListModel<ClinicRule> rules{};  // all of them, once `clinic_rules` was read
  ClinicRules clinic_rules{};
  std::optional<std::size_t> rule{};  // that is chosen
  ListModel<Room> rooms{};
  std::optional<RoomId> room{};  // that is chosen
  ListModel<Service> services{};
  std::optional<api::clinic_setup::ServiceId> service{};  // that is chosen
  ListModel<Resource> resources{};                        // interpreters and equipment
  std::optional<api::resources::ResourceId> resource{};   // that is chosen
  ListModel<SetAsideLine> aside{};                        // what nobody has settled first
  std::int64_t aside_open = 0;                            // of it
  enum class Older : std::uint8_t { kNone, kThere, kReading };
  Older aside_older = Older::kNone;  // of what was settled, than those that are shown
  std::optional<SpoolRecordId> aside_chosen{};
  std::optional<api::set_aside::ReadReply> aside_read{};  // its words, once they were asked for
  std::optional<ErrorCode> aside_problem{};               // why they were not given
  bool aside_busy = false;
  std::string toast{};  // what was done
  // Drawn by whoever owns it, as on the day board: the bar along the top, which returns the place
  // for where one is, and what lies above the page.
  std::function<ui::Rect(ui::Ui&, ui::Rect&)> bar{};
  std::function<float(ui::Ui&, const ui::Rect&)> strip{};

  const Colleague* chosen_person() const;
  const Terminal* chosen_terminal() const;
  const Room* chosen_room() const;
  const Service* chosen_service() const;
  const Resource* chosen_resource() const;
  std::vector<SpokenLanguage> spoken_by(const StaffId& who) const;
};

enum class Act : std::uint8_t {
  kNone,
  kBack,
  kAddPerson,
  kReset,  // or a new code for somebody without a password
  kRoles,
  kLanguages,
  kDisable,
  kEnable,
  kNewTerminal,
  kRename,
  kRevoke,
  kChangeRule,
  kAddRoom,
  kChangeRoom,
  kAddService,
  kChangeService,
  kAddResource,
  kChangeResource,
  kOlderAside,
  kReadAside,
  kSettleAside,
  kCloseToast,
};
// Choosing and changing the section is done in the model.
Act draw(ui::Ui& ui, PageModel& model);

// "Front desk, Clinician"
std::string role_words(text::Language language, const std::vector<api::Role>& roles);
std::string_view role_word(text::Language language, api::Role role);
std::string_view station_word(text::Language language, wire::Station station);

}  // namespace alcove::screens::administration

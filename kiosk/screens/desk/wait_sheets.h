// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/hindering.h"
#include "kiosk/screens/desk/waitlist.h"
#include "shared/api/first_free.h"
#include "shared/api/staff.h"

// The sheets in which an entry of the waitlist is written, tried, offered a time, or ended.
namespace alcove::screens::desk {

struct WishModel {
  std::optional<api::waitlist::EntryRow> changing{};  // none: a new one
  ClientId client{};
  std::string name{};  // as it is spoken
  std::vector<api::clinic_setup::Service> services{};
  std::vector<api::staff::Member> clinicians{};
  std::optional<api::appointments::ServiceId> service{};
  std::optional<StaffId> clinician{};  // none: anybody
  api::waitlist::Priority priority = api::waitlist::Priority::kRoutine;
  api::waitlist::Risk risk = api::waitlist::Risk::kUsual;
  LocalDate asked_day{};
  std::string asked_time{};    // as typed
  std::array<bool, 7> days{};  // from Monday
  std::string from{};          // as typed; empty: any time
  std::string until{};
  std::string note{};
  LanguageChoice understood{};
  std::vector<api::resources::Resource> resources{};  // all that the clinic has, by name
  std::vector<api::resources::ResourceId> takes{};    // of them
  LocalDateTime now{};
  enum class Choosing : std::uint8_t { kNothing, kService, kClinician, kDay, kLanguage, kTakes };
  Choosing choosing = Choosing::kNothing;
  std::chrono::year_month month{};

  // What is written, when all of it can be read.
  std::optional<api::waitlist::Wish> wish() const;
  std::optional<LocalDateTime> asked() const;
  bool times_read() const;      // each is empty or a time
  bool times_in_order() const;  // in steps of five minutes, the end behind the beginning
};
enum class WishIntent : std::uint8_t { kNone, kClose, kSave };
WishIntent draw(ui::Ui& ui, const SheetFrame& frame, WishModel& model);

struct TryModel {
  std::string name{};
  api::waitlist::Way way = api::waitlist::Way::kPhone;
  api::waitlist::Outcome outcome = api::waitlist::Outcome::kNoAnswer;
  std::string note{};
  std::optional<api::clients::Reach> reach{};
};
// What can come of it; first what mostly does.
std::vector<api::waitlist::Outcome> outcomes_of(api::waitlist::Way way);
enum class TryIntent : std::uint8_t { kNone, kClose, kSave };
TryIntent draw(ui::Ui& ui, const SheetFrame& frame, TryModel& model);

enum class ThinkFor : std::uint8_t { kQuarter, kHalfHour, kTwoHours, kOneDay, kThreeDays };
struct OfferModel {
  std::string name{};
  bool read = false;
  struct Time {
    WaitSlot slot{};
    std::string clinician{};
    std::string room{};   // empty: none
    std::string takes{};  // names of what is booked with it; empty: nothing
  };
  std::vector<Time> times{};
  bool more = false;  // later days have free times too
  std::int64_t without_hours = 0;
  std::optional<std::size_t> chosen{};
  ThinkFor think_for = ThinkFor::kOneDay;
  LocalDateTime now{};
  std::optional<api::clients::Reach> reach{};
  std::string needs{};    // what is looked for besides a time
  std::string warning{};  // what is missing at the time that is offered
  // Why there are no times, and its words; and what is not looked for any more.
  std::optional<Hinders> hinders{};
  std::string hindering{};
  bool without_language = false;
  bool without_takes = false;
};
// How long may be thought about it: until before the visit begins. Of a time that is nearer than
// all of them none.
std::vector<ThinkFor> think_choices(const OfferModel& model);
// kMore: the free times of the days behind the last one that is listed. kWithout: what hinders.
enum class OfferIntent : std::uint8_t { kNone, kClose, kOffer, kMore, kWithout };
OfferIntent draw(ui::Ui& ui, const SheetFrame& frame, OfferModel& model);
// Until when it is offered: it ends before the visit begins.
LocalDateTime offered_until(const OfferModel& model);

struct TakeOffModel {
  std::string name{};
  api::waitlist::CloseHow how = api::waitlist::CloseHow::kNotWanted;
  std::string reason{};
};
enum class TakeOffIntent : std::uint8_t { kNone, kClose, kTakeOff };
TakeOffIntent draw(ui::Ui& ui, const SheetFrame& frame, TakeOffModel& model);

struct WaitAgainModel {
  std::string name{};
  std::string reason{};
};
enum class WaitAgainIntent : std::uint8_t { kNone, kClose, kReopen };
WaitAgainIntent draw(ui::Ui& ui, const SheetFrame& frame, WaitAgainModel& model);

}  // namespace alcove::screens::desk

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/repeating.h"
#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/series.h"
#include "shared/api/staff.h"

// Visits that repeat: what the series is, other terms for it, and what would become of each date
// before anything is written.
namespace alcove::screens::desk {

struct SeriesModel {
  // kSkip: a date without a place is left out, with a reason.
  enum class Stage : std::uint8_t { kReading, kOverview, kTerms, kPreview, kSkip };
  enum class Scope : std::uint8_t { kOnlyThis, kFollowing, kAll };
  enum class Choosing : std::uint8_t {
    kNothing,
    kClinician,
    kRoom,
    kTakes,
    kDay,
    kLastDay,
    kAddedDay
  };
  // A date besides those of the rule.
  struct Added {
    LocalDate day;
    std::optional<std::chrono::minutes> of_day{};  // none: at the time of the others
    bool known = false;                            // the series has it already
  };

  Stage stage = Stage::kReading;
  bool of_booking = false;                      // begun in the booking's sheet, which lies below
  bool of_visit = true;                         // opened from one of its visits
  std::string client_name;                      // as it is spoken
  std::optional<api::series::Series> series{};  // none: one is to be made
  LocalDateTime changed_at{};                   // its last change
  std::vector<api::series::DateView> without_place{};  // of the series, still to come
  std::size_t deciding = 0;                            // the one that is decided
  Scope scope = Scope::kFollowing;
  api::series::What doing = api::series::What::kCreate;

  // Other terms, as they are typed and chosen.
  std::vector<api::staff::Member> clinicians{};
  std::vector<api::clinic_setup::Room> rooms{};
  std::vector<api::resources::Resource> resources{};  // retired ones too
  std::optional<StaffId> clinician{};
  std::optional<RoomId> room{};
  std::vector<api::resources::ResourceId> takes{};
  LocalDate today{};
  LocalDate day{};
  std::string time{};
  std::string minutes{};
  bool day_chosen = false;                  // by hand; else it goes with how often
  std::optional<LocalDateTime> begun_at{};  // of a visit that stands and counts among the new ones
  Repeating repeating{};
  std::vector<LocalDateTime> taken_out{};  // dates of these terms without a visit
  std::vector<Added> added{};
  LocalDate adding{};  // the day last chosen for one
  Choosing choosing = Choosing::kNothing;
  std::chrono::year_month month{};

  api::appointments::CancelledBy by = api::appointments::CancelledBy::kClient;
  std::string reason{};
  std::string override_reason{};
  std::optional<api::series::Preview> preview{};
  bool changed_since = false;  // the preview is not the first one: the book has changed
  std::vector<api::series::DatePlan> seen{};  // what the one before it said
  std::optional<LocalDate> there_already{};   // a day that was to be added, and has a date
  std::optional<Stage> from_its_top{};        // what was shown from its beginning on last

  // What is typed, when all of it can be read.
  std::optional<api::series::Terms> terms() const;
  // The dates that are added to visits from `start` on.
  std::vector<LocalDateTime> added_to(const api::series::Terms& terms) const;
  bool wants_reason() const;  // before it can be done
  bool lacks_reason() const;  // to book what only goes with one
  bool complete() const;      // of the preview: all that is asked for is there
};

enum class SeriesIntent : std::uint8_t {
  kNone,
  kClose,
  kBack,
  kChange,  // from the overview
  kCancel,
  kUndo,
  kLook,         // asks for the preview
  kLookWithout,  // the same, after a date was left out or put back
  kDo,
  kAnotherTime,  // for the date that is decided
  kKeep,         // its visit stays where it is
  kSkip,         // it is left out, once there is a reason
  kDoSkip,
};
SeriesIntent draw(ui::Ui& ui, const SheetFrame& frame, SeriesModel& model);

// "Every two weeks from Tuesday, December 1, 10:00 on, with L. Brandt."
std::string series_words(text::Language language, const SeriesModel& model);

}  // namespace alcove::screens::desk

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/desk/visit_sheets.h"
#include "shared/api/series.h"
#include "shared/api/staff.h"

// Visits that repeat: what the series is, other terms for it, and what would become of each date
// before anything is written.
namespace alcove::screens::desk {

struct SeriesModel {
  enum class Stage : std::uint8_t { kReading, kOverview, kTerms, kPreview };
  enum class Scope : std::uint8_t { kOnlyThis, kFollowing, kAll };
  enum class Repeat : std::uint8_t { kWeekly, kTwoWeeks, kMonthly, kAsItIs };
  enum class Ends : std::uint8_t { kOpen, kCount, kDay };
  enum class Choosing : std::uint8_t { kNothing, kClinician, kRoom, kDay, kLastDay };

  Stage stage = Stage::kReading;
  std::string client_name;                             // as it is spoken
  std::optional<api::series::Series> series{};         // none: one is to be made
  std::vector<api::series::DateView> without_place{};  // of the series, still to come
  Scope scope = Scope::kFollowing;
  api::series::What doing = api::series::What::kCreate;

  // Other terms, as they are typed and chosen.
  std::vector<api::staff::Member> clinicians{};
  std::vector<api::clinic_setup::Room> rooms{};
  std::optional<StaffId> clinician{};
  std::optional<RoomId> room{};
  LocalDate today{};
  LocalDate day{};
  std::string time{};
  std::string minutes{};
  Repeat repeat = Repeat::kWeekly;
  std::string rule_as_it_is{};  // without its end
  Ends ends = Ends::kOpen;
  std::string count{};
  LocalDate last_day{};
  Choosing choosing = Choosing::kNothing;
  std::chrono::year_month month{};

  api::appointments::CancelledBy by = api::appointments::CancelledBy::kClient;
  std::string reason{};
  std::string override_reason{};
  std::optional<api::series::Preview> preview{};
  bool changed_since = false;  // the preview is not the first one: the book has changed

  // What is typed, when all of it can be read.
  std::optional<api::series::Terms> terms() const;
  bool wants_reason() const;  // before it can be done
  bool complete() const;      // of the preview: all that is asked for is there
};

enum class SeriesIntent : std::uint8_t {
  kNone,
  kClose,
  kBack,
  kChange,  // from the overview
  kCancel,
  kUndo,
  kLook,  // asks for the preview
  kDo,
};
SeriesIntent draw(ui::Ui& ui, const SheetFrame& frame, SeriesModel& model);

// "Every two weeks from Tuesday, December 1, 10:00 on, with L. Brandt."
std::string series_words(text::Language language, const SeriesModel& model);

}  // namespace alcove::screens::desk

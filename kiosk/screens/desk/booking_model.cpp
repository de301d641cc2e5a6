// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "kiosk/screens/desk/booking.h"
#include "shared/rules/typed_time.h"

// What is chosen for a visit, as far as it can be read, and what becomes of it.
namespace alcove::screens::desk {
namespace {

bool any_weighs(const api::appointments::FreeReply& free, rules::ConflictWeight weight) {
  return std::any_of(free.conflicts.begin(), free.conflicts.end(),
                     [&](const auto& conflict) { return conflict.weight == weight; });
}

}  // namespace

void choose_service(BookingModel& model, std::size_t index) {
  const api::clinic_setup::Service& chosen = model.services[index];
  model.service = chosen.id;
  if (!model.minutes_drawn) model.minutes = std::to_string(chosen.minutes);
}

std::optional<LocalDateTime> BookingModel::start() const {
  const auto minute = rules::read_typed_time(time);
  if (!minute || !day.ok()) return std::nullopt;
  return LocalDateTime(std::chrono::local_days(day)) + *minute;
}

std::optional<std::int64_t> BookingModel::length() const {
  std::int64_t value = 0;
  const auto [end, problem] =
      std::from_chars(minutes.data(), minutes.data() + minutes.size(), value);
  if (problem != std::errc() || end != minutes.data() + minutes.size()) return std::nullopt;
  if (value < rules::kMinDuration.count() || value > rules::kMaxDuration.count() ||
      value % rules::kBookingStep.count() != 0) {
    return std::nullopt;
  }
  return value;
}

bool BookingModel::repeats() const {
  return kind == BookingKind::kBook && repeating.how != Repeating::How::kOnce;
}

bool BookingModel::unchanged() const {
  return stands && clinician == stands->clinician && room == stands->room &&
         start() == stands->start && length() == stands->minutes && modality == stands->modality &&
         takes == stands->takes;
}

bool BookingModel::on_step() const {
  return start() && start()->time_since_epoch() % rules::kBookingStep == std::chrono::minutes(0);
}

bool BookingModel::complete() const {
  if (!service || !clinician || !on_step() || !length() || is_refused()) return false;
  if (unchanged()) return false;
  // The reason is asked for once all dates are seen: it counts for each of them.
  if (repeats()) return repeating.can_be_read();
  return !lacks_reason();
}

bool BookingModel::is_refused() const {
  return free && (!free->collisions.empty() || !free->retired.empty() ||
                  any_weighs(*free, rules::ConflictWeight::kHard));
}

bool BookingModel::lacks_reason() const {
  return needs_reason() && override_reason.find_first_not_of(' ') == std::string::npos;
}

bool BookingModel::needs_reason() const {
  return free && !is_refused() && any_weighs(*free, rules::ConflictWeight::kSoft);
}

}  // namespace alcove::screens::desk

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "shared/rules/instrument.h"

// What answers come to. Pure and thread-safe. The client never sees any of this.
namespace alcove::rules {

enum class AnswerKind : std::uint8_t { kPoints, kDeclined, kNotReached };

// One item as the client left it: points, "prefer not to answer", or never reached.
class Answer {
 public:
  Answer() = default;  // not reached
  static Answer declined() { return Answer(AnswerKind::kDeclined, 0); }
  // kOutOfRange below 0 or above kMaxPoints.
  static Result<Answer> of(std::int64_t points);

  AnswerKind kind() const { return kind_; }
  std::optional<int> points() const {
    return kind_ == AnswerKind::kPoints ? std::optional<int>(points_) : std::nullopt;
  }
  friend bool operator==(const Answer&, const Answer&) = default;

 private:
  Answer(AnswerKind kind, int points) : kind_(kind), points_(points) {}
  AnswerKind kind_ = AnswerKind::kNotReached;
  int points_ = 0;
};

// The item that may not be prorated away: what stands there, whatever the total is.
enum class CriticalAnswer : std::uint8_t {
  kNoSuchItem,  // the instrument has none
  kZero,
  kAboveZero,  // the alert
  kDeclined,   // a flag of its own in the chart, not an alert
  kNotReached,
};

struct Score {
  int answered = 0;
  int items = 0;
  std::optional<int> total;  // none: too few answers; then there is no severity either
  std::optional<Severity> severity;
  bool prorated = false;  // total is the mean of the answered items times the number of items
  CriticalAnswer critical = CriticalAnswer::kNoSuchItem;

  friend bool operator==(const Score&, const Score&) = default;
};

// `answers` are those of the items, in order; the function item is not among them. kOutOfRange when
// there are more or fewer than the instrument has items.
Result<Score> score(const Instrument& instrument, std::span<const Answer> answers);

// The band of a total; none beyond the instrument's range.
std::optional<Severity> severity_of(const Instrument& instrument, int total);

// Whether this answer to this item, once confirmed, calls for a person now.
bool raises_alert(const Instrument& instrument, std::size_t item, const Answer& answer);

// The function item is put only to someone who has some answer above 0.
bool function_item_due(const Instrument& instrument, std::span<const Answer> answers);

}  // namespace alcove::rules

namespace alcove::wire {

template <>
struct EnumWords<rules::AnswerKind> {
  static constexpr EnumWord<rules::AnswerKind> words[] = {
      {rules::AnswerKind::kPoints, "points"},
      {rules::AnswerKind::kDeclined, "declined"},
      {rules::AnswerKind::kNotReached, "not_reached"}};
};

template <>
struct EnumWords<rules::CriticalAnswer> {
  static constexpr EnumWord<rules::CriticalAnswer> words[] = {
      {rules::CriticalAnswer::kNoSuchItem, "no_such_item"},
      {rules::CriticalAnswer::kZero, "zero"},
      {rules::CriticalAnswer::kAboveZero, "above_zero"},
      {rules::CriticalAnswer::kDeclined, "declined"},
      {rules::CriticalAnswer::kNotReached, "not_reached"}};
};

}  // namespace alcove::wire

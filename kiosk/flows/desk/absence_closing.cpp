// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/absence_part.h"
#include "kiosk/text/absence_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/hours_messages.h"

// A day is closed, and what is booked then is decided about, in one step.
namespace alcove::flows::desk {

void AbsencePart::open_closing(const api::availability::ClosedDay& day) {
  const LocalDateTime from = std::chrono::local_days(day.day);
  begin(std::nullopt, from, from + std::chrono::days(1));
  model_->edit.closes =
      api::absences::Closing{.closed_day = day.id, .revision = day.revision, .name = day.name};
  // Why the visits are cancelled, unless somebody says it otherwise.
  model_->reason = day.name;
  preview();
}

// Somebody else closed it, or changed the record: the sheet below says so, and keeps what was
// typed.
void AbsencePart::refuse_closing(ErrorCode code) {
  close();
  around_.closing_refused(code);
}

// A day of which all visits stay is closed by its name alone.
std::string AbsencePart::why() const {
  const bool asked = !model_->edit.closes || model_->count() > 0;
  return asked ? model_->reason : model_->edit.closes->name;
}

std::string AbsencePart::done_words(const api::absences::Applied& applied) const {
  const text::AbsenceMessages say(context_.language);
  if (!model_->edit.closes) {
    return applied.to_call == 0 ? std::string(say.absence_done_nobody())
                                : say.absence_done(applied.to_call);
  }
  const std::string day = text::full_date(context_.language, date_of(model_->edit.from));
  if (applied.to_call > 0) return say.absence_closed({.count = applied.to_call, .day = day});
  if (applied.kept > 0) return say.absence_closed_kept({.count = applied.kept, .day = day});
  return text::HoursMessages(context_.language).closed_kept(day);
}

}  // namespace alcove::flows::desk

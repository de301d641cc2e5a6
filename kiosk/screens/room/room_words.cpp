// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/room/room_words.h"

#include "kiosk/text/dates.h"
#include "kiosk/text/note_messages.h"
#include "kiosk/text/room_messages.h"

namespace alcove::screens::room {

Mark mark_of(text::Language language, rules::AppointmentState state) {
  using enum rules::AppointmentState;
  const text::RoomMessages say(language);
  switch (state) {
    case kScheduled:
      return {say.room_state_scheduled(), ui::Tone::kNeutral, ui::Icon::kNone};
    case kConfirmed:
      return {say.room_state_confirmed(), ui::Tone::kNeutral, ui::Icon::kCheck};
    case kArrived:
      return {say.room_state_arrived(), ui::Tone::kGood, ui::Icon::kSeat};
    case kRoomed:
      return {say.room_state_roomed(), ui::Tone::kGood, ui::Icon::kWalk};
    case kInSession:
      return {say.room_state_in_session(), ui::Tone::kPrimary, ui::Icon::kPeople};
    case kCheckedOut:
      return {say.room_state_checked_out(), ui::Tone::kNeutral, ui::Icon::kCheckCircle};
    case kCancelledByClient:
    case kCancelledByClinic:
      return {say.room_state_cancelled(), ui::Tone::kNeutral, ui::Icon::kClose};
    case kLateCancelled:
      return {say.room_state_late_cancelled(), ui::Tone::kCare, ui::Icon::kClose};
    case kNoShow:
      return {say.room_state_no_show(), ui::Tone::kCare, ui::Icon::kClose};
    case kLeftWithoutBeingSeen:
      return {say.room_state_left(), ui::Tone::kCare, ui::Icon::kWalk};
    case kEnteredInError:
      return {say.room_state_mistake(), ui::Tone::kNeutral, ui::Icon::kClose};
    case kRescheduled:
      return {say.room_state_moved(), ui::Tone::kNeutral, ui::Icon::kSwap};
  }
  return {};
}

Mark mark_of(text::Language language, api::notes::VisitNote note) {
  const text::RoomMessages say(language);
  switch (note) {
    case api::notes::VisitNote::kMissing:
      return {say.room_note_missing(), ui::Tone::kNeutral, ui::Icon::kEdit};
    case api::notes::VisitNote::kDraft:
      return {say.room_note_draft(), ui::Tone::kCare, ui::Icon::kEdit};
    case api::notes::VisitNote::kSigned:
      return {say.room_note_signed(), ui::Tone::kGood, ui::Icon::kCheckCircle};
  }
  return {};
}

Mark mark_of(text::Language language, api::chart::FlagKind flag) {
  const text::RoomMessages say(language);
  switch (flag) {
    case api::chart::FlagKind::kAlertOpen:
      return {say.room_alert_open(), ui::Tone::kAlarm, ui::Icon::kAlert};
    case api::chart::FlagKind::kItem9AboveZero:
      return {say.room_flag_item9(), ui::Tone::kAlarm, ui::Icon::kWarning};
    case api::chart::FlagKind::kItem9WasAboveZero:
      return {say.room_flag_item9_was(), ui::Tone::kAlarm, ui::Icon::kWarning};
    case api::chart::FlagKind::kItem9Declined:
      return {say.room_flag_item9_declined(), ui::Tone::kCare, ui::Icon::kInfo};
    case api::chart::FlagKind::kPartialAnswers:
      return {say.room_flag_partial(), ui::Tone::kCare, ui::Icon::kHourglass};
  }
  return {};
}

ui::Tone tone_of(rules::Severity severity) {
  switch (severity) {
    case rules::Severity::kMinimal:
    case rules::Severity::kMild:
      return ui::Tone::kGood;
    case rules::Severity::kModerate:
      return ui::Tone::kCare;
    case rules::Severity::kModeratelySevere:
    case rules::Severity::kSevere:
      return ui::Tone::kAlarm;
  }
  return ui::Tone::kNeutral;
}

std::string_view severity_word(text::Language language, rules::Severity severity) {
  const text::RoomMessages say(language);
  switch (severity) {
    case rules::Severity::kMinimal:
      return say.room_severity_minimal();
    case rules::Severity::kMild:
      return say.room_severity_mild();
    case rules::Severity::kModerate:
      return say.room_severity_moderate();
    case rules::Severity::kModeratelySevere:
      return say.room_severity_moderately_severe();
    case rules::Severity::kSevere:
      return say.room_severity_severe();
  }
  return {};
}

std::string_view place_word(text::Language language, const api::appointments::BoardRow& row) {
  using api::appointments::Modality;
  const text::RoomMessages say(language);
  switch (row.appointment.modality) {
    case Modality::kVideo:
      return say.room_by_video();
    case Modality::kPhone:
      return say.room_by_phone();
    case Modality::kInClinic:
      break;
  }
  return row.room_name.empty() ? say.room_no_room() : std::string_view(row.room_name);
}

std::string_view language_word(text::Language language, api::clients::SpokenLanguage spoken) {
  using enum api::clients::SpokenLanguage;
  const text::RoomMessages say(language);
  switch (spoken) {
    case kEnglish:
      return say.room_language_en();
    case kSpanish:
      return say.room_language_es();
    case kChinese:
      return say.room_language_zh();
    case kVietnamese:
      return say.room_language_vi();
    case kTagalog:
      return say.room_language_tl();
    case kArabic:
      return say.room_language_ar();
    case kKorean:
      return say.room_language_ko();
    case kRussian:
      return say.room_language_ru();
    case kFrench:
      return say.room_language_fr();
    case kHaitianCreole:
      return say.room_language_ht();
    case kPortuguese:
      return say.room_language_pt();
    case kSomali:
      return say.room_language_so();
    case kNepali:
      return say.room_language_ne();
    case kBurmese:
      return say.room_language_my();
    case kSwahili:
      return say.room_language_sw();
    case kAmericanSign:
      return say.room_language_ase();
    case kOther:
      return say.room_language_other();
  }
  return {};
}

std::string_view format_word(rules::NoteFormat format) {
  switch (format) {
    case rules::NoteFormat::kSoap:
      return "SOAP";
    case rules::NoteFormat::kDap:
      return "DAP";
    case rules::NoteFormat::kBirp:
      return "BIRP";
    case rules::NoteFormat::kAddendum:
      return {};  // it is no format of a visit's note, and has no word
  }
  return {};
}

std::string_view section_word(text::Language language, rules::NoteSection section) {
  using enum rules::NoteSection;
  const text::NoteMessages say(language);
  switch (section) {
    case kSubjective:
      return say.note_section_subjective();
    case kObjective:
      return say.note_section_objective();
    case kData:
      return say.note_section_data();
    case kBehavior:
      return say.note_section_behavior();
    case kIntervention:
      return say.note_section_intervention();
    case kResponse:
      return say.note_section_response();
    case kAssessment:
      return say.note_section_assessment();
    case kPlan:
      return say.note_section_plan();
    case kAddendum:
      return say.note_addendum();
  }
  return {};
}

std::string_view section_hint(text::Language language, rules::NoteSection section) {
  using enum rules::NoteSection;
  const text::NoteMessages say(language);
  switch (section) {
    case kSubjective:
      return say.note_hint_subjective();
    case kObjective:
      return say.note_hint_objective();
    case kData:
      return say.note_hint_data();
    case kBehavior:
      return say.note_hint_behavior();
    case kIntervention:
      return say.note_hint_intervention();
    case kResponse:
      return say.note_hint_response();
    case kAssessment:
      return say.note_hint_assessment();
    case kPlan:
      return say.note_hint_plan();
    case kAddendum:
      return say.note_addendum_hint();
  }
  return {};
}

std::string_view kept_for_word(text::Language language, api::notes::KeptFor why) {
  const text::NoteMessages say(language);
  switch (why) {
    case api::notes::KeptFor::kInterval:
      return say.note_kept_interval();
    case api::notes::KeptFor::kLeaving:
      return say.note_kept_leaving();
    case api::notes::KeptFor::kTakeOver:
      return say.note_kept_take_over();
    case api::notes::KeptFor::kConflict:
      return say.note_kept_conflict();
    case api::notes::KeptFor::kSigning:
      return say.note_kept_signing();
  }
  return {};
}

std::string score_words(text::Language language, const api::questionnaires::ScoreLine& score) {
  const text::RoomMessages say(language);
  if (!score.total || !score.severity) return std::string(say.room_no_total());
  return say.room_score({.total = std::to_string(*score.total),
                         .severity = severity_word(language, *score.severity)});
}

std::string with_credential(std::string_view name, std::string_view credential) {
  std::string out(name);
  if (!credential.empty()) out.append(", ").append(credential);
  return out;
}

std::string date_words(text::Language language, LocalDate date, LocalDate today) {
  if (date == today) return std::string(text::RoomMessages(language).room_today());
  if (date.year() == today.year()) return text::short_date(language, date);
  return text::full_date(language, date);
}

std::string when_words(text::Language language, LocalDateTime at, LocalDate today) {
  const std::string time = text::clock_time(language, at);
  if (date_of(at) == today) return date_words(language, today, today) + " " + time;
  return text::RoomMessages(language).room_point_when(
      {.date = date_words(language, date_of(at), today), .time = time});
}

}  // namespace alcove::screens::room

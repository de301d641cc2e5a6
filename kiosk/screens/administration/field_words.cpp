// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/administration/field_words.h"

#include <algorithm>

#include "kiosk/screens/administration/set_aside_words.h"
#include "kiosk/screens/desk/board_words.h"
#include "kiosk/screens/desk/client_words.h"
#include "kiosk/screens/room/room_words.h"
#include "kiosk/text/set_aside_fields_messages.h"
#include "shared/api/notes_text.h"

namespace alcove::screens::administration {
namespace {

using Say = text::SetAsideFieldsMessages;
using Word = std::string_view (Say::*)() const;

struct FieldRow {
  std::string_view field;
  Word word;
};
constexpr FieldRow kFields[] = {
    {"action", &Say::field_action},
    {"address", &Say::field_address},
    {"birth_date", &Say::field_birth_date},
    {"by", &Say::field_by},
    {"cancellation_notice_minutes", &Say::field_notice},
    {"care_team", &Say::field_care_team},
    {"city", &Say::field_city},
    {"confirmed_at", &Say::field_confirmed_at},
    {"decision", &Say::field_decision},
    {"emergency_contact", &Say::field_emergency_contact},
    {"ending", &Say::field_ending},
    {"format", &Say::field_format},
    {"how", &Say::field_how},
    {"if_held", &Say::field_if_held},
    {"item", &Say::field_item},
    {"kind", &Say::field_kind},
    {"language", &Say::field_language},
    {"language_by", &Say::field_language_by},
    {"languages", &Say::field_languages},
    {"last_four", &Say::field_last_four},
    {"legal_family", &Say::field_legal_family},
    {"legal_given", &Say::field_legal_given},
    {"legal_middle", &Say::field_legal_middle},
    {"line1", &Say::field_line1},
    {"line2", &Say::field_line2},
    {"may_leave_message", &Say::field_may_leave_message},
    {"minutes", &Say::field_minutes},
    {"modality", &Say::field_modality},
    {"name", &Say::field_name},
    {"needs_interpreter", &Say::field_needs_interpreter},
    {"number", &Say::field_number},
    {"phones", &Say::field_phones},
    {"points", &Say::field_points},
    {"postal_code", &Say::field_postal_code},
    {"preferred_family", &Say::field_preferred_family},
    {"preferred_given", &Say::field_preferred_given},
    {"pronouns", &Say::field_pronouns},
    {"reason", &Say::field_reason},
    {"relationship", &Say::field_relationship},
    {"residence", &Say::field_residence},
    {"resolution", &Say::field_resolution},
    {"retired", &Say::field_retired},
    {"role", &Say::field_role},
    {"section", &Say::field_section},
    {"sex_for_insurance", &Say::field_sex_for_insurance},
    {"start", &Say::field_start},
    {"start_typed", &Say::field_start_typed},
    {"state", &Say::field_state},
    {"stop", &Say::field_stop},
    {"stop_typed", &Say::field_stop_typed},
    {"surname", &Say::field_surname},
    {"text", &Say::field_text},
    {"typed_name", &Say::field_typed_name},
    {"whom", &Say::field_whom},
    {"words", &Say::field_words},
    {"sections", &Say::field_section},
    {"blocks", &Say::field_blocks},
    {"buffer_minutes", &Say::field_buffer_minutes},
    {"credentials", &Say::field_credentials},
    {"cancelled", &Say::field_cancelled},
    {"card_name", &Say::field_card_name},
    {"grace_minutes", &Say::field_grace_minutes},
    {"crisis_release_hours", &Say::field_crisis_release_hours},
    {"day", &Say::field_day},
    {"start_minute", &Say::field_start_minute},
    {"end_minute", &Say::field_end_minute},
    {"fits", &Say::field_fits},
    {"from", &Say::field_from},
    {"until", &Say::field_until},
    {"override_reason", &Say::field_override_reason},
    {"overbook", &Say::field_overbook},
    {"closes", &Say::field_closes},
    {"known", &Say::field_known},
    {"reopened", &Say::field_reopened},
    {"type", &Say::field_type},
    {"visits_a_day", &Say::field_visits_a_day},
    {"weekday", &Say::field_weekday},
    {"withdrawn", &Say::field_withdrawn},
    {"date", &Say::field_date},
    {"last_day", &Say::field_last_day},
    {"reach", &Say::field_reach},
    {"rule", &Say::field_rule},
    {"taken_out", &Say::field_taken_out},
    {"extra_dates", &Say::field_extra_dates},
    {"what", &Say::field_what},
    {"attendance", &Say::field_attendance},
    {"attendees", &Say::field_attendees},
    {"clinicians", &Say::field_clinicians},
    {"facilitators", &Say::field_clinicians},
    {"first_day", &Say::field_first_day},
    {"join_day", &Say::field_join_day},
    {"joining", &Say::field_joining},
    {"late_minutes", &Say::field_late_minutes},
    {"least", &Say::field_least},
    {"leave_day", &Say::field_leave_day},
    {"most", &Say::field_most},
    {"part", &Say::field_part},
    {"seats", &Say::field_seats},
    {"usual", &Say::field_usual},
    {"priority", &Say::field_priority},
    {"risk", &Say::field_risk},
    {"requested_at", &Say::field_requested_at},
    {"weekdays", &Say::field_weekdays},
    {"from_minute", &Say::field_from_minute},
    {"until_minute", &Say::field_until_minute},
    {"note", &Say::field_note},
    {"way", &Say::field_way},
    {"outcome", &Say::field_outcome},
    {"expires", &Say::field_expires},
    {"emergent_hours", &Say::field_emergent_hours},
    {"urgent_hours", &Say::field_urgent_hours},
    {"routine_business_days", &Say::field_routine_business_days},
    {"absence", &Say::field_absence},
    {"alert", &Say::field_alert},
    {"appointment", &Say::field_appointment},
    {"call", &Say::field_call},
    {"check_in", &Say::field_check_in},
    {"choices", &Say::field_decision},
    {"client", &Say::field_client},
    {"clinician", &Say::field_clinician},
    {"group", &Say::field_group},
    {"handed_to", &Say::field_handed_to},
    {"id", &Say::field_id},
    {"meeting", &Say::field_meeting},
    {"moved_to", &Say::field_moved_to},
    {"person", &Say::field_staff},
    {"phone", &Say::field_phones},
    {"proposal", &Say::field_proposal},
    {"questionnaire", &Say::field_questionnaire},
    {"right", &Say::field_right},
    {"resources", &Say::field_resources},
    {"room", &Say::field_room},
    {"series", &Say::field_series},
    {"service", &Say::field_service},
    {"staff", &Say::field_staff},
    {"to", &Say::field_to},
    {"visits", &Say::field_appointment},
    {"wait_entry", &Say::field_wait_entry},
    {"wait_offer", &Say::field_wait_offer},
    {"ask_for", &Say::field_ask_for},
    {"calling", &Say::field_calling},
    {"desk_phone", &Say::field_desk_phone},
    {"letter_says", &Say::field_letter_says},
    {"messages", &Say::field_messages},
    {"other_address", &Say::field_other_address},
    {"other_number", &Say::field_other_number},
    {"preferred", &Say::field_preferred},
    {"sender", &Say::field_sender},
    {"writing", &Say::field_writing},
};

struct ChoiceRow {
  std::string_view field;
  std::string_view value;
  Word word;
};
constexpr ChoiceRow kChoices[] = {
    {"action", "seen_now", &Say::choice_seen_now},
    {"action", "handed_over", &Say::choice_handed_over},
    {"action", "crisis_service_called", &Say::choice_crisis_service},
    {"action", "other", &Say::choice_other},
    {"by", "client", &Say::choice_by_client},
    {"by", "clinic", &Say::choice_by_clinic},
    {"decision", "accept", &Say::choice_accept},
    {"decision", "keep_old", &Say::choice_keep_old},
    {"ending", "done", &Say::choice_done},
    {"ending", "not_me", &Say::choice_not_me},
    {"ending", "forgotten", &Say::choice_forgotten},
    {"ending", "help", &Say::choice_help},
    {"ending", "completed", &Say::choice_completed},
    {"ending", "stopped", &Say::choice_stopped},
    {"if_held", "read", &Say::choice_read},
    {"if_held", "take_over", &Say::choice_take_over},
    {"format", "addendum", &Say::choice_addendum},
    {"fits", "intake", &Say::choice_intake},
    {"type", "intake", &Say::choice_intake},
    {"fits", "therapy", &Say::choice_therapy},
    {"type", "therapy", &Say::choice_therapy},
    {"fits", "medication_check", &Say::choice_medication_check},
    {"type", "medication_check", &Say::choice_medication_check},
    {"fits", "group", &Say::choice_group},
    {"type", "group", &Say::choice_group},
    {"fits", "crisis_hold", &Say::choice_crisis_hold},
    {"type", "crisis_hold", &Say::choice_crisis_hold},
    {"fits", "lunch", &Say::choice_lunch},
    {"type", "lunch", &Say::choice_lunch},
    {"card_name", "first_name", &Say::choice_first_name},
    {"card_name", "initials", &Say::choice_initials},
    {"card_name", "queue_token", &Say::choice_queue_token},
    {"kind", "ill", &Say::choice_ill},
    {"kind", "training", &Say::choice_training},
    {"kind", "vacation", &Say::choice_vacation},
    {"resolution", "inserted", &Say::choice_inserted},
    {"resolution", "kept_aside", &Say::choice_kept_aside},
    {"kind", "equipment", &Say::choice_equipment},
    {"kind", "interpreter", &Say::choice_interpreter},
    {"kind", "points", &Say::choice_points},
    {"kind", "declined", &Say::choice_declined},
    {"kind", "not_reached", &Say::choice_not_reached},
    {"how", "book", &Say::choice_book},
    {"how", "keep", &Say::choice_keep},
    {"how", "skip", &Say::choice_skip},
    {"language_by", "clinician", &Say::choice_by_clinician},
    {"language_by", "interpreter", &Say::choice_by_interpreter},
    {"language_by", "either", &Say::choice_by_either},
    {"modality", "in_clinic", &Say::choice_in_clinic},
    {"modality", "video", &Say::choice_by_video},
    {"modality", "phone", &Say::choice_by_phone},
    {"reach", "following", &Say::choice_following},
    {"reach", "all", &Say::choice_all},
    {"what", "create", &Say::choice_create},
    {"what", "change", &Say::choice_change},
    {"what", "cancel", &Say::choice_cancel},
    {"what", "undo", &Say::choice_undo},
    {"what", "settle", &Say::choice_settle},
    {"what", "reassign", &Say::choice_reassign},
    {"what", "move", &Say::choice_another_time},
    {"what", "leave", &Say::choice_leave},
    {"kind", "group", &Say::choice_group},
    {"kind", "family", &Say::choice_family},
    {"kind", "couple", &Say::choice_couple},
    {"part", "member", &Say::choice_member},
    {"part", "identified", &Say::choice_identified},
    {"part", "guest", &Say::choice_guest},
    {"attendance", "present", &Say::choice_present},
    {"attendance", "late", &Say::choice_late},
    {"attendance", "excused", &Say::choice_excused},
    {"attendance", "no_show", &Say::choice_no_show},
    {"joining", "open", &Say::choice_joining_open},
    {"joining", "closed", &Say::choice_joining_closed},
    {"priority", "routine", &Say::choice_wait_routine},
    {"priority", "urgent", &Say::choice_wait_urgent},
    {"priority", "emergent", &Say::choice_wait_emergent},
    {"risk", "usual", &Say::choice_wait_usual},
    {"risk", "elevated", &Say::choice_wait_elevated},
    {"risk", "high", &Say::choice_wait_high},
    {"how", "not_wanted", &Say::choice_wait_not_wanted},
    {"how", "not_reached", &Say::choice_not_reached},
    {"how", "seen_otherwise", &Say::choice_wait_seen_otherwise},
    {"how", "mistake", &Say::choice_wait_mistake},
    {"way", "phone", &Say::choice_wait_phone},
    {"way", "letter", &Say::choice_wait_letter},
    {"way", "text_message", &Say::choice_wait_text_message},
    {"way", "in_person", &Say::choice_wait_in_person},
    {"way", "other", &Say::choice_other},
    {"outcome", "reached", &Say::choice_wait_reached},
    {"outcome", "left_message", &Say::choice_wait_left_message},
    {"outcome", "no_answer", &Say::choice_wait_no_answer},
    {"outcome", "wrong_number", &Say::choice_wait_wrong_number},
    {"outcome", "sent", &Say::choice_wait_sent},
    {"preferred", "call", &Say::choice_wait_phone},
    {"preferred", "letter", &Say::choice_wait_letter},
    {"preferred", "nothing", &Say::choice_no_reminders},
    {"calling", "may_call", &Say::choice_yes},
    {"calling", "do_not_call", &Say::choice_no},
    {"messages", "as_number_says", &Say::choice_as_number_says},
    {"messages", "never", &Say::choice_never},
    {"writing", "may_write", &Say::choice_yes},
    {"writing", "do_not_write", &Say::choice_no},
    {"letter_says", "time_and_place", &Say::choice_time_and_place},
    {"letter_says", "clinician_too", &Say::choice_clinician_too},
    {"letter_says", "service_too", &Say::choice_service_too},
};

constexpr std::string_view kWrappers[] = {"content", "details", "edit", "terms", "wish", "wishes"};
constexpr std::string_view kForPrograms[] = {
    "base_revision",  "confirmation", "made",           "revision",        "hash",
    "right_revision", "strokes",      "wrong_revision", "not_the_same_as", "token"};

constexpr std::string_view kYesOrNo[] = {"cancelled", "may_leave_message", "needs_interpreter",
                                         "reopened",  "retired",           "withdrawn",
                                         "overbook"};

template <class List>
bool holds(const List& list, std::string_view field) {
  return std::find(std::begin(list), std::end(list), field) != std::end(list);
}

// The words that other screens have for it.
template <wire::WordEnum E, class Says>
std::optional<std::string> said(const std::string& value, Says says) {
  const std::optional<E> known = wire::from_word<E>(value);
  return known ? std::optional(std::string(says(*known))) : std::nullopt;
}

std::optional<std::string> elsewhere(text::Language language, std::string_view field,
                                     const std::string& value) {
  using namespace api::clients;
  const auto in = [language](auto says) {
    return [language, says](auto known) { return says(language, known); };
  };
  if (field == "kind") return said<PhoneKind>(value, in(desk::phone_kind));
  if (field == "residence") return said<Residence>(value, in(desk::residence_word));
  if (field == "language" || field == "languages") {
    return said<SpokenLanguage>(value, in(desk::spoken_language));
  }
  if (field == "sex_for_insurance") return said<SexForInsurance>(value, in(desk::sex_word));
  if (field == "role") return said<CareRole>(value, in(desk::care_role));
  if (field == "state") return said<rules::AppointmentState>(value, in(desk::state_word));
  if (field == "section") return said<rules::NoteSection>(value, in(room::section_word));
  if (field == "format") return said<rules::NoteFormat>(value, room::format_word);
  if (field == "how") return said<api::set_aside::Settlement>(value, in(settlement_word));
  return std::nullopt;
}

}  // namespace

bool is_wrapper(std::string_view field) {
  return holds(kWrappers, field);
}

bool is_for_programs(const std::vector<std::string>& path) {
  return std::any_of(path.begin(), path.end(),
                     [](const std::string& part) { return holds(kForPrograms, part); });
}

std::optional<std::string_view> field_word(text::Language language, std::string_view field) {
  const auto* const row = std::find_if(std::begin(kFields), std::end(kFields),
                                       [&](const FieldRow& one) { return one.field == field; });
  if (row == std::end(kFields)) return std::nullopt;
  return (Say(language).*(row->word))();
}

std::optional<std::string> choice_word(text::Language language, std::string_view field,
                                       const std::string& value) {
  const Say say(language);
  for (const ChoiceRow& one : kChoices) {
    if (one.field == field && one.value == value) return std::string((say.*(one.word))());
  }
  if (auto words = elsewhere(language, field, value)) return words;
  if (!holds(kYesOrNo, field)) return std::nullopt;
  if (value == "true") return std::string(say.choice_yes());
  if (value == "false") return std::string(say.choice_no());
  return std::nullopt;
}

}  // namespace alcove::screens::administration

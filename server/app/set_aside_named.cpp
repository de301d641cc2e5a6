// SPDX-License-Identifier: Apache-2.0
#include "server/app/set_aside_named.h"

#include <algorithm>
#include <set>

#include "server/app/set_aside_things.h"
#include "shared/wire/json_lines.h"

namespace alcove::app {
namespace {

struct FieldRow {
  std::string_view field;
  PointsTo what;
};
constexpr FieldRow kFields[] = {{"absence", PointsTo::kAbsence},
                                {"alert", PointsTo::kAlert},
                                {"appointment", PointsTo::kVisit},
                                {"call", PointsTo::kHelpCall},
                                {"check_in", PointsTo::kCheckIn},
                                {"client", PointsTo::kClient},
                                {"clinician", PointsTo::kColleague},
                                {"clinicians", PointsTo::kColleague},
                                {"facilitators", PointsTo::kColleague},
                                {"group", PointsTo::kGroup},
                                {"handed_to", PointsTo::kColleague},
                                {"meeting", PointsTo::kMeeting},
                                {"moved_to", PointsTo::kVisit},
                                {"note", PointsTo::kNote},
                                {"person", PointsTo::kColleague},
                                {"phone", PointsTo::kPhone},
                                {"proposal", PointsTo::kProposal},
                                {"questionnaire", PointsTo::kQuestionnaire},
                                {"right", PointsTo::kVisit},
                                {"resources", PointsTo::kResource},
                                {"room", PointsTo::kRoom},
                                {"series", PointsTo::kSeries},
                                {"service", PointsTo::kService},
                                {"staff", PointsTo::kColleague},
                                {"to", PointsTo::kColleague},
                                {"visits", PointsTo::kVisit},
                                {"wait_entry", PointsTo::kWaitEntry},
                                {"wait_offer", PointsTo::kWaitOffer}};

constexpr std::string_view kSayNothing[] = {
    "absence_try",     "addendum", "base",         "closed_day", "consent", "moved",
    "not_the_same_as", "record",   "reminder_try", "revision",   "sibling", "wait_try"};

// What `id` is of: the record itself, whose new state the body says in full.
constexpr FieldRow kOwnIds[] = {{"/v1/clinic_setup/add_room", PointsTo::kRoom},
                                {"/v1/clinic_setup/change_room", PointsTo::kRoom},
                                {"/v1/clinic_setup/add_service", PointsTo::kService},
                                {"/v1/clinic_setup/change_service", PointsTo::kService},
                                {"/v1/clinic_setup/set_resource", PointsTo::kResource},
                                {"/v1/groups/set_group", PointsTo::kGroup}};

struct Makes {
  std::string_view kind;
  std::string_view field;
};
constexpr Makes kMakes[] = {{"/v1/absences/apply", "absence"},
                            {"/v1/appointments/book", "appointment"},
                            {"/v1/appointments/book_meeting", "appointment"},
                            {"/v1/appointments/book_meeting", "meeting"},
                            {"/v1/appointments/join_meeting", "appointment"},
                            {"/v1/appointments/move", "moved_to"},
                            {"/v1/appointments/walk_in", "appointment"},
                            {"/v1/check_in/help", "call"},
                            {"/v1/check_in/identify", "check_in"},
                            {"/v1/check_in/propose", "proposal"},
                            {"check_in.propose", "proposal"},
                            {"/v1/clients/register", "client"},
                            {"/v1/groups/book_session", "meeting"},
                            {"/v1/notes/open_draft", "note"},
                            {"/v1/series/settle_collision", "appointment"},
                            {"/v1/waitlist/offer", "wait_offer"},
                            {"/v1/waitlist/set_entry", "wait_entry"},
                            {"/v1/waitlist/take_offer", "appointment"}};

template <class Rows>
std::optional<PointsTo> row_of(const Rows& rows, std::string_view field) {
  const auto* const found = std::find_if(std::begin(rows), std::end(rows),
                                         [&](const FieldRow& one) { return one.field == field; });
  if (found == std::end(rows)) return std::nullopt;
  return found->what;
}

// The field that a value belongs to; a place in a list names none.
std::string_view field_of(const std::vector<std::string>& path) {
  for (auto part = path.rbegin(); part != path.rend(); ++part) {
    const bool place =
        std::all_of(part->begin(), part->end(), [](char one) { return one >= '0' && one <= '9'; });
    if (!place) return *part;
  }
  return {};
}

std::string step_of(const std::vector<wire::TextLine>& lines) {
  const std::vector<std::string> path{"edit", "what"};
  for (const wire::TextLine& line : lines) {
    if (line.path == path) return line.value;
  }
  return {};
}

}  // namespace

std::optional<PointsTo> points_to(std::string_view kind, std::string_view field) {
  if (field == "id") return row_of(kOwnIds, kind);
  return row_of(kFields, field);
}

bool says_nothing(std::string_view field) {
  return std::find(std::begin(kSayNothing), std::end(kSayNothing), field) != std::end(kSayNothing);
}

bool makes(std::string_view kind, std::string_view field, std::string_view what) {
  if (field == "id") return true;
  if (kind == "/v1/series/apply" && field == "series") return what == "create";
  return std::any_of(std::begin(kMakes), std::end(kMakes),
                     [&](const Makes& one) { return one.kind == kind && one.field == field; });
}

spool::Pointed pointed_to(store::ReadTxn& txn, const access::Principal& who, const Zone& zone,
                          const api::spool::Record& record, const spool::Subject& subject) {
  // As many as the screen reads of a body.
  const auto fields = wire::text_lines(record.body, 4096);
  if (!fields) return {};
  Things things(txn, who, zone, subject);
  const std::string step = step_of(fields->lines);
  std::set<RecordId> seen;
  for (const wire::TextLine& line : fields->lines) {
    const std::string_view field = field_of(line.path);
    const auto what = points_to(record.kind, field);
    const auto id = RecordId::parse(line.value);
    if (!what || !id || seen.size() == api::set_aside::kMaxNamed) continue;
    if (!seen.insert(*id).second) continue;
    things.add(*id, *what, makes(record.kind, field, step));
  }
  return things.taken();
}

}  // namespace alcove::app

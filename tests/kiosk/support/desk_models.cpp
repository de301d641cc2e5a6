// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/support/desk_models.h"

#include <stdexcept>

namespace alcove::tests {

using namespace screens::desk;
using State = AppointmentState;

LocalDateTime wall(int hour, int minute) {
  return std::chrono::local_days(std::chrono::year(2026) / 11 / 23) + std::chrono::hours(hour) +
         std::chrono::minutes(minute);
}

Zone new_york() {
  return Zone::named("America/New_York").value();
}

UtcTime wall_utc(int hour, int minute) {
  return new_york().to_utc(wall(hour, minute));
}

namespace {

struct Visit {
  int hour;
  int minute;
  std::string_view client;
  std::string_view service;
  std::int64_t minutes;
  std::string_view clinician;
  std::string_view room;
  State state;
};

BoardRow row(const Visit& visit, std::uint8_t number) {
  BoardRow out;
  api::appointments::Appointment& at = out.appointment;
  at.id = id_of<AppointmentId>(number);
  at.revision = 3;
  at.client = id_of<ClientId>(number);
  at.clinician = id_of<StaffId>(1);
  at.room = id_of<RoomId>(2);
  at.service = id_of<api::appointments::ServiceId>(1);
  at.start = wall(visit.hour, visit.minute);
  at.minutes = visit.minutes;
  at.zone = "America/New_York";
  at.start_time = wall_utc(visit.hour, visit.minute);
  at.end_time = at.start_time + std::chrono::minutes(visit.minutes);
  out.grace_until = at.start_time + std::chrono::minutes(15);
  at.state = visit.state;
  at.state_since = wall_utc(9, 40);
  out.client_name = visit.client;
  const std::size_t comma = visit.client.find(", ");
  out.card_name = std::string(visit.client.substr(comma + 2)) + " " +
                  std::string(visit.client.substr(0, 1)) + ".";
  out.record_number = 10480 + number;
  out.birth_date = std::chrono::year(1986) / 4 / (10 + number % 18);
  out.clinician_name = visit.clinician;
  out.room_name = visit.room;
  out.service_name = visit.service;
  return out;
}

}  // namespace

DayBoardModel monday_board() {
  DayBoardModel model{.zone = new_york(),
                      .day = std::chrono::year(2026) / 11 / 23,
                      .today = std::chrono::year(2026) / 11 / 23};
  model.person = "Mia Ortiz";
  model.now = wall_utc(9, 56);
  model.read = true;
  const Visit visits[] = {
      {9, 0, "Okafor, Ngozi", "Therapy", 53, "L. Brandt", "Room 2", State::kInSession},
      {9, 30, "Haddad, Sam", "Medication check", 25, "Dr. Iyer", "Room 5", State::kCheckedOut},
      {10, 0, "Morales, Lucía", "Therapy, weekly", 53, "L. Brandt", "Room 2", State::kArrived},
      {10, 0, "Nguyen, Thanh", "Intake", 90, "A. Reyes", "Room 3", State::kArrived},
      {10, 30, "Petrov, Ana", "Therapy", 53, "A. Reyes", "Room 3", State::kScheduled},
      {11, 0, "Jean-Baptiste, Marie", "Therapy", 53, "L. Brandt", "Room 2", State::kConfirmed},
      {11, 0, "Smith, Dana", "Therapy, couples", 53, "C. Osei", "Room 4", State::kScheduled},
      {11, 30, "Wallace, Terrence", "Medication check", 25, "Dr. Iyer", "Room 5",
       State::kCancelledByClient}};
  std::uint8_t number = 0;
  for (const Visit& visit : visits) model.rows.push_back(row(visit, ++number));
  model.rows[2].appointment.arrived_at = wall_utc(9, 52);
  model.rows[2].flags = {Flag::kProposedChanges};
  model.rows[3].appointment.arrived_at = wall_utc(9, 40);
  model.rows[2].appointment.queue_token = "B7";
  model.rows[2].repeats = "FREQ=WEEKLY";
  model.rows[4].repeats = "FREQ=WEEKLY;INTERVAL=2";
  model.rows[3].appointment.queue_token = "W8";
  model.rows[7].appointment.notice_minutes = 22 * 60 + 10;
  model.like.assign(model.rows.size(), false);
  return model;
}

void add_group_session(DayBoardModel& model) {
  using api::appointments::MeetingPart;
  MeetingCard card;
  card.meeting.id = id_of<MeetingId>(1);
  card.meeting.revision = 2;
  card.meeting.title = "Worry less";
  card.meeting.start = wall(9, 30);
  card.meeting.minutes = 90;
  card.meeting.start_time = wall_utc(9, 30);
  card.meeting.end_time = wall_utc(11, 0);
  card.meeting.clinicians = {{id_of<StaffId>(1), false, "L. Brandt"},
                             {id_of<StaffId>(2), true, "A. Reyes"}};
  card.service_name = "Group therapy";
  card.room_name = "Room 1";
  card.expected = 4;
  card.here = 2;
  const Visit places[] = {
      {9, 30, "Baptiste, Jo", "Group therapy", 90, "L. Brandt", "Room 1", State::kInSession},
      {9, 30, "Castillo, Inés", "Group therapy", 90, "L. Brandt", "Room 1", State::kInSession},
      {9, 30, "Dao, Minh", "Group therapy", 90, "L. Brandt", "Room 1", State::kScheduled},
      {9, 30, "Ellis, Robin", "Group therapy", 90, "L. Brandt", "Room 1", State::kLateCancelled},
      {9, 30, "Farah, Amal", "Group therapy", 90, "L. Brandt", "Room 1", State::kScheduled}};
  std::uint8_t number = 20;
  for (const Visit& place : places) {
    model.rows.push_back(row(place, ++number));
    model.rows.back().appointment.meeting = card.meeting.id;
    model.rows.back().appointment.part = MeetingPart::kMember;
  }
  model.rows[model.rows.size() - 4].appointment.late_minutes = 10;
  model.rows.back().appointment.part = MeetingPart::kGuest;
  model.like.assign(model.rows.size(), false);
  model.meetings = {card};
  model.selected_meeting = card.meeting.id;
}

const BoardRow& row_of(const DayBoardModel& model, std::string_view client_name) {
  for (const BoardRow& row : model.rows) {
    if (row.client_name == client_name) return row;
  }
  throw std::out_of_range("no such visit on that Monday");
}

api::clients::Client lucia() {
  api::clients::Client client;
  client.id = id_of<ClientId>(3);
  client.record_number = 10482;
  client.revision = 4;
  client.registered_at = wall_utc(8, 0);
  api::clients::Details& details = client.details;
  details.legal_given = "Lucía";
  details.legal_family = "Morales";
  details.pronouns = "she/her";
  details.birth_date = std::chrono::year(1986) / 4 / 17;
  details.language = api::clients::SpokenLanguage::kSpanish;
  details.needs_interpreter = true;
  details.sex_for_insurance = api::clients::SexForInsurance::kFemale;
  details.phones = {
      {id_of<PhoneId>(1), api::clients::PhoneKind::kMobile, "(716) 555-0133", true},
      {id_of<PhoneId>(2), api::clients::PhoneKind::kWork, "(716) 555-0140 ext. 4", false}};
  details.residence = api::clients::Residence::kAddress;
  details.address = api::clients::Address{"12 Elmwood Avenue", "Apt. 3", "Buffalo", "NY", "14201"};
  details.emergency_contact =
      api::clients::EmergencyContact{"Rosa Morales", "sister", "(716) 555-0177"};
  client.care_team = {{id_of<StaffId>(1), api::clients::CareRole::kTherapist}};
  return client;
}

void choose(DayBoardModel& model, std::string_view client_name) {
  using api::questionnaires::Progress;
  model.selected = row_of(model, client_name).appointment.id;
  model.panel.client = lucia();
  api::check_in::OfClientReply desk;
  api::check_in::Proposal change;
  change.id = id_of<ProposalId>(1);
  change.at = wall_utc(9, 50);
  change.phone_was = lucia().details.phones[0];
  change.number = "(716) 555-0119";
  desk.proposals = {change};
  desk.signed_documents = {{"treatment_consent", 1, wall_utc(9, 51), "Lobby"}};
  desk.questionnaires = {
      {rules::InstrumentId::kPhq9, Progress::kCompleted, 9, 9, wall_utc(9, 52), wall_utc(9, 54)},
      {rules::InstrumentId::kGad7, Progress::kInProgress, 3, 7, wall_utc(9, 54), std::nullopt}};
  model.panel.at_the_kiosk = desk;
}

void lengthen(DayBoardModel& model) {
  const State states[] = {State::kCancelledByClinic,
                          State::kLateCancelled,
                          State::kNoShow,
                          State::kLeftWithoutBeingSeen,
                          State::kEnteredInError,
                          State::kRescheduled,
                          State::kRoomed,
                          State::kArrived};
  for (std::size_t i = 0; i < model.rows.size(); ++i) {
    BoardRow& row = model.rows[i];
    row.client_name = "Fernández de Córdoba y Álvarez de Toledo, María de los Ángeles (Mari)";
    row.card_name = "María de los Ángeles F.";
    row.language = api::clients::SpokenLanguage::kHaitianCreole;
    row.clinician_name = "Dr. Alejandra Fernández de Córdoba-Villavicencio";
    row.room_name = "The quiet room behind the garden";
    row.service_name = "Couples and family therapy with an interpreter";
    row.appointment.state = states[i];
    row.appointment.notice_minutes = 3 * 60;
    row.flags = {Flag::kAlert, Flag::kHelpAsked, Flag::kProposedChanges, Flag::kWantsToTalk};
  }
  model.rows[7].appointment.arrived_at = wall_utc(9, 56);
  model.like.assign(model.rows.size(), true);
  model.selected = model.rows[7].appointment.id;
  choose(model, model.rows[0].client_name);
  model.selected = model.rows[7].appointment.id;
  model.panel.client->details.pronouns = "they/them, or no pronouns at all";
  api::check_in::Proposal address;
  address.id = id_of<ProposalId>(2);
  address.address_was = lucia().details.address;
  address.address = api::clients::Address{"1290 Avenida de la Constitución Española", "", "Buffalo",
                                          "NY", "14201-1234"};
  model.panel.at_the_kiosk->proposals.push_back(address);
  model.panel.at_the_kiosk->wants_to_talk = true;
}

std::vector<api::clinic_setup::Room> rooms() {
  return {{id_of<RoomId>(1), "Room 1", false},
          {id_of<RoomId>(2), "Room 2", false},
          {id_of<RoomId>(3), "The quiet room behind the garden, with the two armchairs", false}};
}

std::vector<api::resources::Resource> resources() {
  using api::clients::SpokenLanguage;
  using api::resources::ResourceKind;
  return {{id_of<api::resources::ResourceId>(1),
           1,
           ResourceKind::kInterpreter,
           "N. Okafor",
           {SpokenLanguage::kFrench, SpokenLanguage::kHaitianCreole},
           false},
          {id_of<api::resources::ResourceId>(2),
           2,
           ResourceKind::kInterpreter,
           "Asociación de Intérpretes de Lengua de Señas, whoever is on duty that day",
           {SpokenLanguage::kSpanish, SpokenLanguage::kAmericanSign, SpokenLanguage::kOther},
           false},
          {id_of<api::resources::ResourceId>(3),
           1,
           ResourceKind::kEquipment,
           "Biofeedback device",
           {},
           false},
          {id_of<api::resources::ResourceId>(4),
           5,
           ResourceKind::kEquipment,
           "Test kit, the old one",
           {},
           true}};
}

std::vector<api::resources::TakenResource> takes() {
  std::vector<api::resources::TakenResource> all;
  for (const api::resources::Resource& one : resources()) {
    if (all.size() < 3) all.push_back({one.id, one.kind, one.name});
  }
  all.erase(all.begin() + 1);
  return all;
}

VisitHistoryModel visit_history() {
  using api::appointments::Step;
  VisitHistoryModel model{.name = "Lucía Morales", .zone = new_york(), .entries = {}};
  model.read = true;
  const auto entry = [&](int hour, int minute, Step step, State to, std::string who,
                         std::string reason) {
    api::appointments::HistoryEntry one;
    one.at = wall_utc(hour, minute);
    one.step = step;
    one.to = to;
    one.person_name = std::move(who);
    one.terminal_name = one.person_name.empty() ? "Lobby" : "Front desk";
    one.reason = std::move(reason);
    model.entries.push_back(one);
  };
  entry(8, 2, Step::kBook, State::kScheduled, "Mia Ortiz", "");
  entry(9, 1, Step::kMark, State::kNoShow, "Mia Ortiz", "");
  entry(9, 2, Step::kUndo, State::kScheduled, "Mia Ortiz", "Pressed by mistake");
  entry(9, 40, Step::kAssign, State::kScheduled, "Mia Ortiz", "");
  entry(9, 52, Step::kMark, State::kArrived, "", "");
  model.entries[3].resources = model.entries[4].resources = takes();
  return model;
}

}  // namespace alcove::tests

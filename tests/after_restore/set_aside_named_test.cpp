// SPDX-License-Identifier: Apache-2.0
#include "server/app/set_aside_named.h"

#include "server/features/check_in/check_in_store.h"
#include "shared/api/absences.h"
#include "shared/api/availability_routes.h"
#include "shared/api/check_in_correction.h"
#include "shared/api/series_change.h"
#include "shared/api/set_aside.h"
#include "shared/wire/json.h"
#include "tests/after_restore/lost_box.h"

// What the ids in something that was set aside point to: named for the privacy officer, so that it
// can be entered by hand.

using namespace alcove;
using namespace alcove::tests;
using wire::Station;
namespace aside = api::set_aside;

namespace {

struct NamingClinic : LostBox {
  NamingClinic() {
    add("pia", "Pia Ward", {api::Role::kPrivacyOfficer});
    eva = add_client("Eva", "Harbour");
    tom = add_client("Tom", "Marsh");
    evas_visit = book(eva, today_at(11), room_2);
    toms_visit = book(tom, today_at(13), room_4, reyes);
    desk.emplace(at, Station::kFrontDesk, "Desk", "pia");
    room.emplace(at, Station::kTherapyRoom, "Room 9", "pia");
  }
  SpoolRecordId bring(std::string_view kind, const std::string& body) {
    const auto id = new_id<SpoolRecordId>();
    const api::spool::Record record{.kind = std::string(kind),
                                    .device = other_desk->enrolled.device,
                                    .author = brandt,
                                    .session = std::nullopt,
                                    .written_at = at.clock.now(),
                                    .body = body,
                                    .voucher = {},
                                    .acknowledged = {}};
    const std::string text = wire::encode(record);
    write([&](audit::WriteTxn& txn) {
      spool::insert_delivered(txn, id, {}, record.device, api::spool::Outcome::kQuarantined);
      spool::insert_quarantined(txn, {.id = id,
                                      .reason = spool::SetAsideReason::kDoesNotFit,
                                      .head_number = std::nullopt,
                                      .device = record.device,
                                      .author = brandt,
                                      .kind = record.kind,
                                      .written_at = txn.now(),
                                      .delivered_at = txn.now(),
                                      .is_opened = true,
                                      .content = Bytes(text.begin(), text.end())});
    });
    return id;
  }
  void write(const std::function<void(audit::WriteTxn&)>& change) {
    const auto done = at.ledger->write<bool>({.system_user = "installer"},
                                             [&](audit::WriteTxn& txn) -> Result<bool> {
                                               change(txn);
                                               txn.record({.action = "test.work"});
                                               return true;
                                             });
    REQUIRE(done.ok());
  }
  std::int64_t number_of(const ClientId& client) {
    return other_desk->must(api::clients::open, {client}).record_number;
  }

  ClientId eva, tom;
  AppointmentId evas_visit, toms_visit;
  std::optional<ServedTerminal> desk, room;
};

// Nothing where the reply does not name it.
template <class Tag>
std::optional<aside::Named> named(const aside::ReadReply& read, const Id<Tag>& id) {
  for (const aside::Named& one : read.named) {
    if (one.id.bytes() == id.bytes()) return one;
  }
  return std::nullopt;
}
template <class Tag>
std::string name(const aside::ReadReply& read, const Id<Tag>& id) {
  const auto found = named(read, id);
  if (!found) return "not named";
  if (!found->here) return "not here";
  return found->name.value_or("no name");
}

}  // namespace

TEST_CASE("of a booking that does not fit, client, clinician, service and room are named") {
  NamingClinic clinic;
  const AppointmentId made = clinic.new_id<AppointmentId>();
  const auto record =
      clinic.bring(api::appointments::book.path,
                   wire::encode(api::appointments::BookRequest{.appointment = made,
                                                               .client = clinic.eva,
                                                               .clinician = clinic.reyes,
                                                               .room = clinic.room_4,
                                                               .service = clinic.service,
                                                               .start = clinic.today_at(15),
                                                               .minutes = 55}));
  const auto read = clinic.desk->must(aside::read, {record});
  CHECK(read.person == "Harbour, Eva");
  CHECK(name(read, clinic.reyes) == "A. Reyes");
  CHECK(name(read, clinic.room_4) == "Room 4");
  const auto services = clinic.desk->must(api::clinic_setup::read, {}).services;
  CHECK(name(read, clinic.service) == services.at(0).name);
  const auto client = named(read, clinic.eva);
  REQUIRE(client);
  CHECK(client->person == "Harbour, Eva");
  CHECK(client->record_number == clinic.number_of(clinic.eva));
  // The visit that it would have made is not missed here.
  CHECK(name(read, made) == "not named");
  CHECK(read.named.size() == 4);
}

TEST_CASE(
    "of a booking that does not fit, the interpreter is named, and one that is not here too") {
  NamingClinic clinic;
  const auto okafor = clinic.new_id<api::resources::ResourceId>();
  const auto later = clinic.new_id<api::resources::ResourceId>();
  ServedTerminal(clinic.at, Station::kFrontDesk, "Second office", "adam")
      .must(api::resources::set, {.id = okafor,
                                  .base_revision = 0,
                                  .kind = api::resources::ResourceKind::kInterpreter,
                                  .name = "N. Okafor",
                                  .languages = {api::clients::SpokenLanguage::kFrench}});
  const auto record = clinic.bring(
      api::appointments::book.path,
      wire::encode(api::appointments::BookRequest{.appointment = clinic.new_id<AppointmentId>(),
                                                  .client = clinic.eva,
                                                  .clinician = clinic.reyes,
                                                  .room = std::nullopt,
                                                  .service = clinic.service,
                                                  .start = clinic.today_at(15),
                                                  .minutes = 55,
                                                  .resources = std::vector{okafor, later}}));
  const auto read = clinic.desk->must(aside::read, {record});
  CHECK(name(read, okafor) == "N. Okafor");
  CHECK(name(read, later) == "not here");
}

TEST_CASE("of a move the visit is named by its time, its client and its clinician") {
  NamingClinic clinic;
  const auto body = [&](const AppointmentId& visit) {
    return wire::encode(api::appointments::MoveRequest{.appointment = visit,
                                                       .base_revision = 3,
                                                       .moved_to = clinic.new_id<AppointmentId>(),
                                                       .clinician = clinic.brandt,
                                                       .room = std::nullopt,
                                                       .start = clinic.today_at(17),
                                                       .minutes = 50,
                                                       .reason = "the bus"});
  };
  const auto record = clinic.bring(api::appointments::move.path, body(clinic.toms_visit));
  const auto visit = named(clinic.desk->must(aside::read, {record}), clinic.toms_visit);
  REQUIRE(visit);
  CHECK(visit->here);
  CHECK(visit->start == clinic.today_at(13));
  CHECK(visit->person == "Marsh, Tom");
  CHECK(visit->name == "A. Reyes");
  // Booked after the backup: nobody knows it here.
  const AppointmentId later = clinic.new_id<AppointmentId>();
  const auto other = clinic.bring(api::appointments::move.path, body(later));
  const auto read = clinic.desk->must(aside::read, {other});
  CHECK(name(read, later) == "not here");
  CHECK_FALSE(named(read, later)->start);
  CHECK(name(read, clinic.brandt) == "L. Brandt");
}

TEST_CASE("of a check-in correction both people are named, and both records were opened") {
  NamingClinic clinic;
  const auto check_in = clinic.new_id<CheckInId>();
  clinic.write([&](audit::WriteTxn& txn) {
    check_in::insert_check_in(txn, {.id = check_in,
                                    .terminal = clinic.other_desk->enrolled.device,
                                    .client = clinic.eva,
                                    .appointment = clinic.evas_visit,
                                    .day = date_of(clinic.today_at(11)),
                                    .begun_at = txn.now(),
                                    .arrived_at = std::nullopt});
  });
  const auto record = clinic.bring(
      api::check_in::correct.path,
      wire::encode(api::check_in::CorrectRequest{.check_in = check_in,
                                                 .right = clinic.toms_visit,
                                                 .moved = clinic.new_id<CheckInId>(),
                                                 .wrong_revision = 1,
                                                 .right_revision = 1,
                                                 .reason = "they sat beside each other"}));
  const auto read = clinic.desk->must(aside::read, {record});
  CHECK(read.person == "Harbour, Eva");
  CHECK(named(read, check_in)->person == "Harbour, Eva");
  CHECK(named(read, clinic.toms_visit)->person == "Marsh, Tom");
  CHECK(named(read, clinic.toms_visit)->start == clinic.today_at(13));
  CHECK(clinic.readings_of(clinic.eva) == 1);
  CHECK(clinic.readings_of(clinic.tom) == 1);
}

TEST_CASE("of an absence it is said who was away, and who went to whom") {
  NamingClinic clinic;
  api::absences::ApplyRequest apply;
  apply.absence = clinic.new_id<api::absences::AbsenceId>();
  apply.edit.clinician = clinic.brandt;
  apply.edit.from = clinic.today_at(8);
  apply.edit.until = clinic.today_at(20);
  apply.edit.choices = {{.appointment = clinic.evas_visit,
                         .what = api::absences::What::kReassign,
                         .to = clinic.reyes}};
  apply.token = std::string(64, 'a');
  apply.reason = "ill";
  const auto record = clinic.bring(api::absences::apply.path, wire::encode(apply));
  const auto read = clinic.desk->must(aside::read, {record});
  CHECK(name(read, clinic.brandt) == "L. Brandt");
  CHECK(name(read, clinic.reyes) == "A. Reyes");
  CHECK(named(read, clinic.evas_visit)->person == "Harbour, Eva");
  CHECK(name(read, apply.absence) == "not named");
  CHECK(clinic.readings_of(clinic.eva) == 1);
}

TEST_CASE("a series that was begun is not missed, and one that was changed is") {
  NamingClinic clinic;
  api::series::ApplyRequest apply;
  apply.edit.series = clinic.new_id<api::series::SeriesId>();
  apply.edit.client = clinic.eva;
  apply.edit.service = clinic.service;
  const auto read_as = [&](api::series::What what) {
    apply.edit.what = what;
    const auto record = clinic.bring(api::series::apply.path, wire::encode(apply));
    return name(clinic.desk->must(aside::read, {record}), apply.edit.series);
  };
  CHECK(read_as(api::series::What::kCreate) == "not named");
  CHECK(read_as(api::series::What::kChange) == "not here");
}

TEST_CASE("what is set aside is read where its own route would be used") {
  NamingClinic clinic;
  const auto at_desk = [&](std::string_view kind) {
    const auto record = clinic.bring(kind, "{}");
    CHECK_FALSE(clinic.room->refusal(aside::read, {record}));
    return !clinic.desk->refusal(aside::read, {record});
  };
  for (const std::string_view kind : {"/v1/availability/set_closed_day",
                                      "/v1/availability/set_time_off",
                                      "/v1/availability/set_hours",
                                      "/v1/availability/set_cap",
                                      "/v1/absences/apply",
                                      "/v1/absences/log_try",
                                      "/v1/day_close/close",
                                      "/v1/waitlist/set_entry",
                                      "/v1/waitlist/set_standards",
                                      "/v1/groups/set_group",
                                      "/v1/series/apply",
                                      "/v1/appointments/book",
                                      "/v1/clients/edit",
                                      "/v1/clients/set_wishes",
                                      "/v1/reminders/log_try",
                                      "/v1/reminders/set_letterhead",
                                      "/v1/clinic_setup/add_room",
                                      "/v1/check_in/correct",
                                      "/v1/check_in/answer_call",
                                      "/v1/check_in/propose",
                                      "/v1/check_in/help",
                                      "check_in.propose"}) {
    INFO(kind);
    CHECK(at_desk(kind));
  }
  for (const std::string_view kind :
       {"/v1/notes/save", "/v1/notes/sign", "note.draft", "/v1/questionnaires/answer",
        "questionnaire.answer", "/v1/alerts/acknowledge", "/v1/alerts/open", "/v1/alerts/told",
        "/v1/chart/new", "/v1/availability/", "something.new"}) {
    INFO(kind);
    CHECK_FALSE(at_desk(kind));
  }
}

TEST_CASE("nothing of a chart is named at a front desk, whatever a body says") {
  NamingClinic clinic;
  const auto alert = clinic.new_id<AlertId>();
  const auto record = clinic.bring(api::appointments::cancel.path,
                                   R"({"alert":")" + alert.text() + R"(","note":")" + alert.text() +
                                       R"(","appointment":")" + clinic.evas_visit.text() + R"("})");
  CHECK(name(clinic.desk->must(aside::read, {record}), alert) == "not named");
  CHECK(name(clinic.room->must(aside::read, {record}), alert) == "not here");
  CHECK(named(clinic.desk->must(aside::read, {record}), clinic.evas_visit));
}

TEST_CASE("five hundred ids of a body are named, and no more") {
  NamingClinic clinic;
  const auto count = [&](std::size_t ids) {
    std::string body = R"({"clinicians":[)";
    for (std::size_t i = 0; i < ids; ++i) {
      body += (i == 0 ? "\"" : ",\"") + clinic.new_id<StaffId>().text() + "\"";
    }
    const auto record = clinic.bring(api::appointments::assign_meeting.path, body + "]}");
    return clinic.desk->must(aside::read, {record}).named.size();
  };
  CHECK(count(499) == 499);
  CHECK(count(500) == 500);
  CHECK(count(501) == 500);
}

TEST_CASE("every id in everything that can be set aside is named, or is of no use to a person") {
  NamingClinic clinic;
  std::vector<std::string> forgotten;
  std::size_t ids = 0;
  for (const http::RouteEntry* route : clinic.at.clinic->router().all()) {
    if (route->method != wire::Method::kPost || route->audit != wire::AuditClass::kWrite) continue;
    for (const wire::FieldDescription& field : route->request_fields) {
      if (field.type != "id") continue;
      ++ids;
      std::string last = field.path.substr(field.path.find_last_of('.') + 1);
      if (last.ends_with("[]")) last.resize(last.size() - 2);
      const bool own = last == "id";  // of the record itself: the body says the rest
      if (own || app::points_to(route->path, last) || app::says_nothing(last)) continue;
      forgotten.push_back(route->path + " " + field.path);
    }
  }
  CHECK(ids > 100);
  CHECK(forgotten == std::vector<std::string>{});
}

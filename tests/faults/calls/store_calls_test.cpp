// SPDX-License-Identifier: Apache-2.0
// Each call on the store's files fails once through a visit: somebody is registered and booked, a
// client who has been greeted at the lobby arrives and answers, which raises an alert that her
// clinician acknowledges, a note is written, saved, signed and read. Whatever was answered is
// there, nothing is there twice, the chain is whole, and the very same requests are served by the
// same open store once the call succeeds.
#include "server/audit/verifier.h"
#include "shared/api/alert_care.h"
#include "shared/api/check_in_forms.h"
#include "shared/api/clients.h"
#include "shared/api/questionnaires.h"
#include "shared/api/session.h"
#include "shared/wire/query.h"
#include "tests/access/access_box.h"
#include "tests/faults/busy_clinic.h"
#include "tests/faults/calls/each_call.h"
#include "tests/support/scratch.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

const char* const kLast = "She slept four hours, and walked by the river. She means to go on.";

struct Clinic {
  Clinic() {
    const auto made = BusyClinic::create(folder.folder(), clock, {});
    desk = made->seat("dana", api::Role::kFrontDesk, wire::Station::kFrontDesk);
    room = made->seat("clara", api::Role::kClinician, wire::Station::kTherapyRoom);
    const auto reply = made->ask(room, made->request(api::session::state, wire::Nothing{}, room));
    clinician = wire::decode<api::session::State>(reply.body, wire::UnknownFields::kRefuse)
                    .value()
                    .person.id;
    lobby = made->lobby("Lobby");
    greet(*made);
  }
  // Before anything fails: the answer to a name takes a second.
  void greet(BusyClinic& made) {
    api::clients::RegisterRequest person;
    person.client = made.new_id<ClientId>();
    person.details.legal_given = "Ana";
    person.details.legal_family = "Soto";
    person.details.birth_date = parse_date("1991-02-03").value();
    person.details.phones.push_back(
        {made.new_id<PhoneId>(), api::clients::PhoneKind::kMobile, "716-555-4411", true});
    person.care_team.push_back({.staff = clinician, .role = api::clients::CareRole::kTherapist});
    REQUIRE(made.ask(desk, made.request(api::clients::register_client, person, desk)).status ==
            200);
    const auto booking = booking_at("2026-11-24T12:00", person.client, made);
    REQUIRE(made.ask(desk, made.request(api::appointments::book, booking, desk)).status == 200);
    check_in = made.new_id<CheckInId>();
    const auto greeted = made.ask(lobby, made.request(api::check_in::identify,
                                                      {.check_in = check_in,
                                                       .surname = "Soto",
                                                       .birth_date = person.details.birth_date,
                                                       .last_four = "4411"},
                                                      lobby));
    INFO(greeted.body);
    REQUIRE(greeted.body.find("\"matched\":true") != std::string::npos);
  }
  api::appointments::BookRequest booking_at(const char* start, const ClientId& client,
                                            BusyClinic& made) const {
    return {.appointment = made.new_id<AppointmentId>(),
            .client = client,
            .clinician = clinician,
            .room = std::nullopt,
            .service =
                api::appointments::ServiceId::parse("01900000-0000-7000-8000-000000000001").value(),
            .start = parse_local(start).value(),
            .minutes = 50};
  }

  Scratch folder;
  BusyClock clock;
  BusyClinic::Seat desk, room, lobby;
  StaffId clinician;
  CheckInId check_in;
};

// One is enough for all: each visit is in a copy of it.
Clinic& template_clinic() {
  static Clinic clinic;
  return clinic;
}

struct Visit {
  Visit() {
    std::filesystem::copy(template_clinic().folder.folder(), folder.folder(),
                          std::filesystem::copy_options::recursive);
    clinic = open();
  }

  std::unique_ptr<BusyClinic> open() {
    return made_in_the_end(
               [&] { return BusyClinic::open(folder.folder(), template_clinic().clock); }, felt)
        .value();
  }

  // Answered in the end; refused before, it says that the disk did it.
  http::Reply must(const BusyClinic::Seat& seat, const http::Request& request) {
    http::Reply reply = clinic->ask(seat, request);
    for (int again = 0; reply.status != 200 && again < 3; ++again) {
      felt = true;
      CHECK((reply.status == 500 || reply.status == 507));
      reply = clinic->ask(seat, request);
    }
    INFO(reply.body);
    REQUIRE(reply.status == 200);
    return reply;
  }
  template <class Q, class R>
  R write(const wire::Route<Q, R>& route, const Q& body, const BusyClinic::Seat& seat) {
    const http::Request request = clinic->request(route, body, seat);
    const http::Reply reply = must(seat, request);
    written.push_back({seat, request, reply.body});
    return wire::decode<R>(reply.body, wire::UnknownFields::kRefuse).value();
  }
  template <class Q, class R>
  R read(const wire::Route<Q, R>& route, const Q& body, const BusyClinic::Seat& seat) {
    const http::Reply reply = must(seat, clinic->request(route, body, seat));
    return wire::decode<R>(reply.body, wire::UnknownFields::kRefuse).value();
  }

  void play();
  void answer();
  void write_note(const AppointmentId& visit);
  void look();

  std::int64_t count_rows(const std::string& what) {
    std::int64_t count = 0;
    static_cast<void>(made_in_the_end(
        [&] {
          return clinic->store().read<bool>([&](store::ReadTxn& txn) -> Result<bool> {
            auto row = txn.query("SELECT count(*) FROM " + what);
            row.next();
            count = row.integer(0);
            return true;
          });
        },
        felt));
    return count;
  }

  struct Written {
    BusyClinic::Seat seat;
    http::Request request;
    std::string reply;
  };
  Scratch folder;
  std::unique_ptr<BusyClinic> clinic;
  std::vector<Written> written;
  ClientId client;
  NoteId note;
  bool felt = false;
};

void Visit::play() {
  const auto& [desk, room] = std::tie(template_clinic().desk, template_clinic().room);
  api::clients::RegisterRequest person;
  client = person.client = clinic->new_id<ClientId>();
  person.details.legal_given = "Lucía";
  person.details.legal_family = "Morales";
  person.details.birth_date = parse_date("1986-04-17").value();
  person.care_team.push_back(
      {.staff = template_clinic().clinician, .role = api::clients::CareRole::kTherapist});
  write(api::clients::register_client, person, desk);
  const auto booking = template_clinic().booking_at("2026-11-24T10:00", client, *clinic);
  write(api::appointments::book, booking, desk);
  answer();
  write_note(booking.appointment);
}

// A few items, and the last of them calls for a person.
void Visit::answer() {
  const auto& [room, lobby] = std::tie(template_clinic().room, template_clinic().lobby);
  const CheckInId check_in = template_clinic().check_in;
  write(api::check_in::arrive, {check_in}, lobby);
  const auto put = read(api::questionnaires::open, {check_in}, lobby);
  const auto& phq9 = put.items.at(0);
  REQUIRE(phq9.instrument == rules::InstrumentId::kPhq9);
  std::int64_t number = 0;
  for (const std::size_t item : {std::size_t{0}, std::size_t{1}, std::size_t{8}}) {
    write(api::questionnaires::answer,
          {.questionnaire = phq9.questionnaire,
           .number = ++number,
           .item = std::string(rules::instrument(phq9.instrument).item_loinc[item]),
           .kind = rules::AnswerKind::kPoints,
           .points = 2,
           .confirmed_at = template_clinic().clock.now()},
          lobby);
  }
  const auto waiting = read(api::alerts::pending, {}, room);
  REQUIRE(waiting.items.size() == 1);  // one, however often an answer was tried
  write(api::alerts::open, {waiting.items.at(0).alert}, room);
  write(api::alerts::acknowledge,
        {.alert = waiting.items.at(0).alert, .words = {}, .handed_to = {}}, room);
  write(api::check_in::finish, {.check_in = check_in}, lobby);
}

void Visit::write_note(const AppointmentId& visit) {
  const BusyClinic::Seat& room = template_clinic().room;
  auto draft = write(api::notes::open_draft,
                     api::notes::OpenDraftRequest{.note = clinic->new_id<NoteId>(),
                                                  .appointment = visit,
                                                  .format = rules::NoteFormat::kDap,
                                                  .if_held = api::notes::IfHeld::kRead},
                     room);
  note = draft.note;
  auto base = draft.revision;
  for (const char* words : {"She slept.", "She slept four hours.", kLast}) {
    api::notes::SaveRequest save{
        .note = note, .revision = clinic->new_id<NoteRevisionId>(), .base = base, .content = {}};
    save.content.format = rules::NoteFormat::kDap;
    save.content.sections = {{rules::NoteSection::kData, words}};
    save.content.start = parse_local("2026-11-24T10:00").value();
    save.content.stop = parse_local("2026-11-24T10:50").value();
    base = save.revision;
    write(api::notes::save, save, room);
  }
  const auto proof = read(api::session::confirm, {.pin = {}, .password = kPasswordOfAna}, room);
  write(api::notes::sign, {.note = note, .revision = *base, .confirmation = proof.token}, room);
}

void Visit::look() {
  const auto& [desk, room] = std::tie(template_clinic().desk, template_clinic().room);
  const auto found = read(api::notes::open, api::notes::OpenRequest{note}, room);
  const auto& sections = found.content.sections;
  const auto data = std::find_if(sections.begin(), sections.end(), [](const auto& one) {
    return one.section == rules::NoteSection::kData;
  });
  REQUIRE(data != sections.end());
  CHECK(data->text == kLast);
  CHECK(found.line.open_siblings == 0);
  REQUIRE(found.signature);
  CHECK(found.signature->standing == api::notes::Standing::kVerified);
  CHECK(count_rows("questionnaire_answer") == 3);
  CHECK(count_rows("alert") == 1);
  CHECK(count_rows("alert WHERE acknowledged_at IS NOT NULL") == 1);
  CHECK(read(api::alerts::pending, {}, room).items.empty());
  const auto person = read(api::clients::open, api::clients::OpenRequest{client}, desk);
  CHECK(person.details.legal_family == "Morales");
}

bool a_visit() {
  Visit visit;
  visit.play();
  visit.look();
  const bool felt = visit.felt;
  FailingCalls::stop_counting();
  FailingCalls::let_all_pass();
  // The server is started anew.
  visit.clinic.reset();
  visit.clinic = visit.open();
  visit.look();
  const std::int64_t head = visit.clinic->ledger().head().number;
  for (const Visit::Written& one : visit.written) {
    const http::Reply again = visit.clinic->ask(one.seat, one.request);
    CHECK(again.status == 200);
    CHECK(again.body == one.reply);
  }
  CHECK(visit.clinic->ledger().head().number == head);
  const auto chain = audit::verify_chain(visit.clinic->store(), visit.clinic->ledger().audit_key(),
                                         visit.clinic->ledger().signing_public(), {});
  CHECK_FALSE(chain.value().bad);
  CHECK(visit.clinic->store().check_pages({}).empty());
  return felt;
}

}  // namespace

TEST_CASE("whatever call fails in the store through a visit, nothing that was answered is lost") {
  const FailingCalls calls(scratch_folders());
  template_clinic();
  fail_each_call("the store", 6, a_visit);
}

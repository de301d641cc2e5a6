// SPDX-License-Identifier: Apache-2.0
// Each call on the store's files fails once through a visit: somebody is registered and booked, a
// note is written, saved and read. Whatever was answered is there, nothing is there twice, the
// chain is whole, and the very same requests are served by the same open store once the call
// succeeds.
#include "server/audit/verifier.h"
#include "shared/api/clients.h"
#include "shared/api/session.h"
#include "shared/wire/query.h"
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
  }

  Scratch folder;
  BusyClock clock;
  BusyClinic::Seat desk, room;
  StaffId clinician;
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
  void look();

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
  api::appointments::BookRequest booking{
      .appointment = clinic->new_id<AppointmentId>(),
      .client = client,
      .clinician = template_clinic().clinician,
      .room = std::nullopt,
      .service =
          api::appointments::ServiceId::parse("01900000-0000-7000-8000-000000000001").value(),
      .start = parse_local("2026-11-24T10:00").value(),
      .minutes = 50};
  write(api::appointments::book, booking, desk);
  auto draft = write(api::notes::open_draft,
                     api::notes::OpenDraftRequest{.note = clinic->new_id<NoteId>(),
                                                  .appointment = booking.appointment,
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
    base = save.revision;
    write(api::notes::save, save, room);
  }
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

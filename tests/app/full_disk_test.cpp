// SPDX-License-Identifier: Apache-2.0
#include "server/http/full_disk.h"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "shared/api/alert_care.h"
#include "shared/api/appointments.h"
#include "shared/api/check_in_forms.h"
#include "shared/api/clients.h"
#include "shared/api/clinic_setup.h"
#include "shared/api/help_calls.h"
#include "shared/api/notes.h"
#include "shared/api/questionnaires.h"
#include "shared/api/session_lock.h"
#include "shared/api/spool.h"
#include "tests/support/served_terminal.h"
#include "tests/support/small_disk.h"

// The box's disk is full to the last byte, over mutual TLS: what is refused and what goes on.

using namespace alcove;
using namespace std::chrono_literals;
using alcove::testing::ServedClinic;
using alcove::testing::ServedTerminal;
using alcove::testing::SmallDisk;
using wire::Station;
namespace forms = api::check_in;
namespace asked = api::questionnaires;
namespace notes_api = api::notes;

namespace {

constexpr std::int64_t kMiB = std::int64_t{1} << 20;
constexpr store::ReserveSizes kReserve{.kept = 4 * kMiB, .floor = 4 * kMiB, .step = 1 * kMiB};

// While it is there, scratch folders are made on that disk.
class OnDisk {
 public:
  explicit OnDisk(const SmallDisk& disk) {
    ::setenv("TMPDIR", disk.folder().c_str(), 1);  // NOLINT(concurrency-mt-unsafe): one thread
  }
  ~OnDisk() { ::unsetenv("TMPDIR"); }  // NOLINT(concurrency-mt-unsafe)
  OnDisk(const OnDisk&) = delete;
  OnDisk& operator=(const OnDisk&) = delete;
};

std::unique_ptr<ServedClinic> clinic_on(const SmallDisk& disk) {
  const OnDisk there(disk);
  auto at = std::make_unique<ServedClinic>();
  at->ledger->keep_reserve(std::make_unique<store::DiskReserve>(at->scratch / "reserve", kReserve));
  return at;
}

// A client who has arrived and is at question 9; their clinician writes.
struct Morning {
  explicit Morning(const SmallDisk& disk) : clinic(clinic_on(disk)), at(*clinic) {
    at.add_person({.sign_in_name = "mia",
                   .display_name = "Mia Tester",
                   .credential = "",
                   .roles = {api::Role::kFrontDesk}});
    brandt_id = at.add_person({.sign_in_name = "brandt",
                               .display_name = "L. Brandt",
                               .credential = "LCSW",
                               .roles = {api::Role::kClinician}});
    desk.emplace(at, Station::kFrontDesk, "Desk", "mia");
    room.emplace(at, Station::kTherapyRoom, "Room 1", "brandt");
    lobby.emplace(at, Station::kLobby, "Lobby");
    book();
    check_in = new_id<CheckInId>();
    ALCOVE_CHECK(lobby
                     ->must(forms::identify, {.check_in = check_in,
                                              .language = rules::Language::kEnglish,
                                              .surname = "morales",
                                              .birth_date = parse_date("1986-04-17").value(),
                                              .last_four = "2233"})
                     .matched);
    lobby->must(forms::arrive, {check_in});
    phq9 = lobby->must(asked::open, {check_in}).items.front().questionnaire;
    const auto items = rules::instrument(rules::InstrumentId::kPhq9).item_loinc;
    for (std::size_t i = 0; i < 8; ++i) lobby->must(asked::answer, answer(i, items[i], 0));
    draft = room->must(notes_api::open_draft, {.note = new_id<NoteId>(),
                                               .appointment = visit,
                                               .format = rules::NoteFormat::kDap,
                                               .if_held = notes_api::IfHeld::kRead});
    first = save({}, "She came");
    ALCOVE_CHECK(room->must(notes_api::save, first).number == 1);
  }

  template <class IdType>
  IdType new_id() {
    return IdType::make(at.clock.now(), at.random);
  }
  api::clients::RegisterRequest person(const std::string& family, const char* born = "1951-12-30") {
    api::clients::RegisterRequest request;
    request.client = new_id<ClientId>();
    request.details.legal_given = "Lucía";
    request.details.legal_family = family;
    request.details.birth_date = parse_date(born).value();
    request.details.phones.push_back(
        {new_id<PhoneId>(), api::clients::PhoneKind::kMobile, "716-555-2233", true});
    return request;
  }
  void book() {
    const auto request = person("Morales", "1986-04-17");
    client = desk->must(api::clients::register_client, request).id;
    const auto now = at.zone.to_local(at.clock.now());
    const auto five = std::chrono::floor<std::chrono::days>(now) +
                      ((now - std::chrono::floor<std::chrono::days>(now)) / 5min + 3) * 5min;
    visit = new_id<AppointmentId>();
    desk->must(api::appointments::book,
               {.appointment = visit,
                .client = client,
                .clinician = brandt_id,
                .room = std::nullopt,
                .service = desk->must(api::clinic_setup::read, {}).services.at(0).id,
                .start = five,
                .minutes = 50});
  }
  asked::AnswerRequest answer(std::size_t at_item, std::string_view item, std::int64_t points) {
    return {.questionnaire = phq9,
            .number = static_cast<std::int64_t>(at_item) + 1,
            .item = std::string(item),
            .kind = rules::AnswerKind::kPoints,
            .points = points,
            .confirmed_at = at.clock.now()};
  }
  notes_api::SaveRequest save(const std::optional<NoteRevisionId>& base, const std::string& text) {
    notes_api::SaveRequest request{
        .note = draft.note, .revision = new_id<NoteRevisionId>(), .base = base, .content = {}};
    request.content.format = rules::NoteFormat::kDap;
    request.content.sections = {{rules::NoteSection::kData, text}};
    request.content.start = draft.visit_start;
    request.content.stop = draft.visit_start + 50min;
    return request;
  }

  std::unique_ptr<ServedClinic> clinic;
  ServedClinic& at;
  StaffId brandt_id;
  std::optional<ServedTerminal> desk, room, lobby;
  ClientId client;
  AppointmentId visit;
  CheckInId check_in;
  QuestionnaireId phq9;
  notes_api::Draft draft;
  notes_api::SaveRequest first;
};

// An alert is raised, opened and acknowledged; somebody calls for help and is heard.
void care_goes_on(Morning& morning) {
  const auto items = rules::instrument(rules::InstrumentId::kPhq9).item_loinc;
  CHECK(morning.lobby->must(asked::answer, morning.answer(8, items[8], 1)).show_support);
  const auto pending = morning.room->must(api::alerts::pending, {}).items;
  REQUIRE(pending.size() == 1);
  morning.room->must(api::alerts::open, {pending[0].alert});
  const auto done =
      morning.room->must(api::alerts::acknowledge, {.alert = pending[0].alert,
                                                    .action = api::alerts::Action::kSeenNow,
                                                    .words = "",
                                                    .handed_to = {}});
  CHECK(done.acknowledged.has_value());
  const auto call = morning.new_id<forms::HelpCallId>();
  morning.lobby->must(forms::help, {.call = call, .check_in = morning.check_in});
  CHECK(morning.desk->must(forms::help_calls, {}).items.size() == 1);
  morning.desk->must(forms::answer_call, {call});
}

// A record that does not open: it is kept for the privacy officer.
api::spool::DeliverRequest unopened(Morning& morning) {
  return {.records = {{.id = morning.new_id<SpoolRecordId>(),
                       .sealed = Bytes(200, 7),
                       .signature = Bytes(64, 7)}}};
}

}  // namespace

TEST_CASE("each write that goes on when the disk is full is a route that writes") {
  const ServedClinic at;
  for (const std::string_view path : http::writes_that_go_on()) {
    INFO(path);
    const http::RouteEntry* const route =
        at.clinic->router().find(wire::Method::kPost, std::string(path));
    REQUIRE(route != nullptr);
    CHECK(route->audit == wire::AuditClass::kWrite);
  }
}

TEST_CASE(
    "on a full disk writing is refused, nothing is lost, and care, reading and leaving go on") {
  const std::optional<SmallDisk> disk = SmallDisk::mounted(48 * kMiB);
  if (!disk) return;  // what needs no rights: tests/store, tests/faults
  Morning morning(*disk);
  const auto second = morning.save(morning.first.revision, "She came on time.");
  disk->fill(0);
  REQUIRE(disk->free_bytes() == 0);

  const auto refused = morning.room->client->call(notes_api::save, second);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kNoSpace);
  CHECK_THAT(refused.error().detail, Catch::Contains("Nothing that was saved is lost"));
  CHECK(morning.desk->refusal(api::clients::register_client, morning.person("Nuevo")) ==
        ErrorCode::kNoSpace);

  // Reading goes on, and each is in the chain before it is answered.
  const std::int64_t before = morning.at.ledger->head().number;
  CHECK(morning.desk->must(api::clients::open, {morning.client}).id == morning.client);
  CHECK(morning.at.ledger->head().number > before);
  care_goes_on(morning);

  // A staff terminal keeps what it has; what comes from the lobby is taken, an alert may be in it.
  CHECK(morning.room->refusal(api::spool::deliver, unopened(morning)) == ErrorCode::kNoSpace);
  CHECK(morning.lobby->must(api::spool::deliver, unopened(morning)).results.at(0).outcome ==
        api::spool::Outcome::kQuarantined);

  // Somebody leaves, and somebody comes.
  morning.desk->must(api::session::sign_out, {});
  CHECK(morning.desk->refusal(api::clients::open, {morning.client}) == ErrorCode::kNotSignedIn);
  ServedTerminal other(morning.at, Station::kFrontDesk, "Desk 2", "mia");
  CHECK(other.must(api::clients::open, {morning.client}).id == morning.client);
  CHECK(other.refusal(api::clients::register_client, morning.person("Nuevo")) ==
        ErrorCode::kNoSpace);

  // Room again: the very same goes on, and nothing was started anew.
  disk->empty();
  CHECK(morning.room->must(notes_api::save, second).number == 2);
  other.must(api::clients::register_client, morning.person("Nuevo"));
  const auto chain = audit::verify_chain(*morning.at.store, morning.at.ledger->audit_key(),
                                         morning.at.ledger->signing_public(), {});
  CHECK_FALSE(chain.value().bad);
  CHECK(std::filesystem::file_size(morning.at.scratch / "reserve") ==
        static_cast<std::uintmax_t>(kReserve.kept));
}

TEST_CASE("a working day's reads fit into the reserve of a disk that is full to the last byte") {
  const std::optional<SmallDisk> disk = SmallDisk::mounted(64 * kMiB);
  if (!disk) return;
  const OnDisk there(*disk);
  ServedClinic at;
  const store::ReserveSizes real;
  at.ledger->keep_reserve(std::make_unique<store::DiskReserve>(at.scratch / "reserve", real));
  disk->fill(0);
  const ClientId client = ClientId::make(at.clock.now(), at.random);
  // Twenty people who each open two hundred and fifty records.
  for (int i = 0; i < 5000; ++i) {
    at.ledger->record({.system_user = "test"}, {{.action = "chart.read", .client = client}})
        .value();
  }
  const auto left = std::filesystem::file_size(at.scratch / "reserve");
  CAPTURE(left);
  CHECK(left >= static_cast<std::uintmax_t>(real.kept) / 2);
}

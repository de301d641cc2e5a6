// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "kiosk/client/live_connection.h"
#include "kiosk/offline/delivery.h"
#include "shared/api/alert_care.h"
#include "shared/api/appointments.h"
#include "shared/api/check_in_desk.h"
#include "shared/api/check_in_forms.h"
#include "shared/api/clients.h"
#include "shared/api/day_board.h"
#include "shared/api/help_calls.h"
#include "shared/api/questionnaire_results.h"
#include "shared/api/terminal.h"
#include "tests/support/served_terminal.h"

// A visit through the server's own router, over mutual TLS: the lobby, the desk, the rooms.

using namespace alcove;
using namespace std::chrono_literals;
using alcove::testing::ServedClinic;
using alcove::testing::ServedTerminal;
using api::appointments::Flag;
using api::live::Kind;
using rules::InstrumentId;
using wire::Station;
namespace forms = api::check_in;
namespace asked = api::questionnaires;

namespace {

constexpr const char* kItem9 = "44260-8";
constexpr const char* kFunctionItem = "69722-7";

// What reaches a terminal by its event stream.
struct Follower {
  Follower(ServedClinic& at, ServedTerminal& terminal)
      : live(*terminal.client, at.clock, [] {}, {.first_pause = 20ms, .longest_pause = 100ms}) {
    ALCOVE_CHECK(wait_for(Kind::kStartOver).has_value());
  }

  // The first line of that kind since the last call, waited for at most a minute.
  std::optional<api::live::Line> wait_for(Kind kind) {
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (std::chrono::steady_clock::now() < end) {
      for (const api::live::Line& line : live.drain().lines) lines.push_back(line);
      const auto found = std::find_if(lines.begin(), lines.end(),
                                      [&](const auto& line) { return line.kind == kind; });
      if (found != lines.end()) {
        const api::live::Line line = *found;
        lines.erase(lines.begin(), found + 1);
        return line;
      }
      std::this_thread::sleep_for(2ms);
    }
    return std::nullopt;
  }
  bool has_heard(Kind kind) {
    for (const api::live::Line& line : live.drain().lines) lines.push_back(line);
    return std::any_of(lines.begin(), lines.end(),
                       [&](const auto& line) { return line.kind == kind; });
  }

  client::LiveConnection live;
  std::vector<api::live::Line> lines;
};

// Lucía Morales has an appointment with L. Brandt. Cruz has the capability crisis, Olga is another
// clinician, Mia is at the desk.
struct Visit {
  Visit() {
    const auto add = [&](const char* name, access::RoleSet roles, bool crisis = false) {
      return at.add_person({.sign_in_name = name,
                            .display_name = std::string(name) + " tester",
                            .credential = "LCSW",
                            .roles = roles,
                            .crisis = crisis});
    };
    add("mia", {api::Role::kFrontDesk});
    brandt_id = add("brandt", {api::Role::kClinician});
    add("cruz", {api::Role::kClinician}, true);
    add("olga", {api::Role::kClinician});
    desk.emplace(at, Station::kFrontDesk, "Desk", "mia");
    brandt.emplace(at, Station::kTherapyRoom, "Room 1", "brandt");
    cruz.emplace(at, Station::kTherapyRoom, "Room 2", "cruz");
    olga.emplace(at, Station::kTherapyRoom, "Room 3", "olga");
    empty_room.emplace(at, Station::kTherapyRoom, "Room 4");
    lobby.emplace(at, Station::kLobby, "Lobby");
    register_and_book();
  }

  template <class IdType>
  IdType new_id() {
    return IdType::make(at.clock.now(), at.random);
  }

  void register_and_book() {
    api::clients::RegisterRequest request;
    request.client = new_id<ClientId>();
    request.details.legal_given = "Lucía";
    request.details.legal_family = "Morales";
    request.details.birth_date = parse_date("1986-04-17").value();
    request.details.phones.push_back(
        {new_id<PhoneId>(), api::clients::PhoneKind::kMobile, "716-555-2233", true});
    client = desk->must(api::clients::register_client, request).id;
    const auto now = at.zone.to_local(at.clock.now());
    const auto five = std::chrono::floor<std::chrono::days>(now) +
                      ((now - std::chrono::floor<std::chrono::days>(now)) / 5min + 3) * 5min;
    const auto setup = desk->must(api::clinic_setup::read, {});
    appointment = new_id<AppointmentId>();
    desk->must(api::appointments::book, {.appointment = appointment,
                                         .client = client,
                                         .clinician = brandt_id,
                                         .room = std::nullopt,
                                         .service = setup.services.at(0).id,
                                         .start = five,
                                         .minutes = 50});
  }

  forms::IdentifyReply identify(const char* last_four) {
    return lobby->must(forms::identify, {.check_in = check_in,
                                         .language = rules::Language::kSpanish,
                                         .surname = "morales",
                                         .birth_date = parse_date("1986-04-17").value(),
                                         .last_four = last_four});
  }
  forms::ArriveReply arrive() {
    check_in = new_id<CheckInId>();
    ALCOVE_CHECK(identify("2233").matched);
    return lobby->must(forms::arrive, {check_in});
  }
  QuestionnaireId open_one(InstrumentId instrument) {
    for (const asked::Open& one : lobby->must(asked::open, {check_in}).items) {
      if (one.instrument == instrument) return one.questionnaire;
    }
    throw Fault(ErrorCode::kNotFound, "that questionnaire is not put");
  }
  asked::AnswerRequest answer_request(const QuestionnaireId& id, std::int64_t number,
                                      const std::string& item, std::int64_t points) {
    return {.questionnaire = id,
            .number = number,
            .item = item,
            .kind = rules::AnswerKind::kPoints,
            .points = points,
            .confirmed_at = at.clock.now()};
  }
  // The first items of the instrument, all with that many points.
  void answer_first(const QuestionnaireId& id, InstrumentId instrument, std::size_t count,
                    std::int64_t points) {
    const auto items = rules::instrument(instrument).item_loinc;
    for (std::size_t i = 0; i < count; ++i) {
      lobby->must(asked::answer, answer_request(id, static_cast<std::int64_t>(i) + 1,
                                                std::string(items[i]), points));
    }
  }
  void sign(const Bytes& hash) {
    lobby->must(forms::sign, {.check_in = check_in,
                              .consent = new_id<ConsentId>(),
                              .hash = hash,
                              .typed_name = "Lucía Morales",
                              .strokes = {{{{10, 20}, {30, 40}}}}});
  }
  api::appointments::BoardRow row_for(ServedTerminal& terminal) {
    const auto day = terminal.must(api::appointments::day, {});
    ALCOVE_CHECK(day.items.size() == 1);
    return day.items.front();
  }
  std::vector<api::alerts::Pending> pending_for(ServedTerminal& terminal) {
    return terminal.must(api::alerts::pending, {}).items;
  }
  forms::OfClientReply panel() { return desk->must(forms::of_client, {client}); }

  ServedClinic at;
  StaffId brandt_id;
  std::optional<ServedTerminal> desk, brandt, cruz, olga, empty_room, lobby;
  ClientId client;
  AppointmentId appointment;
  CheckInId check_in = new_id<CheckInId>();
};

using Flags = std::vector<Flag>;

}  // namespace

TEST_CASE("who is booked is greeted in the lobby, arrives, corrects, signs; the desk sees it") {
  Visit visit;
  CHECK_FALSE(visit.identify("9999").matched);
  const auto greeting = visit.identify("2233");
  REQUIRE(greeting.matched);
  CHECK(greeting.greeting_name == "Lucía M.");
  Follower desk(visit.at, *visit.desk);
  const auto due = visit.lobby->must(forms::arrive, {visit.check_in});
  CHECK(desk.wait_for(Kind::kDayChanged).has_value());
  CHECK(visit.row_for(*visit.desk).appointment.state == rules::AppointmentState::kArrived);
  REQUIRE(due.phones.size() == 1);
  CHECK(due.phones[0].masked.find("555") == std::string::npos);
  REQUIRE(due.consent.has_value());
  visit.lobby->must(forms::propose, {.check_in = visit.check_in,
                                     .proposal = visit.new_id<ProposalId>(),
                                     .phone = due.phones[0].phone,
                                     .number = "7165557719",
                                     .address = std::nullopt});
  CHECK(desk.wait_for(Kind::kClientChanged).has_value());
  // Until it is signed the row says that something is due; the questionnaires are too.
  CHECK(visit.row_for(*visit.desk).flags == Flags{Flag::kProposedChanges, Flag::kFormsDue});
  visit.sign(due.consent->hash);
  const auto panel = visit.panel();
  REQUIRE(panel.proposals.size() == 1);
  CHECK(panel.proposals[0].phone_was->number == "(716) 555-2233");
  CHECK(panel.proposals[0].number == "(716) 555-7719");
  REQUIRE(panel.signed_documents.size() == 1);
  CHECK(panel.signed_documents[0].document == "consent_to_treatment");
  CHECK_FALSE(panel.consent_due);
  visit.desk->must(forms::decide, {panel.proposals[0].id, forms::Decision::kAccept});
  CHECK(visit.desk->must(api::clients::open, {visit.client}).details.phones[0].number ==
        "(716) 555-7719");
}

TEST_CASE("the desk sees how far the questionnaires are, and neither answers nor scores") {
  Visit visit;
  visit.arrive();
  const QuestionnaireId phq9 = visit.open_one(InstrumentId::kPhq9);
  visit.answer_first(phq9, InstrumentId::kPhq9, 9, 0);
  visit.lobby->must(asked::finish, {phq9, asked::Ending::kCompleted});
  const QuestionnaireId gad7 = visit.open_one(InstrumentId::kGad7);
  visit.answer_first(gad7, InstrumentId::kGad7, 2, 3);
  asked::AnswerRequest declined = visit.answer_request(
      gad7, 3, std::string(rules::instrument(InstrumentId::kGad7).item_loinc[2]), 0);
  declined.kind = rules::AnswerKind::kDeclined;
  declined.points.reset();
  visit.lobby->must(asked::answer, declined);
  const auto panel = visit.panel();
  REQUIRE(panel.questionnaires.size() == 2);
  CHECK(panel.questionnaires[0].instrument == InstrumentId::kPhq9);
  CHECK(panel.questionnaires[0].progress == asked::Progress::kCompleted);
  CHECK(panel.questionnaires[0].done == 9);
  CHECK(panel.questionnaires[1].progress == asked::Progress::kInProgress);
  CHECK(panel.questionnaires[1].done == 3);  // declining counts like any other answer
  CHECK(panel.questionnaires[1].items == 7);
  CHECK(visit.desk->refusal(asked::result, {phq9}) == ErrorCode::kWrongStation);
  CHECK(visit.desk->refusal(asked::scores, {.client = visit.client, .next = {}}) ==
        ErrorCode::kWrongStation);
  visit.lobby->must(forms::finish, {visit.check_in, forms::Ending::kForgotten});
  CHECK(visit.panel().questionnaires[1].progress == asked::Progress::kPartial);
  CHECK(visit.row_for(*visit.desk).flags == Flags{Flag::kFormsDue, Flag::kPartialAnswers});
  const auto scores = visit.brandt->must(asked::scores, {.client = visit.client, .next = {}});
  CHECK(scores.items.size() == 2);
}

TEST_CASE("item 9 above zero stands on the intended terminals within a second, until somebody") {
  Visit visit;
  const auto due = visit.arrive();
  visit.sign(due.consent->hash);
  const QuestionnaireId phq9 = visit.open_one(InstrumentId::kPhq9);
  visit.answer_first(phq9, InstrumentId::kPhq9, 8, 0);
  Follower brandt(visit.at, *visit.brandt);
  Follower cruz(visit.at, *visit.cruz);
  Follower empty_room(visit.at, *visit.empty_room);
  Follower lobby(visit.at, *visit.lobby);
  const auto confirmed = std::chrono::steady_clock::now();
  const auto reply = visit.lobby->must(asked::answer, visit.answer_request(phq9, 9, kItem9, 1));
  CHECK(reply.show_support);
  const auto on_brandts = brandt.wait_for(Kind::kAlertChanged);
  const auto on_cruzs = cruz.wait_for(Kind::kAlertChanged);
  const auto on_locked = empty_room.wait_for(Kind::kAlertChanged);
  CHECK(std::chrono::steady_clock::now() - confirmed < 1s);
  REQUIRE(on_brandts.has_value());
  REQUIRE(on_cruzs.has_value());
  REQUIRE(on_locked.has_value());
  CHECK(on_brandts->record.has_value());
  CHECK(on_cruzs->record == on_brandts->record);
  CHECK_FALSE(on_locked->record.has_value());

  for (ServedTerminal* const clinical : {&*visit.brandt, &*visit.cruz}) {
    const auto pending = visit.pending_for(*clinical);
    REQUIRE(pending.size() == 1);
    CHECK(pending[0].meant_for_me);
    CHECK(pending[0].may_open);
    CHECK_FALSE(pending[0].person.has_value());
  }
  const AlertId alert = visit.pending_for(*visit.cruz)[0].alert;
  CHECK(visit.pending_for(*visit.olga).empty());
  CHECK(visit.empty_room->must(api::alerts::waiting, {}).items.size() == 1);
  CHECK(visit.empty_room->refusal(api::alerts::pending, {}) == ErrorCode::kNotSignedIn);
  CHECK(visit.lobby->refusal(api::alerts::waiting, {}) == ErrorCode::kWrongStation);
  const auto at_desk = visit.pending_for(*visit.desk);
  REQUIRE(at_desk.size() == 1);
  CHECK(at_desk[0].person == "Lucía M.");
  CHECK_FALSE(at_desk[0].may_open);
  CHECK(visit.desk->refusal(api::alerts::open, {alert}) == ErrorCode::kForbidden);

  // On the board the row tells whose it is only to those who may know that.
  CHECK(visit.row_for(*visit.desk).flags == Flags{Flag::kAlert, Flag::kFormsDue});
  CHECK(visit.row_for(*visit.olga).flags == Flags{Flag::kFormsDue});
  CHECK(visit.row_for(*visit.cruz).flags == Flags{Flag::kFormsDue});
  CHECK(visit.cruz->must(api::alerts::open, {alert}).person == "Morales, Lucía");
  CHECK(visit.row_for(*visit.cruz).flags == Flags{Flag::kAlert, Flag::kFormsDue});

  const auto done = visit.cruz->must(
      api::alerts::acknowledge,
      {.alert = alert, .action = api::alerts::Action::kSeenNow, .words = "", .handed_to = {}});
  REQUIRE(done.acknowledged.has_value());
  CHECK(done.acknowledged->by_name == "cruz tester");
  CHECK(brandt.wait_for(Kind::kAlertChanged).has_value());
  CHECK(visit.pending_for(*visit.brandt).empty());
  CHECK(visit.empty_room->must(api::alerts::waiting, {}).items.empty());
  CHECK(visit.row_for(*visit.desk).flags == Flags{Flag::kFormsDue});
  CHECK_FALSE(lobby.has_heard(Kind::kAlertChanged));

  visit.lobby->must(asked::answer, visit.answer_request(phq9, 10, kFunctionItem, 1));
  visit.lobby->must(asked::finish, {phq9, asked::Ending::kCompleted});
  const auto result = visit.brandt->must(asked::result, {phq9});
  CHECK(result.score.total == 1);
  CHECK(result.score.critical == rules::CriticalAnswer::kAboveZero);
  CHECK(visit.olga->refusal(asked::result, {phq9}) == ErrorCode::kForbidden);
}

TEST_CASE("answers that the lobby kept while the box was away come home, and item 9 is heard") {
  Visit visit;
  visit.arrive();
  const QuestionnaireId phq9 = visit.open_one(InstrumentId::kPhq9);
  const auto spool_of = [&](ServedTerminal& terminal) {
    const Bytes sealing = terminal.must(api::terminal::about, {}).sealing_public;
    crypto::PublicKey key{};
    REQUIRE(sealing.size() == key.size());
    std::copy(sealing.begin(), sealing.end(), key.begin());
    return offline::Spool::open(terminal.files / "spool",
                                {key, terminal.enrolled.identity.key, terminal.enrolled.device},
                                visit.at.random)
        .value();
  };
  const auto keep = [&](offline::Spool& spool, std::string_view kind, const std::string& body) {
    REQUIRE(spool
                .add({.kind = std::string(kind),
                      .author = std::nullopt,
                      .session = std::nullopt,
                      .body = body,
                      .instead_of = std::nullopt},
                     visit.at.clock.now())
                .ok());
  };
  const auto spool = spool_of(*visit.lobby);
  visit.answer_first(phq9, InstrumentId::kPhq9, 8, 0);
  keep(*spool, asked::kAnswerKind, wire::encode(visit.answer_request(phq9, 9, kItem9, 2)));
  keep(*spool, asked::kFinishKind,
       wire::encode(asked::FinishRequest{phq9, asked::Ending::kStopped}));
  // The client has left before the box is back.
  visit.lobby->must(forms::finish, {visit.check_in, forms::Ending::kForgotten});
  CHECK(visit.pending_for(*visit.cruz).empty());
  Follower cruz(visit.at, *visit.cruz);
  offline::DeliveryReport report;
  REQUIRE(offline::deliver_all(*visit.lobby->client, *spool, report).ok());
  CHECK(report.applied == 2);
  CHECK(cruz.wait_for(Kind::kAlertChanged).has_value());
  CHECK(visit.pending_for(*visit.cruz).size() == 1);
  CHECK(visit.brandt->must(asked::result, {phq9}).score.answered == 9);

  // A room's terminal has no questionnaire to answer: what it sends as one is kept aside.
  const auto elsewhere = spool_of(*visit.olga);
  keep(*elsewhere, asked::kAnswerKind, wire::encode(visit.answer_request(phq9, 9, kItem9, 0)));
  offline::DeliveryReport other;
  REQUIRE(offline::deliver_all(*visit.olga->client, *elsewhere, other).ok());
  CHECK(other.quarantined == 1);
}

TEST_CASE("a call for help stands on the row of whoever called, until somebody goes") {
  Visit visit;
  const auto due = visit.arrive();
  visit.sign(due.consent->hash);
  Follower desk(visit.at, *visit.desk);
  visit.lobby->must(forms::help,
                    {.call = visit.new_id<forms::HelpCallId>(), .check_in = visit.check_in});
  CHECK(desk.wait_for(Kind::kHelpCalled).has_value());
  CHECK(visit.row_for(*visit.desk).flags == Flags{Flag::kHelpAsked, Flag::kFormsDue});
  const auto calls = visit.desk->must(forms::help_calls, {}).items;
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].greeting_name == "Lucía M.");
  visit.desk->must(forms::answer_call, {calls[0].call});
  CHECK(visit.row_for(*visit.desk).flags == Flags{Flag::kFormsDue});
}

// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "kiosk/flows/alerts/alerts_flow.h"
#include "kiosk/widgets/draw.h"
#include "shared/api/help_calls.h"
#include "tests/terminal/staff_terminal.h"

// Safety alerts and calls for help on staff terminals: who sees what, within a second, until it was
// seen to.

using namespace alcove;
using alcove::testing::ServedTerminal;
using alcove::testing::StaffTerminal;
using wire::Station;

namespace {

using Steady = std::chrono::steady_clock;

// The bar and the strip, as every flow of a station has them.
class StripFlow final : public flows::StationFlow {
 public:
  StripFlow(flows::StaffContext& context, std::optional<ClientId>& opened)
      : context_(context), alerts_(context) {
    alerts_.on_open_chart([&opened](const ClientId& client) { opened = client; });
  }
  void draw(ui::Ui& ui) override {
    ui::Rect page = ui.screen();
    ui::fill(ui, page, ui::Ink::kPaper);
    alerts_.announce(ui);
    context_.top_bar(ui, page.cut_top(context_.top_bar_height(ui)));
    alerts_.draw(ui, page.cut_top(alerts_.height(ui, page.width)));
    alerts_.draw_sheet(ui);
  }
  void on_line(const api::live::Line& line) override { alerts_.on_line(line); }
  void on_link() override { alerts_.on_link(); }
  std::int64_t tick(std::int64_t now_ms) override { return alerts_.tick(now_ms); }
  void before_leaving(std::function<void()> done) override { done(); }

 private:
  flows::StaffContext& context_;
  flows::AlertsFlow alerts_;
};

struct AlertedTerminal : StaffTerminal {
  explicit AlertedTerminal(Station where) : StaffTerminal(where) {
    client = register_client();
    ui.reset();
    terminal.reset();
    program::Terminal::Parts parts{
        .files = &*files, .queue = queue, .clock = clinic.clock, .random = clinic.random};
    parts.make_flow = [this](flows::StaffContext& context) {
      return std::make_unique<StripFlow>(context, opened);
    };
    terminal = program::Terminal::open(std::move(parts), now_ms).value();
    ui = std::make_unique<tests::UiDriver>(terminal->look(),
                                           [this](ui::Ui& into) { terminal->draw(into); });
    ALCOVE_CHECK(sees("Connected to the box"));
  }
  void call_for_help() {
    ServedTerminal lobby(clinic, Station::kLobby, "Lobby by the window");
    lobby.must(api::check_in::help,
               {.call = api::check_in::HelpCallId::make(clinic.clock.now(), clinic.random),
                .check_in = std::nullopt});
  }

  ClientId client;
  std::optional<ClientId> opened;
};

}  // namespace

TEST_CASE("an alert stands on a signed-out terminal within a second, and names nobody") {
  AlertedTerminal at(Station::kTherapyRoom);
  CHECK_FALSE(at.ui->shows("alert"));
  const auto begun = Steady::now();
  at.raise_alert(at.client);
  REQUIRE(at.sees_widget("alert"));
  CHECK(Steady::now() - begun < std::chrono::seconds(1));
  CHECK(at.sees("Someone needs a clinician now. Since"));
  CHECK_FALSE(at.ui->shows_text("María"));
  CHECK_FALSE(at.ui->shows_text("López"));
  // There again after a start.
  at.start();
  CHECK(at.sees_widget("alert"));
}

TEST_CASE("the desk sees whom to find, marks that somebody was told, and the alert stays") {
  AlertedTerminal at(Station::kFrontDesk);
  at.work_as("anna");
  at.raise_alert(at.client);
  CHECK(at.sees("María L. needs a clinician now"));
  at.touch("alert_act_1");
  at.type("whom", "Brandt in room 2");
  at.touch("told");
  CHECK(at.sees("anna tester told Brandt in room 2 at"));
  // The strip may have heard of it before the sheet has its answer.
  CHECK(at.wait_for([&] { return !at.ui->shows("tell_sheet"); }));
  CHECK(at.ui->shows("alert_row_1"));
  at.touch("alert_act_1");
  at.touch("tell_sheet_close");
  CHECK_FALSE(at.ui->shows("tell_sheet"));
}

TEST_CASE("a clinician opens the alert, says what is done, and it goes from every terminal") {
  AlertedTerminal at(Station::kTherapyRoom);
  at.work_as("brandt");
  at.raise_alert(at.client);
  // Nobody for whom it is meant is there: it comes to every clinician.
  CHECK(at.sees("Someone needs a clinician now"));
  CHECK_FALSE(at.ui->shows_text("López"));
  at.touch("alert_act_1");
  CHECK(at.sees("López, María needs a clinician"));
  CHECK_FALSE(at.ui->widget("acknowledge").enabled);
  SECTION("seen now") {
    at.touch("care_seen_now");
    at.touch("acknowledge");
    CHECK(at.sees("brandt tester acknowledged this at"));
    CHECK(at.sees("seen now"));
  }
  SECTION("something else, in words") {
    at.touch("care_other");
    CHECK_FALSE(at.ui->widget("acknowledge").enabled);
    at.type("care_words", "Her sister took her home");
    at.touch("acknowledge");
    CHECK(at.sees("Her sister took her home"));
  }
  at.touch("care_chart");
  CHECK(at.opened == at.client);
  CHECK(at.wait_for([&] { return !at.ui->shows("alert_row_1"); }));
}

TEST_CASE("an alert is handed to a colleague with a clinical role, never to oneself or the desk") {
  AlertedTerminal at(Station::kTherapyRoom);
  at.clinic.add_person({.sign_in_name = "olga",
                        .display_name = "Olga Petrova",
                        .credential = "PsyD",
                        .roles = {api::Role::kSupervisor}});
  at.work_as("brandt");
  at.raise_alert(at.client);
  at.touch("alert_act_1");
  at.touch("care_handed_over");
  CHECK(at.sees("Olga Petrova, PsyD"));
  CHECK_FALSE(at.ui->shows("hand_to_2"));
  CHECK_FALSE(at.ui->widget("acknowledge").enabled);
  at.touch("hand_to_1");
  at.touch("acknowledge");
  CHECK(at.sees("handed to Olga Petrova"));
}

TEST_CASE("who comes second sees by whom the alert was acknowledged") {
  AlertedTerminal at(Station::kTherapyRoom);
  at.clinic.add_person({.sign_in_name = "olga",
                        .display_name = "Olga Petrova",
                        .credential = "",
                        .roles = {api::Role::kSupervisor}});
  at.work_as("brandt");
  const AlertId alert = at.raise_alert(at.client);
  at.touch("alert_act_1");
  at.touch("care_seen_now");
  ServedTerminal other(at.clinic, Station::kTherapyRoom, "Room 9", "olga");
  other.must(api::alerts::open, {alert});
  other.must(api::alerts::acknowledge, {.alert = alert,
                                        .action = api::alerts::Action::kCrisisServiceCalled,
                                        .words = {},
                                        .handed_to = std::nullopt});
  at.touch("acknowledge");
  CHECK(at.sees("Olga Petrova acknowledged this at"));
  CHECK(at.sees("crisis service called"));
}

TEST_CASE(
    "an opened alert that was somebody else's says so where it lies, and can answer nothing") {
  AlertedTerminal at(Station::kTherapyRoom);
  at.work_as("brandt");
  const AlertId alert = at.raise_alert(at.client);
  at.touch("alert_act_1");
  REQUIRE(at.sees("López, María"));
  at.touch("care_seen_now");
  const auto moved = at.clinic.ledger->write<bool>(
      {.system_user = "test"}, [&](audit::WriteTxn& txn) -> Result<bool> {
        store::Statement row = txn.query("SELECT questionnaire FROM alert WHERE id = $id");
        row.bind("$id", alert).next();
        at.clinic.clinic->features().alerts.move(
            txn, row.id<QuestionnaireId>(0),
            {.client = at.client,
             .questionnaire = QuestionnaireId::make(at.clinic.clock.now(), at.clinic.random),
             .appointment = std::nullopt},
            {.staff = at.anna, .mark = {txn.now(), "anna tester", "a friend answered"}});
        return true;
      });
  REQUIRE(moved.ok());
  CHECK(at.sees("This was somebody else."));
  CHECK_FALSE(at.ui->shows("acknowledge"));
  CHECK_FALSE(at.ui->shows("care_chart"));
  // The one that stands for it waits in the strip.
  at.touch("care_sheet_close");
  at.touch("alert_act_1");
  CHECK(at.sees_widget("acknowledge"));
}

TEST_CASE("a call for help from the lobby stands at the desk until somebody goes") {
  AlertedTerminal at(Station::kFrontDesk);
  at.work_as("anna");
  at.call_for_help();
  CHECK(at.sees("Someone at Lobby by the window asks for help"));
  at.touch("alert_act_1");
  CHECK(at.wait_for([&] { return !at.ui->shows("alert_row_1"); }));
}

TEST_CASE("while the box is away an alert stays as it stood, and says so") {
  AlertedTerminal at(Station::kFrontDesk);
  at.work_as("anna");
  at.raise_alert(at.client);
  CHECK(at.sees_widget("alert_row_1"));
  at.pull();
  CHECK(at.sees("This is how it stood before"));
  CHECK(at.ui->shows("alert_row_1"));
}

TEST_CASE("a call for help stands on a desk that is locked or signed out, and no other terminal") {
  AlertedTerminal at(Station::kFrontDesk);
  CHECK_FALSE(at.ui->shows("call"));
  at.call_for_help();
  REQUIRE(at.sees_widget("call"));
  CHECK(at.sees("Someone at Lobby by the window asks for help. Since"));
  at.work_as_with_pin("anna", "640713");
  REQUIRE(at.sees_widget("alert_row_1"));
  at.touch("lock");
  CHECK(at.sees_widget("call"));
  at.start();
  CHECK(at.sees_widget("call"));

  AlertedTerminal room(Station::kTherapyRoom);
  room.call_for_help();
  room.raise_alert(room.client);
  REQUIRE(room.sees_widget("alert"));
  CHECK_FALSE(room.ui->shows("call"));
}

TEST_CASE("an administrator at the desk sees that somebody asks for help, and cannot say to go") {
  AlertedTerminal at(Station::kFrontDesk);
  at.work_as("ada");
  at.call_for_help();
  CHECK(at.sees("Someone at Lobby by the window asks for help"));
  CHECK_FALSE(at.ui->shows("alert_act_1"));
}

TEST_CASE(
    "a row that has just appeared does not take a press that was meant for what stood there") {
  AlertedTerminal at(Station::kFrontDesk);
  at.work_as("anna");
  at.call_for_help();
  REQUIRE(at.sees_widget("alert_act_1"));
  CHECK_FALSE(at.ui->widget("alert_act_1").enabled);
  at.after_ms(699);
  at.turn();
  CHECK_FALSE(at.ui->widget("alert_act_1").enabled);
  at.after_ms(1);
  at.turn();
  CHECK(at.ui->widget("alert_act_1").enabled);
}

TEST_CASE("an alert that comes while a sheet is open stands in front of it") {
  AlertedTerminal at(Station::kFrontDesk);
  at.work_as("anna");
  at.touch("person");
  REQUIRE(at.sees_widget("reading_sheet"));
  CHECK_FALSE(at.ui->shows("banner_1"));
  at.raise_alert(at.client);
  REQUIRE(at.sees_widget("banner_1"));
  CHECK(at.ui->widget("banner_1").value.rfind("María L. needs a clinician now.", 0) == 0);
  // Above the sheet, not under it.
  CHECK(at.ui->widget("banner_1").rect.bottom() <= at.ui->widget("reading_sheet").rect.y);
  at.touch("reading_sheet_close");
  CHECK(at.wait_for([&] { return !at.ui->shows("banner_1"); }));
  // The alert's own sheet says it already.
  at.touch("alert_act_1");
  REQUIRE(at.sees_widget("tell_sheet"));
  CHECK_FALSE(at.ui->shows("banner_1"));
}

TEST_CASE("the alerts of which nobody has told anybody stand before the others") {
  AlertedTerminal at(Station::kFrontDesk);
  at.work_as("anna");
  at.raise_alert(at.client);
  REQUIRE(at.sees_widget("alert_act_1"));
  at.touch("alert_act_1");
  at.touch("told");
  REQUIRE(at.sees("anna tester told someone at"));
  at.raise_alert(at.client);
  REQUIRE(at.sees_widget("alert_act_2"));
  at.touch("alert_act_1");
  at.touch("told");
  ServedTerminal other(at.clinic, Station::kFrontDesk, "Desk 2", "anna");
  const auto told_once = [&] {
    const auto items = other.must(api::alerts::pending, {}).items;
    return items.size() == 2 && std::all_of(items.begin(), items.end(),
                                            [](const auto& one) { return one.told.size() == 1; });
  };
  CHECK(at.wait_for(told_once));
}

TEST_CASE("alerts and calls that a busy box would not tell are asked for again") {
  AlertedTerminal at(Station::kFrontDesk);
  at.work_as("anna");
  // Another program with the terminal's key uses up what the terminal may ask for in a second.
  const offline::Enrolled enrolled = at.files->load().value().value();
  const alcove::testing::Scratch folder;
  const auto witness = offline::Witness::open(folder / "witness", SecretBytes(Bytes(32, 9)),
                                              at.clinic.clock, at.clinic.random)
                           .value();
  std::atomic<bool> refused = false;
  std::atomic<bool> enough = false;
  std::thread greedy([&] {
    client::HttpsClient client({"127.0.0.1", at.clinic.port}, enrolled.identity, witness->memory(),
                               at.clinic.clock, at.clinic.random);
    while (!enough) {
      if (!client.call(api::alerts::waiting, {}).ok()) refused = true;
    }
  });
  CHECK(at.wait_for([&] { return refused.load(); }));
  at.raise_alert(at.client);
  at.call_for_help();
  const auto end = Steady::now() + std::chrono::seconds(1);
  at.wait_for([&] { return Steady::now() > end; });
  enough = true;
  greedy.join();
  CHECK(at.wait_for([&] {
    at.now_ms += 10;
    return at.ui->shows("alert_row_2");
  }));
}

TEST_CASE("the box knows whether a terminal of the desk is there to show a call") {
  AlertedTerminal at(Station::kFrontDesk);
  const http::Listeners& listeners = at.clinic.clinic->listeners();
  CHECK(at.wait_for([&] { return listeners.any_at(wire::kFrontDeskOnly); }));
  CHECK_FALSE(listeners.any_at(wire::kTherapyRoomOnly));
  at.ui.reset();
  at.terminal.reset();
  // It is noticed with the next word that the stream would say.
  const auto end = Steady::now() + std::chrono::seconds(3 * api::live::kHeartbeatSeconds);
  while (listeners.any_at(wire::kFrontDeskOnly) && Steady::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  CHECK_FALSE(listeners.any_at(wire::kStaffStations));
}

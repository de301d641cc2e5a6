// SPDX-License-Identifier: Apache-2.0
#include "tests/terminal/staff_terminal.h"

#include <algorithm>
#include <thread>

#include "kiosk/widgets/draw.h"
#include "shared/api/clients.h"
#include "shared/base/durable_file.h"

namespace alcove::testing {

using namespace std::chrono_literals;

namespace {

constexpr const char* kName = "Desk by the door";

void must(bool so, const std::string& what) {
  if (!so) throw tests::UiDriverError("it does not come: " + what);
}

class LoggedFlow final : public flows::StationFlow {
 public:
  LoggedFlow(flows::StaffContext& context, WorkLog& log) : context_(context), log_(log) {
    log_.calls.push_back("made " + context.session.person.display_name);
  }
  ~LoggedFlow() override { log_.calls.emplace_back("gone"); }
  void draw(ui::Ui& ui) override {
    ui::Rect page = ui.screen();
    context_.top_bar(ui, page.cut_top(context_.top_bar_height(ui)));
    ui::text_line(ui, page.cut_top(40), {}, "work of " + context_.person());
  }
  void on_line(const api::live::Line& line) override {
    log_.calls.push_back("line " + std::string(wire::word_of(line.kind)));
  }
  void on_link() override {}
  std::int64_t tick(std::int64_t) override { return log_.wakes_in_ms; }
  void before_leaving(std::function<void()> done) override {
    log_.calls.emplace_back("leave");
    log_.leave_done = done;
    if (!log_.holds_on) done();
  }

 private:
  flows::StaffContext& context_;
  WorkLog& log_;
};

}  // namespace

std::size_t WorkLog::count(const std::string& call) const {
  return static_cast<std::size_t>(std::count(calls.begin(), calls.end(), call));
}

ClinicOfThree::ClinicOfThree() {
  const auto add = [&](const char* name, access::RoleSet roles) {
    return own.add_person({.sign_in_name = name,
                           .display_name = std::string(name) + " tester",
                           .credential = "",
                           .roles = roles});
  };
  anna = add("anna", {api::Role::kFrontDesk});
  brandt = add("brandt", {api::Role::kClinician});
  ada = add("ada", {api::Role::kAdministrator});
}

StaffTerminal::StaffTerminal(wire::Station where, WorkLog* to)
    : ProgramTerminal(own, where, kName, to) {}

ProgramTerminal::ProgramTerminal(ServedClinic& at, wire::Station where, const std::string& name,
                                 WorkLog* to)
    : clinic(at), station(where), log(to), cable(clinic.clinic->port()) {
  const auto key_file = files_folder / "key";
  ALCOVE_CHECK(replace_file(key_file, Bytes(32, 0x42)).ok());
  files.emplace(
      offline::TerminalFiles::open(files_folder / "terminal", key_file, clinic.random).value());
  const ServedClinic::Terminal enrolled = clinic.enrol(station, name);
  device = enrolled.device;
  ALCOVE_CHECK(files
                   ->save({.device = enrolled.device,
                           .name = name,
                           .station = station,
                           .server = {"127.0.0.1", cable.port()},
                           .identity = enrolled.identity})
                   .ok());
  start();
}

void ProgramTerminal::start() {
  ui.reset();
  terminal.reset();
  program::Terminal::Parts parts{
      .files = &*files, .queue = queue, .clock = clinic.clock, .random = clinic.random};
  if (log != nullptr) {
    parts.make_flow = [this](flows::StaffContext& context) {
      return std::make_unique<LoggedFlow>(context, *log);
    };
  }
  terminal = program::Terminal::open(std::move(parts), now_ms).value();
  ui = std::make_unique<tests::UiDriver>(terminal->look(),
                                         [this](ui::Ui& into) { terminal->draw(into); });
}

void ProgramTerminal::turn() {
  terminal->turn(now_ms);
  queue.run();
  if (terminal->look() != ui->ui().theme().look()) ui->change_look(terminal->look());
  ui->turn();
  terminal->tick(now_ms);
}

bool ProgramTerminal::wait_for(const std::function<bool()>& so) {
  const auto end = std::chrono::steady_clock::now() + 60s;
  while (std::chrono::steady_clock::now() < end) {
    turn();
    if (so()) return true;
    std::this_thread::sleep_for(1ms);
  }
  return false;
}

bool ProgramTerminal::sees(const std::string& text) {
  return wait_for([&] { return ui->shows_text(text); });
}

bool ProgramTerminal::sees_widget(const std::string& widget) {
  return wait_for([&] { return ui->shows(widget); });
}

bool ProgramTerminal::signs_out_without(const std::string& text) {
  touch("person");
  touch("sign_out");
  bool seen = false;
  const bool out = wait_for([&] {
    seen = seen || ui->shows_text(text);
    return ui->shows("sign_in") && ui->widget("name").enabled;
  });
  return out && !seen;
}

void ProgramTerminal::touch(const std::string& widget) {
  const bool there = wait_for([&] {
    if (!ui->shows(widget)) return false;
    const bool enabled = ui->widget(widget).enabled;
    if (!enabled) now_ms += 10;  // what has just appeared may be pressed a moment later
    return enabled;
  });
  if (!there) throw tests::UiDriverError(widget + " cannot be touched");
  terminal->touched(now_ms);
  ui->click(widget);
  turn();
}

void ProgramTerminal::type(const std::string& widget, const std::string& text) {
  touch(widget);
  ui->type(text);
}

void ProgramTerminal::type_pin(const std::string& figures) {
  for (const char figure : figures) touch(std::string("digit_") + figure);
}

void ProgramTerminal::after_ms(std::int64_t time_ms) {
  now_ms += time_ms;
  turn();
  turn();
}

void ProgramTerminal::sign_in(const std::string& name) {
  type("name", name);
  type("password", ServedClinic::password_of(name));
  touch("sign_in");
  must(sees_widget("skip"), "the choice of a PIN");
}

void ProgramTerminal::work_as(const std::string& name) {
  sign_in(name);
  touch("skip");
  must(works(), "the work");
}

void ProgramTerminal::work_as_with_pin(const std::string& name, const std::string& pin) {
  sign_in(name);
  type_pin(pin);
  must(sees_widget("pin_again"), "the PIN once more");
  type_pin(pin);
  must(works(), "the work");
}

void ProgramTerminal::pull() {
  cable.pull();
  // Where nothing was heard of it since the terminal's session began; where words were sealed here
  // besides, because its answer took long.
  const auto says = [&] {
    return ui->shows_text("away since") || ui->shows_text("does not answer yet") ||
           ui->shows_text("Away since");
  };
  must(wait_for(says), "that the box is away");
}

void ProgramTerminal::put_in() {
  cable.put_in();
  must(sees("Connected to the box"), "that the box is there");
}

std::string StaffTerminal::newest_unlocking() {
  return clinic.store
      ->read<std::string>([](store::ReadTxn& txn) -> Result<std::string> {
        store::Statement row = txn.query(
            "SELECT detail FROM audit_event WHERE action = 'session.unlock' ORDER BY number DESC");
        return row.next() ? row.text(0) : std::string();
      })
      .value();
}

ClientId StaffTerminal::register_client() {
  ServedTerminal desk(clinic, wire::Station::kFrontDesk, "Registering", "anna");
  api::clients::RegisterRequest request;
  request.client = ClientId::make(clinic.clock.now(), clinic.random);
  request.details.legal_given = "María";
  request.details.legal_family = "López";
  request.details.birth_date = parse_date("1986-04-17").value();
  request.details.residence = api::clients::Residence::kNotAsked;
  return desk.must(api::clients::register_client, request).id;
}

AlertId StaffTerminal::raise_alert(const ClientId& client) {
  return clinic.ledger
      ->write<AlertId>(
          {.system_user = "test"},
          [&](audit::WriteTxn& txn) -> Result<AlertId> {
            return clinic.clinic->features().alerts.raise(
                txn, {.client = client,
                      .questionnaire = QuestionnaireId::make(clinic.clock.now(), clinic.random),
                      .appointment = std::nullopt});
          })
      .value()
      .value;
}

}  // namespace alcove::testing

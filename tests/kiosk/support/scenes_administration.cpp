// SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <memory>

#include "kiosk/screens/administration/box_notice.h"
#include "kiosk/screens/administration/box_words.h"
#include "kiosk/screens/administration/sheet_words.h"
#include "kiosk/widgets/panels.h"
#include "tests/kiosk/support/desk_models.h"
#include "tests/kiosk/support/scenes_office.h"
#include "tests/kiosk/support/set_aside_reads.h"

// The administrator's page and its sheets.
namespace alcove::tests {
namespace {

using namespace screens::administration;
using api::Role;
using api::administration::PersonState;
using api::box::ConditionCode;
using api::box::Severity;
using api::set_aside::ReadReply;
using text::Language;

const UtcTime kNow{std::chrono::seconds(1'795'704'780)};  // November 26, 2026

template <class Made>
Made id(int number) {
  return Made::parse("018f0000-0000-7000-8000-0000000000" + std::to_string(10 + number)).value();
}

Colleague person(int number, std::string name, std::string sign_in, std::vector<Role> roles,
                 PersonState state = PersonState::kActive) {
  Colleague out;
  out.id = id<StaffId>(number);
  out.sign_in_name = std::move(sign_in);
  out.display_name = std::move(name);
  out.roles = std::move(roles);
  out.state = state;
  return out;
}

std::vector<Colleague> people() {
  std::vector<Colleague> all = {
      person(1, "Adam Keys", "adam", {Role::kAdministrator}),
      person(2, "Dr. Alejandra Fernández de Córdoba-Villavicencio y Ortiz de Zárate", "alejandra",
             {Role::kClinician, Role::kSupervisor, Role::kPrescriber}),
      person(3, "Lena Brandt", "brandt", {Role::kClinician}),
      person(4, "Mia Ortiz", "mia", {Role::kFrontDesk, Role::kBiller}),
      person(5, "Sam Lee", "sam", {Role::kClinician}, PersonState::kNoPassword),
      person(6, "Thanh Nguyen", "thanh", {Role::kPrivacyOfficer}, PersonState::kDisabled)};
  all[0].last_administrator = true;
  all[1].credential = "Psy.D.";
  all[2].credential = "LCSW";
  all[2].crisis = true;
  return all;
}

std::vector<SpokenLanguage> spoken_by_the_second() {
  return {SpokenLanguage::kEnglish, SpokenLanguage::kSpanish, SpokenLanguage::kPortuguese,
          SpokenLanguage::kAmericanSign};
}

std::vector<Terminal> terminals() {
  const auto one = [](int number, std::string name, wire::Station station) {
    Terminal out;
    out.id = id<DeviceId>(number);
    out.name = std::move(name);
    out.station = station;
    out.enrolled_at = kNow - std::chrono::days(40);
    out.last_seen_at = kNow - std::chrono::minutes(2);
    out.certificate_until = kNow + std::chrono::days(325);
    out.connected = true;
    return out;
  };
  std::vector<Terminal> all = {
      one(1, "Front desk", wire::Station::kFrontDesk),
      one(2, "Lobby terminal by the main entrance, left of the stairs", wire::Station::kLobby),
      one(3, "Therapy room 2", wire::Station::kTherapyRoom),
      one(4, "Therapy room 3 (old)", wire::Station::kTherapyRoom)};
  all[2].connected = false;
  all[2].last_seen_at = kNow - std::chrono::days(3);
  all[3].connected = false;
  all[3].revoked_at = kNow - std::chrono::days(1);
  return all;
}

std::vector<Condition> conditions() {
  return {{.code = ConditionCode::kOneKeySlotLeft, .severity = Severity::kWarning},
          {.code = ConditionCode::kBackupOverdue,
           .severity = Severity::kProblem,
           .at = kNow - std::chrono::days(3),
           .number = 3},
          {.code = ConditionCode::kTerminalStopped,
           .severity = Severity::kProblem,
           .at = kNow - std::chrono::days(2)},
          {.code = ConditionCode::kRestoreUnchecked,
           .severity = Severity::kProblem,
           .at = kNow - std::chrono::days(4)},
          {.code = ConditionCode::kRestoreUnconfirmed,
           .severity = Severity::kProblem,
           .at = kNow - std::chrono::days(1),
           .number = 2,
           .detail = "Lobby terminal by the main entrance, Therapy room 1"},
          {.code = ConditionCode::kTerminalKeepsNothing,
           .severity = Severity::kWarning,
           .at = kNow - std::chrono::hours(5),
           .number = 1,
           .detail = "Lobby terminal by the main entrance"},
          {.code = ConditionCode::kTerminalKeptDamaged,
           .at = kNow - std::chrono::hours(3),
           .number = 1,
           .detail = "Therapy room 1"},
          {.code = ConditionCode::kDiskNearlyFull,
           .severity = Severity::kWarning,
           .number = 812,
           .subject = api::box::kRecordsDisk},
          {.code = ConditionCode::kClockWrong,
           .severity = Severity::kProblem,
           .subject = api::box::kMachineClock},
          {.code = ConditionCode::kTerminalCertificateEnding,
           .severity = Severity::kWarning,
           .at = kNow + std::chrono::days(40),
           .subject = "Lobby terminal by the main entrance"},
          {.code = ConditionCode::kSetAside,
           .severity = Severity::kWarning,
           .at = kNow - std::chrono::days(1),
           .number = 3}};
}

}  // namespace

PageModel office_model() {
  PageModel model{.zone = Zone::named("America/New_York").value()};
  model.now = kNow;
  model.self = id<StaffId>(1);
  model.here = id<DeviceId>(1);
  model.people.take(people());
  model.speakers =
      std::vector<api::administration::Speaker>{{people()[1].id, spoken_by_the_second()}};
  model.terminals.take(terminals());
  model.box.take({});
  return model;
}

void give_bar(PageModel& model) {
  model.bar = [language = model.language, there = model.there](ui::Ui& ui, ui::Rect& page) {
    const ui::TopBarSpec spec{
        language, {there, there ? "" : "9:41", 0}, "Adam Keys", ui::PersonPart::kButton};
    return ui::top_bar(ui, page.cut_top(ui::top_bar_height(ui, spec)), spec).left;
  };
}

Scene office_page(std::string name, std::function<void(PageModel&)> change) {
  return {std::move(name), ui::Density::kStaff, [change = std::move(change)](Language language) {
            auto model = std::make_shared<PageModel>(office_model());
            model->language = language;
            change(*model);
            give_bar(*model);
            return [model](ui::Ui& ui) { draw(ui, *model); };
          }};
}

namespace {

// What the clinic chose and what it has.
void add_what_is_set(std::vector<Scene>& out) {
  out.push_back(office_page("94-admin-rules", [](PageModel& model) {
    model.section = Section::kRules;
    model.rules.take({kClinicRules.begin(), kClinicRules.end()});
    model.clinic_rules.setup.cancellation_notice_minutes = 2880;
    model.rule = 1;
  }));
  out.push_back(office_page("94-admin-resources", [](PageModel& model) {
    model.section = Section::kResources;
    model.resources.take(resources());
    model.resource = resources()[1].id;
  }));
  out.push_back(office_page("94-admin-resources-none", [](PageModel& model) {
    model.section = Section::kResources;
    model.resources.take({});
  }));
}

void add_pages(std::vector<Scene>& out) {
  out.push_back(
      office_page("90-admin-people", [](PageModel& model) { model.person = id<StaffId>(2); }));
  out.push_back(office_page("91-admin-self", [](PageModel& model) {
    model.person = id<StaffId>(1);
    model.way_back = WayBack::kToTheDay;
    model.toast = "Mia Ortiz is changed.";
  }));
  out.push_back(office_page("92-admin-terminals", [](PageModel& model) {
    model.section = Section::kTerminals;
    model.terminal = id<DeviceId>(3);
    model.way_back = WayBack::kToTheDay;
  }));
  out.push_back(office_page("93-admin-box", [](PageModel& model) {
    model.section = Section::kBox;
    model.box.take(conditions());
    model.condition = 1;
  }));
  out.push_back(
      office_page("94-admin-box-fine", [](PageModel& model) { model.section = Section::kBox; }));
  out.push_back(office_page("94-admin-box-started", [](PageModel& model) {
    model.section = Section::kBox;
    model.box_started = api::administration::StartedAgain{.at = kNow - std::chrono::hours(3),
                                                          .pages = 120'455,
                                                          .events = 1'048'210,
                                                          .milliseconds = 41'000};
  }));
  add_what_is_set(out);
  out.push_back(office_page("95-admin-away", [](PageModel& model) {
    model.there = false;
    model.person = id<StaffId>(5);
  }));
  out.push_back(office_page("96-admin-notice", [](PageModel& model) {
    model.box.take(conditions());
    model.strip = [language = model.language](ui::Ui& ui, const ui::Rect& place) {
      const BoxNotice notice{
          .language = language,
          .what =
              condition_words(language, Zone::named("Etc/UTC").value(), kNow, conditions()[1]).what,
          .more = 3,
          .pressing = true};
      draw(ui, place, notice);
      return notice_height(ui, place.width, notice);
    };
  }));
  out.push_back(office_page("97-admin-no-terminal", [](PageModel& model) {
    model.section = Section::kTerminals;
    model.terminals.take({});
  }));
}

SetAsideLine aside_line(int number, std::string kind, api::set_aside::SetAsideReason reason) {
  SetAsideLine line;
  line.record = id<SpoolRecordId>(number);
  line.came = kNow - std::chrono::hours(2);
  line.written = kNow - std::chrono::hours(50);
  line.terminal = "Lobby terminal by the main entrance";
  line.kind = std::move(kind);
  line.reason = reason;
  line.opened = true;
  return line;
}

std::vector<SetAsideLine> aside_lines() {
  using Reason = api::set_aside::SetAsideReason;
  std::vector<SetAsideLine> all = {aside_line(1, "note.draft", Reason::kDeviceRevoked),
                                   aside_line(2, "questionnaire.answer", Reason::kDeviceRevoked),
                                   aside_line(3, "/v1/appointments/move", Reason::kDoesNotFit),
                                   aside_line(4, {}, Reason::kNotOpened),
                                   aside_line(5, "check_in.propose", Reason::kDoesNotFit)};
  all[0].terminal = "Therapy room 2";
  all[0].author = "Dr. Alejandra Fernández de Córdoba-Villavicencio y Ortiz de Zárate";
  all[2].author = "Mia Ortiz";
  all[2].waits = true;
  all[3].opened = false;
  all[3].terminal.reset();
  all[3].written.reset();
  all[4].settled = {.at = kNow,
                    .how = api::set_aside::Settlement::kEnteredByHand,
                    .by_name = "Thanh Nguyen",
                    .reason = "Mia Ortiz wrote the number into the record on Thursday."};
  return all;
}

// The privacy officer's page with this one chosen.
Scene aside_page(std::string name, int chosen, const std::function<void(PageModel&)>& more = {}) {
  return office_page(std::move(name), [chosen, more](PageModel& model) {
    model.sections = {Section::kSetAside};
    model.section = Section::kSetAside;
    model.way_back = WayBack::kToTheDay;
    model.aside.take(aside_lines());
    model.aside_open = 4;
    if (chosen > 0) model.aside_chosen = id<SpoolRecordId>(chosen);
    if (more) more(model);
  });
}

// Of the line with that number, as it is read.
std::function<void(PageModel&)> reads(std::size_t line, ReadReply (*of)()) {
  return [line, of](PageModel& model) {
    ReadReply read = of();
    read.line = aside_lines()[line];
    model.aside_read = std::move(read);
  };
}

void add_set_aside(std::vector<Scene>& out) {
  out.push_back(aside_page("100-aside", 1));
  out.push_back(aside_page("100-aside-list", 0));
  out.push_back(aside_page("101-aside-note", 1, reads(0, note_set_aside)));
  out.push_back(aside_page("102-aside-answer", 2, reads(1, answer_set_aside)));
  out.push_back(aside_page("103-aside-fields", 3, reads(2, move_set_aside)));
  out.push_back(aside_page("103-aside-series", 3, [](PageModel& model) {
    std::vector<SetAsideLine> lines = aside_lines();
    lines[2].kind = "/v1/series/apply";
    model.aside.take(lines);
    reads(2, series_set_aside)(model);
    model.aside_read->line = lines[2];
  }));
  out.push_back(aside_page("104-aside-sealed", 4, [](PageModel& model) { model.there = false; }));
  out.push_back(aside_page("105-aside-settled", 5));
  out.push_back(aside_page("105-aside-older", 5, [](PageModel& model) {
    reads(4, proposal_set_aside)(model);
    model.aside_older = PageModel::Older::kThere;
  }));
  out.push_back(aside_page("105-aside-older-list", 0,
                           [](PageModel& model) { model.aside_older = PageModel::Older::kThere; }));
  out.push_back(aside_page("106-aside-not-here", 1,
                           [](PageModel& model) { model.aside_problem = ErrorCode::kForbidden; }));
  out.push_back(aside_page("107-aside-empty", 0, [](PageModel& model) {
    model.aside.take({});
    model.aside_open = 0;
  }));
  out.push_back(office_page("108-aside-both-offices", [](PageModel& model) {
    model.sections.push_back(Section::kSetAside);
    model.section = Section::kSetAside;
    model.aside.take(aside_lines());
    model.aside_open = 4;
  }));
  SettleModel settle;
  settle.reason = "L. Brandt wrote it into the note of Tuesday.";
  out.push_back(over_page<SettleModel>("109-aside-settle", settle));
}

void add_sheets(std::vector<Scene>& out) {
  PersonModel fresh;
  fresh.display_name = "Sam Lee";
  fresh.sign_in_name = "sam";
  fresh.name_taken = true;
  out.push_back(over_page<PersonModel>("98-admin-add", fresh));
  PersonModel roles;
  roles.person = people()[0];
  roles.choose_roles(people()[0].roles);
  roles.keeps_administrator = true;
  out.push_back(over_page<PersonModel>("98-admin-roles", roles));
  out.push_back(over_page<ResourceModel>("98-admin-resource-add", {}));
  ResourceModel changed = resource_model(resources()[1]);
  changed.retired = changed.still_booked = true;
  out.push_back(over_page<ResourceModel>("98-admin-resource-change", changed));
  out.push_back(over_page<LanguagesModel>("98-admin-languages",
                                          languages_model(people()[1], spoken_by_the_second())));
  TerminalModel terminal;
  terminal.name = "Therapy room 4";
  out.push_back(over_page<TerminalModel>("98-admin-terminal", terminal));
}

}  // namespace

void add_administration_scenes(std::vector<Scene>& out) {
  add_pages(out);
  add_sheets(out);
  add_set_aside(out);
  add_setup_scenes(out);
  // Sheets whose words the flow fills in, in both languages.
  out.push_back({"99-admin-revoke", ui::Density::kStaff, [](Language language) {
                   auto model = std::make_shared<ProveModel>(
                       revoke_words(language, "Lobby terminal by the main entrance", Where::kHere));
                   auto frame = std::make_shared<SheetFrame>();
                   frame->language = language;
                   return [model, frame](ui::Ui& ui) { draw(ui, *frame, *model); };
                 }});
  out.push_back({"99-admin-code", ui::Density::kStaff, [](Language language) {
                   auto model = std::make_shared<CodeModel>(person_code_words(
                       language, people()[1], "K7P2M-9QXT4-HJ3WV-8BCDF", "10:07"));
                   auto frame = std::make_shared<SheetFrame>();
                   frame->language = language;
                   return [model, frame](ui::Ui& ui) { draw(ui, *frame, *model); };
                 }});
}

}  // namespace alcove::tests

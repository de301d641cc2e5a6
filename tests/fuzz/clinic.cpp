// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/clinic.h"

#include <fmt/format.h>

#include "shared/api/absences.h"
#include "shared/api/alerts.h"
#include "shared/api/check_in.h"
#include "shared/api/check_in_forms.h"
#include "shared/api/clinic_setup.h"
#include "shared/api/questionnaires.h"
#include "shared/api/series_change.h"
#include "tests/fuzz/target.h"

namespace alcove::fuzz {
namespace {

constexpr std::size_t kMostWrites = 1500;  // on one clinic
using wire::Method;
using wire::Station;

constexpr api::Role kRoles[] = {api::Role::kFrontDesk,    api::Role::kClinician,
                                api::Role::kSupervisor,   api::Role::kPrescriber,
                                api::Role::kBiller,       api::Role::kPrivacyOfficer,
                                api::Role::kAdministrator};

// What callers choose, by the ends of the fields that take it.
const std::map<std::string, std::string> kIds = {
    {"client", "019a0000-0000-7000-8000-000000000001"},
    {"appointment", "019a0000-0000-7000-8000-000000000002"},
    {"check_in", "019a0000-0000-7000-8000-000000000003"},
    {"note", "019a0000-0000-7000-8000-000000000004"},
    {"revision", "019a0000-0000-7000-8000-000000000005"},
    {"proposal", "019a0000-0000-7000-8000-000000000006"},
    {"call", "019a0000-0000-7000-8000-000000000007"},
    {"consent", "019a0000-0000-7000-8000-000000000008"},
    {"room", "019a0000-0000-7000-8000-00000000000a"},
    {"phone", "019a0000-0000-7000-8000-000000000009"},
    {"other_client", "019a0000-0000-7000-8000-00000000000b"},
    {"group", "019a0000-0000-7000-8000-00000000000c"},
    {"meeting", "019a0000-0000-7000-8000-00000000000d"},
    {"wait_entry", "019a0000-0000-7000-8000-00000000000e"},
    {"wait_offer", "019a0000-0000-7000-8000-00000000000f"},
};

std::string sign_in_name(api::Role role, Station station) {
  std::string name(wire::word_of(role));
  std::replace(name.begin(), name.end(), '_', '-');
  return name + (station == Station::kFrontDesk ? "-desk" : "-room");
}

template <class Reply>
Reply decoded(const std::string& body) {
  return wire::decode<Reply>(body, wire::UnknownFields::kIgnore).value();
}

}  // namespace

Clinic::Clinic() : names_(kIds) {
  add_people();
  book();
  check_in();
  answer();
  write_a_note();
  arrange();
}

void Clinic::add_people() {
  lobby_ = at_.enrol(Station::kLobby, "Lobby");
  const auto find = [&](const testing::ServedClinic::Terminal& terminal) {
    return at_.access->devices.find(terminal.identity.certificate.fingerprint()).value();
  };
  seats_.push_back(find(*lobby_));
  for (const Station station : {Station::kFrontDesk, Station::kTherapyRoom}) {
    const std::string kind(wire::word_of(station));
    seats_.push_back(find(at_.enrol(station, "Empty " + kind)));
    for (const api::Role role : kRoles) {
      const std::string name = sign_in_name(role, station);
      access::RoleSet roles;
      roles.add(role);
      const StaffId staff = at_.add_person(
          {.sign_in_name = name, .display_name = name, .credential = "LCSW", .roles = roles});
      if (role == api::Role::kClinician && station == Station::kTherapyRoom) {
        names_["staff"] = names_["clinician"] = names_["author"] = staff.text();
      }
      access::Principal principal = find(at_.enrol(station, "At " + name));
      const auto opened = at_.access->sessions.sign_in(
          principal, {.sign_in_name = name, .password = testing::ServedClinic::password_of(name)});
      principal.person =
          at_.access->sessions.find_person(principal.device, to_hex(opened.value().token)).value();
      seats_.push_back(principal);
    }
  }
  names_["device"] = lobby_->device.text();
  names_["session"] = seat("clinician-room").session().text();
}

const access::Principal& Clinic::seat(std::string_view name) const {
  for (const access::Principal& one : seats_) {
    if (one.person ? one.person->display_name == name : one.device_name == name) return one;
  }
  require(false, "the clinic has that person");
  return seats_.front();
}

std::string Clinic::must(std::string_view who, Method method, const std::string& path,
                         std::string_view body) {
  const http::RouteEntry* const route = router().find(method, path);
  require(route != nullptr, "the routes of the set-up are there");
  access::Principal asking = seat(who);
  asking.purpose =
      access::may_use(asking, route->permission, route->stations, route->when_locked).value();
  const Result<http::Handled> done = run(*route, asking, filled_in(body));
  if (!done) fmt::print(stderr, "{}: {}\n", path, done.error().detail);
  require(done.ok(), "the set-up goes as it should");
  return done->body;
}

void Clinic::book() {
  const auto setup = decoded<api::clinic_setup::Setup>(
      must("front-desk-desk", Method::kGet, "/v1/clinic_setup", ""));
  must("administrator-desk", Method::kPost, "/v1/clinic_setup/add_room",
       R"({"id":"@room@","name":"Room 1","retired":false})");
  names_["service"] = setup.services.at(0).id.text();
  names_["today"] = format_date(setup.today);
  must("front-desk-desk", Method::kPost, "/v1/clients/register", R"({"client":"@client@",
    "details":{"legal_given":"Ana","legal_middle":"","legal_family":"Morales",
    "preferred_given":"","preferred_family":"","pronouns":"","birth_date":"1986-04-17",
    "sex_for_insurance":"unknown","language":"en","needs_interpreter":false,"residence":"not_asked",
    "phones":[{"id":"@phone@","kind":"mobile","number":"716-555-2233","may_leave_message":true}]},
    "not_the_same_as":[],"care_team":[{"staff":"@staff@","role":"therapist"}]})");
  must("front-desk-desk", Method::kPost, "/v1/appointments/book", R"({
    "appointment":"@appointment@","client":"@client@","clinician":"@staff@",
    "service":"@service@","minutes":50,"start":"@today@T14:10"})");
}

void Clinic::check_in() {
  must("Lobby", Method::kPost, "/v1/check_in/identify", R"({"check_in":"@check_in@",
    "language":"en","surname":"Morales","birth_date":"1986-04-17","last_four":"2233"})");
  const auto arrived = decoded<api::check_in::ArriveReply>(
      must("Lobby", Method::kPost, "/v1/check_in/arrive", R"({"check_in":"@check_in@"})"));
  const std::string text = arrived.consent->title + "\n\n" + arrived.consent->text;
  names_["hash"] = to_base64(crypto::sha256(as_bytes(text)));
  must("Lobby", Method::kPost, "/v1/check_in/propose", R"({"check_in":"@check_in@",
    "proposal":"@proposal@","phone":"@phone@","number":"716-555-9876"})");
}

void Clinic::answer() {
  const auto due = decoded<api::questionnaires::OpenReply>(
      must("Lobby", Method::kGet, "/v1/questionnaires/open", "check_in=@check_in@"));
  names_["questionnaire"] = due.items.at(0).questionnaire.text();
  names_["now"] = format_utc(at_.clock.now());
  std::size_t number = 0;
  // The LOINC codes of PHQ-9's items; the last one raises the alert.
  for (const char* item : {"44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2",
                           "44252-5", "44253-3", "44260-8"}) {
    must("Lobby", Method::kPost, "/v1/questionnaires/answer",
         fmt::format(R"({{"questionnaire":"@questionnaire@","number":{},"item":"{}",
           "kind":"points","points":2,"confirmed_at":"@now@"}})",
                     ++number, item));
  }
  const auto waiting =
      decoded<api::alerts::PendingReply>(must("clinician-room", Method::kGet, "/v1/alerts", ""));
  names_["alert"] = waiting.items.at(0).alert.text();
}

void Clinic::acknowledge_alert() {
  must("clinician-room", Method::kPost, "/v1/alerts/open", R"({"alert":"@alert@"})");
  must("clinician-room", Method::kPost, "/v1/alerts/acknowledge",
       R"({"alert":"@alert@","action":"seen_now","words":""})");
}

void Clinic::write_a_note() {
  must("clinician-room", Method::kPost, "/v1/notes/open_draft", R"({"note":"@note@",
    "appointment":"@appointment@","format":"dap","if_held":"read"})");
  must("clinician-room", Method::kPost, "/v1/notes/save", R"({"note":"@note@",
    "revision":"@revision@","content":{"format":"dap","start":"@today@T10:00",
    "stop":"@today@T10:45","start_typed":"","stop_typed":"",
    "sections":[{"section":"data","text":"Said the worst thing."}]}})");
}

void Clinic::name_day(const char* name, LocalDate today, int days_ahead) {
  const auto day = std::chrono::local_days(today) + std::chrono::days(days_ahead);
  names_[name] = format_date(LocalDate(day));
}

void Clinic::arrange() {
  const LocalDate today = parse_date(names_["today"]).value();
  name_day("yesterday", today, -1);
  name_day("later", today, 7);
  name_day("away", today, 9);
  name_day("far", today, 60);
  must("front-desk-desk", Method::kPost, "/v1/clients/register", R"({"client":"@other_client@",
    "details":{"legal_given":"Tom","legal_middle":"","legal_family":"Wilk",
    "preferred_given":"","preferred_family":"","pronouns":"","birth_date":"1979-01-30",
    "sex_for_insurance":"unknown","language":"en","needs_interpreter":false,"residence":"not_asked",
    "phones":[]},
    "not_the_same_as":[],"care_team":[]})");
  make_a_group();
  let_wait();
  preview_changes();
}

void Clinic::make_a_group() {
  must("front-desk-desk", Method::kPost, "/v1/groups/set_group", R"({"id":"@group@","revision":0,
    "name":"Grief","service":"@service@","least":1,"most":8,"joining":"open",
    "first_day":"@today@","facilitators":["@staff@"],"retired":false,
    "usual":{"weekday":1,"start_minute":600,"minutes":60}})");
  must("front-desk-desk", Method::kPost, "/v1/groups/set_membership", R"({
    "id":"019a0000-0000-7000-8000-000000000010","revision":0,"group":"@group@",
    "client":"@other_client@","join_day":"@today@","reason":"","withdrawn":false})");
  must("front-desk-desk", Method::kPost, "/v1/groups/book_session", R"({"group":"@group@",
    "meeting":"@meeting@","start":"@later@T10:00","minutes":60,"clinicians":[]})");
}

void Clinic::let_wait() {
  must("front-desk-desk", Method::kPost, "/v1/waitlist/set_entry", R"({
    "wait_entry":"@wait_entry@","base_revision":0,"client":"@client@",
    "wish":{"service":"@service@","priority":"routine","risk":"high",
    "requested_at":"@yesterday@T09:00","weekdays":[],"note":"Afraid of dogs"}})");
  must("front-desk-desk", Method::kPost, "/v1/waitlist/offer", R"({"wait_entry":"@wait_entry@",
    "wait_offer":"@wait_offer@","clinician":"@staff@","start":"@later@T15:00","minutes":30,
    "expires":"@later@T12:00"})");
}

// What is previewed here can be done just so, while nobody has touched those days.
void Clinic::preview_changes() {
  must("front-desk-desk", Method::kPost, "/v1/appointments/book", R"({
    "appointment":"019a0000-0000-7000-8000-000000000011","client":"@other_client@",
    "clinician":"@staff@","service":"@service@","minutes":30,"start":"@away@T10:00"})");
  names_["absence_edit"] = filled_in(R"({"clinician":"@staff@","from":"@away@T08:00",
    "until":"@away@T18:00","what":"cancel","choices":[]})");
  names_["series_edit"] = filled_in(R"({"series":"019a0000-0000-7000-8000-000000000012",
    "base_revision":0,"what":"create","client":"@client@","service":"@service@","taken_out":[],
    "reason":"","terms":{"clinician":"@staff@","minutes":30,"start":"@away@T20:00",
    "rule":"FREQ=WEEKLY;COUNT=3","resources":[],"extra_dates":[]}})");
  names_["absence_token"] =
      decoded<api::absences::Preview>(
          must("front-desk-desk", Method::kPost, "/v1/absences/preview", "@absence_edit@"))
          .token;
  names_["series_token"] =
      decoded<api::series::Preview>(
          must("front-desk-desk", Method::kPost, "/v1/series/preview", "@series_edit@"))
          .token;
}

std::string Clinic::filled_in(std::string_view text) const {
  std::string out;
  while (!text.empty()) {
    const std::size_t at = text.find('@');
    out += text.substr(0, at);
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
    const std::size_t end = text.find('@');
    const auto found = end == std::string_view::npos
                           ? names_.end()
                           : names_.find(std::string(text.substr(0, end)));
    if (found == names_.end()) {
      out += '@';
      continue;
    }
    out += found->second;
    text.remove_prefix(end + 1);
  }
  return out;
}

Result<http::Handled> Clinic::run(const http::RouteEntry& route, const access::Principal& who,
                                  std::string_view payload) {
  try {
    const IdempotencyKey key = IdempotencyKey::make(at_.clock.now(), at_.random);
    Result<http::Handled> done =
        route.run({who, route.method, payload,
                   route.method == Method::kPost ? std::optional(key) : std::nullopt});
    if (done && route.method == Method::kPost) ++writes_;
    if (!done) {
      require(
          done.error().code != ErrorCode::kStorageFault && done.error().code != ErrorCode::kCorrupt,
          "no request brings the box into trouble");
    }
    return done;
  } catch (const Fault& fault) {
    fmt::print(stderr, "{}: {}\n", route.path, fault.error().detail);
  } catch (const std::exception& problem) {
    fmt::print(stderr, "{}: {}\n", route.path, problem.what());
  }
  require(false, "no request makes a handler throw");
  return Error{ErrorCode::kStorageFault, {}, {}};
}

std::optional<access::Principal> Clinic::one_who_may(const http::RouteEntry& route,
                                                     std::size_t which) const {
  if (route.permission == wire::Permission::kEnrolment) return access::Principal();
  std::vector<access::Principal> able;
  for (const access::Principal& one : seats_) {
    const auto purpose = access::may_use(one, route.permission, route.stations, route.when_locked);
    if (!purpose) continue;
    able.push_back(one);
    able.back().purpose = *purpose;
  }
  if (able.empty()) return std::nullopt;
  return able[which % able.size()];
}

void Clinic::pass_time() {
  ahead_ += std::chrono::milliseconds(20);
  at_.clock.set_ahead(ahead_);
}

Clinic& clinic() {
  // OpenSSL ends with the program too: it has to begin before the clinic to end after it.
  static const crypto::Hash256 begun = crypto::sha256({});
  static_cast<void>(begun);
  static std::unique_ptr<Clinic> one;
  if (one == nullptr) work_in_memory();
  if (one != nullptr && one->writes() > kMostWrites) one.reset();
  if (one == nullptr) one = std::make_unique<Clinic>();
  return *one;
}

}  // namespace alcove::fuzz

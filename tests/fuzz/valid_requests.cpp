// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "tests/fuzz/clinic.h"
#include "tests/fuzz/target.h"

// One request after the other, each of which the clinic of clinic.h does as it stands when those
// before it are done: inputs that are made of them get as far as the writing.
namespace alcove::fuzz {
namespace {

constexpr std::string_view kGroups[][2] = {
    {"/v1/groups/set_group", R"({"id":"019a0000-0000-7000-8000-0000000000e1","revision":0,
      "name":"Sleep","service":"@service@","least":1,"most":8,"joining":"open",
      "first_day":"@today@","facilitators":["@staff@"],"retired":false,
      "usual":{"weekday":2,"start_minute":600,"minutes":60}})"},
    {"/v1/groups/set_membership", R"({"id":"019a0000-0000-7000-8000-0000000000e2","revision":0,
      "group":"@group@","client":"@client@","join_day":"@later@","reason":"","withdrawn":false})"},
    {"/v1/groups/book_session", R"({"group":"@group@","start":"@later@T17:00","minutes":60,
      "meeting":"019a0000-0000-7000-8000-0000000000e3","clinicians":[]})"},
    {"/v1/appointments/book_meeting", R"({"meeting":"019a0000-0000-7000-8000-0000000000e4",
      "kind":"family","service":"@service@","start":"@later@T18:30","minutes":60,
      "clinicians":["@staff@"],"attendees":[
      {"appointment":"019a0000-0000-7000-8000-0000000000e5","client":"@client@"},
      {"appointment":"019a0000-0000-7000-8000-0000000000e6","client":"@other_client@"}]})"},
    {"/v1/appointments/cancel_meeting", R"({"meeting":"019a0000-0000-7000-8000-0000000000e4",
      "base_revision":1,"reason":"Snow"})"},
    {"/v1/appointments/restore_meeting", R"({"meeting":"019a0000-0000-7000-8000-0000000000e4",
      "base_revision":2,"reason":"No snow"})"},
    {"/v1/appointments/move_meeting", R"({"meeting":"019a0000-0000-7000-8000-0000000000e4",
      "base_revision":3,"start":"@later@T19:30","minutes":60,"clinicians":["@staff@"],
      "reason":"Later"})"}};

constexpr std::string_view kWaitlist[][2] = {
    {"/v1/waitlist/set_entry", R"({"wait_entry":"@wait_entry@","base_revision":1,
      "client":"@client@","wish":{"service":"@service@","priority":"urgent","risk":"elevated",
      "requested_at":"@yesterday@T09:00","weekdays":[1,3],"from_minute":540,"until_minute":1200,
      "note":"Evenings","language":"es","language_by":"either","resources":[]}})"},
    {"/v1/waitlist/log_try", R"({"wait_entry":"@wait_entry@","way":"phone","outcome":"no_answer",
      "wait_try":"019a0000-0000-7000-8000-0000000000e7","note":"Rang twice"})"},
    {"/v1/waitlist/decline_offer", R"({"wait_offer":"@wait_offer@","reason":"Works then"})"},
    {"/v1/waitlist/offer", R"({"wait_entry":"@wait_entry@","clinician":"@staff@","minutes":30,
      "wait_offer":"019a0000-0000-7000-8000-0000000000e8","start":"@later@T13:00",
      "expires":"@later@T08:00","resources":[]})"},
    {"/v1/waitlist/take_offer", R"({"wait_offer":"019a0000-0000-7000-8000-0000000000e8",
      "appointment":"019a0000-0000-7000-8000-0000000000e9"})"},
    {"/v1/waitlist/reopen", R"({"wait_entry":"@wait_entry@","base_revision":3,"reason":"Ill"})"},
    {"/v1/waitlist/close", R"({"wait_entry":"@wait_entry@","base_revision":4,
      "how":"not_wanted","reason":""})"},
    {"/v1/waitlist/set_standards", R"({"emergent_hours":3,"urgent_hours":48,
      "routine_business_days":10})"}};

constexpr std::string_view kBook[][2] = {
    {"/v1/series/apply", R"({"edit":@series_edit@,"token":"@series_token@"})"},
    {"/v1/absences/apply", R"({"absence":"019a0000-0000-7000-8000-0000000000ea",
      "edit":@absence_edit@,"token":"@absence_token@","reason":"Ill"})"},
    {"/v1/absences/log_try", R"({"absence":"019a0000-0000-7000-8000-0000000000ea",
      "client":"@other_client@","absence_try":"019a0000-0000-7000-8000-0000000000eb",
      "way":"phone","outcome":"left_message","note":"Tonight again"})"},
    {"/v1/availability/set_hours", R"({"id":"019a0000-0000-7000-8000-0000000000ec","revision":0,
      "clinician":"@staff@","from":"@far@","blocks":[
      {"weekday":1,"start_minute":540,"end_minute":720,"type":"therapy"}],"withdrawn":false})"},
    {"/v1/availability/set_time_off", R"({"id":"019a0000-0000-7000-8000-0000000000ed","revision":0,
      "clinician":"@staff@","from":"@far@T08:00","until":"@far@T18:00","kind":"training",
      "cancelled":false})"},
    {"/v1/availability/set_closed_day", R"({"id":"019a0000-0000-7000-8000-0000000000ee",
      "revision":0,"day":"@far@","name":"Painters","reopened":false})"},
    {"/v1/availability/set_cap", R"({"clinician":"@staff@","revision":0,"visits_a_day":90})"},
    {"/v1/clinic_setup/set_resource", R"({"id":"019a0000-0000-7000-8000-0000000000ef",
      "base_revision":0,"kind":"interpreter","name":"N. Okafor","languages":["es","fr"],
      "retired":false})"},
    {"/v1/appointments/book", R"({"appointment":"019a0000-0000-7000-8000-0000000000f0",
      "client":"@client@","clinician":"@staff@","service":"@service@","start":"@later@T21:00",
      "minutes":30,"resources":["019a0000-0000-7000-8000-0000000000ef"]})"},
    {"/v1/day_close/close", R"({"day":"@yesterday@","base_revision":0,"reason":""})"},
    {"/v1/day_close/reopen", R"({"day":"@yesterday@","base_revision":1,"reason":"Too soon"})"}};

// Whose turn it is follows from the length of the line (routes.cpp); every fourth of those who may
// change the book is of the front desk, which may do all of it.
std::string as_input(std::string_view path, std::string_view body) {
  std::string line = "POST " + std::string(path);
  do line += ' ';
  while (line.size() % 4 != 0);
  return line + '\n' + std::string(body);
}

void must_be_done(Clinic& clinic, const std::string& input) {
  Input reading(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  const std::string_view line = reading.line();
  const std::string path(line.substr(5, line.find(' ', 5) - 5));
  const http::RouteEntry* const route = clinic.router().find(wire::Method::kPost, path);
  require(route != nullptr, "a valid request names a route");
  const auto who = clinic.one_who_may(*route, line.size());
  require(who.has_value(), "somebody may send it");
  clinic.pass_time();
  const auto done = clinic.run(*route, *who, clinic.filled_in(as_text(reading.rest())));
  if (!done) {
    std::fprintf(stderr, "%s: %s: %s\n", path.c_str(), done.error().field.c_str(),
                 done.error().detail.c_str());
  }
  require(done.ok(), "what is written down as valid is done");
}

}  // namespace

std::vector<std::string> valid_requests() {
  std::vector<std::string> all;
  for (const auto& [path, body] : kGroups) all.push_back(as_input(path, body));
  for (const auto& [path, body] : kWaitlist) all.push_back(as_input(path, body));
  for (const auto& [path, body] : kBook) all.push_back(as_input(path, body));
  Clinic clinic;
  clinic.acknowledge_alert();
  for (const std::string& one : all) must_be_done(clinic, one);
  return all;
}

}  // namespace alcove::fuzz

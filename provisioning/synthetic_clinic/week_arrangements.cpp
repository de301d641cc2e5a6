// SPDX-License-Identifier: Apache-2.0
// What is arranged in a working week besides visits: a group, a series, who waits.
#include <algorithm>

#include "provisioning/synthetic_clinic/working_week.h"
#include "server/features/clients/clients.h"
#include "server/features/groups/groups.h"
#include "server/features/waitlist/waitlist.h"

namespace alcove::synthetic {
namespace {

using api::groups::Group;
using api::groups::Membership;
using std::chrono::days;
using std::chrono::minutes;
using std::chrono::sys_days;

constexpr std::size_t kMembers = 5;
constexpr int kSessions = 4;
constexpr int kWeeksOfAYear = 53;  // at most: whoever is nearly eighteen is left out
constexpr auto kSeriesDay = std::chrono::Thursday;
constexpr minutes kSeriesStart{17 * 60};  // after the hours that the years book

LocalDateTime at(LocalDate day, minutes after_midnight) {
  return LocalDateTime(std::chrono::local_days(day)) + after_midnight;
}

LocalDate weeks_after(LocalDate day, int weeks) {
  return LocalDate(sys_days(day) + days(7 * weeks));
}

}  // namespace

Result<void> WorkingWeek::arrange(const std::vector<Known>& people) {
  if (!people.empty()) taken_.push_back(people.front().client);  // Lucía is the visitor's to book
  ALCOVE_TRY(make_group(people));
  ALCOVE_TRY(make_series(people));
  return fill_waitlist(people);
}

// Members are adults whom those see who lead it: their own visits are at other times.
Result<void> WorkingWeek::make_group(const std::vector<Known>& people) {
  ALCOVE_ASSIGN(const api::clinic_setup::Service service, service_named(kGroupService));
  Group group;
  group.id = new_id<api::groups::GroupId>();
  group.name = "Coping skills";
  group.service = service.id;
  group.least = 3;
  group.most = 8;
  group.first_day = next(kGroupDay);
  group.usual = {.weekday = static_cast<std::int64_t>(kGroupDay.iso_encoding()),
                 .start_minute = kGroupStart,
                 .minutes = kGroupMinutes,
                 .room = named("cosei").room};
  for (const Clinician& one : cast_.clinicians) {
    if (leads_the_group(one.member)) group.facilitators.push_back(one.principal.staff());
  }
  ALCOVE_TRY(write<Group>(cast_.desk.actor(), [&](audit::WriteTxn& txn) {
    return groups::set_group(cast_.desk, group, txn, features_.site);
  }));
  std::size_t members = 0;
  for (const Known& person : people) {
    if (members == kMembers) break;
    ALCOVE_ASSIGN(const bool adult, is_adult(person.client));
    if (!adult || !leads_the_group(cast_.clinicians[person.clinician].member)) continue;
    Membership membership;
    membership.id = new_id<api::groups::MembershipId>();
    membership.group = group.id;
    membership.client = person.client;
    membership.join_day = group.first_day;
    ALCOVE_TRY(write<api::groups::MembershipReply>(cast_.desk.actor(), [&](audit::WriteTxn& txn) {
      return groups::set_membership(cast_.desk, membership, txn, features_.site);
    }));
    taken_.push_back(person.client);
    ++members;
  }
  return book_sessions(group);
}

Result<void> WorkingWeek::book_sessions(const Group& group) {
  for (int week = 0; week < kSessions; ++week) {
    api::groups::BookSessionRequest session;
    session.group = group.id;
    session.meeting = new_id<api::groups::MeetingId>();
    session.start = at(weeks_after(group.first_day, week), minutes(kGroupStart));
    session.minutes = kGroupMinutes;
    session.room = group.usual.room;
    ALCOVE_TRY(write<api::groups::BookSessionReply>(cast_.desk.actor(), [&](audit::WriteTxn& txn) {
      return groups::book_session(cast_.desk, session, txn, features_.site);
    }));
  }
  return {};
}

// Every Thursday with Alma Reyes.
Result<void> WorkingWeek::make_series(const std::vector<Known>& people) {
  const Clinician& alma = named("areyes");
  const auto hers = std::find_if(people.begin(), people.end(), [&](const Known& one) {
    return cast_.clinicians[one.clinician].member.sign_in_name == alma.member.sign_in_name;
  });
  if (hers == people.end()) return {};
  const api::series::Edit edit{
      .series = new_id<api::series::SeriesId>(),
      .what = api::series::What::kCreate,
      .client = hers->client,
      .service = alma.service.id,
      .terms = api::series::Terms{.clinician = alma.principal.staff(),
                                  .room = alma.room,
                                  .minutes = alma.service.minutes,
                                  .start = at(next(kSeriesDay), kSeriesStart),
                                  .rule = "FREQ=WEEKLY;COUNT=12"}};
  using api::series::Preview;
  ALCOVE_ASSIGN(const Preview preview,
                ledger_.store().read<Preview>([&](store::ReadTxn& txn) -> Result<Preview> {
                  return series::preview(cast_.desk, edit, txn, features_.series_setting, now());
                }));
  taken_.push_back(hers->client);
  return write<api::series::Applied>(cast_.desk.actor(), [&](audit::WriteTxn& txn) {
    return series::apply(cast_.desk, {.edit = edit, .token = preview.token}, txn,
                         features_.series_setting);
  });
}

Result<bool> WorkingWeek::is_adult(const ClientId& client) {
  const LocalDate eighteen_ago = weeks_after(present_, -18 * kWeeksOfAYear);
  return ledger_.store().read<bool>([&](store::ReadTxn& txn) -> Result<bool> {
    const auto known = clients::find_client(txn, client);
    return known && known->details.birth_date <= eighteen_ago;
  });
}

Result<bool> WorkingWeek::comes_again(const ClientId& client) {
  return ledger_.store().read<bool>([&](store::ReadTxn& txn) -> Result<bool> {
    return !appointments::coming_of(txn, client, now(), 1).empty();
  });
}

// Three who have no visit to come.
Result<void> WorkingWeek::fill_waitlist(const std::vector<Known>& people) {
  using api::waitlist::Priority;
  using api::waitlist::Risk;
  using api::waitlist::Wish;
  ALCOVE_ASSIGN(const api::clinic_setup::Service therapy, service_named("Therapy"));
  ALCOVE_ASSIGN(const api::clinic_setup::Service check, service_named("Medication check"));
  const LocalDateTime present = features_.site.zone.to_local(now());
  std::vector<Wish> wishes = {{.service = check.id,
                               .priority = Priority::kEmergent,
                               .risk = Risk::kElevated,
                               .requested_at = present - minutes(50),
                               .note = "has tablets until tomorrow"},
                              {.service = therapy.id,
                               .priority = Priority::kUrgent,
                               .requested_at = present - days(1),
                               .note = "the sooner the better, with anybody"},
                              {.service = therapy.id,
                               .priority = Priority::kRoutine,
                               .requested_at = present - days(9),
                               .from_minute = 13 * 60,
                               .note = "works in the mornings"}};
  auto wish = wishes.begin();
  for (const Known& person : people) {
    if (wish == wishes.end()) break;
    const bool taken = std::find(taken_.begin(), taken_.end(), person.client) != taken_.end();
    ALCOVE_ASSIGN(const bool comes, comes_again(person.client));
    if (taken || comes) continue;
    const api::waitlist::SetRequest request{.wait_entry = new_id<api::waitlist::WaitEntryId>(),
                                            .client = person.client,
                                            .wish = *wish++};
    ALCOVE_TRY(write<api::waitlist::Entry>(cast_.desk.actor(), [&](audit::WriteTxn& txn) {
      return waitlist::set_entry(cast_.desk, request, txn, features_.site);
    }));
  }
  return {};
}

}  // namespace alcove::synthetic

// SPDX-License-Identifier: Apache-2.0
#include "server/features/waiting_room/waiting_room.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <tuple>

namespace alcove::waiting_room {

using api::appointments::Appointment;
using api::appointments::AppointmentState;
using api::waiting_room::Called;
using api::waiting_room::DisplayReply;
using api::waiting_room::kCalledMinutes;
using api::waiting_room::kMaxCalled;
using api::waiting_room::kMaxWaiting;

namespace {

std::map<RoomId, std::string> room_names(store::ReadTxn& txn, const appointments::Site& site,
                                         UtcTime now) {
  std::map<RoomId, std::string> names;
  for (auto& room : appointments::read_setup(txn, site, now).rooms) {
    names.emplace(room.id, std::move(room.name));
  }
  return names;
}

bool is_called(const Appointment& visit, UtcTime now) {
  return visit.state == AppointmentState::kRoomed && visit.room &&
         now - visit.state_since < std::chrono::minutes(kCalledMinutes);
}

// "B7" before "B42".
bool by_letter_and_number(const std::string& one, const std::string& other) {
  return std::tuple(one[0], one.size(), one) < std::tuple(other[0], other.size(), other);
}

}  // namespace

DisplayReply read_display(store::ReadTxn& txn, const appointments::Site& site, UtcTime now) {
  const std::map<RoomId, std::string> rooms = room_names(txn, site, now);
  DisplayReply reply;
  for (const Appointment& visit : appointments::appointments_on(txn, site.day_of(now))) {
    if (!visit.queue_token || api::appointments::is_telehealth(visit.modality)) continue;
    if (visit.state == AppointmentState::kArrived) reply.waiting.push_back(*visit.queue_token);
    if (is_called(visit, now)) {
      reply.called.push_back({*visit.queue_token, rooms.at(*visit.room), visit.state_since});
    }
  }
  std::stable_sort(reply.called.begin(), reply.called.end(),
                   [](const Called& one, const Called& other) { return one.since > other.since; });
  std::sort(reply.waiting.begin(), reply.waiting.end(), by_letter_and_number);
  if (reply.called.size() > kMaxCalled) reply.called.resize(kMaxCalled);
  if (reply.waiting.size() > kMaxWaiting) reply.waiting.resize(kMaxWaiting);
  return reply;
}

void add_routes(http::Router& router, const audit::Ledger& ledger, const appointments::Site& site) {
  router.on_read<wire::Nothing, DisplayReply>(
      api::waiting_room::display,
      [&ledger, &site](const access::Principal&, const wire::Nothing&,
                       store::ReadTxn& txn) -> Result<http::Answer<DisplayReply>> {
        return http::Answer<DisplayReply>{read_display(txn, site, ledger.clock().now()), {}};
      });
}

}  // namespace alcove::waiting_room

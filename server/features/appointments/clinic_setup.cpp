// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "server/features/appointments/appointments.h"
#include "server/features/appointments/clinic_setup_store.h"
#include "server/features/appointments/resource_store.h"
#include "server/http/live_events.h"
#include "server/store/stored_words.h"

namespace alcove::appointments {

using api::clinic_setup::Room;
using api::clinic_setup::Rules;
using api::clinic_setup::Service;
using api::clinic_setup::Setup;

namespace {

// As the unique index sees it: ASCII letters without their case.
bool same_name(const std::string& a, const std::string& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return small(x) == small(y);
  });
}

template <class Thing>
Result<void> check_name(const std::vector<Thing>& all, const Thing& wanted) {
  const bool taken = std::any_of(all.begin(), all.end(), [&](const Thing& other) {
    return other.id != wanted.id && !other.retired && same_name(other.name, wanted.name);
  });
  if (taken && !wanted.retired) {
    return Error{ErrorCode::kAlreadyExists, "name", "another one in use has that name"};
  }
  return {};
}

template <class Thing>
Result<void> check_new(const std::vector<Thing>& all, const Thing& wanted, std::size_t limit) {
  if (wanted.id.is_nil()) {
    return Error{ErrorCode::kOutOfRange, "id", "everything has an id of its own"};
  }
  const auto same = [&](const Thing& other) { return other.id == wanted.id; };
  if (std::any_of(all.begin(), all.end(), same)) {
    return Error{ErrorCode::kAlreadyExists, "id", "the id is taken"};
  }
  if (all.size() >= limit) {
    return Error{ErrorCode::kTooMany, {}, fmt::format("at most {}, retired ones too", limit)};
  }
  return check_name(all, wanted);
}

Result<void> check_service(const Service& service) {
  if (service.minutes < rules::kMinDuration.count() ||
      service.minutes > rules::kMaxDuration.count() ||
      service.minutes % rules::kBookingStep.count() != 0) {
    return Error{ErrorCode::kOutOfRange, "minutes",
                 "an appointment lasts 5 to 480 minutes, in steps of 5"};
  }
  if (service.buffer_minutes % rules::kBookingStep.count() != 0) {
    return Error{ErrorCode::kOutOfRange, "buffer_minutes", "a buffer goes in steps of 5 minutes"};
  }
  for (auto type = service.fits.begin(); type != service.fits.end(); ++type) {
    if (*type == rules::SlotType::kLunch || std::find(service.fits.begin(), type, *type) != type) {
      return Error{ErrorCode::kOutOfRange, "fits", "each once, and nothing is for lunch"};
    }
  }
  if (!rules::are_credentials(service.credentials)) {
    return Error{ErrorCode::kOutOfRange, "credentials", "each once, and one at a time"};
  }
  return {};
}

void account(audit::WriteTxn& txn, const char* action, const std::optional<RecordId>& record,
             std::string detail) {
  txn.record({.action = action, .record = record, .detail = std::move(detail)});
  http::publish(txn, api::live::Kind::kDayChanged);  // the board shows the names
}

std::string fits_words(const Service& service) {
  return service.fits.empty() ? "all" : store::words_of(service.fits);
}

std::string given_by(const Service& service) {
  return service.credentials.empty() ? "anybody" : rules::credentials_line(service.credentials);
}

std::string retired_words(bool before, bool after) {
  if (before == after) return "changed";
  return after ? "retired" : "in use again";
}

}  // namespace

Result<Room> add_room(const Room& room, audit::WriteTxn& txn) {
  ALCOVE_TRY(check_new(list_rooms(txn), room, api::clinic_setup::kMaxRooms));
  put_room(txn, room);
  account(txn, "room.add", audit::as_record(room.id), "added");
  return room;
}

Result<Room> change_room(const Room& room, audit::WriteTxn& txn) {
  const std::optional<Room> before = find_room(txn, room.id);
  if (!before) return Error{ErrorCode::kNotFound, "id", "there is no such room"};
  ALCOVE_TRY(check_name(list_rooms(txn), room));
  const std::int64_t coming = count_coming_in_room(txn, room.id, txn.now());
  if (room.retired && !before->retired && coming > 0) {
    return Error{ErrorCode::kWrongState, "retired",
                 fmt::format("appointments still to come in this room: {}", coming)};
  }
  put_room(txn, room);
  account(txn, "room.change", audit::as_record(room.id),
          retired_words(before->retired, room.retired));
  return room;
}

Result<Service> add_service(const Service& service, audit::WriteTxn& txn) {
  ALCOVE_TRY(check_service(service));
  ALCOVE_TRY(check_new(list_services(txn), service, api::clinic_setup::kMaxServices));
  put_service(txn, service);
  account(txn, "service.add", audit::as_record(service.id),
          fmt::format("{} minutes, {} after it", service.minutes, service.buffer_minutes));
  return service;
}

Result<Service> change_service(const Service& service, audit::WriteTxn& txn) {
  const std::optional<Service> before = find_service(txn, service.id);
  if (!before) return Error{ErrorCode::kNotFound, "id", "there is no such service"};
  ALCOVE_TRY(check_service(service));
  ALCOVE_TRY(check_name(list_services(txn), service));
  put_service(txn, service);
  account(
      txn, "service.change", audit::as_record(service.id),
      fmt::format("{}; {} -> {} minutes; {} -> {} after it; fits {} -> {}; given by "
                  "{} -> {}",
                  retired_words(before->retired, service.retired), before->minutes, service.minutes,
                  before->buffer_minutes, service.buffer_minutes, fits_words(*before),
                  fits_words(service), given_by(*before), given_by(service)));
  return service;
}

Result<Rules> set_rules(const Rules& rules, audit::WriteTxn& txn) {
  const Rules before = read_rules(txn);
  put_rules(txn, rules);
  account(txn, "clinic.rules", std::nullopt,
          fmt::format("cancellation notice {} -> {} minutes; crisis hold released {} -> {} hours "
                      "before; name on cards {} -> {}; grace {} -> {} minutes",
                      before.cancellation_notice_minutes, rules.cancellation_notice_minutes,
                      before.crisis_release_hours, rules.crisis_release_hours,
                      wire::word_of(before.card_name), wire::word_of(rules.card_name),
                      before.grace_minutes, rules.grace_minutes));
  return rules;
}

Setup read_setup(store::ReadTxn& txn, const Site& site, UtcTime now) {
  return {.rooms = list_rooms(txn),
          .services = list_services(txn),
          .resources = list_resources(txn),
          .rules = read_rules(txn),
          .zone = site.zone.name(),
          .today = site.day_of(now)};
}

}  // namespace alcove::appointments

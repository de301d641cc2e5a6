// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>

#include "server/features/absences/absences.h"
#include "tests/features/appointments/meeting_book.h"

namespace alcove::testing {

namespace gone = alcove::api::absences;

// A book (Tuesday, 24 November 2026, ten in the morning) in which somebody is away.
struct AbsenceBook : MeetingBook {
  AbsenceBook() {
    setting.documented = [this](store::ReadTxn&, const AppointmentId& id) {
      return documented.contains(id);
    };
    absences::add_routes(router, *box.ledger, setting);
  }

  // Brandt on that day; everything is cancelled until the caller says otherwise.
  static gone::Edit away(const char* from = "2026-11-24T00:00",
                         const char* until = "2026-11-25T00:00") {
    return {.clinician = kBrandt, .from = at(from), .until = at(until)};
  }
  static gone::Edit to_reyes(gone::Edit edit = away()) {
    edit.what = gone::What::kReassign;
    edit.to = kReyes;
    return edit;
  }
  Result<gone::Preview> try_preview(const gone::Edit& edit, const access::Principal& who = desk()) {
    return box.store->read<gone::Preview>([&](store::ReadTxn& txn) {
      return absences::preview(who, edit, txn, setting, box.clock.now());
    });
  }
  Result<gone::Applied> try_apply(const gone::Edit& edit, std::string token,
                                  const access::Principal& who = desk()) {
    return write<gone::Applied>(who, [&](audit::WriteTxn& txn) {
      return absences::apply(who,
                             {.absence = new_id<gone::AbsenceId>(),
                              .edit = edit,
                              .token = std::move(token),
                              .reason = "Brandt is ill"},
                             txn, setting);
    });
  }
  gone::Applied applied(const gone::Edit& edit) {
    return try_apply(edit, try_preview(edit).value().token).value();
  }
  // At another time, with somebody else where that is said.
  gone::Choice to_time(const Appointment& visit, const char* start,
                       std::optional<StaffId> whom = std::nullopt) {
    return {.appointment = visit.id,
            .what = gone::What::kMove,
            .to = whom,
            .start = at(start),
            .room = visit.room,
            .moved_to = new_id<AppointmentId>()};
  }
  gone::CallsReply calls(const gone::AbsenceId& id) {
    return answer(gone::calls, gone::CallsRequest{id});
  }

  // Of one client each, so that many fit at one time.
  Appointment other(const char* start, const ClientId& client, const StaffId& clinician,
                    std::optional<RoomId> room = std::nullopt) {
    contract::BookRequest request = booking(start);
    request.client = client;
    request.clinician = clinician;
    request.room = room;
    return try_book(request).value();
  }

  std::set<AppointmentId> documented;
  absences::Setting setting{site, {}};
};

// "conflict token", or nothing.
template <class T>
std::string refused(const Result<T>& result) {
  if (result) return {};
  return std::string(error_code_word(result.error().code)) + " " + result.error().field;
}

// "10:00 Petrov, Ana: cancel".
inline std::vector<std::string> lines(const gone::Preview& preview) {
  std::vector<std::string> all;
  for (const gone::Line& one : preview.lines) {
    all.push_back(format_local(one.start).substr(11) + " " + one.client_name + ": " +
                  std::string(wire::word_of(one.fate)));
    if (one.frozen) all.back() += " " + std::string(wire::word_of(*one.frozen));
    if (!one.to_name.empty()) all.back() += " " + one.to_name;
  }
  return all;
}

}  // namespace alcove::testing

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/access/staff_store.h"
#include "server/features/availability/availability.h"
#include "tests/features/appointments/book.h"

namespace alcove::testing {

namespace hours_of = alcove::api::availability;

// A book whose clinicians have hours.
struct WorkingBook : Book {
  using Book::Book;

  template <class T>
  static void must(const Result<T>& done) {
    ALCOVE_CHECK(done.ok());
  }
  void works(const StaffId& clinician, std::vector<hours_of::Block> blocks,
             const char* from = "2026-01-01") {
    const hours_of::Hours week{.id = new_id<hours_of::HoursId>(),
                               .clinician = clinician,
                               .from = parse_date(from).value(),
                               .until = std::nullopt,
                               .blocks = std::move(blocks)};
    must(write<hours_of::Hours>(
        desk(), [&](audit::WriteTxn& txn) { return availability::set_hours(desk(), week, txn); }));
  }
  void away(const StaffId& clinician, const char* from, const char* until) {
    must(write<hours_of::TimeOff>(desk(), [&](audit::WriteTxn& txn) {
      return availability::set_time_off(desk(),
                                        {.id = new_id<hours_of::TimeOffId>(),
                                         .clinician = clinician,
                                         .from = at(from),
                                         .until = at(until),
                                         .kind = rules::TimeOffKind::kTraining},
                                        txn);
    }));
  }
  void closed(const char* day) {
    must(write<hours_of::ClosedDay>(desk(), [&](audit::WriteTxn& txn) {
      return availability::set_closed_day(desk(),
                                          {.id = new_id<hours_of::ClosedDayId>(),
                                           .day = parse_date(day).value(),
                                           .name = "Winter feast"},
                                          txn);
    }));
  }
  void cap(const StaffId& clinician, std::int64_t visits) {
    must(write<hours_of::Cap>(desk(), [&](audit::WriteTxn& txn) {
      return availability::set_cap(desk(), {.clinician = clinician, .visits_a_day = visits}, txn);
    }));
  }
  // Therapy from now on has this pause after it, and goes only into these parts of the hours.
  void therapy(std::int64_t buffer_minutes, std::vector<rules::SlotType> fits = {}) {
    const setup::Service service{
        booking("2026-12-01T10:00").service, "Therapy", 55, false, buffer_minutes, std::move(fits)};
    must(write<setup::Service>(
        desk(), [&](audit::WriteTxn& txn) { return appointments::change_service(service, txn); }));
  }
  // From now on one of these gives therapy; none: everybody does.
  void given_by(std::vector<std::string> credentials) {
    setup::Service service{booking("2026-12-01T10:00").service, "Therapy", 55};
    service.credentials = std::move(credentials);
    must(write<setup::Service>(
        desk(), [&](audit::WriteTxn& txn) { return appointments::change_service(service, txn); }));
  }
  void is(const StaffId& clinician, const char* credential) {
    must(write<bool>(desk(), [&](audit::WriteTxn& txn) -> Result<bool> {
      access::update_staff_credential(txn, clinician, credential);
      txn.record({.action = "test.credential"});
      return true;
    }));
  }
  contract::BookRequest asking(const char* start, std::int64_t minutes = 60,
                               std::optional<std::string> because = std::nullopt) {
    contract::BookRequest request = booking(start, minutes);
    request.override_reason = std::move(because);
    return request;
  }
  // "" when it is booked, else the code, the field and the sentence.
  std::string refusal(const Result<Appointment>& result) {
    if (result) return {};
    return std::string(error_code_word(result.error().code)) + " " + result.error().field + ": " +
           result.error().detail;
  }
  std::string refusal(const contract::BookRequest& request) { return refusal(try_book(request)); }
};

}  // namespace alcove::testing

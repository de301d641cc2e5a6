// SPDX-License-Identifier: Apache-2.0
#include "tests/features/availability/week.h"

#include "server/access/staff_store.h"

namespace alcove::testing {
namespace {

Result<access::Person> find_person(const DeviceId&, std::string_view token,
                                   http::Pipeline::Presence) {
  const std::optional<api::Role> role = wire::from_word<api::Role>(token);
  if (!role) return Error{ErrorCode::kNotSignedIn, {}, "the session has ended"};
  const bool clinical = role == api::Role::kClinician || role == api::Role::kPrescriber;
  return access::Person{.staff = clinical ? kBrandt : kOrtiz,
                        .session = id_of<SessionId>(7),
                        .display_name = clinical ? "L. Brandt" : "M. Ortiz",
                        .credential = "",
                        .roles = {*role}};
}

template <class Set>
void fill(audit::Ledger& ledger, std::size_t count, Set set) {
  access::Principal desk;
  desk.station = wire::Station::kFrontDesk;
  desk.person = find_person({}, "front_desk", http::Pipeline::Presence::kActs).value();
  desk.purpose = access::Purpose::kTreatment;
  const auto filled = ledger.write<bool>({}, [&](audit::WriteTxn& txn) -> Result<bool> {
    for (std::size_t i = 0; i < count; ++i) ALCOVE_CHECK(set(static_cast<int>(i), desk, txn));
    return true;
  });
  ALCOVE_CHECK(filled.ok());
}

}  // namespace

Week::Week() : pipeline(router, rate_limit, box.clock, find_person) {
  availability::add_routes(router);
  add_staff(kBrandt, api::Role::kClinician);
  add_staff(kReyes, api::Role::kPrescriber);
  add_staff(kOrtiz, api::Role::kFrontDesk);
  add_staff(kGone, api::Role::kClinician);
  const auto gone = box.ledger->write<bool>({}, [](audit::WriteTxn& txn) -> Result<bool> {
    access::update_staff_disabled(txn, kGone, txn.now());
    txn.record({.action = "staff.disable"});
    return true;
  });
  ALCOVE_CHECK(gone.ok());
}

void Week::add_staff(const StaffId& id, api::Role role) {
  const auto added = box.ledger->write<bool>({}, [&](audit::WriteTxn& txn) -> Result<bool> {
    access::StaffRecord staff;
    staff.id = id;
    staff.sign_in_name = id.text();
    staff.display_name = "Somebody";
    staff.roles = {role};
    staff.added_at = txn.now();
    access::insert_staff(txn, staff);
    txn.record({.action = "staff.add"});
    return true;
  });
  ALCOVE_CHECK(added.ok());
}

void Week::fill_times_off() {
  fill(*box.ledger, contract::kMaxTimesOff,
       [&](int, const access::Principal& desk, audit::WriteTxn& txn) {
         return availability::set_time_off(desk, time_off("2026-12-01T00:00", "2026-12-02T00:00"),
                                           txn)
             .ok();
       });
}
void Week::fill_closed_days() {
  fill(*box.ledger, contract::kMaxClosedDays,
       [&](int i, const access::Principal& desk, audit::WriteTxn& txn) {
         contract::ClosedDay one = closed("2026-12-01");
         one.day = LocalDate(std::chrono::local_days(one.day) + std::chrono::days(i));
         return availability::set_closed_day(desk, one, txn).ok();
       });
}
}  // namespace alcove::testing

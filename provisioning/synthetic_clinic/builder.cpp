// SPDX-License-Identifier: Apache-2.0
#include "provisioning/synthetic_clinic/builder.h"

#include <algorithm>

#include "provisioning/synthetic_clinic/working_week.h"
#include "shared/crypto/enrolment_code.h"

namespace alcove::synthetic {
namespace {

constexpr const char* kDesk = "Synthetic clinic, desk";
constexpr const char* kRoom = "Synthetic clinic, room";
constexpr std::chrono::days kTwoYears{730};

// On a weekend they work too where the present is one: it has visits, as any day.
void give_a_week(Cast& cast, WorkingWeek& week, LocalDate present) {
  for (Clinician& one : cast.clinicians) {
    one.week = week_of(one.member, std::chrono::weekday(std::chrono::sys_days(present)));
  }
  cast.each_morning = [&week](LocalDate day) -> Result<void> {
    if (day != week.first_day()) return {};
    return week.begin();
  };
}

}  // namespace

Result<std::vector<SignIn>> Builder::build(const ClinicSize& size, UtcTime until) {
  const LocalDate present = features_.site.day_of(until);
  const std::chrono::sys_days first = std::chrono::sys_days(present) - kTwoYears;
  clock_.set(
      features_.site.zone.to_utc(LocalDateTime(first.time_since_epoch()) + std::chrono::hours(7)));
  ALCOVE_ASSIGN(const access::Principal at_desk, enrol(kDesk, wire::Station::kFrontDesk));
  ALCOVE_ASSIGN(const access::Principal in_room, enrol(kRoom, wire::Station::kTherapyRoom));
  ALCOVE_ASSIGN(std::vector<SignIn> staff, hire(at_desk));
  ALCOVE_ASSIGN(const access::Principal desk, sign_in(at_desk, staff.front()));
  ALCOVE_ASSIGN(const std::vector<Clinician> clinicians, furnish(in_room, staff));
  const auto on_call = std::find_if(clinicians.begin(), clinicians.end(), [](const Clinician& one) {
    return one.principal.signed_in().crisis;
  });
  ALCOVE_CHECK(on_call != clinicians.end());
  Cast cast{desk, clinicians, *on_call};
  WorkingWeek week(ledger_, features_, cast, present);
  if (size.week == Week::kWorking) give_a_week(cast, week, present);
  Years years(ledger_, features_, clock_, cast);
  ALCOVE_TRY(years.live(size.clients, until));
  if (size.week == Week::kWorking) ALCOVE_TRY(week.arrange(years.people()));
  // The terminals of this program are no terminals of the clinic.
  ALCOVE_TRY(access_.devices.revoke(operator_actor(), kDesk));
  ALCOVE_TRY(access_.devices.revoke(operator_actor(), kRoom));
  return staff;
}

Result<access::Principal> Builder::enrol(const char* name, wire::Station station) {
  ALCOVE_ASSIGN(const access::OpenedEnrolment opened,
                access_.enrolments.open(operator_actor(), name, station));
  ALCOVE_ASSIGN(const crypto::EnrolmentCode code, crypto::EnrolmentCode::parse(opened.code));
  const crypto::P256Key key = crypto::P256Key::make(ledger_.random());
  api::enrolment::EnrolRequest request;
  request.protocol = wire::kProtocolVersion;
  request.csr = crypto::make_request(key);
  const crypto::Hash256 mac = code.mac(request.csr);
  request.mac.assign(mac.begin(), mac.end());
  ALCOVE_ASSIGN(const api::enrolment::EnrolReply reply, access_.enrolments.enrol({}, request));
  access::Principal principal;
  principal.device = reply.device;
  principal.device_name = reply.name;
  principal.station = reply.station;
  return principal;
}

Result<std::vector<SignIn>> Builder::hire(const access::Principal& terminal) {
  std::vector<SignIn> staff;
  for (const StaffMember& member : staff_members()) {
    ALCOVE_ASSIGN(const access::StaffWithCode added,
                  access_.staff.add(operator_actor(), {.sign_in_name = member.sign_in_name,
                                                       .display_name = member.display_name,
                                                       .credential = member.credential,
                                                       .roles = member.roles,
                                                       .crisis = member.crisis}));
    SignIn sign{member, added.staff.id, passphrase(ledger_.random())};
    const auto opened = access_.sessions.first_password(
        terminal,
        {.sign_in_name = member.sign_in_name, .code = added.code, .new_password = sign.password});
    if (!opened) return opened.error();
    staff.push_back(std::move(sign));
  }
  return staff;
}

Result<access::Principal> Builder::sign_in(const access::Principal& terminal, const SignIn& who) {
  ALCOVE_ASSIGN(const api::session::Opened opened,
                access_.sessions.sign_in(
                    terminal, {.sign_in_name = who.member.sign_in_name, .password = who.password}));
  access::Principal principal = terminal;
  ALCOVE_ASSIGN(principal.person,
                access_.sessions.find_person(terminal.device, to_hex(opened.token)));
  principal.purpose = access::Purpose::kTreatment;
  return principal;
}

// The clinic's own service for somebody's kind of visit: a new store has the usual ones.
Result<api::clinic_setup::Service> Builder::service_named(std::string_view name) {
  using Service = api::clinic_setup::Service;
  return ledger_.store().read<Service>([&](store::ReadTxn& txn) -> Result<Service> {
    const auto setup = appointments::read_setup(txn, features_.site, clock_.now());
    for (const Service& service : setup.services) {
      if (service.name == name) return service;
    }
    return Error{ErrorCode::kNotFound, "service", "the store has no such service"};
  });
}

// A room and a signed-in session for everybody who sees clients.
Result<std::vector<Clinician>> Builder::furnish(const access::Principal& terminal,
                                                const std::vector<SignIn>& staff) {
  std::vector<Clinician> clinicians;
  for (const SignIn& sign : staff) {
    const access::RoleSet& roles = sign.member.roles;
    if (!roles.has(api::Role::kClinician) && !roles.has(api::Role::kPrescriber)) continue;
    const api::clinic_setup::Room room{.id = RoomId::make(clock_.now(), ledger_.random()),
                                       .name = "Room " + std::to_string(clinicians.size() + 1)};
    const auto added = ledger_.write<api::clinic_setup::Room>(
        operator_actor(), [&](audit::WriteTxn& txn) { return appointments::add_room(room, txn); });
    if (!added) return added.error();
    ALCOVE_ASSIGN(const access::Principal principal, sign_in(terminal, sign));
    ALCOVE_ASSIGN(
        const api::clinic_setup::Service service,
        service_named(roles.has(api::Role::kPrescriber) ? "Medication check" : "Therapy"));
    clinicians.push_back(
        {.member = sign.member, .principal = principal, .room = room.id, .service = service});
  }
  return clinicians;
}

}  // namespace alcove::synthetic

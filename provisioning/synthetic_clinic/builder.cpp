// SPDX-License-Identifier: Apache-2.0
#include "provisioning/synthetic_clinic/builder.h"

#include "shared/api/client_finding.h"
#include "shared/crypto/enrolment_code.h"

namespace alcove::synthetic {
namespace {

constexpr const char* kTerminal = "Synthetic clinic";
constexpr std::chrono::days kTwoYears{730};
constexpr std::chrono::hours kOpens{13};  // after midnight UTC: a morning in the Americas

audit::Actor operator_actor() {
  return {.system_user = "synthetic-clinic"};
}

}  // namespace

Result<std::vector<SignIn>> Builder::build(const ClinicSize& size, UtcTime until) {
  clock_.set(std::chrono::floor<std::chrono::days>(until) - kTwoYears + kOpens);
  ALCOVE_ASSIGN(const access::Principal terminal, enrol_terminal());
  ALCOVE_ASSIGN(std::vector<SignIn> staff, hire(terminal));
  ALCOVE_ASSIGN(const access::Principal desk, sign_in(terminal, staff.front()));
  ALCOVE_TRY(register_clients(desk, staff, size.clients, until));
  // The terminal of this program is no terminal of the clinic.
  ALCOVE_TRY(access_.devices.revoke(operator_actor(), kTerminal));
  return staff;
}

Result<access::Principal> Builder::enrol_terminal() {
  ALCOVE_ASSIGN(const access::OpenedEnrolment opened,
                access_.enrolments.open(operator_actor(), kTerminal, wire::Station::kFrontDesk));
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

Result<void> Builder::register_clients(const access::Principal& desk,
                                       const std::vector<SignIn>& staff, std::size_t count,
                                       UtcTime until) {
  std::vector<StaffId> clinicians;
  for (const SignIn& sign : staff) {
    if (sign.member.roles.has(api::Role::kClinician)) clinicians.push_back(sign.staff);
  }
  const LocalDate today = date_of(zone_.to_local(until));
  const auto step = (until - clock_.now()) / static_cast<std::int64_t>(count + 1);
  for (std::size_t index = 0; index < count; ++index) {
    ALCOVE_TRY(register_one(desk, client_details(index, today, chance_), clinicians));
    clock_.advance(std::chrono::duration_cast<std::chrono::milliseconds>(step));
  }
  return {};
}

Result<void> Builder::register_one(const access::Principal& desk,
                                   const api::clients::Details& details,
                                   const std::vector<StaffId>& clinicians) {
  api::clients::RegisterRequest request;
  request.client = ClientId::make(clock_.now(), ledger_.random());
  request.details = details;
  request.care_team = {{.staff = clinicians[chance_.below(clinicians.size())]}};
  const LocalDate today = date_of(zone_.to_local(clock_.now()));
  // A desk looks at the possible duplicates first; here they are different people by construction.
  const auto registered = ledger_.write<api::clients::Client>(
      desk.actor(), [&](audit::WriteTxn& txn) -> Result<api::clients::Client> {
        ALCOVE_ASSIGN(request.not_the_same_as, clients::possible_duplicates(txn, details, today));
        return clients::register_client(desk, request, txn, today);
      });
  if (!registered) return registered.error();
  return {};
}

}  // namespace alcove::synthetic

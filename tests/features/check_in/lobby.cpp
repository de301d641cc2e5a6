// SPDX-License-Identifier: Apache-2.0
#include "tests/features/check_in/lobby.h"

#include <nlohmann/json.hpp>
#include <thread>

#include "server/access/staff_store.h"
#include "server/audit/chain_store.h"
#include "server/features/clients/clients.h"

namespace alcove::testing {
namespace {

Result<access::Person> find_person(const DeviceId&, std::string_view token,
                                   http::Pipeline::Presence) {
  const std::optional<api::Role> role = wire::from_word<api::Role>(token);
  if (!role) return Error{ErrorCode::kNotSignedIn, {}, "the session has ended"};
  return access::Person{.staff = id_of<StaffId>(1),
                        .session = id_of<SessionId>(1),
                        .display_name = "M. Ortiz",
                        .credential = "",
                        .roles = {*role}};
}

access::Principal desk_person() {
  access::Principal principal;
  principal.device = id_of<DeviceId>(3);
  principal.device_name = "Desk 1";
  principal.station = wire::Station::kFrontDesk;
  principal.person = find_person({}, "front_desk", http::Pipeline::Presence::kActs).value();
  principal.purpose = access::Purpose::kTreatment;
  return principal;
}

void add_staff(Lobby& lobby) {
  const auto added = lobby.box.ledger->write<bool>(
      desk_person().actor(), [](audit::WriteTxn& txn) -> Result<bool> {
        access::StaffRecord staff;
        staff.id = id_of<StaffId>(1);
        staff.sign_in_name = "everybody";
        staff.display_name = "M. Ortiz";
        staff.roles = {api::Role::kFrontDesk, api::Role::kClinician};
        access::insert_staff(txn, staff);
        txn.record({.action = "staff.add"});
        return true;
      });
  ALCOVE_CHECK(added.ok());
}

}  // namespace

Lobby::Lobby(Wait wait)
    : pipeline(router, rate_limit, box.clock, find_person),
      check_ins(
          *box.ledger, site,
          {.arrived = [this](audit::WriteTxn&, const check_in::Arrival& arrival) -> Result<void> {
             arrivals.push_back(arrival);
             return {};
           },
           .left = [this](audit::WriteTxn&, const DeviceId&,
                          contract::Ending ending) { endings.push_back(ending); },
           .desk_listens = [this] { return desk_listens; }},
          wait == Wait::kReally ? check_in::CheckIns::WaitUntil(
                                      [](auto moment) { std::this_thread::sleep_until(moment); })
                                : check_in::CheckIns::WaitUntil([](auto) {})) {
  clients::add_routes(router, *box.ledger, site.zone);
  appointments::register_routes(router, *box.ledger, site);
  check_ins.register_routes(router);
  site.flag_sources.push_back([this](store::ReadTxn& txn, const access::Principal&,
                                     std::span<api::appointments::BoardRow> rows) {
    check_in::CheckIns::add_flags(txn, rows, box.clock.now());
  });
  add_staff(*this);
  maria = add_client("María", "López de la Cruz", "1986-04-17", "716-555-2233");
  visit = book(maria, "2026-11-24T10:30");
}

ClientId Lobby::add_client(const char* given, const char* family, const char* birth_date,
                           const char* phone) {
  api::clients::RegisterRequest request;
  request.client = new_id<ClientId>();
  if (!maria.is_nil()) request.not_the_same_as = {maria};  // as if somebody had looked
  request.details.legal_given = given;
  request.details.legal_family = family;
  request.details.birth_date = parse_date(birth_date).value();
  request.details.residence = api::clients::Residence::kAddress;
  request.details.address = api::clients::Address{"221 Main St", "", "Buffalo", "NY", "14201"};
  if (phone != nullptr) {
    request.details.phones.push_back(
        {new_id<PhoneId>(), api::clients::PhoneKind::kMobile, phone, true});
  }
  const auto made =
      box.ledger->write<api::clients::Client>(desk_person().actor(), [&](audit::WriteTxn& txn) {
        return clients::register_client(desk_person(), request, txn, site.day_of(txn.now()));
      });
  return made.value().value.id;
}

AppointmentId Lobby::book(const ClientId& client, const char* start, std::int64_t minutes) {
  const api::appointments::BookRequest request{
      .appointment = new_id<AppointmentId>(),
      .client = client,
      .clinician = id_of<StaffId>(1),
      .room = std::nullopt,
      .service =
          api::appointments::ServiceId::parse("01900000-0000-7000-8000-000000000001").value(),
      .start = parse_local(start).value(),
      .minutes = minutes};
  return decoded<api::appointments::Appointment>(desk(api::appointments::book, request)).id;
}

contract::IdentifyRequest Lobby::claim(const CheckInId& check_in) {
  return {.check_in = check_in,
          .language = rules::Language::kEnglish,
          .surname = "lopez",
          .birth_date = parse_date("1986-04-17").value(),
          .last_four = "2233"};
}

CheckInId Lobby::greeted(rules::Language language) {
  contract::IdentifyRequest request = claim(new_id<CheckInId>());
  request.language = language;
  ALCOVE_CHECK(decoded<contract::IdentifyReply>(identify(request)).matched);
  return request.check_in;
}

contract::ArriveReply Lobby::arrive(const CheckInId& check_in) {
  return decoded<contract::ArriveReply>(ask(contract::arrive, contract::ThisVisit{check_in}));
}

contract::OfClientReply Lobby::seen_by_desk() {
  return decoded<contract::OfClientReply>(
      desk(contract::of_client, contract::OfClientRequest{maria}));
}

http::Reply Lobby::sign(const CheckInId& check_in, const Bytes& hash, std::size_t points) {
  contract::SignRequest request{.check_in = check_in,
                                .consent = new_id<ConsentId>(),
                                .hash = hash,
                                .typed_name = "María López",
                                .strokes = {}};
  request.strokes.resize(1);
  for (std::size_t i = 0; i < points; ++i) {
    const contract::Point point{static_cast<std::int64_t>(i % 1000), 7};
    if (request.strokes.back().points.size() == 3000) request.strokes.emplace_back();
    request.strokes.back().points.push_back(point);
  }
  return ask(contract::sign, request);
}

std::string code_in(const http::Reply& reply) {
  const auto json = nlohmann::json::parse(reply.body);
  return reply.status == 200 ? "" : json.at("error").at("code").get<std::string>();
}

std::optional<audit::Event> last_event(Lobby& lobby, const std::string& action) {
  using Found = std::optional<audit::Event>;
  return lobby.box.store
      ->read<Found>([&](store::ReadTxn& txn) -> Result<Found> {
        store::Statement row =
            txn.query("SELECT " + std::string(audit::kEventColumns) +
                      " FROM audit_event WHERE action = $action ORDER BY number DESC LIMIT 1");
        row.bind("$action", action);
        if (!row.next()) return Found();
        return Found(audit::event_at(row).event);
      })
      .value();
}

}  // namespace alcove::testing

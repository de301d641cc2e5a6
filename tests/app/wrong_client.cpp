// SPDX-License-Identifier: Apache-2.0
#include "tests/app/wrong_client.h"

namespace alcove::testing {

using namespace std::chrono_literals;

WrongClient::WrongClient() {
  add("mia", {api::Role::kFrontDesk});
  brandt_id = add("brandt", {api::Role::kClinician});
  olga_id = add("olga", {api::Role::kClinician});
  add("bill", {api::Role::kBiller});
  desk.emplace(at, wire::Station::kFrontDesk, "Desk", "mia");
  brandt.emplace(at, wire::Station::kTherapyRoom, "Room 1", "brandt");
  olga.emplace(at, wire::Station::kTherapyRoom, "Room 2", "olga");
  biller.emplace(at, wire::Station::kFrontDesk, "Office", "bill");
  lobby.emplace(at, wire::Station::kLobby, "Lobby");
  lucia = add_client("Lucía", "Morales", "716-555-2233");
  ana = add_client("Ana", "Soto", "716-555-4411");
  lucias = book(lucia, brandt_id, 3);
  anas = book(ana, olga_id, 6);
}

ClientId WrongClient::add_client(const char* given, const char* family, const char* phone) {
  api::clients::RegisterRequest request;
  request.client = new_id<ClientId>();
  request.details.legal_given = given;
  request.details.legal_family = family;
  request.details.birth_date = parse_date("1986-04-17").value();
  request.details.phones.push_back(
      {new_id<PhoneId>(), api::clients::PhoneKind::kMobile, phone, true});
  request.not_the_same_as = known;
  known.push_back(desk->must(api::clients::register_client, request).id);
  return known.back();
}

AppointmentId WrongClient::book(const ClientId& client, const StaffId& clinician, int steps) {
  const auto now = at.zone.to_local(at.clock.now());
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const auto start = day + ((now - day) / 5min + steps) * 5min;
  const AppointmentId id = new_id<AppointmentId>();
  desk->must(api::appointments::book,
             {.appointment = id,
              .client = client,
              .clinician = clinician,
              .room = std::nullopt,
              .service = desk->must(api::clinic_setup::read, {}).services.at(0).id,
              .start = std::chrono::floor<std::chrono::minutes>(start),
              .minutes = 15});
  return id;
}

forms::ArriveReply WrongClient::arrive(const char* surname, const char* last_four) {
  check_in = new_id<CheckInId>();
  ALCOVE_CHECK(lobby
                   ->must(forms::identify, {.check_in = check_in,
                                            .language = rules::Language::kEnglish,
                                            .surname = surname,
                                            .birth_date = parse_date("1986-04-17").value(),
                                            .last_four = last_four})
                   .matched);
  return lobby->must(forms::arrive, {check_in});
}

asked::AnswerReply WrongClient::answer(const QuestionnaireId& id, InstrumentId instrument,
                                       std::size_t item, std::int64_t points) {
  const auto items = rules::instrument(instrument).item_loinc;
  return lobby->must(asked::answer, {.questionnaire = id,
                                     .number = static_cast<std::int64_t>(item) + 1,
                                     .item = std::string(items[item]),
                                     .kind = rules::AnswerKind::kPoints,
                                     .points = points,
                                     .confirmed_at = at.clock.now()});
}

std::vector<std::pair<std::string, std::string>> WrongClient::events_since(
    const std::string& action, const ClientId& client) {
  using Events = std::vector<std::pair<std::string, std::string>>;
  return at.store
      ->read<Events>([&](store::ReadTxn& txn) -> Result<Events> {
        store::Statement row = txn.query(
            "SELECT action, detail FROM audit_event WHERE client = $client AND number > (SELECT "
            "max(number) FROM audit_event WHERE action = $action) ORDER BY number");
        row.bind("$client", client).bind("$action", action);
        Events events;
        while (row.next()) events.emplace_back(row.text(0), row.text(1));
        return events;
      })
      .value();
}

}  // namespace alcove::testing

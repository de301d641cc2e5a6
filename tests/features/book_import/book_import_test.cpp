// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <catch2/catch.hpp>

#include "server/audit/verifier.h"
#include "tests/features/book_import/former_book.h"

using namespace alcove;
using book_import::Outcome;
using testing::FormerBook;
using testing::Lines;

TEST_CASE("what the check says is what the import does, and the check writes nothing") {
  FormerBook book;
  book.two_clients();
  const Outcome checked = book.checked();
  CHECK(checked.clients == 2);
  CHECK(checked.visits == 3);
  CHECK(checked.same_clients == 0);
  CHECK(checked.first_day == parse_date("2026-12-01").value());
  CHECK(checked.last_day == parse_date("2026-12-08").value());
  CHECK(checked.good());
  CHECK_FALSE(book.numbered(10003));
  CHECK(book.on("2026-12-01").empty());

  const Outcome imported = book.try_import(*checked.token).value();
  CHECK(wire::encode(imported) == wire::encode(checked));
  const auto noor = book.numbered(10003);
  REQUIRE(noor);
  const auto visits = book.on("2026-12-01");
  REQUIRE(visits.size() == 2);
  CHECK(visits[0].client == *noor);
  CHECK(visits[0].start == testing::at("2026-12-01T10:00"));
  CHECK(visits[0].minutes == 50);
  CHECK(visits[0].room == book.room_1);
  CHECK(visits[0].clinician == testing::kBrandt);
  CHECK(visits[0].state == testing::AppointmentState::kScheduled);
  const auto history = book.history_of(visits[0].id);
  REQUIRE(history.size() == 1);
  CHECK(history[0].person_name == "root");
  CHECK(history[0].terminal_name == "alcovectl");
  CHECK(book.numbered(10004));
  CHECK_FALSE(book.numbered(10005));
}

TEST_CASE("the chain tells of each record that came in, by number and never by name") {
  FormerBook book;
  book.two_clients();
  const std::int64_t before = book.box.ledger->head().number;
  book.imported();
  const auto events = testing::events_since(book, before);
  Lines actions;
  for (const auto& event : events) {
    actions.push_back(event.action);
    CHECK(event.detail.find("Noor") == std::string::npos);
    CHECK(event.detail.find("A-1") == std::string::npos);
  }
  CHECK(actions == Lines{"book.check", "client.register", "client.register", "appointment.book",
                         "appointment.book", "appointment.book", "book.import"});
  CHECK(events.back().detail ==
        "import 1; 2 new clients; 0 who are here; 3 visits; 0 series; 0 with soft conflicts");
  CHECK_FALSE(audit::verify_chain(*book.box.store, book.box.ledger->audit_key(),
                                  book.box.ledger->signing_public(), [](auto, auto) {})
                  ->bad);
}

TEST_CASE("one bad line keeps everything out, and every bad line is told with its column") {
  FormerBook book;
  book.clients_are(
      "A-1,Noor,Haddou,1979-06-30\n"
      "A-1,Bea,Lindqvist,2001-01-05\n"
      "a key,Cai,Moss,2001-01-06\n"
      "A-4,Dee,Nunn,30.06.1979\n"
      "A-5,Eli,Ochs,2031-01-01\n"
      "A-6,Fay\n"
      "A-7,Gil,,1980-01-01\n");
  book.visits_are(book.visit("A-1", "2026-12-01 10:00") + book.visit("A-9", "2026-12-01 11:00") +
                  book.visit("A-4", "2026-12-01 12:00") + book.visit("A-1", "tomorrow") +
                  book.visit("A-1", "2026-12-02 10:00", "Room 9") +
                  "A-1,nobody,juggling,2026-12-03 10:00,50,\n" +
                  book.visit("A-1", "2029-12-01 10:00") + book.visit("#10009", "2026-12-04 10:00"));
  const Outcome outcome = book.checked();
  CHECK_FALSE(outcome.good());
  CHECK(FormerBook::lines(outcome.problems) ==
        Lines{"clients 3 key: line 2 has the same key",
              "clients 4 key: 1 to 40 letters, digits and the signs - _ . / without a blank",
              "clients 5 birth_date: a date as 1984-03-09",
              "clients 6 birth_date: the birth date is after today",
              "clients 7 : it has 2 fields, and the first row has 4",
              "clients 8 legal_family: the text is empty",
              "appointments 3 client: the clients' file has no such key",
              "appointments 5 start: a day and a time as 2026-12-01 10:00",
              "appointments 6 room: there is no room of that name",
              "appointments 7 service: there is no service of that name",
              "appointments 7 clinician: nobody who can be booked has that sign-in name",
              "appointments 8 start: the book is open for a year ahead",
              "appointments 9 client: there is no client with that record number"});
  CHECK(book.try_import(std::string(64, '0'))->problems.count == outcome.problems.count);
  CHECK_FALSE(book.numbered(10003));
  CHECK(book.on("2026-12-01").empty());
}

TEST_CASE("a wrong cell does not hide the others of its line") {
  FormerBook book;
  book.clients_are("A-1,Noor,Haddou,1979-06-30\n");
  book.works(testing::kBrandt, {{4, 480, 1020, rules::SlotType::kTherapy}});
  book.closed("2026-12-10");
  book.booked("2026-12-03T15:00");
  const std::string brandt = testing::kBrandt.text();
  book.visits =
      "client,clinician,service,room,start,minutes,repeats\n"
      "not a key,nobody,Nope,Room 99,2026-12-01 25:00,x,FOO\n"
      "A-9,nobody,therapy,,2026-12-03 10:03,7,\n"
      "A-9," +
      brandt +
      ",therapy,,2029-12-03 10:00,50,FREQ=SECONDLY\n"
      "A-9," +
      brandt +
      ",therapy,,2026-12-03 10:00,50,FREQ=WEEKLY;BYDAY=MO\n"
      "A-1," +
      brandt +
      ",Nope,,2026-12-03 15:30,50,\n"
      "A-9," +
      brandt +
      ",therapy,,2026-12-03 18:00,50,\n"
      "A-9," +
      brandt +
      ",therapy,,2026-12-10 10:00,50,\n"
      "A-9," +
      brandt +
      ",therapy,,2026-12-03 10:00,50,\n"
      "A-9," +
      brandt +
      ",therapy,,2026-10-24 10:00,50,\n"
      "A-9," +
      brandt +
      ",therapy,,2026-10-25 10:00,50,\n"
      "A-1," +
      brandt + ",therapy,,2026-10-24 10:00,50,\n";
  const Outcome outcome = book.checked();
  const Lines told = FormerBook::lines(outcome.problems);
  const auto of_line = [&](int line) {
    Lines all;
    for (const std::string& one : told) {
      const std::string start = "appointments " + std::to_string(line) + " ";
      if (one.starts_with(start)) all.push_back(one.substr(start.size()));
    }
    std::sort(all.begin(), all.end());
    return all;
  };
  const auto columns = [&](int line) {
    std::string all;
    for (const std::string& one : of_line(line)) all += one.substr(0, one.find(':')) + " ";
    return all;
  };
  CHECK(columns(2) == "client clinician minutes repeats room service start ");
  CHECK(columns(3) == "client clinician minutes start ");
  CHECK(columns(4) == "client repeats start ");
  CHECK(columns(5) == "client start ");
  CHECK(of_line(6) ==
        Lines{"clinician: taken from 15:00 to 16:00", "service: there is no service of that name"});
  CHECK(of_line(7) == Lines{"client: the clients' file has no such key", "start: outside hours"});
  CHECK(of_line(8) == Lines{"client: the clients' file has no such key", "start: closed"});
  CHECK(of_line(9) == Lines{"client: the clients' file has no such key"});
  // What is over is not looked at.
  for (const int line : {10, 11, 12}) CHECK(of_line(line).empty());
  CHECK(outcome.past == 3);
}

TEST_CASE("columns are named in any order; unknown, missing and doubled ones are refused by name") {
  FormerBook book;
  book.clients =
      "\xef\xbb\xbf"
      "birth_date,legal_family,Key, legal_given \r\n1979-06-30,Haddou,1,Noor\r\n";
  CHECK(book.checked().clients == 1);
  book.clients = "key,legal_given,birth_date,birth_date,shoe_size,Noor Haddou\n1,a,b,c,d,e\n";
  CHECK(FormerBook::lines(book.checked().problems) ==
        Lines{"clients 1 birth_date: the column is there twice",
              "clients 1 shoe_size: there is no such column",
              "clients 1 column 6: there is no such column",
              "clients 1 legal_family: the column is missing"});
  book.clients = FormerBook::kClientHeader;
  CHECK(FormerBook::lines(book.checked().problems) ==
        Lines{"clients 1 : there is no line below the one that names the columns"});
  book.clients = "key;legal_given;legal_family;birth_date\n1;Noor;\"Haddou, Jr.\";1979-06-30\n";
  CHECK(FormerBook::lines(book.checked().problems) ==
        Lines{"clients 1 : there are semicolons between its fields: save it with commas between "
              "them"});
  book.clients = "\n\n";
  CHECK(FormerBook::lines(book.checked().problems) ==
        Lines{"clients 1 : the first row has to name the columns"});
}

TEST_CASE("everything that the documentation lists about a client comes in") {
  FormerBook book;
  book.clients =
      "key,legal_given,legal_middle,legal_family,preferred_given,preferred_family,pronouns,"
      "birth_date,sex_for_insurance,language,residence,phone_mobile,phone_mobile_message,"
      "phone_home,phone_work,phone_other,phone_other_message,address_line1,address_line2,city,"
      "state,postal_code,contact_name,contact_relationship,contact_number,care_therapist,"
      "care_prescriber\n"
      "7,Noor,M.,Haddou,Nori,Haddou-Bell,she/her,1979-06-30,female,es,,716-555-0112,yes,"
      "(716) 555-0113,716.555.0114,7165550115,no,\"12 Elm St, rear\",Apt 2,Buffalo,ny,14201,Sol "
      "Bell,sister,716 555 0116," +
      testing::kBrandt.text() + "," + testing::kReyes.text() + "\n";
  REQUIRE(FormerBook::lines(book.checked().problems).empty());
  book.imported();
  const auto client = book.read<std::optional<api::clients::Client>>([&](store::ReadTxn& txn) {
    return clients::find_client(txn, *clients::client_with(txn, 10003));
  });
  REQUIRE(client);
  const api::clients::Details& details = client->details;
  CHECK(details.legal_given == "Noor");
  CHECK(details.legal_middle == "M.");
  CHECK(details.preferred_given == "Nori");
  CHECK(details.preferred_family == "Haddou-Bell");
  CHECK(details.pronouns == "she/her");
  CHECK(details.sex_for_insurance == api::clients::SexForInsurance::kFemale);
  CHECK(details.language == api::clients::SpokenLanguage::kSpanish);
  CHECK(details.residence == api::clients::Residence::kAddress);
  REQUIRE(details.address);
  CHECK(*details.address ==
        api::clients::Address{"12 Elm St, rear", "Apt 2", "Buffalo", "NY", "14201"});
  REQUIRE(details.emergency_contact);
  CHECK(details.emergency_contact->name == "Sol Bell");
  REQUIRE(details.phones.size() == 4);
  int messages = 0;
  for (const auto& phone : details.phones) messages += phone.may_leave_message ? 1 : 0;
  CHECK(messages == 1);
  REQUIRE(client->care_team.size() == 2);
  CHECK(client->care_team[0] ==
        api::clients::CareTeamMember{testing::kBrandt, api::clients::CareRole::kTherapist});
}

TEST_CASE("what is wrong inside a record is told by the column it stands in") {
  FormerBook book;
  book.clients =
      "key,legal_given,legal_family,birth_date,language,residence,phone_mobile,phone_work,"
      "phone_work_message,state,care_therapist\n"
      "1,a,Haddou,1979-06-30,klingon,,,,,,\n"
      "2,b,Haddoh,1979-06-29,,,716-555-0112,12,,,\n"
      "3,c,Hadd,1979-06-28,,,,,maybe,,\n"
      "4,d,Had,1979-06-27,,address,,,,,\n"
      "5,e,Hax,1979-06-26,,,,,,,nobody;nobody else\n";
  const Lines told = FormerBook::lines(book.checked().problems);
  REQUIRE(told.size() == 6);
  CHECK(told[0].starts_with("clients 2 language: one of these: en, es, "));
  CHECK(told[1].starts_with("clients 3 phone_work: "));
  CHECK(told[2] == "clients 4 phone_work_message: yes or no");
  CHECK(told[3] == "clients 5 address_line1: the address is missing");
  CHECK(told[4] == "clients 6 care_therapist: nobody who works here has that sign-in name");
  CHECK(told[5] == told[4]);
}

TEST_CASE("an import of something else than what was checked is refused, and writes nothing") {
  FormerBook book;
  book.two_clients();
  const std::string token = book.checked().token.value();
  const auto refused = [&](const std::string& with) {
    const auto done = book.try_import(with);
    return !done.ok() && done.error().code == ErrorCode::kConflict &&
           done.error().field == "token" && !book.numbered(10003);
  };
  CHECK(refused(std::string(64, 'a')));
  const std::string as_checked = book.clients;
  book.clients += "A-3,Cai,Moss,1999-09-09\n";
  CHECK(refused(token));
  book.clients = as_checked;
  // The book here has changed: the second visit of the day asks for a reason now.
  book.cap(testing::kBrandt, 1);
  CHECK(refused(token));
}

TEST_CASE("what is taken is refused, and what asks for a reason comes in with one and is listed") {
  FormerBook book;
  book.two_clients();
  book.booked("2026-12-08T10:30");
  const Outcome taken = book.checked();
  CHECK(FormerBook::lines(taken.problems) ==
        Lines{"appointments 4 clinician: taken from 10:30 to 11:30 (Therapy, L. Brandt)"});

  FormerBook capped;
  capped.two_clients();
  capped.cap(testing::kBrandt, 1);
  const Outcome outcome = capped.imported();
  CHECK(FormerBook::lines(outcome.soft_conflicts) == Lines{"appointments 3 start: over cap"});
  const auto visits = capped.on("2026-12-01");
  REQUIRE(visits.size() == 2);
  CHECK(capped.history_of(visits[1].id).at(0).override_reason ==
        "It stood so in the clinic's former book.");
  CHECK(capped.history_of(visits[0].id).at(0).override_reason.empty());
}

TEST_CASE(
    "who may be there twice is told by line or record number, until somebody says who it is") {
  FormerBook book;
  book.clients =
      "key,legal_given,legal_family,birth_date,same_as,not_the_same_as\n"
      "1,Noor,Haddou,1979-06-30,,\n"
      "2,Noor,Haddou,1979-06-30,,\n"
      "3,Ana,Petrov,1986-04-17,,\n";
  const Outcome told = book.checked();
  CHECK_FALSE(told.good());
  CHECK(told.problems.count == 0);
  CHECK(FormerBook::lines(told.duplicates) ==
        Lines{"clients 3 not_the_same_as: may be the same person as line 2, key 1",
              "clients 4 not_the_same_as: may be the same person as record #10001"});

  book.clients =
      "key,legal_given,legal_family,birth_date,same_as,not_the_same_as\n"
      "1,Noor,Haddou,1979-06-30,,2\n"
      "2,Noor,Haddou,1979-06-30,,\n"
      "3,Ana,Petrov,1986-04-17,#10001,\n"
      "4,Ana,Petrov,1986-04-17,,#10001\n";
  book.visits_are(book.visit("3", "2026-12-01 10:00"));
  const Outcome said = book.imported();
  CHECK(said.clients == 3);
  CHECK(said.same_clients == 1);
  CHECK(book.on("2026-12-01").at(0).client == book.ana);

  book.clients =
      "key,legal_given,legal_family,birth_date,same_as,not_the_same_as\n"
      "5,Jo,Kim,1986-04-17,#99,\n"
      "6,Jo,Lam,1986-04-18,Ana,\n"
      "7,Jo,Min,1986-04-19,,#98; 12\n"
      "8,Jo,Nam,1986-04-20,,9 9\n";
  book.visits.clear();
  CHECK(FormerBook::lines(book.checked().problems) ==
        Lines{"clients 2 same_as: there is no client with that record number",
              "clients 3 same_as: the record number of a client who is here, as #10001",
              "clients 4 not_the_same_as: there is no such client",
              "clients 4 not_the_same_as: there is no such client",
              "clients 5 not_the_same_as: keys of this file or record numbers as #10001, with a "
              "semicolon between"});
}

TEST_CASE("as many lines are told as are allowed, and all are counted") {
  FormerBook book;
  std::string rows;
  for (std::size_t i = 0; i <= book_import::kMaxTold; ++i)
    rows += "k" + std::to_string(i) + ",a,b,c\n";
  book.clients_are(rows);
  const Outcome outcome = book.checked();
  CHECK(outcome.problems.count == static_cast<std::int64_t>(book_import::kMaxTold) + 1);
  CHECK(outcome.problems.told.size() == book_import::kMaxTold);
}

TEST_CASE("as many clients and bytes come in as are allowed, and one more is refused") {
  FormerBook book;
  std::string rows;
  for (std::size_t i = 0; i < book_import::kMaxClients; ++i) {
    rows += "k" + std::to_string(i) + ",a,b,x\n";  // quick: each is refused for its date alone
  }
  book.clients_are(rows);
  CHECK(book.checked().problems.count == static_cast<std::int64_t>(book_import::kMaxClients));
  book.clients_are(rows + "one,a,b,x\n");
  const Outcome over = book.checked();
  CHECK(over.problems.count == static_cast<std::int64_t>(book_import::kMaxClients) + 1);
  CHECK(over.problems.told.back().line == static_cast<std::int64_t>(book_import::kMaxClients) + 2);

  rows.clear();
  for (std::size_t i = 0; i < book_import::kMaxVisits; ++i) rows += "k,c,s,x,50,\n";
  book.clients.clear();
  book.visits_are(rows);
  // Of each its start, its client, its service and its clinician.
  CHECK(book.checked().problems.count == 4 * static_cast<std::int64_t>(book_import::kMaxVisits));
  book.visits_are(rows + "k,c,s,x,50,\n");
  CHECK(book.checked().problems.told.back().line ==
        static_cast<std::int64_t>(book_import::kMaxVisits) + 2);

  book.clients = FormerBook::kClientHeader;
  book.visits = std::string(book_import::kMaxBytes - book.clients.size(), 'x');
  CHECK(book_import::check(*book.box.ledger, book.installer, book.files(), book.setting).ok());
  book.visits += 'x';
  CHECK(book_import::check(*book.box.ledger, book.installer, book.files(), book.setting)
            .error()
            .code == ErrorCode::kTooLarge);
  CHECK(book_import::check(*book.box.ledger, book.installer, {}, book.setting).error().code ==
        ErrorCode::kMissingField);
}

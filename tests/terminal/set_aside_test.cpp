// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <chrono>
#include <thread>

#include "server/features/spool/spool_store.h"
#include "shared/api/notes.h"
#include "shared/api/questionnaires.h"
#include "shared/wire/json.h"
#include "tests/terminal/staff_terminal.h"

// What the box set aside, as the privacy officer sees it at a staff terminal.

using namespace alcove;
using alcove::testing::StaffTerminal;
using wire::Station;

namespace {

constexpr const char* kWords = "She slept better **this** week.";

// Pia at a terminal of a clinic where two things were set aside: a note's words and an answer.
struct Office : StaffTerminal {
  explicit Office(Station where) : StaffTerminal(where) {
    own.add_person({.sign_in_name = "pia",
                    .display_name = "Pia Ward",
                    .credential = {},
                    .roles = {api::Role::kPrivacyOfficer},
                    .crisis = false});
    api::notes::SaveRequest save{.note = id<NoteId>(),
                                 .revision = id<NoteRevisionId>(),
                                 .base = std::nullopt,
                                 .content = {}};
    save.content.format = rules::NoteFormat::kDap;
    save.content.sections = {{rules::NoteSection::kPlan, kWords}};
    note = bring(std::string(api::notes::kSpoolKind), wire::encode(save), brandt);
    const api::questionnaires::AnswerRequest given{.questionnaire = id<QuestionnaireId>(),
                                                   .number = 1,
                                                   .item = "44260-8",
                                                   .kind = rules::AnswerKind::kPoints,
                                                   .points = 2,
                                                   .confirmed_at = own.clock.now()};
    answer = bring(std::string(api::questionnaires::kAnswerKind), wire::encode(given), {});
  }

  template <class Made>
  Made id() {
    return Made::make(own.clock.now(), own.random);
  }
  SpoolRecordId bring(const std::string& kind, std::string body,
                      const std::optional<StaffId>& author) {
    const auto record_id = id<SpoolRecordId>();
    const api::spool::Record record{.kind = kind,
                                    .device = device,
                                    .author = author,
                                    .session = std::nullopt,
                                    .written_at = own.clock.now(),
                                    .body = std::move(body),
                                    .voucher = {},
                                    .acknowledged = {}};
    const std::string text = wire::encode(record);
    const auto done = own.ledger->write<bool>(
        {.system_user = "installer"}, [&](audit::WriteTxn& txn) -> Result<bool> {
          spool::insert_delivered(txn, record_id, {}, device, api::spool::Outcome::kQuarantined);
          spool::insert_quarantined(txn, {.id = record_id,
                                          .reason = spool::SetAsideReason::kDeviceRevoked,
                                          .head_number = std::nullopt,
                                          .device = device,
                                          .author = author,
                                          .kind = kind,
                                          .written_at = txn.now(),
                                          .delivered_at = txn.now(),
                                          .is_opened = true,
                                          .content = Bytes(text.begin(), text.end())});
          txn.record({.action = "test.work"});
          return true;
        });
    REQUIRE(done.ok());
    return record_id;
  }
  // So many that the privacy officer settled long ago; the first of them came first.
  std::vector<SpoolRecordId> settle_before(std::size_t count) {
    std::vector<SpoolRecordId> all;
    for (std::size_t i = 0; i < count; ++i) {
      all.push_back(bring("note.draft", "{}", brandt));
      // The list goes by the millisecond of the delivery; within one by the record's own number.
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    const auto done = own.ledger->write<bool>(
        {.system_user = "installer"}, [&](audit::WriteTxn& txn) -> Result<bool> {
          for (const SpoolRecordId& one : all) {
            spool::put_settled_by_hand(txn, one,
                                       {.at = txn.now(),
                                        .how = api::set_aside::Settlement::kNotNeeded,
                                        .by_name = "Pia Ward",
                                        .reason = "long ago"},
                                       brandt);
          }
          txn.record({.action = "test.work"});
          return true;
        });
    REQUIRE(done.ok());
    return all;
  }
  std::optional<api::set_aside::Settled> settled(const SpoolRecordId& record) {
    using Found = std::optional<api::set_aside::Settled>;
    return own.store
        ->read<Found>([&](store::ReadTxn& txn) -> Result<Found> {
          return spool::find_quarantined(txn, record)->settled;
        })
        .value();
  }

  SpoolRecordId note;
  SpoolRecordId answer;
};

}  // namespace

TEST_CASE("the privacy officer is told, reads a note and an answer, and settles them") {
  Office office(Station::kTherapyRoom);
  office.work_as("pia");
  CHECK(office.sees("2 things from terminals were set aside and wait for you"));
  office.touch("box_see");
  CHECK(office.sees("Words in a note"));
  CHECK(office.sees("brandt tester, at"));
  office.touch("aside_" + office.note.text());
  CHECK(office.sees("The terminal was out of service"));
  CHECK_FALSE(office.ui->shows_text(kWords));  // not before it was asked for
  office.touch("aside_read");
  CHECK(office.sees(kWords));
  CHECK(office.ui->shows_text("Plan"));
  CHECK(office.sees("It names no client whose record is here."));
  // Another one is chosen: the words of the first are gone.
  office.touch("aside_" + office.answer.text());
  CHECK(office.wait_for([&] { return !office.ui->shows_text(kWords); }));
  office.touch("aside_read");
  CHECK(office.sees("PHQ-9, 9. "));
  office.touch("aside_" + office.note.text());
  CHECK_FALSE(office.ui->shows_text(kWords));

  office.touch("aside_settle");
  CHECK(office.sees("What became of it?"));
  CHECK_FALSE(office.ui->widget("settle_go").enabled);
  office.type("settle_reason", "   ");
  CHECK_FALSE(office.ui->widget("settle_go").enabled);
  office.touch("settle_not_needed");
  office.type("settle_reason", "L. Brandt wrote it anew the same day");
  office.touch("settle_go");
  CHECK(office.sees("It is settled."));
  CHECK(office.sees("Settled by Pia Ward"));
  const auto settled = office.settled(office.note);
  REQUIRE(settled.has_value());
  CHECK(settled->how == api::set_aside::Settlement::kNotNeeded);
  CHECK(settled->reason.find("L. Brandt wrote it anew the same day") != std::string::npos);
  CHECK_FALSE(office.settled(office.answer));
  // It still can be read; the notice counts what is left.
  office.touch("aside_read");
  CHECK(office.sees(kWords));
  office.touch("back");
  CHECK(office.sees("1 thing from a terminal was set aside"));
}

TEST_CASE("of what was settled a hundred stand in the list, and the older ones when asked for") {
  Office office(Station::kTherapyRoom);
  const auto row = [](const SpoolRecordId& one) { return "aside_" + one.text(); };
  SECTION("a hundred are all of them") {
    const auto settled = office.settle_before(100);
    office.work_as("pia");
    office.touch("box_see");
    CHECK(office.sees_widget(row(settled.back())));
    office.ui->wheel("admin_list", -500);
    CHECK(office.sees_widget(row(settled.front())));
    CHECK_FALSE(office.ui->shows("aside_older"));
  }
  SECTION("the hundred and first waits behind a button") {
    const auto settled = office.settle_before(101);
    office.work_as("pia");
    office.touch("box_see");
    CHECK(office.sees_widget(row(settled.back())));
    office.ui->wheel("admin_list", -500);
    CHECK(office.sees_widget("aside_older"));
    CHECK_FALSE(office.ui->shows(row(settled.front())));
    CHECK(office.ui->shows(row(settled[1])));
    office.touch("aside_older");
    CHECK(office.wait_for([&] { return !office.ui->shows("aside_older"); }));
    office.ui->wheel("admin_list", -500);
    CHECK(office.sees_widget(row(settled.front())));
    CHECK(office.ui->shows(row(settled[1])));
    CHECK_FALSE(office.ui->shows("aside_older"));
  }
}

TEST_CASE("at the front desk the list is there, and a note is read in a therapy room") {
  Office office(Station::kFrontDesk);
  office.work_as("pia");
  office.touch("person");
  office.touch("administer");
  office.touch("aside_" + office.note.text());
  office.touch("aside_read");
  CHECK(office.sees("Notes and answers are read"));
  CHECK_FALSE(office.ui->shows_text(kWords));
  office.pull();
  CHECK(office.sees("The box is away"));
  CHECK_FALSE(office.ui->widget("aside_settle").enabled);
  office.put_in();
  CHECK(office.wait_for([&] { return office.ui->widget("aside_settle").enabled; }));
  // Somebody settles it elsewhere while the sheet is open here.
  office.touch("aside_settle");
  testing::ServedTerminal room(office.own, Station::kTherapyRoom, "Room 9", "pia");
  room.must(api::set_aside::settle, {.record = office.note,
                                     .how = api::set_aside::Settlement::kEnteredByHand,
                                     .reason = "entered"});
  office.type("settle_reason", "the same");
  office.touch("settle_go");
  CHECK(office.sees("Somebody settled it meanwhile."));
  office.touch("settle_sheet_close");
  CHECK(office.sees("“entered”"));  // the reason that was given there
}

TEST_CASE("nobody without that office is told, or offered the page") {
  Office office(Station::kTherapyRoom);
  office.work_as("brandt");
  office.touch("person");
  CHECK(office.sees_widget("sign_out"));
  CHECK_FALSE(office.ui->shows("administer"));
  CHECK_FALSE(office.ui->shows_text("set aside"));
}

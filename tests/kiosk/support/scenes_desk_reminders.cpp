// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/client_record.h"
#include "kiosk/screens/desk/paper_sheet.h"
#include "kiosk/screens/desk/reminders_sheet.h"
#include "tests/kiosk/support/over_day.h"
#include "tests/kiosk/support/scenes_desk.h"

// Reminding clients of a day's visits, and how each asks to be reached.
namespace alcove::tests {
namespace {

using namespace screens::desk;
using api::clients::By;
using api::clients::Calling;
using api::clients::Messages;
using api::clients::NotByCall;
using api::clients::NotByLetter;
using api::clients::OtherNumber;
using api::clients::Preferred;
using api::reminders::DueVisit;
using api::reminders::Need;

const LocalDate kDay = std::chrono::year(2026) / 11 / 24;
const char* const kLong =
    "Fernández de Córdoba y Álvarez de Toledo-Villavicencio, María de los Ángeles (Mari)";

DueVisit visit_at(int hour, const char* clinician, bool told = false) {
  return {.start = std::chrono::local_days(kDay) + std::chrono::hours(hour),
          .clinician_name = clinician,
          .service_name = "Therapy",
          .told = told};
}

api::reminders::Row to_call() {
  return {.client_name = "Morales, Lucía",
          .record_number = 10482,
          .language = api::clients::SpokenLanguage::kSpanish,
          .reach = {.by = By::kCall,
                    .ask_for = "Ms. Ruiz",
                    .numbers = {{"(716) 555-0112", true}, {"(716) 555-0164", false}},
                    .address = {"12 Oak Street", "Buffalo, NY 14201"}},
          .visits = {visit_at(10, "L. Brandt"), visit_at(15, "T. Nguyen", true)},
          .tries = {{.way = api::reminders::Way::kPhone,
                     .outcome = api::reminders::Outcome::kNoAnswer,
                     .note = "rings, nobody there",
                     .made = {wall_utc(9, 12), "Mia Ortiz", "Front desk"}}}};
}

RemindersModel reminders_of_day() {
  RemindersModel model{.day = kDay, .zone = new_york(), .reply = api::reminders::DayReply{}};
  auto& reply = *model.reply;
  reply.day = kDay;
  reply.clients = 5;
  reply.to_call = 1;
  reply.to_write = 1;
  reply.unreachable = 1;
  reply.undecided = 2;
  reply.items = {to_call(), to_call(), to_call(), to_call()};
  reply.items[1].client_name = kLong;
  reply.items[1].language = api::clients::SpokenLanguage::kEnglish;
  reply.items[1].reach = {.by = By::kLetter,
                          .not_by_call = NotByCall::kAsksNot,
                          .ask_for = "M. Fernández",
                          .address = {"9 Elm Road", "Amherst, NY 14226"}};
  reply.items[2].client_name = "Weaver, Jo";
  reply.items[2].visits[0].modality = api::appointments::Modality::kVideo;
  reply.items[2].reach = {.not_by_call = NotByCall::kNoNumber,
                          .not_by_letter = NotByLetter::kNoFixedAddress,
                          .ask_for = "Jo Weaver"};
  reply.items[3].client_name = "Haddad, Sam";
  reply.items[3].need = Need::kTold;
  reply.next = "more";
  return model;
}

WishesModel wishes() {
  WishesModel model{.name = "Morales, Lucía"};
  model.take({.wishes = {.preferred = Preferred::kLetter,
                         .calling = Calling::kDoNotCall,
                         .messages = Messages::kNever,
                         .ask_for = "Ms. Ruiz",
                         .other_number = OtherNumber{"(716) 555-01", false},
                         .other_address =
                             api::clients::Address{"9 Elm Road", "", "Amherst", "NY", "14226"}}});
  return model;
}

RecordModel record_that_asks() {
  RecordModel record;
  record.today = kDay;
  record.wishes = wishes().wishes();
  record.wishes.other_number = OtherNumber{"(716) 555-0199", false};
  record.wishes.calling = Calling::kMayCall;
  api::clients::Client client;
  client.record_number = 10482;
  client.details.legal_given = "Lucía";
  client.details.legal_family = "Morales";
  client.details.birth_date = std::chrono::year(1986) / 4 / 17;
  client.details.phones = {{{}, api::clients::PhoneKind::kMobile, "(716) 555-0112", true}};
  record.client = client;
  return record;
}

LetterheadModel letterhead() {
  LetterheadModel model;
  model.take({1, "Elm House", api::clients::Address{"40 Main Street", "", "Buffalo", "NY", "14202"},
              "(716) 555-0100"});
  return model;
}

}  // namespace

void add_desk_reminder_scenes(std::vector<Scene>& out) {
  out.push_back(over_day("99-desk-reminders", reminders_of_day()));
  out.push_back(over_day("99-desk-reminders-away", reminders_of_day(), {.there = false}));
  out.push_back(over_day(
      "99-desk-reminders-none",
      RemindersModel{
          .day = kDay, .zone = new_york(), .reply = api::reminders::DayReply{.day = kDay}}));
  out.push_back(
      over_day("99-desk-remind", RemindModel{.day = kDay, .zone = new_york(), .row = to_call()}));
  out.push_back(over_day("99-desk-wishes", wishes()));
  out.push_back(over_day("99-desk-record-asks", record_that_asks()));
  out.push_back(over_day("99-desk-letterhead", letterhead(), {.touch_keyboard = true}));
  out.push_back(over_day<PaperModel>("99-desk-letters", {.kind = PaperKind::kLetters,
                                                         .below = "Tuesday, November 24",
                                                         .result = PaperResult::kPrinted,
                                                         .count = 12,
                                                         .left_out = 2}));
  out.push_back(over_day<PaperModel>(
      "99-desk-slip",
      {.kind = PaperKind::kSlip, .name = kLong, .result = PaperResult::kNoLetterhead}));
}

}  // namespace alcove::tests

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/wait_report.h"
#include "kiosk/screens/desk/wait_sheets.h"
#include "tests/kiosk/support/over_day.h"
#include "tests/kiosk/support/scenes_desk.h"

// The desk's waitlist.
namespace alcove::tests {
namespace {

using namespace screens::desk;
using namespace api::waitlist;

EntryRow row(std::uint8_t number, std::string name, Priority priority, const char* asked,
             UtcTime due) {
  EntryRow made;
  made.entry.id = id_of<WaitEntryId>(number);
  made.entry.wish.priority = priority;
  made.entry.wish.requested_at = parse_local(asked).value();
  made.client_name = std::move(name);
  made.record_number = 10400 + number;
  made.birth_date = std::chrono::year(1986) / 4 / 17;
  made.service_name = "Therapy";
  made.service_minutes = 55;
  made.due_at = due;
  return made;
}

UtcTime utc(const char* text) {
  return parse_utc(text).value();
}

Offer offer(OfferState state) {
  Offer made;
  made.clinician_name = "L. Brandt";
  made.start = parse_local("2026-12-01T10:00").value();
  made.minutes = 55;
  made.expires_at = utc("2026-11-24T17:00:00.000Z");
  made.state = state;
  made.made = {wall_utc(9, 12), "Mia Ortiz", "Front desk"};
  return made;
}

api::clients::Reach called() {
  return {.by = api::clients::By::kCall,
          .ask_for = "Lucía Morales",
          .numbers = {{.number = "(212) 555-0142", .may_leave_message = false}}};
}

std::vector<EntryRow> rows() {
  std::vector<EntryRow> all{
      row(1, "Okafor, Ngozi", Priority::kEmergent, "2026-11-23T08:40",
          utc("2026-11-23T16:40:00.000Z")),
      row(2, "Fernández de Córdoba y Álvarez de Toledo-Villavicencio, María de los Ángeles (Mari)",
          Priority::kUrgent, "2026-11-20T15:10", utc("2026-11-22T20:10:00.000Z")),
      row(3, "Morales, Lucía", Priority::kRoutine, "2026-11-19T11:00",
          utc("2026-12-04T05:00:00.000Z"))};
  all[1].language = api::clients::SpokenLanguage::kSpanish;
  all[1].clinician_name = "Dr. Alejandra Fernández de Córdoba-Villavicencio";
  all[1].entry.wish.risk = Risk::kHigh;
  all[1].tries = 3;
  all[1].last_try = Try{.way = Way::kPhone, .outcome = Outcome::kLeftMessage, .note = ""};
  all[2].open_offer = offer(OfferState::kOpen);
  all[0].expired_offer = offer(OfferState::kExpired);
  all[2].reach = called();
  all[0].reach = api::clients::Reach{.by = api::clients::By::kLetter,
                                     .not_by_call = api::clients::NotByCall::kAsksNot,
                                     .ask_for = "Ngozi Okafor"};
  return all;
}

WaitlistModel everybody() {
  WaitlistModel model{.zone = new_york(), .now = wall_utc(9, 56)};
  model.read = true;
  model.rows = rows();
  model.count = 214;
  return model;
}

WaitlistModel nobody() {
  WaitlistModel model{.zone = new_york(), .now = wall_utc(9, 56)};
  model.read = true;
  return model;
}

WaitlistModel for_a_time() {
  WaitlistModel model = everybody();
  model.slot = WaitSlot{.clinician = id_of<StaffId>(1), .start = wall(15, 0), .minutes = 55};
  model.rows.pop_back();
  model.count = 2;
  model.slot_clinician = "L. Brandt";
  model.rows[0].entry.wish.language = api::clients::SpokenLanguage::kRussian;
  model.resources = {{id_of<api::resources::ResourceId>(1), 1,
                      api::resources::ResourceKind::kInterpreter, "N. Okafor"}};
  model.rows[0].fit =
      Fit{.understood = Understood::kByInterpreter, .interpreter = model.resources[0].id};
  model.rows[1].entry.wish.language = api::clients::SpokenLanguage::kSpanish;
  model.rows[1].fit = Fit{.understood = Understood::kByNobody};
  return model;
}

// It is offered to the first of them; two others could have it.
WaitlistModel offered_to_one() {
  WaitlistModel model = for_a_time();
  EntryRow row = model.rows[0];
  row.open_offer = api::waitlist::Offer{.clinician = id_of<StaffId>(1),
                                        .clinician_name = "L. Brandt",
                                        .start = wall(15, 0),
                                        .minutes = 55,
                                        .expires_at = wall_utc(12, 0)};
  row.fit.reset();
  model.offered = {row};
  model.rows.clear();
  model.count = 0;
  model.count_behind = 2;
  return model;
}

WaitlistModel of_one() {
  WaitlistModel model = everybody();
  model.client = id_of<ClientId>(1);
  model.client_name = "Lucía Morales";
  model.added = true;
  model.rows = {rows()[2], rows()[2]};
  model.rows[1].entry.state = EntryState::kClosed;
  model.rows[1].entry.how = CloseHow::kNotReached;
  model.count = 2;
  return model;
}

WaitEntryModel entry(bool with_offer) {
  WaitEntryModel model{
      .name = "Lucía Morales", .zone = new_york(), .now = wall_utc(9, 56), .read = true};
  model.opened.row = rows()[2];
  if (!with_offer) model.opened.row.open_offer.reset();
  Wish& wish = model.opened.row.entry.wish;
  wish.weekdays = {1, 3, 5};
  wish.from_minute = 9 * 60;
  wish.until_minute = 14 * 60;
  wish.note = "Needs the ground floor; her sister brings her.";
  if (with_offer) model.opened.offers = {offer(OfferState::kDeclined), offer(OfferState::kOpen)};
  model.opened.tries = {{.way = Way::kPhone,
                         .outcome = Outcome::kNoAnswer,
                         .note = "",
                         .made = {wall_utc(8, 5), "Mia Ortiz", "Front desk"}},
                        {.way = Way::kPhone,
                         .outcome = Outcome::kLeftMessage,
                         .note = "Asked to be called back after four.",
                         .made = {wall_utc(9, 12), "Mia Ortiz", "Front desk"}}};
  return model;
}

WaitEntryModel blocked() {
  WaitEntryModel model = entry(true);
  model.needs_reason = true;
  return model;
}

WaitEntryModel ended() {
  WaitEntryModel model = entry(false);
  model.opened.row.entry.state = EntryState::kClosed;
  model.opened.row.entry.how = CloseHow::kSeenOtherwise;
  model.opened.row.entry.reason = "Seen by her own therapist in the city.";
  model.opened.tries.clear();
  return model;
}

WishModel wish(bool broken) {
  WishModel model;
  model.name = "Lucía Morales";
  model.services = {{id_of<api::appointments::ServiceId>(1), "Therapy", 55, false}};
  model.clinicians = {{id_of<StaffId>(1), "L. Brandt", "LCSW", {api::Role::kClinician}, false}};
  model.service = model.services[0].id;
  model.asked_day = std::chrono::year(2026) / 11 / 23;
  model.asked_time = broken ? "11:00" : "9:40";
  model.now = wall(9, 56);
  model.days = {true, false, true, false, false, false, false};
  model.from = broken ? "noon" : "9:00";
  model.until = broken ? "2 pm" : "";
  model.understood.language = api::clients::SpokenLanguage::kRussian;
  model.note =
      broken ? ""
             : "Comes with her sister, needs the ground floor, and asks not to be put beside the "
               "waiting room because of the noise.";
  return model;
}

OfferModel times(bool any) {
  OfferModel model{.name = "Lucía Morales", .read = true, .without_hours = 2};
  model.now = wall(9, 56);
  model.reach = called();
  if (!any) return model;
  for (int i = 0; i < 4; ++i) {
    model.times.push_back(
        {.slot = {.clinician = id_of<StaffId>(1),
                  .start = parse_local("2026-11-25T10:00").value() + std::chrono::hours(i),
                  .minutes = 55},
         .clinician = i == 1 ? "Dr. Alejandra Fernández de Córdoba-Villavicencio" : "L. Brandt",
         .room = i == 2 ? "" : "Room 2"});
  }
  model.chosen = 1;
  return model;
}

WaitReportModel three_months() {
  WaitReportModel model{.can_save = true, .read = true};
  const auto add = [&](unsigned month, std::string service, api::waitlist::Reach offered,
                       api::waitlist::Reach kept) {
    model.report.items.push_back({.month = std::chrono::year(2026) / month / 1,
                                  .service_name = std::move(service),
                                  .contacts = 14,
                                  .offered = offered,
                                  .kept = kept});
  };
  add(9, "Intake evaluation", {12, 11, 13, 4 * 24 * 60}, {11, 9, 12, 9 * 24 * 60});
  add(10, "Therapy", {13, 12, 13, 190}, {10, 8, 11, 31 * 60});
  add(11, "Intake evaluation", {1, 1, 1, 25}, {0, 0, 0, std::nullopt});
  return model;
}

WaitReportModel saved() {
  WaitReportModel model = three_months();
  model.saved_as = "/media/stick/time-to-service-2026-11-23.csv";
  return model;
}

OfferModel hindered() {
  OfferModel model = times(false);
  model.hinders = Hinders::kLanguage;
  model.hindering = "the language (Russian)";
  return model;
}

WishModel nothing_chosen() {
  WishModel model = wish(false);
  model.service.reset();
  return model;
}

}  // namespace

void add_desk_wait_scenes(std::vector<Scene>& out) {
  out.push_back(over_day("93-desk-wait-form-missing", nothing_chosen()));
  out.push_back(over_day("95-desk-wait-offer-hindered", hindered()));
  out.push_back(over_day("90-desk-wait-list", everybody()));
  out.push_back(over_day("90-desk-wait-nobody", nobody()));
  out.push_back(over_day("90-desk-wait-away", everybody(), {.there = false}));
  out.push_back(over_day("91-desk-wait-slot", for_a_time()));
  out.push_back(over_day("91-desk-wait-slot-offered", offered_to_one()));
  out.push_back(over_day("91-desk-wait-of-one", of_one()));
  out.push_back(over_day("92-desk-wait-entry", entry(false)));
  out.push_back(over_day("92-desk-wait-entry-offered", entry(true)));
  out.push_back(over_day("92-desk-wait-entry-reason", blocked(), {.touch_keyboard = true}));
  out.push_back(over_day("92-desk-wait-entry-ended", ended()));
  out.push_back(over_day("93-desk-wait-form", wish(false)));
  out.push_back(over_day("93-desk-wait-form-unread", wish(true), {.touch_keyboard = true}));
  out.push_back(over_day("94-desk-wait-try", TryModel{.name = "Lucía Morales", .reach = called()}));
  out.push_back(over_day("95-desk-wait-offer", times(true)));
  out.push_back(over_day("95-desk-wait-offer-none", times(false)));
  out.push_back(over_day("96-desk-wait-close",
                         TakeOffModel{.name = "Lucía Morales", .how = CloseHow::kMistake}));
  out.push_back(over_day("97-desk-wait-again", WaitAgainModel{.name = "Lucía Morales"}));
  out.push_back(over_day("99-desk-wait-report", three_months()));
  out.push_back(over_day("99-desk-wait-report-saved", saved()));
  out.push_back(over_day("99-desk-wait-report-none", WaitReportModel{.read = true}));
}

}  // namespace alcove::tests

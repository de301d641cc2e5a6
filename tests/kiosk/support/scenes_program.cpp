// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "kiosk/screens/alerts/alert_sheets.h"
#include "kiosk/screens/alerts/alert_strip.h"
#include "kiosk/screens/sign_in/own_secret_sheet.h"
#include "kiosk/screens/sign_in/reading_sheet.h"
#include "kiosk/screens/sign_in/sign_in.h"
#include "kiosk/screens/standing/standing.h"
#include "kiosk/text/standing_messages.h"
#include "kiosk/widgets/draw.h"
#include "kiosk/widgets/lock_offer.h"
#include "tests/kiosk/support/scenes.h"

// Screens that every staff terminal has, whatever its station.
namespace alcove::tests {
namespace {

using text::Language;
namespace at = screens::alerts;

at::StripModel every_row() {
  at::StripModel model;
  model.rows.push_back({.kind = at::RowKind::kAlert,
                        .person = "María de los Ángeles Guadalupe F.",
                        .since = "9:53",
                        .minutes = 1,
                        .act = at::RowAct::kTell});
  model.rows.push_back({.kind = at::RowKind::kAlert,
                        .since = "12:40 PM",
                        .minutes = 17,
                        .why = at::WhyEverywhere::kNobodyThere,
                        .told_by = "Dr. Alejandra Fernández de Córdoba-Villavicencio",
                        .told_whom = "Dr. Thanh Nguyen in room 3",
                        .told_at = "12:41 PM",
                        .act = at::RowAct::kOpen});
  model.rows.push_back({.kind = at::RowKind::kHelp,
                        .person = "Lucía M.",
                        .terminal = "Lobby terminal by the main entrance",
                        .since = "12:44 PM",
                        .minutes = 2,
                        .act = at::RowAct::kGo});
  model.rows.push_back({.kind = at::RowKind::kTooManyTries, .since = "12:45 PM"});
  return model;
}

at::StripModel stopped() {
  at::StripModel model;
  model.rows.push_back({.kind = at::RowKind::kStopped,
                        .person = "Lucía M.",
                        .terminal = "Lobby terminal by the main entrance",
                        .since = "12:44 PM",
                        .minutes = 2,
                        .act = at::RowAct::kGo});
  return model;
}

at::StripModel came_late() {
  at::StripModel model;
  model.rows.push_back({.kind = at::RowKind::kAlert,
                        .person = "María de los Ángeles Guadalupe F.",
                        .since = "12:44 PM",
                        .minutes = 2,
                        .came_late = true,
                        .act = at::RowAct::kTell});
  model.rows.push_back({.kind = at::RowKind::kSetAside,
                        .person = "Lucía M.",
                        .terminal = "Lobby terminal by the main entrance",
                        .since = "12:44 PM",
                        .act = at::RowAct::kGo});
  model.rows.push_back({.kind = at::RowKind::kNeedsClinician,
                        .terminal = "Lobby terminal by the main entrance",
                        .since = "12:44 PM",
                        .said = "on November 23, 2026 at 12:41 PM",
                        .act = at::RowAct::kGo});
  return model;
}

void strip_over_a_page(ui::Ui& ui, const at::StripModel& model) {
  ui::Rect page = ui.screen();
  ui::fill(ui, page, ui::Ink::kPaper);
  at::draw(ui, page.cut_top(at::strip_height(ui, page.width, model)), model);
}

Scene strip(std::string name, const at::StripModel& model) {
  return {std::move(name), ui::Density::kStaff, [model](Language language) {
            at::StripModel now = model;
            now.language = language;
            return [now](ui::Ui& ui) { strip_over_a_page(ui, now); };
          }};
}

template <class Model>
Scene sheet(std::string name, const Model& model) {
  return {std::move(name), ui::Density::kStaff, [model](Language language) {
            auto now = std::make_shared<Model>(model);
            now->language = language;
            return [now](ui::Ui& ui) {
              ui::fill(ui, ui.screen(), ui::Ink::kPaper);
              draw(ui, *now);
            };
          }};
}

at::CareModel caring() {
  at::CareModel model;
  model.person = "Fernández de Córdoba y Álvarez de Toledo-Villavicencio, María de los Ángeles";
  model.record_number = 104'233;
  model.since = "12:40 PM";
  model.minutes = 17;
  model.colleagues = {{"Dr. Alejandra Fernández de Córdoba-Villavicencio, PMHNP-BC"},
                      {"L. Brandt, LCSW"},
                      {"T. Nguyen, MD"}};
  model.can_open_chart = true;
  return model;
}

void add_alerts(std::vector<Scene>& out) {
  out.push_back(strip("50-alert-strip", every_row()));
  at::StripModel away = every_row();
  away.away = true;
  away.rows.resize(1);
  out.push_back(strip("51-alert-strip-away", away));
  out.push_back(strip("51-alert-strip-stopped", stopped()));
  out.push_back(strip("51-alert-strip-came-late", came_late()));
  at::TellModel telling;
  telling.whom = "Dr. Nguyen, room 3";
  telling.touch_keyboard = true;
  telling.problem = ErrorCode::kUnavailable;
  out.push_back(sheet("52-alert-tell", telling));
  out.push_back(sheet("53-alert-care", caring()));
  at::CareModel late = caring();
  late.source = api::alerts::Source::kPhq9Item9SetAside;
  out.push_back(sheet("53-alert-care-came-late", late));
  at::CareModel handing = caring();
  handing.action = api::alerts::Action::kHandedOver;
  handing.handed_to = 1;
  out.push_back(sheet("54-alert-hand-over", handing));
  at::CareModel other = caring();
  other.action = api::alerts::Action::kOther;
  other.touch_keyboard = true;
  out.push_back(sheet("55-alert-other", other));
  at::CareModel done = caring();
  done.done_by = "T. Nguyen";
  done.done_at = "12:51 PM";
  done.done_action = api::alerts::Action::kHandedOver;
  done.done_words = "L. Brandt";
  out.push_back(sheet("56-alert-done", done));
}

screens::sign_in::Place desk() {
  return {.clinic = "Riverside Community Mental Health",
          .station = "Front desk by the main entrance",
          .connection = {},
          .touch_keyboard = false};
}

void add_leaving_while_away(std::vector<Scene>& out) {
  namespace in = screens::sign_in;
  in::LockedModel switching;
  switching.place = desk();
  switching.place.connection = {false, "10:41", 0};
  switching.person = "Mia Ortiz";
  switching.away = true;
  out.push_back(sheet("65-locked-away-pin", switching));
  in::ReadingModel leaving;
  leaving.person = "Mia Ortiz";
  leaving.away = true;
  leaving.leaves_something = true;
  out.push_back(sheet("67-reading-away", leaving));
}

void add_own_secrets(std::vector<Scene>& out) {
  namespace in = screens::sign_in;
  in::OwnSecretModel password;
  password.current = password.fresh = "four words that only I";
  password.again = "four words";
  out.push_back(sheet("68-own-password", password));
  password.problem = ErrorCode::kWrongSignIn;
  out.push_back(sheet("68-own-password-wrong", password));
  in::OwnSecretModel pin;
  pin.what = in::OwnSecret::kPin;
  pin.too_easy = true;
  out.push_back(sheet("69-own-pin", pin));
  pin.done = true;
  out.push_back(sheet("69-own-pin-done", pin));
  pin.what = in::OwnSecret::kPassword;
  out.push_back(sheet("68-own-password-done", pin));
}

// Something that was kept on this terminal cannot be read.
void add_damage(std::vector<Scene>& out) {
  namespace in = screens::sign_in;
  const auto scene = [&out](const char* name, auto model, const auto& words) {
    out.push_back({name, ui::Density::kStaff,
                   [model, words](Language language) -> std::function<void(ui::Ui&)> {
                     auto now = std::make_shared<decltype(model)>(model);
                     now->language = language;
                     now->place = desk();
                     now->place.damage = words(text::StandingMessages(language));
                     return [now](ui::Ui& ui) {
                       ui::fill(ui, ui.screen(), ui::Ink::kPaper);
                       draw(ui, *now);
                     };
                   }});
  };
  scene("61-sign-in-damage", in::SignInModel(), [](const text::StandingMessages& say) {
    return say.damage_waiting({.kilobytes = "12", .file = "spool/records.damaged-1"});
  });
  in::LockedModel locked;
  locked.person = "L. Brandt, LCSW";
  scene("65-locked-damage", locked, [](const text::StandingMessages& say) {
    return say.damage_acknowledged({.kilobytes = "3", .file = "kept/writes.damaged-1"});
  });
}

void add_staff(std::vector<Scene>& out) {
  namespace in = screens::sign_in;
  in::SignInModel ended;
  ended.place = desk();
  ended.ended = true;
  out.push_back(sheet("60-sign-in-ended", ended));
  in::SignInModel alarm;
  alarm.place = desk();
  alarm.place.alert = at::general_words(Language::kSpanish, {"12:40 PM", 17, 3});
  alarm.place.call = at::general_call_words(Language::kSpanish,
                                            {.kind = at::RowKind::kHelp,
                                             .terminal = "Terminal junto a la entrada principal",
                                             .since = "12:44 PM",
                                             .minutes = 2},
                                            2);
  out.push_back(sheet("61-sign-in-alert", alarm));
  add_damage(out);
  in::NewPasswordModel first;
  first.place = desk();
  first.first_administrator = true;
  first.display_name = "Dr. Alejandra Fernández de Córdoba-Villavicencio";
  out.push_back(sheet("62-first-administrator", first));
  in::NewPinModel easy;
  easy.place = desk();
  easy.too_easy = true;
  out.push_back(sheet("63-pin-too-easy", easy));
  in::LockedModel away;
  away.place = desk();
  away.place.connection = {false, "10:41", 3};
  away.place.alert = at::general_words(Language::kEnglish, {"9:53", 1, 1});
  away.place.call = at::general_call_words(
      Language::kEnglish, {.kind = at::RowKind::kTooManyTries, .since = "12:45 PM"}, 1);
  away.person = "L. Brandt, LCSW";
  away.pin_allowed = false;
  out.push_back(sheet("64-locked-away", away));
  in::LockedModel by_box;
  by_box.place = desk();
  by_box.person = "L. Brandt, LCSW";
  by_box.by_box = true;
  out.push_back(sheet("65-locked-by-box", by_box));
  out.push_back(sheet("66-reading", in::ReadingModel()));
  in::ReadingModel person;
  person.person = "Dr. Alejandra Fernández de Córdoba-Villavicencio, PMHNP-BC";
  out.push_back(sheet("67-reading-person", person));
  add_leaving_while_away(out);
  add_own_secrets(out);
}
using AddStanding =
    std::function<void(const char* name, screens::standing::Trouble trouble,
                       const std::function<void(screens::standing::StandingModel&)>& more)>;

// Who it is cannot be read.
void add_own_files(const AddStanding& add) {
  using screens::standing::StandingModel;
  using screens::standing::Trouble;
  const auto nameless = [](StandingModel& model) {
    model.place = {};
    model.place.clinic = "Alcove";
    model.for_visitors = true;
  };
  add("79-standing-other-key", Trouble::kOtherKeyFile, nameless);
  add("79-standing-damaged-files", Trouble::kDamagedFiles, [&](StandingModel& model) {
    nameless(model);
    model.enrolling = true;
    model.not_put_aside = true;
  });
  add("79-standing-no-key", Trouble::kNoKeyFile, [&](StandingModel& model) {
    nameless(model);
    model.key_file = "/run/credentials/alcove-kiosk.service/terminal-key";
  });
}

void add_standing(std::vector<Scene>& out) {
  using screens::standing::StandingModel;
  using screens::standing::Trouble;
  const auto add = [&out](const char* name, Trouble trouble,
                          const std::function<void(StandingModel&)>& more = {}) {
    StandingModel model;
    model.place = desk();
    model.trouble = trouble;
    model.address = "box.riverside-community-mental-health.example:8443";
    if (more) more(model);
    out.push_back(sheet(name, model));
  };
  add("70-standing-locked", Trouble::kLocked);
  add("70-standing-locked-time", Trouble::kLocked, [](StandingModel& model) {
    model.machine_date = "September 30, 2014";
    model.other_time = true;
  });
  add("71-standing-restored-asking", Trouble::kRestored);
  add("72-standing-restored", Trouble::kRestored, [](StandingModel& model) {
    model.restored = {.backup = "Tuesday, November 24, 2:00",
                      .restored = "Wednesday, November 25, 8:15",
                      .who = "root",
                      .lost = 214,
                      .seen_here = 57,
                      .brings_back = 12};
    model.since = "Wednesday, November 25, 8:16";
    model.problem = ErrorCode::kForbidden;
    model.waiting = 3;
  });
  add("73-standing-rolled-back", Trouble::kRolledBack, [](StandingModel& model) {
    model.since = "Wednesday, November 25, 8:16";
    model.for_visitors = true;
  });
  add("74-standing-revoked", Trouble::kRevoked, [](StandingModel& model) {
    model.waiting = 1;
    model.enrolling = true;
  });
  add("75-standing-certificate", Trouble::kCertificateOver);
  add("76-standing-other-server", Trouble::kOtherServer,
      [](StandingModel& model) { model.trying = true; });
  add("76-standing-other-ended", Trouble::kOtherServer, [](StandingModel& model) {
    model.own_ended = "September 30, 2025";
    model.waiting = 3;
    model.enrolling = true;
  });
  add("78-standing-time", Trouble::kOtherTime, [](StandingModel& model) {
    model.machine_date = "September 30, 2014";
    model.waiting = 3;
  });
  add("77-standing-version", Trouble::kOtherVersion);
  add_own_files(add);
}

bool is_of_somebody_at_work(const Scene& scene) {
  return scene.density == ui::Density::kStaff && (scene.name.find("-desk-") != std::string::npos ||
                                                  scene.name.find("-room-") != std::string::npos);
}

auto with_lock_over_sheets(const decltype(Scene::make)& make) {
  return [make](Language language) -> std::function<void(ui::Ui&)> {
    return [draw = make(language)](ui::Ui& ui) {
      ui::offer_lock(ui, true);
      draw(ui);
    };
  };
}

}  // namespace

void add_program_scenes(std::vector<Scene>& out) {
  add_alerts(out);
  add_staff(out);
  add_standing(out);
}

void lock_over_sheets(std::vector<Scene>& scenes) {
  for (Scene& scene : scenes) {
    if (is_of_somebody_at_work(scene)) scene.make = with_lock_over_sheets(scene.make);
  }
}

}  // namespace alcove::tests

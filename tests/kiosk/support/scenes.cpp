// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk/support/scenes.h"

#include <algorithm>
#include <memory>

#include "kiosk/screens/first_run/first_run.h"
#include "kiosk/screens/lobby/closing.h"
#include "kiosk/screens/lobby/consent.h"
#include "kiosk/screens/lobby/details.h"
#include "kiosk/screens/lobby/identity.h"
#include "kiosk/screens/lobby/question.h"
#include "kiosk/screens/lobby/welcome.h"
#include "kiosk/screens/sign_in/sign_in.h"
#include "kiosk/widgets/button.h"
#include "kiosk/widgets/note_editor.h"
#include "shared/base/grouped_code.h"
#include "tests/kiosk/support/scenes_desk.h"
#include "tests/kiosk/support/scenes_room.h"

namespace alcove::tests {
namespace {

using namespace screens::lobby;
using text::Language;

// Two groups that are right, one with a slip, one unfinished; made by the code's own encoder.
const std::string kTypedCode = [] {
  const std::string code = encode_grouped_code(as_bytes("0123456789"));
  return code.substr(0, 12) + "00000-0M3";
}();

LocalDateTime monday(int hour, int minute) {
  return std::chrono::local_days(std::chrono::year(2026) / 11 / 23) + std::chrono::hours(hour) +
         std::chrono::minutes(minute);
}

template <class Model>
Scene lobby(std::string name, std::function<Model(Language)> fill) {
  return {std::move(name), ui::Density::kLobby, [fill](Language language) {
            auto model = std::make_shared<Model>(fill(language));
            model->language = language;
            return [model](ui::Ui& ui) { draw(ui, *model); };
          }};
}

// A sheet over a screen of the walk.
template <class Model>
Scene over_surname(std::string name, Model sheet) {
  return {std::move(name), ui::Density::kLobby, [sheet](Language language) {
            auto below = std::make_shared<SurnameModel>();
            auto model = std::make_shared<Model>(sheet);
            below->language = model->language = language;
            below->surname = "Morales";
            return [below, model](ui::Ui& ui) {
              draw(ui, *below);
              draw(ui, *model);
            };
          }};
}

QuestionModel question_3(Language language) {
  QuestionModel model;
  model.number = 3;
  model.total = 9;
  model.can_listen = true;
  model.chosen = 1;
  if (language == Language::kSpanish) {
    model.stem =
        "Durante las últimas 2 semanas, ¿qué tan seguido ha tenido molestias debido a los "
        "siguientes problemas?";
    model.item =
        "Ha tenido dificultad para quedarse o permanecer dormido(a), o ha dormido demasiado";
    model.choices = {"Ningún día", "Varios días", "Más de la mitad de los días",
                     "Casi todos los días"};
  } else {
    model.stem =
        "Over the last 2 weeks, how often have you been bothered by any of the following problems?";
    model.item = "Trouble falling or staying asleep, or sleeping too much";
    model.choices = {"Not at all", "Several days", "More than half the days", "Nearly every day"};
  }
  return model;
}

QuestionModel question_8(Language language) {
  QuestionModel model = question_3(language);
  model.number = 8;
  model.chosen.reset();
  model.declined = model.kept = true;  // gone back to, and declined now
  model.item =
      language == Language::kSpanish
          ? "¿Se ha movido o hablado tan lento que otras personas podrían haberlo notado? o lo "
            "contrario – muy inquieto(a) o agitado(a) que ha estado moviéndose mucho más de lo "
            "normal"
          : "Moving or speaking so slowly that other people could have noticed? Or the opposite – "
            "being so fidgety or restless that you have been moving around a lot more than usual";
  return model;
}

ConsentReadModel consent(Language language) {
  ConsentReadModel model;
  const bool spanish = language == Language::kSpanish;
  model.title = spanish ? "Consentimiento para el tratamiento" : "Consent to treatment";
  const std::string part =
      spanish ? "Usted decide si quiere recibir atención aquí. Puede hacer preguntas en cualquier "
                "momento y puede retirar este consentimiento cuando quiera. Lo que nos cuenta se "
                "queda entre usted y su equipo, con las excepciones que marca la ley.\n\n"
              : "You decide whether you want care here. You can ask questions at any time, and you "
                "can take this consent back whenever you like. What you tell us stays between you "
                "and your team, with the exceptions that the law names.\n\n";
  for (int i = 0; i < 6; ++i) model.body += part;
  return model;
}

ui::Signature drawn() {
  ui::Signature signature;
  signature.strokes.emplace_back();
  for (int i = 0; i < 60; ++i) {
    const float t = static_cast<float>(i) / 59.0F;
    const float wave = static_cast<float>((i * 7) % 13) / 13.0F;
    signature.strokes.back().push_back({0.3F + 0.35F * t, 0.05F + 0.06F * wave});
  }
  return signature;
}

void add_identity(std::vector<Scene>& out) {
  out.push_back({"01-welcome", ui::Density::kLobby, [](Language language) {
                   auto model = std::make_shared<WelcomeModel>(
                       WelcomeModel{"Riverside Community Mental Health", monday(9, 50), language});
                   return [model](ui::Ui& ui) { draw(ui, *model); };
                 }});
  out.push_back({"01-welcome-away", ui::Density::kLobby, [](Language language) {
                   auto model = std::make_shared<WelcomeModel>(
                       WelcomeModel{"Riverside Community Mental Health", monday(9, 50), language,
                                    CheckInHere::kAtDesk});
                   return [model](ui::Ui& ui) { draw(ui, *model); };
                 }});
  out.push_back(lobby<SurnameModel>("02-surname-empty", [](Language) { return SurnameModel(); }));
  out.push_back(lobby<SurnameModel>("03-surname-long", [](Language) {
    return SurnameModel{{}, "Fernández de Córdoba y Álvarez de Toledo-Villavicencio"};
  }));
  out.push_back(lobby<BirthDateModel>("04-birth-date", [](Language) {
    BirthDateModel model;
    model.today = std::chrono::year(2026) / 11 / 23;
    for (const char figure : std::string("041719")) model.entry.type(figure);
    return model;
  }));
  out.push_back(lobby<BirthDateModel>("05-birth-date-no-such-day", [](Language) {
    BirthDateModel model;
    model.today = std::chrono::year(2026) / 11 / 23;
    for (const char figure : std::string("04311986")) model.entry.type(figure);
    return model;
  }));
  out.push_back(lobby<PhoneDigitsModel>("06-phone", [](Language) {
    return PhoneDigitsModel{{}, "22", false};
  }));
  out.push_back(lobby<PhoneDigitsModel>("07-phone-looking", [](Language) {
    return PhoneDigitsModel{{}, "2233", true};
  }));
  out.push_back(lobby<HelloModel>("08-hello", [](Language) {
    return HelloModel{{}, "María de los Ángeles Guadalupe F.", monday(13, 30)};
  }));
}

void add_details(std::vector<Scene>& out) {
  out.push_back(lobby<ConfirmModel>("09-confirm-phone", [](Language) {
    return ConfirmModel{{}, Detail::kPhone, "(•••) •••-••33", true};
  }));
  out.push_back(lobby<ConfirmModel>("10-confirm-address", [](Language) {
    return ConfirmModel{
        {}, Detail::kAddress, "1••• R•••••• A•••••, Apt. ••\nRiv••••••, WA 98•••", std::nullopt};
  }));
  out.push_back(lobby<NewPhoneModel>("11-new-phone", [](Language) {
    return NewPhoneModel{{}, "7165550119"};
  }));
  out.push_back(lobby<NewPhoneModel>("11-new-phone-wrong", [](Language) {
    return NewPhoneModel{{}, "5551107719"};
  }));
  out.push_back(lobby<NewPhoneModel>("11-new-phone-busy", [](Language) {
    return NewPhoneModel{{}, "7165550119", Busy::kLong};
  }));
  out.push_back(lobby<NewAddressModel>("12-new-address", [](Language) {
    return NewAddressModel{{}, "12 Avenida de la Constitución", "San Juan", "", ""};
  }));
  out.push_back(lobby<NewAddressModel>("12-new-address-busy", [](Language) {
    return NewAddressModel{{},         "12 Avenida de la Constitución", "San Juan", "PR", "00901",
                           Busy::kLong};
  }));
}

void add_consent_and_questions(std::vector<Scene>& out) {
  out.push_back(lobby<ConsentReadModel>("13-consent-read", consent));
  out.push_back(lobby<ConsentReadModel>("13-consent-changed", [](Language language) {
    ConsentReadModel model = consent(language);
    model.wording = Wording::kChanged;
    return model;
  }));
  out.push_back(lobby<ConsentSignModel>("14-consent-sign", [](Language) {
    return ConsentSignModel{{}, "María de los Ángeles Fernández", drawn()};
  }));
  out.push_back(lobby<ConsentSignModel>("15-consent-sign-empty",
                                        [](Language) { return ConsentSignModel(); }));
  out.push_back(lobby<QuestionModel>("16-question", question_3));
  out.push_back(lobby<ConsentSignModel>("15-consent-sign-busy", [](Language) {
    return ConsentSignModel{{}, "María de los Ángeles Fernández", drawn(), Busy::kLong};
  }));
  out.push_back(lobby<QuestionModel>("16-question-first-busy", [](Language language) {
    QuestionModel model = question_3(language);
    model.can_go_back = model.can_listen = false;
    model.busy = Busy::kLong;
    return model;
  }));
  out.push_back(lobby<QuestionModel>("17-question-long-declined", question_8));
}

void add_closing(std::vector<Scene>& out) {
  out.push_back(lobby<SupportModel>("18-support", [](Language) { return SupportModel(); }));
  out.push_back(lobby<SupportModel>("19-support-undelivered", [](Language) {
    return SupportModel{{}, true, true};
  }));
  out.push_back(lobby<DoneModel>("20-done", [](Language) { return DoneModel(); }));
  out.push_back(
      lobby<DoneModel>("20-done-number", [](Language) { return DoneModel{.queue_token = "W8"}; }));
  out.push_back(lobby<DoneModel>("20-done-undelivered", [](Language) {
    return DoneModel{.undelivered = true, .settled = false};
  }));
  out.push_back(
      lobby<DoneModel>("20-done-not-kept", [](Language) { return DoneModel{.not_kept = true}; }));
  for (const auto& [name, what] : {std::pair{"20-not-kept-phone", NotKept::kPhone},
                                   std::pair{"20-not-kept-address", NotKept::kAddress},
                                   std::pair{"20-not-kept-signature", NotKept::kSignature},
                                   std::pair{"20-not-kept-talk", NotKept::kTalkFirst}}) {
    out.push_back(
        lobby<NotKeptModel>(name, [what = what](Language) { return NotKeptModel{.what = what}; }));
  }
  out.push_back(lobby<SeeDeskModel>("21-see-desk-only",
                                    [](Language) { return SeeDeskModel{.can_restart = false}; }));
  out.push_back(lobby<SeeDeskModel>("21-see-desk", [](Language) { return SeeDeskModel(); }));
  out.push_back(over_surname<IdleModel>("22-idle", {{}, 27, false}));
  out.push_back(over_surname<HelpCalledModel>("23-help-called", {}));
  out.push_back(over_surname<HelpCalledModel>("23-help-calling", {{}, HelpState::kCalling}));
  out.push_back(over_surname<HelpCalledModel>("23-help-away", {{}, HelpState::kAway}));
  out.push_back(over_surname<HelpCalledModel>("23-help-both", {{}, HelpState::kCalled, true}));
  out.push_back(over_surname<HelpCalledModel>("23-help-away-both", {{}, HelpState::kAway, true}));
}

template <class Model>
Scene staff(std::string name, std::function<Model()> fill) {
  return {std::move(name), ui::Density::kStaff, [fill](Language language) {
            auto model = std::make_shared<Model>(fill());
            model->language = language;
            return [model](ui::Ui& ui) { draw(ui, *model); };
          }};
}

screens::sign_in::Place room_2() {
  return {"Riverside Community Mental Health", "Therapy room 2", {}, false};
}

void add_sign_in(std::vector<Scene>& out) {
  namespace at = screens::sign_in;
  out.push_back(staff<at::SignInModel>("30-sign-in", [] {
    return at::SignInModel{{}, room_2(), "lbrandt", "correct horse ba", false, {}};
  }));
  out.push_back(staff<at::SignInModel>("31-sign-in-wrong-touch", [] {
    at::SignInModel model{{}, room_2(), "lbrandt", "", false, ErrorCode::kWrongSignIn};
    model.place.touch_keyboard = true;
    return model;
  }));
  out.push_back(staff<at::SignInModel>("32-sign-in-away", [] {
    at::SignInModel model{{}, room_2(), "", "", false, {}};
    model.place.connection = {false, "10:41", 3};
    return model;
  }));
  out.push_back(staff<at::NewPasswordModel>("33-new-password", [] {
    return at::NewPasswordModel{
        {}, room_2(), "admin", "7ZQ4K-0M3PD", "correct hor", "", false, ErrorCode::kPasswordWeak};
  }));
  out.push_back(staff<at::NewPinModel>(
      "34-new-pin", [] { return at::NewPinModel{{}, room_2(), "123", "", false, true}; }));
  out.push_back(staff<at::LockedModel>("35-locked-pin", [] {
    at::LockedModel model;
    model.place = room_2();
    model.person = "L. Brandt, LCSW";
    model.pin = "12";
    model.tries_left = 4;
    return model;
  }));
  out.push_back(staff<at::LockedModel>("36-locked-password", [] {
    at::LockedModel model;
    model.place = room_2();
    model.person = "Dr. Alejandra Fernández de Córdoba-Villavicencio, PMHNP-BC";
    model.pin_allowed = false;
    model.tries_left = 0;
    return model;
  }));
}

void add_first_run(std::vector<Scene>& out) {
  using screens::first_run::FirstRunModel;
  out.push_back(staff<FirstRunModel>("37-first-run", [] { return FirstRunModel(); }));
  out.push_back(staff<FirstRunModel>("38-first-run-typing", [] {
    FirstRunModel model;
    model.address = "192.168.1.20";
    model.code = kTypedCode;
    return model;
  }));
}

// The staff's widgets together, as a therapy room uses them.
struct Room {
  ui::EditBuffer data{{20'000, ui::Lines::kMany, false}};
  ui::EditBuffer assessment{{20'000, ui::Lines::kMany, false}};
  ui::EditBuffer plan{{20'000, ui::Lines::kMany, false}};
  std::size_t kind = 0;

  Room() {
    data.reset(
        "Lucía arrived on time. She describes a hard week: her sister’s visit ended early, and she "
        "slept about four hours a night. On today’s form she marked thoughts of being better off "
        "dead on several days; asked directly, she denies a plan or intent.");
    assessment.reset("Mood low but steadier than in September. Risk is present and low today.");
    assessment.move_to(26, ui::Extend::kMove);
    assessment.move_to(46, ui::Extend::kSelect);
  }

  void draw(ui::Ui& ui, Language language) {
    const ui::Theme& theme = ui.theme();
    ui::Rect page = ui.screen();
    ui::fill(ui, page, ui::Ink::kPaper);
    const ui::TopBarSpec bar{language, {false, "10:41", 2}, "Dr. Alejandra Fernández de Córdoba"};
    const ui::TopBarReaction top = ui::top_bar(ui, page.cut_top(ui::top_bar_height(ui, bar)), bar);
    ui::text_line(ui, top.left, {.style = ui::TextStyle::kHeading}, "Lucía Morales",
                  ui::WhenLong::kShorten);
    page = page.inset(theme.margin(), theme.px(16));
    ui::card(ui, page);
    ui::Rect area = page.inset(theme.px(20));
    const ui::Segment kinds[] = {{"dap", "DAP"}, {"soap", "SOAP"}, {"birp", "BIRP"}};
    kind = ui::segments(ui, area.cut_top(ui::segments_height(ui, area.width, kinds)), kinds, kind);
    area.cut_top(theme.gap());
    ui.prefer_focus("assessment");
    ui::Rect flow = ui.begin_scroll("note", area);
    const float start = flow.y;
    section(ui, flow, {"Data", "data", {}, "assessment"}, data);
    section(ui, flow, {"Assessment", "assessment", "data", "plan"}, assessment);
    section(ui, flow, {"Plan", "plan", "assessment", {}}, plan);
    ui.end_scroll(flow.y - start);
  }

  struct Section {
    std::string_view heading;
    std::string_view name;
    std::string_view before;
    std::string_view after;
  };
  static void section(ui::Ui& ui, ui::Rect& flow, const Section& section, ui::EditBuffer& buffer) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBodyStrong, .ink = ui::Ink::kPrimary},
                     section.heading, 0);
    const float width = std::min(flow.width, ui.theme().px(744));
    const auto reaction =
        ui::note_editor(ui,
                        {.name = std::string(section.name),
                         .at = {flow.x, flow.y},
                         .width = width,
                         .placeholder = "What comes next: next visit, homework, who does what",
                         .section_before = section.before,
                         .section_after = section.after},
                        buffer);
    flow.y += reaction.height + ui.theme().gap();
  }
};

void add_room(std::vector<Scene>& out) {
  out.push_back({"39-room-widgets", ui::Density::kStaff, [](Language language) {
                   auto room = std::make_shared<Room>();
                   return [room, language](ui::Ui& ui) { room->draw(ui, language); };
                 }});
}

}  // namespace

std::vector<Scene> all_scenes() {
  std::vector<Scene> out;
  add_identity(out);
  add_details(out);
  add_consent_and_questions(out);
  add_closing(out);
  add_display_scenes(out);
  add_sign_in(out);
  add_first_run(out);
  add_room(out);
  add_program_scenes(out);
  room_scenes::add(out);
  add_desk_scenes(out);
  add_administration_scenes(out);
  lock_over_sheets(out);
  return out;
}

}  // namespace alcove::tests

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/standing/standing.h"

#include "kiosk/screens/sign_in/sign_in.h"
#include "kiosk/text/problems.h"
#include "kiosk/text/sign_in_messages.h"
#include "kiosk/text/standing_messages.h"
#include "kiosk/widgets/text_field.h"

namespace alcove::screens::standing {
namespace {

using text::StandingMessages;

constexpr float kFormWidth = 560;

std::string_view title_of(Trouble trouble, const StandingMessages& say) {
  switch (trouble) {
    case Trouble::kLocked:
      return say.standing_locked_title();
    case Trouble::kRestored:
      return say.standing_restored_title();
    case Trouble::kRolledBack:
      return say.standing_rolled_title();
    case Trouble::kRevoked:
      return say.standing_revoked_title();
    case Trouble::kCertificateOver:
      return say.standing_certificate_title();
    case Trouble::kOtherServer:
      return say.standing_other_title();
    case Trouble::kOtherTime:
      return say.standing_time_title();
    case Trouble::kOtherVersion:
      return say.standing_version_title();
    case Trouble::kOtherKeyFile:
    case Trouble::kDamagedFiles:
      return say.standing_files_title();
    case Trouble::kNoKeyFile:
      return say.standing_no_key_title();
  }
  return {};
}

std::string text_of(const StandingModel& model, const StandingMessages& say) {
  switch (model.trouble) {
    case Trouble::kLocked:
      return std::string(say.standing_locked_text());
    case Trouble::kRestored:
      if (!model.restored) return std::string(say.standing_restored_asking());
      return say.standing_restored_text(model.restored->backup);
    case Trouble::kRolledBack:
      return std::string(say.standing_rolled_text());
    case Trouble::kRevoked:
      return std::string(say.standing_revoked_text());
    case Trouble::kCertificateOver:
      return std::string(say.standing_certificate_text());
    case Trouble::kOtherServer:
      return say.standing_other_text(model.address);
    case Trouble::kOtherTime:
      return say.standing_time_text(model.machine_date);
    case Trouble::kOtherVersion:
      return std::string(say.standing_version_text());
    case Trouble::kOtherKeyFile:
      return std::string(say.standing_other_key_text());
    case Trouble::kDamagedFiles:
      return std::string(say.standing_damaged_text());
    case Trouble::kNoKeyFile:
      return say.standing_no_key_text(model.key_file);
  }
  return {};
}

void line(ui::Ui& ui, ui::Rect& flow, std::string_view words) {
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, words, ui.theme().gap_small());
}

ui::FieldSpec field(const StandingModel& model, const char* name, std::size_t most) {
  ui::FieldSpec spec;
  spec.name = name;
  spec.max_code_points = most;
  spec.enabled = !model.busy;
  spec.style = ui::TextStyle::kEntry;
  spec.language = model.language;
  return spec;
}

StandingIntent confirm_restore(ui::Ui& ui, ui::Rect& flow, StandingModel& model,
                               const StandingMessages& say) {
  const text::SignInMessages words(model.language);
  const RestoredFacts& facts = *model.restored;
  line(ui, flow, say.standing_restored_by({.restored = facts.restored, .who = facts.who}));
  line(ui, flow,
       facts.lost ? say.standing_restored_lost(*facts.lost)
                  : std::string(say.standing_restored_unknown()));
  if (facts.seen_here > 0) line(ui, flow, say.standing_restored_seen(facts.seen_here));
  line(ui, flow,
       facts.brings_back > 0 ? say.standing_restored_back(facts.brings_back)
                             : std::string(say.standing_restored_none_back()));
  flow.cut_top(ui.theme().gap_small());
  line(ui, flow, say.standing_restored_confirm());
  if (model.problem) {
    sign_in::form_notice(ui, flow, text::problem(model.language, *model.problem), ui::Tone::kCare,
                         ui::Icon::kInfo);
  }
  // In large text the fields lie below what has happened: that is read first.
  if (ui.theme().scale() < 1.2F) ui.prefer_focus("name");
  ui::labelled_field(ui, flow, words.sign_in_name(), field(model, "name", sign_in::kMaxName),
                     model.name);
  ui::FieldSpec password = field(model, "password", sign_in::kMaxPassword);
  password.secret = true;
  ui::labelled_field(ui, flow, words.sign_in_password(), password, model.password);
  const bool pressed = sign_in::form_button(
      ui, flow,
      {.name = "confirm_restore",
       .label = model.busy ? say.standing_restored_busy() : say.standing_restored_button(),
       .enabled = !model.busy && !model.name.empty() && !model.password.empty()});
  return pressed ? StandingIntent::kConfirm : StandingIntent::kNone;
}

StandingIntent enrol_anew(ui::Ui& ui, ui::Rect& flow, StandingModel& model,
                          const StandingMessages& say) {
  if (!model.enrolling) {
    if (sign_in::form_link(ui, flow, "enrol", say.standing_enrol())) model.enrolling = true;
    return StandingIntent::kNone;
  }
  sign_in::form_notice(ui, flow, say.standing_enrol_text(), ui::Tone::kNote, ui::Icon::kInfo);
  StandingIntent intent = StandingIntent::kNone;
  if (sign_in::form_link(ui, flow, "enrol_yes", say.standing_enrol_yes())) {
    intent = StandingIntent::kEnrolAnew;
  }
  if (sign_in::form_link(ui, flow, "enrol_no", say.standing_enrol_no())) model.enrolling = false;
  return intent;
}

// A visitor reads either language.
std::string visitors(const StandingModel& model) {
  return std::string(StandingMessages(text::Language::kEnglish).standing_visitors()) + "\n\n" +
         std::string(StandingMessages(text::Language::kSpanish).standing_visitors()) + "\n\n" +
         model.place.station;
}

bool own_files_do_not_open(const StandingModel& model) {
  return model.trouble == Trouble::kOtherKeyFile || model.trouble == Trouble::kDamagedFiles;
}

// Trying again changes something: not where this terminal cannot even say who it is.
bool may_try(const StandingModel& model) {
  const bool asks = model.trouble == Trouble::kRestored && model.restored;
  return !asks && !own_files_do_not_open(model) && model.trouble != Trouble::kNoKeyFile;
}

// Before another server only where no box lets this terminal in any more: somebody between it and
// the clinic's box is to get no help in making it theirs.
bool may_enrol(const StandingModel& model) {
  return own_files_do_not_open(model) || model.trouble == Trouble::kRevoked ||
         model.trouble == Trouble::kCertificateOver ||
         (model.trouble == Trouble::kOtherServer && !model.own_ended.empty());
}

}  // namespace

StandingIntent draw(ui::Ui& ui, StandingModel& model) {
  const StandingMessages say(model.language);
  const std::string below = model.for_visitors ? visitors(model) : model.place.station;
  sign_in::Form form = sign_in::begin_side_form(ui, {.clinic = model.place.clinic, .below = below},
                                                model.place.touch_keyboard, kFormWidth,
                                                {.damage = model.place.damage});
  ui::Rect& flow = form.flow;
  const bool asks = model.trouble == Trouble::kRestored && model.restored;
  if (asks && ui.theme().scale() < 1.2F && form.keyboard.empty()) flow.y = form.top + 64;
  // The alarm is not for the eyes of clients.
  const bool alarm = model.trouble == Trouble::kRolledBack;
  sign_in::form_title(ui, flow, title_of(model.trouble, say),
                      alarm ? std::string() : text_of(model, say));
  StandingIntent intent = StandingIntent::kNone;
  if (alarm) {
    sign_in::form_notice(ui, flow, text_of(model, say),
                         model.for_visitors ? ui::Tone::kCare : ui::Tone::kAlarm,
                         ui::Icon::kWarning);
    line(ui, flow, say.standing_rolled_do());
  }
  if (model.trouble == Trouble::kLocked && model.other_time) {
    line(ui, flow, say.standing_locked_time(model.machine_date));
  }
  if (model.trouble == Trouble::kOtherServer && !model.own_ended.empty()) {
    line(ui, flow, say.standing_other_ended(model.own_ended));
  }
  if (!model.since.empty()) line(ui, flow, say.standing_since(model.since));
  if (asks) intent = confirm_restore(ui, flow, model, say);
  if (model.waiting > 0) line(ui, flow, say.standing_waiting(model.waiting));
  if (model.not_put_aside) {
    flow.cut_top(ui::notice(ui, {.name = "not_put_aside",
                                 .rect = flow,
                                 .text = say.standing_files_stay(),
                                 .tone = ui::Tone::kCare,
                                 .icon = ui::Icon::kWarning}));
    flow.cut_top(ui.theme().gap());
  }
  if (may_try(model) &&
      sign_in::form_button(ui, flow,
                           {.name = "try_again",
                            .label = model.trying ? say.standing_trying() : say.standing_try(),
                            .enabled = !model.trying})) {
    intent = StandingIntent::kTryAgain;
  }
  if (may_enrol(model)) {
    const StandingIntent enrol = enrol_anew(ui, flow, model, say);
    if (enrol != StandingIntent::kNone) intent = enrol;
  }
  sign_in::end_form(ui, model.language, form);
  return intent;
}

}  // namespace alcove::screens::standing

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/series_sheet.h"

#include "kiosk/screens/desk/booking_free.h"
#include "kiosk/screens/desk/series_terms.h"
#include "kiosk/screens/desk/takes_words.h"
#include "kiosk/text/booking_messages.h"
#include "kiosk/text/series_messages.h"
#include "kiosk/widgets/select.h"
#include "kiosk/widgets/sheet.h"

namespace alcove::screens::desk {
namespace {

using api::appointments::CancelledBy;
using api::series::What;
using Scope = SeriesModel::Scope;
using Stage = SeriesModel::Stage;

bool is_blank(const std::string& text) {
  return text.find_first_not_of(' ') == std::string::npos;
}

std::string_view scope_words(const text::SeriesMessages& say, Scope scope) {
  switch (scope) {
    case Scope::kOnlyThis:
      return say.series_only_this_text();
    case Scope::kFollowing:
      return say.series_following_text();
    case Scope::kAll:
      break;
  }
  return say.series_all_text();
}

// What "take back the last change" is about: not a single visit that somebody moved.
std::string last_change_words(text::Language language, const SeriesModel& model) {
  const text::SeriesMessages say(language);
  const std::string when = series_moment(language, model.changed_at, model.today);
  const std::string person = model.series->person_name.empty() ? std::string(say.series_nobody())
                                                               : model.series->person_name;
  switch (model.series->what) {
    case What::kCreate:
      return say.series_last_begun({.person = person, .when = when});
    case What::kChange:
      return say.series_last_changed({.person = person, .when = when});
    case What::kCancel:
      return say.series_last_cancelled({.person = person, .when = when});
    case What::kUndo:
      return say.series_last_undone({.person = person, .when = when});
    case What::kSettle:
      return say.series_last_settled({.person = person, .when = when});
  }
  return {};
}

// The dates besides those of the rule that are still to come, the next ones by name.
std::string added_words(text::Language language, const SeriesModel& model) {
  constexpr std::size_t kNamed = 4;
  const text::SeriesMessages say(language);
  std::string dates;
  std::size_t count = 0;
  for (const LocalDateTime one : model.series->terms.extra_dates) {
    const bool over = date_of(one) < model.today;
    const bool ended = model.series->ends_before && one >= *model.series->ends_before;
    if (over || ended || ++count > kNamed) continue;
    dates += (dates.empty() ? "" : "; ") + series_moment(language, one, model.today);
  }
  if (count == 0) return {};
  if (count <= kNamed) return say.series_added(dates);
  return say.series_added_more({.dates = dates, .number = std::to_string(count - kNamed)});
}

SeriesIntent overview(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model) {
  const text::SeriesMessages say(frame.language);
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, series_words(frame.language, model),
                   ui.theme().gap_small());
  const std::string takes = with_each_visit(frame.language, model, model.series->terms.resources);
  if (!takes.empty()) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, takes, ui.theme().gap_small());
  }
  const std::string added = added_words(frame.language, model);
  if (!added.empty()) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, added, ui.theme().gap_small());
  }
  ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft},
                   last_change_words(frame.language, model), ui.theme().gap_small());
  flow.cut_top(ui.theme().gap() - ui.theme().gap_small());
  const SeriesIntent decided = collision_lines(ui, flow, frame, model);
  const ui::TextLook soft{.style = ui::TextStyle::kSecond, .ink = ui::Ink::kTextSoft};
  if (!model.of_visit) {
    ui::paragraph_in(ui, flow, soft, say.series_whole_text(), 0);
    return decided;
  }
  const ui::Segment scopes[] = {{"series_only_this", say.series_only_this()},
                                {"series_following", say.series_following()},
                                {"series_all", say.series_all()}};
  model.scope = static_cast<Scope>(
      choose_segment(ui, flow, say.series_which(), scopes, static_cast<std::size_t>(model.scope)));
  ui::paragraph_in(ui, flow, soft, scope_words(say, model.scope), 0);
  return decided;
}

void skip_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model) {
  const text::SeriesMessages say(frame.language);
  const api::series::DateView& date = model.without_place[model.deciding];
  const std::string when = series_moment(frame.language, date.date, model.today);
  ui::paragraph_in(
      ui, flow, {.style = ui::TextStyle::kBody},
      date.start ? say.series_skip_cancels(series_moment(frame.language, *date.start, model.today))
                 : say.series_skip_text(when),
      ui.theme().gap());
  words_field(ui, flow, frame, "series_skip_reason", say.series_reason(), model.reason);
}

void cancel_fields(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model) {
  const text::SeriesMessages say(frame.language);
  const ui::Segment ways[] = {{"series_by_client", say.series_by_client()},
                              {"series_by_clinic", say.series_by_clinic()}};
  const bool clinic = model.by == CancelledBy::kClinic;
  model.by = choose_segment(ui, flow, say.series_by(), ways, clinic ? 1 : 0) == 1
                 ? CancelledBy::kClinic
                 : CancelledBy::kClient;
}

SeriesIntent preview(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model) {
  const text::SeriesMessages say(frame.language);
  if (model.changed_since) {
    flow.cut_top(ui::notice(ui, {.name = "series_changed_since",
                                 .rect = flow,
                                 .text = say.series_changed_since(),
                                 .tone = ui::Tone::kCare,
                                 .icon = ui::Icon::kInfo}));
    flow.cut_top(ui.theme().gap());
  }
  const SeriesIntent all_out = preview_sums(ui, flow, frame, model);
  if (model.doing == What::kCancel) cancel_fields(ui, flow, frame, model);
  if (model.doing != What::kCreate) {
    words_field(ui, flow, frame, "series_reason",
                model.wants_reason() ? say.series_reason() : say.series_reason_if_any(),
                model.reason);
  }
  if (model.preview->asks_for_reason) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody}, say.series_needs_reason(),
                     ui.theme().gap_small());
    words_field(ui, flow, frame, "series_override", say.series_override(), model.override_reason);
  }
  const SeriesIntent one_out = preview_list(ui, flow, frame, model);
  return all_out != SeriesIntent::kNone ? all_out : one_out;
}

std::string_view do_word(const text::SeriesMessages& say, What doing) {
  switch (doing) {
    case What::kCreate:
      return say.series_do_create();
    case What::kCancel:
      return say.series_do_cancel();
    case What::kUndo:
      return say.series_do_undo();
    case What::kChange:
    case What::kSettle:
      break;
  }
  return say.series_do_change();
}

// The buttons at the foot, each with what it means.
struct Foot {
  std::vector<ui::BarButton> buttons{};
  std::vector<SeriesIntent> meant{};

  void add(ui::BarButton button, SeriesIntent intent) {
    buttons.push_back(std::move(button));
    meant.push_back(intent);
  }
};

Foot foot_of(const SheetFrame& frame, const SeriesModel& model) {
  const text::SeriesMessages say(frame.language);
  const bool can = frame.there && !frame.busy;
  Foot foot;
  if (model.stage == Stage::kOverview) {
    foot.add({.name = "series_undo", .label = std::string(say.series_undo()), .enabled = can},
             SeriesIntent::kUndo);
    foot.add({.name = "series_cancel", .label = std::string(say.series_cancel()), .enabled = can},
             SeriesIntent::kCancel);
    foot.add({.name = "series_change",
              .label = std::string(say.series_change()),
              .kind = ui::ButtonKind::kPrimary,
              .enabled = can},
             SeriesIntent::kChange);
  } else if (model.stage == Stage::kTerms) {
    const bool create = model.doing == What::kCreate;
    foot.add({.name = "series_look",
              .label = std::string(create ? say.series_see_dates() : say.series_look()),
              .kind = ui::ButtonKind::kPrimary,
              .enabled = can && model.terms().has_value(),
              .role = ui::ButtonRole::kDefault},
             SeriesIntent::kLook);
  } else if (model.stage == Stage::kPreview && model.preview) {
    foot.add({.name = "series_back", .label = std::string(say.series_back())}, SeriesIntent::kBack);
    const bool takes = model.doing == What::kCancel;
    foot.add({.name = "series_do",
              .label = std::string(do_word(say, model.doing)),
              .kind = takes ? ui::ButtonKind::kDanger : ui::ButtonKind::kPrimary,
              .enabled = can && model.complete(),
              .role = ui::ButtonRole::kDefault},
             SeriesIntent::kDo);
  } else if (model.stage == Stage::kSkip) {
    foot.add({.name = "series_back", .label = std::string(say.series_back())}, SeriesIntent::kBack);
    foot.add({.name = "series_skip_do",
              .label = std::string(say.series_skip_do()),
              .kind = ui::ButtonKind::kPrimary,
              .enabled = can && !is_blank(model.reason),
              .role = ui::ButtonRole::kDefault},
             SeriesIntent::kDoSkip);
  }
  return foot;
}

SeriesIntent body(ui::Ui& ui, ui::Rect& flow, const SheetFrame& frame, SeriesModel& model) {
  const text::SeriesMessages say(frame.language);
  if (model.stage == Stage::kOverview) return overview(ui, flow, frame, model);
  if (model.stage == Stage::kPreview && model.preview) return preview(ui, flow, frame, model);
  if (model.stage == Stage::kTerms) {
    terms_fields(ui, flow, frame, model);
  } else if (model.stage == Stage::kSkip) {
    skip_fields(ui, flow, frame, model);
  } else if (!frame.problem) {
    ui::paragraph_in(ui, flow, {.style = ui::TextStyle::kBody, .ink = ui::Ink::kTextSoft},
                     model.of_booking ? say.series_looking() : say.series_reading(), 0);
  }
  return SeriesIntent::kNone;
}

std::string below_title(const text::SeriesMessages& say, const SeriesModel& model) {
  if (model.stage != Stage::kPreview) return {};
  return std::string(model.doing == What::kCreate ? say.series_look_book_text()
                                                  : say.series_look_text());
}

// Said at the button too: what is above may be scrolled away.
std::string above_foot(text::Language language, const SeriesModel& model) {
  const text::SeriesMessages say(language);
  if (model.stage != Stage::kPreview || !model.preview) return {};
  if (model.changed_since) return std::string(say.series_changed_since());
  if (!model.lacks_reason()) return {};
  return text::BookingMessages(language).book_missing(say.series_override());
}

}  // namespace

bool SeriesModel::wants_reason() const {
  return doing == What::kUndo || (doing == What::kCancel && by == CancelledBy::kClinic);
}

bool SeriesModel::lacks_reason() const {
  return preview && preview->asks_for_reason && is_blank(override_reason);
}

bool SeriesModel::complete() const {
  if (!preview || preview->dates.empty()) return false;
  if (wants_reason() && is_blank(reason)) return false;
  return !lacks_reason();
}

std::string with_each_visit(text::Language language, const SeriesModel& model,
                            const std::vector<api::resources::ResourceId>& resources) {
  std::vector<api::resources::TakenResource> taken;
  for (const api::resources::ResourceId& id : resources) {
    for (const api::resources::Resource& one : model.resources) {
      if (one.id == id) taken.push_back({one.id, one.kind, one.name});
    }
  }
  if (taken.empty()) return {};
  return text::SeriesMessages(language).series_takes(taken_line(language, taken));
}

std::string series_words(text::Language language, const SeriesModel& model) {
  const text::SeriesMessages say(language);
  const api::series::Terms& terms = model.series->terms;
  if (model.series->ends_before) return std::string(say.series_has_ended());
  const std::string when = series_moment(language, terms.start, model.today);
  const std::string clinician = name_in(model.clinicians, std::optional(terms.clinician));
  switch (repeating_of(terms, date_of(terms.start)).how) {
    case Repeating::How::kWeekly:
      return say.series_every_week_from({.when = when, .clinician = clinician});
    case Repeating::How::kTwoWeeks:
      return say.series_two_weeks_from({.when = when, .clinician = clinician});
    case Repeating::How::kMonthly:
      return say.series_monthly_from({.when = when, .clinician = clinician});
    case Repeating::How::kOnce:
    case Repeating::How::kAsItIs:
      break;
  }
  return say.series_other_from({.when = when, .clinician = clinician});
}

SeriesIntent draw(ui::Ui& ui, const SheetFrame& frame, SeriesModel& model) {
  const text::SeriesMessages say(frame.language);
  const Foot foot = foot_of(frame, model);
  ui::Sheet sheet = ui::begin_sheet(ui, {.name = "series_sheet",
                                         .language = frame.language,
                                         .title = say.series_title(model.client_name),
                                         .below = below_title(say, model),
                                         .width = 680,
                                         .foot = foot.buttons,
                                         .above_foot = above_foot(frame.language, model),
                                         .touch_keyboard = frame.touch_keyboard});
  if (model.from_its_top != model.stage) ui.keep_visible({sheet.flow.x, sheet.flow.y, 1, 1});
  model.from_its_top = model.stage;
  sheet_notice(ui, sheet.flow, frame);
  const SeriesIntent inside = body(ui, sheet.flow, frame, model);
  bool added = false;
  ui::end_sheet(ui, sheet, [&] { added = draw_series_choosing(ui, frame, model); });
  if (added) return SeriesIntent::kLookWithout;
  if (sheet.closed) return SeriesIntent::kClose;
  return sheet.pressed ? foot.meant[*sheet.pressed] : inside;
}

}  // namespace alcove::screens::desk

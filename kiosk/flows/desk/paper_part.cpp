// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/paper_part.h"

#include <fmt/format.h>

#include "kiosk/text/dates.h"

namespace alcove::flows::desk {

using screens::desk::PaperIntent;
using screens::desk::PaperKind;
using screens::desk::PaperModel;
using screens::desk::PaperResult;
namespace routes = api::reminders;

std::string PaperPart::words_of(LocalDate day) const {
  return text::weekday_and_date(desk_.context.language, day);
}

void PaperPart::open(PaperModel model, std::string file, const Asked& asked) {
  model_ = std::move(model);
  model_->can_save = static_cast<bool>(ways_.save);
  file_ = std::move(file);
  asked_ = asked;
  busy_ = false;
}

// A file of its own for each: the next client's does not take the place of the last one's.
std::string PaperPart::one_of_many(std::string_view what) const {
  const UtcTime now = desk_.context.box.now();
  const auto seconds =
      std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count() % 60;
  const LocalDateTime here = desk_.context.zone.to_local(now);
  const auto minutes = (here - std::chrono::floor<std::chrono::days>(here)).count();
  return fmt::format("{}-{}-{:02}{:02}{:02}", what, format_date(date_of(here)), minutes / 60,
                     minutes % 60, seconds);
}

void PaperPart::open(LocalDate day) {
  open({.kind = PaperKind::kDayList, .below = words_of(day)}, "day-list-" + format_date(day),
       api::appointments::DayListRequest{day});
}

void PaperPart::open_calls(LocalDate day) {
  open({.kind = PaperKind::kCalls, .below = words_of(day)}, "calls-" + format_date(day),
       routes::CallsPaperRequest{day});
}

std::function<void(const api::absences::AbsenceId&)> PaperPart::calls_printer() {
  if (!possible() || !may_print_day(desk_.context.session.person.roles)) return nullptr;
  return [this](const api::absences::AbsenceId& absence) {
    open({.kind = PaperKind::kCallsOfChange}, one_of_many("calls"),
         routes::AbsenceCallsPaperRequest{absence});
  };
}

void PaperPart::open_letters(LocalDate day) {
  open({.kind = PaperKind::kLetters, .below = words_of(day)}, "letters-" + format_date(day),
       routes::LettersRequest{day, std::nullopt});
}

void PaperPart::open_letter(LocalDate day, const ClientId& client, const std::string& name) {
  open({.kind = PaperKind::kOneLetter, .below = words_of(day), .name = name}, one_of_many("letter"),
       routes::LettersRequest{day, client});
}

void PaperPart::open_slip(const ClientId& client, const std::string& name) {
  open({.kind = PaperKind::kSlip, .name = name}, one_of_many("next-visit"),
       routes::SlipRequest{client});
}

void PaperPart::draw(ui::Ui& ui) {
  if (!model_) return;
  switch (screens::desk::draw(ui, desk_.frame(busy_, model_->problem), *model_)) {
    case PaperIntent::kNone:
      return;
    case PaperIntent::kClose:
      life_.renew();
      model_.reset();
      busy_ = false;
      return;
    case PaperIntent::kPrint:
      return fetch(Way::kPrint);
    case PaperIntent::kSave:
      return fetch(Way::kSave);
  }
}

void PaperPart::refused(const Error& error) {
  busy_ = false;
  if (!model_) return;
  if (error.field == "letterhead") {
    model_->result = PaperResult::kNoLetterhead;
  } else if (error.field == "visits") {
    model_->result = PaperResult::kNoVisit;
  } else {
    model_->problem = error.code;
  }
}

template <class Q, class R>
void PaperPart::ask(Way way, const wire::Route<Q, R>& route, const Q& request) {
  desk_.context.box.ask(life_, route, request, [this, way](Result<R> reply) {
    if (!model_) return;
    if (!reply) return refused(reply.error());
    model_->count = reply->count;
    if constexpr (std::is_same_v<R, routes::PaperReply>) model_->left_out = reply->left_out;
    way == Way::kPrint ? print(std::move(reply->pdf)) : save(std::move(reply->pdf));
  });
}

void PaperPart::fetch(Way way) {
  if (busy_) return;
  busy_ = true;
  model_->problem.reset();
  model_->result = PaperResult::kNone;
  struct Ask {
    PaperPart& part;
    Way way;
    void operator()(const api::appointments::DayListRequest& request) {
      part.ask(way, api::appointments::day_list, request);
    }
    void operator()(const routes::CallsPaperRequest& request) {
      part.ask(way, routes::print_calls, request);
    }
    void operator()(const routes::AbsenceCallsPaperRequest& request) {
      part.ask(way, routes::print_absence_calls, request);
    }
    void operator()(const routes::LettersRequest& request) {
      part.ask(way, routes::print_letters, request);
    }
    void operator()(const routes::SlipRequest& request) {
      part.ask(way, routes::print_slip, request);
    }
  };
  std::visit(Ask{*this, way}, asked_);
}

void PaperPart::print(Bytes pdf) {
  desk_.context.box.run<Result<void>>(
      life_, [print = ways_.print, pdf = std::move(pdf)] { return print(pdf); },
      [this](const Result<void>& printed) {
        if (!model_) return;
        busy_ = false;
        model_->result = printed ? PaperResult::kPrinted : PaperResult::kNotPrinted;
        if (!printed && printed.error().code == ErrorCode::kNotFound) {
          model_->result = PaperResult::kNoPrinting;
        }
      },
      Result<void>(Error{ErrorCode::kTooMany, {}, "too much is under way here"}));
}

void PaperPart::save(Bytes pdf) {
  desk_.context.box.run<Result<std::string>>(
      life_,
      [save = ways_.save, name = file_ + ".pdf", pdf = std::move(pdf)] { return save(name, pdf); },
      [this](Result<std::string> saved) {
        if (!model_) return;
        if (!saved) return refused(saved.error());
        busy_ = false;
        model_->result = PaperResult::kSaved;
        model_->where = std::move(saved).value();
      },
      Result<std::string>(Error{ErrorCode::kTooMany, {}, "too much is under way here"}));
}

}  // namespace alcove::flows::desk

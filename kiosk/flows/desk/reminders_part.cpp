// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/reminders_part.h"

#include <algorithm>

#include "kiosk/text/reminders_messages.h"

namespace alcove::flows::desk {

using api::clients::WishesReply;
using api::reminders::DayReply;
using api::reminders::Letterhead;
using screens::desk::LetterheadIntent;
using screens::desk::RemindersIntent;
using screens::desk::RemindersModel;
using screens::desk::RemindIntent;
using screens::desk::RemindModel;
using screens::desk::TryIntent;
using screens::desk::TryModel;
using screens::desk::WishesIntent;
using screens::desk::WishesModel;
namespace routes = api::reminders;

void RemindersPart::open(LocalDate day) {
  close();
  list_ = RemindersModel{.day = day, .zone = desk_.context.zone};
  read();
}

void RemindersPart::close() {
  life_.renew();
  look_life_.renew();
  sheet_life_.renew();
  list_.reset();
  row_.reset();
  try_.reset();
  wishes_.reset();
  letterhead_.reset();
  busy_ = false;
  problem_.reset();
}

bool RemindersPart::has_typed() const {
  return (wishes_ && wishes_->changed()) || (letterhead_ && letterhead_->changed()) ||
         (try_ && !try_->note.empty());
}

void RemindersPart::back() {
  sheet_life_.renew();
  problem_.reset();
  if (try_) return try_.reset();
  if (wishes_) return wishes_.reset();
  if (letterhead_) return letterhead_.reset();
  row_.reset();
}

void RemindersPart::read() {
  look_life_.renew();
  const std::size_t shown = list_->reply ? list_->reply->items.size() : 0;
  read_page(std::nullopt, std::max<std::size_t>(shown, 1));
}

void RemindersPart::read_page(std::optional<std::string> next, std::size_t wanted) {
  const bool first = !next;
  desk_.context.box.ask(look_life_, routes::day, routes::DayRequest{list_->day, std::move(next)},
                        [this, first, wanted](Result<DayReply> reply) {
                          take_page(std::move(reply), first, wanted);
                        });
}

void RemindersPart::take_page(Result<DayReply> reply, bool first, std::size_t wanted) {
  if (!list_) return;
  if (!reply) {
    problem_ = reply.error().code;
    return;
  }
  DayReply page = std::move(reply).value();
  if (!first) {
    page.items.insert(page.items.begin(), std::make_move_iterator(incoming_.items.begin()),
                      std::make_move_iterator(incoming_.items.end()));
  }
  incoming_ = std::move(page);
  if (incoming_.next && incoming_.items.size() < wanted) return read_page(incoming_.next, wanted);
  list_->reply = std::move(incoming_);
  incoming_ = {};
  if (!row_) return;
  const auto& rows = list_->reply->items;
  const auto now = std::ranges::find(rows, row_->row.client, &routes::Row::client);
  if (now != rows.end()) row_->row = *now;
}

void RemindersPart::on_day_changed() {
  if (list_) read();
}

void RemindersPart::on_link() {
  if (problem_ == ErrorCode::kUnavailable) problem_.reset();
  if (list_) read();
  if (wishes_ && !wishes_->stored) read_wishes();
  if (letterhead_ && !letterhead_->stored) open_letterhead();
}

void RemindersPart::open_wishes(const ClientId& client, const std::string& name) {
  wishes_ = WishesModel{.name = name};
  whose_ = client;
  problem_.reset();
  read_wishes();
}

void RemindersPart::read_wishes() {
  desk_.context.box.ask(sheet_life_, api::clients::wishes, api::clients::WishesRequest{whose_},
                        [this](const Result<WishesReply>& reply) {
                          if (!wishes_) return;
                          if (reply) return wishes_->take(*reply);
                          problem_ = reply.error().code;
                        });
}

void RemindersPart::open_letterhead() {
  letterhead_.emplace();
  desk_.context.box.ask(sheet_life_, routes::letterhead, wire::Nothing(),
                        [this](const Result<Letterhead>& reply) {
                          if (!letterhead_) return;
                          if (reply) return letterhead_->take(*reply);
                          problem_ = reply.error().code;
                        });
}

template <class T>
bool RemindersPart::made(const Result<T>& reply) {
  busy_ = false;
  if (!reply) problem_ = reply.error().code;
  return reply.ok();
}

void RemindersPart::save_try() {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  link::Box& box = desk_.context.box;
  routes::TryRequest request{.reminder_try = routes::ReminderTryId::make(box.now(), box.random()),
                             .client = row_->row.client,
                             .day = list_->day,
                             .way = try_->way,
                             .outcome = try_->outcome,
                             .note = try_->note};
  for (const auto& visit : row_->row.visits) request.visits.push_back(visit.appointment);
  box.ask(life_, routes::log_try, request,
          [this](const Result<routes::ReminderTry>& reply) {
            if (!made(reply)) return;
            try_.reset();
            row_.reset();
            desk_.say(std::string(text::RemindersMessages(desk_.context.language).remind_kept()));
            if (list_) read();
          },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

void RemindersPart::save_wishes() {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  link::Box& box = desk_.context.box;
  box.ask(life_, api::clients::set_wishes,
          api::clients::SetWishesRequest{wishes_->stored->client, wishes_->stored->revision,
                                         wishes_->wishes()},
          [this](const Result<WishesReply>& reply) {
            if (!made(reply)) return;
            const text::RemindersMessages say(desk_.context.language);
            desk_.say(say.wishes_saved(wishes_->name));
            wishes_.reset();
            if (list_) read();
          },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

void RemindersPart::save_letterhead() {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  link::Box& box = desk_.context.box;
  box.ask(life_, routes::set_letterhead, letterhead_->head(),
          [this](const Result<Letterhead>& reply) {
            if (!made(reply)) return;
            letterhead_.reset();
            const text::RemindersMessages say(desk_.context.language);
            desk_.say(std::string(say.letterhead_saved()));
          },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

void RemindersPart::draw(ui::Ui& ui) {
  if (wishes_) return draw_wishes(ui);
  if (!list_) return;
  if (letterhead_) return draw_letterhead(ui);
  if (try_) return draw_try(ui);
  if (row_) return draw_row(ui);
  draw_list(ui);
}

void RemindersPart::draw_list(ui::Ui& ui) {
  using What = RemindersIntent::What;
  const RemindersIntent intent = screens::desk::draw(ui, frame(), *list_);
  switch (intent.what) {
    case What::kNone:
      return;
    case What::kClose:
      return close();
    case What::kCalls:
      return papers_.open_calls(list_->day);
    case What::kLetters:
      return papers_.open_letters(list_->day);
    case What::kLetterhead:
      return open_letterhead();
    case What::kMore:
      look_life_.renew();
      incoming_ = *list_->reply;
      return read_page(list_->reply->next, incoming_.items.size() + 1);
    case What::kRow:
      row_ = RemindModel{
          .day = list_->day, .zone = list_->zone, .row = list_->reply->items[intent.row]};
      return;
  }
}

void RemindersPart::draw_row(ui::Ui& ui) {
  switch (screens::desk::draw(ui, frame(), *row_)) {
    case RemindIntent::kNone:
      return;
    case RemindIntent::kClose:
      return back();
    case RemindIntent::kTried:
      try_ = TryModel{.name = row_->row.client_name};
      if (row_->row.reach.by == api::clients::By::kLetter) {
        try_->way = routes::Way::kLetter;
        try_->outcome = routes::Outcome::kSent;
      }
      return;
    case RemindIntent::kLetter:
      return papers_.open_letter(list_->day, row_->row.client, row_->row.client_name);
    case RemindIntent::kWishes:
      return open_wishes(row_->row.client, row_->row.client_name);
  }
}

void RemindersPart::draw_try(ui::Ui& ui) {
  const TryIntent intent = screens::desk::draw(ui, frame(), *try_);
  if (intent == TryIntent::kSave) return save_try();
  if (intent == TryIntent::kClose) back();
}

void RemindersPart::draw_wishes(ui::Ui& ui) {
  const WishesIntent intent = screens::desk::draw(ui, frame(), *wishes_);
  if (intent == WishesIntent::kSave) return save_wishes();
  if (intent == WishesIntent::kClose) back();
}

void RemindersPart::draw_letterhead(ui::Ui& ui) {
  const LetterheadIntent intent = screens::desk::draw(ui, frame(), *letterhead_);
  if (intent == LetterheadIntent::kSave) return save_letterhead();
  if (intent == LetterheadIntent::kClose) back();
}

}  // namespace alcove::flows::desk

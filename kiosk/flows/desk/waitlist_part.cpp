// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/waitlist_part.h"

#include "kiosk/screens/desk/wait_words.h"
#include "kiosk/text/dates.h"

// Reading and opening; what is written and sent is in waitlist_steps_part.cpp.
namespace alcove::flows::desk {

using namespace screens::desk;
using namespace api::waitlist;

namespace {

WaitSlot slot_of(const api::appointments::Appointment& visit) {
  return {visit.clinician, visit.room, visit.start, visit.minutes};
}

}  // namespace

void WaitlistPart::open(WaitlistModel model) {
  close_all();
  model.now = desk_.context.box.now();
  list_ = std::move(model);
  read_list();
}

bool WaitlistPart::has_typed() const {
  return form_ || try_ || (entry_ && !entry_->override_reason.empty()) ||
         (take_off_ && !take_off_->reason.empty()) || (again_ && !again_->reason.empty());
}

void WaitlistPart::open_list() {
  form_if_empty_ = from_list_ = false;
  open({.zone = desk_.context.zone});
}

void WaitlistPart::open_client(const ClientId& client, const std::string& name) {
  WaitlistModel model{.zone = desk_.context.zone};
  model.client = client;
  model.client_name = name;
  form_if_empty_ = true;
  open(std::move(model));
}

void WaitlistPart::open_slot(const WaitSlot& slot) {
  WaitlistModel model{.zone = desk_.context.zone};
  model.slot = slot;
  form_if_empty_ = false;
  open(std::move(model));
}

void WaitlistPart::see_freed() {
  if (freed_) open_slot(*freed_);
}

void WaitlistPart::see_who_could_have(const api::appointments::Appointment& given_back) {
  open_slot(slot_of(given_back));
}

void WaitlistPart::look_who_could_come(const api::appointments::Appointment& cancelled) {
  freed_life_.renew();
  const WaitSlot slot = slot_of(cancelled);
  desk_.context.box.ask(freed_life_, matches,
                        MatchesRequest{slot.clinician, slot.start, slot.minutes},
                        [this, slot](const Result<MatchesReply>& reply) {
                          if (!reply || reply->count == 0) return;
                          freed_ = slot;
                          around_.freed(reply->count);
                        });
}

void WaitlistPart::refused(ErrorCode code) {
  busy_ = false;
  problem_ = code;
}

template <class Reply>
void WaitlistPart::take_rows(Result<Reply> reply) {
  if (!list_) return;
  if (!reply) return refused(reply.error().code);
  if (problem_ == ErrorCode::kUnavailable) problem_.reset();
  list_->rows = std::move(reply->items);
  list_->count = static_cast<std::int64_t>(list_->rows.size());
  if constexpr (requires { reply->count; }) list_->count = reply->count;
  if constexpr (requires { reply->count_behind; }) {
    list_->offered = std::move(reply->offered);
    list_->count_behind = reply->count_behind;
  }
  list_->read = true;
  if constexpr (requires { reply->language_by; }) {
    list_->understood = {reply->language,
                         reply->language_by.value_or(api::clients::LanguageBy::kEither),
                         reply->language};
  }
  if (form_if_empty_ && list_->rows.empty()) open_form(std::nullopt);
  form_if_empty_ = false;
}

void WaitlistPart::read_list() {
  list_life_.renew();
  link::Box& box = desk_.context.box;
  list_->resources = desk_.book.resources();
  if (list_->slot) list_->slot_clinician = desk_.book.name_of(list_->slot->clinician);
  if (list_->client) {
    return box.ask(list_life_, of_client, OfClientRequest{*list_->client},
                   [this](Result<OfClientReply> reply) { take_rows(std::move(reply)); });
  }
  if (list_->slot) {
    const WaitSlot& slot = *list_->slot;
    return box.ask(list_life_, matches, MatchesRequest{slot.clinician, slot.start, slot.minutes},
                   [this](Result<MatchesReply> reply) { take_rows(std::move(reply)); });
  }
  box.ask(list_life_, api::waitlist::list, ListRequest{},
          [this](Result<ListReply> reply) { take_rows(std::move(reply)); });
}

void WaitlistPart::open_entry(const EntryRow& row) {
  problem_.reset();
  busy_ = false;
  opened_ = row.entry.id;
  entry_ = WaitEntryModel{.name = spoken_name(row.client_name),
                          .zone = desk_.context.zone,
                          .now = desk_.context.box.now(),
                          .resources = desk_.book.resources()};
  read_entry();
}

void WaitlistPart::read_entry() {
  entry_life_.renew();
  desk_.context.box.ask(entry_life_, api::waitlist::open, OpenRequest{*opened_},
                        [this](Result<OpenReply> reply) {
                          if (!entry_) return;
                          if (!reply) return refused(reply.error().code);
                          if (problem_ == ErrorCode::kUnavailable) problem_.reset();
                          entry_->opened = std::move(reply).value();
                          entry_->read = true;
                          if (!entry_->opened.row.open_offer) entry_->needs_reason = false;
                        });
}

void WaitlistPart::on_day_changed() {
  if (list_) read_list();
  if (entry_) read_entry();
}

void WaitlistPart::on_link() {
  if (problem_ == ErrorCode::kUnavailable) problem_.reset();
  on_day_changed();
  if (offer_ && !offer_->read) read_openings();
  report_.on_link();
}

void WaitlistPart::close_over() {
  over_life_.renew();
  busy_ = false;
  problem_.reset();
  form_.reset();
  try_.reset();
  offer_.reset();
  take_off_.reset();
  again_.reset();
}

void WaitlistPart::close_all() {
  close_over();
  report_.close();
  list_life_.renew();
  entry_life_.renew();
  entry_.reset();
  opened_.reset();
  list_.reset();
}

void WaitlistPart::open_form(const std::optional<EntryRow>& changing) {
  WishModel model;
  model.now = desk_.context.wall_clock();
  model.services = desk_.book.services();
  model.clinicians = desk_.book.clinicians();
  model.resources = desk_.book.resources();
  LocalDateTime asked = model.now;
  if (changing) {
    const Wish& wish = changing->entry.wish;
    model.changing = changing;
    model.client = changing->entry.client;
    model.name = spoken_name(changing->client_name);
    model.service = wish.service;
    model.clinician = wish.clinician;
    model.priority = wish.priority;
    model.risk = wish.risk;
    asked = wish.requested_at;
    for (const std::int64_t day : wish.weekdays)
      model.days.at(static_cast<std::size_t>(day) - 1) = true;
    const auto clock = [&](const std::optional<std::int64_t>& minute) {
      if (!minute) return std::string();
      return text::clock_time(desk_.context.language, LocalDateTime(std::chrono::minutes(*minute)));
    };
    model.from = clock(wish.from_minute);
    model.until = clock(wish.until_minute);
    model.note = wish.note;
    model.understood = choice_of(wish);
    model.understood.of_record = changing->language;
    model.takes = wish.resources.value_or(std::vector<api::resources::ResourceId>());
  } else {
    model.client = *list_->client;
    model.name = list_->client_name;
    model.understood = list_->understood;
    list_->added = false;
    if (model.services.size() == 1) model.service = model.services.front().id;
  }
  model.asked_day = date_of(asked);
  model.asked_time = text::clock_time(desk_.context.language, asked);
  problem_.reset();
  form_ = std::move(model);
}

void WaitlistPart::act(WaitEntryIntent::What what) {
  using What = WaitEntryIntent::What;
  const std::string& name = entry_->name;
  switch (what) {
    case What::kNone:
      return;
    case What::kClose:
      entry_life_.renew();
      entry_.reset();
      problem_.reset();
      busy_ = false;
      return;
    case What::kOffer:
      return open_offer();
    case What::kTake:
      return send_take();
    case What::kDecline:
      return send_decline();
    case What::kTry:
      problem_.reset();
      try_ = TryModel{.name = name, .reach = entry_->opened.row.reach};
      return;
    case What::kChange:
      return open_form(entry_->opened.row);
    case What::kTakeOff:
      problem_.reset();
      take_off_ = TakeOffModel{.name = name};
      return;
    case What::kReopen:
      problem_.reset();
      again_ = WaitAgainModel{.name = name};
      return;
  }
}

void WaitlistPart::draw(ui::Ui& ui) {
  if (!list_) return;
  list_->now = desk_.context.box.now();
  const bool over_list = entry_ || form_ || report_.is_open();
  const WaitlistIntent intent =
      screens::desk::draw(ui, over_list ? desk_.frame(false, std::nullopt) : frame(), *list_);
  if (intent.close) return close_all();
  if (intent.report) report_.open();
  if (intent.without_place) {
    close_all();
    return around_.without_place();
  }
  if (intent.add) {
    if (list_->client) {
      open_form(std::nullopt);
    } else {
      close_all();
      from_list_ = true;
      return around_.find_client();
    }
  }
  if (intent.open) open_entry(list_->rows[*intent.open]);
  if (intent.open_offered) open_entry(list_->offered[*intent.open_offered]);
  if (entry_) {
    entry_->now = desk_.context.box.now();
    const bool over_entry = form_ || try_ || offer_ || take_off_ || again_;
    act(screens::desk::draw(ui, over_entry ? desk_.frame(false, std::nullopt) : frame(), *entry_)
            .what);
  }
  draw_over(ui);
  report_.draw(ui);
}

}  // namespace alcove::flows::desk

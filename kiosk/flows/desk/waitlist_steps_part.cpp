// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/flows/desk/hindering.h"
#include "kiosk/flows/desk/waitlist_part.h"
#include "kiosk/screens/desk/wait_words.h"
#include "kiosk/text/first_free_messages.h"
#include "kiosk/text/waitlist_messages.h"

// What is written on the waitlist and sent to the box.
namespace alcove::flows::desk {

using namespace screens::desk;
using namespace api::waitlist;
using Say = text::WaitlistMessages;

namespace {

constexpr std::int64_t kTimesOffered = 8;
constexpr std::int64_t kMostTimesOffered = 64;

using Takes = std::vector<api::resources::ResourceId>;

std::optional<Takes> if_any_of(const Takes& takes) {
  return takes.empty() ? std::nullopt : std::optional(takes);
}

}  // namespace

template <class Request, class Reply>
void WaitlistPart::send(const wire::Route<Request, Reply>& route, Request request,
                        std::string done) {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  link::Box& box = desk_.context.box;
  box.ask(
      over_life_, route, std::move(request),
      [this, adds = form_ && !form_->changing, done = std::move(done)](const Result<Reply>& reply) {
        desk_.refresh();
        if (!reply) {
          if (entry_) read_entry();
          return refused(reply.error().code);
        }
        close_over();
        if (list_) list_->added = adds;
        desk_.say(done);
        on_day_changed();
      },
      {.key = IdempotencyKey::make(box.now(), box.random())});
}

void WaitlistPart::send_wish() {
  const Say say(desk_.context.language);
  link::Box& box = desk_.context.box;
  SetRequest request{.wait_entry = WaitEntryId::make(box.now(), box.random()),
                     .base_revision = 0,
                     .client = form_->client,
                     .wish = *form_->wish()};
  if (form_->changing) {
    request.wait_entry = form_->changing->entry.id;
    request.base_revision = form_->changing->entry.revision;
    return send(set_entry, std::move(request), say.wait_done_changed(form_->name));
  }
  send(set_entry, std::move(request), say.wait_done_added(form_->name));
}

// A conflict that came since it was offered asks for the reason in the sheet itself.
void WaitlistPart::send_take() {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  link::Box& box = desk_.context.box;
  TakeRequest request{.wait_offer = entry_->opened.row.open_offer->id,
                      .appointment = AppointmentId::make(box.now(), box.random()),
                      .override_reason = {}};
  if (entry_->needs_reason) request.override_reason = entry_->override_reason;
  box.ask(over_life_, take_offer, std::move(request),
          [this](const Result<api::appointments::Appointment>& reply) {
            desk_.refresh();
            if (!entry_) return;
            if (reply) {
              close_over();
              desk_.choose(reply->id);
              desk_.say(Say(desk_.context.language).wait_done_taken(entry_->name));
              return on_day_changed();
            }
            busy_ = false;
            read_entry();
            entry_->needs_reason = wants_override(reply.error());
            if (!entry_->needs_reason) problem_ = reply.error().code;
          },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

void WaitlistPart::send_decline() {
  send(decline_offer, DeclineRequest{.wait_offer = entry_->opened.row.open_offer->id, .reason = {}},
       Say(desk_.context.language).wait_done_declined(entry_->name));
}

void WaitlistPart::offer_slot(const WaitSlot& slot) {
  OfferModel::Time time{.slot = slot, .clinician = desk_.book.name_of(slot.clinician)};
  if (slot.room) time.room = desk_.book.name_of(*slot.room);
  time.takes = names_of_takes(desk_.book.resources(), slot.takes);
  offer_->times.push_back(std::move(time));
}

void WaitlistPart::open_offer() {
  problem_.reset();
  const text::Language language = desk_.context.language;
  offer_ = OfferModel{.name = entry_->name,
                      .now = desk_.context.wall_clock(),
                      .reach = entry_->opened.row.reach,
                      .needs = needs_words(language, entry().wish, desk_.book.resources())};
  if (!list_->slot) return read_openings();
  WaitSlot slot = *list_->slot;
  slot.minutes = entry_->opened.row.service_minutes;
  slot.takes = entry().wish.resources.value_or(std::vector<api::resources::ResourceId>());
  // What is missing at this time is said, and nothing is offered that is not there.
  for (const EntryRow& row : list_->rows) {
    if (row.entry.id != entry().id || !row.fit) continue;
    for (const api::resources::ResourceId& id : row.fit->not_free) std::erase(slot.takes, id);
    const auto& interpreter = row.fit->interpreter;
    const bool named =
        interpreter && std::ranges::find(slot.takes, *interpreter) != slot.takes.end();
    if (interpreter && !named && slot.takes.size() < api::resources::kMaxOfVisit) {
      slot.takes.push_back(*interpreter);
    }
    const bool missing = row.fit->understood == Understood::kByNobody || !row.fit->not_free.empty();
    if (missing) {
      offer_->warning = fit_words(language, row, list_->slot_clinician, desk_.book.resources());
    }
  }
  offer_slot(slot);
  offer_->chosen = 0;
  offer_->think_for = ThinkFor::kTwoHours;
  offer_->read = true;
}

void WaitlistPart::read_openings() {
  using namespace api::appointments;
  const Wish& wish = entry().wish;
  FirstFreeRequest request{.service = wish.service};
  request.clinician = wish.clinician;
  request.client = entry().client;
  request.room_need = RoomNeed::kAny;
  std::string days;
  for (const std::int64_t day : wish.weekdays) days += std::to_string(day);
  if (!days.empty()) request.weekdays = days;
  if (wish.language && !offer_->without_language) {
    request.language = wish.language;
    request.language_by = choice_of(wish).by;
  }
  if (wish.resources && !wish.resources->empty() && !offer_->without_takes) {
    request.resources = api::resources::ids_words(*wish.resources);
  }
  request.not_before = wish.from_minute;
  request.not_after = wish.until_minute;
  request.count = kTimesOffered;
  // Behind the last day that is listed, where some are.
  if (!offer_->times.empty()) {
    const LocalDate last = date_of(offer_->times.back().slot.start);
    request.from = LocalDate(std::chrono::local_days(last) + std::chrono::days(1));
  }
  desk_.context.box.ask(
      over_life_, first_free, request, [this, request](const Result<FirstFreeReply>& reply) {
        if (!offer_) return;
        if (!reply) return refused(reply.error().code);
        take_openings(*reply);
        if (!offer_->times.empty()) return;
        look_what_hinders(desk_.context, over_life_, request, [this](auto hinders) {
          if (!offer_ || !hinders) return;
          const Wish& wished = entry().wish;
          offer_->hinders = hinders;
          offer_->hindering = hindering_words(
              desk_.context.language, *hinders, choice_of(wished),
              names_of_takes(desk_.book.resources(), wished.resources.value_or(Takes())));
        });
      });
}

void WaitlistPart::take_openings(const api::appointments::FirstFreeReply& reply) {
  for (const api::appointments::Opening& one : reply.openings) {
    Takes takes;
    if (!offer_->without_takes) takes = entry().wish.resources.value_or(Takes());
    if (one.interpreter) takes.push_back(*one.interpreter);
    offer_slot({one.clinician, one.room, one.start, one.minutes, takes});
  }
  offer_->more =
      std::ssize(reply.openings) == kTimesOffered && std::ssize(offer_->times) < kMostTimesOffered;
  offer_->without_hours = reply.without_hours;
  offer_->read = true;
}

// What is not looked for any more stands above the times.
void WaitlistPart::look_without() {
  const Hinders hinders = *std::exchange(offer_->hinders, std::nullopt);
  offer_->without_language |= is_language(hinders);
  offer_->without_takes |= is_takes(hinders);
  offer_->needs.clear();
  offer_->warning =
      text::FirstFreeMessages(desk_.context.language).first_free_looked_without(offer_->hindering);
  offer_->read = false;
  read_openings();
}

void WaitlistPart::draw_over(ui::Ui& ui) {
  if (form_) draw_form(ui);
  if (try_) draw_try(ui);
  if (offer_) draw_offer(ui);
  if (take_off_) draw_take_off(ui);
  if (again_) draw_again(ui);
}

void WaitlistPart::draw_form(ui::Ui& ui) {
  form_->now = desk_.context.wall_clock();
  switch (screens::desk::draw(ui, frame(), *form_)) {
    case WishIntent::kNone:
      return;
    case WishIntent::kClose: {
      const bool nobody_waits = !form_->changing && list_->rows.empty();
      close_over();
      if (!nobody_waits) return;
      return from_list_ ? open_list() : close_all();
    }
    case WishIntent::kSave:
      return send_wish();
  }
}

void WaitlistPart::draw_try(ui::Ui& ui) {
  switch (screens::desk::draw(ui, frame(), *try_)) {
    case TryIntent::kNone:
      return;
    case TryIntent::kClose:
      return close_over();
    case TryIntent::kSave: {
      link::Box& box = desk_.context.box;
      return send(log_try,
                  TryRequest{.wait_entry = entry().id,
                             .wait_try = WaitTryId::make(box.now(), box.random()),
                             .way = try_->way,
                             .outcome = try_->outcome,
                             .note = try_->note},
                  Say(desk_.context.language).wait_done_try(try_->name));
    }
  }
}

void WaitlistPart::draw_offer(ui::Ui& ui) {
  offer_->now = desk_.context.wall_clock();
  switch (screens::desk::draw(ui, frame(), *offer_)) {
    case OfferIntent::kNone:
      return;
    case OfferIntent::kClose:
      return close_over();
    case OfferIntent::kMore:
      offer_->read = false;
      return read_openings();
    case OfferIntent::kWithout:
      return look_without();
    case OfferIntent::kOffer: {
      link::Box& box = desk_.context.box;
      const WaitSlot& slot = offer_->times[*offer_->chosen].slot;
      const LocalDateTime until = offered_until(*offer_);
      const Say say(desk_.context.language);
      return send(api::waitlist::offer,
                  OfferRequest{.wait_entry = entry().id,
                               .wait_offer = WaitOfferId::make(box.now(), box.random()),
                               .clinician = slot.clinician,
                               .room = slot.room,
                               .start = slot.start,
                               .minutes = slot.minutes,
                               .expires = until,
                               .resources = if_any_of(slot.takes)},
                  say.wait_done_offered(
                      {.name = offer_->name, .when = wait_moment(desk_.context.language, until)}));
    }
  }
}

void WaitlistPart::draw_take_off(ui::Ui& ui) {
  switch (screens::desk::draw(ui, frame(), *take_off_)) {
    case TakeOffIntent::kNone:
      return;
    case TakeOffIntent::kClose:
      return close_over();
    case TakeOffIntent::kTakeOff:
      return send(api::waitlist::close,
                  CloseRequest{.wait_entry = entry().id,
                               .base_revision = entry().revision,
                               .how = take_off_->how,
                               .reason = take_off_->reason},
                  Say(desk_.context.language).wait_done_closed(take_off_->name));
  }
}

void WaitlistPart::draw_again(ui::Ui& ui) {
  switch (screens::desk::draw(ui, frame(), *again_)) {
    case WaitAgainIntent::kNone:
      return;
    case WaitAgainIntent::kClose:
      return close_over();
    case WaitAgainIntent::kReopen:
      return send(api::waitlist::reopen,
                  ReopenRequest{.wait_entry = entry().id,
                                .base_revision = entry().revision,
                                .reason = again_->reason},
                  Say(desk_.context.language).wait_done_reopened(again_->name));
  }
}

}  // namespace alcove::flows::desk

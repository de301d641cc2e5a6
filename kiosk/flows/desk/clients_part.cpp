// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/clients_part.h"

#include "kiosk/screens/desk/client_words.h"
#include "kiosk/text/clients_messages.h"
#include "kiosk/text/groups_messages.h"
#include "kiosk/text/waitlist_messages.h"

// Finding and opening; the form is in client_form_part.cpp.
namespace alcove::flows::desk {

using namespace screens::desk;

namespace {

constexpr std::int64_t kTypingPauseMs = 300;
constexpr std::size_t kLeastToFind = 2;  // bytes: one letter finds half the clinic

// Of a record that is open.
FoundClient client_of(const api::clients::Client& client) {
  return {.id = client.id,
          .name = called_name(client.details),
          .record_number = client.record_number,
          .birth_date = client.details.birth_date};
}

}  // namespace

ClientsPart::ClientsPart(const Desk& desk, Picked picked, ClientVisitsPart::Show show)
    : desk_(desk),
      picked_(std::move(picked)),
      visits_(desk, [this, show = std::move(show)](LocalDate day, const AppointmentId& visit) {
        record_life_.renew();
        record_.reset();
        find_.reset();
        show(day, visit);
      }) {}

IdempotencyKey ClientsPart::new_key() const {
  return IdempotencyKey::make(desk_.context.box.now(), desk_.context.box.random());
}

void ClientsPart::refused(ErrorCode code) {
  busy_ = false;
  problem_ = code;
}

void ClientsPart::open_find(Purpose purpose) {
  const text::ClientsMessages say(desk_.context.language);
  purpose_ = purpose;
  problem_.reset();
  FindModel model;
  model.title = say.find_title();
  if (purpose == Purpose::kBook) model.title = say.find_title_book();
  if (purpose == Purpose::kWalkIn) model.title = say.find_title_walk_in();
  if (purpose == Purpose::kWait) {
    model.title = text::WaitlistMessages(desk_.context.language).wait_find_title();
  }
  const text::GroupsMessages groups(desk_.context.language);
  if (purpose == Purpose::kMember) model.title = groups.member_find();
  if (purpose == Purpose::kTogether) model.title = groups.together_find();
  if (purpose == Purpose::kGuest) model.title = say.find_title_guest();
  find_ = std::move(model);
}

void ClientsPart::open_record(const ClientId& client) {
  problem_.reset();
  opened_ = client;
  record_.emplace();
  read_record();
}

void ClientsPart::read_record() {
  record_life_.renew();
  desk_.context.box.ask(record_life_, api::clients::open, api::clients::OpenRequest{*opened_},
                        [this](Result<api::clients::Client> reply) {
                          if (!record_) return;
                          if (!reply) return refused(reply.error().code);
                          read_wishes(reply.value());
                        });
}

// No phone is shown before it is known whether the client asks not to be called there.
void ClientsPart::read_wishes(const api::clients::Client& client) {
  desk_.context.box.ask(record_life_, api::clients::wishes, api::clients::WishesRequest{client.id},
                        [this, client](const Result<api::clients::WishesReply>& reply) {
                          if (!record_) return;
                          if (!reply) return refused(reply.error().code);
                          problem_.reset();
                          record_->client = client;
                          record_->wishes = reply->wishes;
                        });
}

void ClientsPart::on_line(const api::live::Line& line) {
  if (line.kind == api::live::Kind::kStartOver) visits_.on_day_changed();
  if (!record_ || line.kind != api::live::Kind::kClientChanged) return;
  if (!line.record || line.record->bytes() == opened_->bytes()) read_record();
}

void ClientsPart::on_link() {
  visits_.on_link();
  if (problem_ == ErrorCode::kUnavailable) problem_.reset();
  if (find_ && find_->searched != find_->text) search();
}

std::int64_t ClientsPart::tick(std::int64_t now_ms) {
  now_ms_ = now_ms;
  if (!find_ || !search_is_due_) return -1;
  if (now_ms < search_due_ms_) return search_due_ms_ - now_ms;
  search();
  return -1;
}

void ClientsPart::search() {
  search_is_due_ = false;
  find_life_.renew();
  if (find_->text.size() < kLeastToFind) {
    find_->looking = false;
    find_->hits.clear();
    find_->searched.clear();
    return;
  }
  find_->looking = true;
  desk_.context.box.ask(find_life_, api::clients::search, api::clients::SearchRequest{find_->text},
                        [this, asked = find_->text](Result<api::clients::SearchReply> reply) {
                          if (!find_) return;
                          find_->looking = false;
                          find_->searched = asked;
                          find_->hits.clear();
                          problem_.reset();
                          // Nothing to search for in it (a comma): nobody, and no more to say.
                          if (!reply && reply.error().code != ErrorCode::kOutOfRange) {
                            find_->searched.clear();  // nobody looked, so nobody is missing
                            refused(reply.error().code);
                          }
                          if (!reply) return;
                          find_->hits = std::move(reply->items);
                          find_->more = reply->more;
                          std::vector<NamedRecord> people;
                          for (const auto& hit : find_->hits)
                            people.push_back({hit.record_number, hit.name, hit.birth_date});
                          find_->like = like_named(people);
                        });
}

void ClientsPart::pick(const FoundClient& client) {
  if (purpose_ == Purpose::kOpen) return open_record(client.id);
  find_.reset();
  picked_(purpose_, client);
}

void ClientsPart::draw(ui::Ui& ui) {
  if (duplicates_) return draw_duplicates(ui);
  if (form_) return draw_form(ui);
  if (changes_) return draw_changes(ui);
  if (visits_.is_open()) return visits_.draw(ui);
  if (record_) return draw_record(ui);
  if (find_) draw_find(ui);
}

void ClientsPart::draw_find(ui::Ui& ui) {
  const FindIntent intent = screens::desk::draw(ui, desk_.frame(busy_, problem_), *find_);
  if (intent.close) {
    find_life_.renew();
    find_.reset();
    return;
  }
  if (intent.changed) {
    search_is_due_ = true;
    search_due_ms_ = now_ms_ + kTypingPauseMs;
  }
  if (intent.chosen) {
    FoundClient found = found_client(find_->hits[*intent.chosen]);
    // What is opened next says which of two it is.
    found.like = *intent.chosen < find_->like.size() && find_->like[*intent.chosen];
    return pick(found);
  }
  if (!intent.register_new) return;
  const LocalDate today = date_of(desk_.context.wall_clock());
  open_form(take_kept(std::nullopt).value_or(blank_form(today, find_->text)));
}

void ClientsPart::draw_record(ui::Ui& ui) {
  using What = RecordIntent::What;
  record_->today = date_of(desk_.context.wall_clock());
  record_->staff = desk_.book.staff();
  const RecordIntent intent = screens::desk::draw(ui, desk_.frame(busy_, problem_), *record_);
  switch (intent.what) {
    case What::kNone:
      return;
    case What::kClose:
      record_life_.renew();
      record_.reset();
      problem_.reset();
      return;
    case What::kEdit:
      return open_form(
          take_kept(record_->client->id).value_or(form_of(*record_->client, record_->today)));
    case What::kHistory:
      changes_.emplace(ChangesModel{.name = called_name(record_->client->details),
                                    .zone = desk_.context.zone,
                                    .phones = record_->client->details.phones});
      return read_changes(std::nullopt);
    case What::kVisits:
      return visits_.open(record_->client->id, called_name(record_->client->details));
    case What::kReach:
      return picked_(Purpose::kReach, client_of(*record_->client));
    case What::kBook:
    case What::kWalkIn: {
      const FoundClient client = client_of(*record_->client);
      record_.reset();
      find_.reset();
      return picked_(intent.what == What::kBook ? Purpose::kBook : Purpose::kWalkIn, client);
    }
  }
}

void ClientsPart::read_changes(const std::optional<std::int64_t>& next) {
  busy_ = true;
  desk_.context.box.ask(
      record_life_, api::clients::history, api::clients::HistoryRequest{*opened_, next},
      [this](Result<api::clients::HistoryReply> reply) {
        if (!changes_) return;
        if (!reply) return refused(reply.error().code);
        busy_ = false;
        problem_.reset();
        changes_->read = true;
        changes_->items.insert(changes_->items.end(), reply->items.begin(), reply->items.end());
        older_ = reply->next;
        changes_->more = older_.has_value();
      });
}

void ClientsPart::draw_changes(ui::Ui& ui) {
  changes_->staff = desk_.book.staff();
  const ChangesIntent intent = screens::desk::draw(ui, desk_.frame(busy_, problem_), *changes_);
  if (intent.more && older_) read_changes(older_);
  if (!intent.close) return;
  changes_.reset();
  busy_ = false;
  problem_.reset();
}

}  // namespace alcove::flows::desk

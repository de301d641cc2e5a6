// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/client_visits_part.h"

#include <algorithm>
#include <iterator>

namespace alcove::flows::desk {

using api::appointments::OfClientReply;

void ClientVisitsPart::open(const ClientId& client, std::string name) {
  close();
  client_ = client;
  model_.emplace();
  model_->name = std::move(name);
  read();
}

void ClientVisitsPart::close() {
  life_.renew();
  model_.reset();
  next_.reset();
  reading_ = read_again_ = false;
  problem_.reset();
}

// From the latest on, as far as it was read before.
void ClientVisitsPart::read() {
  if (!model_ || !desk_.context.box.there()) return;
  life_.renew();
  reading_ = true;
  read_again_ = false;
  problem_.reset();
  incoming_.clear();
  wanted_ = model_->rows.size();
  read_page(std::nullopt);
}

void ClientVisitsPart::read_older() {
  if (reading_ || !next_) return;
  reading_ = true;
  incoming_ = model_->rows;
  wanted_ = incoming_.size() + 1;
  read_page(next_);
}

void ClientVisitsPart::read_page(const std::optional<std::string>& next) {
  desk_.context.box.ask(life_, api::appointments::of_client,
                        api::appointments::OfClientRequest{client_, next},
                        [this](Result<OfClientReply> reply) { take_page(std::move(reply)); });
}

void ClientVisitsPart::take_page(Result<OfClientReply> reply) {
  if (!model_) return;
  if (!reply) {
    reading_ = false;
    problem_ = reply.error().code;
    return;
  }
  incoming_.insert(incoming_.end(), std::make_move_iterator(reply->items.begin()),
                   std::make_move_iterator(reply->items.end()));
  if (reply->next && !has_enough()) return read_page(reply->next);
  reading_ = false;
  problem_.reset();
  next_ = reply->next;
  model_->rows.swap(incoming_);
  model_->read = true;
  model_->more = next_.has_value();
  if (read_again_) read();
}

// No visit lasts two days: what comes after one that began so long ago is over.
bool ClientVisitsPart::has_enough() const {
  if (incoming_.empty() || incoming_.size() < wanted_) return false;
  return incoming_.back().appointment.start_time + std::chrono::days(2) < desk_.context.box.now();
}

void ClientVisitsPart::on_day_changed() {
  if (reading_) {
    read_again_ = true;
    return;
  }
  read();
}

void ClientVisitsPart::draw(ui::Ui& ui) {
  if (!model_) return;
  model_->now = desk_.context.box.now();
  model_->today = date_of(desk_.context.wall_clock());
  const screens::desk::VisitsIntent intent =
      screens::desk::draw(ui, desk_.frame(reading_, problem_), *model_);
  if (intent.close) return close();
  if (intent.more) return read_older();
  if (!intent.open) return;
  const api::appointments::Appointment visit = model_->rows[*intent.open].appointment;
  close();
  show_(date_of(visit.start), visit.id);
}

}  // namespace alcove::flows::desk

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/without_place_part.h"

namespace alcove::flows::desk {

using namespace screens::desk;

void WithoutPlacePart::open() {
  model_.emplace();
  read_again();
}

void WithoutPlacePart::read_again() {
  if (!model_) return;
  life_.renew();
  problem_.reset();
  desk_.context.box.ask(life_, api::series::collisions, wire::Nothing(),
                        [this](Result<api::series::CollisionsReply> reply) {
                          if (!model_) return;
                          if (!reply) {
                            problem_ = reply.error().code;
                            return;
                          }
                          model_->read = true;
                          model_->count = reply->count;
                          model_->rows = std::move(reply->items);
                        });
}

void WithoutPlacePart::draw(ui::Ui& ui) {
  if (!model_) return;
  model_->today = date_of(desk_.context.wall_clock());
  model_->clinicians = desk_.book.clinicians();
  model_->rooms = desk_.book.rooms();
  model_->resources = desk_.book.resources();
  const WithoutPlaceIntent intent = screens::desk::draw(ui, desk_.frame(busy(), problem_), *model_);
  if (intent.close) {
    life_.renew();
    return model_.reset();
  }
  if (!intent.open) return;
  const api::series::CollisionRow& row = model_->rows[*intent.open];
  open_series_(row.series, spoken_name(row.client_name));
}

}  // namespace alcove::flows::desk

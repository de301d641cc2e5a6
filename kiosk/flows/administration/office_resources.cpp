// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/administration/office.h"
#include "kiosk/text/resources_messages.h"

// Interpreters and equipment.
namespace alcove::flows::administration {

using namespace screens::administration;

void Office::open_resource(const Resource* resource) {
  put_away();
  if (resource != nullptr) {
    resource_ = resource_model(*resource);
    return;
  }
  resource_.emplace();
  resource_->id = api::resources::ResourceId::make(context_.box.now(), context_.box.random());
}

void Office::keep_resource() {
  busy_ = true;
  problem_.reset();
  link::Box& box = context_.box;
  box.ask(life_, api::resources::set, resource_->request(),
          [this](const Result<Resource>& now) {
            if (!now) return resource_refused(now.error());
            done();
            page_.resource = now->id;
            say(text::ResourcesMessages(context_.language).resource_saved(now->name));
          },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

// What the sheet itself can say of it stands there until it is changed.
void Office::resource_refused(const Error& refusal) {
  busy_ = false;
  resource_->name_taken = refusal.code == ErrorCode::kAlreadyExists && refusal.field == "name";
  resource_->still_booked = refusal.code == ErrorCode::kWrongState;
  if (!resource_->name_taken && !resource_->still_booked) refused(refusal.code);
}

}  // namespace alcove::flows::administration

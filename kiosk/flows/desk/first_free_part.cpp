// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/first_free_part.h"

namespace alcove::flows::desk {

void FirstFreePart::ask(screens::desk::BookingModel& model) {
  life_.renew();
  if (!model.first_free || !model.service || !model.length()) return;
  model.first_free->reply.reset();
  model.first_free->hinders.reset();
  model.first_free->problem.reset();
  if (!desk_.context.box.there()) return;
  api::appointments::FirstFreeRequest wish = screens::desk::wish_of(*model.first_free);
  wish.service = *model.service;
  wish.minutes = model.length();
  wish.client = model.client;
  desk_.context.box.ask(life_, api::appointments::first_free, wish,
                        [this, &model, wish](Result<api::appointments::FirstFreeReply> reply) {
                          if (!model.first_free) return;
                          if (!reply) {
                            model.first_free->problem = reply.error().code;
                            return;
                          }
                          take_reply(*model.first_free, std::move(reply).value());
                          if (model.first_free->reply->openings.empty()) why_none(model, wish);
                        });
}

// The answer says which language the record asks for.
void FirstFreePart::why_none(screens::desk::BookingModel& model,
                             api::appointments::FirstFreeRequest wish) {
  const screens::desk::LanguageChoice& understood = model.first_free->understood;
  wish.language_from.reset();
  wish.language = understood.language;
  wish.language_by.reset();
  if (understood.language) wish.language_by = understood.by;
  look_what_hinders(desk_.context, life_, wish, [&model](auto hinders) {
    if (model.first_free && model.first_free->reply) model.first_free->hinders = hinders;
  });
}

}  // namespace alcove::flows::desk

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/first_free_part.h"

namespace alcove::flows::desk {

void FirstFreePart::ask(screens::desk::BookingModel& model) {
  life_.renew();
  if (!model.first_free || !model.service || !model.length()) return;
  model.first_free->reply.reset();
  model.first_free->problem.reset();
  if (!desk_.context.box.there()) return;
  api::appointments::FirstFreeRequest wish = screens::desk::wish_of(*model.first_free);
  wish.service = *model.service;
  wish.minutes = model.length();
  wish.client = model.client;
  desk_.context.box.ask(life_, api::appointments::first_free, wish,
                        [&model](Result<api::appointments::FirstFreeReply> reply) {
                          if (!model.first_free) return;
                          if (!reply) {
                            model.first_free->problem = reply.error().code;
                            return;
                          }
                          take_reply(*model.first_free, std::move(reply).value());
                        });
}

}  // namespace alcove::flows::desk

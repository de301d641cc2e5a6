// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "kiosk/flows/desk/meeting_part.h"

// How a change of a session of several is sent, for the files of its part alone.
namespace alcove::flows::desk {

template <class Request, class Reply, class Done>
void MeetingPart::send(const wire::Route<Request, Reply>& route, Request request, Done done) {
  if (busy_) return;
  busy_ = true;
  problem_.reset();
  link::Box& box = desk_.context.box;
  box.ask(life_, route, std::move(request),
          [this, done = std::move(done)](Result<Reply> reply) {
            busy_ = false;
            desk_.refresh();
            if (!reply) return refused(reply.error());
            done(std::move(*reply));
          },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

}  // namespace alcove::flows::desk

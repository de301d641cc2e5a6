// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/hindering.h"

#include <vector>

namespace alcove::flows::desk {

using api::appointments::FirstFreeReply;
using api::appointments::FirstFreeRequest;
using screens::desk::Hinders;

namespace {

struct Asking {
  StaffContext& context;
  link::Life& life;
  FirstFreeRequest request;
  std::vector<Hinders> left;  // to be tried, the last one first
  std::function<void(std::optional<Hinders>)> done;
};

FirstFreeRequest without(FirstFreeRequest request, Hinders what) {
  if (is_language(what)) {
    request.language.reset();
    request.language_by.reset();
    request.language_from.reset();
    request.interpreter.reset();
  }
  if (is_takes(what)) request.resources.reset();
  request.count = 1;
  return request;
}

void ask_next(Asking asking) {
  if (asking.left.empty()) return asking.done(std::nullopt);
  const Hinders what = asking.left.back();
  asking.left.pop_back();
  const FirstFreeRequest request = without(asking.request, what);
  link::Box& box = asking.context.box;
  link::Life& life = asking.life;
  box.ask(life, api::appointments::first_free, request,
          [what, asking = std::move(asking)](const Result<FirstFreeReply>& reply) {
            if (!reply) return;
            if (!reply->openings.empty()) return asking.done(what);
            ask_next(asking);
          });
}

}  // namespace

void look_what_hinders(StaffContext& context, link::Life& life, const FirstFreeRequest& request,
                       std::function<void(std::optional<Hinders>)> done) {
  std::vector<Hinders> left;
  if (request.language && request.resources) left.push_back(Hinders::kBoth);
  if (request.resources) left.push_back(Hinders::kTakes);
  if (request.language) left.push_back(Hinders::kLanguage);
  if (left.empty()) return;
  ask_next({context, life, request, std::move(left), std::move(done)});
}

}  // namespace alcove::flows::desk

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/administration/set_aside_watch.h"

#include "kiosk/screens/administration/box_notice.h"
#include "kiosk/text/set_aside_messages.h"
#include "shared/api/set_aside.h"

namespace alcove::flows::administration {
namespace {

screens::administration::BoxNotice notice_of(const StaffContext& context, std::int64_t open) {
  if (open == 0) return {};
  return {.language = context.language,
          .what = text::SetAsideMessages(context.language).aside_notice(open),
          .more = 0,
          .pressing = false};
}

}  // namespace

SetAsideWatch::SetAsideWatch(const StaffContext& context) : context_(context) {
  read();
}

void SetAsideWatch::read() {
  life_.renew();
  context_.box.ask(life_, api::set_aside::list, api::set_aside::ListRequest{},
                   [this](const Result<api::set_aside::ListReply>& reply) {
                     if (reply) open_ = reply->open;
                   });
}

void SetAsideWatch::on_link() {
  if (context_.box.there()) read();
}

float SetAsideWatch::height(const ui::Ui& ui, float width) const {
  return screens::administration::notice_height(ui, width, notice_of(context_, open_));
}

bool SetAsideWatch::draw(ui::Ui& ui, const ui::Rect& rect) const {
  return screens::administration::draw(ui, rect, notice_of(context_, open_));
}

}  // namespace alcove::flows::administration

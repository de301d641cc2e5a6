// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/desk/groups_part.h"

// The history of a group and of who belongs to it.
namespace alcove::flows::desk {

using namespace screens::desk;

void GroupsPart::open_history(std::string about,
                              const std::optional<api::groups::MembershipId>& member) {
  problem_.reset();
  history_ = SeveralHistoryModel{.about = std::move(about), .zone = desk_.context.zone};
  history_of_ = member;
  read_history();
}

void GroupsPart::read_history() {
  if (!opened_) return;
  history_life_.renew();
  desk_.context.box.ask(
      history_life_, api::groups::history, api::groups::HistoryRequest{*opened_, history_of_},
      [this](Result<api::groups::HistoryReply> reply) {
        if (!history_) return;
        if (!reply) return refused(reply.error().code);
        history_->changes = history_of_
                                ? changes_of_membership(desk_.context.language, reply->memberships)
                                : changes_of_group(desk_.context.language, names(), reply->groups);
      });
}

void GroupsPart::draw_history(ui::Ui& ui) {
  if (screens::desk::draw(ui, frame(), *history_) != HistoryIntent::kClose) return;
  history_.reset();
  history_life_.renew();
  problem_.reset();
}

}  // namespace alcove::flows::desk

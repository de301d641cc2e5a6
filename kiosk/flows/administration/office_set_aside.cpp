// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/flows/administration/office.h"
#include "kiosk/flows/overwrite.h"
#include "kiosk/text/set_aside_messages.h"

// What terminals brought home and the box set aside: read and settled by the privacy officer. Each
// reading is an access in the audit: it is read when it is asked for, not again and again.
namespace alcove::flows::administration {

using namespace screens::administration;
namespace aside = api::set_aside;

namespace {

constexpr std::size_t kMostOpen = 1000;  // more wait for those to be settled

// What was settled between two readings stands in both: as it was read last.
void add_incoming(std::vector<SetAsideLine>& all, std::vector<SetAsideLine> read) {
  for (SetAsideLine& one : read) {
    const auto before = std::find_if(all.begin(), all.end(), [&](const SetAsideLine& line) {
      return line.record == one.record;
    });
    if (before != all.end()) all.erase(before);
    all.push_back(std::move(one));
  }
}

}  // namespace

void Office::read_set_aside() {
  aside_due_ = false;
  aside_life_.renew();
  aside_incoming_.clear();
  read_set_aside(aside::Which::kOpen, {});
}

void Office::note_older(const std::optional<SpoolRecordId>& next) {
  using Older = screens::administration::PageModel::Older;
  aside_next_ = next;
  page_.aside_older = next ? Older::kThere : Older::kNone;
}

// One page more of what was settled, below those that are shown.
void Office::read_older_aside() {
  using Older = screens::administration::PageModel::Older;
  if (!aside_next_ || page_.aside_older == Older::kReading) return;
  page_.aside_older = Older::kReading;
  context_.box.ask(aside_life_, aside::list,
                   aside::ListRequest{aside::Which::kSettled, aside_next_},
                   [this](Result<aside::ListReply> reply) {
                     if (!reply) {
                       page_.aside_older = Older::kThere;
                       return page_.aside.refused(reply.error().code);
                     }
                     std::vector<SetAsideLine> all = page_.aside.all;
                     add_incoming(all, std::move(reply->items));
                     note_older(reply->next);
                     page_.aside.take(std::move(all));
                   });
}

// All that nobody has settled, then the newest of what was.
void Office::read_set_aside(aside::Which which, const std::optional<SpoolRecordId>& next) {
  context_.box.ask(aside_life_, aside::list, aside::ListRequest{which, next},
                   [this, which](Result<aside::ListReply> reply) {
                     if (!reply) return page_.aside.refused(reply.error().code);
                     add_incoming(aside_incoming_, std::move(reply->items));
                     page_.aside_open = reply->open;
                     if (which == aside::Which::kSettled) {
                       note_older(reply->next);
                       return page_.aside.take(std::exchange(aside_incoming_, {}));
                     }
                     if (reply->next && aside_incoming_.size() < kMostOpen) {
                       return read_set_aside(which, reply->next);
                     }
                     read_set_aside(aside::Which::kSettled, {});
                   });
}

void Office::read_aside_words() {
  if (!page_.aside_chosen || page_.aside_busy) return;
  forget_aside_words();
  page_.aside_busy = true;
  context_.box.ask(aside_words_life_, aside::read, aside::ReadRequest{*page_.aside_chosen},
                   [this, record = *page_.aside_chosen](Result<aside::ReadReply> reply) {
                     page_.aside_busy = false;
                     aside_asked_ = record;
                     if (!reply) {
                       page_.aside_problem = reply.error().code;
                     } else {
                       page_.aside_read = std::move(*reply);
                     }
                   });
}

void Office::forget_aside_words() {
  aside_words_life_.renew();
  page_.aside_busy = false;
  page_.aside_problem.reset();
  aside_asked_.reset();
  if (page_.aside_read) overwrite(page_.aside_read->body);
  page_.aside_read.reset();
}

// What was read is for the eyes that chose it: chosen otherwise, it is gone.
void Office::mind_aside_words() {
  const bool shown = page_.section == Section::kSetAside && page_.aside_chosen == aside_asked_;
  if (aside_asked_ && !shown) forget_aside_words();
}

void Office::open_settle() {
  if (!page_.aside_chosen) return;
  life_.renew();
  busy_ = false;
  problem_.reset();
  settle_.emplace();
  settle_->record = *page_.aside_chosen;
}

void Office::close_settle() {
  life_.renew();
  busy_ = false;
  problem_.reset();
  if (settle_) overwrite(settle_->reason);
  settle_.reset();
}

void Office::settle() {
  busy_ = true;
  problem_.reset();
  context_.box.ask(
      life_, aside::settle, aside::SettleRequest{settle_->record, settle_->how, settle_->reason},
      [this](const Result<aside::Line>& settled) {
        busy_ = false;
        aside_due_ = true;
        if (!settled) {
          problem_ = settled.error().code;
          return;
        }
        forget_aside_words();
        close_settle();
        say(std::string(text::SetAsideMessages(context_.language).aside_settle_done()));
      });
}

}  // namespace alcove::flows::administration

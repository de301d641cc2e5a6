// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/room/draft_keeper.h"

#include <algorithm>

namespace alcove::flows::room {

using api::notes::SaveReply;

DraftKeeper::DraftKeeper(NoteId note, DraftPorts ports, std::uint64_t version,
                         std::optional<NoteRevisionId> head)
    : note_(note),
      ports_(std::move(ports)),
      version_(version),
      handed_version_(version),
      safe_version_(version),
      head_(head),
      head_version_(version) {}

void DraftKeeper::changed(std::uint64_t version, std::int64_t now_ms) {
  if (version == version_) return;
  if (handed_version_ == version_) first_change_ms_ = now_ms;
  version_ = version;
  changed_ms_ = now_ms;
  if (!unsafe_since_ms_) unsafe_since_ms_ = now_ms;
}

bool DraftKeeper::due() const {
  if (handed_version_ == version_) return false;
  return forced_ || now_ms_ - changed_ms_ >= kPauseMs || now_ms_ - first_change_ms_ >= kLatestMs;
}

std::int64_t DraftKeeper::tick(std::int64_t now_ms) {
  now_ms_ = now_ms;
  notice_home();
  keep_sent_one_when_due();
  // Newer words wait until it is certain where those before them are.
  const bool settled = !keeping_ && !uncertain_ && (!sent_ || sent_is_kept_);
  if (settled && now_ms_ >= retry_at_ms_ && due()) hand_over();
  if (handed_version_ == version_) forced_ = false;
  if (sent_ && !sent_is_kept_) {
    return std::max<std::int64_t>(0, sent_->at_ms + kPatienceMs - now_ms_);
  }
  if (keeping_) return -1;
  if (uncertain_ || retry_at_ms_ > now_ms_) {
    return std::max<std::int64_t>(0, retry_at_ms_ - now_ms_);
  }
  if (handed_version_ == version_) return -1;
  return std::max<std::int64_t>(
      0, std::min(changed_ms_ + kPauseMs, first_change_ms_ + kLatestMs) - now_ms_);
}

// The spool is empty: what was kept here is on the box, as the draft or beside it.
void DraftKeeper::notice_home() {
  if (!in_spool_ || keeping_ || uncertain_ || !ports_.direct()) return;
  in_spool_.reset();
  if (on_home) on_home();
}

// An answer that takes long, or did not come: the words go to this terminal's disk meanwhile.
void DraftKeeper::keep_sent_one_when_due() {
  if (keeping_ || now_ms_ < retry_at_ms_) return;
  if (uncertain_) {
    // Where the disk refuses but the box is there, the box gets the very same once more.
    if (disk_refusal_ && !sent_ && ports_.direct()) {
      Handed again = *uncertain_;
      uncertain_.reset();
      send(std::move(again));
      return;
    }
    keep(*uncertain_, false);
    return;
  }
  if (sent_ && !sent_is_kept_ && now_ms_ - sent_->at_ms >= kPatienceMs) {
    sent_is_kept_ = true;
    keep(*sent_, false);
  }
}

void DraftKeeper::hand_over() {
  Handed handed{.request = {.note = note_,
                            .revision = ports_.new_revision(),
                            .base = head_,
                            .content = ports_.content()},
                .version = version_,
                .at_ms = now_ms_};
  handed_version_ = version_;
  if (!sent_ && !in_spool_ && ports_.direct()) {
    head_ = handed.request.revision;
    head_version_ = handed.version;
    send(std::move(handed));
  } else {
    keep(std::move(handed), true);
  }
}

void DraftKeeper::send(Handed handed) {
  handed.at_ms = now_ms_;
  sent_ = handed;
  sent_is_kept_ = false;
  ports_.save(handed.request,
              [this, revision = handed.request.revision, version = handed.version](
                  const Result<SaveReply>& reply) { answered(revision, version, reply); });
}

void DraftKeeper::answered(const NoteRevisionId& revision, std::uint64_t version,
                           const Result<SaveReply>& reply) {
  if (!sent_ || sent_->request.revision != revision) return;
  if (reply) {
    sent_.reset();
    refusal_.reset();
    now_safe(version, reply->number, reply->saved_at);
    if (on_saved) on_saved(*reply);
    return;
  }
  const ErrorCode code = reply.error().code;
  if (code != ErrorCode::kUnavailable && code != ErrorCode::kTimedOut) refusal_ = code;
  // It may be there, or not: the spool brings the same revision once more, which counts once.
  if (!sent_is_kept_) uncertain_ = sent_;
  sent_.reset();
}

void DraftKeeper::keep(Handed handed, bool replaceable) {
  DraftPorts::Keep wanted{.alone = handed.request, .beside = std::nullopt, .instead_of = {}};
  const std::optional<NoteRevisionId> before = head_;
  std::optional<NoteRevisionId> base_alone = handed.request.base;
  if (replaceable && in_spool_ && in_spool_->replaceable) {
    wanted.instead_of = in_spool_->id;
    wanted.beside = handed.request;
    wanted.alone.base = base_alone = in_spool_->base;
  }
  const std::uint64_t version_before = head_version_;
  if (replaceable) {
    head_ = handed.request.revision;
    head_version_ = handed.version;
  }
  keeping_ = true;
  const auto done = [this, replaceable, before, version_before, base_alone,
                     handed = std::move(handed)](const Result<offline::SpoolKept>& kept) {
    keeping_ = false;
    if (!kept) {
      disk_refusal_ = kept.error().code;
      retry_at_ms_ = now_ms_ + kRetryMs;
      if (!replaceable) {
        // Still outstanding, or to be tried again.
        if (sent_ && sent_->request.revision == handed.request.revision) {
          sent_is_kept_ = false;
        } else if (safe_version_ < handed.version) {
          uncertain_ = handed;
        }
        return;
      }
      head_ = before;
      head_version_ = version_before;
      if (handed_version_ == handed.version) handed_version_ = 0;
      return;
    }
    disk_refusal_.reset();
    uncertain_.reset();
    in_spool_ = InSpool{.id = kept->id,
                        .base = kept->replaced ? base_alone : handed.request.base,
                        .replaceable = replaceable};
    if (handed.version <= safe_version_) return;  // the answer came meanwhile
    kept_version_ = handed.version;
    kept_at_ = ports_.now();
    if (!kept_since_) kept_since_ = kept_at_;
  };
  ports_.keep(std::move(wanted), done);
}

void DraftKeeper::now_safe(std::uint64_t version, std::int64_t number, UtcTime at) {
  safe_version_ = std::max(safe_version_, version);
  number_ = number;
  safe_at_ = at;
  if (!safe()) return;
  refusal_.reset();  // also where the spool brought them home
  unsafe_since_ms_.reset();
  kept_since_.reset();
}

void DraftKeeper::confirm(std::optional<NoteRevisionId> head, std::int64_t number,
                          std::optional<UtcTime> saved_at) {
  if (head == head_ && saved_at) now_safe(head_version_, number, *saved_at);
}

}  // namespace alcove::flows::room

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "kiosk/offline/spool.h"
#include "shared/api/notes_save.h"

// Where the words of an open draft are. Hands them to the box at every pause in typing; where the
// box does not answer at once, or is away, seals them on this terminal, so that whatever was typed
// more than a second ago survives the end of this program. Pure: it knows no socket, no screen and
// no clock of its own. For the UI thread.
//
// What it keeps to, so that every word is stored once:
//   - each revision follows the one handed over before it, whether or not an answer came;
//   - what may have reached the box is never replaced in the spool, only followed;
//   - nothing goes to the box past what waits in the spool.
namespace alcove::flows::room {

// Milliseconds. Words are handed over at a pause, and at the latest kLatestMs after the first of
// them; an answer that takes longer than kPatienceMs is not waited for.
inline constexpr std::int64_t kPauseMs = 250;
inline constexpr std::int64_t kLatestMs = 400;
inline constexpr std::int64_t kPatienceMs = 350;
inline constexpr std::int64_t kRetryMs = 1000;  // after this terminal's disk refused

struct DraftPorts {
  using Saved = std::function<void(Result<api::notes::SaveReply>)>;
  using Kept = std::function<void(Result<offline::SpoolKept>)>;
  struct Keep {
    api::notes::SaveRequest alone;  // where it replaces `instead_of`, or there is none
    std::optional<api::notes::SaveRequest> beside;  // where that one stays
    std::optional<SpoolRecordId> instead_of;
  };
  std::function<void(api::notes::SaveRequest, Saved)> save;
  std::function<void(Keep, Kept)> keep;
  std::function<bool()> direct;  // the box is there, and nothing waits in the spool
  std::function<api::notes::Content()> content;
  std::function<NoteRevisionId()> new_revision;
  std::function<UtcTime()> now;  // the box's clock
};

class DraftKeeper {
 public:
  // `version` counts changes of what is shown; `head` is the revision that it shows.
  DraftKeeper(NoteId note, DraftPorts ports, std::uint64_t version,
              std::optional<NoteRevisionId> head);

  void changed(std::uint64_t version, std::int64_t now_ms);
  void save_now() { forced_ = true; }
  // In how many milliseconds it wants to be called again at the latest; negative: no need.
  std::int64_t tick(std::int64_t now_ms);

  // The draft was read again, and was found to say `head`. Where that is the newest revision that
  // was handed over, its words are safe; whatever was typed since is not.
  void confirm(std::optional<NoteRevisionId> head, std::int64_t number,
               std::optional<UtcTime> saved_at);
  // Whoever listens hears each answer of the box, and that the spool was brought home.
  std::function<void(const api::notes::SaveReply&)> on_saved;
  std::function<void()> on_home;

  bool safe() const { return safe_version_ == version_; }  // the box has every word
  bool kept() const { return kept_version_ == version_; }  // this terminal's disk has
  bool durable() const { return safe() || kept(); }
  std::uint64_t version() const { return version_; }
  std::optional<NoteRevisionId> head() const { return head_; }
  std::int64_t number() const { return number_; }
  std::optional<UtcTime> safe_at() const { return safe_at_; }
  std::optional<UtcTime> kept_at() const { return kept_at_; }
  std::optional<UtcTime> kept_since() const { return kept_since_; }  // since the box was safe last
  // Since when there have been words that the box does not have.
  std::optional<std::int64_t> unsafe_since_ms() const { return unsafe_since_ms_; }
  // Why the box, or this terminal's disk, refused the last time; nothing since it took something.
  std::optional<ErrorCode> refusal() const { return refusal_; }
  std::optional<ErrorCode> disk_refusal() const { return disk_refusal_; }

 private:
  struct Handed {
    api::notes::SaveRequest request;
    std::uint64_t version = 0;
    std::int64_t at_ms = 0;
  };
  struct InSpool {
    SpoolRecordId id;
    std::optional<NoteRevisionId> base;
    bool replaceable = false;  // it was never sent to the box by itself
  };

  bool due() const;
  void hand_over();
  void send(Handed handed);
  void answered(const NoteRevisionId& revision, std::uint64_t version,
                const Result<api::notes::SaveReply>& reply);
  void keep(Handed handed, bool replaceable);
  void keep_sent_one_when_due();
  void notice_home();
  void now_safe(std::uint64_t version, std::int64_t number, UtcTime at);

  const NoteId note_;
  const DraftPorts ports_;
  std::uint64_t version_;
  std::uint64_t handed_version_;
  std::uint64_t safe_version_;
  std::uint64_t kept_version_ = 0;
  std::optional<NoteRevisionId> head_;  // the newest revision that was handed over
  std::uint64_t head_version_;          // what it shows
  std::int64_t number_ = 0;
  std::optional<UtcTime> safe_at_;
  std::optional<UtcTime> kept_at_;
  std::optional<UtcTime> kept_since_;
  std::int64_t now_ms_ = 0;
  std::int64_t changed_ms_ = 0;
  std::int64_t first_change_ms_ = 0;
  std::optional<std::int64_t> unsafe_since_ms_;
  bool forced_ = false;
  std::optional<Handed> sent_;       // to the box, its answer is outstanding
  bool sent_is_kept_ = false;        // and it is in the spool as well, or on its way there
  std::optional<Handed> uncertain_;  // sent, no answer will come, not in the spool yet
  bool keeping_ = false;
  std::int64_t retry_at_ms_ = 0;
  std::optional<InSpool> in_spool_;
  std::optional<ErrorCode> refusal_;
  std::optional<ErrorCode> disk_refusal_;
};

}  // namespace alcove::flows::room

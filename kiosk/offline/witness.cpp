// SPDX-License-Identifier: Apache-2.0
#include "kiosk/offline/witness.h"

namespace alcove::offline {
namespace {

constexpr std::string_view kMagic = "alcwitn1";

Error damaged() {
  return {ErrorCode::kCorrupt, {}, "the terminal's memory of the box does not read"};
}

Error stopped() {
  return {ErrorCode::kRolledBack,
          {},
          "this terminal has stopped: the box does not hold what the terminal has seen"};
}

Result<WitnessState> state_of(ByteView content) {
  ByteReader reader(content);
  ALCOVE_ASSIGN(const std::uint64_t epoch, reader.u64());
  ALCOVE_ASSIGN(const std::uint64_t number, reader.u64());
  ALCOVE_ASSIGN(const Bytes hash, reader.take(wire::Head().hash.size()));
  ALCOVE_ASSIGN(const std::uint32_t standing, reader.u32());
  ALCOVE_ASSIGN(const std::uint64_t since, reader.u64());
  if (!reader.at_end() || standing > 2) return damaged();
  WitnessState state;
  state.standing = static_cast<Standing>(standing);
  if (number != 0) {
    wire::Head& head = state.head.emplace();
    head.epoch = static_cast<std::int64_t>(epoch);
    head.number = static_cast<std::int64_t>(number);
    std::copy(hash.begin(), hash.end(), head.hash.begin());
  }
  if (since != 0) state.since = UtcTime(std::chrono::milliseconds(since));
  return state;
}

Bytes content_of(const WitnessState& state) {
  const wire::Head head = state.head.value_or(wire::Head{});
  Bytes out;
  append_u64(out, static_cast<std::uint64_t>(head.epoch));
  append_u64(out, static_cast<std::uint64_t>(head.number));
  out.insert(out.end(), head.hash.begin(), head.hash.end());
  append_u32(out, static_cast<std::uint32_t>(state.standing));
  append_u64(out,
             state.since ? static_cast<std::uint64_t>(state.since->time_since_epoch().count()) : 0);
  return out;
}

// Whether a box that was at `before` can be at `now`.
bool follows(const wire::Head& before, const wire::Head& now) {
  if (now.epoch != before.epoch || now.number < before.number) return false;
  return now.number > before.number || now.hash == before.hash;
}

}  // namespace

Result<std::unique_ptr<Witness>> Witness::open(std::filesystem::path file, const SecretBytes& key,
                                               const Clock& clock, RandomSource& random) {
  std::unique_ptr<Witness> witness(new Witness(std::move(file), key, clock, random));
  const Result<SecretBytes> content = read_sealed(witness->file_, kMagic, key);
  if (content) {
    ALCOVE_ASSIGN(witness->state_, state_of(content->view()));
  } else if (content.error().code != ErrorCode::kNotFound) {
    return content.error();
  }
  return witness;
}

Witness::~Witness() {
  const std::lock_guard lock(mutex_);
  // A disk that refuses now costs the last second of what was seen, and nobody is left to be told.
  if (newer_than_file_) static_cast<void>(save().ok());
}

client::HeadMemory Witness::memory() {
  return {.seen = [this] { return seen(); },
          .greeted = [this](const api::hello::HelloReply& reply) { return greeted(reply); },
          .saw = [this](const std::optional<wire::Head>& before,
                        const wire::Head& now) { return saw(before, now); }};
}

WitnessState Witness::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

Result<std::optional<wire::Head>> Witness::seen() {
  const std::lock_guard lock(mutex_);
  if (state_.standing != Standing::kGoing && !asking_) return stopped();
  return state_.head;
}

Result<void> Witness::greeted(const api::hello::HelloReply& reply) {
  std::unique_lock lock(mutex_);
  asking_ = false;
  switch (reply.verdict) {
    case api::hello::Verdict::kKnown: {
      if (state_.standing == Standing::kGoing) return {};
      state_.standing = Standing::kGoing;
      state_.since.reset();
      state_.restored.reset();
      ALCOVE_TRY(save());
      lock.unlock();
      if (changed_) changed_();
      return {};
    }
    case api::hello::Verdict::kRestored:
      // This hello was on its way while the restore was confirmed here: it is said once more.
      if (state_.standing == Standing::kGoing && state_.head && reply.restored &&
          reply.restored->epoch <= state_.head->epoch) {
        return Error{ErrorCode::kUnavailable, {}, "the box was greeted too early"};
      }
      state_.restored = reply.restored;
      return stop(lock, Standing::kRestored);
    case api::hello::Verdict::kUnknown:
      return stop(lock, Standing::kRolledBack);
  }
  return damaged();
}

Result<void> Witness::saw(const std::optional<wire::Head>& before, const wire::Head& now) {
  std::unique_lock lock(mutex_);
  if (state_.standing != Standing::kGoing) return stopped();
  // Replies overtake each other, so a head is compared with what was known when its request left;
  // only another hash under the same number is wrong at any time.
  const bool forked = state_.head && state_.head->number == now.number &&
                      state_.head->epoch == now.epoch && state_.head->hash != now.hash;
  if (forked || (before && !follows(*before, now))) return stop(lock, Standing::kRolledBack);
  const bool newer = !state_.head || now.number > state_.head->number;
  if (!newer) return {};
  state_.head = now;
  newer_than_file_ = true;
  if (std::chrono::steady_clock::now() - saved_at_ >= kSaveEvery) {
    // In memory it is known in any case; the next reply tries the disk again.
    static_cast<void>(save().ok());
  }
  return {};
}

Error Witness::stop(std::unique_lock<std::mutex>& lock, Standing standing) {
  if (state_.standing == Standing::kGoing) state_.since = clock_.now();
  // A stopped terminal asks every few seconds, for days: the disk hears of what has changed.
  if (state_.standing != standing) newer_than_file_ = true;
  state_.standing = standing;
  if (newer_than_file_) static_cast<void>(save().ok());  // it has stopped whatever the disk says
  lock.unlock();
  if (changed_) changed_();
  return stopped();
}

Result<void> Witness::confirmed(const api::hello::ConfirmRestoreReply& reply) {
  std::unique_lock lock(mutex_);
  wire::Head head{reply.head.epoch, reply.head.number, {}};
  if (state_.standing != Standing::kRestored || reply.head.hash.size() != head.hash.size()) {
    return Error{ErrorCode::kWrongState, {}, "there is no restore to confirm here"};
  }
  std::copy(reply.head.hash.begin(), reply.head.hash.end(), head.hash.begin());
  state_ = WitnessState{};
  state_.head = head;
  ALCOVE_TRY(save());
  lock.unlock();
  if (changed_) changed_();
  return {};
}

void Witness::ask_again() {
  const std::lock_guard lock(mutex_);
  asking_ = true;
}

void Witness::keep() {
  const std::lock_guard lock(mutex_);
  const bool due = std::chrono::steady_clock::now() - saved_at_ >= kSaveEvery;
  if (newer_than_file_ && due) static_cast<void>(save().ok());
}

Result<void> Witness::save() {
  ALCOVE_TRY(write_sealed(file_, kMagic, key_, content_of(state_), random_));
  newer_than_file_ = false;
  saved_at_ = std::chrono::steady_clock::now();
  return {};
}

}  // namespace alcove::offline

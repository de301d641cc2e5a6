// SPDX-License-Identifier: Apache-2.0
#include "kiosk/offline/kept_writes.h"

#include <sys/stat.h>

#include <algorithm>
#include <tuple>

#include "shared/api/notes_save.h"
#include "shared/wire/json.h"
#include "shared/wire/wipe.h"

namespace alcove::offline {
namespace {

enum class Frame : std::uint8_t { kWrite = 1, kGone = 2, kOffered = 3 };

// A file that is mostly of no more use is written anew when it is larger than this.
constexpr std::size_t kShrinkAbove = 1024 * 1024;

Bytes frame_start(Frame frame) {
  return Bytes{static_cast<std::uint8_t>(frame)};
}

void append_id(Bytes& out, const SpoolRecordId& id) {
  out.insert(out.end(), id.view().begin(), id.view().end());
}

Bytes gone_frame(const SpoolRecordId& id) {
  Bytes out = frame_start(Frame::kGone);
  append_id(out, id);
  return out;
}

Bytes offered_frame(std::int64_t epoch) {
  Bytes out = frame_start(Frame::kOffered);
  append_u64(out, static_cast<std::uint64_t>(epoch));
  return out;
}

Bytes write_frame(UtcTime at, const wire::Head& head, const api::spool::SealedRecord& record) {
  Bytes out = frame_start(Frame::kWrite);
  append_id(out, record.id);
  append_u64(out, static_cast<std::uint64_t>(at.time_since_epoch().count()));
  append_u64(out, static_cast<std::uint64_t>(head.epoch));
  append_u64(out, static_cast<std::uint64_t>(head.number));
  out.insert(out.end(), head.hash.begin(), head.hash.end());
  append_prefixed(out, record.sealed);
  append_prefixed(out, record.signature);
  return out;
}

wire::Head head_of(const api::hello::SeenHead& seen) {
  wire::Head head{seen.epoch, seen.number, {}};
  if (seen.hash.size() == head.hash.size()) {
    std::copy(seen.hash.begin(), seen.hash.end(), head.hash.begin());
  }
  return head;
}

}  // namespace

Result<std::unique_ptr<KeptWrites>> KeptWrites::open(const std::filesystem::path& folder,
                                                     SpoolKeys keys, RandomSource& random) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error || chmod(folder.c_str(), S_IRWXU) != 0) {
    return Error{ErrorCode::kStorageFault, {}, "the folder of the kept writes cannot be made"};
  }
  FramesFound found;
  auto file = SpoolFile::open(folder / "writes", found);
  if (!file) return file.error();
  std::unique_ptr<KeptWrites> writes(
      new KeptWrites(std::move(file).value(), std::move(keys), random));
  writes->damage_ = damage_beside(folder / "writes");
  for (const Bytes& body : found.bodies) writes->take_in(body);
  return writes;
}

void KeptWrites::sign_with(const crypto::P256Key& key) {
  const std::lock_guard lock(mutex_);
  keys_.signing = key;
}

void KeptWrites::take_in(ByteView body) {
  ByteReader reader(body);
  const auto frame = reader.take(1);
  if (!frame) return;
  if (frame->front() == static_cast<std::uint8_t>(Frame::kOffered)) {
    const auto epoch = reader.u64();
    if (epoch) offered_ = std::max(offered_, static_cast<std::int64_t>(*epoch));
    return;
  }
  const auto id_bytes = reader.take(SpoolRecordId().view().size());
  if (!id_bytes) return;
  const SpoolRecordId id = SpoolRecordId::from_blob(*id_bytes);
  if (frame->front() == static_cast<std::uint8_t>(Frame::kGone)) {
    remove(id);
    return;
  }
  const auto at = reader.u64();
  const auto epoch = reader.u64();
  const auto number = reader.u64();
  const auto hash = reader.take(wire::Head().hash.size());
  auto sealed = reader.prefixed(kMaxFrameBody);
  auto signature = reader.prefixed(kMaxFrameBody);
  if (!at || !epoch || !number || !hash || !sealed || !signature) return;
  Kept kept;
  kept.at = UtcTime(std::chrono::milliseconds(*at));
  kept.head = {static_cast<std::int64_t>(*epoch), static_cast<std::int64_t>(*number), {}};
  std::copy(hash->begin(), hash->end(), kept.head.hash.begin());
  kept.record = {id, std::move(sealed).value(), std::move(signature).value()};
  bytes_ += kept.record.sealed.size();
  kept_.push_back(std::move(kept));
}

// A save holds all the words of the one it was typed on, so that one may go. Its lineage stays: a
// box that has any of the saves in between knows that this one follows.
std::optional<SpoolRecordId> KeptWrites::follow_draft(api::spool::Record& record,
                                                      const SpoolRecordId& id) {
  if (record.kind != api::notes::save.path) return std::nullopt;
  auto request = wire::decode<api::notes::SaveRequest>(record.body, wire::UnknownFields::kIgnore);
  if (!request) return std::nullopt;
  const wire::WipeSecrets<api::notes::SaveRequest> wiped(*request);
  std::optional<SpoolRecordId> gone;
  const auto before = drafts_.find(request->note);
  if (before != drafts_.end() && request->base == before->second.revision) {
    const Draft& last = before->second;
    const bool goes_on = last.session == record.session &&
                         last.made.head.epoch == record.acknowledged->head.epoch &&
                         last.made.follows.size() < api::spool::Acknowledged::kMaxFollows;
    if (goes_on) {
      api::spool::Acknowledged& made = *record.acknowledged;
      if (last.base) made.follows.push_back(*last.base);
      made.follows.insert(made.follows.end(), last.made.follows.begin(), last.made.follows.end());
      made.from_empty = last.made.from_empty || !last.base;
      gone = last.id;
    }
  }
  drafts_[request->note] = {.id = id,
                            .revision = request->revision,
                            .base = request->base,
                            .made = *record.acknowledged,
                            .session = record.session};
  return gone;
}

Result<void> KeptWrites::keep(api::spool::Record record) {
  const std::lock_guard lock(mutex_);
  const WipeOnExit wiped(record.body);
  if (record.body.size() > api::spool::kMaxBody) {
    return Error{ErrorCode::kTooLarge, {}, "a request is too long to be kept at the terminal"};
  }
  record.device = keys_.device;
  const SpoolRecordId id = SpoolRecordId::make(record.written_at, random_);
  const std::optional<SpoolRecordId> gone = follow_draft(record, id);
  ALCOVE_ASSIGN(api::spool::SealedRecord sealed, seal_record(keys_, id, record, random_));
  std::vector<Kept> news;
  news.push_back({record.written_at, head_of(record.acknowledged->head), std::move(sealed)});
  std::vector<SpoolRecordId> replaced;
  if (gone) replaced.push_back(*gone);
  return add(std::move(news), std::move(replaced));
}

Result<void> KeptWrites::keep_delivered(const std::vector<api::spool::SealedRecord>& records,
                                        const wire::Head& head, UtcTime now) {
  const std::lock_guard lock(mutex_);
  std::vector<Kept> news;
  for (const api::spool::SealedRecord& record : records) news.push_back({now, head, record});
  return add(std::move(news), {});
}

Result<void> KeptWrites::add(std::vector<Kept> news, std::vector<SpoolRecordId> gone) {
  if (news.empty()) return {};
  std::vector<Bytes> frames;
  std::size_t bytes = 0;
  for (const Kept& kept : news) {
    frames.push_back(write_frame(kept.at, kept.head, kept.record));
    bytes += kept.record.sealed.size();
  }
  const std::vector<SpoolRecordId> old = outlived(news.back().at, bytes);
  gone.insert(gone.end(), old.begin(), old.end());
  for (const SpoolRecordId& id : gone) frames.push_back(gone_frame(id));
  ALCOVE_TRY(file_.append(frames));
  for (const SpoolRecordId& id : gone) remove(id);
  for (Kept& kept : news) kept_.push_back(std::move(kept));
  bytes_ += bytes;
  // What was kept is safe already; a file that could not be made smaller is tried again later.
  static_cast<void>(shrink_when_due().ok());
  return {};
}

std::vector<SpoolRecordId> KeptWrites::outlived(UtcTime now, std::size_t bytes) const {
  std::vector<SpoolRecordId> old;
  std::size_t left = bytes_ + bytes;
  std::size_t count = kept_.size() + 1;
  for (const Kept& kept : kept_) {
    const bool stays =
        kept.at >= now - kKeepWrites && left <= kMaxKeptBytes && count <= kMaxKeptWrites;
    if (stays) break;
    left -= kept.record.sealed.size();
    --count;
    old.push_back(kept.record.id);
  }
  return old;
}

std::vector<api::spool::Held> KeptWrites::to_offer(std::int64_t epoch) const {
  const std::lock_guard lock(mutex_);
  std::vector<const Kept*> earlier;
  if (offered_ < epoch) {
    for (const Kept& kept : kept_) {
      if (kept.head.epoch < epoch) earlier.push_back(&kept);
    }
  }
  std::stable_sort(earlier.begin(), earlier.end(), [](const Kept* a, const Kept* b) {
    return std::tuple(a->head.epoch, a->head.number) < std::tuple(b->head.epoch, b->head.number);
  });
  std::vector<api::spool::Held> held;
  for (const Kept* kept : earlier) {
    held.push_back({kept->record.id, api::hello::as_seen(kept->head)});
  }
  return held;
}

std::size_t KeptWrites::to_bring_back(std::int64_t epoch, std::int64_t kept_until) const {
  const std::lock_guard lock(mutex_);
  if (offered_ >= epoch) return 0;
  return static_cast<std::size_t>(std::count_if(kept_.begin(), kept_.end(), [&](const Kept& kept) {
    return kept.head.epoch < epoch && kept.head.number > kept_until;
  }));
}

std::vector<api::spool::SealedRecord> KeptWrites::next_batch(
    std::vector<SpoolRecordId>& ids) const {
  const std::lock_guard lock(mutex_);
  std::vector<api::spool::SealedRecord> batch;
  std::size_t bytes = 0;
  std::size_t taken = 0;
  for (const SpoolRecordId& id : ids) {
    const auto found = std::find_if(kept_.begin(), kept_.end(),
                                    [&](const Kept& kept) { return kept.record.id == id; });
    if (found != kept_.end()) {
      bytes += found->record.sealed.size();
      const bool full = batch.size() >= api::spool::kMaxBatch || bytes > api::spool::kMaxBatchBytes;
      if (full && !batch.empty()) break;
      batch.push_back(found->record);
    }
    ++taken;
  }
  ids.erase(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(taken));
  return batch;
}

Result<void> KeptWrites::offered(std::int64_t epoch) {
  const std::lock_guard lock(mutex_);
  ALCOVE_TRY(file_.append({offered_frame(epoch)}));
  offered_ = std::max(offered_, epoch);
  return {};
}

std::size_t KeptWrites::size() const {
  const std::lock_guard lock(mutex_);
  return kept_.size();
}

std::size_t KeptWrites::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

void KeptWrites::remove(const SpoolRecordId& id) {
  const auto found = std::find_if(kept_.begin(), kept_.end(),
                                  [&](const Kept& kept) { return kept.record.id == id; });
  if (found == kept_.end()) return;
  bytes_ -= found->record.sealed.size();
  kept_.erase(found);
}

Result<void> KeptWrites::shrink_when_due() {
  if (file_.size() < kShrinkAbove || file_.size() < 3 * bytes_) return {};
  std::vector<Bytes> frames;
  if (offered_ > 0) frames.push_back(offered_frame(offered_));
  for (const Kept& kept : kept_) frames.push_back(write_frame(kept.at, kept.head, kept.record));
  return file_.rewrite(frames);
}

}  // namespace alcove::offline

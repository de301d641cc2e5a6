// SPDX-License-Identifier: Apache-2.0
#include "kiosk/offline/spool.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>

namespace alcove::offline {
namespace {

enum class Frame : std::uint8_t { kRecord = 1, kGone = 2 };

// A file that is mostly of no more use is written anew when it is larger than this.
constexpr std::size_t kShrinkAbove = 1024 * 1024;

Bytes frame_start(Frame frame, const SpoolRecordId& id) {
  Bytes out{static_cast<std::uint8_t>(frame)};
  out.insert(out.end(), id.view().begin(), id.view().end());
  return out;
}

}  // namespace

Result<std::unique_ptr<Spool>> Spool::open(const std::filesystem::path& folder, SpoolKeys keys,
                                           RandomSource& random) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error || chmod(folder.c_str(), S_IRWXU) != 0) {
    return Error{ErrorCode::kStorageFault, {}, "the folder of the spool cannot be made"};
  }
  FramesFound found;
  auto file = SpoolFile::open(folder / "records", found);
  if (!file) return file.error();
  std::unique_ptr<Spool> spool(new Spool(std::move(file).value(), std::move(keys), random));
  spool->damage_ = damage_beside(folder / "records");
  for (const Bytes& body : found.bodies) spool->take_in(body);
  return spool;
}

void Spool::take_in(ByteView body) {
  ByteReader reader(body);
  const auto frame = reader.take(1);
  const auto id_bytes = reader.take(SpoolRecordId().view().size());
  if (!frame || !id_bytes) return;
  const SpoolRecordId id = SpoolRecordId::from_blob(*id_bytes);
  if (frame->front() == static_cast<std::uint8_t>(Frame::kGone)) {
    remove(id);
    return;
  }
  const auto written_at = reader.u64();
  auto sealed = reader.prefixed(kMaxFrameBody);
  auto signature = reader.prefixed(kMaxFrameBody);
  if (!written_at || !sealed || !signature) return;
  bytes_ += sealed->size();
  kept_.push_back({id, UtcTime(std::chrono::milliseconds(*written_at)), std::move(sealed).value(),
                   std::move(signature).value()});
}

Result<Spool::Kept> Spool::seal(const NewSpoolRecord& record, const std::string& body,
                                UtcTime written_at) {
  if (body.size() > api::spool::kMaxBody) {
    return Error{ErrorCode::kTooLarge,
                 {},
                 fmt::format("one piece of writing has at most {} bytes", api::spool::kMaxBody)};
  }
  Kept kept;
  kept.id = SpoolRecordId::make(written_at, random_);
  kept.written_at = written_at;
  ALCOVE_ASSIGN(api::spool::SealedRecord sealed, seal_record(keys_, kept.id,
                                                             {.kind = record.kind,
                                                              .device = keys_.device,
                                                              .author = record.author,
                                                              .session = record.session,
                                                              .written_at = written_at,
                                                              .body = body,
                                                              .voucher = record.voucher,
                                                              .acknowledged = std::nullopt},
                                                             random_));
  kept.sealed = std::move(sealed.sealed);
  kept.signature = std::move(sealed.signature);
  return kept;
}

Result<SpoolRecordId> Spool::add(const NewSpoolRecord& record, UtcTime written_at) {
  ALCOVE_ASSIGN(const SpoolKept kept, add_in_place(record, written_at));
  return kept.id;
}

Result<SpoolKept> Spool::add_in_place(const NewSpoolRecord& record, UtcTime written_at) {
  const std::lock_guard lock(mutex_);
  const bool replaces = record.instead_of && !on_its_way(*record.instead_of) &&
                        std::any_of(kept_.begin(), kept_.end(), [&](const Kept& other) {
                          return other.id == *record.instead_of;
                        });
  const bool beside = !replaces && record.instead_of && !record.body_beside.empty();
  ALCOVE_ASSIGN(Kept kept, seal(record, beside ? record.body_beside : record.body, written_at));
  if (kept_.size() >= kMaxSpoolRecords + (replaces ? 1 : 0)) {
    return Error{ErrorCode::kTooMany,
                 {},
                 fmt::format("this terminal keeps at most {} pieces of writing until the box is "
                             "back",
                             kMaxSpoolRecords)};
  }
  if (bytes_ + kept.sealed.size() > kMaxSpoolBytes) {
    return Error{
        ErrorCode::kTooMany,
        {},
        fmt::format("this terminal keeps at most {} bytes until the box is back", kMaxSpoolBytes)};
  }
  Bytes frame = frame_start(Frame::kRecord, kept.id);
  append_u64(frame, static_cast<std::uint64_t>(written_at.time_since_epoch().count()));
  append_prefixed(frame, kept.sealed);
  append_prefixed(frame, kept.signature);
  std::vector<Bytes> frames{std::move(frame)};
  if (replaces) frames.push_back(frame_start(Frame::kGone, *record.instead_of));
  ALCOVE_TRY(file_.append(frames));
  if (replaces) remove(*record.instead_of);
  const SpoolRecordId id = kept.id;
  bytes_ += kept.sealed.size();
  kept_.push_back(std::move(kept));
  // The record is safe already; a file that could not be made smaller is tried again later.
  static_cast<void>(shrink_when_due().ok());
  return SpoolKept{id, replaces};
}

void Spool::sign_with(crypto::P256Key key) {
  const std::lock_guard lock(mutex_);
  keys_.signing = std::move(key);
}

SpoolWaiting Spool::waiting() const {
  const std::lock_guard lock(mutex_);
  SpoolWaiting waiting{.records = kept_.size(), .bytes = bytes_};
  if (!kept_.empty()) waiting.oldest = kept_.front().written_at;
  return waiting;
}

std::vector<api::spool::SealedRecord> Spool::next_batch() {
  const std::lock_guard lock(mutex_);
  std::vector<api::spool::SealedRecord> batch;
  std::size_t bytes = 0;
  on_the_way_.clear();
  for (const Kept& kept : kept_) {
    bytes += kept.sealed.size();
    const bool full = batch.size() >= api::spool::kMaxBatch || bytes > api::spool::kMaxBatchBytes;
    if (full && !batch.empty()) break;
    batch.push_back({kept.id, kept.sealed, kept.signature});
    on_the_way_.push_back(kept.id);
  }
  return batch;
}

Result<void> Spool::delivered(const std::vector<SpoolRecordId>& ids) {
  const std::lock_guard lock(mutex_);
  on_the_way_.clear();
  std::vector<Bytes> frames;
  for (const SpoolRecordId& id : ids) {
    if (remove(id)) frames.push_back(frame_start(Frame::kGone, id));
  }
  if (frames.empty()) return {};
  if (kept_.empty()) return file_.rewrite({});
  ALCOVE_TRY(file_.append(frames));
  return shrink_when_due();
}

void Spool::not_delivered() {
  const std::lock_guard lock(mutex_);
  on_the_way_.clear();
}

bool Spool::remove(const SpoolRecordId& id) {
  const auto found =
      std::find_if(kept_.begin(), kept_.end(), [&](const Kept& kept) { return kept.id == id; });
  if (found == kept_.end()) return false;
  bytes_ -= found->sealed.size();
  kept_.erase(found);
  return true;
}

bool Spool::on_its_way(const SpoolRecordId& id) const {
  return std::find(on_the_way_.begin(), on_the_way_.end(), id) != on_the_way_.end();
}

Result<void> Spool::shrink_when_due() {
  if (file_.size() < kShrinkAbove || file_.size() < 3 * bytes_) return {};
  std::vector<Bytes> frames;
  for (const Kept& kept : kept_) {
    Bytes frame = frame_start(Frame::kRecord, kept.id);
    append_u64(frame, static_cast<std::uint64_t>(kept.written_at.time_since_epoch().count()));
    append_prefixed(frame, kept.sealed);
    append_prefixed(frame, kept.signature);
    frames.push_back(std::move(frame));
  }
  return file_.rewrite(frames);
}

}  // namespace alcove::offline

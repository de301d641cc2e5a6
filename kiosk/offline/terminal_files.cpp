// SPDX-License-Identifier: Apache-2.0
#include "kiosk/offline/terminal_files.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include "shared/api/terminal.h"
#include "shared/base/durable_file.h"

namespace alcove::offline {
namespace {

constexpr std::string_view kMagic = "alcterm3";
constexpr std::string_view kMagicTwo = "alcterm2";  // without other authorities
constexpr std::string_view kMagicOne = "alcterm1";  // and without clinic and zone
constexpr std::size_t kMaxOthers = api::terminal::kMaxAuthorities - 1;
constexpr std::size_t kMaxText = 512;  // bytes; a hundred characters of four each fit
constexpr std::size_t kMaxDer = 4096;

Error damaged() {
  return {ErrorCode::kCorrupt, {}, "the file that says who this terminal is does not read"};
}

SecretBytes content_of(const Enrolled& enrolled) {
  Bytes out(enrolled.device.view().begin(), enrolled.device.view().end());
  append_prefixed(out, as_bytes(enrolled.name));
  append_prefixed(out, as_bytes(wire::word_of(enrolled.station)));
  append_prefixed(out, as_bytes(enrolled.server.host));
  append_u32(out, enrolled.server.port);
  const SecretBytes key = enrolled.identity.key.der();
  // No growing after the key is in: a reallocation would leave a copy of it behind.
  out.reserve(out.size() + key.view().size() + (3 + kMaxOthers) * kMaxDer + 2 * kMaxText);
  append_prefixed(out, key.view());
  append_prefixed(out, enrolled.identity.certificate.der());
  append_prefixed(out, enrolled.identity.authority.der());
  append_prefixed(out, enrolled.sealing_public ? ByteView(*enrolled.sealing_public) : ByteView());
  append_prefixed(out, as_bytes(enrolled.clinic));
  append_prefixed(out, as_bytes(enrolled.zone));
  ALCOVE_CHECK(enrolled.identity.also_believed.size() <= kMaxOthers);
  append_u32(out, static_cast<std::uint32_t>(enrolled.identity.also_believed.size()));
  for (const crypto::Certificate& other : enrolled.identity.also_believed) {
    append_prefixed(out, other.der());
  }
  SecretBytes content{ByteView(out)};
  wipe(out.data(), out.size());
  return content;
}

Result<std::string> text_of(ByteReader& reader) {
  ALCOVE_ASSIGN(const Bytes bytes, reader.prefixed(kMaxText));
  return std::string(as_text(bytes));
}

Result<client::TerminalIdentity> identity_of(ByteReader& reader) {
  ALCOVE_ASSIGN(Bytes der, reader.prefixed(kMaxDer));
  auto key = crypto::P256Key::from_der(der);
  wipe(der.data(), der.size());
  ALCOVE_ASSIGN(const Bytes own, reader.prefixed(kMaxDer));
  ALCOVE_ASSIGN(const Bytes authority, reader.prefixed(kMaxDer));
  auto certificate = crypto::Certificate::from_der(own);
  auto ca = crypto::Certificate::from_der(authority);
  if (!key || !certificate || !ca) return damaged();
  return client::TerminalIdentity{std::move(key).value(), std::move(certificate).value(),
                                  std::move(ca).value()};
}

Result<std::vector<crypto::Certificate>> others_of(ByteReader& reader) {
  ALCOVE_ASSIGN(const std::uint32_t count, reader.u32());
  if (count > kMaxOthers) return damaged();
  std::vector<crypto::Certificate> others;
  for (std::uint32_t i = 0; i < count; ++i) {
    ALCOVE_ASSIGN(const Bytes der, reader.prefixed(kMaxDer));
    auto other = crypto::Certificate::from_der(der);
    if (!other) return damaged();
    others.push_back(std::move(other).value());
  }
  return others;
}

enum class Grammar : std::uint8_t { kOne, kTwo, kThree };

Result<Enrolled> enrolled_of(ByteView content, Grammar grammar) {
  ByteReader reader(content);
  ALCOVE_ASSIGN(const Bytes device, reader.take(DeviceId().view().size()));
  ALCOVE_ASSIGN(std::string name, text_of(reader));
  ALCOVE_ASSIGN(const std::string station_word, text_of(reader));
  ALCOVE_ASSIGN(std::string host, text_of(reader));
  ALCOVE_ASSIGN(const std::uint32_t port, reader.u32());
  ALCOVE_ASSIGN(client::TerminalIdentity identity, identity_of(reader));
  ALCOVE_ASSIGN(const Bytes sealing, reader.prefixed(crypto::PublicKey().size()));
  std::string clinic;
  std::string zone;
  if (grammar != Grammar::kOne) {
    ALCOVE_ASSIGN(clinic, text_of(reader));
    ALCOVE_ASSIGN(zone, text_of(reader));
  }
  if (grammar == Grammar::kThree) {
    ALCOVE_ASSIGN(identity.also_believed, others_of(reader));
  }
  const std::optional<wire::Station> station = wire::from_word<wire::Station>(station_word);
  const bool whole = reader.at_end() && station && port > 0 && port <= UINT16_MAX &&
                     (sealing.empty() || sealing.size() == crypto::PublicKey().size());
  if (!whole) return damaged();
  Enrolled enrolled{.device = DeviceId::from_blob(device),
                    .name = std::move(name),
                    .station = *station,
                    .server = {std::move(host), static_cast<std::uint16_t>(port)},
                    .identity = std::move(identity),
                    .clinic = std::move(clinic),
                    .zone = std::move(zone)};
  if (!sealing.empty()) {
    std::copy(sealing.begin(), sealing.end(), enrolled.sealing_public.emplace().begin());
  }
  return enrolled;
}

Result<void> remove_file(const std::filesystem::path& file) {
  std::error_code error;
  std::filesystem::remove(file, error);
  if (error) return Error{ErrorCode::kStorageFault, {}, "a file of this terminal stays"};
  return {};
}

constexpr int kMaxAside = 1000;  // the numbers of files that were put aside end before it

Result<void> put_file_aside(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::exists(std::filesystem::symlink_status(file, error))) return {};
  for (int number = 1; number < kMaxAside; ++number) {
    const std::filesystem::path aside = fmt::format("{}.unreadable-{}", file.string(), number);
    if (std::filesystem::exists(std::filesystem::symlink_status(aside, error))) continue;
    std::filesystem::rename(file, aside, error);
    if (!error) return {};
    break;
  }
  return Error{ErrorCode::kStorageFault, {}, "a file of this terminal cannot be put aside"};
}

}  // namespace

Result<TerminalFiles> TerminalFiles::open(const std::filesystem::path& folder,
                                          const std::filesystem::path& key_file,
                                          RandomSource& random) {
  ALCOVE_ASSIGN(SecretBytes key, read_key_file(key_file));
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error || chmod(folder.c_str(), S_IRWXU) != 0) {
    return Error{ErrorCode::kStorageFault, {}, "the terminal's folder cannot be made its own"};
  }
  return TerminalFiles(folder, std::move(key), random);
}

Result<std::optional<Enrolled>> TerminalFiles::load() const {
  // What is about to be used for the first time must be what lies there after a loss of power too:
  // the box then ends the certificate before it. A folder that is not there holds nothing anyway.
  (void)sync_folder(folder_);
  Grammar grammar = Grammar::kThree;
  Result<SecretBytes> content = read_sealed(folder_ / "terminal", kMagic, key_);
  const std::pair<Grammar, std::string_view> before[] = {{Grammar::kTwo, kMagicTwo},
                                                         {Grammar::kOne, kMagicOne}};
  for (const auto& [older, magic] : before) {
    if (content || content.error().code != ErrorCode::kNewerVersion) break;
    grammar = older;
    content = read_sealed(folder_ / "terminal", magic, key_);
  }
  if (!content) {
    if (content.error().code == ErrorCode::kNotFound) return std::optional<Enrolled>();
    return content.error();
  }
  ALCOVE_ASSIGN(Enrolled enrolled, enrolled_of(content->view(), grammar));
  return std::optional<Enrolled>(std::move(enrolled));
}

Result<void> TerminalFiles::save(const Enrolled& enrolled) const {
  const SecretBytes content = content_of(enrolled);
  return write_sealed(folder_ / "terminal", kMagic, key_, content.view(), random_);
}

Result<void> TerminalFiles::forget() const {
  ALCOVE_TRY(remove_file(folder_ / "terminal"));
  ALCOVE_TRY(remove_file(witness_file()));
  return sync_folder(folder_);
}

Result<void> TerminalFiles::put_aside() const {
  ALCOVE_TRY(put_file_aside(folder_ / "terminal"));
  ALCOVE_TRY(put_file_aside(witness_file()));
  return sync_folder(folder_);
}

}  // namespace alcove::offline

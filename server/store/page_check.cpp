// SPDX-License-Identifier: Apache-2.0
#include "server/store/page_check.h"

#include <fmt/format.h>

#include <memory>

namespace alcove::store {
namespace {

constexpr std::size_t kMaxFindings = 20;

std::int64_t count_pages(Connection& connection) {
  Statement count = connection.statement("PRAGMA page_count");
  return count.next() ? count.integer(0) : 0;
}

Error damaged(std::string what) {
  return {ErrorCode::kCorrupt, {}, std::move(what)};
}

class Reader {
 public:
  using Open = std::function<std::unique_ptr<Connection>()>;
  explicit Reader(Open open) : open_(std::move(open)) { begin(); }

  // After a page that is damaged, or that the disk did not give, the engine refuses good ones too
  // through the same connection.
  void begin() {
    connection_ = nullptr;
    connection_ = open_();
    connection_->run("BEGIN");
  }
  Connection& operator*() const { return *connection_; }
  Connection* operator->() const { return connection_.get(); }

 private:
  Open open_;
  std::unique_ptr<Connection> connection_;
};

// Every page through the engine's own reader, so that each one is authenticated, also those that no
// index or table reaches.
void read_all_pages(Reader& reader, std::vector<Error>& findings,
                    const std::function<void(std::int64_t, std::int64_t)>& progress) {
  const std::int64_t pages = count_pages(*reader);
  for (std::int64_t page = 1; page <= pages; ++page) {
    try {
      Statement row = reader->statement("SELECT data FROM sqlite_dbpage WHERE pgno = $page");
      row.bind("$page", page);
      if (!row.next()) findings.push_back(damaged(fmt::format("page {} is missing", page)));
    } catch (const Fault& fault) {
      findings.push_back(
          {fault.error().code, {}, fmt::format("page {}: {}", page, fault.error().detail)});
      reader.begin();
    }
    if (findings.size() >= kMaxFindings) return;
    if (progress && (page % 256 == 0 || page == pages)) progress(page, pages);
  }
}

}  // namespace

std::vector<Error> find_bad_pages(const std::filesystem::path& file, const Key256& page_key,
                                  const ConnectionOptions& options,
                                  const std::function<void(std::int64_t, std::int64_t)>& progress) {
  std::vector<Error> findings;
  try {
    Reader reader(
        [&] { return std::make_unique<Connection>(file, page_key, Access::kReadOnly, options); });
    read_all_pages(reader, findings, progress);
    if (findings.empty()) {
      Statement row = reader->statement("PRAGMA integrity_check(20)");
      while (row.next()) {
        if (row.text(0) != "ok") findings.push_back(damaged(row.text(0)));
      }
      Statement broken = reader->statement("PRAGMA foreign_key_check");
      if (broken.next()) {
        findings.push_back(damaged("a reference in " + broken.text(0) + " leads nowhere"));
      }
    }
    reader->run("COMMIT");
  } catch (const Fault& fault) {
    findings.push_back(fault.error());
  }
  return findings;
}

}  // namespace alcove::store

// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

#include "server/operator/commands.h"
#include "server/operator/contract_book.h"

namespace alcove::operation {
namespace {

// The parts as they came, wiped when they go: they hold the names of the whole clinic.
class CameFiles {
 public:
  CameFiles() = default;
  CameFiles(const CameFiles&) = delete;
  CameFiles& operator=(const CameFiles&) = delete;
  ~CameFiles() { wipe(content_.data(), content_.size()); }

  Result<void> read(int file, const std::vector<BookPart>& parts,
                    const std::optional<std::string>& service) {
    std::size_t size = 0;
    for (const BookPart& part : parts) size += static_cast<std::size_t>(part.bytes);
    if (size > book_import::kMaxBytes) {
      return Error{ErrorCode::kTooLarge,
                   {},
                   fmt::format("the files have more than {} MiB together. Nothing was written",
                               book_import::kMaxBytes >> 20)};
    }
    content_.resize(size);
    ALCOVE_TRY(read_exactly(file));
    std::string_view rest = content_;
    for (const BookPart& part : parts) {
      ALCOVE_TRY(place(part, rest.substr(0, static_cast<std::size_t>(part.bytes))));
      rest.remove_prefix(static_cast<std::size_t>(part.bytes));
    }
    files_.service = service.value_or(std::string());
    return {};
  }
  const book_import::Files& files() const { return files_; }

 private:
  Result<void> place(const BookPart& part, std::string_view text) {
    if ((part.kind == BookPartKind::kCalendar) != part.clinician.has_value()) return not_as_said();
    if (part.clinician) {
      files_.calendars.push_back({*part.clinician, text});
      return {};
    }
    std::string_view& there =
        part.kind == BookPartKind::kClients ? files_.clients : files_.appointments;
    if (!there.empty()) return not_as_said();
    there = text;
    return {};
  }
  static Error not_as_said() {
    return {ErrorCode::kMalformed, "parts", "the file that came does not hold what was said"};
  }
  // To the end of the file, and no further.
  Result<void> read_exactly(int file) {
    std::size_t read = 0;
    char more = 0;
    while (true) {
      const bool full = read == content_.size();
      const ssize_t got = pread(file, full ? &more : content_.data() + read,
                                full ? 1 : content_.size() - read, static_cast<off_t>(read));
      if (got < 0 && errno == EINTR) continue;
      if (got == 0 && full) return {};
      if (got <= 0 || full) return not_as_said();
      read += static_cast<std::size_t>(got);
    }
  }

  std::string content_;
  book_import::Files files_;
};

Result<appointments::Site> site_of(Box& box) {
  ALCOVE_ASSIGN(Zone zone, Zone::named(box.facts().zone));
  return appointments::Site{.zone = std::move(zone)};
}

Result<book_import::Outcome> check(CommandContext& context, const BookCheckRequest& request) {
  CameFiles came;
  ALCOVE_TRY(came.read(context.file, request.parts, request.service));
  ALCOVE_ASSIGN(const appointments::Site site, site_of(context.box));
  const series::Setting setting{.site = site, .random = context.box.random()};
  context.progress("looking at every line", 0, 1);
  return book_import::check(context.box.ledger(), context.actor, came.files(), setting);
}

Result<book_import::Outcome> bring_in(CommandContext& context, const BookImportRequest& request) {
  CameFiles came;
  ALCOVE_TRY(came.read(context.file, request.parts, request.service));
  ALCOVE_ASSIGN(const appointments::Site site, site_of(context.box));
  const series::Setting setting{.site = site, .random = context.box.random()};
  context.progress("bringing the book in", 0, 1);
  return book_import::bring_in(context.box.ledger(), context.actor, came.files(), request.token,
                               setting);
}

Result<book_import::Undone> take_back(CommandContext& context, const wire::Nothing&) {
  context.progress("taking the book back", 0, 1);
  return book_import::undo(context.box.ledger(), context.actor);
}

}  // namespace

void add_book_commands(CommandTable& table) {
  table.on<BookCheckRequest, book_import::Outcome>(kBookCheck, check);
  table.on<BookImportRequest, book_import::Outcome>(kBookImport, bring_in);
  table.on<wire::Nothing, book_import::Undone>(kBookUndo, take_back);
}

}  // namespace alcove::operation

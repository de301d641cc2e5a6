// SPDX-License-Identifier: Apache-2.0
// alcove-opened-store: what a search for readable things has to look for, and proof that it can
// find them. For journeys and the demo alone; never installed.
//
//   alcove-opened-store --state DIR --key-file FILE [--plain OUT]
//   alcove-opened-store --terminal DIR --key-file FILE
//
// Prints a line for each secret, its name and its bytes in hexadecimal. With --plain the same rows
// are written to OUT as an ordinary SQLite file: the store without its encryption. Everything it
// prints and writes belongs on a memory file system. The state folder must be no server's.
#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <filesystem>

#include "kiosk/offline/terminal_files.h"
#include "server/operator/arguments.h"
#include "server/operator/box.h"
#include "server/operator/secret_input.h"
#include "server/store/connection.h"

namespace {

using namespace alcove;

constexpr std::array kOptions{
    operation::Option{"--state", "DIR", "a copy of a box's state folder"},
    operation::Option{"--terminal", "DIR", "or a terminal's state folder"},
    operation::Option{"--key-file", "FILE", "the key that opens it"},
    operation::Option{"--plain", "OUT", "writes the store there without its encryption"},
    operation::Option{"--help", "", "shows this"}};

void print_secret(std::string_view name, ByteView bytes) {
  fmt::print("{}\t{}\n", name, to_hex(bytes));
}

// The engine takes the encryption off a file that is not in WAL mode.
Result<void> write_plain(const std::filesystem::path& store, const Key256& page_key,
                         const std::filesystem::path& out) {
  std::filesystem::copy_file(store, out);
  {
    store::Connection connection(out, page_key, store::Access::kReadWrite);
    connection.run("PRAGMA journal_mode = DELETE");
    sqlite3_limit(connection.handle(), SQLITE_LIMIT_ATTACHED, 1);  // the engine's rekey needs it
    char* problem = nullptr;
    const int done =
        sqlite3_exec(connection.handle(), "PRAGMA rekey = ''", nullptr, nullptr, &problem);
    if (done != SQLITE_OK) {
      const std::string words = problem ? problem : "no reason given";
      sqlite3_free(problem);
      return Error{ErrorCode::kStorageFault, {}, words};
    }
  }
  return {};
}

Result<void> open_store(const operation::Arguments& given) {
  const operation::BoxPaths paths = operation::BoxPaths::standard(*given.value("--state"));
  ALCOVE_ASSIGN(const keys::KeySecret secret, operation::read_key_file(*given.value("--key-file")));
  ALCOVE_ASSIGN(const keys::KeySlots slots, operation::load_key_slots(paths));
  ALCOVE_ASSIGN(const keys::OpenedSlot opened, slots.open(secret));
  print_secret("record_key", opened.record_key.view());
  const Key256 page_key = store::Store::page_key(opened.record_key);
  print_secret("page_key", page_key.view());
  {
    store::Connection connection(paths.store(), page_key, store::Access::kReadWrite);
    store::Statement vault = connection.statement("SELECT name, secret FROM vault ORDER BY name");
    while (vault.next()) print_secret(vault.text(0), vault.blob(1));
  }
  if (const auto out = given.value("--plain")) {
    return write_plain(paths.store(), page_key, *out);
  }
  return {};
}

Result<void> open_terminal(const operation::Arguments& given) {
  SystemRandom random;
  ALCOVE_ASSIGN(
      const offline::TerminalFiles files,
      offline::TerminalFiles::open(*given.value("--terminal"), *given.value("--key-file"), random));
  ALCOVE_ASSIGN(const std::optional<offline::Enrolled> enrolled, files.load());
  if (!enrolled) return Error{ErrorCode::kNotFound, {}, "that terminal is not enrolled"};
  const SecretBytes key = enrolled->identity.key.der();
  print_secret("terminal_key", key.view());
  return {};
}

int refuse(const Error& error) {
  fmt::print(stderr, "alcove-opened-store: {}\n", error.detail);
  return 1;
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string_view> words(values + 1, values + count);
  const auto given = operation::Arguments::parse(kOptions, words);
  if (!given) return refuse(given.error());
  if (!given->has("--key-file") || given->has("--state") == given->has("--terminal")) {
    fmt::print("alcove-opened-store, for journeys alone.\n\n{}", operation::option_table(kOptions));
    return given->has("--help") ? 0 : 64;
  }
  try {
    const Result<void> done = given->has("--state") ? open_store(*given) : open_terminal(*given);
    return done ? 0 : refuse(done.error());
  } catch (const Fault& fault) {
    return refuse(fault.error());
  }
}

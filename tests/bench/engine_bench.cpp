// SPDX-License-Identifier: Apache-2.0
// The store engine alone, through its C interface, so that three builds of this one file can be
// compared: Debian's SQLite, our engine without a key, our engine under AEGIS-256. Prints
// "name<TAB>value<TAB>unit" lines; tests/bench/run makes the table.
#include <sqlite3.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

void must(bool good, const char* what) {
  if (good) return;
  std::fprintf(stderr, "engine_bench: %s does not work\n", what);
  std::_Exit(1);
}

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto of = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return of(usage.ru_utime) + of(usage.ru_stime);
}

void print(const char* name, double value, const char* unit) {
  std::printf("%s\t%.3f\t%s\n", name, value, unit);
}

class Engine {
 public:
  Engine(const std::string& file, bool encrypted) {
    must(sqlite3_open(file.c_str(), &handle_) == SQLITE_OK, "opening");
#ifdef ALCOVE_BENCH_ENCRYPTION
    if (encrypted) {
      const std::string key = "raw:" + std::string(32, 'k');
      sqlite3mc_config(handle_, "cipher", sqlite3mc_cipher_index("aegis"));
      must(sqlite3_key(handle_, key.data(), static_cast<int>(key.size())) == SQLITE_OK, "the key");
    }
#else
    must(!encrypted, "encryption in this build");
#endif
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = FULL");
    run("PRAGMA temp_store = MEMORY");
    run("PRAGMA cache_size = -16384");
  }
  ~Engine() { sqlite3_close(handle_); }
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  void run(const char* sql) {
    must(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
  }
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    must(sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr) == SQLITE_OK, sql);
    return statement;
  }

 private:
  sqlite3* handle_ = nullptr;
};

unsigned next_random() {
  static unsigned state = 12345;
  state = state * 1664525U + 1013904223U;
  return state >> 8;
}

constexpr int kRows = 100000;

void insert_row(sqlite3_stmt* insert, int id, const std::string& words) {
  sqlite3_bind_int(insert, 1, id);
  sqlite3_bind_int(insert, 2, static_cast<int>(next_random() % 5000));
  sqlite3_bind_int64(insert, 3, 1700000000000LL + id * 1000LL);
  sqlite3_bind_text(insert, 4, words.data(), static_cast<int>(words.size()), SQLITE_STATIC);
  must(sqlite3_step(insert) == SQLITE_DONE, "inserting");
  sqlite3_reset(insert);
}

void load(Engine& engine, const std::string& words) {
  const auto start = Clock::now();
  engine.run("CREATE TABLE note (id INTEGER PRIMARY KEY, client INTEGER, at INTEGER, words TEXT)");
  engine.run("CREATE INDEX note_by_client ON note (client, at)");
  engine.run("CREATE INDEX note_by_time ON note (at)");
  sqlite3_stmt* insert = engine.prepare("INSERT INTO note VALUES (?, ?, ?, ?)");
  for (int id = 1; id <= kRows; ++id) {
    if (id % 1000 == 1) engine.run("BEGIN");
    insert_row(insert, id, words);
    if (id % 1000 == 0) engine.run("COMMIT");
  }
  sqlite3_finalize(insert);
  print("load", seconds_since(start), "s");
}

void small_transactions(Engine& engine, const std::string& words) {
  sqlite3_stmt* insert = engine.prepare("INSERT INTO note VALUES (?, ?, ?, ?)");
  const auto start = Clock::now();
  constexpr int kTransactions = 2000;
  for (int i = 1; i <= kTransactions; ++i) insert_row(insert, kRows + i, words);
  print("transaction", seconds_since(start) / kTransactions * 1e6, "us");
  sqlite3_finalize(insert);
}

void point_reads(Engine& engine) {
  sqlite3_stmt* select = engine.prepare("SELECT words FROM note WHERE id = ?");
  const auto start = Clock::now();
  constexpr int kReads = 100000;
  for (int i = 0; i < kReads; ++i) {
    sqlite3_bind_int(select, 1, static_cast<int>(next_random() % kRows) + 1);
    must(sqlite3_step(select) == SQLITE_ROW, "reading");
    sqlite3_reset(select);
  }
  print("point read", seconds_since(start) / kReads * 1e6, "us");
  sqlite3_finalize(select);
}

void chart_reads(Engine& engine) {
  sqlite3_stmt* select =
      engine.prepare("SELECT id, at, words FROM note WHERE client = ? ORDER BY at DESC LIMIT 20");
  const auto start = Clock::now();
  constexpr int kReads = 5000;
  for (int i = 0; i < kReads; ++i) {
    sqlite3_bind_int(select, 1, static_cast<int>(next_random() % 5000));
    while (sqlite3_step(select) == SQLITE_ROW) {
    }
    sqlite3_reset(select);
  }
  print("20 newest of a client", seconds_since(start) / kReads * 1e6, "us");
  sqlite3_finalize(select);
}

void scan(Engine& engine) {
  sqlite3_stmt* select = engine.prepare("SELECT sum(length(words)) FROM note");
  const auto start = Clock::now();
  must(sqlite3_step(select) == SQLITE_ROW, "scanning");
  print("scan", seconds_since(start), "s");
  sqlite3_finalize(select);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "engine_bench FILE plain|encrypted\n");
    return 64;
  }
  const std::string words(900, 'w');
  Engine engine(argv[1], std::string(argv[2]) == "encrypted");
  load(engine, words);
  small_transactions(engine, words);
  point_reads(engine);
  chart_reads(engine);
  scan(engine);
  print("total CPU", cpu_seconds(), "s");
  return 0;
}

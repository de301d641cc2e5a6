// SPDX-License-Identifier: Apache-2.0
// The audited store: durable writes by several writers, grouped as the server does it and one by
// one, and how fast the chain is verified. Prints "name<TAB>value<TAB>unit" lines.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>

#include "server/audit/ledger.h"
#include "server/audit/verifier.h"
#include "shared/base/descriptor.h"
#include "tests/support/box.h"

using namespace alcove;
using Time = std::chrono::steady_clock;

namespace {

struct Spread {
  double per_second = 0;
  double p50_us = 0;
  double p99_us = 0;
};

void write_once(testing::TestBox& box) {
  const audit::Actor actor{.system_user = "bench"};
  const auto done = box.ledger->write<bool>(actor, [](audit::WriteTxn& txn) -> Result<bool> {
    txn.change("INSERT INTO bench (words) VALUES ($words)")
        .bind("$words", std::string(400, 'w'))
        .execute();
    txn.record({.action = "bench.write"});
    return true;
  });
  ALCOVE_CHECK(done.ok());
}

// Several writers at once; with `one_by_one` each waits for its turn, so that no two share a
// commit.
Spread measure_writes(testing::TestBox& box, int writers, bool one_by_one) {
  constexpr auto kDuration = std::chrono::milliseconds(1500);
  std::mutex turn;
  std::mutex gather;
  std::vector<double> all_us;
  std::vector<std::thread> threads;
  const auto start = Time::now();
  for (int writer = 0; writer < writers; ++writer) {
    threads.emplace_back([&] {
      std::vector<double> mine;
      while (Time::now() - start < kDuration) {
        const auto begin = Time::now();
        if (one_by_one) {
          const std::lock_guard lock(turn);
          write_once(box);
        } else {
          write_once(box);
        }
        mine.push_back(std::chrono::duration<double, std::micro>(Time::now() - begin).count());
      }
      const std::lock_guard lock(gather);
      all_us.insert(all_us.end(), mine.begin(), mine.end());
    });
  }
  for (std::thread& thread : threads) thread.join();
  const double seconds = std::chrono::duration<double>(Time::now() - start).count();
  std::sort(all_us.begin(), all_us.end());
  return {static_cast<double>(all_us.size()) / seconds, all_us[all_us.size() / 2],
          all_us[all_us.size() * 99 / 100]};
}

void print(const std::string& name, double value, const char* unit) {
  std::printf("%s\t%.1f\t%s\n", name.c_str(), value, unit);
}

// What one durable write costs the disk alone: a page appended to a file, and told to be kept.
void measure_disk(testing::TestBox& box) {
  constexpr int kTimes = 300;
  const Descriptor file(
      open((box.scratch / "alone").c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600));
  const std::string page(4096, 'w');
  std::vector<double> all_us;
  for (int i = 0; i < kTimes; ++i) {
    const auto begin = Time::now();
    ALCOVE_CHECK(write(file.get(), page.data(), page.size()) == 4096 && fdatasync(file.get()) == 0);
    all_us.push_back(std::chrono::duration<double, std::micro>(Time::now() - begin).count());
  }
  std::sort(all_us.begin(), all_us.end());
  print("the disk alone, 4 KiB kept, p50", all_us[kTimes / 2], "us");
  print("the disk alone, 4 KiB kept, p99", all_us[kTimes * 99 / 100], "us");
}

}  // namespace

int main() {
  testing::TestBox box;
  measure_disk(box);
  const auto made = box.store->write([](store::Connection& connection) -> Result<void> {
    connection.run("CREATE TABLE bench (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT");
    return {};
  });
  ALCOVE_CHECK(made.ok());
  for (const int writers : {1, 16, 64}) {
    for (const bool one_by_one : {false, true}) {
      const Spread spread = measure_writes(box, writers, one_by_one);
      const std::string name = "durable writes, " + std::to_string(writers) + " at once, " +
                               (one_by_one ? "one by one" : "grouped");
      print(name, spread.per_second, "/s");
      print(name + ", p50", spread.p50_us, "us");
      print(name + ", p99", spread.p99_us, "us");
    }
  }
  const auto start = Time::now();
  const auto report =
      audit::verify_chain(*box.store, box.ledger->audit_key(), box.ledger->signing_public(), {});
  ALCOVE_CHECK(report.ok() && report->good());
  const double seconds = std::chrono::duration<double>(Time::now() - start).count();
  print("audit verify", static_cast<double>(report->events) / seconds, "events/s");
  return 0;
}

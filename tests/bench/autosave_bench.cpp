// SPDX-License-Identifier: Apache-2.0
// Saving a note while it is typed: the whole draft of about 1,000 characters, durable before it is
// answered, by 1, 16 and 64 people at once, each in a draft of their own, as the route does it but
// without the wire. Prints "name<TAB>value<TAB>unit" lines.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <thread>

#include "tests/bench/chart_clinic.h"

using namespace alcove;
using Time = std::chrono::steady_clock;

namespace {

constexpr int kWriters = bench::ChartClinic::kMaxDrafts;
constexpr auto kDuration = std::chrono::milliseconds(1500);

void measure(bench::ChartClinic& clinic, const std::vector<NoteId>& drafts,
             std::vector<std::optional<NoteRevisionId>>& bases, std::size_t writers) {
  std::mutex gather;
  std::vector<double> all_ms;
  std::vector<std::thread> threads;
  const auto start = Time::now();
  for (std::size_t writer = 0; writer < writers; ++writer) {
    threads.emplace_back([&, writer] {
      std::vector<double> mine;
      while (Time::now() - start < kDuration) {
        const auto begin = Time::now();
        bases[writer] = clinic.save(drafts[writer], bases[writer], std::to_string(mine.size()));
        mine.push_back(std::chrono::duration<double, std::milli>(Time::now() - begin).count());
      }
      const std::lock_guard lock(gather);
      all_ms.insert(all_ms.end(), mine.begin(), mine.end());
    });
  }
  for (std::thread& thread : threads) thread.join();
  const double seconds = std::chrono::duration<double>(Time::now() - start).count();
  std::sort(all_ms.begin(), all_ms.end());
  const std::string name = "durable autosaves, " + std::to_string(writers) + " at once";
  std::printf("%s\t%.1f\t/s\n", name.c_str(), static_cast<double>(all_ms.size()) / seconds);
  std::printf("%s, p50\t%.3f\tms\n", name.c_str(), all_ms[all_ms.size() / 2]);
  std::printf("%s, p99\t%.3f\tms\n", name.c_str(), all_ms[all_ms.size() * 99 / 100]);
}

}  // namespace

int main() {
  try {
    bench::ChartClinic clinic({1});
    std::vector<NoteId> drafts;
    for (int i = 0; i < kWriters; ++i) {
      drafts.push_back(clinic.begin_note(clinic.clients[0].id, i));
    }
    std::vector<std::optional<NoteRevisionId>> bases(kWriters);
    for (const std::size_t writers : {1U, 16U, 64U}) measure(clinic, drafts, bases, writers);
  } catch (const Fault& fault) {
    std::fprintf(stderr, "autosave_bench: %s %s\n", fault.error().field.c_str(),
                 fault.error().detail.c_str());
    return 1;
  }
  return 0;
}

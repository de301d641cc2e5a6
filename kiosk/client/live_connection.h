// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "kiosk/client/https_client.h"
#include "shared/api/live.h"

namespace alcove::client {

// Whether the box is there, as the line on every screen says it.
struct LinkState {
  bool connected = false;
  std::optional<UtcTime> away_since{};  // the last time the box was heard, or the program's start
  std::optional<Error> why{};           // how the last try ended; nothing while connected
};

struct LinkTimes {
  std::chrono::milliseconds silence{api::live::kSilenceSeconds * 1000};
  std::chrono::milliseconds first_pause{200};  // doubled after each try that came to nothing
  std::chrono::milliseconds longest_pause{2000};
};

// Follows the event stream on a thread of its own, for as long as the program runs: connects,
// resumes where it was, says when the box was last heard. The UI thread drains what came; it never
// waits here. Thread-safe.
class LiveConnection {
 public:
  // More lines than this waiting are one "start over": the UI reads everything anew.
  static constexpr std::size_t kMaxWaitingLines = 1000;

  // `wake` is called on the worker's thread when there is something to drain.
  LiveConnection(HttpsClient& client, const Clock& clock, std::function<void()> wake,
                 LinkTimes times = {});
  ~LiveConnection();
  LiveConnection(const LiveConnection&) = delete;
  LiveConnection& operator=(const LiveConnection&) = delete;

  struct News {
    LinkState link;
    std::vector<api::live::Line> lines;  // oldest first, without heartbeats
  };
  News drain();

  // Connects anew at once: the session has changed, or somebody asked to try now.
  void reconnect();

 private:
  void loop();
  void heard(const std::string& text);
  void opened();
  void away(const Error& why);
  void add_line(const api::live::Line& line);

  HttpsClient& client_;
  const Clock& clock_;
  const std::function<void()> wake_;
  const LinkTimes times_;
  std::mutex mutex_;
  std::condition_variable changed_;
  LinkState link_;
  UtcTime last_heard_;
  std::optional<std::int64_t> after_;
  std::vector<api::live::Line> lines_;
  bool heard_anything_ = false;
  bool starts_over_ = false;  // the next line is the first of a stream without a number before it
  bool again_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace alcove::client

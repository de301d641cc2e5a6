// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <thread>

#include "tests/lobby/lobby_terminal.h"

// What is left of a client in the process, its files and its output, after they have gone: nothing.
// The same search finds them while they are there.

using namespace alcove;
using alcove::testing::LobbyPlace;

namespace {

// Words that no library and no screen has: what the client typed, and what the box said of them.
const std::vector<std::string> kTyped{"Vexlorpinska", "Qwibblethorn", "Flumdinglerow"};
const std::vector<std::string> kAll{"Vexlorpinska", "Qwibblethorn", "Flumdinglerow",
                                    "Xanthippora V."};

std::string as_utf32(const std::string& text) {
  std::string wide;
  for (const char c : text) wide += {c, 0, 0, 0};
  return wide;
}

class LobbyProcess {
 public:
  explicit LobbyProcess(const LobbyPlace& place) {
    int to[2] = {};
    int from[2] = {};
    ALCOVE_CHECK(pipe2(to, O_CLOEXEC) == 0 && pipe2(from, O_CLOEXEC) == 0);
    const std::string folder = place.folder / "terminal";
    const std::string key = place.folder / "key";
    log_ = place.folder / "log";
    id_ = fork();
    if (id_ == 0) {
      dup2(to[0], STDIN_FILENO);
      dup2(from[1], STDOUT_FILENO);
      dup2(open(log_.c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600), STDERR_FILENO);
      execl(ALCOVE_LOBBY_PROGRAM, ALCOVE_LOBBY_PROGRAM, folder.c_str(), key.c_str(),
            static_cast<char*>(nullptr));
      _exit(127);
    }
    close(to[0]);
    close(from[1]);
    to_ = to[1];
    from_ = from[0];
  }
  ~LobbyProcess() {
    close(to_);
    close(from_);
    kill(id_, SIGKILL);
    waitpid(id_, nullptr, 0);
  }
  LobbyProcess(const LobbyProcess&) = delete;
  LobbyProcess& operator=(const LobbyProcess&) = delete;

  std::string hear() {
    std::string line;
    char c = 0;
    while (read(from_, &c, 1) == 1 && c != '\n') line.push_back(c);
    said_ += line + "\n";
    return line;
  }
  bool told(const std::string& line) {
    const std::string sent = line + "\n";
    ALCOVE_CHECK(write(to_, sent.data(), sent.size()) == static_cast<ssize_t>(sent.size()));
    return hear() == "ok";
  }

  // The address sanitizer keeps its shadow of all memory in mappings of terabytes; what a program
  // has written itself lies in smaller ones.
  static constexpr unsigned long kShadow = 1UL << 32;

  // In how many places of the process's memory the word stands, as bytes or as wide characters.
  int places(const std::string& word) const {
    std::ifstream maps("/proc/" + std::to_string(id_) + "/maps");
    std::ifstream memory("/proc/" + std::to_string(id_) + "/mem", std::ios::binary);
    REQUIRE(memory.is_open());
    int found = 0;
    std::size_t searched = 0;
    std::string line;
    while (std::getline(maps, line)) {
      unsigned long from = 0;
      unsigned long to = 0;
      char dash = 0;
      std::string rights;
      std::istringstream words(line);
      words >> std::hex >> from >> dash >> to >> rights;
      if (rights.empty() || rights[0] != 'r' || line.find("[vvar") != std::string::npos) continue;
      if (to - from > kShadow) continue;
      std::string content(to - from, '\0');
      memory.clear();
      memory.seekg(static_cast<std::streamoff>(from));
      memory.read(content.data(), static_cast<std::streamsize>(content.size()));
      searched += static_cast<std::size_t>(std::max<std::streamsize>(0, memory.gcount()));
      for (const std::string& form : {word, as_utf32(word)}) {
        for (std::size_t at = content.find(form); at != std::string::npos;
             at = content.find(form, at + 1)) {
          ++found;
        }
      }
    }
    REQUIRE(searched > 1'000'000);
    return found;
  }
  const std::string& said() const { return said_; }
  pid_t id() const { return id_; }

 private:
  pid_t id_ = 0;
  int to_ = -1;
  int from_ = -1;
  std::filesystem::path log_;
  std::string said_;
};

bool in_files(const std::filesystem::path& folder, const std::string& word) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(in), {}};
    if (content.find(word) != std::string::npos) return true;
    if (entry.path().string().find(word) != std::string::npos) return true;
  }
  return false;
}

// Up to the first question, with every word typed that a client types.
void visit(LobbyProcess& lobby) {
  for (const char* const line : {"touch english",
                                 "type surname Vexlorpinska",
                                 "touch next",
                                 "digits 04171986",
                                 "touch next",
                                 "digits 2233",
                                 "touch next",
                                 "sees Hello, Xanthippora V.",
                                 "touch next",
                                 "touch still_right",
                                 "touch next",
                                 "touch change_it",
                                 "touch next",
                                 "type street Flumdinglerow 7",
                                 "type city Buffalo",
                                 "type state NY",
                                 "type zip 14201",
                                 "touch next",
                                 "sees Consent to treatment",
                                 "sign Xanthippora Qwibblethorn",
                                 "touch choice_2",
                                 "touch next",
                                 "sees Question 2 of 9"}) {
    INFO(line);
    REQUIRE(lobby.told(line));
  }
}

void check_forgotten(LobbyPlace& place, LobbyProcess& lobby) {
  for (const std::string& word : kAll) {
    INFO(word);
    CHECK(lobby.places(word) == 0);
    CHECK_FALSE(in_files(place.folder.folder(), word));
    CHECK(lobby.said().find(word) == std::string::npos);
  }
}

}  // namespace

TEST_CASE("a client who has gone is in no memory of the process, no file and no line it wrote") {
  LobbyPlace place;
  place.add_client("Xanthippora", "Vexlorpinska");
  LobbyProcess lobby(place);
  REQUIRE(lobby.hear() == "started");
  visit(lobby);
  // The search finds what is there: the words are on the screen or in the visit.
  for (const std::string& word : kAll) {
    INFO(word);
    CHECK(lobby.places(word) > 0);
  }
  REQUIRE(lobby.told("after 60000"));
  REQUIRE(lobby.told("gone"));
  const pid_t same = lobby.id();
  REQUIRE(lobby.hear() == "started");
  check_forgotten(place, lobby);
  // The new program is a whole one: the next client checks in.
  CHECK(lobby.told("sees Touch a language to check in."));
  CHECK(lobby.told("touch spanish"));
  CHECK(kill(same, 0) == 0);
}

TEST_CASE("what was sealed while the box was away names nobody, and comes home after the renewal") {
  LobbyPlace place;
  const ClientId client = place.add_client("Xanthippora", "Vexlorpinska");
  LobbyProcess lobby(place);
  REQUIRE(lobby.hear() == "started");
  visit(lobby);
  place.cable.pull();
  for (const char* const line : {"touch choice_3", "touch next", "touch decline", "touch next"}) {
    REQUIRE(lobby.told(line));
  }
  REQUIRE(lobby.told("after 60000"));
  REQUIRE(lobby.told("gone"));
  REQUIRE(lobby.hear() == "started");
  check_forgotten(place, lobby);
  place.cable.put_in();
  const auto answers = [&] {
    const auto scores =
        place.brandt->must(api::questionnaires::scores, {.client = client, .next = std::nullopt});
    std::size_t count = 0;
    for (const auto& line : scores.items) {
      count += place.brandt->must(api::questionnaires::result, {line.questionnaire}).answers.size();
    }
    return count;
  };
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (answers() < 3 && std::chrono::steady_clock::now() < end) {
    REQUIRE(lobby.told("after 1"));
    // Three questions each time: below what a terminal may ask in a second.
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
  CHECK(answers() == 3);
}

// SPDX-License-Identifier: Apache-2.0
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>

#include "server/features/notes/note_store.h"
#include "tests/features/notes/addenda.h"

// The process that serves is killed while a draft is saved. Whatever save it had answered is there.

using namespace alcove;
using namespace alcove::testing;
using namespace std::chrono_literals;

namespace {

constexpr int kKills = 6;

enum class Writing { kNote, kAddendum };

// What the killed process says: first where its store lies and which note, then the number of each
// save after its answer.
void write_line(int pipe, const std::string& line) {
  const std::string whole = line + "\n";
  if (::write(pipe, whole.data(), whole.size()) != static_cast<ssize_t>(whole.size())) ::_exit(3);
}

notes_api::Draft begin(Ward& ward, const Seat& seat, Writing what) {
  notes_api::Draft draft = ward.open(seat);
  if (what == Writing::kNote) return draft;
  ward.save(seat, draft, "María is well.");
  ward.sign(seat, draft);
  return ward.must(notes_api::open_addendum, addendum_to(ward, draft.note), seat);
}

[[noreturn]] void serve(int pipe, Writing what) {
  try {
    Ward ward;
    const Seat seat = ward.sit("clara", ward.room_1);
    notes_api::Draft draft = begin(ward, seat, what);
    write_line(pipe, ward.box.store->file().string());
    write_line(pipe, draft.note.text());
    while (true) {
      ward.later(100ms);  // a terminal may ask fifty times a second
      const std::string text = "save " + std::to_string(draft.number + 1);
      const auto reply = what == Writing::kNote ? ward.save(seat, draft, text)
                                                : save_addendum(ward, seat, draft, text);
      draft.number = reply.number;
      write_line(pipe, std::to_string(reply.number));
    }
  } catch (const Fault&) {
    ::_exit(2);
  }
}

// The next line, without what comes after it.
std::string next_line(int pipe) {
  std::string line;
  char byte = 0;
  while (::read(pipe, &byte, 1) == 1 && byte != '\n') line += byte;
  return line;
}

struct Killed {
  std::filesystem::path store;
  NoteId note;
  std::int64_t acknowledged = 0;
};

// Killed after so many answers, wherever it is then.
Killed serve_and_kill(int answers, Writing what) {
  std::array<int, 2> ends{};
  ALCOVE_CHECK(::pipe(ends.data()) == 0);
  const pid_t child = ::fork();
  ALCOVE_CHECK(child >= 0);
  if (child == 0) {
    ::close(ends[0]);
    serve(ends[1], what);
  }
  ::close(ends[1]);
  Killed killed;
  killed.store = next_line(ends[0]);
  killed.note = NoteId::parse(next_line(ends[0])).value();
  for (int i = 0; i < answers; ++i) killed.acknowledged = std::stoll(next_line(ends[0]));
  ALCOVE_CHECK(::kill(child, SIGKILL) == 0);
  ALCOVE_CHECK(::waitpid(child, nullptr, 0) == child);
  // What it had still answered before it died.
  for (std::string line = next_line(ends[0]); !line.empty(); line = next_line(ends[0])) {
    killed.acknowledged = std::stoll(line);
  }
  ::close(ends[0]);
  return killed;
}

}  // namespace

TEST_CASE("every save that was answered is there after kill -9, as it was sent") {
  const Writing what = GENERATE(Writing::kNote, Writing::kAddendum);
  const NoteSection section = what == Writing::kNote ? NoteSection::kData : NoteSection::kAddendum;
  for (int round = 0; round < kKills; ++round) {
    INFO(round);
    const Killed killed = serve_and_kill(5 + 7 * round, what);
    const auto store = store::Store::open(killed.store, TestBox::key(), store::all_migrations(),
                                          utc("2026-11-24T16:00:00.000Z"));
    REQUIRE(store.ok());
    const auto draft = (*store)->read<std::optional<notes::DraftRow>>(
        [&](store::ReadTxn& txn) -> Result<std::optional<notes::DraftRow>> {
          return notes::find_draft(txn, killed.note);
        });
    REQUIRE(draft->has_value());
    // One more may have been written whose answer did not get out.
    CHECK((*draft)->number >= killed.acknowledged);
    CHECK((*draft)->number <= killed.acknowledged + 1);
    CHECK(Ward::text_of((*draft)->content, section) == "save " + std::to_string((*draft)->number));
    std::filesystem::remove_all(killed.store.parent_path());
  }
}

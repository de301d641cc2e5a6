// SPDX-License-Identifier: Apache-2.0
// Loss of power under the server's real write path. Everything that the engine does to the disk is
// recorded while terminals write notes, sign them, register, book, check in, answer and read; then
// the power is cut at places all over the recording, each time with another fate for what no sync
// had made safe. Each disk that is found is opened by the real store: every write that was answered
// before the cut is there, pages and chain are good, and a terminal that tries again is served
// once.
//
// ALCOVE_POWER_CUTS=2400 makes the long form (tests/faults/run); the default is for every day.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>

#include "server/audit/verifier.h"
#include "server/features/notes/note_content.h"
#include "server/features/notes/note_store.h"
#include "server/features/notes/note_text_store.h"
#include "tests/faults/clinic_day.h"
#include "tests/faults/recorded_disk.h"
#include "tests/support/scratch.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

constexpr std::size_t kEveryDay = 90;
constexpr std::size_t kRequests = 120;  // of each of the four that go on all day
constexpr std::int64_t kClientsBefore = ClinicDay::kClientsBefore;

std::size_t cuts_wanted() {
  const char* wanted =
      std::getenv("ALCOVE_POWER_CUTS");  // NOLINT(concurrency-mt-unsafe): one thread
  return wanted == nullptr ? kEveryDay
                           : static_cast<std::size_t>(std::strtoul(wanted, nullptr, 10));
}

// A day at work, recorded. The store is closed when it is made.
struct RecordedDay {
  explicit RecordedDay(std::size_t requests) {
    set_disk_watcher(&disk);
    const Scratch folder;
    store::StoreOptions options;
    options.connection.vfs = disk_shim_name();
    {
      const auto clinic = BusyClinic::create(folder.folder(), clock, options);
      day.emplace(*clinic, [this] { return disk.position(); });
      begins_at = disk.position();
      day->run(requests);
      ends_at = disk.position();
    }
    set_disk_watcher(nullptr);
  }

  RecordedDisk disk;
  BusyClock clock;
  std::optional<ClinicDay> day;
  std::size_t begins_at = 0;
  std::size_t ends_at = 0;
};

std::int64_t count_rows(store::Store& store, const std::string& table) {
  return store
      .read<std::int64_t>([&](store::ReadTxn& txn) -> Result<std::int64_t> {
        auto row = txn.query("SELECT count(*) FROM " + table);
        row.next();
        return row.integer(0);
      })
      .value();
}

std::optional<notes::DraftRow> find_draft(store::Store& store, const NoteId& note) {
  return store
      .read<std::optional<notes::DraftRow>>(
          [&](store::ReadTxn& txn) -> Result<std::optional<notes::DraftRow>> {
            return notes::find_draft(txn, note);
          })
      .value();
}

using Sent = ClinicDay::Sent;

// What had been sent and what had been answered when the power went.
struct Before {
  Before(const ClinicDay& day, std::size_t cut) {
    for (const Sent& sent : day.sent()) {
      if (sent.sent_at > cut) continue;
      const bool answered = sent.answered_at <= cut;
      if (answered && sent.reply.head.number > head.number) head = sent.reply.head;
      if (answered) last_answered[sent.seat] = &sent;
      if (!answered) under_way.push_back(&sent);
      count(sent, answered);
    }
  }
  void count(const Sent& sent, bool answered) {
    using Kind = ClinicDay::Kind;
    const std::size_t column = answered ? 0 : 1;
    if (sent.kind == Kind::kRegister) ++rows["client"][column];
    if (sent.kind == Kind::kBook) ++rows["appointment"][column];
    if (sent.kind == Kind::kItemNine) ++rows["alert"][column];
    if (sent.kind == Kind::kAnswer || sent.kind == Kind::kItemNine) {
      ++rows["questionnaire_answer"][column];
    }
    if (sent.kind == Kind::kSign) ++rows["note_signed"][column];
    if (sent.kind == Kind::kSign && answered) signed_notes.push_back(sent.note);
    if (sent.kind != Kind::kSave) return;
    auto& numbers = saves[sent.note];
    if (answered) numbers[0] = std::max(numbers[0], sent.number);
    numbers[1] = std::max(numbers[1], sent.number);
  }

  audit::Head head;
  std::map<std::size_t, const Sent*> last_answered;
  std::vector<const Sent*> under_way;
  // What a table holds by what was answered, and by what was only sent.
  std::map<std::string, std::array<std::int64_t, 2>> rows{{"client", {kClientsBefore, 0}},
                                                          {"appointment", {kClientsBefore, 0}},
                                                          {"questionnaire_answer", {0, 0}},
                                                          {"alert", {0, 0}},
                                                          {"note_signed", {0, 0}}};
  std::vector<NoteId> signed_notes;
  std::map<NoteId, std::array<std::int64_t, 2>> saves;  // the last answered, the last sent
};

std::vector<std::string> find_problems(BusyClinic& clinic) {
  return notes::verify_signatures(clinic.store(), clinic.ledger().signing_public(),
                                  [](auto, auto) {})
      .value()
      .problems;
}

std::string look_at_signed(BusyClinic& clinic, const Before& before) {
  if (!find_problems(clinic).empty()) return "a signature is not good";
  using Text = std::optional<notes::SignedRow>;
  for (const NoteId& note : before.signed_notes) {
    const Text text = clinic.store()
                          .read<Text>([&](store::ReadTxn& txn) -> Result<Text> {
                            return notes::find_signed(txn, note);
                          })
                          .value();
    if (!text) return "a signed note is missing";
    // Sections in which nothing was written may stand in it as well.
    api::notes::Content found = notes::read_content(text->content);
    std::erase_if(found.sections, [](const auto& one) { return one.text.empty(); });
    if (found != ClinicDay::signed_words(note)) return "a signed note says something else";
  }
  return "";
}

// Empty when the disk holds what it must, else what it does not hold.
std::string look_for_losses(const std::filesystem::path& folder, const RecordedDay& recorded,
                            const Before& before) {
  auto opened = BusyClinic::open(folder, recorded.clock);
  if (!opened) return "the store does not open: " + opened.error().detail;
  BusyClinic& clinic = **opened;
  const auto quiet = [](std::int64_t, std::int64_t) {};
  if (!clinic.store().check_pages(quiet).empty()) return "a page is not good";
  const auto chain = audit::verify_chain(clinic.store(), clinic.ledger().audit_key(),
                                         clinic.ledger().signing_public(), quiet);
  if (!chain || !chain->good()) return "the chain is not good";
  if (before.head.number > 0 && !clinic.ledger().knows(before.head).value()) {
    return "an event whose request was answered is not in the chain";
  }
  for (const auto& [table, counts] : before.rows) {
    const std::int64_t found = count_rows(clinic.store(), table);
    if (found < counts[0] || found > counts[0] + counts[1]) return "rows are missing in " + table;
  }
  if (const std::string wrong = look_at_signed(clinic, before); !wrong.empty()) return wrong;
  for (const auto& [note, numbers] : before.saves) {
    const auto draft = find_draft(clinic.store(), note);
    if (!draft || draft->number < numbers[0] || draft->number > numbers[1]) {
      return "an answered save is missing";
    }
    if (draft->number > 0 &&
        draft->content.sections.at(0).text != ClinicDay::words(note, draft->number)) {
      return "a draft says something else than was saved";
    }
  }
  // Every terminal tries again: what it has no answer to, and what it had one to.
  for (const Sent* sent : before.under_way) {
    const auto reply = clinic.ask(recorded.day->seat(sent->seat), sent->request);
    if (reply.status != 200) return "a request is refused when it is tried again: " + reply.body;
  }
  for (const auto& [seat, sent] : before.last_answered) {
    if (sent->kind == ClinicDay::Kind::kRead) continue;
    const auto reply = clinic.ask(recorded.day->seat(seat), sent->request);
    if (reply.status != 200 || reply.body != sent->reply.body) {
      return "a request is answered otherwise when it is tried again: " + reply.body;
    }
  }
  for (const auto& [table, counts] : before.rows) {
    if (count_rows(clinic.store(), table) != counts[0] + counts[1]) {
      return "something is there twice, or not, in " + table;
    }
  }
  if (!find_problems(clinic).empty()) return "a signature is not good after the second try";
  for (const auto& [note, numbers] : before.saves) {
    if (find_draft(clinic.store(), note)->number != numbers[1]) return "a save is there twice";
  }
  return "";
}

std::string what_is_wrong(const std::filesystem::path& folder, const RecordedDay& recorded,
                          const Before& before) {
  try {
    return look_for_losses(folder, recorded, before);
  } catch (const Fault& fault) {
    return "the store does not open: " + fault.error().detail;
  }
}

void write_files(const std::filesystem::path& folder, const std::map<std::string, Bytes>& files) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  for (const auto& [name, bytes] : files) {
    std::ofstream(folder / name, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
  }
}

struct Findings {
  std::size_t disks = 0;
  std::map<std::string, std::size_t> wrong;
};

Findings cut_all_over(const RecordedDay& recorded, std::size_t cuts, PowerCut::Syncs syncs) {
  Findings findings;
  SeededRandom random(20261126);
  const Scratch scratch;
  PowerCut power(recorded.disk);
  power.advance_to(recorded.begins_at);
  power.take_syncs_as(syncs);
  const std::size_t length = recorded.ends_at - recorded.begins_at;
  for (std::size_t i = 0; i < cuts; ++i) {
    const std::size_t cut = recorded.begins_at + length * i / cuts;
    power.advance_to(cut);
    const Loss loss = kLosses[i % std::size(kLosses)];
    write_files(scratch / "disk", power.files_after(loss, random));
    const std::string wrong = what_is_wrong(scratch / "disk", recorded, Before(*recorded.day, cut));
    ++findings.disks;
    if (!wrong.empty()) ++findings.wrong[wrong];
  }
  return findings;
}

}  // namespace

TEST_CASE("whatever was answered before the power went is there, once") {
  const RecordedDay recorded(kRequests);
  const auto& steps = recorded.disk.steps();
  // The day was long enough for the log to be brought into the store's file, more than once.
  CHECK(std::count_if(steps.begin(), steps.end(), [](const RecordedDisk::Step& step) {
          return step.file == "store.db" && step.act == DiskAct::kSync;
        }) > 2);
  const Findings found = cut_all_over(recorded, cuts_wanted(), PowerCut::Syncs::kDone);
  CHECK(found.disks == cuts_wanted());
  for (const auto& [wrong, times] : found.wrong) {
    FAIL_CHECK(times << " of " << found.disks << " disks: " << wrong);
  }
}

TEST_CASE("a disk that only says it has synced is noticed: so the search for losses works") {
  const RecordedDay recorded(30);
  const Findings found = cut_all_over(recorded, 36, PowerCut::Syncs::kOnlySaid);
  CHECK(found.wrong.contains("an event whose request was answered is not in the chain"));
}

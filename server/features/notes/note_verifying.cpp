// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "server/features/notes/note_events.h"
#include "server/features/notes/note_standing.h"
#include "server/features/notes/notes.h"

// Every signature once more, for the operator's `verify`.
namespace alcove::notes {
namespace {

using contract::Standing;
using store::ReadTxn;

constexpr std::int64_t kPage = 100;

void add_problem(SignatureReport& report, std::string problem) {
  if (report.problems.size() < kMaxProblems) report.problems.push_back(std::move(problem));
}

// The signings of which the audit chain tells, until what was signed is found: a signature made
// anew with the clinic's key is as good as the first one, and the chain tells them apart.
class Signings {
 public:
  // As the transaction sees them: a note that is signed meanwhile brings its event with it.
  void read_on(ReadTxn& txn) {
    for (SigningEvent& event : list_signings(txn, read_until_)) {
      read_until_ = event.number;
      const NoteId note = event.signing.note;
      waiting_.emplace(note, std::move(event));
    }
  }
  std::int64_t read_until() const { return read_until_; }

  // Whether the chain tells of exactly this; each signing is found once.
  bool take(const Signing& signing) {
    const auto [first, last] = waiting_.equal_range(signing.note);
    const auto found =
        std::find_if(first, last, [&](const auto& one) { return one.second.signing == signing; });
    if (found == last) return false;
    waiting_.erase(found);
    return true;
  }
  // Those of the note that were not found.
  std::size_t give_up(const NoteId& note) { return waiting_.erase(note); }
  // Those of notes that nobody asked about, up to that event.
  std::int64_t left_until(std::int64_t event) const {
    return std::count_if(waiting_.begin(), waiting_.end(),
                         [&](const auto& one) { return one.second.number <= event; });
  }

 private:
  std::multimap<NoteId, SigningEvent> waiting_;
  std::int64_t read_until_ = 0;
};

// What is wrong with the note itself, or with an addendum; empty when nothing is.
std::string fault_of(Standing standing, bool as_recorded) {
  if (standing != Standing::kVerified) return "its signature does not fit what it says";
  return as_recorded ? "" : "it is not what the audit chain recorded when it was signed";
}

bool check_addenda(ReadTxn& txn, const NoteRow& note, const SignedRow& text,
                   const crypto::PublicKey& clinic, Signings& signings, SignatureReport& report) {
  const std::string name = text.note.text();
  const std::vector<AddendumRow> addenda = addenda_of(txn, text.note);
  bool good = note.line.addenda == static_cast<std::int64_t>(addenda.size());
  if (!good) {
    add_problem(report, fmt::format("note {}: it had {} addenda and has {}", name,
                                    note.line.addenda, addenda.size()));
  }
  for (const AddendumRow& one : addenda) {
    ++report.addenda;
    const bool recorded = signings.take(signing_of(one));
    const std::string fault = fault_of(standing_of(note, text, one, clinic), recorded);
    if (fault.empty()) continue;
    add_problem(report, fmt::format("note {}, addendum {}: {}", name, one.position, fault));
    good = false;
  }
  return good;
}

void check_note(ReadTxn& txn, const SignedRow& text, const crypto::PublicKey& clinic,
                Signings& signings, SignatureReport& report) {
  ++report.notes;
  const std::string name = text.note.text();
  const std::optional<NoteRow> note = find_note(txn, text.note);
  const bool recorded = signings.take(signing_of(text));
  const std::string fault =
      fault_of(note ? standing_of(*note, text, clinic) : Standing::kNotVerified, recorded);
  if (!fault.empty()) add_problem(report, fmt::format("note {}: {}", name, fault));
  const bool good = note && check_addenda(txn, *note, text, clinic, signings, report);
  const std::size_t unfound = signings.give_up(text.note);
  if (good && fault.empty() && unfound > 0) {
    add_problem(report,
                fmt::format("note {}: signings of it in the audit chain that are not there: {}",
                            name, unfound));
  }
}

struct Counts {
  std::int64_t all = 0;     // signed notes
  std::int64_t marked = 0;  // notes whose state says so
  std::int64_t lost_addenda = 0;
};

void compare(const Counts& counts, std::int64_t lost_signings, SignatureReport& report) {
  if (counts.marked != counts.all) {
    add_problem(report, fmt::format("{} notes are marked as signed, {} have a signature",
                                    counts.marked, counts.all));
  }
  if (counts.lost_addenda > 0) {
    add_problem(report, fmt::format("{} signed addenda are not there", counts.lost_addenda));
  }
  if (lost_signings > 0) {
    add_problem(report, fmt::format("signings in the audit chain whose note is not there: {}",
                                    lost_signings));
  }
}

}  // namespace

Result<SignatureReport> verify_signatures(
    store::Store& store, const crypto::PublicKey& clinic,
    const std::function<void(std::int64_t, std::int64_t)>& progress) {
  SignatureReport report;
  Counts counts;
  Signings signings;
  std::optional<std::int64_t> known_until;
  NoteId after;
  bool more = true;
  while (more) {
    ALCOVE_ASSIGN(more, store.read<bool>([&](ReadTxn& txn) -> Result<bool> {
      signings.read_on(txn);
      if (!known_until) known_until = signings.read_until();
      counts = {count_signed(txn), count_marked_signed(txn), count_lost_addenda(txn)};
      const std::vector<SignedRow> page = list_signed(txn, after, kPage);
      for (const SignedRow& text : page) check_note(txn, text, clinic, signings, report);
      if (!page.empty()) after = page.back().note;
      return page.size() == static_cast<std::size_t>(kPage);
    }));
    progress(report.notes, std::max(counts.all, report.notes));
  }
  // What was signed while this looked may belong to a note that had been looked at.
  compare(counts, signings.left_until(*known_until), report);
  return report;
}

}  // namespace alcove::notes

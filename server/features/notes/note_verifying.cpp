// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

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

void check_note(ReadTxn& txn, const SignedRow& text, const crypto::PublicKey& clinic,
                SignatureReport& report) {
  ++report.notes;
  const std::string name = text.note.text();
  const std::optional<NoteRow> note = find_note(txn, text.note);
  if (!note || standing_of(*note, text, clinic) != Standing::kVerified) {
    add_problem(report, fmt::format("note {}: its signature does not fit what it says", name));
  }
  if (!note) return;
  const std::vector<AddendumRow> addenda = addenda_of(txn, text.note);
  if (note->line.addenda != static_cast<std::int64_t>(addenda.size())) {
    add_problem(report, fmt::format("note {}: it had {} addenda and has {}", name,
                                    note->line.addenda, addenda.size()));
  }
  for (const AddendumRow& one : addenda) {
    ++report.addenda;
    if (standing_of(*note, text, one, clinic) != Standing::kVerified) {
      add_problem(report, fmt::format("note {}: the signature of addendum {} does not fit", name,
                                      one.position));
    }
  }
}

}  // namespace

Result<SignatureReport> verify_signatures(
    store::Store& store, const crypto::PublicKey& clinic,
    const std::function<void(std::int64_t, std::int64_t)>& progress) {
  SignatureReport report;
  std::int64_t all = 0;
  std::int64_t marked = 0;
  NoteId after;
  std::int64_t lost = 0;
  bool more = true;
  while (more) {
    ALCOVE_ASSIGN(more, store.read<bool>([&](ReadTxn& txn) -> Result<bool> {
      all = count_signed(txn);
      marked = count_marked_signed(txn);
      lost = count_lost_addenda(txn);
      const std::vector<SignedRow> page = list_signed(txn, after, kPage);
      for (const SignedRow& text : page) check_note(txn, text, clinic, report);
      if (!page.empty()) after = page.back().note;
      return page.size() == static_cast<std::size_t>(kPage);
    }));
    progress(report.notes, std::max(all, report.notes));
  }
  if (marked != all) {
    add_problem(report,
                fmt::format("{} notes are marked as signed, {} have a signature", marked, all));
  }
  if (lost > 0) add_problem(report, fmt::format("{} signed addenda are not there", lost));
  return report;
}

}  // namespace alcove::notes

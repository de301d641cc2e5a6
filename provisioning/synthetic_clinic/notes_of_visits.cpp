// SPDX-License-Identifier: Apache-2.0
// The note about a visit: written, nearly always signed, now and then with an addendum.
#include "provisioning/synthetic_clinic/note_words.h"
#include "provisioning/synthetic_clinic/years.h"

namespace alcove::synthetic {

namespace contract = api::notes;
using std::chrono::minutes;

namespace {

constexpr rules::NoteFormat kFormats[] = {rules::NoteFormat::kDap, rules::NoteFormat::kSoap,
                                          rules::NoteFormat::kBirp};

// One in so many.
constexpr std::uint64_t kLeftAsDraft = 60;
constexpr std::uint64_t kWithAddendum = 40;

}  // namespace

Result<void> Years::write_note(const Visit& visit) {
  const std::size_t index = people_[visit.person].clinician;
  const Clinician& clinician = cast_.clinicians[index];
  const access::Principal& who = clinician.principal;
  const rules::NoteFormat format = kFormats[index % std::size(kFormats)];
  const auto note = NoteId::make(clock_.now(), ledger_.random());
  const auto revision = NoteRevisionId::make(clock_.now(), ledger_.random());
  contract::Content content = note_content(format, chance_);
  content.start = visit.start + minutes(2);
  content.stop = visit.start + minutes(clinician.service.minutes);
  const bool leaves_draft = chance_.below(kLeftAsDraft) == 0;
  const bool adds = !leaves_draft && chance_.below(kWithAddendum) == 0;
  const auto done =
      ledger_.write<wire::Nothing>(who.actor(), [&](audit::WriteTxn& txn) -> Result<wire::Nothing> {
        contract::OpenDraftRequest open;
        open.note = note;
        open.appointment = visit.appointment;
        open.format = format;
        ALCOVE_TRY(features_.notes.open_draft(who, open, txn));
        contract::SaveRequest save;
        save.note = note;
        save.revision = revision;
        save.content = content;
        ALCOVE_TRY(features_.notes.save(who, save, txn));
        if (leaves_draft) return features_.notes.leave(who, {.note = note}, txn);
        ALCOVE_TRY(features_.notes.sign(who,
                                        {.note = note, .revision = revision, .confirmation = {}},
                                        txn, notes::Proof::kNotAsked));
        return wire::Nothing{};
      });
  if (!done) return done.error();
  return adds ? add_addendum(who, note) : Result<void>{};
}

Result<void> Years::add_addendum(const access::Principal& who, const NoteId& note) {
  contract::OpenAddendumRequest open;
  open.addendum = NoteId::make(clock_.now(), ledger_.random());
  open.note = note;
  contract::SaveRequest save;
  save.note = open.addendum;
  save.revision = NoteRevisionId::make(clock_.now(), ledger_.random());
  save.content.format = rules::NoteFormat::kAddendum;
  save.content.sections = {{rules::NoteSection::kAddendum, addendum_words(chance_)}};
  const auto done = ledger_.write<contract::Signature>(
      who.actor(), [&](audit::WriteTxn& txn) -> Result<contract::Signature> {
        ALCOVE_TRY(features_.notes.open_addendum(who, open, txn));
        ALCOVE_TRY(features_.notes.save(who, save, txn));
        return features_.notes.sign(
            who, {.note = save.note, .revision = save.revision, .confirmation = {}}, txn,
            notes::Proof::kNotAsked);
      });
  if (!done) return done.error();
  return {};
}

}  // namespace alcove::synthetic

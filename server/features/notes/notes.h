// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/access/find_relation.h"
#include "server/audit/ledger.h"
#include "server/features/appointments/appointments.h"
#include "server/features/spool/spool.h"
#include "server/http/router.h"
#include "shared/api/notes.h"

// The notes feature's face to the rest of the server. README.md beside this file tells routes,
// tables and invariants.
namespace alcove::notes {

namespace contract = api::notes;

// Whether signing still has to take the proof of the PIN or password. The synthetic clinic, whose
// people have none, is the only one that says otherwise.
enum class Proof : std::uint8_t { kInRequest, kNotAsked };

struct Arriving;  // a save on its way in
struct NoteRow;
struct DraftRow;

// Thread-safe; keeps no state of its own. Ledger and site outlive it, and it outlives the router
// and the spool's handlers.
class Notes {
 public:
  Notes(audit::Ledger& ledger, const appointments::Site& site, access::FindRelation find_relation)
      : ledger_(ledger), site_(site), find_relation_(std::move(find_relation)) {}

  void add_routes(http::Router& router);
  // Drafts that a terminal kept while the box was away, and what a box that was lost had taken.
  void add_spool_kinds(spool::Handlers& handlers);

  // What the person has written about the visit; a draft begun by mistake is nothing.
  enum class Written : std::uint8_t { kNothing, kDraft, kSigned };
  static Written written_of(store::ReadTxn& txn, const AppointmentId& visit, const StaffId& author);

  // Whose note it is; nothing where there is none.
  static std::optional<ClientId> whose(store::ReadTxn& txn, const NoteId& note);
  // Whether somebody has written about the visit: a draft counts, one begun by mistake does not.
  static bool documents(store::ReadTxn& txn, const AppointmentId& appointment);

  // What the writing routes do, for the synthetic clinic too: the same checks, the same events.
  Result<contract::Draft> open_draft(const access::Principal& who,
                                     const contract::OpenDraftRequest& request,
                                     audit::WriteTxn& txn);
  Result<contract::Draft> open_addendum(const access::Principal& who,
                                        const contract::OpenAddendumRequest& request,
                                        audit::WriteTxn& txn);
  Result<contract::SaveReply> save(const access::Principal& who,
                                   const contract::SaveRequest& request, audit::WriteTxn& txn);
  Result<wire::Nothing> leave(const access::Principal& who, const contract::LeaveRequest& request,
                              audit::WriteTxn& txn);
  Result<wire::Nothing> discard(const access::Principal& who,
                                const contract::DiscardRequest& request, audit::WriteTxn& txn);
  Result<wire::Nothing> resolve(const access::Principal& who,
                                const contract::ResolveRequest& request, audit::WriteTxn& txn);
  Result<contract::Signature> sign(const access::Principal& who,
                                   const contract::SignRequest& request, audit::WriteTxn& txn,
                                   Proof proof = Proof::kInRequest);

 private:
  template <class Q, class R>
  using Look = Result<http::Answer<R>> (Notes::*)(const access::Principal&, const Q&,
                                                  store::ReadTxn&);
  template <class Q, class R>
  void on_look(http::Router& router, const wire::Route<Q, R>& route, Look<Q, R> look);

  // note_drafts.cpp
  Result<NoteRow> find_or_make(const access::Principal& who,
                               const contract::OpenDraftRequest& request, audit::WriteTxn& txn);
  Result<NoteRow> find_or_make(const access::Principal& who,
                               const contract::OpenAddendumRequest& request, audit::WriteTxn& txn);
  contract::Draft take_or_read(const access::Principal& who, const NoteRow& note,
                               contract::IfHeld if_held, audit::WriteTxn& txn);
  void take_lease(const access::Principal& who, const NoteRow& note, DraftRow& draft,
                  audit::WriteTxn& txn);
  // note_replay.cpp
  Result<api::spool::Outcome> take_kept_save(const spool::Arrived& arrived, audit::WriteTxn& txn);
  template <class Request>
  void on_lost_opening(spool::Handlers& handlers,
                       const wire::Route<Request, contract::Draft>& route);
  // note_saves.cpp
  Result<contract::SaveReply> take_save(const Arriving& arriving, audit::WriteTxn& txn);
  void save_in_draft(const Arriving& arriving, const NoteRow& note, DraftRow& draft,
                     audit::WriteTxn& txn);
  // note_signing.cpp
  Result<contract::Signature> sign_addendum(const access::Principal& who, NoteRow addendum,
                                            DraftRow& draft, audit::WriteTxn& txn);
  // note_reading.cpp
  access::Relation relation(store::ReadTxn& txn, const NoteRow& note,
                            const access::Principal& who) const;
  Result<NoteRow> note_to_read(store::ReadTxn& txn, const NoteId& id,
                               const access::Principal& who) const;
  Result<http::Answer<contract::OfClientReply>> read_list(const access::Principal& who,
                                                          const contract::OfClientRequest& request,
                                                          store::ReadTxn& txn);
  Result<http::Answer<contract::Note>> read_note(const access::Principal& who,
                                                 const contract::OpenRequest& request,
                                                 store::ReadTxn& txn);
  Result<http::Answer<contract::MyDayReply>> read_my_day(const access::Principal& who,
                                                         const contract::MyDayRequest& request,
                                                         store::ReadTxn& txn);
  Result<http::Answer<contract::RevisionsReply>> read_revisions(
      const access::Principal& who, const contract::RevisionsRequest& request, store::ReadTxn& txn);
  Result<http::Answer<contract::RevisionReply>> read_revision(
      const access::Principal& who, const contract::RevisionRequest& request, store::ReadTxn& txn);
  Result<http::Answer<contract::SiblingsReply>> read_siblings(
      const access::Principal& who, const contract::SiblingsRequest& request, store::ReadTxn& txn);
  Result<http::Answer<contract::SiblingReply>> read_sibling(const access::Principal& who,
                                                            const contract::SiblingRequest& request,
                                                            store::ReadTxn& txn);

  audit::Ledger& ledger_;
  const appointments::Site& site_;
  access::FindRelation find_relation_;
};

// For the operator's `verify`: every signature under every note and addendum, that no signed note
// is without one, and that what is signed is what the audit chain recorded at the signing. Notes
// are named by their ids, never by what they say.
struct SignatureReport {
  std::int64_t notes = 0;
  std::int64_t addenda = 0;
  std::vector<std::string> problems;  // at most kMaxProblems
};
inline constexpr std::size_t kMaxProblems = 20;
Result<SignatureReport> verify_signatures(
    store::Store& store, const crypto::PublicKey& clinic,
    const std::function<void(std::int64_t done, std::int64_t all)>& progress);

}  // namespace alcove::notes

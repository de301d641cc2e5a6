// SPDX-License-Identifier: Apache-2.0
#include "server/features/notes/note_store.h"
#include "server/features/notes/notes.h"

namespace alcove::notes {

using access::Principal;
using audit::WriteTxn;

template <class Q, class R>
void Notes::on_look(http::Router& router, const wire::Route<Q, R>& route, Look<Q, R> look) {
  router.on_read<Q, R>(route,
                       [this, look](const Principal& who, const Q& request, store::ReadTxn& txn) {
                         return (this->*look)(who, request, txn);
                       });
}

void Notes::add_routes(http::Router& router) {
  on_look(router, contract::of_client, &Notes::read_list);
  on_look(router, contract::open, &Notes::read_note);
  on_look(router, contract::my_day, &Notes::read_my_day);
  on_look(router, contract::revisions, &Notes::read_revisions);
  on_look(router, contract::revision, &Notes::read_revision);
  on_look(router, contract::siblings, &Notes::read_siblings);
  on_look(router, contract::sibling, &Notes::read_sibling);
  router.on_write<contract::OpenDraftRequest, contract::Draft>(
      contract::open_draft, [this](const Principal& who, const contract::OpenDraftRequest& request,
                                   WriteTxn& txn) { return open_draft(who, request, txn); });
  router.on_write<contract::SaveRequest, contract::SaveReply>(
      contract::save, [this](const Principal& who, const contract::SaveRequest& request,
                             WriteTxn& txn) { return save(who, request, txn); });
  router.on_write<contract::LeaveRequest, wire::Nothing>(
      contract::leave, [this](const Principal& who, const contract::LeaveRequest& request,
                              WriteTxn& txn) { return leave(who, request, txn); });
  router.on_write<contract::ResolveRequest, wire::Nothing>(
      contract::resolve, [this](const Principal& who, const contract::ResolveRequest& request,
                                WriteTxn& txn) { return resolve(who, request, txn); });
  router.on_write<contract::SignRequest, contract::Signature>(
      contract::sign, [this](const Principal& who, const contract::SignRequest& request,
                             WriteTxn& txn) { return sign(who, request, txn); });
  router.on_write<contract::OpenAddendumRequest, contract::Draft>(
      contract::open_addendum,
      [this](const Principal& who, const contract::OpenAddendumRequest& request, WriteTxn& txn) {
        return open_addendum(who, request, txn);
      });
  router.on_write<contract::DiscardRequest, wire::Nothing>(
      contract::discard, [this](const Principal& who, const contract::DiscardRequest& request,
                                WriteTxn& txn) { return discard(who, request, txn); });
}

}  // namespace alcove::notes

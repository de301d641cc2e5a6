// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/access/access_decision.h"
#include "server/audit/write_txn.h"
#include "server/http/router.h"
#include "server/store/read_txn.h"
#include "shared/api/clients.h"
#include "shared/api/contact_reach.h"
#include "shared/rules/person_name.h"

// The clients feature's face to the rest of the server. README.md beside this file tells routes,
// tables and invariants. Everything here is thread-safe in the sense of the transaction it is
// handed: it keeps no state of its own.
namespace alcove::clients {

// Registers the routes. `ledger` and `zone` (the site's) outlive the router.
void add_routes(http::Router& router, const audit::Ledger& ledger, const Zone& zone);

// What other features ask. Whoever asks accounts for it in the audit chain.
std::optional<api::clients::Client> find_client(store::ReadTxn& txn, const ClientId& client);
std::optional<std::int64_t> record_number_of(store::ReadTxn& txn, const ClientId& client);
std::optional<ClientId> client_with(store::ReadTxn& txn, std::int64_t record_number);
rules::PersonName name_of(const api::clients::Details& details);
// An address as it is kept. Errors (kOutOfRange): `field`.state and `field`.postal_code.
Result<api::clients::Address> checked_address(api::clients::Address address,
                                              const std::string& field);

// How the client asks to be reached, and what comes of it: whatever is printed or listed about
// reaching a client shows this, never the record's own phones and address. The name that is asked
// for is the legal one unless the client asks for another.
api::clients::Wishes wishes_of(store::ReadTxn& txn, const ClientId& client);
api::clients::Reach reach(store::ReadTxn& txn, const api::clients::Client& client);
// "12 Oak Street", "Apt 4", "Buffalo, NY 14201".
std::vector<std::string> address_lines(const api::clients::Address& address);

// How the person stands to the client as far as the care team goes.
access::Relation relation_to(store::ReadTxn& txn, const ClientId& client, StaffId staff);

// Who may be this person already, as the desk is shown them; refuses what registering would refuse.
Result<std::vector<ClientId>> possible_duplicates(store::ReadTxn& txn,
                                                  const api::clients::Details& details,
                                                  LocalDate today);

// Those who are called exactly so, but for capital letters and accents: "Ruiz, Ana" or "Ana Ruiz",
// also with a comma in the name itself ("Ruiz, Jr., Ana", "Ana Ruiz, Jr."), by their legal names or
// the preferred ones. At most as many as a search gives.
std::vector<ClientId> clients_called(store::ReadTxn& txn, const std::string& words,
                                     LocalDate today);

// What the routes do, for the lobby's corrections and the synthetic clinic: the same checks, the
// same history, the same events. `today` is the site's day.
Result<api::clients::Client> register_client(const access::Principal& principal,
                                             const api::clients::RegisterRequest& request,
                                             audit::WriteTxn& txn, LocalDate today);
// As it came in with the clinic's former book: entered by the box itself, for the installer who
// was asked to. Everything else as `register_client`.
Result<api::clients::Client> bring_in_client(const api::clients::RegisterRequest& request,
                                             audit::WriteTxn& txn, LocalDate today);
Result<api::clients::Client> edit_client(const access::Principal& principal,
                                         const api::clients::EditRequest& request,
                                         audit::WriteTxn& txn, LocalDate today);
Result<api::clients::WishesReply> set_wishes(const access::Principal& principal,
                                             const api::clients::SetWishesRequest& request,
                                             audit::WriteTxn& txn);
Result<api::clients::Client> set_care_team(const access::Principal& principal,
                                           const api::clients::SetCareTeamRequest& request,
                                           audit::WriteTxn& txn);

// Takes a client away who came in with the clinic's former book: the only way in which one goes.
// The caller has seen to it that nothing refers to the client and that nobody has changed it. The
// number is never given again, and the chain still knows whose it was.
void take_client_away(audit::WriteTxn& txn, const ClientId& client);
// Of a client who was taken away.
std::optional<std::int64_t> record_number_taken_away(store::ReadTxn& txn, const ClientId& client);
std::optional<ClientId> client_taken_away(store::ReadTxn& txn, std::int64_t record_number);

}  // namespace alcove::clients

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/clients/clients.h"
#include "server/features/waitlist/waitlist.h"
#include "shared/api/waitlist_report.h"
#include "tests/features/appointments/working_book.h"

namespace alcove::testing {

namespace waits = alcove::api::waitlist;
using waits::Priority;

// A book (Tuesday, 24 November 2026, ten in the morning in New York) with a waitlist.
struct WaitingRoom : WorkingBook {
  WaitingRoom() { waitlist::add_routes(router, *box.ledger, site); }

  template <class Q, class R>
  Result<R> step(Result<R> (*work)(const access::Principal&, const Q&, audit::WriteTxn&,
                                   const appointments::Site&),
                 const Q& request, const access::Principal& who = desk()) {
    return write<R>(who, [&](audit::WriteTxn& txn) { return work(who, request, txn, site); });
  }

  contract::ServiceId therapy_id() { return booking("2026-12-01T10:00").service; }
  // Therapy, any clinician, any time, since yesterday, until the caller says otherwise.
  waits::SetRequest asking_for(const ClientId& client, Priority priority = Priority::kRoutine,
                               const char* requested = "2026-11-23T09:00") {
    waits::SetRequest request;
    request.wait_entry = new_id<waits::WaitEntryId>();
    request.client = client;
    request.wish.service = therapy_id();
    request.wish.priority = priority;
    request.wish.requested_at = at(requested);
    return request;
  }
  waits::Entry waiting(const ClientId& client, Priority priority = Priority::kRoutine,
                       const char* requested = "2026-11-23T09:00") {
    return step(&waitlist::set_entry, asking_for(client, priority, requested)).value();
  }
  waits::OfferRequest offering(const waits::Entry& entry, const char* start,
                               const char* expires = "2026-11-25T12:00") {
    return {.wait_entry = entry.id,
            .wait_offer = new_id<waits::WaitOfferId>(),
            .clinician = kBrandt,
            .room = room_1,
            .start = at(start),
            .minutes = 55,
            .expires = at(expires)};
  }
  waits::Offer offered(const waits::Entry& entry, const char* start,
                       const char* expires = "2026-11-25T12:00") {
    return step(&waitlist::offer, offering(entry, start, expires)).value();
  }
  Result<Appointment> try_take(const waits::Offer& offer,
                               std::optional<std::string> because = std::nullopt) {
    return step(&waitlist::take_offer, {.wait_offer = offer.id,
                                        .appointment = new_id<AppointmentId>(),
                                        .override_reason = std::move(because)});
  }
  waits::OpenReply opened(const waits::WaitEntryId& id) {
    return answer(waits::open, waits::OpenRequest{id});
  }
  // So many people of one surname, each looked at and found to be somebody else: 51 at most.
  std::vector<ClientId> add_clients(std::size_t count) {
    std::vector<ClientId> all;
    while (all.size() < count) {
      api::clients::RegisterRequest request;
      request.client = new_id<ClientId>();
      request.details.legal_given = "Client" + std::to_string(all.size());
      request.details.legal_family = "Match";
      request.details.birth_date = parse_date("1980-01-01").value();
      request.not_the_same_as = all;
      must(write<api::clients::Client>(desk(), [&](audit::WriteTxn& txn) {
        return clients::register_client(desk(), request, txn, site.day_of(txn.now()));
      }));
      all.push_back(request.client);
    }
    return all;
  }
  // "Petrov, Ana; Haddad, Sam": who waits, in order.
  std::string names(const std::vector<waits::EntryRow>& rows) {
    std::string all;
    for (const waits::EntryRow& row : rows) all += (all.empty() ? "" : "; ") + row.client_name;
    return all;
  }
  std::string on_the_list() { return names(answer(waits::list, waits::ListRequest{}).items); }
  waits::MatchesReply matching(const char* start, std::int64_t minutes = 55,
                               const StaffId& clinician = kBrandt) {
    return answer(waits::matches, waits::MatchesRequest{clinician, at(start), minutes});
  }
};

// "" when it was done, else code and field.
template <class T>
std::string said(const Result<T>& result) {
  if (result) return {};
  return std::string(error_code_word(result.error().code)) +
         (result.error().field.empty() ? "" : " " + result.error().field);
}

}  // namespace alcove::testing

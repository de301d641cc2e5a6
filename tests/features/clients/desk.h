// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/clients/client_finding.h"
#include "server/features/clients/clients.h"
#include "server/http/router.h"
#include "tests/support/box.h"

namespace alcove::testing {

namespace contract = alcove::api::clients;

inline LocalDate day(const char* text) {
  return parse_date(text).value();
}

// A store with the clients feature, and people of every kind who use it.
struct Desk {
  Desk() { clients::add_routes(router, *box.ledger, zone); }

  access::Principal person(access::RoleSet roles, std::uint8_t number = 1) const {
    UuidBytes id{};
    id[15] = number;
    access::Principal principal;
    principal.device = DeviceId(id);
    principal.device_name = "Desk 1";
    principal.station = wire::Station::kFrontDesk;
    principal.person = access::Person{.staff = StaffId(id),
                                      .session = SessionId(id),
                                      .display_name = "Dana Ruiz",
                                      .credential = "",
                                      .roles = roles,
                                      .crisis = false,
                                      .locked = false};
    principal.purpose = access::Purpose::kTreatment;
    return principal;
  }
  access::Principal front_desk() const { return person({api::Role::kFrontDesk}); }
  access::Principal clinician(std::uint8_t number = 2) const {
    return person({api::Role::kClinician}, number);
  }

  template <class IdType>
  IdType new_id() {
    return IdType::make(box.clock.now(), box.random);
  }

  contract::Details details(const char* given, const char* family, const char* birth,
                            const char* phone = nullptr) {
    contract::Details details;
    details.legal_given = given;
    details.legal_family = family;
    details.birth_date = day(birth);
    if (phone != nullptr) {
      details.phones.push_back({.id = new_id<PhoneId>(),
                                .kind = contract::PhoneKind::kMobile,
                                .number = phone,
                                .may_leave_message = true});
    }
    return details;
  }

  template <class T>
  Result<T> write(const access::Principal& who, std::function<Result<T>(audit::WriteTxn&)> work) {
    Result<audit::Committed<T>> done = box.ledger->write<T>(who.actor(), work);
    if (!done) return done.error();
    return std::move(done->value);
  }

  Result<contract::Client> try_register(const contract::RegisterRequest& request,
                                        const access::Principal& who) {
    return write<contract::Client>(who, [&](audit::WriteTxn& txn) {
      return clients::register_client(who, request, txn, today());
    });
  }
  Result<contract::Client> try_edit(const contract::EditRequest& request,
                                    const access::Principal& who) {
    return write<contract::Client>(who, [&](audit::WriteTxn& txn) {
      return clients::edit_client(who, request, txn, today());
    });
  }
  // Registers whoever it may look like, as if somebody had looked.
  contract::Client registered(contract::Details client) {
    contract::RegisterRequest request{.client = new_id<ClientId>(),
                                      .details = std::move(client),
                                      .care_team = {},
                                      .not_the_same_as = {}};
    for (const contract::Duplicate& other : duplicates(request.details)) {
      request.not_the_same_as.push_back(other.hit.client);
    }
    return try_register(request, front_desk()).value();
  }

  std::vector<contract::Duplicate> duplicates(const contract::Details& details) {
    return box.store
        ->read<std::vector<contract::Duplicate>>(
            [&](store::ReadTxn& txn) -> Result<std::vector<contract::Duplicate>> {
              return clients::find_duplicates(txn,
                                              clients::checked_details(details, today()).value());
            })
        .value();
  }
  Result<contract::SearchReply> search(const std::string& text) {
    return box.store->read<contract::SearchReply>(
        [&](store::ReadTxn& txn) { return clients::search(txn, text, today()); });
  }

  LocalDate today() const { return date_of(zone.to_local(box.clock.now())); }

  TestBox box;
  Zone zone = Zone::named("America/New_York").value();
  http::Router router{*box.ledger};
};

}  // namespace alcove::testing

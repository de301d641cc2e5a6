// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/appointments.h"
#include "shared/api/clients.h"
#include "shared/api/clinic_setup.h"
#include "tests/support/served_terminal.h"

namespace alcove::tests {

using alcove::testing::ServedClinic;
using alcove::testing::ServedTerminal;

// A clinic with Mia at the desk, L. Brandt and A. Reyes, two rooms and an administrator's terminal.
struct DeskClinic {
  DeskClinic() {
    add("mia", "Mia Ortiz", {api::Role::kFrontDesk});
    brandt = add("brandt", "L. Brandt", {api::Role::kClinician});
    reyes = add("reyes", "A. Reyes", {api::Role::kClinician});
    add("adam", "Adam Keys", {api::Role::kAdministrator});
    other_desk.emplace(at, wire::Station::kFrontDesk, "Other desk", "mia");
    ServedTerminal admin(at, wire::Station::kFrontDesk, "Office", "adam");
    room_2 = admin.must(api::clinic_setup::add_room, {new_id<RoomId>(), "Room 2", false}).id;
    room_4 = admin.must(api::clinic_setup::add_room, {new_id<RoomId>(), "Room 4", false}).id;
    service = other_desk->must(api::clinic_setup::read, {}).services.at(0).id;
  }

  StaffId add(const std::string& name, const std::string& shown, access::RoleSet roles) {
    return at.add_person({.sign_in_name = name,
                          .display_name = shown,
                          .credential = {},
                          .roles = roles,
                          .crisis = false});
  }
  template <class Made>
  Made new_id() {
    return Made::make(at.clock.now(), at.random);
  }

  ClientId add_client(const std::string& given, const std::string& family,
                      const std::string& birth = "1986-04-17") {
    api::clients::RegisterRequest request;
    request.client = new_id<ClientId>();
    request.details.legal_given = given;
    request.details.legal_family = family;
    request.details.birth_date = parse_date(birth).value();
    request.details.phones.push_back(
        {new_id<PhoneId>(), api::clients::PhoneKind::kMobile, "716-555-0133", true});
    request.not_the_same_as = registered;  // they are other people, however alike
    registered.push_back(request.client);
    return other_desk->must(api::clients::register_client, request).id;
  }

  // It is about noon at this clinic; hours are counted on its own clock, today.
  LocalDateTime today_at(int hour, int minute = 0) const {
    const LocalDateTime now = at.zone.to_local(at.clock.now());
    return std::chrono::floor<std::chrono::days>(now) + std::chrono::hours(hour) +
           std::chrono::minutes(minute);
  }
  AppointmentId book(const ClientId& client, LocalDateTime start, std::optional<RoomId> room,
                     std::optional<StaffId> clinician = std::nullopt) {
    const AppointmentId id = new_id<AppointmentId>();
    other_desk->must(api::appointments::book, {.appointment = id,
                                               .client = client,
                                               .clinician = clinician.value_or(brandt),
                                               .room = room,
                                               .service = service,
                                               .start = start,
                                               .minutes = 50});
    return id;
  }
  api::appointments::OpenReply look(const AppointmentId& id) {
    return other_desk->must(api::appointments::open, {id});
  }

  ServedClinic at;
  std::vector<ClientId> registered;
  StaffId brandt;
  StaffId reyes;
  RoomId room_2;
  RoomId room_4;
  api::appointments::ServiceId service;
  std::optional<ServedTerminal> other_desk;  // where somebody else works at the same time
};

}  // namespace alcove::tests

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/features/clients/clients.h"
#include "tests/features/appointments/meeting_book.h"

namespace alcove::testing {

namespace things = alcove::api::resources;
using Spoken = alcove::api::clients::SpokenLanguage;

// A book with an interpreter into Spanish and French, and a test kit.
struct ResourceBook : MeetingBook {
  ResourceBook() {
    okafor = value(set(interpreter("N. Okafor", {Spoken::kSpanish, Spoken::kFrench}))).id;
    kit = value(set(equipment("Test kit"))).id;
  }

  static things::Resource value(Result<things::Resource> done) { return std::move(done).value(); }
  things::SetRequest equipment(std::string name) {
    return {.id = new_id<things::ResourceId>(), .name = std::move(name)};
  }
  things::SetRequest interpreter(std::string name, std::vector<Spoken> languages) {
    return {.id = new_id<things::ResourceId>(),
            .kind = things::ResourceKind::kInterpreter,
            .name = std::move(name),
            .languages = std::move(languages)};
  }
  Result<things::Resource> set(const things::SetRequest& request) {
    return write<things::Resource>(
        desk(), [&](audit::WriteTxn& txn) { return appointments::set_resource(request, txn); });
  }
  things::Resource known(const things::ResourceId& id) {
    for (const things::Resource& one : answer(setup::read, wire::Nothing{}).resources) {
      if (one.id == id) return one;
    }
    ALCOVE_CHECK(false);
    return {};
  }
  // What would be sent to change it.
  things::SetRequest changing(const things::ResourceId& id) {
    const things::Resource now = known(id);
    return {.id = id,
            .base_revision = now.revision,
            .kind = now.kind,
            .name = now.name,
            .languages = now.languages,
            .retired = now.retired};
  }
  Result<things::Resource> retire(const things::ResourceId& id) {
    things::SetRequest request = changing(id);
    request.retired = true;
    return set(request);
  }

  // Ana with Brandt in room 1, or Sam with Reyes in room 2, who share nothing but what they take.
  contract::BookRequest for_ana(const char* start, std::vector<things::ResourceId> takes) {
    contract::BookRequest request = booking(start);
    request.resources = std::move(takes);
    return request;
  }
  contract::BookRequest for_sam(const char* start, std::vector<things::ResourceId> takes,
                                std::int64_t minutes = 60) {
    contract::BookRequest request = booking(start, minutes);
    request.client = sam;
    request.clinician = kReyes;
    request.room = room_2;
    request.resources = std::move(takes);
    return request;
  }
  Result<Appointment> take(const Appointment& visit,
                           std::optional<std::vector<things::ResourceId>> takes) {
    return change(&appointments::assign, {.appointment = visit.id,
                                          .base_revision = visit.revision,
                                          .clinician = visit.clinician,
                                          .room = visit.room,
                                          .reason = "",
                                          .resources = std::move(takes)});
  }
  contract::FreeReply free_at(const char* start, const std::vector<things::ResourceId>& takes) {
    contract::FreeRequest request;
    request.start = at(start);
    request.minutes = 60;
    request.resources = things::ids_words(takes);
    return answer(contract::find_free, request);
  }

  things::ResourceId okafor;
  things::ResourceId kit;
};

}  // namespace alcove::testing

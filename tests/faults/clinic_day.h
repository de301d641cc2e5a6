// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <mutex>

#include "tests/faults/busy_clinic.h"

namespace alcove::testing {

// A day of four terminals that all ask at once: two write notes, the desk registers and books, one
// reads records. Every request is kept with the place in the recording at which it was sent and at
// which its answer was there.
class ClinicDay {
 public:
  enum class Kind : std::uint8_t { kSave, kRegister, kBook, kRead };
  struct Sent {
    Kind kind = Kind::kRead;
    std::size_t seat = 0;
    http::Request request{};
    std::size_t sent_at = 0;
    std::size_t answered_at = 0;
    http::Reply reply{};
    NoteId note{};            // of a save
    std::int64_t number = 0;  // of a save: the draft's number once it is done
  };

  // `position` gives the place in the recording.
  ClinicDay(BusyClinic& clinic, std::function<std::size_t()> position);

  // `requests` of each terminal, then all have their answers. Throws Fault when one was refused.
  void run(std::size_t requests);

  const std::vector<Sent>& sent() const { return sent_; }
  const BusyClinic::Seat& seat(std::size_t index) const { return seats_.at(index); }

  // What a save of that number says.
  static std::string words(const NoteId& note, std::int64_t number);

 private:
  struct Writing {
    NoteId note;
    std::optional<NoteRevisionId> revision;
    std::int64_t number = 0;
  };

  http::Reply ask(Sent sent);
  template <class Q, class R>
  R must(const wire::Route<Q, R>& route, const Q& body, std::size_t seat);
  ClientId register_client(std::size_t number);
  AppointmentId book(const ClientId& client, std::size_t hour, std::size_t clinician);
  Writing open_draft(const AppointmentId& visit, std::size_t seat);
  void write_notes(std::size_t requests, std::size_t seat);
  void run_desk(std::size_t requests);
  void read_records(std::size_t requests);

  BusyClinic& clinic_;
  std::function<std::size_t()> position_;
  std::vector<BusyClinic::Seat> seats_;  // two rooms, the desk, a third room
  std::vector<StaffId> clinicians_;
  std::vector<ClientId> clients_;
  std::vector<Writing> drafts_;  // one of each room
  std::mutex mutex_;
  std::vector<Sent> sent_;
};

}  // namespace alcove::testing

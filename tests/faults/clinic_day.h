// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <mutex>

#include "tests/faults/busy_clinic.h"

namespace alcove::testing {

// A day of terminals that all ask at once: two rooms write notes, one signs them, the desk
// registers and books, one reads records, and at eight lobby terminals, one after the other,
// somebody checks in and answers a PHQ-9 whose item 9 calls for a person. Every request is kept
// with the place in the recording at which it was sent and at which its answer was there.
class ClinicDay {
 public:
  enum class Kind : std::uint8_t {
    kSave,
    kRegister,
    kBook,
    kAnswer,    // of any item but the last
    kItemNine,  // an answer that raises an alert
    kSign,
    kWrite,  // any other write
    kRead,   // or whatever else gives another answer when it is asked again
  };
  struct Sent {
    Kind kind = Kind::kRead;
    std::size_t seat = 0;
    http::Request request{};
    std::size_t sent_at = 0;
    std::size_t answered_at = 0;
    http::Reply reply{};
    NoteId note{};            // of a save or signature
    std::int64_t number = 0;  // of a save: the draft's number once it is done
  };

  // `position` gives the place in the recording.
  ClinicDay(BusyClinic& clinic, std::function<std::size_t()> position);

  // `requests` of each terminal, then all have their answers. Throws Fault when one was refused.
  void run(std::size_t requests);

  const std::vector<Sent>& sent() const { return sent_; }
  const BusyClinic::Seat& seat(std::size_t index) const { return seats_.at(index); }

  // Registered and booked before the day begins.
  static constexpr std::size_t kClientsBefore = 10;

  // What a save of that number says.
  static std::string words(const NoteId& note, std::int64_t number);
  // What is signed.
  static api::notes::Content signed_words(const NoteId& note);

 private:
  struct Writing {
    NoteId note;
    std::optional<NoteRevisionId> revision;
    std::int64_t number = 0;
  };

  http::Reply ask(Sent sent);
  template <class Q, class R>
  R must(const wire::Route<Q, R>& route, const Q& body, std::size_t seat);
  api::clients::RegisterRequest person(std::size_t number);
  void register_client(const api::clients::RegisterRequest& client);
  AppointmentId book(const ClientId& client, std::size_t hour, std::size_t clinician);
  Writing open_draft(const AppointmentId& visit, std::size_t seat);
  void write_notes(std::size_t requests, std::size_t seat);
  void run_desk(std::size_t requests);
  void read_records(std::size_t requests);
  void greet();  // those who come, each at a lobby terminal of their own
  void check_in(std::size_t who);
  void sign_notes();

  BusyClinic& clinic_;
  std::function<std::size_t()> position_;
  // Two rooms, the desk, a third room, a room where notes are signed, the lobby's terminals.
  std::vector<BusyClinic::Seat> seats_;
  std::vector<StaffId> clinicians_;
  std::vector<ClientId> clients_;
  std::vector<Writing> drafts_;      // one of each room
  std::vector<CheckInId> arriving_;  // one at each lobby terminal
  std::vector<Writing> to_sign_;
  std::mutex mutex_;
  std::vector<Sent> sent_;
};

}  // namespace alcove::testing

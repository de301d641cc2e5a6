// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/api/appointments.h"
#include "shared/api/notes.h"
#include "tests/support/served_terminal.h"

namespace alcove::bench {

// A served clinic with clients who have so many signed notes each, one a day, every note about a
// visit of its own, and with every fourth a PHQ-9. All are clients of one clinician, who signs in
// as kClinician, and all is made by the features' own functions.
class ChartClinic {
 public:
  static constexpr const char* kClinician = "brandt";
  struct Patient {
    ClientId id;
    int notes = 0;
    std::string family;  // as the chart shows it
  };

  explicit ChartClinic(const std::vector<int>& notes);

  // An open draft about a visit of its own; another index, another hour. At most kMaxDrafts.
  static constexpr int kMaxDrafts = 64;
  NoteId begin_note(const ClientId& client, int index);
  // The whole draft once more, with `words` more at its end, typed on `base`; gives what the next
  // is typed on. May be called by several threads, each for a draft of its own.
  NoteRevisionId save(const NoteId& note, const std::optional<NoteRevisionId>& base,
                      const std::string& words);

  testing::ServedClinic at;
  std::vector<Patient> clients;

 private:
  struct Past;
  access::Principal sign_in(const std::string& person, wire::Station station);
  ClientId add_client(const std::string& family);
  void live_through(const std::vector<int>& notes);
  void add_block(Past& past, int first_day, int last_day);
  Result<NoteId> open_draft(app::Features& features, audit::WriteTxn& txn, const ClientId& client,
                            LocalDateTime start);
  Result<void> add_note(app::Features& features, audit::WriteTxn& txn, const ClientId& client,
                        LocalDateTime start);
  Result<void> add_scores(app::Features& features, audit::WriteTxn& txn, const ClientId& client);
  LocalDateTime day(int days_ago);

  access::Principal desk_, room_;
  api::appointments::ServiceId service_;
};

}  // namespace alcove::bench

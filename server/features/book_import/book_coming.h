// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "server/features/appointments/appointments.h"
#include "server/features/book_import/book_rows.h"

// Puts the lines into the store, through what the routes use, within one write; and says what each
// came to. The write is taken back where that is not wanted. One write, one of these.
namespace alcove::book_import {

// The people, rooms and services that the lines name.
class Names {
 public:
  Names(audit::WriteTxn& txn, const appointments::Site& site);
  // By sign-in name; somebody who works here.
  std::optional<StaffId> staff(const std::string& sign_in_name);
  // Of these, somebody who sees clients.
  std::optional<StaffId> clinician(const std::string& sign_in_name);
  // By name, capital letters or small; in use.
  std::optional<RoomId> room(const std::string& name) const;
  std::optional<api::appointments::ServiceId> service(const std::string& name) const;

 private:
  audit::WriteTxn& txn_;
  struct Person {
    StaffId id;
    bool clinical = false;
  };
  const std::optional<Person>& person(const std::string& sign_in_name);
  std::map<std::string, std::optional<Person>> staff_;
  std::map<std::string, RoomId> rooms_;
  std::map<std::string, api::appointments::ServiceId> services_;
};

inline constexpr const char* kNobodyToBook = "nobody who can be booked has that sign-in name";

class Coming {
 public:
  Coming(audit::WriteTxn& txn, const series::Setting& setting);

  void take_clients(const std::vector<ClientLine>& lines);
  void take_visits(const std::vector<VisitLine>& lines);
  // Tells of the service of events that name none, and of each calendar, what is wrong once; and
  // marks the lines for which that is told.
  void look_at_options(const Files& files, std::vector<VisitLine>& lines);

  Remarks& problems() { return outcome_.problems; }
  Outcome& outcome() { return outcome_; }
  // Every line and what it came to, the same whenever the same comes in.
  const std::string& account() const { return account_; }
  const std::vector<ClientId>& made_clients() const { return made_clients_; }
  const std::vector<AppointmentId>& made_visits() const { return made_visits_; }
  const std::vector<api::series::SeriesId>& made_series() const { return made_series_; }

 private:
  struct Known {
    std::int64_t line = 0;
    std::optional<ClientId> client{};  // none: its line has a problem
  };
  void blame(std::int64_t line, std::string field, std::string reason);  // of the clients
  void blame(const VisitLine& line, const std::string& field, std::string reason);
  void know_keys(const std::vector<ClientLine>& lines);
  void take_client(const ClientLine& line);
  std::optional<ClientId> same_client(const ClientLine& line);
  std::optional<ClientId> new_client(const ClientLine& line);
  // Of a line that cannot come in: what only the store and the calendar know of its cells.
  void judge_client(const ClientLine& line);
  bool take_care_team(const ClientLine& line, std::vector<api::clients::CareTeamMember>& team);
  // Those that may be the same person, whatever the lines say; each that none says is told.
  Result<std::vector<ClientId>> look_for_duplicates(const ClientLine& line,
                                                    const api::clients::Details& details);
  bool said_to_differ(const ClientLine& line, const ClientId& other);
  std::optional<ClientId> client_of(const VisitLine& line);
  std::optional<ClientId> client_called(const VisitLine& line);
  std::optional<api::appointments::ServiceId> service_of(const VisitLine& line);
  std::optional<appointments::VisitWish> wish_of(const VisitLine& line);
  // Of a line that cannot be booked: what is wrong with its time and its rule all the same, and
  // what stands against its time, of whom and what is known (book_judging.cpp).
  struct Parties {
    std::optional<ClientId> client;
    std::optional<StaffId> clinician;
    std::optional<RoomId> room;
  };
  void judge_the_rest(const VisitLine& line, const Parties& known);
  void judge_parties(const VisitLine& line, const rules::TimeSlot& slot, const Parties& known);
  void judge_hours(const VisitLine& line, const rules::TimeSlot& slot, const StaffId& clinician);
  bool judge_time(const VisitLine& line);
  bool time_is_right(const VisitLine& line) const;
  void judge_rule(const VisitLine& line);
  void weigh(const VisitLine& line, const appointments::VisitWish& wish,
             std::vector<rules::ConflictKind>& soft);
  void take_visit(const VisitLine& line);
  void take_once(const VisitLine& line, const appointments::VisitWish& wish);
  void take_series(const VisitLine& line, const appointments::VisitWish& wish);
  void note_clock(const VisitLine& line, LocalDateTime said, UtcTime at);
  void note_date(const VisitLine& line, const api::series::DatePlan& date);
  void count_day(LocalDateTime start);

  audit::WriteTxn& txn_;
  const series::Setting& setting_;
  const appointments::Site& site_;
  RandomSource& random_;
  LocalDate today_;
  access::Principal box_;
  Names names_;
  Outcome outcome_;
  std::string account_;
  std::map<std::string, Known> known_;             // by key
  std::map<ClientId, const ClientLine*> line_of_;  // of clients who came in
  std::vector<ClientId> made_clients_;
  std::vector<AppointmentId> made_visits_;
  std::vector<api::series::SeriesId> made_series_;
  std::map<std::string, std::vector<ClientId>> called_;
};

}  // namespace alcove::book_import

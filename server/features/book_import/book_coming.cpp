// SPDX-License-Identifier: Apache-2.0
#include "server/features/book_import/book_coming.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/access/staff_store.h"
#include "server/features/clients/clients.h"

namespace alcove::book_import {

using api::clients::CareTeamMember;
using api::clients::Details;

namespace {

std::string in_small(std::string text) {
  for (char& one : text) {
    if (one >= 'A' && one <= 'Z') one = static_cast<char>(one - 'A' + 'a');
  }
  return text;
}

template <class IdType>
std::optional<IdType> found_in(const std::map<std::string, IdType>& all, const std::string& name) {
  const auto found = all.find(in_small(name));
  return found == all.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

Names::Names(audit::WriteTxn& txn, const appointments::Site& site) : txn_(txn) {
  const auto setup = appointments::read_setup(txn, site, txn.now());
  for (const auto& room : setup.rooms) {
    if (!room.retired) rooms_.emplace(in_small(room.name), room.id);
  }
  for (const auto& service : setup.services) {
    if (!service.retired) services_.emplace(in_small(service.name), service.id);
  }
}

const std::optional<Names::Person>& Names::person(const std::string& sign_in_name) {
  const auto known = staff_.find(sign_in_name);
  if (known != staff_.end()) return known->second;
  std::optional<Person> person;
  const auto record = access::find_staff_by_name(txn_, sign_in_name);
  if (record && !record->disabled_at) person = Person{record->id, record->roles.clinical()};
  return staff_.emplace(sign_in_name, person).first->second;
}

std::optional<StaffId> Names::staff(const std::string& sign_in_name) {
  const std::optional<Person>& found = person(sign_in_name);
  return found ? std::optional(found->id) : std::nullopt;
}

std::optional<StaffId> Names::clinician(const std::string& sign_in_name) {
  const std::optional<Person>& found = person(sign_in_name);
  return found && found->clinical ? std::optional(found->id) : std::nullopt;
}

std::optional<RoomId> Names::room(const std::string& name) const {
  return found_in(rooms_, name);
}

std::optional<api::appointments::ServiceId> Names::service(const std::string& name) const {
  return found_in(services_, name);
}

Coming::Coming(audit::WriteTxn& txn, const series::Setting& setting)
    : txn_(txn),
      setting_(setting),
      site_(setting.site),
      random_(setting.random),
      today_(setting.site.day_of(txn.now())),
      names_(txn, setting.site) {
  box_.device_name = "alcovectl";
}

void Coming::blame(std::int64_t line, std::string field, std::string reason) {
  outcome_.problems.add({kClientsFile, line, std::move(field), std::move(reason)});
}

void Coming::know_keys(const std::vector<ClientLine>& lines) {
  for (const ClientLine& line : lines) {
    if (line.key.empty()) continue;
    const auto [known, is_new] = known_.emplace(line.key, Known{.line = line.line});
    if (!is_new) {
      blame(line.line, "key", fmt::format("line {} has the same key", known->second.line));
    }
  }
  for (const ClientLine& line : lines) {
    for (const ClientRef& other : line.not_the_same_as) {
      const bool there = other.key.empty()
                             ? clients::client_with(txn_, other.record_number).has_value()
                             : known_.find(other.key) != known_.end();
      if (!there) {
        blame(line.line, "not_the_same_as", "there is no such client");
      }
    }
  }
}

void Coming::take_clients(const std::vector<ClientLine>& lines) {
  know_keys(lines);
  for (const ClientLine& line : lines) {
    if (line.whole && known_.at(line.key).line == line.line) {
      take_client(line);
    } else {
      judge_client(line);
    }
  }
}

void Coming::take_client(const ClientLine& line) {
  const std::optional<ClientId> client = line.same_as ? same_client(line) : new_client(line);
  known_.at(line.key).client = client;
  if (!client) return;
  account_ += fmt::format("client {} {}\n", line.key, line.same_as.value_or(0));
}

std::optional<ClientId> Coming::same_client(const ClientLine& line) {
  const auto client = clients::client_with(txn_, *line.same_as);
  if (!client) {
    blame(line.line, "same_as", "there is no client with that record number");
    return std::nullopt;
  }
  ++outcome_.same_clients;
  return client;
}

bool Coming::take_care_team(const ClientLine& line, std::vector<CareTeamMember>& team) {
  bool good = true;
  for (const auto& [role, name] : line.care_team) {
    const auto staff = names_.staff(name);
    const bool twice = staff && std::any_of(team.begin(), team.end(), [&](const auto& member) {
                         return member.staff == *staff;
                       });
    if (!staff || twice) {
      blame(line.line, care_column(role),
            staff ? "a person is on the care team once"
                  : "nobody who works here has that sign-in name");
      good = false;
      continue;
    }
    team.push_back({*staff, role});
  }
  return good;
}

bool Coming::said_to_differ(const ClientLine& line, const ClientId& other) {
  const auto names = [this](const ClientLine& one, const ClientId& whom) {
    return std::any_of(one.not_the_same_as.begin(), one.not_the_same_as.end(),
                       [&](const ClientRef& ref) {
                         if (ref.key.empty()) {
                           return clients::client_with(txn_, ref.record_number) == whom;
                         }
                         const auto known = known_.find(ref.key);
                         return known != known_.end() && known->second.client == whom;
                       });
  };
  if (names(line, other)) return true;
  // The other line may say it as well, by this one's key.
  const auto there = line_of_.find(other);
  if (there == line_of_.end()) return false;
  const auto& said = there->second->not_the_same_as;
  return std::any_of(said.begin(), said.end(),
                     [&](const ClientRef& ref) { return ref.key == line.key; });
}

Result<std::vector<ClientId>> Coming::look_for_duplicates(const ClientLine& line,
                                                          const Details& details) {
  ALCOVE_ASSIGN(std::vector<ClientId> found, clients::possible_duplicates(txn_, details, today_));
  for (const ClientId& other : found) {
    if (said_to_differ(line, other)) continue;
    const auto there = line_of_.find(other);
    const std::string who =
        there != line_of_.end()
            ? fmt::format("line {}, key {}", there->second->line, there->second->key)
            : fmt::format("record #{}", clients::record_number_of(txn_, other).value_or(0));
    outcome_.duplicates.add(
        {kClientsFile, line.line, "not_the_same_as", "may be the same person as " + who});
  }
  return found;
}

std::optional<ClientId> Coming::new_client(const ClientLine& line) {
  api::clients::RegisterRequest request;
  request.details = line.details;
  for (auto& phone : request.details.phones) phone.id = PhoneId::make(txn_.now(), random_);
  const bool team = take_care_team(line, request.care_team);
  Result<std::vector<ClientId>> seen = look_for_duplicates(line, request.details);
  if (seen && team) {
    request.client = ClientId::make(txn_.now(), random_);
    // Those that nobody has spoken of yet are told: nothing stays then.
    request.not_the_same_as = std::move(*seen);
    const auto made = clients::bring_in_client(request, txn_, today_);
    if (made) {
      ++outcome_.clients;
      made_clients_.push_back(made->id);
      line_of_.emplace(made->id, &line);
      return made->id;
    }
    seen = made.error();
  }
  if (!seen) {
    blame(line.line, column_of_field(line, seen.error().field), seen.error().detail);
  }
  return std::nullopt;
}

}  // namespace alcove::book_import

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/desk/like_names.h"

#include "kiosk/text/clients_messages.h"
#include "kiosk/text/dates.h"
#include "kiosk/text/desk_messages.h"

namespace alcove::screens::desk {

std::string numbered(text::Language language, std::string_view name, std::int64_t record_number) {
  return text::ClientsMessages(language).find_like(
      {.name = name, .number = std::to_string(record_number)});
}

std::string told_apart(text::Language language, const FoundClient& client) {
  return client.like ? numbered(language, client.name, client.record_number) : client.name;
}

std::string like_line(text::Language language, const NamedRecord& client) {
  return text::DeskMessages(language).desk_like_row(
      {.number = std::to_string(client.record_number),
       .date = text::full_date(language, client.birth_date)});
}

NamedRecord named(const BoardRow& row) {
  return {row.record_number, row.client_name, row.birth_date};
}

NamedRecord named(const FoundClient& client) {
  return {client.record_number, client.list_name, client.birth_date};
}

NamedRecord named(const api::appointments::MeetingPlace& place) {
  return {place.record_number, place.client_name, place.birth_date};
}

bool is_like_one_of(const NamedRecord& client, std::vector<NamedRecord> others) {
  others.push_back(client);
  return like_named(others).back();
}

}  // namespace alcove::screens::desk

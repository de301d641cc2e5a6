// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "server/features/clients/clients.h"
#include "server/features/reminders/reminders.h"
#include "tests/features/absences/absence_book.h"
#include "tests/support/output_of.h"

namespace alcove::testing {

namespace remind = alcove::api::reminders;
namespace contact = alcove::api::clients;

inline const LocalDate kTomorrow = parse_date("2026-11-25").value();

// A book (Tuesday, 24 November 2026, ten in the morning) from which people are reminded of
// tomorrow's visits.
struct RemindBook : AbsenceBook {
  RemindBook() {
    site.clinic = "Riverbend Mental Health";
    reminders::add_routes(router, *box.ledger, setting);
  }

  contact::Details details_of(const char* given, const char* family) {
    contact::Details details;
    details.legal_given = given;
    details.legal_family = family;
    details.birth_date = parse_date("1980-01-02").value();
    return details;
  }
  // With a phone and an address.
  contact::Details reachable(const char* given, const char* family, const char* phone) {
    contact::Details details = details_of(given, family);
    details.phones = {{new_id<PhoneId>(), contact::PhoneKind::kMobile, phone, true}};
    details.residence = contact::Residence::kAddress;
    details.address = contact::Address{"12 Oak Street", "Apt 4", "Buffalo", "NY", "14201"};
    return details;
  }
  ClientId add(const contact::Details& details) {
    const contact::RegisterRequest request{new_id<ClientId>(), details, {}, {}};
    return write<contact::Client>(desk(),
                                  [&](audit::WriteTxn& txn) {
                                    return clients::register_client(desk(), request, txn,
                                                                    site.day_of(txn.now()));
                                  })
        .value()
        .id;
  }
  void wish(const ClientId& client, contact::Wishes wishes) {
    answer(contact::set_wishes, contact::SetWishesRequest{client, 0, std::move(wishes)});
  }
  void write_letterhead(std::string sender = "") {
    answer(remind::set_letterhead,
           remind::Letterhead{0, std::move(sender),
                              contact::Address{"40 Main Street", "", "Buffalo", "NY", "14202"},
                              "716 555 0100"});
  }
  remind::DayReply day(std::optional<std::string> next = std::nullopt) {
    return answer(remind::day, remind::DayRequest{kTomorrow, std::move(next)});
  }
  remind::Row row_of(const ClientId& client) {
    for (const remind::Row& row : day().items) {
      if (row.client == client) return row;
    }
    throw std::runtime_error("the client is not on the list");
  }
  remind::TryRequest trying(const ClientId& client, std::vector<AppointmentId> visits,
                            remind::Outcome outcome = remind::Outcome::kReached) {
    box.clock.advance(std::chrono::seconds(1));
    return {.reminder_try = new_id<remind::ReminderTryId>(),
            .client = client,
            .day = kTomorrow,
            .visits = std::move(visits),
            .outcome = outcome,
            .note = "spoke with her sister"};
  }
};

inline std::string read_back(const Bytes& pdf, const std::string& how) {
  const Scratch scratch;
  const std::string file = scratch / "paper.pdf";
  std::ofstream(file, std::ios::binary)
      .write(reinterpret_cast<const char*>(pdf.data()), static_cast<std::streamsize>(pdf.size()));
  return output_of("pdftotext " + how + " " + file + " -");
}
inline std::string text_of(const Bytes& pdf) {
  return read_back(pdf, "-layout");
}
// Cell by cell, on one line: words of a cell that is wrapped stand together.
inline std::string cells_of(const Bytes& pdf) {
  std::string text = read_back(pdf, "-raw");
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}
inline bool has(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace alcove::testing

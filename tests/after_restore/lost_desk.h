// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/after_restore/keeping_terminal.h"

namespace alcove::tests {

// Mia works at a desk whose terminal keeps what the lost box had taken.
struct LostDesk : LostBox {
  LostDesk() {
    desk.emplace(*this, wire::Station::kFrontDesk, "Desk one");
    REQUIRE(desk->connects());
    desk->sign_in("mia");
    ana = add_client("Ana", "Keller");
    ben = add_client("Ben", "Moss");
  }
  LocalDate today() const { return date_of(today_at(12)); }
  void lose_box() {
    die();
    restore();
    third.emplace(at, wire::Station::kFrontDesk, "Third desk", "mia");
  }
  void confirm(std::size_t records) {
    desk->confirm_restore();
    REQUIRE(desk->gives_back(records));
  }
  // Of one record: two changes before the box died, and one after the restore that has the number
  // of the first of them. The lost ones are set aside.
  template <class Q, class R, class Make>
  void later_one_stands(const wire::Route<Q, R>& route, const Make& make) {
    back_up();
    desk->must(route, make(1, "First"));
    desk->must(route, make(2, "Second"));
    lose_box();
    third->must(route, make(1, "After"));
    confirm(2);
    const std::string refused = std::string(route.path) + " conflict";
    CHECK(not_taken() == std::vector<std::string>{refused, refused});
  }

  ClientId ana, ben;
  std::optional<KeepingTerminal> desk;
  std::optional<ServedTerminal> third;  // at the restored box
};

}  // namespace alcove::tests

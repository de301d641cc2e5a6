// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "kiosk/screens/desk/day_board.h"
#include "shared/api/series_record.h"

namespace alcove::flows::desk {

// What was done, said for some seconds at the foot of the day, and what its button does.
class DeskToast {
 public:
  // A visit that was moved (another one stands for it), or that was given to somebody else at its
  // time; and where it stood before.
  struct Moved {
    screens::desk::BoardRow visit;
    screens::desk::GridPlace before;
  };
  // A visit that was made on another day than the one that is shown.
  struct Made {
    LocalDate day;
    AppointmentId visit;
  };
  // A series that was changed or cancelled.
  struct ChangedSeries {
    api::series::SeriesId series;
    std::string name;  // of the client, as it is spoken
  };
  // What the button is for; at most one of them.
  struct Pressed {
    std::optional<AppointmentId> undo{};  // its last step
    std::optional<ChangedSeries> undo_series{};
    std::optional<Moved> move_back{};
    std::optional<Made> show{};
    bool session_back = false;  // the session of several that was moved here last
    bool see_who = false;       // could have the time that fell free
  };

  void say(std::string words);
  void say_undoable(std::string words, const AppointmentId& visit);
  void say_series(std::string words, ChangedSeries changed);
  void say_moved(std::string words, Moved moved);
  void say_session_moved(std::string words);
  void say_made(std::string words, Made made, LocalDate shown);
  // A time fell free, and so many could have it: said behind what is there already.
  void say_freed(text::Language language, std::int64_t people);
  void clear();
  // While its button does something: Tab comes to it next, once, from wherever the focus is, and
  // goes on from there as if nothing had been between. While the focus is on it, it stays.
  void follow_focus(ui::Ui& ui);

  // While somebody carries something or draws: what is said stays, and for a moment longer.
  void wait();

  // What is shown, or that the box has not answered for a while.
  void show(screens::desk::DayBoardModel& model, bool slow) const;
  Pressed press();
  // As StationFlow::tick.
  std::int64_t tick(std::int64_t now_ms);

 private:
  bool takes_back() const;
  bool does_something() const;

  std::string words_;
  Pressed button_;
  std::int64_t now_ms_ = 0;
  std::int64_t until_ms_ = 0;
  bool held_ = false;     // somebody is at the button
  bool reached_ = false;  // somebody was
  std::string came_from_;
};

}  // namespace alcove::flows::desk

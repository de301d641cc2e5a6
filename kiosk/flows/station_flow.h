// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "kiosk/link/box.h"
#include "kiosk/screens/sign_in/reading_sheet.h"
#include "kiosk/text/language.h"
#include "kiosk/widgets/status.h"
#include "kiosk/widgets/ui.h"
#include "shared/api/session.h"

// What a signed-in person works in: the front desk's screens, or the therapy room's. A flow owns
// the models of its screens, asks the box, and says what is drawn next. It lives from signing in to
// signing out; locking only hides it. All of it is for the UI thread.
namespace alcove::flows {

// Saves a file at this terminal under that name; returns where it lies now, as it is told to the
// person. Called on workers.
using SavePaper = std::function<Result<std::string>(const std::string& name, ByteView bytes)>;

// What is said below the alerts, whatever the person has on the screen.
struct Notices {
  std::function<float(const ui::Ui&, float width)> height{};  // 0: nothing to say
  std::function<void(ui::Ui&, const ui::Rect&)> draw{};
};

// What every flow of a signed-in person may use. Owned by the staff shell and outlives the flow.
struct StaffContext {
  link::Box& box;
  text::Language language = text::Language::kEnglish;
  std::string clinic;   // its name
  std::string station;  // "Therapy room 2"
  Zone zone;            // the site's clock
  api::session::State session;
  bool touch_keyboard = false;  // this terminal has no keyboard of its own
  // Leaves the flow after this frame. Whoever calls it has nothing unsaved, or lets before_leaving
  // see to it.
  std::function<void()> lock;
  std::function<void()> sign_out;
  // The sheet of the shell with text size, contrast, language and signing out.
  std::function<void()> open_person_sheet;

  // Set by the flow of who has an office: what waits there, and the way to their page from the
  // person's sheet.
  screens::sign_in::OfficeOf office = screens::sign_in::OfficeOf::kNobody;
  Notices notices{};
  std::function<void()> open_administration{};

  // "L. Brandt, LCSW"
  std::string person() const;
  bool has_role(api::Role role) const;
  // For the line that tells whether the box is there.
  ui::Connection connection() const;
  LocalDateTime wall_clock() const;  // now, at the box, in the site's zone

  // What is said below the alerts: those of an office, and that something kept here is damaged.
  float notices_height(const ui::Ui& ui, float width) const;
  void draw_notices(ui::Ui& ui, const ui::Rect& rect) const;

  // The bar at the top of every screen of a signed-in person: Lock ("lock") and the person's sheet
  // ("person") are seen to here. Returns the place at the left, for where one is.
  float top_bar_height(const ui::Ui& ui) const;
  ui::Rect top_bar(ui::Ui& ui, const ui::Rect& rect) const;
};

// For the line that tells whether the box is there, signed in or not.
ui::Connection box_connection(const link::Box& box, text::Language language);

// What was kept at this terminal and cannot be read: how much, where it lies, whom to tell; empty:
// nothing. In few words where somebody works or clients stand.
enum class Telling : std::uint8_t { kFully, kInShort };
std::string damage_words(const link::Box& box, text::Language language, Telling telling);

class StationFlow {
 public:
  StationFlow() = default;
  StationFlow(const StationFlow&) = delete;
  StationFlow& operator=(const StationFlow&) = delete;
  virtual ~StationFlow() = default;

  // The whole screen, the top bar included. Nothing may be thrown out of it.
  virtual void draw(ui::Ui& ui) = 0;
  // Something changed at the box; where to look, never what it holds.
  virtual void on_line(const api::live::Line& line) = 0;
  // Connected or away. While away the flow goes on with what it has, and says so.
  virtual void on_link() = 0;
  // Once in every turn, for what is due by time (a pause in typing). `now_ms` only goes forward.
  // Returns in how many milliseconds it wants to be called again at the latest; negative: no need.
  virtual std::int64_t tick(std::int64_t now_ms) = 0;
  // Before locking, switching person or signing out: puts what is unsaved on the box, or into the
  // spool, and calls `done` then, at once if there is nothing. Never later than two seconds.
  virtual void before_leaving(std::function<void()> done) = 0;
  // Something was begun here that before_leaving has no place for, and that ends with the session:
  // whoever is about to end it is told.
  virtual bool leaves_something() const { return false; }
};

}  // namespace alcove::flows

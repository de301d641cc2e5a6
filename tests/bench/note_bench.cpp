// SPDX-License-Identifier: Apache-2.0
// Typing into a note of 20,000 characters, in one paragraph and at its beginning, where wrapping
// costs most: what one logic frame takes, drawing lists included, the graphics card's part left
// out. Prints "name<TAB>value<TAB>unit" lines.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <numeric>
#include <vector>

#include "kiosk/widgets/note_editor.h"
#include "kiosk/widgets/ui.h"
#include "shared/base/check.h"

using namespace alcove;
using Time = std::chrono::steady_clock;

namespace {

constexpr std::size_t kNoteLength = 20'000;
constexpr int kTyped = 1'000;
constexpr ui::Size kScreen{1280, 800};

double cpu_ms() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

class Page {
 public:
  explicit Page(ui::Ui& ui)
      : ui_(ui), note_({.max_code_points = 60'000, .lines = ui::Lines::kMany}) {
    std::string text;
    while (text.size() < kNoteLength) text += "She slept four hours a night. ";
    text.resize(kNoteLength);
    note_.reset(text);
    note_.move_to(0, ui::Extend::kMove);
  }

  struct Took {
    double ms = 0;
    double on_core_ms = 0;  // what else runs on the machine is not in it
  };
  // One logic frame.
  Took frame(char32_t character) {
    ui::InputFrame input;
    input.time_ms = ++time_ms_;
    input.character = character;
    const auto begin = Time::now();
    const double on_core = cpu_ms();
    ui_.begin(input, kScreen);
    const ui::Rect area = ui_.begin_scroll("page", {0, 0, kScreen.width, kScreen.height});
    ui_.prefer_focus("note");
    const ui::NoteEditorReaction reaction =
        ui::note_editor(ui_, {.name = "note", .at = {area.x, area.y}, .width = area.width}, note_);
    ui_.end_scroll(reaction.height);
    ui_.end();
    return {std::chrono::duration<double, std::milli>(Time::now() - begin).count(),
            cpu_ms() - on_core};
  }
  std::size_t length() const { return note_.text().size(); }

 private:
  ui::Ui& ui_;
  ui::EditBuffer note_;
  std::int64_t time_ms_ = 0;
};

}  // namespace

int main() {
  auto made = ui::Ui::make({ui::Density::kStaff, ui::TextSize::k100, ui::Contrast::kNormal}, {});
  ALCOVE_CHECK(made.ok());
  Page page(**made);
  for (int i = 0; i < 10; ++i) page.frame(0);
  std::vector<double> typing;
  std::vector<double> on_core;
  for (int i = 0; i < kTyped; ++i) {
    const Page::Took took = page.frame(i % 6 == 5 ? U' ' : U'a');
    typing.push_back(took.ms);
    on_core.push_back(took.on_core_ms);
  }
  ALCOVE_CHECK(page.length() == kNoteLength + kTyped);
  std::sort(typing.begin(), typing.end());
  std::sort(on_core.begin(), on_core.end());
  const auto print = [](const char* what, double ms) {
    std::printf("a letter into 20,000 characters, %s\t%.4f\tms\n", what, ms);
  };
  print("mean", std::accumulate(typing.begin(), typing.end(), 0.0) / kTyped);
  print("p99", typing[kTyped * 99 / 100]);
  print("p99 on its core", on_core[kTyped * 99 / 100]);
  print("worst", typing.back());
  return 0;
}

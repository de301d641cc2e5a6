// SPDX-License-Identifier: Apache-2.0
#include "kiosk/program/options.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "shared/base/arguments.h"

namespace alcove::program {
namespace {

constexpr std::array kOptions{
    Option{"--state", "DIR",
           "the folder with this terminal's files (default /var/lib/alcove-kiosk)"},
    Option{"--key-file", "FILE",
           "the key that opens them (32 to 4096 bytes); in a unit, the systemd credential"},
    Option{"--full-screen", "", "the whole screen, for a terminal that shows nothing else"},
    Option{"--papers", "DIR",
           "where day lists and calendars are saved as files that anybody who has the folder can "
           "read: a stick's, or in memory. Left out, they are printed only"},
    Option{"--window", "WxH", "a window of this size in pixels (default 1280x800)"},
    Option{"--text", "SIZE", "text size in per cent: 100, 150 or 200"},
    Option{"--contrast", "WORD", "normal or high"},
    Option{"--language", "WORD", "en or es, until somebody chooses"},
    Option{"--touch-keyboard", "", "a keyboard on the screen, where there is no other"},
    Option{"--display", "",
           "a screen in the waiting room: only who is called, by number; a terminal of the lobby"},
    Option{"--help", "", "shows this"},
    Option{"--version", "", "shows the version"}};

template <class T>
struct Word {
  std::string_view word;
  T value;
};

template <class T, std::size_t Count>
Result<T> one_of(const Arguments& given, std::string_view option, T usual,
                 const std::array<Word<T>, Count>& words) {
  const std::optional<std::string> text = given.value(option);
  if (!text) return usual;
  std::string known;
  for (const Word<T>& one : words) {
    if (one.word == *text) return one.value;
    known += (known.empty() ? "" : ", ") + std::string(one.word);
  }
  return Error{ErrorCode::kMalformed, {}, fmt::format("{} takes one of {}", option, known)};
}

constexpr std::array kSizes{Word<ui::TextSize>{"100", ui::TextSize::k100},
                            Word<ui::TextSize>{"150", ui::TextSize::k150},
                            Word<ui::TextSize>{"200", ui::TextSize::k200}};
constexpr std::array kContrasts{Word<ui::Contrast>{"normal", ui::Contrast::kNormal},
                                Word<ui::Contrast>{"high", ui::Contrast::kHigh}};
constexpr std::array kLanguages{Word<text::Language>{"en", text::Language::kEnglish},
                                Word<text::Language>{"es", text::Language::kSpanish}};

std::optional<int> pixels(std::string_view text) {
  int number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (number < kMinWindow || number > kMaxWindow) return std::nullopt;
  return number;
}

Result<void> read_window(const Arguments& given, Options& options) {
  const std::optional<std::string> text = given.value("--window");
  if (!text) return {};
  const std::size_t cross = text->find('x');
  const auto width = pixels(std::string_view(*text).substr(0, cross));
  const auto height =
      cross == std::string::npos ? std::nullopt : pixels(std::string_view(*text).substr(cross + 1));
  if (!width || !height) {
    return Error{ErrorCode::kMalformed,
                 {},
                 fmt::format("--window takes a size such as 1280x800, each from {} to {}",
                             kMinWindow, kMaxWindow)};
  }
  options.width = *width;
  options.height = *height;
  return {};
}

}  // namespace

Result<Options> read_options(std::span<const std::string_view> arguments) {
  ALCOVE_ASSIGN(const Arguments given, Arguments::parse(kOptions, arguments));
  if (!given.words().empty()) {
    return Error{ErrorCode::kMalformed, {}, "alcove-kiosk takes options only"};
  }
  Options options;
  options.help = given.has("--help");
  options.version = given.has("--version");
  if (options.help || options.version) return options;
  if (const auto state = given.value("--state")) options.state = *state;
  if (const auto folder = given.value("--papers")) options.papers = *folder;
  if (const auto file = given.value("--key-file")) options.key_file = *file;
  if (!options.key_file) return Error{ErrorCode::kMalformed, {}, "--key-file FILE is needed"};
  options.full_screen = given.has("--full-screen");
  options.touch_keyboard = given.has("--touch-keyboard");
  options.display = given.has("--display");
  if (options.full_screen && given.has("--window")) {
    return Error{ErrorCode::kMalformed, {}, "give one of --full-screen and --window"};
  }
  ALCOVE_TRY(read_window(given, options));
  ALCOVE_ASSIGN(options.text_size, one_of(given, "--text", options.text_size, kSizes));
  ALCOVE_ASSIGN(options.contrast, one_of(given, "--contrast", options.contrast, kContrasts));
  ALCOVE_ASSIGN(options.language, one_of(given, "--language", options.language, kLanguages));
  return options;
}

std::string kiosk_help() {
  return "alcove-kiosk: a terminal of the clinic, for the lobby, the front desk or a therapy "
         "room.\n\n"
         "The first start asks for the address of the box and for the code that 'alcovectl\n"
         "terminal enrol' printed there; the box says what this terminal is for. It ends cleanly\n"
         "on SIGTERM.\n\nOptions:\n" +
         option_table(kOptions) +
         "\nExit codes: 0 ended as asked; 1 there is no display, or the disk is not as it should\n"
         "be; 2 files of another version, nothing touched; 64 a mistake on the command line.\n";
}

}  // namespace alcove::program

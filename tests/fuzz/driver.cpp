// SPDX-License-Identifier: Apache-2.0
// Runs one fuzz target without libFuzzer: its kept corpus, its made seeds, then so many inputs that
// are made of those by a fixed series of changes. The same every time, so that a finding is one for
// everybody.
//
//   fuzz_TARGET CORPUS INPUTS     what was done; an abort prints the input in hexadecimal
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "shared/base/random.h"
#include "tests/fuzz/target.h"

// The sanitizers' own name; not there without them.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));

namespace {

using alcove::SeededRandom;

constexpr std::size_t kLongest = 16 * 1024;  // bytes of a changed input
constexpr std::size_t kShown = 4096;         // bytes of an input that ended the program

const std::string* g_current = nullptr;

void show_current() {
  if (g_current == nullptr) return;
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text = "the input, in hexadecimal: ";
  for (const char c : g_current->substr(0, kShown)) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte / 16];
    text += kDigits[byte % 16];
  }
  text += '\n';
  const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
  static_cast<void>(written);
}

void on_abort(int) {
  show_current();
  std::signal(SIGABRT, SIG_DFL);
  ::raise(SIGABRT);
}

void run(const std::string& input) {
  g_current = &input;
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  g_current = nullptr;
}

std::vector<std::string> read_corpus(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry);
  std::sort(files.begin(), files.end());
  std::vector<std::string> inputs;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    inputs.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return inputs;
}

// One small change. Sizes and places are drawn; what is written is a byte, a piece of another
// input, or something that readers stumble over.
void change(std::string& input, const std::vector<std::string>& pool, SeededRandom& random) {
  static const std::vector<std::string> awkward = {std::string(1, '\0'),
                                                   "\r\n",
                                                   "\n",
                                                   "\"",
                                                   "\\u0000",
                                                   "{",
                                                   "[[[[[[[[",
                                                   "-1",
                                                   "1e999",
                                                   "null",
                                                   "9223372036854775808",
                                                   "\xFF\xFF\xFF\xFF",
                                                   "\xED\xA0\x80",
                                                   "\xCC\x81",
                                                   "\xF0\x9F\x98\x80"};
  const std::size_t at = random.below(input.size() + 1);
  const std::size_t some = 1 + random.below(8);
  switch (random.below(7)) {
    case 0:
      if (at < input.size()) input[at] = static_cast<char>(input[at] ^ (1 << random.below(8)));
      break;
    case 1:
      if (at < input.size()) input[at] = static_cast<char>(random.below(256));
      break;
    case 2:
      input.erase(at, some);
      break;
    case 3:
      input.insert(at, input.substr(random.below(input.size() + 1), some * 4));
      break;
    case 4:
      input.insert(at, awkward[random.below(awkward.size())]);
      break;
    case 5: {
      const std::string& other = pool[random.below(pool.size())];
      input.replace(at, some, other, random.below(other.size() + 1), some * 8);
      break;
    }
    default:
      input.resize(at);
  }
  if (input.size() > kLongest) input.resize(kLongest);
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) return 2;
  std::signal(SIGABRT, on_abort);
  if (__sanitizer_set_death_callback != nullptr) __sanitizer_set_death_callback(show_current);
  std::vector<std::string> pool = read_corpus(words[1]);
  const std::size_t kept = pool.size();
  for (std::string& seed : alcove::fuzz::made_seeds()) pool.push_back(std::move(seed));
  alcove::fuzz::require(kept != 0, "there is a kept corpus");
  for (const std::string& input : pool) run(input);
  SeededRandom random(20261126);
  const std::size_t inputs = std::stoul(words[2]);
  for (std::size_t i = 0; i < inputs; ++i) {
    std::string input = pool[random.below(pool.size())];
    for (std::uint64_t changes = 1 + random.below(4); changes != 0; --changes) {
      change(input, pool, random);
    }
    run(input);
  }
  fmt::print("{} kept inputs, {} made, {} changed: every promise held\n", kept, pool.size() - kept,
             inputs);
  return 0;
}

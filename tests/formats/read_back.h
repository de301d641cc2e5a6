// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "shared/base/bytes.h"
#include "tests/support/output_of.h"
#include "tests/support/scratch.h"

namespace alcove::testing {

// Reads a PDF back.
class ReadBack {
 public:
  explicit ReadBack(const Bytes& bytes) {
    std::ofstream(file_, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
  }
  std::string text() const { return output_of("pdftotext -layout " + file_ + " -"); }
  std::string page(int number) const {
    const std::string n = std::to_string(number);
    return output_of("pdftotext -layout -f " + n + " -l " + n + " " + file_ + " -");
  }
  // <word xMin=".." yMin=".." xMax=".." yMax="..">..</word>
  std::string boxes() const { return output_of("pdftotext -bbox " + file_ + " -"); }
  std::string facts() const { return output_of("pdfinfo " + file_); }

 private:
  Scratch scratch_;
  std::string file_ = scratch_ / "list.pdf";
};

// An attribute of a line of boxes().
inline double number_in(const std::string& line, const std::string& name) {
  const auto at = line.find(name + "=\"");
  REQUIRE(at != std::string::npos);
  return std::stod(line.substr(at + name.size() + 2));
}

}  // namespace alcove::testing

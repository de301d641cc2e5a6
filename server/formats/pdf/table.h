// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/time.h"

// A list on paper that stays in the house: letter, landscape; every page repeats what stands above
// the list, says that it is confidential, and which of how many pages it is. Pure: the same list
// gives the same bytes, on a machine with the same fonts. Long words wrap inside their column; a
// row is never split over two pages.
namespace alcove::pdf {

struct Column {
  std::string title;
  double width = 0;  // points; all of them are 720 at most
};

using Cells = std::vector<std::string>;  // as many as there are columns

struct Table {
  std::string title;    // what the file says of itself: no client's name
  std::string warning;  // bold, first
  std::string heading;
  std::vector<std::string> below{};  // lines under the heading
  std::vector<Column> columns{};
  std::vector<Cells> rows{};
  std::string nothing{};  // where there is no row
  UtcTime made_at{};
};

struct Printed {
  Bytes bytes;
  std::int64_t pages = 0;
};
Printed write_table(const Table& table);

}  // namespace alcove::pdf

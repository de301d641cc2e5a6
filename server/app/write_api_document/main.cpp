// SPDX-License-Identifier: Apache-2.0
// Writes the document of the contract: alcove_write_api_document docs/api.md
#include <cstdio>
#include <fstream>
#include <iostream>

#include "server/app/document.h"

int main(int count, char** values) {
  if (count != 2) {
    std::fputs("alcove_write_api_document FILE\n", stderr);
    return 64;
  }
  std::ofstream out(values[1], std::ios::trunc);
  out << alcove::app::contract_document();
  out.close();
  return out ? 0 : 1;
}

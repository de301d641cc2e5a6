// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <fstream>

#include "server/access/access_document.h"

// alcove_write_access_document FILE: writes docs/access.md anew.
int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: alcove_write_access_document docs/access.md\n", stderr);
    return 1;
  }
  std::ofstream file(argv[1], std::ios::binary | std::ios::trunc);
  file << alcove::access::access_document();
  file.flush();
  if (!file) {
    std::fputs("the file could not be written\n", stderr);
    return 1;
  }
  return 0;
}

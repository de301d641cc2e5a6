// SPDX-License-Identifier: Apache-2.0
#include "kiosk/program/program.h"

int main(int count, char** values) {
  return alcove::program::run_kiosk(count, values);
}

#if defined(__SANITIZE_ADDRESS__)
// The graphics driver is unloaded before the leak check could name it: what is its own and what is
// ours cannot be told apart at the end.
extern "C" const char* __asan_default_options() {
  return "detect_leaks=0";
}
#endif

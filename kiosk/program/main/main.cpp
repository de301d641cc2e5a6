// SPDX-License-Identifier: Apache-2.0
#include "kiosk/program/program.h"

int main(int count, char** values) {
  return alcove::program::run_kiosk(count, values);
}

// SPDX-License-Identifier: Apache-2.0
#include "server/app/server.h"

int main(int count, char** values) {
  return alcove::app::run_server(count, values);
}

// SPDX-License-Identifier: Apache-2.0
#include "provisioning/alcovectl/tool.h"

int main(int count, char** values) {
  return alcove::ctl::run_tool(count, values);
}

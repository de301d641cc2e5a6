// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>
#include <string_view>

#include "shared/base/guard_memory.h"

// How a process of the box is ended and tells how it is.
namespace alcove::app {

// Keeps SIGTERM, SIGINT and SIGHUP for wait_for_end() in this thread and every later one, and
// ignores SIGPIPE. Call before the first thread.
void hold_end_signals();

// Waits for the signal to end, telling systemd's watchdog now and then where there is one.
void wait_for_end();

// Tells systemd ("READY=1", "STOPPING=1", "STATUS=..."); does nothing where systemd did not start
// the process.
void notify_system(std::string_view state);

}  // namespace alcove::app

// SPDX-License-Identifier: Apache-2.0
#include "server/app/server.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <system_error>
#include <vector>

#include "server/app/clinic.h"
#include "server/app/clock_keeper.h"
#include "server/app/clock_wait.h"
#include "server/app/config.h"
#include "server/app/process.h"
#include "server/http/locked_door.h"
#include "server/operator/all_commands.h"
#include "server/operator/conditions.h"
#include "server/operator/control_server.h"
#include "server/operator/exit_code.h"
#include "server/operator/locked_door_file.h"
#include "server/operator/secret_input.h"
#include "server/operator/start_report.h"
#include "server/store/rehearsal.h"

namespace alcove::app {
namespace {

using operation::ExitCode;

// What the server says of itself goes to standard error, one line each: systemd keeps it. Never a
// name, a text or a key.
void say(std::string_view line) {
  fmt::print(stderr, "alcove-server: {}\n", line);
}

int code(ExitCode exit_code) {
  return static_cast<int>(exit_code);
}

int refuse(const Error& error) {
  say(error.detail);
  return code(operation::exit_code_of(error.code));
}

Result<keys::KeySecret> typed(Result<SecretBytes> line) {
  if (!line) return line.error();
  return keys::KeySecret::passphrase(line->text());
}

Result<std::optional<keys::KeySecret>> secret_at_start(const Config& config) {
  switch (config.key_source) {
    case KeySource::kNone:
      return std::optional<keys::KeySecret>();
    case KeySource::kKeyFile: {
      Result<keys::KeySecret> secret = operation::read_key_file(config.key_file);
      if (secret) return std::optional(std::move(secret).value());
      // The unit always names the credential's place; a box without one waits for a person.
      if (secret.error().code != ErrorCode::kNotFound) return secret.error();
      say("the key file is not there");
      return std::optional<keys::KeySecret>();
    }
    case KeySource::kPassphraseFd: {
      ALCOVE_ASSIGN(keys::KeySecret secret,
                    typed(operation::read_secret_line(config.passphrase_fd)));
      return std::optional(std::move(secret));
    }
    case KeySource::kTerminal: {
      ALCOVE_ASSIGN(keys::KeySecret secret,
                    typed(operation::ask_on_terminal("Passphrase of the box: ")));
      return std::optional(std::move(secret));
    }
  }
  return std::optional<keys::KeySecret>();
}

// Without the file (it was removed, or is another clinic's) terminals find nobody there.
std::unique_ptr<http::LockedDoor> open_locked_door(const Config& config) {
  const auto identity = operation::read_locked_door(config.paths.locked_door());
  if (!identity) return nullptr;
  try {
    return std::make_unique<http::LockedDoor>(config.doors.address, config.doors.port, *identity);
  } catch (const Fault& fault) {
    // Unlocking it is still possible, and will say the same again.
    say(fault.error().detail);
    return nullptr;
  }
}

// A box that does not open because of its clock waits for a person, and says why.
Result<void> open_or_wait(operation::BoxKeeper& keeper, const keys::KeySecret& secret) {
  const Result<void> opened = keeper.unlock(secret, operation::own_system_user());
  if (opened || !keeper.clock_problem()) return opened;
  say(opened.error().detail);
  return {};
}

std::string_view state_words(const operation::BoxKeeper& keeper) {
  if (!keeper.locked()) return "open";
  return keeper.clock_problem() ? "locked: run alcovectl clock confirm"
                                : "locked: run alcovectl unlock";
}

// What a backup, the try of a new version's changes or the check of an upgrade had copied when it
// was killed takes as much room as the records.
void remove_scratch(const operation::BoxPaths& paths) {
  std::error_code ignored;
  std::filesystem::remove_all(paths.scratch(), ignored);
  std::filesystem::remove_all(paths.upgrade_check(), ignored);
  store::remove_rehearsal(paths.store());
}

http::BoxLook office_look(operation::Box& box) {
  return {operation::conditions_of(box), operation::started_again(box)};
}

void say_ready(std::string_view state) {
  say(fmt::format("ready, {}", state));
  notify_system(fmt::format("READY=1\nSTATUS={}", state));
}

// What terminals say of themselves goes to the box.
void listen_to_terminals(DoorOptions& doors, operation::Box& box) {
  doors.terminal_keeps = [&box](const DeviceId& terminal, bool keeps) {
    box.note_terminal_keeps(terminal, keeps);
  };
  doors.terminal_reads = [&box](const DeviceId& terminal, bool reads) {
    box.note_terminal_reads(terminal, reads);
  };
}

Result<void> serve(const Config& config) {
  ALCOVE_ASSIGN(operation::FolderLock lock, operation::FolderLock::take(config.paths));
  // A server without a store would wait for a key that cannot come.
  ALCOVE_TRY(operation::load_key_slots(config.paths));
  remove_scratch(config.paths);
  const SystemClock system_clock;
  HeldClock clock(system_clock);
  SystemRandom random;
  operation::BoxKeeper keeper(config.paths, std::move(lock), clock, random);
  std::unique_ptr<http::LockedDoor> locked_door;
  std::unique_ptr<Clinic> clinic;
  std::unique_ptr<ClockKeeper> clock_keeper;
  keeper.before_opening([&] { clock.begin_anew(); });
  keeper.when_clock_confirmed([&] { return clock.follow(); });
  keeper.when_open([&](operation::Box& box) -> Result<void> {
    locked_door.reset();
    ALCOVE_ASSIGN(operation::StartReport start, operation::check_start(box));
    say(operation::start_words(start));
    box.set_start(std::move(start));
    box.set_enrolment_port(config.doors.enrolment_port);
    box.ledger().keep_reserve(std::make_unique<store::DiskReserve>(box.paths().reserve()));
    ALCOVE_ASSIGN(const Zone zone, Zone::named(box.facts().zone));
    ALCOVE_ASSIGN(access::AccessServices* const access, box.access(config.doors.port));
    const auto keep_door = [&config, &box, access] {
      return operation::keep_locked_door(config.paths.locked_door(), box.ledger(),
                                         access->authority, {.system_user = "alcove-server"});
    };
    DoorOptions doors = config.doors;
    doors.each_night = [keep_door] { (void)keep_door(); };
    listen_to_terminals(doors, box);
    ALCOVE_ASSIGN(clinic, Clinic::open(box.ledger(), *access, {box.facts().clinic, zone}, doors,
                                       [&box] { return office_look(box); }));
    const auto kept = keep_door();
    clock_keeper = std::make_unique<ClockKeeper>(clock, box, clinic->terminal_clocks());
    clock_keeper->start();
    if (!kept) say("what terminals are shown while the box is locked could not be kept");
    if (box.head_copy_was_missing()) {
      say("the second copy of the audit head was not there: alcovectl status says what that means");
    }
    return {};
  });
  const operation::CommandTable commands = operation::all_commands();
  ALCOVE_ASSIGN(const std::optional<keys::KeySecret> secret, secret_at_start(config));
  if (secret) ALCOVE_TRY(open_or_wait(keeper, *secret));
  if (keeper.locked()) locked_door = open_locked_door(config);
  operation::ControlServer control(keeper, commands);
  ALCOVE_TRY(control.start(config.paths.socket));
  say_ready(state_words(keeper));
  {
    const ClockWait waiting(keeper);
    wait_for_end();
  }
  notify_system("STOPPING=1");
  control.stop();
  clock_keeper.reset();
  clinic.reset();
  keeper.close();
  say("ended as asked");
  return {};
}

}  // namespace

int run_server(int count, char** values) {
  guard_memory();
  keep_standard_streams();
  hold_end_signals();
  const std::vector<std::string_view> arguments(values + 1, values + count);
  const Result<Config> config = read_config(arguments);
  if (!config) {
    say(config.error().detail);
    say("alcove-server --help shows what there is");
    return code(ExitCode::kUsage);
  }
  if (config->help) {
    fmt::print("{}", server_help());
    return code(ExitCode::kGood);
  }
  if (config->version) {
    fmt::print("alcove-server {}\n", ALCOVE_VERSION);
    return code(ExitCode::kGood);
  }
  try {
    const Result<void> served = serve(*config);
    return served ? code(ExitCode::kGood) : refuse(served.error());
  } catch (const Fault& fault) {
    return refuse(fault.error());
  }
}

}  // namespace alcove::app

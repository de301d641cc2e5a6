// SPDX-License-Identifier: Apache-2.0
// alcove-synthetic-clinic: fills a new store, with the server stopped, with people who do not
// exist. Prints a line for each member of staff: sign-in name, password, display name, roles.
#include <fmt/format.h>

#include "provisioning/synthetic_clinic/builder.h"
#include "server/app/process.h"
#include "server/operator/arguments.h"
#include "server/operator/box.h"
#include "server/operator/exit_code.h"
#include "server/operator/secret_input.h"

namespace {

using namespace alcove;

constexpr std::array kOptions{
    operation::Option{"--state", "DIR", "the folder with the new store"},
    operation::Option{"--key-file", "FILE", "the key that opens it"},
    operation::Option{"--clients", "COUNT", "how many clients, 1 to 200000 (default 500)"},
    operation::Option{"--working-week", "", "with hours, a group, a series, a waitlist"},
    operation::Option{"--help", "", "shows this"}};

std::string roles_text(const access::RoleSet& roles) {
  std::string text;
  for (const api::Role role : roles.list()) {
    text += (text.empty() ? "" : ",") + std::string(wire::word_of(role));
  }
  return text;
}

Result<void> run(const operation::Arguments& given) {
  const operation::BoxPaths paths =
      operation::BoxPaths::standard(given.value("--state").value_or(""));
  ALCOVE_ASSIGN(const std::optional<std::int64_t> clients, given.number("--clients", 1, 200000));
  ALCOVE_ASSIGN(const keys::KeySecret secret,
                operation::read_key_file(given.value("--key-file").value_or("")));
  ALCOVE_ASSIGN(const operation::FolderLock lock, operation::FolderLock::take(paths));
  const UtcTime now = SystemClock().now();
  ManualClock clock(now);
  SystemRandom random;
  ALCOVE_ASSIGN(std::unique_ptr<operation::Box> box,
                operation::Box::open(lock, paths, secret, clock, random,
                                     {.system_user = "synthetic-clinic"}));
  ALCOVE_ASSIGN(const Zone zone, Zone::named(box->facts().zone));
  ALCOVE_ASSIGN(std::unique_ptr<access::AccessServices> access,
                access::AccessServices::open(box->ledger(), {.clinic_name = box->facts().clinic}));
  app::Features features(box->ledger(), zone, box->facts().clinic);
  synthetic::Builder builder(box->ledger(), *access, features, clock);
  const synthetic::ClinicSize size{
      .clients = static_cast<std::size_t>(clients.value_or(500)),
      .week = given.has("--working-week") ? synthetic::Week::kWorking : synthetic::Week::kNone};
  ALCOVE_ASSIGN(const std::vector<synthetic::SignIn> staff, builder.build(size, now));
  for (const synthetic::SignIn& sign : staff) {
    fmt::print("{}\t{}\t{}\t{}\n", sign.member.sign_in_name, sign.password,
               sign.member.display_name, roles_text(sign.member.roles));
  }
  return {};
}

int refuse(const Error& error) {
  fmt::print(stderr, "alcove-synthetic-clinic: {}\n", error.detail);
  return static_cast<int>(operation::exit_code_of(error.code));
}

}  // namespace

int main(int count, char** values) {
  guard_memory();
  keep_standard_streams();
  const std::vector<std::string_view> words(values + 1, values + count);
  const auto given = operation::Arguments::parse(kOptions, words);
  if (!given) return refuse(given.error());
  if (given->has("--help") || !given->has("--state") || !given->has("--key-file")) {
    fmt::print(
        "alcove-synthetic-clinic: a clinic of people who do not exist, for trying Alcove.\n\n{}",
        operation::option_table(kOptions));
    return given->has("--help") ? 0 : static_cast<int>(operation::ExitCode::kUsage);
  }
  try {
    const Result<void> done = run(*given);
    return done ? 0 : refuse(done.error());
  } catch (const Fault& fault) {
    return refuse(fault.error());
  }
}

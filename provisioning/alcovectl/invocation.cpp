// SPDX-License-Identifier: Apache-2.0
#include "provisioning/alcovectl/invocation.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "server/operator/secret_input.h"

namespace alcove::ctl {
namespace {

operation::BoxPaths paths_in(const operation::Arguments& arguments) {
  operation::BoxPaths paths = operation::BoxPaths::standard(
      arguments.value("--state").value_or(operation::kInstalledState));
  if (const auto socket = arguments.value("--socket")) {
    paths.socket = std::filesystem::absolute(*socket);
  }
  if (const auto copy = arguments.value("--head-copy")) {
    paths.head_copy = std::filesystem::absolute(*copy);
  }
  return paths;
}

}  // namespace

Invocation::Invocation(operation::Arguments arguments)
    : arguments_(std::move(arguments)),
      paths_(paths_in(arguments_)),
      system_user_(operation::own_system_user()),
      progress_([this](auto step, auto done, auto all) { show_progress(step, done, all); }) {}

Invocation::~Invocation() {
  end_progress();
  box_.reset();
}

const std::string& Invocation::word(std::size_t index) const {
  ALCOVE_CHECK(words_used_ + index < arguments_.words().size());
  return arguments_.words()[words_used_ + index];
}

bool Invocation::server_runs() {
  if (!client_tried_) {
    client_tried_ = true;
    Result<operation::ControlClient> client = operation::ControlClient::connect(paths_.socket);
    if (client) client_.emplace(std::move(client).value());
  }
  return client_.has_value();
}

bool Invocation::names_a_key() const {
  return arguments_.has("--key-file") || arguments_.has("--passphrase-fd") ||
         arguments_.has("--recovery-key") || arguments_.has("--recovery-key-fd");
}

Result<keys::KeySecret> Invocation::secret(const std::string& question) {
  if (const auto file = arguments_.value("--key-file")) return operation::read_key_file(*file);
  const bool recovery = arguments_.has("--recovery-key") || arguments_.has("--recovery-key-fd");
  ALCOVE_ASSIGN(const std::optional<std::int64_t> descriptor,
                arguments_.number(recovery ? "--recovery-key-fd" : "--passphrase-fd", 0, 65535));
  const std::string asked = recovery ? "Recovery key (8 groups of 5): " : question;
  ALCOVE_ASSIGN(const SecretBytes line,
                descriptor ? operation::read_secret_line(static_cast<int>(*descriptor))
                           : operation::ask_on_terminal(asked));
  return recovery ? keys::KeySecret::recovery(line.text())
                  : keys::KeySecret::passphrase(line.text());
}

Result<operation::Box*> Invocation::box(operation::HeadCheck check) {
  if (box_) return box_.get();
  // A folder without a store is said before a key is asked for, and is left as it is.
  ALCOVE_TRY(operation::load_key_slots(paths_));
  ALCOVE_ASSIGN(operation::FolderLock lock, operation::FolderLock::take(paths_));
  ALCOVE_ASSIGN(const keys::KeySecret key, secret("Passphrase of the box: "));
  ALCOVE_ASSIGN(std::unique_ptr<operation::Box> opened,
                operation::Box::open(lock, paths_, key, clock_, random_,
                                     {.system_user = system_user_, .head_check = check}));
  adopt(std::move(lock), std::move(opened));
  return box_.get();
}

void Invocation::adopt(operation::FolderLock lock, std::unique_ptr<operation::Box> box) {
  lock_.emplace(std::move(lock));
  box_ = std::move(box);
}

Result<std::string> Invocation::ask_text(std::string_view command, std::string_view body, int file,
                                         operation::HeadCheck check) {
  Result<std::string> reply = [&]() -> Result<std::string> {
    if (!box_ && server_runs()) return client_->ask(command, body, progress_, file);
    ALCOVE_ASSIGN(operation::Box* const here, box(check));
    operation::CommandContext context{
        .box = *here,
        .actor = {.system_user = system_user_, .purpose = "operations"},
        .progress = progress_,
        .file = file};
    return operation::all_commands().run(command, context, body);
  }();
  end_progress();
  return reply;
}

void Invocation::show(std::string text) {
  end_progress();
  const WipeOnExit wiped(text);
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
    throw Fault({ErrorCode::kStorageFault,
                 {},
                 "it was done, but the answer could not be written to where the output goes"});
  }
}

void Invocation::show_progress(std::string_view step, std::int64_t done, std::int64_t all) {
  if (isatty(STDERR_FILENO) == 0) {
    // In a journal: a line per step, not one per percent.
    if (step != progress_step_) fmt::print(stderr, "alcovectl: {}\n", step);
    progress_step_ = step;
    return;
  }
  const std::int64_t percent = all > 0 ? done * 100 / all : 100;
  fmt::print(stderr, "\r\033[K{} … {} %", step, percent);
  progress_shown_ = true;
}

void Invocation::end_progress() {
  if (!progress_shown_) return;
  fmt::print(stderr, "\r\033[K");
  progress_shown_ = false;
}

}  // namespace alcove::ctl

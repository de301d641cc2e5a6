// SPDX-License-Identifier: Apache-2.0
// Each call on the box's files fails once while a backup is made and a key is added. A backup that
// is said to be made is one; the keys that opened the box before do so still; the box goes on. A
// disk that does not answer is called that, and damage is called damage.
#include "server/operator/backup_file.h"
#include "server/operator/conditions.h"
#include "server/operator/contract_keys.h"
#include "tests/faults/calls/each_call.h"
#include "tests/operator/open_box.h"

using namespace alcove;
using namespace alcove::testing;

namespace {

// Why it is none; empty: it is one.
std::string against_backup(const std::filesystem::path& file, const OpenBox& box) {
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!in.valid()) return disk_error("opening it").detail;
  const auto header = operation::read_backup_header(in.get());
  if (!header) return "header: " + header.error().detail;
  const Result<void> whole = operation::check_backup(in.get(), *header, box.record_key, {});
  return whole ? "" : "content: " + whole.error().detail;
}

void check_goes_on(OpenBox& box) {
  FailingCalls::let_all_pass();
  box.work(1);
  const audit::Head head = box.box->ledger().head();
  REQUIRE(box.open().ok());
  CHECK(box.box->ledger().knows(head).value());
  CHECK(box.run(operation::kVerify).value().good);
}

template <class Do>
bool refused(const Do& what) {
  try {
    return !what();
  } catch (const Fault&) {
    return true;
  }
}

// The number of the call is counted from here on.
struct OldBox {
  OldBox() {
    const auto [call, number, problem] = FailingCalls::wanted();
    FailingCalls::let_all_pass();
    box.emplace();
    box->work(5);
    box->backup_to(earlier()).value();
    FailingCalls::fail(call, number, problem);
  }
  std::filesystem::path earlier() const { return box->scratch / "earlier.backup"; }
  std::optional<OpenBox> box;
};

bool a_backup_is_made() {
  OldBox old;
  OpenBox& box = *old.box;
  const auto file = box.scratch / "one.backup";
  const bool felt = refused([&] { return box.backup_to(file).ok(); });
  FailingCalls::stop_counting();
  if (!felt) CHECK(against_backup(file, box) == "");
  FailingCalls::let_all_pass();
  CHECK(against_backup(old.earlier(), box) == "");
  const auto again = box.backup_to(file);
  CHECK((again ? "" : again.error().detail) == "");
  CHECK(against_backup(file, box) == "");
  check_goes_on(box);
  return felt;
}

bool a_key_is_added() {
  OldBox old;
  OpenBox& box = *old.box;
  const keys::KeySecret second = some_key_file(50);
  const auto add = [&] {
    return box
        .run(operation::kKeysAdd, {.kind = keys::SlotKind::kKeyFile,
                                   .label = "Spare stick",
                                   .secret = to_base64(second.view())})
        .ok();
  };
  const bool felt = refused(add);
  FailingCalls::stop_counting();
  FailingCalls::let_all_pass();
  REQUIRE(box.open().ok());                   // by the first
  if (felt) static_cast<void>(refused(add));  // refused, where it has been added all the same
  box.key = some_key_file(50);
  REQUIRE(box.open().ok());
  box.key = some_key_file(1);
  check_goes_on(box);
  return felt;
}

}  // namespace

TEST_CASE("whatever call fails while a backup is made, what is said to be a backup is one") {
  const FailingCalls calls(scratch_folders());
  fail_each_call("a backup", 3, a_backup_is_made);
}

TEST_CASE("whatever call fails while a key is added, the box opens by every key that it had") {
  const FailingCalls calls(scratch_folders());
  fail_each_call("the key slots", 3, a_key_is_added);
}

TEST_CASE("a disk that does not answer is called that, and nothing of the box is called damaged") {
  const FailingCalls calls(scratch_folders());
  OpenBox box;
  box.work(20);
  const auto story = [&](std::size_t failing) -> std::optional<Error> {
    box.close();
    FailingCalls::fail(Call::kRead, failing, EIO);
    try {
      const auto opened = box.open();
      if (!opened) return opened.error();
      const auto written =
          box.box->ledger().record({.system_user = "test"}, {{.action = "test.work"}});
      return written ? std::nullopt : std::optional(written.error());
    } catch (const Fault& fault) {
      return fault.error();
    }
  };
  REQUIRE_FALSE(story(0));
  const std::size_t reads = FailingCalls::count(Call::kRead);
  const std::size_t step = every_call() ? 1 : std::max<std::size_t>(1, reads / 40);
  std::size_t felt = 0;
  for (std::size_t number = 1; number <= reads; number += step) {
    const std::optional<Error> refusal = story(number);
    FailingCalls::let_all_pass();
    if (!refusal) continue;
    ++felt;
    INFO("read " << number << " of " << reads << ": " << refusal->detail);
    CHECK(refusal->code == ErrorCode::kStorageFault);
    CHECK(refusal->detail.find("system 5") != std::string::npos);
  }
  CHECK(felt > 0);
  fmt::print("every failing read of a box that is opened: {} calls, {} refused\n", reads, felt);
  REQUIRE_FALSE(story(0));
  CHECK(box.run(operation::kVerify).value().good);
}

TEST_CASE("status under a disk that does not answer says that, and calls no copy damaged") {
  const FailingCalls calls(scratch_folders());
  OpenBox box;
  box.work(20);
  const auto look = [&](std::size_t failing) {
    FailingCalls::let_all_pass();
    REQUIRE(box.open().ok());
    FailingCalls::fail(Call::kRead, failing, EIO);
    auto found = operation::conditions_of(*box.box);
    FailingCalls::let_all_pass();
    return found;
  };
  const std::vector<operation::Condition> well = look(0);
  const std::size_t reads = FailingCalls::count(Call::kRead);
  REQUIRE(reads > 0);
  std::size_t felt = 0;
  for (std::size_t number = 1; number <= reads; ++number) {
    for (const operation::Condition& one : look(number)) {
      if (std::any_of(well.begin(), well.end(),
                      [&](const auto& before) { return before.code == one.code; })) {
        continue;
      }
      ++felt;
      INFO("read " << number << " of " << reads << ": " << operation::sentence_of(one));
      const bool disk = one.code == api::box::ConditionCode::kHeadCopyFailing ||
                        operation::sentence_of(one).find("system 5") != std::string::npos;
      CHECK(disk);
    }
  }
  CHECK(felt > 0);
  fmt::print("every failing read of a look at the box: {} calls, {} told\n", reads, felt);
}

TEST_CASE("damage that is met after a disk did not answer is still called damage") {
  const FailingCalls calls(scratch_folders());
  OpenBox box;
  box.work(20);
  const auto count = [](const std::vector<std::string>& findings, const char* words) {
    return std::count_if(findings.begin(), findings.end(), [&](const std::string& one) {
      return one.starts_with("page ") && one.find(words) != std::string::npos;
    });
  };
  box.alter_and_open();
  const auto altered = count(box.box->store().check_pages({}), "is damaged or was altered");
  REQUIRE(altered == 1);
  std::ptrdiff_t unanswered = 0;
  for (const std::size_t number : {20U, 24U, 28U, 32U}) {
    FailingCalls::fail(Call::kRead, number, EIO);
    const std::vector<std::string> findings = box.box->store().check_pages({});
    FailingCalls::let_all_pass();
    unanswered += count(findings, "does not answer (system 5)");
    // No other page is called that.
    CHECK(count(findings, "is damaged or was altered") == altered);
  }
  CHECK(unanswered > 0);
}

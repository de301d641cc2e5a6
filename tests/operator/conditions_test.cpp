// SPDX-License-Identifier: Apache-2.0
#include "server/operator/conditions.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "server/features/spool/spool_store.h"
#include "server/operator/contract_keys.h"
#include "server/operator/contract_terminals.h"
#include "tests/operator/open_box.h"

using namespace alcove;
using namespace alcove::operation;
using namespace alcove::testing;

namespace {

const UtcTime kMade = parse_utc("2026-11-24T02:00:00.000Z").value();

// A box made at kMade, all well, looked at so much later.
BoxFindings well(std::chrono::milliseconds later = {}) {
  return {.now = kMade + later, .created = kMade};
}

std::vector<ConditionCode> codes_of(const BoxFindings& findings) {
  std::vector<ConditionCode> codes;
  for (const Condition& condition : conditions_of(findings)) codes.push_back(condition.code);
  return codes;
}

std::string words_of(const BoxFindings& findings) {
  const std::vector<Condition> conditions = conditions_of(findings);
  REQUIRE(conditions.size() == 1);
  return sentence_of(conditions[0]);
}

// Of a terminal that is in no other test: what it brought, as it came.
void set_one_aside(audit::WriteTxn& txn, const SpoolRecordId& id) {
  const DeviceId device = DeviceId::parse("018f0000-0000-7000-8000-000000000001").value();
  txn.change(
         "INSERT INTO device (id, name, station, enrolled_at) VALUES ($id, 'Room', "
         "'therapy-room', $at)")
      .bind("$id", device)
      .bind("$at", txn.now())
      .execute();
  spool::insert_delivered(txn, id, {}, device, api::spool::Outcome::kQuarantined);
  spool::insert_quarantined(txn, {.id = id,
                                  .reason = spool::SetAsideReason::kDeviceRevoked,
                                  .head_number = std::nullopt,
                                  .device = device,
                                  .author = std::nullopt,
                                  .kind = "note.draft",
                                  .written_at = txn.now(),
                                  .delivered_at = txn.now(),
                                  .is_opened = true,
                                  .content = {1}});
  txn.record({.action = "test.work"});
}

}  // namespace

TEST_CASE("a box with which all is well has no conditions") {
  CHECK(conditions_of(well()).empty());
  CHECK_FALSE(any_problem({}));
}

TEST_CASE("a box that was never backed up says so after its first day and two hours") {
  CHECK(conditions_of(well(std::chrono::hours(26))).empty());
  const BoxFindings late = well(std::chrono::hours(26) + std::chrono::milliseconds(1));
  const std::vector<Condition> found = conditions_of(late);
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == ConditionCode::kBackupOverdue);
  CHECK(found[0].severity == Severity::kProblem);
  CHECK_FALSE(found[0].at);
  CHECK(found[0].number == 1);
  CHECK_THAT(sentence_of(found[0]), Catch::Contains("none was ever taken") &&
                                        Catch::Contains("the box is more than a day old"));
}

TEST_CASE("a backup that is older than the limit is told with its age; the limit is data") {
  BoxFindings box = well(std::chrono::hours(24 * 9 + 3));
  box.backups.last_good = kMade + std::chrono::hours(1);
  CHECK_THAT(words_of(box),
             Catch::Contains("the last good one is 9 days old (of 2026-11-24T03:00:00.000Z)"));
  box.backup_limit = std::chrono::hours(24 * 9 + 2);
  CHECK(conditions_of(box).empty());
}

TEST_CASE("a try that came to nothing is told by its cause") {
  BoxFindings box = well();
  box.backups.last_good = kMade;
  const auto told = [&](ErrorCode refusal) {
    box.backups.failed = BackupTry{.at = kMade, .refusal = refusal};
    CHECK(any_problem(conditions_of(box)));
    return words_of(box);
  };
  CHECK_THAT(told(ErrorCode::kNoSpace), Catch::Contains("is full. Older ones are untouched"));
  CHECK_THAT(told(ErrorCode::kNotFound), Catch::Contains("is not there, was pulled out"));
  CHECK_THAT(told(ErrorCode::kCorrupt), Catch::Contains("use another stick"));
}

TEST_CASE("one key left outside the box is a warning, and not a reason to fail") {
  BoxFindings box = well();
  box.keys_outside = 1;
  CHECK(codes_of(box) == std::vector{ConditionCode::kOneKeySlotLeft});
  CHECK_FALSE(any_problem(conditions_of(box)));
  CHECK_THAT(words_of(box), Catch::Contains("every record is lost for good") &&
                                Catch::Contains("alcovectl keys add recovery"));
}

TEST_CASE("a disk is nearly full below its limit, and full below its floor") {
  BoxFindings box = well();
  const auto with = [&](std::int64_t free, std::int64_t low) {
    box.records_disk =
        DiskFindings{.free_bytes = free, .low_bytes = low, .floor_bytes = 64 * kMebibyte};
    return codes_of(box);
  };
  CHECK(with(1024 * kMebibyte, 1024 * kMebibyte).empty());
  CHECK(with(1024 * kMebibyte - 1, 1024 * kMebibyte) ==
        std::vector{ConditionCode::kDiskNearlyFull});
  CHECK_FALSE(any_problem(conditions_of(box)));
  CHECK(with(64 * kMebibyte, 1024 * kMebibyte) == std::vector{ConditionCode::kDiskNearlyFull});
  CHECK(with(64 * kMebibyte - 1, 1024 * kMebibyte) == std::vector{ConditionCode::kDiskFull});
  CHECK(any_problem(conditions_of(box)));
  CHECK_THAT(words_of(box), Catch::Contains("63 MiB are free"));
  box.head_copy_disk = std::exchange(box.records_disk, std::nullopt);
  CHECK_THAT(words_of(box), Catch::Contains("the disk of the second copy of the audit head"));
}

TEST_CASE(
    "a terminal's certificate is told sixty days ahead, by name, and as a problem once over") {
  BoxFindings box = well();
  const auto with = [&](std::chrono::milliseconds left) {
    box.terminal_certificates = {{"Therapy room 2", kMade + left}};
    return codes_of(box);
  };
  const auto told = std::vector{ConditionCode::kTerminalCertificateEnding};
  CHECK(with(std::chrono::days(60) + std::chrono::milliseconds(1)).empty());
  CHECK(with(std::chrono::days(60)) == told);
  CHECK_FALSE(any_problem(conditions_of(box)));
  CHECK_THAT(words_of(box),
             Catch::Contains("\"Therapy room 2\" ends at 2027-01-23T02:00:00.000Z") &&
                 Catch::Contains("switch it on for a few minutes"));
  CHECK(with(std::chrono::milliseconds(1)) == told);
  CHECK_FALSE(any_problem(conditions_of(box)));
  CHECK(with(std::chrono::milliseconds(0)) == told);
  CHECK(any_problem(conditions_of(box)));
  // Taken away first, what waits on it would not go into the records.
  const std::string ended = words_of(box);
  CHECK_THAT(ended, Catch::Contains("ended at 2026-11-24T02:00:00.000Z"));
  CHECK(ended.find("alcovectl terminal enrol") < ended.find("alcovectl terminal revoke"));
}

TEST_CASE("of many terminals the eight whose certificates end first are told") {
  BoxFindings box = well();
  for (int i = 9; i > 0; --i) {
    box.terminal_certificates.push_back(
        {"Room " + std::to_string(i), kMade + std::chrono::days(i)});
  }
  const std::vector<Condition> told = conditions_of(box);
  REQUIRE(told.size() == 8);
  CHECK(told.front().subject == "Room 1");
  CHECK(told.back().subject == "Room 8");
}

TEST_CASE("the clinic's own certificate is told sixty days ahead, and as a problem once over") {
  BoxFindings box = well();
  const auto with = [&](std::chrono::milliseconds left) {
    box.clinic_certificate_until = kMade + left;
    return codes_of(box);
  };
  const auto told = std::vector{ConditionCode::kClinicCertificateEnding};
  CHECK(with(std::chrono::days(60) + std::chrono::milliseconds(1)).empty());
  CHECK(with(std::chrono::days(60)) == told);
  CHECK_FALSE(any_problem(conditions_of(box)));
  CHECK_THAT(words_of(box), Catch::Contains("ends at 2027-01-23T02:00:00.000Z") &&
                                Catch::Contains("alcovectl certificates list"));
  CHECK(with(std::chrono::milliseconds(0)) == told);
  CHECK(any_problem(conditions_of(box)));
  CHECK_THAT(words_of(box), Catch::Contains("ended at 2026-11-24T02:00:00.000Z"));
}

TEST_CASE("things that could not be put into the records are told, as a warning, with the last") {
  BoxFindings box = well();
  box.set_aside = {.count = 3, .newest = kMade};
  CHECK(codes_of(box) == std::vector{ConditionCode::kSetAside});
  CHECK_FALSE(any_problem(conditions_of(box)));
  CHECK_THAT(words_of(box), Catch::Contains("3 things came from terminals") &&
                                Catch::Contains("the last at 2026-11-24T02:00:00.000Z") &&
                                Catch::Contains("Nothing is lost"));
  box.set_aside.count = 1;
  CHECK_THAT(words_of(box), Catch::Contains("1 thing came from terminals"));
  box.set_aside.count = 0;
  CHECK(conditions_of(box).empty());
}

TEST_CASE("what was set aside is told by the box until it is settled, however long that takes") {
  OpenBox box;
  const auto told = [&] {
    const std::vector<Condition> all = conditions_of(*box.box);
    const auto found = std::find_if(all.begin(), all.end(), [](const Condition& one) {
      return one.code == ConditionCode::kSetAside;
    });
    return found == all.end() ? std::nullopt : found->number;
  };
  CHECK_FALSE(told());
  const UtcTime came = box.clock.now();
  box.box->ledger()
      .write<bool>({.system_user = "test"},
                   [&](audit::WriteTxn& txn) -> Result<bool> {
                     set_one_aside(txn, SpoolRecordId::make(came, box.random));
                     return true;
                   })
      .value();
  CHECK(told() == 1);
  const SetAsideReply listed = box.run(kTerminalSetAside).value();
  REQUIRE(listed.items.size() == 1);
  CHECK(listed.items[0].terminal == "Room");
  CHECK(listed.items[0].kind == "note.draft");
  CHECK(listed.items[0].reason == spool::SetAsideReason::kDeviceRevoked);
  CHECK_FALSE(listed.items[0].author);
  box.clock.advance(std::chrono::days(400));
  CHECK(told() == 1);
  box.box->ledger()
      .write<bool>({.system_user = "test"},
                   [&](audit::WriteTxn& txn) -> Result<bool> {
                     spool::put_settled(txn, spool::list_quarantine(txn, 1).at(0).id,
                                        api::spool::Outcome::kApplied);
                     txn.record({.action = "test.work"});
                     return true;
                   })
      .value();
  CHECK_FALSE(told());
}

TEST_CASE("a restore that nobody has looked after is a problem, with the time of its backup") {
  BoxFindings box = well();
  box.restore_unchecked = kMade;
  CHECK(codes_of(box) == std::vector{ConditionCode::kRestoreUnchecked});
  CHECK(any_problem(conditions_of(box)));
  CHECK_THAT(words_of(box), Catch::Contains("from the backup of 2026-11-24T02:00:00.000Z") &&
                                Catch::Contains("locked out, reset or given other roles") &&
                                Catch::Contains("terminal that was taken out of service") &&
                                Catch::Contains("alcovectl restore-checked"));
}

TEST_CASE("terminals that have not gone on since a restore are counted, thirty of them by name") {
  BoxFindings box = well();
  box.unconfirmed = {.restored_at = kMade, .names = {"Lobby"}};
  CHECK(codes_of(box) == std::vector{ConditionCode::kRestoreUnconfirmed});
  CHECK(any_problem(conditions_of(box)));
  CHECK_THAT(words_of(box), Catch::StartsWith("terminals: 1 was not confirmed since the restore of "
                                              "2026-11-24T02:00:00.000Z: Lobby. "));
  for (int i = 2; i <= 30; ++i) box.unconfirmed.names.push_back("R" + std::to_string(i));
  CHECK(conditions_of(box).at(0).number == 30);
  CHECK_THAT(words_of(box), Catch::Contains("30 were not confirmed") &&
                                Catch::Contains(": Lobby, R2, R3, ") &&
                                Catch::Contains(", R30. What was written"));
  box.unconfirmed.names.emplace_back("One more");
  CHECK(conditions_of(box).at(0).number == 31);
  CHECK_THAT(words_of(box),
             Catch::Contains(", R30, …. What was written") && !Catch::Contains("One more"));
}

TEST_CASE("terminals whose own disk takes nothing are a warning, with their names and since when") {
  BoxFindings box = well();
  box.keeping_nothing = {.since = kMade, .names = {"Lobby"}};
  CHECK(codes_of(box) == std::vector{ConditionCode::kTerminalKeepsNothing});
  CHECK_FALSE(any_problem(conditions_of(box)));
  CHECK(conditions_of(box).at(0).number == 1);
  CHECK_THAT(words_of(box), Catch::StartsWith("terminals: since 2026-11-24T02:00:00.000Z the disk "
                                              "of one of them takes nothing: Lobby. "));
  box.keeping_nothing.names.emplace_back("Room 1");
  CHECK_THAT(words_of(box), Catch::Contains("the disk of 2 of them takes nothing: Lobby, Room 1."));
}

TEST_CASE("terminals on which something kept cannot be read are a problem, with their names") {
  BoxFindings box = well();
  box.kept_damaged = {.since = kMade, .names = {"Lobby"}};
  CHECK(codes_of(box) == std::vector{ConditionCode::kTerminalKeptDamaged});
  CHECK(any_problem(conditions_of(box)));
  CHECK(conditions_of(box).at(0).number == 1);
  CHECK_THAT(words_of(box), Catch::StartsWith("terminals: since 2026-11-24T02:00:00.000Z it is "
                                              "known that something that was kept on the disk of "
                                              "one of them cannot be read: Lobby. "));
  box.kept_damaged.names.emplace_back("Room 1");
  CHECK_THAT(words_of(box), Catch::Contains("on the disk of 2 of them cannot be read: Lobby, "
                                            "Room 1."));
}

TEST_CASE("what is wrong with head copy, key file, terminals and store is each told as a problem") {
  BoxFindings box = well();
  box.store_trouble = "reading the store: the disk does not answer";
  box.head_copy = HeadCopyState::kBehind;
  box.head_copy_failing = true;
  box.terminal_stopped = kMade;
  box.key_file = KeyFileState::kOlder;
  using Code = ConditionCode;
  CHECK(codes_of(box) == std::vector{Code::kStoreUnreadable, Code::kRolledBack,
                                     Code::kHeadCopyFailing, Code::kTerminalStopped,
                                     Code::kKeyFileOlder});
  box.key_file = KeyFileState::kAltered;
  CHECK(codes_of(box).back() == Code::kKeyFileAltered);
  // A disk that takes nothing new is told apart: what is stored is as it was.
  BoxFindings read_only = well();
  read_only.disk_unwritable = "the disk of the records cannot be written";
  CHECK(codes_of(read_only) == std::vector{Code::kDiskUnwritable});
  CHECK(sentence_of(conditions_of(read_only).at(0)) ==
        "the store: the disk of the records cannot be written");
  for (const Condition& condition : conditions_of(box)) {
    CHECK(condition.severity == Severity::kProblem);
    CHECK(sentence_of(condition).size() > 20);
  }
}

TEST_CASE("keys that die with the box are not counted: told from within, and without its key") {
  OpenBox box;  // with a key file alone
  const auto is_told = [&] {
    const std::vector<Condition> within = conditions_of(*box.box);
    const bool told = !within.empty() && within[0].code == ConditionCode::kOneKeySlotLeft;
    const std::vector<Condition> outside = conditions_from_outside(box.paths);
    CHECK(told == !outside.empty());
    return told;
  };
  CHECK(is_told());
  const keys::KeySecret second = some_key_file(50);
  REQUIRE(box.run(
      kKeysAdd,
      {.kind = keys::SlotKind::kKeyFile, .label = "Spare", .secret = to_base64(second.view())}));
  CHECK(is_told());
  REQUIRE(box.run(kKeysAdd, {.kind = keys::SlotKind::kRecovery, .label = "Safe", .secret = {}}));
  CHECK(is_told());
  REQUIRE(box.run(kKeysAdd, {.kind = keys::SlotKind::kRecovery, .label = "Bank", .secret = {}}));
  CHECK_FALSE(is_told());
  box.close();
  std::filesystem::remove(box.paths.store());
  CHECK(conditions_from_outside(box.paths)[0].code == ConditionCode::kStoreMissing);
}

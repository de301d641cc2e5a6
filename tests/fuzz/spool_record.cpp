// SPDX-License-Identifier: Apache-2.0
// What a terminal keeps, on its disk and on its way home. The first byte chooses: 'f' the file of
// frames as a disk may give it back; 'r' a record as somebody with a terminal's own key would make
// it: these bytes are sealed to the box, signed and delivered; 'd' a delivery whose seal and
// signature are what they are.
#include <fmt/format.h>

#include "kiosk/offline/sealing.h"
#include "kiosk/offline/spool.h"
#include "shared/base/durable_file.h"
#include "tests/fuzz/clinic.h"
#include "tests/fuzz/target.h"

using namespace alcove;

namespace {

offline::SpoolKeys keys_of_lobby() {
  const auto& lobby = fuzz::clinic().lobby();
  return {fuzz::clinic().ledger().sealing_public(), lobby.identity.key, lobby.device};
}

void check_frames(ByteView file) {
  const offline::FramesFound found = offline::read_frames(file);
  Bytes again;
  std::size_t whole = 0;
  for (const Bytes& body : found.bodies) {
    const Bytes frame = offline::frame_of(body);
    whole += frame.size();
    again.insert(again.end(), frame.begin(), frame.end());
  }
  fuzz::require(whole + found.damaged_bytes + found.torn_bytes >= file.size(),
                "every byte is in a frame, damaged or torn");
  const offline::FramesFound second = offline::read_frames(again);
  fuzz::require(
      second.bodies == found.bodies && second.damaged_bytes == 0 && second.torn_bytes == 0,
      "what was found whole stays whole");
}

void open_spool(ByteView file) {
  static const testing::Scratch scratch;
  static SystemRandom random;
  for (const auto& entry : std::filesystem::directory_iterator(scratch.folder())) {
    std::filesystem::remove(entry);
  }
  fuzz::require(replace_file(scratch / "records", file).ok(), "the file is there");
  const auto spool = offline::Spool::open(scratch.folder(), keys_of_lobby(), random);
  fuzz::require(spool.ok(), "a damaged spool is opened, with what is whole in it");
  const offline::SpoolWaiting waiting = (*spool)->waiting();
  fuzz::require(waiting.bytes <= file.size(), "nothing waits that was not in the file");
}

void deliver(const SpoolRecordId& id, const Bytes& sealed, const Bytes& signature) {
  fuzz::Clinic& clinic = fuzz::clinic();
  const auto* const route = clinic.router().find(wire::Method::kPost, "/v1/spool/deliver");
  const auto who = clinic.one_who_may(*route, 0);
  const api::spool::DeliverRequest request{.records = {{id, sealed, signature}}};
  const Result<http::Handled> first = clinic.run(*route, *who, wire::encode(request));
  if (!first) return;
  const auto reply = [](const http::Handled& done) {
    return wire::decode<api::spool::DeliverReply>(done.body, wire::UnknownFields::kIgnore).value();
  };
  fuzz::require(reply(*first).results.size() == 1, "every record has an outcome");
  const Result<http::Handled> second = clinic.run(*route, *who, wire::encode(request));
  fuzz::require(second.ok(), "a record that was taken is taken again");
  const api::spool::Outcome outcome = reply(*second).results.at(0).outcome;
  fuzz::require(outcome == api::spool::Outcome::kAlreadyApplied ||
                    outcome == api::spool::Outcome::kQuarantined,
                "a record is applied once");
}

void deliver_sealed(std::string_view text) {
  static SystemRandom random;
  fuzz::Clinic& clinic = fuzz::clinic();
  clinic.pass_time();
  const auto id = SpoolRecordId::make(clinic.ledger().clock().now(), random);
  const offline::SpoolKeys keys = keys_of_lobby();
  const std::string record = clinic.filled_in(text);
  const Bytes sealed =
      crypto::seal_to(keys.sealing_public, as_bytes(record), api::spool::seal_context(id), random);
  deliver(id, sealed, keys.signing.sign(api::spool::signed_part(id, sealed)));
}

void deliver_as_it_is(fuzz::Input& input) {
  static SystemRandom random;
  const auto id = SpoolRecordId::make(fuzz::clinic().ledger().clock().now(), random);
  const ByteView signature = input.take(input.byte());
  const ByteView sealed = input.rest();
  deliver(id, Bytes(sealed.begin(), sealed.end()), Bytes(signature.begin(), signature.end()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  fuzz::clinic();
  switch (input.byte()) {
    case 'r':
      deliver_sealed(as_text(input.rest()));
      break;
    case 'd':
      deliver_as_it_is(input);
      break;
    default:
      check_frames(input.rest());
      open_spool(input.rest());
  }
  return 0;
}

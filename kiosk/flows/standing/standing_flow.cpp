// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/standing/standing_flow.h"

#include <fmt/format.h>

#include "kiosk/flows/overwrite.h"
#include "kiosk/text/dates.h"

namespace alcove::flows {

using offline::Standing;
using screens::standing::StandingIntent;
using screens::standing::Trouble;

namespace {

std::string moment(text::Language language, const Zone& zone, UtcTime time) {
  const LocalDateTime local = zone.to_local(time);
  return text::weekday_and_date(language, date_of(local)) + ", " +
         text::clock_time(language, local);
}

// Entries of the chain that this terminal has seen and the restored box does not have. After two
// restores, of which this terminal confirmed neither, it is at least as many.
std::int64_t lost_from_here(const api::hello::Restored& restored,
                            const std::optional<wire::Head>& seen) {
  if (!seen || seen->epoch >= restored.epoch) return 0;
  return std::max<std::int64_t>(0, seen->number - restored.kept_until);
}

// Those that are known to be missing: what the box was told itself, and what this terminal has
// seen. Nothing: nobody knows of any.
std::optional<std::int64_t> known_lost(const api::hello::Restored& restored, std::int64_t here) {
  if (!restored.lost_through && here == 0) return std::nullopt;
  return std::max(here, restored.lost_through.value_or(0) - restored.kept_until);
}

}  // namespace

std::optional<Trouble> trouble_of(const offline::WitnessState& witness,
                                  const client::LinkState& link) {
  switch (witness.standing) {
    case Standing::kRolledBack:
      return Trouble::kRolledBack;
    case Standing::kRestored:
      return Trouble::kRestored;
    case Standing::kGoing:
      break;
  }
  if (link.connected || !link.why) return std::nullopt;
  const Error& why = *link.why;
  if (why.code == ErrorCode::kDeviceRevoked) return Trouble::kRevoked;
  if (why.code == ErrorCode::kNoDevice) return Trouble::kCertificateOver;
  if (why.code == ErrorCode::kOtherVersion) return Trouble::kOtherVersion;
  if (why.code == ErrorCode::kLocked) return Trouble::kLocked;
  if (why.code == ErrorCode::kUnavailable && why.field == client::kOtherServer) {
    return Trouble::kOtherServer;
  }
  if (why.code == ErrorCode::kUnavailable && why.field == client::kOtherTime) {
    return Trouble::kOtherTime;
  }
  return std::nullopt;
}

bool stops_work(Trouble trouble) {
  switch (trouble) {
    case Trouble::kRestored:
    case Trouble::kRolledBack:
    case Trouble::kRevoked:
    case Trouble::kCertificateOver:
    case Trouble::kOtherKeyFile:
    case Trouble::kDamagedFiles:
    case Trouble::kNoKeyFile:
      return true;
    case Trouble::kLocked:
    case Trouble::kOtherServer:
    case Trouble::kOtherTime:
    case Trouble::kOtherVersion:
      return false;
  }
  return true;
}

StandingFlow::StandingFlow(link::Box& box, std::function<void()> enrol_anew)
    : box_(box), enrol_anew_(std::move(enrol_anew)) {}

StandingFlow::~StandingFlow() {
  overwrite(model_.password);
}

void StandingFlow::on_link() {
  model_.trying = false;
}

void StandingFlow::fill(Trouble trouble, text::Language language) {
  if (model_.trouble != trouble) {
    model_.problem.reset();
    model_.enrolling = model_.trying = false;
  }
  model_.trouble = trouble;
  model_.language = language;
  const client::ServerAddress& server = box_.enrolled().server;
  model_.address = fmt::format("{}:{}", server.host, server.port);
  const auto day = [&](UtcTime time) {
    return text::full_date(language, date_of(box_.zone().to_local(time)));
  };
  // By the machine's own clock, as the handshake judges.
  const UtcTime now = SystemClock().now();
  const UtcTime own_end = box_.enrolled().identity.certificate.until();
  model_.machine_date = day(now);
  model_.own_ended = own_end < now ? day(own_end) : std::string();
  const client::LinkState& link = box_.link();
  model_.other_time = link.why && link.why->field == client::kOtherTime;
  model_.for_visitors = box_.enrolled().station == wire::Station::kLobby;
  model_.waiting = box_.waiting();
  const offline::WitnessState witness = box_.standing();
  model_.since = witness.since ? moment(language, box_.zone(), *witness.since) : "";
  model_.restored.reset();
  if (!witness.restored) return;
  const api::hello::Restored& facts = *witness.restored;
  const std::int64_t lost_here = lost_from_here(facts, witness.head);
  model_.restored = {.backup = moment(language, box_.zone(), facts.backup_taken_at),
                     .restored = moment(language, box_.zone(), facts.restored_at),
                     .who = facts.restored_by,
                     .lost = known_lost(facts, lost_here),
                     .seen_here = lost_here,
                     .brings_back = box_.to_bring_back(facts)};
}

void StandingFlow::draw(ui::Ui& ui, const screens::sign_in::Place& place, text::Language language) {
  const std::optional<Trouble> now = trouble();
  if (!now) return;
  fill(*now, language);
  model_.place = place;
  switch (screens::standing::draw(ui, model_)) {
    case StandingIntent::kTryAgain:
      box_.try_now();
      break;
    case StandingIntent::kConfirm:
      confirm();
      break;
    case StandingIntent::kEnrolAnew:
      enrol_anew_();
      break;
    case StandingIntent::kNone:
      break;
  }
}

void StandingFlow::confirm() {
  const offline::WitnessState witness = box_.standing();
  if (!witness.restored) return;
  model_.busy = true;
  model_.problem.reset();
  api::hello::ConfirmRestoreRequest request{
      .epoch = witness.restored->epoch, .sign_in_name = model_.name, .password = model_.password};
  overwrite(model_.password);
  box_.confirm_restore(life_, std::move(request), [this](const Result<void>& result) {
    model_.busy = false;
    if (!result) model_.problem = result.error().code;
    // Another restore came meanwhile: its facts come with the next hello.
    if (!result && result.error().code == ErrorCode::kConflict) box_.try_now();
  });
}

}  // namespace alcove::flows

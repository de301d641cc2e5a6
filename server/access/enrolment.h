// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "server/access/authority.h"
#include "server/access/device_store.h"
#include "server/access/principal.h"
#include "server/access/proviso.h"
#include "server/audit/ledger.h"
#include "shared/api/enrolment.h"

namespace alcove::access {

inline constexpr std::chrono::minutes kEnrolmentLife{15};
inline constexpr std::int64_t kEnrolmentTries = 5;
inline constexpr std::size_t kMaxOpenEnrolments = 8;
inline constexpr std::int64_t kMaxDevices = 200;

struct OpenedEnrolment {
  std::string code;  // shown once; its owner wipes it
  UtcTime expires_at;
};

// How terminals become the clinic's: the operator opens an enrolment, a terminal answers with the
// code. A wrong answer counts against every code that is open, because it does not say which one it
// was meant for. Thread-safe.
class EnrolmentService {
 public:
  EnrolmentService(audit::Ledger& ledger, const ClinicAuthority& authority, std::uint16_t main_port)
      : ledger_(ledger), authority_(authority), main_port_(main_port) {}

  // The port that terminals are told, when the server knows it.
  void set_main_port(std::uint16_t port) { main_port_ = port; }

  // kAlreadyExists when a terminal or an open enrolment has that name; kTooMany; kOutOfRange.
  Result<OpenedEnrolment> open(const audit::Actor& actor, const std::string& name,
                               wire::Station station, const Proviso& proviso = {});

  // Until when a code is still of use: so long the enrolment port is open. Cheap enough for a look
  // every second.
  Result<std::optional<UtcTime>> open_until();

  // `nobody` is the principal of the enrolment port. Every wrong, used or late code is the same
  // kWrongCode.
  Result<api::enrolment::EnrolReply> enrol(const Principal& nobody,
                                           const api::enrolment::EnrolRequest& request);

 private:
  Result<api::enrolment::EnrolReply> accept(audit::WriteTxn& txn, const EnrolmentRecord& enrolment,
                                            const crypto::RequestedKey& key);
  static void count_wrong_try(audit::WriteTxn& txn, std::vector<EnrolmentRecord>& open);

  audit::Ledger& ledger_;
  const ClinicAuthority& authority_;
  std::atomic<std::uint16_t> main_port_;
};

}  // namespace alcove::access

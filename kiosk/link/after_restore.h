// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "kiosk/offline/delivery.h"
#include "shared/api/session_voucher.h"

namespace alcove::link {

// What a terminal does so that a restored box can have back what the lost one had acknowledged:
// keeps every acknowledged write sealed on its disk before the screen hears of it, and offers them
// when it goes on with a box of a later epoch. Thread-safe; outlives no call of the client.
class AfterRestore {
 public:
  explicit AfterRestore(client::HttpsClient& client) : client_(client) {}

  // Once the box's public key is known. Errors: those of KeptWrites::open.
  Result<void> open(const std::filesystem::path& folder, offline::SpoolKeys keys,
                    RandomSource& random);

  void sign_with(const crypto::P256Key& key);  // the terminal's certificate was renewed

  // Of the session whose token this is (hexadecimal); empty: nobody is signed in.
  void set_session(std::string token);
  // Asks the box for its word on the session, unless it is known. Blocks.
  void learn_voucher();
  std::optional<api::session::Voucher> voucher() const;

  void acknowledged(const client::AcknowledgedWrite& write);
  // What left the spool; `head` is one that the box had afterwards.
  void came_home(const std::vector<api::spool::SealedRecord>& records,
                 const std::optional<wire::Head>& head);

  // Whether something is kept from before this epoch and was not offered in it.
  bool is_due(std::int64_t epoch) const;
  // How many of those the restored box cannot have.
  std::size_t to_bring_back(const api::hello::Restored& restored) const;
  offline::Damage damage() const;  // of what is kept
  // Blocks. `report` has what went home until an error.
  Result<void> offer(std::int64_t epoch, offline::DeliveryReport& report);

 private:
  offline::KeptWrites* kept() const;

  client::HttpsClient& client_;
  mutable std::mutex mutex_;
  std::unique_ptr<offline::KeptWrites> kept_;
  std::string token_;
  std::optional<api::session::VoucherReply> voucher_;
};

}  // namespace alcove::link

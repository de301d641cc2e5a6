// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <poll.h>

#include <array>
#include <atomic>
#include <list>
#include <thread>

namespace alcove::testing {

// The cable between a terminal and the server: a relay on loopback that can be pulled out (every
// connection ends, none begins), put in again, or made to carry nothing without ending anything.
class Cable {
 public:
  explicit Cable(std::uint16_t to)
      : to_(to),
        listener_(Poco::Net::SocketAddress("127.0.0.1", 0), 16),
        thread_([this] { loop(); }) {}
  ~Cable() {
    stopping_ = true;
    thread_.join();
  }
  Cable(const Cable&) = delete;
  Cable& operator=(const Cable&) = delete;

  std::uint16_t port() const { return listener_.address().port(); }
  // When it returns, nothing is connected any more.
  void pull() { change_to(State::kOut); }
  void put_in() { change_to(State::kIn); }
  void freeze() { change_to(State::kFrozen); }

 private:
  enum class State { kIn, kOut, kFrozen };
  struct Pair {
    Poco::Net::StreamSocket near;
    Poco::Net::StreamSocket far;
  };

  void change_to(State state) {
    wanted_ = state;
    while (state_ != state) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }

  static bool carry(Poco::Net::StreamSocket& from, Poco::Net::StreamSocket& to) {
    if (!from.poll(Poco::Timespan(0), Poco::Net::Socket::SELECT_READ)) return true;
    std::array<char, 16384> piece{};
    try {
      const int got = from.receiveBytes(piece.data(), piece.size());
      for (int sent = 0; sent < got;) sent += to.sendBytes(piece.data() + sent, got - sent);
      return got > 0;
    } catch (const Poco::Exception&) {
      return false;
    }
  }

  void accept_one() {
    Poco::Net::StreamSocket near = listener_.acceptConnection();
    if (state_ == State::kOut) return;
    try {
      pairs_.push_back({near, Poco::Net::StreamSocket(Poco::Net::SocketAddress("127.0.0.1", to_))});
      pairs_.back().far.setNoDelay(true);
      near.setNoDelay(true);
    } catch (const Poco::Exception&) {
      // Nobody listens there: the near side is closed, as it would be without a relay.
    }
  }

  void wait_a_moment() {
    std::vector<pollfd> all{{listener_.impl()->sockfd(), POLLIN, 0}};
    if (state_ == State::kIn) {
      for (Pair& pair : pairs_) {
        all.push_back({pair.near.impl()->sockfd(), POLLIN, 0});
        all.push_back({pair.far.impl()->sockfd(), POLLIN, 0});
      }
    }
    poll(all.data(), all.size(), 5);
  }

  void loop() {
    while (!stopping_) {
      if (wanted_ == State::kOut) pairs_.clear();
      state_ = wanted_.load();
      wait_a_moment();
      if (listener_.poll(Poco::Timespan(0), Poco::Net::Socket::SELECT_READ)) accept_one();
      if (state_ == State::kFrozen) continue;
      pairs_.remove_if(
          [](Pair& pair) { return !carry(pair.near, pair.far) || !carry(pair.far, pair.near); });
    }
  }

  std::uint16_t to_;
  Poco::Net::ServerSocket listener_;
  std::list<Pair> pairs_;
  std::atomic<State> wanted_{State::kIn};
  std::atomic<State> state_{State::kIn};
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace alcove::testing

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <thread>

#include "kiosk/link/box.h"
#include "shared/base/durable_file.h"
#include "tests/after_restore/lost_box.h"

namespace alcove::tests {

// A terminal with the kiosk's own link and files, and no screen.
struct KeepingTerminal {
  // `disk`: where its files lie; none: in a folder of its own.
  KeepingTerminal(LostBox& clinic, wire::Station station, const std::string& name,
                  const std::optional<std::filesystem::path>& disk = std::nullopt)
      : at(clinic.at) {
    REQUIRE(replace_file(scratch / "key", Bytes(32, 0x42)).ok());
    files.emplace(offline::TerminalFiles::open(disk.value_or(scratch.folder()) / "terminal",
                                               scratch / "key", at.random)
                      .value());
    enrol(station, name);
    start();
  }
  ~KeepingTerminal() { stop(); }

  void enrol(wire::Station station, const std::string& name) {
    const ServedClinic::Terminal enrolled = at.enrol(station, name);
    REQUIRE(files
                ->save({.device = enrolled.device,
                        .name = name,
                        .station = station,
                        .server = {"127.0.0.1", at.port},
                        .identity = enrolled.identity})
                .ok());
  }
  // As "Enrol this terminal anew" does it: who it was is forgotten, what waits stays.
  void enrol_anew(wire::Station station, const std::string& name) {
    stop();
    REQUIRE(files->forget().ok());
    enrol(station, name);
    start();
  }

  // The program begins, with nothing but its files.
  void start() {
    box = link::Box::open({.enrolled = files->load().value().value(),
                           .files = *files,
                           .queue = queue,
                           .clock = at.clock,
                           .random = at.random})
              .value();
    box->on_delivered([this](const offline::DeliveryReport& one) {
      report.applied += one.applied;
      report.already_applied += one.already_applied;
      report.siblings += one.siblings;
      report.quarantined += one.quarantined;
    });
  }
  void stop() {
    box.reset();
    queue.run();
  }
  // Turns the loop of the program until `enough`, for a minute at most.
  bool until(const std::function<bool()>& enough) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < end) {
      box->turn();
      queue.run();
      if (enough()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
  }
  bool connects() {
    return until([&] { return box->there() && box->about().has_value(); });
  }
  template <class Q, class R>
  Result<R> ask(const wire::Route<Q, R>& route, const Q& request) {
    std::optional<Result<R>> reply;
    const link::Life life;
    box->ask(life, route, request, [&](Result<R> one) { reply.emplace(std::move(one)); });
    REQUIRE(until([&] { return reply.has_value(); }));
    return std::move(*reply);
  }
  template <class Q, class R>
  R must(const wire::Route<Q, R>& route, const Q& request) {
    Result<R> reply = ask(route, request);
    if (!reply) throw Fault(reply.error());
    return std::move(reply).value();
  }
  void sign_in(const std::string& person) {
    const auto opened =
        must(api::session::sign_in,
             {.sign_in_name = person, .password = ServedClinic::password_of(person)});
    box->set_session(opened.token);
  }
  // The terminal has stopped because of the restore. How many things it brings back.
  std::int64_t meets_restored_box() {
    box->set_session({});
    box->try_now();
    REQUIRE(until([&] {
      return box->standing().standing == offline::Standing::kRestored && box->standing().restored;
    }));
    return box->to_bring_back(*box->standing().restored);
  }
  // And Adam confirms it there.
  void confirm_restore() {
    meets_restored_box();
    std::optional<Result<void>> done;
    const link::Life life;
    box->confirm_restore(life,
                         {.epoch = box->standing().restored->epoch,
                          .sign_in_name = "adam",
                          .password = ServedClinic::password_of("adam")},
                         [&](Result<void> one) { done.emplace(std::move(one)); });
    REQUIRE(until([&] { return done.has_value(); }));
    REQUIRE(done->ok());
  }
  bool gives_back(std::size_t records) {
    return until([&] { return report.all() >= records; });
  }

  ServedClinic& at;
  testing::Scratch scratch;
  shell::RunQueue queue{[] {}};
  std::optional<offline::TerminalFiles> files;
  std::unique_ptr<link::Box> box;
  offline::DeliveryReport report;
};

}  // namespace alcove::tests

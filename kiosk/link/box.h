// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include "kiosk/app/run_queue.h"
#include "kiosk/client/live_connection.h"
#include "kiosk/link/after_restore.h"
#include "kiosk/link/asking.h"
#include "kiosk/link/kept_damage.h"
#include "kiosk/link/life.h"
#include "kiosk/link/workers.h"
#include "kiosk/offline/terminal_files.h"
#include "kiosk/offline/witness.h"
#include "shared/api/terminal.h"
#include "shared/wire/wipe.h"

namespace alcove::link {

// The box, as the flows see it: asked on worker threads and answered on the one that draws; its
// event stream, what waits here sealed, its time. All for the UI thread; nothing here waits.
class Box {
 public:
  struct Parts {
    offline::Enrolled enrolled;
    offline::TerminalFiles& files;  // outlives the box
    shell::RunQueue& queue;         // likewise, as do clock and random
    const Clock& clock;
    RandomSource& random;
  };
  static Result<std::unique_ptr<Box>> open(Parts parts);  // errors: of Witness::open, Spool::open
  ~Box();  // ends every call; no answer comes afterwards
  Box(const Box&) = delete;
  Box& operator=(const Box&) = delete;

  // Asks, and calls `then(Result<Reply>)` on the UI thread with the answer, unless `life` is over
  // by then. Errors: those of client::HttpsClient::call, and kTooMany when too much is under way
  // here. The route is one of shared/api: it must live as long as the program. What is secret in
  // the request is overwritten when it has been sent.
  template <class Q, class R, class Then>
  void ask(const Life& life, const wire::Route<Q, R>& route, Q request, Then then,
           Asking how = {}) {
    auto asked = std::make_shared<Q>(std::move(request));
    run<Result<R>>(
        life,
        [this, &route, asked, how = std::move(how), session = session_number_]() -> Result<R> {
          const wire::WipeSecrets<Q> wiped(*asked);
          Result<R> reply = client_->call(route, *asked, {how.key, how.purpose, how.within});
          if (!reply) note_refusal(reply.error().code, session);
          return reply;
        },
        std::move(then), Error{ErrorCode::kTooMany, {}, "too much is under way here"});
  }

  // Runs `job` on a worker and gives what it returned to `then` on the UI thread, as above. When
  // the workers take nothing more, `then` gets `refused`.
  template <class T, class Job, class Then>
  void run(const Life& life, Job job, Then then, T refused, Workers* on = nullptr) {
    auto deliver = [this, watch = life.watch(), then = std::move(then)](T result) mutable {
      post([watch = std::move(watch), then = std::move(then),
            kept = std::make_shared<T>(std::move(result))]() mutable {
        if (watch.lock()) then(std::move(*kept));
      });
    };
    Workers& workers = on != nullptr ? *on : *workers_;
    const bool taken = workers.add([job = std::move(job), deliver]() mutable { deliver(job()); });
    if (!taken) deliver(std::move(refused));
  }

  // Seals a record to this terminal's disk; `then` hears of it once it is durable. It goes home by
  // itself. Errors: those of Spool::add, and kWrongState on a terminal that was never connected.
  void keep(const Life& life, offline::NewSpoolRecord record,
            std::function<void(Result<SpoolRecordId>)> then);
  void keep_in_place(const Life& life, offline::NewSpoolRecord record,
                     std::function<void(Result<offline::SpoolKept>)> then);

  void set_session(ByteView token);  // for every call from now on; empty: nobody is signed in

  // Once in every turn of the frame loop: hands on what the event stream brought, sends home what
  // waits here, renews the certificate when due. True when a screen may show something new.
  bool turn();
  void on_line(std::function<void(const api::live::Line&)> listener);
  void on_link(std::function<void()> listener);  // connected, away, or standing changed
  void on_delivered(std::function<void(const offline::DeliveryReport&)> listener);
  // The box refused the session set now (kNotSignedIn, kSessionLocked): ended or locked elsewhere.
  void on_session_refused(std::function<void(ErrorCode)> listener);
  void try_now();  // to reach the box, at once, also where the terminal has stopped
  // The restore was confirmed on this terminal: `then` gets nothing or the refusal (those of
  // hello::confirm_restore, and of HttpsClient).
  void confirm_restore(const Life& life, api::hello::ConfirmRestoreRequest request,
                       std::function<void(Result<void>)> then);

  const client::LinkState& link() const { return link_; }
  bool there() const { return link_.connected; }
  offline::WitnessState standing() const { return witness_->state(); }
  std::int64_t waiting() const;  // records kept here that the box does not have yet
  bool takes_nothing() const { return takes_nothing_; }  // there, with a disk that refuses
  KeptDamage damage() const;  // nothing before the box's key is known here
  std::int64_t to_bring_back(const api::hello::Restored& restored) const;  // kept, and not there
  UtcTime now() const { return client_->server_now(); }
  const offline::Enrolled& enrolled() const { return enrolled_; }
  const std::string& clinic() const { return enrolled_.clinic; }  // empty until it is known here
  const Zone& zone() const { return zone_; }                      // of its clock; UTC until then
  const std::optional<api::terminal::AboutReply>& about() const { return about_; }  // not at first
  RandomSource& random() { return random_; }

 private:
  explicit Box(Parts parts);
  Result<void> start();
  Result<void> open_spool();
  void post(const std::function<void()>& task);
  void connected();
  void take_about(const api::terminal::AboutReply& about);
  void take_place(const api::terminal::PlaceReply& place);
  void note_refusal(ErrorCode code, std::uint64_t session);  // on a worker
  void keep_witness_when_due();
  void deliver_when_due();
  void renew_when_due();
  void take_identity(const client::TerminalIdentity& identity);
  struct Delivery;
  Delivery deliver(std::optional<std::int64_t> offer_in);  // on a worker

  offline::Enrolled enrolled_;
  offline::TerminalFiles& files_;
  shell::RunQueue& queue_;
  const Clock& clock_;
  RandomSource& random_;
  std::unique_ptr<offline::Witness> witness_;
  std::unique_ptr<client::HttpsClient> client_;
  std::unique_ptr<offline::Spool> spool_;
  std::unique_ptr<AfterRestore> after_restore_;
  std::unique_ptr<Workers> workers_;
  std::unique_ptr<Workers> keeper_;  // no call that hangs holds up what goes to the disk
  std::unique_ptr<client::LiveConnection> live_;
  Life own_;
  client::LinkState link_;
  Zone zone_;
  std::uint64_t session_number_ = 0;  // goes up with every set_session
  std::optional<api::terminal::AboutReply> about_;
  bool delivering_ = false, link_was_there_ = false, may_renew_ = true, takes_nothing_ = false;
  std::chrono::steady_clock::time_point next_delivery_{}, next_keep_{}, next_renewal_{};
  std::int64_t settled_epoch_ = 0;  // nothing is left to offer in it
  std::function<void(const api::live::Line&)> line_listener_;
  std::function<void()> link_listener_;
  std::function<void(const offline::DeliveryReport&)> delivered_listener_;
  std::function<void(ErrorCode)> refused_listener_;
};

}  // namespace alcove::link

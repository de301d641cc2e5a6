// SPDX-License-Identifier: Apache-2.0
#include "kiosk/link/box.h"

#include <chrono>
#include <thread>

#include "kiosk/link/certificate_renewal.h"

namespace alcove::link {

using std::chrono::steady_clock;

namespace {

constexpr std::chrono::seconds kDeliverAgain{2};
// The drawing thread is far behind; a worker that waits is the least harm.
constexpr std::chrono::milliseconds kPostAgain{5};

Zone zone_named(const std::string& name) {
  const Result<Zone> zone = Zone::named(name.empty() ? "Etc/UTC" : name);
  return zone ? *zone : Zone::named("Etc/UTC").value();
}

bool refuses_session(const client::LinkState& link) {
  return link.why && link.why->code == ErrorCode::kNotSignedIn;
}

}  // namespace

struct Box::Delivery {
  Result<void> ended;
  offline::DeliveryReport report;
};

Result<std::unique_ptr<Box>> Box::open(Parts parts) {
  std::unique_ptr<Box> box(new Box(std::move(parts)));
  ALCOVE_TRY(box->start());
  return box;
}

Box::Box(Parts parts)
    : enrolled_(std::move(parts.enrolled)),
      files_(parts.files),
      queue_(parts.queue),
      clock_(parts.clock),
      random_(parts.random),
      zone_(zone_named(enrolled_.zone)) {}

Box::~Box() {
  if (client_) client_->close();
  live_.reset();
  workers_.reset();
  keeper_.reset();
}

Result<void> Box::start() {
  ALCOVE_ASSIGN(witness_,
                offline::Witness::open(files_.witness_file(), files_.key(), clock_, random_));
  client_ = std::make_unique<client::HttpsClient>(enrolled_.server, enrolled_.identity,
                                                  witness_->memory(), clock_, random_);
  after_restore_ = std::make_unique<AfterRestore>(*client_);
  client_->on_acknowledged(
      [this](const client::AcknowledgedWrite& write) { after_restore_->acknowledged(write); });
  if (enrolled_.sealing_public) ALCOVE_TRY(open_spool());
  workers_ = std::make_unique<Workers>();
  keeper_ = std::make_unique<Workers>(1);
  witness_->on_change([this] {
    post([this, watch = own_.watch()] {
      if (watch.lock() && link_listener_) link_listener_();
    });
  });
  // A terminal that has stopped says why at once: the facts of a restore come with a hello.
  if (witness_->state().standing != offline::Standing::kGoing) witness_->ask_again();
  live_ = std::make_unique<client::LiveConnection>(*client_, clock_, [this] { post([] {}); });
  return {};
}

Result<void> Box::open_spool() {
  const offline::SpoolKeys keys{.sealing_public = *enrolled_.sealing_public,
                                .signing = enrolled_.identity.key,
                                .device = enrolled_.device};
  ALCOVE_TRY(after_restore_->open(files_.kept_folder(), keys, random_));
  ALCOVE_ASSIGN(spool_, offline::Spool::open(files_.spool_folder(), keys, random_));
  client_->say_reads_kept(!damage().any());
  return {};
}

void Box::post(const std::function<void()>& task) {
  while (!queue_.post(task)) std::this_thread::sleep_for(kPostAgain);
}

void Box::keep(const Life& life, offline::NewSpoolRecord record,
               std::function<void(Result<SpoolRecordId>)> then) {
  keep_in_place(life, std::move(record), [then = std::move(then)](Result<offline::SpoolKept> kept) {
    if (kept) {
      then(kept->id);
    } else {
      then(kept.error());
    }
  });
}

void Box::keep_in_place(const Life& life, offline::NewSpoolRecord record,
                        std::function<void(Result<offline::SpoolKept>)> then) {
  if (!spool_) {
    then(Error{ErrorCode::kWrongState, {}, "this terminal has never been connected"});
    return;
  }
  if (record.session) record.voucher = after_restore_->voucher();
  auto kept = std::make_shared<offline::NewSpoolRecord>(std::move(record));
  run<Result<offline::SpoolKept>>(
      life,
      [spool = spool_.get(), kept, at = now()]() -> Result<offline::SpoolKept> {
        Result<offline::SpoolKept> done = spool->add_in_place(*kept, at);
        ::explicit_bzero(kept->body.data(), kept->body.size());
        ::explicit_bzero(kept->body_beside.data(), kept->body_beside.size());
        return done;
      },
      std::move(then), Error{ErrorCode::kTooMany, {}, "too much is under way here"}, keeper_.get());
}

void Box::set_session(ByteView token) {
  ++session_number_;
  client_->set_session(token);
  after_restore_->set_session(to_hex(token));
  // Not taken: it is learned with the first write.
  if (!token.empty()) (void)workers_->add([this] { after_restore_->learn_voucher(); });
  // The stream is filtered by who is signed in: it begins anew.
  live_->reconnect();
}

bool Box::turn() {
  client::LiveConnection::News news = live_->drain();
  const bool link_changed = news.link.connected != link_was_there_;
  // Ended while the box was away: then the stream itself is refused, and nothing would be connected
  // until the session is let go.
  const bool was_refused = refuses_session(link_);
  link_ = std::move(news.link);
  if (!was_refused && refuses_session(link_)) note_refusal(link_.why->code, session_number_);
  if (link_changed) {
    link_was_there_ = link_.connected;
    if (link_.connected) connected();
    if (link_listener_) link_listener_();
  }
  if (line_listener_) {
    for (const api::live::Line& line : news.lines) line_listener_(line);
  }
  keep_witness_when_due();
  deliver_when_due();
  renew_when_due();
  return link_changed || !news.lines.empty();
}

void Box::on_line(std::function<void(const api::live::Line&)> listener) {
  line_listener_ = std::move(listener);
}

void Box::on_link(std::function<void()> listener) {
  link_listener_ = std::move(listener);
}

void Box::on_delivered(std::function<void(const offline::DeliveryReport&)> listener) {
  delivered_listener_ = std::move(listener);
}

void Box::on_session_refused(std::function<void(ErrorCode)> listener) {
  refused_listener_ = std::move(listener);
}

void Box::note_refusal(ErrorCode code, std::uint64_t session) {
  if (code != ErrorCode::kNotSignedIn && code != ErrorCode::kSessionLocked) return;
  post([this, code, session, watch = own_.watch()] {
    if (watch.lock() && session == session_number_ && refused_listener_) refused_listener_(code);
  });
}

void Box::try_now() {
  if (witness_->state().standing != offline::Standing::kGoing) witness_->ask_again();
  live_->reconnect();
}

void Box::confirm_restore(const Life& life, api::hello::ConfirmRestoreRequest request,
                          std::function<void(Result<void>)> then) {
  auto asked = std::make_shared<api::hello::ConfirmRestoreRequest>(std::move(request));
  run<Result<void>>(
      life,
      [this, asked]() -> Result<void> {
        const wire::WipeSecrets<api::hello::ConfirmRestoreRequest> wiped(*asked);
        ALCOVE_ASSIGN(const auto reply, client_->confirm_restore(*asked));
        ALCOVE_TRY(witness_->confirmed(reply));
        live_->reconnect();
        return {};
      },
      std::move(then), Error{ErrorCode::kTooMany, {}, "too much is under way here"});
}

void Box::connected() {
  next_delivery_ = {};
  ask(own_, api::terminal::place, wire::Nothing{}, [this](Result<api::terminal::PlaceReply> reply) {
    if (reply) take_place(*reply);
  });
  ask(own_, api::terminal::about, wire::Nothing{}, [this](Result<api::terminal::AboutReply> reply) {
    if (reply) take_about(*reply);
  });
}

void Box::take_about(const api::terminal::AboutReply& about) {
  about_ = about;
  if (const auto believing = with_authorities(enrolled_.identity, about.authorities)) {
    take_identity(*believing);
  }
  if (spool_) return;
  crypto::PublicKey sealing{};
  std::copy(about.sealing_public.begin(), about.sealing_public.end(), sealing.begin());
  enrolled_.sealing_public = sealing;
  // A disk that refuses is tried again at the next connection: until then nothing can be kept here.
  if (!files_.save(enrolled_) || !open_spool()) enrolled_.sealing_public.reset();
  // The box was greeted before this was known.
  if (damage().any()) live_->reconnect();
}

void Box::take_place(const api::terminal::PlaceReply& place) {
  if (place.clinic == enrolled_.clinic && place.zone == enrolled_.zone) return;
  const Result<Zone> zone = Zone::named(place.zone);
  if (!zone) return;  // this terminal's tzdata is older than the box's: it stays as it was
  zone_ = *zone;
  enrolled_.clinic = place.clinic;
  enrolled_.zone = place.zone;
  // A disk that refuses costs no more than that the next start has to ask again.
  (void)files_.save(enrolled_);
  if (link_listener_) link_listener_();
}

void Box::keep_witness_when_due() {
  if (steady_clock::now() < next_keep_) return;
  next_keep_ = steady_clock::now() + offline::Witness::kSaveEvery;
  // Taken or not: the next turn that is due tries again.
  (void)workers_->add([this] { witness_->keep(); });
  // Where this terminal has stopped, the right records may be put in place hours later, with nobody
  // before it: the next try to connect asks.
  if (witness_->state().standing != offline::Standing::kGoing) witness_->ask_again();
}

// What was acknowledged before a restore goes first: what waits was typed after it.
Box::Delivery Box::deliver(std::optional<std::int64_t> offer_in) {
  Delivery delivery;
  if (offer_in) {
    delivery.ended = after_restore_->offer(*offer_in, delivery.report);
    if (!delivery.ended) return delivery;
  }
  delivery.ended = offline::deliver_all(*client_, *spool_, delivery.report,
                                        [this](const std::vector<api::spool::SealedRecord>& home) {
                                          after_restore_->came_home(home, witness_->state().head);
                                        });
  return delivery;
}

void Box::deliver_when_due() {
  if (!spool_ || !link_.connected || delivering_ || steady_clock::now() < next_delivery_) return;
  std::optional<std::int64_t> offer_in;
  const std::optional<wire::Head> head = witness_->state().head;
  if (head && head->epoch != settled_epoch_) {
    if (after_restore_->is_due(head->epoch)) {
      offer_in = head->epoch;
    } else {
      settled_epoch_ = head->epoch;
    }
  }
  if (!offer_in && spool_->waiting().records == 0) return;
  delivering_ = true;
  run<Delivery>(
      own_, [this, offer_in]() { return deliver(offer_in); },
      [this](const Delivery& delivery) {
        delivering_ = false;
        if (!delivery.ended) next_delivery_ = steady_clock::now() + kDeliverAgain;
        takes_nothing_ =
            !delivery.ended && (delivery.ended.error().code == ErrorCode::kNoSpace ||
                                delivery.ended.error().code == ErrorCode::kStorageFault);
        if (delivered_listener_ && delivery.report.all() > 0) delivered_listener_(delivery.report);
      },
      Delivery{.ended = Error{ErrorCode::kTooMany, {}, "too much is under way here"},
               .report = {}});
}

void Box::renew_when_due() {
  if (!may_renew_ || !link_.connected || steady_clock::now() < next_renewal_) return;
  if (!renewal_due(enrolled_.identity.certificate, now(), clock_.now())) return;
  next_renewal_ = steady_clock::now() + kRenewAgain;
  run<Result<client::TerminalIdentity>>(
      own_, [this, enrolled = enrolled_] { return ask_for_next(*client_, enrolled, random_); },
      [this](const Result<client::TerminalIdentity>& next) {
        if (next) take_identity(*next);
      },
      Error{ErrorCode::kTooMany, {}, "too much is under way here"});
}

void Box::take_identity(const client::TerminalIdentity& identity) {
  const bool renews =
      identity.certificate.fingerprint() != enrolled_.identity.certificate.fingerprint();
  offline::Enrolled renewed = enrolled_;
  renewed.identity = identity;
  // The disk may hold either of the two now, and both are good while neither asks for a third.
  const bool kept = files_.save(renewed).ok();
  if (renews) may_renew_ = kept;
  if (!kept) return;
  enrolled_ = std::move(renewed);
  if (spool_) spool_->sign_with(enrolled_.identity.key);
  after_restore_->sign_with(enrolled_.identity.key);
  client_->use_identity(enrolled_.identity);
  live_->reconnect();
}

std::int64_t Box::waiting() const {
  return spool_ ? static_cast<std::int64_t>(spool_->waiting().records) : 0;
}

std::int64_t Box::to_bring_back(const api::hello::Restored& restored) const {
  return static_cast<std::int64_t>(after_restore_->to_bring_back(restored));
}

KeptDamage Box::damage() const {
  return {.waiting = spool_ ? spool_->damage() : offline::Damage(),
          .acknowledged = after_restore_->damage()};
}

}  // namespace alcove::link

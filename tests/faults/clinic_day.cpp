// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/clinic_day.h"

#include <thread>

#include "shared/api/session.h"
#include "shared/wire/query.h"

namespace alcove::testing {
namespace {

constexpr std::size_t kDesk = 2;
constexpr std::size_t kReader = 3;

}  // namespace

ClinicDay::ClinicDay(BusyClinic& clinic, std::function<std::size_t()> position)
    : clinic_(clinic), position_(std::move(position)) {
  seats_.push_back(clinic.seat("clara", api::Role::kClinician, wire::Station::kTherapyRoom));
  seats_.push_back(clinic.seat("olga", api::Role::kClinician, wire::Station::kTherapyRoom));
  seats_.push_back(clinic.seat("dana", api::Role::kFrontDesk, wire::Station::kFrontDesk));
  seats_.push_back(clinic.seat("rita", api::Role::kSupervisor, wire::Station::kTherapyRoom));
  for (std::size_t room = 0; room < 2; ++room) {
    clinicians_.push_back(must(api::session::state, {}, room).person.id);
  }
  for (std::size_t room = 0; room < 2; ++room) {
    clients_.push_back(register_client(room));
    drafts_.push_back(open_draft(book(clients_.back(), 9, room), room));
  }
  sent_.clear();
}

std::string ClinicDay::words(const NoteId& note, std::int64_t number) {
  // Long and short ones: the engine's pages are not all alike.
  const std::string once = "save " + std::to_string(number) + " of " + note.text() + ". ";
  std::string text;
  for (std::int64_t i = 0; i <= number % 40; ++i) text += once;
  return text;
}

http::Reply ClinicDay::ask(Sent sent) {
  sent.sent_at = position_();
  sent.reply = clinic_.ask(seats_.at(sent.seat), sent.request);
  sent.answered_at = position_();
  if (sent.reply.status != 200) throw Fault(ErrorCode::kMalformed, sent.reply.body);
  const std::scoped_lock lock(mutex_);
  sent_.push_back(sent);
  return sent.reply;
}

template <class Q, class R>
R ClinicDay::must(const wire::Route<Q, R>& route, const Q& body, std::size_t seat) {
  const http::Reply reply =
      ask({.seat = seat, .request = clinic_.request(route, body, seats_.at(seat))});
  return wire::decode<R>(reply.body, wire::UnknownFields::kRefuse).value();
}

ClientId ClinicDay::register_client(std::size_t number) {
  api::clients::RegisterRequest body;
  body.client = clinic_.new_id<ClientId>();
  body.details.legal_given = "Client" + std::string(1, static_cast<char>('a' + number % 26));
  body.details.legal_family = "Number" + body.client.text().substr(24);
  body.details.birth_date =
      LocalDate(std::chrono::year(1940 + static_cast<int>(number % 60)),
                std::chrono::month(static_cast<unsigned>(1 + number / 60 % 12)),
                std::chrono::day(static_cast<unsigned>(1 + number / 720 % 28)));
  for (const StaffId& clinician : clinicians_) {
    body.care_team.push_back({.staff = clinician, .role = api::clients::CareRole::kTherapist});
  }
  ask({.kind = Kind::kRegister,
       .seat = kDesk,
       .request = clinic_.request(api::clients::register_client, body, seats_.at(kDesk))});
  return body.client;
}

AppointmentId ClinicDay::book(const ClientId& client, std::size_t hour, std::size_t clinician) {
  const auto id = clinic_.new_id<AppointmentId>();
  const auto start = parse_local("2026-11-24T00:00").value() + std::chrono::hours(hour);
  ask({.kind = Kind::kBook,
       .seat = kDesk,
       .request = clinic_.request(
           api::appointments::book,
           {.appointment = id,
            .client = client,
            .clinician = clinicians_.at(clinician),
            .room = std::nullopt,
            .service =
                api::appointments::ServiceId::parse("01900000-0000-7000-8000-000000000001").value(),
            .start = start,
            .minutes = 50},
           seats_.at(kDesk))});
  return id;
}

ClinicDay::Writing ClinicDay::open_draft(const AppointmentId& visit, std::size_t seat) {
  const auto draft = must(api::notes::open_draft,
                          {.note = clinic_.new_id<NoteId>(),
                           .appointment = visit,
                           .format = rules::NoteFormat::kDap,
                           .if_held = api::notes::IfHeld::kRead},
                          seat);
  return {draft.note, draft.revision, draft.number};
}

void ClinicDay::write_notes(std::size_t requests, std::size_t seat) {
  Writing& draft = drafts_.at(seat);
  for (std::size_t i = 0; i < requests; ++i) {
    api::notes::SaveRequest save{.note = draft.note,
                                 .revision = clinic_.new_id<NoteRevisionId>(),
                                 .base = draft.revision,
                                 .content = {}};
    save.content.format = rules::NoteFormat::kDap;
    save.content.sections = {{rules::NoteSection::kData, words(draft.note, draft.number + 1)}};
    draft.revision = save.revision;
    ++draft.number;
    ask({.kind = Kind::kSave,
         .seat = seat,
         .request = clinic_.request(api::notes::save, save, seats_.at(seat)),
         .note = draft.note,
         .number = draft.number});
  }
}

void ClinicDay::run_desk(std::size_t requests) {
  for (std::size_t i = 0; i < requests; i += 2) {
    const ClientId client = register_client(i + 2);
    // Whole hours from the next day on, one clinician after the other: nothing collides.
    book(client, 24 + i / 4, i / 2 % 2);
  }
}

void ClinicDay::read_records(std::size_t requests) {
  for (std::size_t i = 0; i < requests; ++i) {
    ask({.kind = Kind::kRead,
         .seat = kReader,
         .request = clinic_.request(api::clients::open, {clients_.at(i % 2)}, seats_.at(kReader))});
  }
}

void ClinicDay::run(std::size_t requests) {
  std::vector<std::string> refused(4);
  const auto working = [&refused](std::size_t seat, const auto& work) {
    return std::thread([&refused, seat, work] {
      try {
        work();
      } catch (const Fault& fault) {
        refused[seat] = fault.error().detail;
      }
    });
  };
  std::vector<std::thread> terminals;
  terminals.push_back(working(0, [&] { write_notes(requests, 0); }));
  terminals.push_back(working(1, [&] { write_notes(requests, 1); }));
  terminals.push_back(working(kDesk, [&] { run_desk(requests); }));
  terminals.push_back(working(kReader, [&] { read_records(requests); }));
  for (std::thread& terminal : terminals) terminal.join();
  for (const std::string& why : refused) {
    if (!why.empty()) throw Fault(ErrorCode::kMalformed, why);
  }
}

}  // namespace alcove::testing

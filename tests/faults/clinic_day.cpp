// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/clinic_day.h"

#include <fmt/format.h>

#include <thread>

#include "shared/api/check_in_forms.h"
#include "shared/api/questionnaires.h"
#include "shared/api/session.h"
#include "shared/wire/query.h"
#include "tests/access/access_box.h"

namespace alcove::testing {
namespace {

constexpr std::size_t kDesk = 2;
constexpr std::size_t kReader = 3;
constexpr std::size_t kSigner = 4;
constexpr std::size_t kFirstLobby = 5;
constexpr std::size_t kVisitors = ClinicDay::kClientsBefore - 2;

}  // namespace

ClinicDay::ClinicDay(BusyClinic& clinic, std::function<std::size_t()> position)
    : clinic_(clinic), position_(std::move(position)) {
  seats_.push_back(clinic.seat("clara", api::Role::kClinician, wire::Station::kTherapyRoom));
  seats_.push_back(clinic.seat("olga", api::Role::kClinician, wire::Station::kTherapyRoom));
  seats_.push_back(clinic.seat("dana", api::Role::kFrontDesk, wire::Station::kFrontDesk));
  seats_.push_back(clinic.seat("rita", api::Role::kSupervisor, wire::Station::kTherapyRoom));
  seats_.push_back(clinic.seat("nina", api::Role::kClinician, wire::Station::kTherapyRoom));
  for (const std::size_t room : {std::size_t{0}, std::size_t{1}, kSigner}) {
    clinicians_.push_back(must(api::session::state, {}, room).person.id);
  }
  for (std::size_t room = 0; room < 2; ++room) {
    const auto client = person(room);
    register_client(client);
    clients_.push_back(client.client);
    drafts_.push_back(open_draft(book(client.client, 9, room), room));
  }
  for (std::size_t who = 0; who < kVisitors; ++who) {
    seats_.push_back(clinic.lobby(fmt::format("Lobby {}", who)));
  }
  greet();
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

api::notes::Content ClinicDay::signed_words(const NoteId& note) {
  api::notes::Content content;
  content.format = rules::NoteFormat::kDap;
  content.sections = {{rules::NoteSection::kData, words(note, 7)},
                      {rules::NoteSection::kPlan, "Signed today."}};
  content.start = parse_local("2026-11-24T11:00").value();
  content.stop = parse_local("2026-11-24T11:50").value();
  return content;
}

api::clients::RegisterRequest ClinicDay::person(std::size_t number) {
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
  body.details.phones.push_back({clinic_.new_id<PhoneId>(), api::clients::PhoneKind::kMobile,
                                 fmt::format("716-555-{:04}", number), true});
  return body;
}

void ClinicDay::register_client(const api::clients::RegisterRequest& client) {
  ask({.kind = Kind::kRegister,
       .seat = kDesk,
       .request = clinic_.request(api::clients::register_client, client, seats_.at(kDesk))});
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
    const auto client = person(i + kClientsBefore);
    register_client(client);
    // Whole hours from the next day on, one clinician after the other: nothing collides.
    book(client.client, 24 + i / 4, i / 2 % 2);
  }
}

void ClinicDay::greet() {
  std::vector<http::Reply> greeted(kVisitors);
  std::vector<std::thread> greetings;
  for (std::size_t who = 0; who < kVisitors; ++who) {
    const auto client = person(2 + who);
    register_client(client);
    to_sign_.push_back(open_draft(book(client.client, 11 + who, 2), kSigner));
    arriving_.push_back(clinic_.new_id<CheckInId>());
    const std::string& phone = client.details.phones.front().number;
    const BusyClinic::Seat& seat = seats_.at(kFirstLobby + who);
    const auto request = clinic_.request(api::check_in::identify,
                                         {.check_in = arriving_.back(),
                                          .surname = client.details.legal_family,
                                          .birth_date = client.details.birth_date,
                                          .last_four = phone.substr(phone.size() - 4)},
                                         seat);
    // Each greeting takes the second that every answer to a name takes.
    greetings.emplace_back(
        [this, &seat, request, &reply = greeted[who]] { reply = clinic_.ask(seat, request); });
  }
  for (std::thread& greeting : greetings) greeting.join();
  for (const http::Reply& reply : greeted) {
    if (reply.body.find("\"matched\":true") == std::string::npos) {
      throw Fault(ErrorCode::kNotFound, "nobody was greeted: " + reply.body);
    }
  }
}

void ClinicDay::check_in(std::size_t who) {
  const std::size_t seat = kFirstLobby + who;
  const auto write = [&](Kind kind, const auto& route, const auto& body) {
    ask({.kind = kind, .seat = seat, .request = clinic_.request(route, body, seats_.at(seat))});
  };
  const CheckInId id = arriving_.at(who);
  write(Kind::kWrite, api::check_in::arrive, api::check_in::ThisVisit{id});
  for (const auto& one : must(api::questionnaires::open, {id}, seat).items) {
    if (one.instrument != rules::InstrumentId::kPhq9) continue;
    for (std::int64_t item = 0; item < 9; ++item) {
      const auto name =
          rules::instrument(one.instrument).item_loinc[static_cast<std::size_t>(item)];
      write(item == 8 ? Kind::kItemNine : Kind::kAnswer, api::questionnaires::answer,
            api::questionnaires::AnswerRequest{.questionnaire = one.questionnaire,
                                               .number = item + 1,
                                               .item = std::string(name),
                                               .kind = rules::AnswerKind::kPoints,
                                               .points = item % 3 + 1 - item / 8,
                                               .confirmed_at = clinic_.ledger().clock().now()});
    }
  }
  write(Kind::kWrite, api::check_in::finish, api::check_in::FinishRequest{.check_in = id});
}

void ClinicDay::sign_notes() {
  const BusyClinic::Seat& seat = seats_.at(kSigner);
  for (const Writing& draft : to_sign_) {
    const api::notes::SaveRequest save{.note = draft.note,
                                       .revision = clinic_.new_id<NoteRevisionId>(),
                                       .base = draft.revision,
                                       .content = signed_words(draft.note)};
    ask({.kind = Kind::kWrite,
         .seat = kSigner,
         .request = clinic_.request(api::notes::save, save, seat)});
    const auto confirmed =
        must(api::session::confirm, {.pin = {}, .password = kPasswordOfAna}, kSigner);
    ask({.kind = Kind::kSign,
         .seat = kSigner,
         .request = clinic_.request(
             api::notes::sign,
             {.note = draft.note, .revision = save.revision, .confirmation = confirmed.token},
             seat),
         .note = draft.note});
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
  std::vector<std::string> refused(6);
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
  terminals.push_back(working(kSigner, [&] { sign_notes(); }));
  terminals.push_back(working(kFirstLobby, [&] {
    for (std::size_t who = 0; who < kVisitors; ++who) check_in(who);
  }));
  for (std::thread& terminal : terminals) terminal.join();
  for (const std::string& why : refused) {
    if (!why.empty()) throw Fault(ErrorCode::kMalformed, why);
  }
}

}  // namespace alcove::testing

// SPDX-License-Identifier: Apache-2.0
#include "server/http/access_routes.h"

#include "shared/api/enrolment.h"
#include "shared/api/session.h"
#include "shared/api/session_lock.h"
#include "shared/api/session_password.h"
#include "shared/api/session_voucher.h"
#include "shared/api/staff.h"
#include "shared/api/terminal.h"

namespace alcove::http {
namespace {

using access::Principal;

// A handler that has nothing to say but that it is done.
Result<wire::Nothing> done(const Result<void>& result) {
  if (!result) return result.error();
  return wire::Nothing{};
}

// Puts a method of a service on a route; it keeps its own books.
template <class Q, class R, class Service>
void add(Router& router, const wire::Route<Q, R>& route, Service& service,
         Result<R> (Service::*method)(const Principal&, const Q&)) {
  router.on_direct<Q, R>(route, [&service, method](const Principal& who, const Q& request) {
    return (service.*method)(who, request);
  });
}

void add_session_routes(Router& router, access::SessionService& sessions) {
  using Sessions = access::SessionService;
  namespace api = alcove::api::session;
  add(router, api::sign_in, sessions, &Sessions::sign_in);
  add(router, api::first_password, sessions, &Sessions::first_password);
  add(router, api::first_administrator, sessions, &Sessions::first_administrator);
  add(router, api::choose_pin, sessions, &Sessions::choose_pin);
  add(router, api::pin_tries, sessions, &Sessions::count_pin_tries);
  add(router, api::lock, sessions, &Sessions::lock);
  add(router, api::unlock, sessions, &Sessions::unlock);
  add(router, api::confirm, sessions, &Sessions::confirm);
  router.on_direct<wire::Nothing, api::State>(
      api::state,
      [&sessions](const Principal& who, const wire::Nothing&) { return sessions.state(who); });
  router.on_direct<wire::Nothing, api::VoucherReply>(
      api::voucher,
      [&sessions](const Principal& who, const wire::Nothing&) { return sessions.voucher(who); });
  router.on_direct<wire::Nothing, wire::Nothing>(
      api::sign_out, [&sessions](const Principal& who, const wire::Nothing&) {
        return done(sessions.sign_out(who));
      });
  router.on_direct<api::ChangePasswordRequest, wire::Nothing>(
      api::change_password,
      [&sessions](const Principal& who, const api::ChangePasswordRequest& request) {
        return done(sessions.change_password(who, request));
      });
}

}  // namespace

void add_access_routes(Router& router, access::AccessServices& services) {
  add(router, api::enrolment::enrol, services.enrolments, &access::EnrolmentService::enrol);
  add(router, api::terminal::renew, services.devices, &access::DeviceDirectory::renew);
  router.on_direct<wire::Nothing, api::terminal::AboutReply>(
      api::terminal::about, [&services](const Principal& who, const wire::Nothing&) {
        return services.devices.about(who);
      });
  add_session_routes(router, services.sessions);
  router.on_read<api::staff::ListRequest, api::staff::ListReply>(
      api::staff::list,
      [](const Principal&, const api::staff::ListRequest& request,
         store::ReadTxn& txn) -> Result<Answer<api::staff::ListReply>> {
        return Answer<api::staff::ListReply>{access::list_members(txn, request), {}};
      });
}

Pipeline::FindPerson find_person_with(access::SessionService& sessions) {
  return [&sessions](const DeviceId& device, std::string_view token, Pipeline::Presence presence) {
    return sessions.find_person(
        device, token,
        presence == Pipeline::Presence::kActs ? access::Touch::kYes : access::Touch::kNo);
  };
}

}  // namespace alcove::http

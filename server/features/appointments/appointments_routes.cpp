// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/appointments.h"
#include "server/features/appointments/appointments_reading.h"
#include "server/features/appointments/meeting_reading.h"

namespace alcove::appointments {
namespace {

using access::Principal;
using audit::WriteTxn;
using store::ReadTxn;

template <class Q, class R>
using Change = Result<R> (*)(const Principal&, const Q&, WriteTxn&, const Site&);

template <class Q, class R>
void on_change(http::Router& router, const wire::Route<Q, R>& route, const Site& site,
               Change<Q, R> change) {
  router.on_write<Q, R>(
      route, [&site, change](const Principal& principal, const Q& request, WriteTxn& txn) {
        return change(principal, request, txn, site);
      });
}

template <class Q, class R>
using Look = Result<http::Answer<R>> (*)(const Principal&, const Q&, ReadTxn&, const Site&,
                                         UtcTime);

template <class Q, class R>
void on_look(http::Router& router, const audit::Ledger& ledger, const wire::Route<Q, R>& route,
             const Site& site, Look<Q, R> look) {
  router.on_read<Q, R>(
      route, [&ledger, &site, look](const Principal& principal, const Q& request, ReadTxn& txn) {
        return look(principal, request, txn, site, ledger.clock().now());
      });
}

template <class Q, class R>
void on_setup(http::Router& router, const wire::Route<Q, R>& route,
              Result<R> (*change)(const Q&, WriteTxn&)) {
  router.on_write<Q, R>(route, [change](const Principal&, const Q& request, WriteTxn& txn) {
    return change(request, txn);
  });
}

void register_day(http::Router& router, const audit::Ledger& ledger,
                  const wire::Route<DayRequest, DayReply>& route, const Site& site,
                  WhoseDay whose) {
  router.on_read<DayRequest, DayReply>(
      route,
      [&ledger, &site, whose](const Principal& principal, const DayRequest& request, ReadTxn& txn) {
        return read_day_board(principal, request, txn, site, ledger.clock().now(), whose);
      });
}

void register_setup(http::Router& router, const audit::Ledger& ledger, const Site& site) {
  using api::clinic_setup::Setup;
  router.on_read<wire::Nothing, Setup>(
      api::clinic_setup::read,
      [&ledger, &site](const Principal&, const wire::Nothing&,
                       ReadTxn& txn) -> Result<http::Answer<Setup>> {
        return http::Answer<Setup>{read_setup(txn, site, ledger.clock().now()), {}};
      });
  on_setup(router, api::clinic_setup::add_room, &add_room);
  on_setup(router, api::clinic_setup::change_room, &change_room);
  on_setup(router, api::clinic_setup::add_service, &add_service);
  on_setup(router, api::clinic_setup::change_service, &change_service);
  on_setup(router, api::clinic_setup::set_rules, &set_rules);
  on_setup(router, api::resources::set, &set_resource);
}

void register_meetings(http::Router& router, const audit::Ledger& ledger, const Site& site) {
  on_change(router, api::appointments::book_meeting, site, &book_clients);
  on_change(router, api::appointments::join_meeting, site, &join_meeting);
  on_change(router, api::appointments::assign_meeting, site, &assign_meeting);
  on_change(router, api::appointments::move_meeting, site, &move_meeting);
  on_change(router, api::appointments::attendance, site, &mark_attendance);
  on_change(router, api::appointments::cancel_meeting, site, &cancel_meeting);
  on_change(router, api::appointments::restore_meeting, site, &restore_meeting);
  on_look(router, ledger, api::appointments::open_meeting, site, &open_meeting);
  on_look(router, ledger, api::appointments::cancelling_meeting, site, &read_cancelling);
  on_look(router, ledger, api::appointments::find_free_meeting, site, &find_free_meeting);
}

}  // namespace

void register_routes(http::Router& router, const audit::Ledger& ledger, const Site& site) {
  on_change(router, api::appointments::book, site, &book);
  on_change(router, api::appointments::walk_in, site, &walk_in);
  on_change(router, api::appointments::move, site, &move);
  on_change(router, api::appointments::assign, site, &assign);
  on_change(router, api::appointments::mark, site, &mark);
  on_change(router, api::appointments::cancel, site, &cancel);
  on_change(router, api::appointments::undo, site, &undo);
  register_day(router, ledger, api::appointments::day, site, WhoseDay::kEverybody);
  register_day(router, ledger, api::appointments::my_day, site, WhoseDay::kMine);
  on_look(router, ledger, api::appointments::between, site, &read_visits_between);
  on_look(router, ledger, api::appointments::of_client, site, &read_client_list);
  on_look(router, ledger, api::appointments::open, site, &open_appointment);
  on_look(router, ledger, api::appointments::find_free, site, &find_free_time);
  on_look(router, ledger, api::appointments::first_free, site, &find_first_free);
  on_look(router, ledger, api::appointments::day_list, site, &print_day_list);
  register_meetings(router, ledger, site);
  register_setup(router, ledger, site);
}

}  // namespace alcove::appointments

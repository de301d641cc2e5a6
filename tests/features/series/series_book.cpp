// SPDX-License-Identifier: Apache-2.0
#include "tests/features/series/series_book.h"

#include <fmt/format.h>

#include <algorithm>

namespace alcove::testing {
namespace {

std::string moment(const std::optional<LocalDateTime>& time) {
  return time ? format_local(*time) : "-";
}

std::string name_of(const StaffId& clinician) {
  if (clinician == kBrandt) return "Brandt";
  return clinician == kReyes ? "Reyes" : "somebody";
}

}  // namespace

SeriesBook::SeriesBook(const char* now)
    : WorkingBook(now), setting{site, box.random, [this](store::ReadTxn&, const AppointmentId& id) {
                                  return documented.contains(id);
                                }} {
  series::add_routes(router, *box.ledger, setting);
}

wanted::Terms SeriesBook::terms(const char* start, const char* rule, std::int64_t minutes) const {
  return {
      .clinician = kBrandt, .room = room_1, .minutes = minutes, .start = at(start), .rule = rule};
}

wanted::Edit SeriesBook::creating(const wanted::Terms& terms) {
  wanted::Edit edit;
  edit.series = new_id<wanted::SeriesId>();
  edit.what = wanted::What::kCreate;
  edit.client = ana;
  edit.service = booking("2026-12-01T10:00").service;
  edit.terms = terms;
  return edit;
}

wanted::Edit SeriesBook::changing(const wanted::Series& series, const wanted::Terms& terms,
                                  const char* from) {
  wanted::Edit edit;
  edit.series = series.id;
  edit.base_revision = series.revision;
  edit.what = wanted::What::kChange;
  edit.terms = terms;
  edit.reach = from ? wanted::Reach::kFollowing : wanted::Reach::kAll;
  if (from) edit.from = at(from);
  return edit;
}

wanted::Edit SeriesBook::cancelling(const wanted::Series& series, const char* from) {
  wanted::Edit edit = changing(series, series.terms, from);
  edit.what = wanted::What::kCancel;
  edit.terms.reset();
  edit.by = contract::CancelledBy::kClient;
  return edit;
}

wanted::Edit SeriesBook::undoing(const wanted::Series& series) {
  wanted::Edit edit;
  edit.series = series.id;
  edit.base_revision = series.revision;
  edit.what = wanted::What::kUndo;
  edit.reason = "by mistake";
  return edit;
}

Result<wanted::Preview> SeriesBook::try_preview(const wanted::Edit& edit) {
  return box.store->read<wanted::Preview>([&](store::ReadTxn& txn) {
    return series::preview(desk(), edit, txn, setting, box.clock.now());
  });
}

Result<wanted::Applied> SeriesBook::try_apply(const wanted::Edit& edit, const std::string& token) {
  return write<wanted::Applied>(desk(), [&](audit::WriteTxn& txn) {
    return series::apply(desk(), {edit, token}, txn, setting);
  });
}

Result<wanted::Applied> SeriesBook::try_change(const wanted::Edit& edit) {
  ALCOVE_ASSIGN(const wanted::Preview preview, try_preview(edit));
  return try_apply(edit, preview.token);
}

wanted::Applied SeriesBook::done(const wanted::Edit& edit) {
  Result<wanted::Applied> applied = try_change(edit);
  if (!applied) throw std::runtime_error(refusal_of(applied.error()) + applied.error().detail);
  return std::move(*applied);
}

Result<wanted::Series> SeriesBook::try_settle(const wanted::SettleRequest& request) {
  return write<wanted::Series>(
      desk(), [&](audit::WriteTxn& txn) { return series::settle(desk(), request, txn, setting); });
}

wanted::OpenReply SeriesBook::opened(const wanted::SeriesId& id) {
  return answer(wanted::open, wanted::OpenRequest{.series = id});
}

std::vector<Appointment> SeriesBook::all_visits() {
  return read<std::vector<Appointment>>([](store::ReadTxn& txn) {
    std::vector<AppointmentId> ids;
    {
      store::Statement row = txn.query("SELECT id FROM appointment ORDER BY start_at, id");
      while (row.next()) ids.push_back(row.id<AppointmentId>(0));
    }
    std::vector<Appointment> all;
    for (const AppointmentId& id : ids) {
      all.push_back(appointments::find_appointment(txn, id).value());
    }
    return all;
  });
}

std::vector<std::string> SeriesBook::standing() {
  return standing_of(ClientId());
}

std::vector<std::string> SeriesBook::standing_of(const ClientId& client) {
  std::vector<std::string> all;
  for (const Appointment& one : all_visits()) {
    if (!rules::holds_time(one.state) || (!client.is_nil() && one.client != client)) continue;
    const char* const room = one.room == room_1 ? "1" : one.room == room_2 ? "2" : "-";
    all.push_back(fmt::format("{} {} {} {}", format_local(one.start), one.minutes,
                              name_of(one.clinician), room));
  }
  std::sort(all.begin(), all.end());
  return all;
}

Appointment SeriesBook::visit(const char* start) {
  for (const Appointment& one : all_visits()) {
    if (one.start == at(start) && rules::holds_time(one.state)) return one;
  }
  throw std::runtime_error(std::string("no visit at ") + start);
}

std::vector<std::string> lines(const std::vector<wanted::DatePlan>& dates) {
  std::vector<std::string> all;
  for (const wanted::DatePlan& one : dates) {
    all.push_back(fmt::format("{} {} {} -> {}", format_local(one.date), wire::word_of(one.fate),
                              moment(one.was), moment(one.now)));
  }
  return all;
}

std::vector<std::string> first(std::vector<std::string> all, std::size_t count) {
  all.resize(std::min(all.size(), count));
  return all;
}

std::string refusal_of(const Error& error) {
  return std::string(error_code_word(error.code)) + (error.field.empty() ? "" : " " + error.field);
}

}  // namespace alcove::testing

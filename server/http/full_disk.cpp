// SPDX-License-Identifier: Apache-2.0
#include "server/http/full_disk.h"

#include <algorithm>
#include <array>

#include "shared/api/alert_care.h"
#include "shared/api/alerts.h"
#include "shared/api/check_in.h"
#include "shared/api/help_calls.h"
#include "shared/api/questionnaires.h"

namespace alcove::http {
namespace {

constexpr std::array kGoOn{// An alert is raised by an answer, opened, told in person, acknowledged.
                           api::questionnaires::answer.path, api::alerts::told.path,
                           api::alerts::open.path, api::alerts::acknowledge.path,
                           // Somebody in the lobby asks for somebody, and somebody goes.
                           api::check_in::help.path, api::check_in::answer_call.path,
                           // A visit ends, so that the lobby's screen forgets it.
                           api::check_in::finish.path};

}  // namespace

std::span<const std::string_view> writes_that_go_on() {
  return kGoOn;
}

bool goes_on_when_full(std::string_view path) {
  return std::find(kGoOn.begin(), kGoOn.end(), path) != kGoOn.end();
}

}  // namespace alcove::http

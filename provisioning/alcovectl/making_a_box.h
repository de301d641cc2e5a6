// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "provisioning/alcovectl/invocation.h"

namespace alcove::ctl {

// `alcovectl init`: all that can be refused is looked at before anything is made, and what a failed
// one has made is taken away again.
Result<operation::ExitCode> init(Invocation& invocation);

// The zone of the clinic's clock: the one that was given, else that to which `localtime` leads, as
// /etc/localtime does. A machine that was never told where it stands says UTC: kMissingField for
// that, and where there is no such link; kOutOfRange for a zone that the system does not know.
Result<std::string> clinic_zone(const std::optional<std::string>& given,
                                const std::filesystem::path& localtime);

}  // namespace alcove::ctl

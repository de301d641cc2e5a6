// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "provisioning/alcovectl/invocation.h"
#include "server/operator/contract_certificates.h"

namespace alcove::ctl {
namespace {

using operation::ExitCode;

std::string day(UtcTime time) {
  return format_utc(time).substr(0, 10);
}

std::string certificate_words(const operation::CertificatesReply& reply) {
  std::string out = fmt::format("  The clinic's own   until {}  {}…\n", day(reply.authority_until),
                                reply.authority.substr(0, 16));
  if (reply.next && reply.next_signs_from) {
    out += fmt::format("  The next one       signs from {}  {}…\n", day(*reply.next_signs_from),
                       reply.next->substr(0, 16));
  }
  if (reply.server_until) {
    out += fmt::format("  The server's       until {}\n", day(*reply.server_until));
  }
  return out + "  The terminals'     see alcovectl terminal list\n";
}

Result<ExitCode> list(Invocation& invocation) {
  ALCOVE_ASSIGN(const operation::CertificatesReply reply,
                invocation.ask(operation::kCertificates, {}));
  invocation.print<operation::CertificatesReply>(reply, certificate_words);
  return ExitCode::kGood;
}

Result<ExitCode> renew(Invocation& invocation) {
  ALCOVE_ASSIGN(const operation::CertificatesReply reply,
                invocation.ask(operation::kCertificatesRenew, {}));
  invocation.print<operation::CertificatesReply>(reply, certificate_words);
  return ExitCode::kGood;
}

}  // namespace

std::vector<Subcommand> certificate_subcommands() {
  return {
      {"certificates list",
       "",
       "until when the clinic's own certificates last",
       "The clinic's own certificate lasts ten years; the server's and the terminals', which it\n"
       "signs, one. All of them renew by themselves.",
       {},
       0,
       0,
       list},
      {"certificates renew",
       "",
       "makes the clinic's next certificate now",
       "The next one is made by itself three years before the clinic's own ends. This makes it\n"
       "now. Terminals are told it for a year, then it takes over; the one before goes on being\n"
       "believed until its end. It does not shut out anybody who has the key of the one before.",
       {},
       0,
       0,
       renew},
  };
}

}  // namespace alcove::ctl

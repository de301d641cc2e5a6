// SPDX-License-Identifier: Apache-2.0
#include "server/operator/commands.h"
#include "server/operator/contract_certificates.h"

namespace alcove::operation {
namespace {

Result<CertificatesReply> list(CommandContext& context, const wire::Nothing&) {
  ALCOVE_ASSIGN(access::AccessServices* const services, context.box.access());
  const crypto::Certificate signing = services->authority.certificate();
  const std::optional<crypto::Certificate> next = services->authority.coming();
  CertificatesReply reply{.authority = to_hex(signing.fingerprint()),
                          .authority_until = signing.until()};
  if (next) {
    reply.next = to_hex(next->fingerprint());
    reply.next_signs_from = access::ClinicAuthority::takes_over_at(*next);
  }
  ALCOVE_ASSIGN(reply.server_until, context.box.store().read<std::optional<UtcTime>>(
                                        [](store::ReadTxn& txn) -> Result<std::optional<UtcTime>> {
                                          return access::server_certificate_end(txn);
                                        }));
  return reply;
}

Result<CertificatesReply> renew(CommandContext& context, const wire::Nothing&) {
  ALCOVE_ASSIGN(access::AccessServices* const services, context.box.access());
  ALCOVE_TRY(services->authority.make_next(context.box.ledger(), context.actor));
  return list(context, {});
}

}  // namespace

void add_certificate_commands(CommandTable& table) {
  table.on<wire::Nothing, CertificatesReply>(kCertificates, list);
  table.on<wire::Nothing, CertificatesReply>(kCertificatesRenew, renew);
}

}  // namespace alcove::operation

// SPDX-License-Identifier: Apache-2.0
#include "server/app/own_addresses.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "shared/base/descriptor.h"

namespace alcove::app {
namespace {

constexpr std::size_t kMostAsked = 64;  // interfaces and further addresses of one

bool holds(const std::vector<std::string>& some, const std::string& one) {
  return std::find(some.begin(), some.end(), one) != some.end();
}

// Zero where the system does not say.
unsigned flags_of(int asked, ifreq interface) {
  return ioctl(asked, SIOCGIFFLAGS, &interface) == 0 ? static_cast<unsigned>(interface.ifr_flags)
                                                     : 0;
}

bool is_up_and_reaches_others(unsigned flags) {
  return (flags & IFF_UP) != 0 && (flags & IFF_LOOPBACK) == 0;
}

bool hardly_reached(unsigned flags, const std::string& address) {
  return (flags & IFF_RUNNING) == 0 || (flags & IFF_POINTOPOINT) != 0 ||
         address.starts_with("169.254.");
}

std::string text_of(const ifreq& interface) {
  sockaddr_in address{};
  std::memcpy(&address, &interface.ifr_addr, sizeof address);
  std::array<char, INET_ADDRSTRLEN> text{};
  if (inet_ntop(AF_INET, &address.sin_addr, text.data(), text.size()) == nullptr) return {};
  return text.data();
}

}  // namespace

// By the older call: the newer one asks over netlink, which the server's unit does not leave it.
std::vector<std::string> own_addresses() {
  const Descriptor asked(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (!asked.valid()) return {};
  std::array<ifreq, kMostAsked> interfaces{};
  ifconf list{};
  list.ifc_len = static_cast<int>(sizeof interfaces);
  list.ifc_req = interfaces.data();
  if (ioctl(asked.get(), SIOCGIFCONF, &list) != 0) return {};
  std::vector<std::string> found;
  std::vector<std::string> behind;
  const std::size_t count = static_cast<std::size_t>(list.ifc_len) / sizeof(ifreq);
  for (std::size_t i = 0; i < std::min(count, interfaces.size()); ++i) {
    const unsigned flags = flags_of(asked.get(), interfaces.at(i));
    std::string text = text_of(interfaces.at(i));
    if (!is_up_and_reaches_others(flags) || text.empty() || holds(found, text) ||
        holds(behind, text)) {
      continue;
    }
    (hardly_reached(flags, text) ? behind : found).push_back(std::move(text));
  }
  found.insert(found.end(), behind.begin(), behind.end());
  if (found.size() > kMaxOwnAddresses) found.resize(kMaxOwnAddresses);
  return found;
}

}  // namespace alcove::app

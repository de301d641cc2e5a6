// SPDX-License-Identifier: Apache-2.0
#include "server/app/document.h"

#include <unistd.h>

#include <filesystem>

#include "server/app/clinic.h"
#include "server/http/api_document.h"

namespace alcove::app {
namespace {

class ScratchStore {
 public:
  ScratchStore() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "alcove-document-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
      throw Fault(ErrorCode::kStorageFault, "no folder for the work can be made");
    }
    folder_ = pattern;
  }
  ~ScratchStore() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  ScratchStore(const ScratchStore&) = delete;
  ScratchStore& operator=(const ScratchStore&) = delete;
  std::filesystem::path file() const { return folder_ / "store.db"; }

 private:
  std::filesystem::path folder_;
};

}  // namespace

std::string contract_document() {
  const ScratchStore scratch;
  const SystemClock clock;
  SystemRandom random;
  const auto store = store::Store::create(scratch.file(), crypto::random_key(random),
                                          store::all_migrations(), clock.now());
  const auto ledger = audit::Ledger::create(*store, clock, random, {.system_user = "document"});
  const auto access = access::AccessServices::open(*ledger, {.clinic_name = "Clinic"}).value();
  const DoorOptions doors{.address = "127.0.0.1", .port = 0, .hosts = {"127.0.0.1"}};
  const auto clinic =
      Clinic::open(*ledger, *access, {"Clinic", Zone::named("Etc/UTC").value()}, doors).value();
  return http::api_document(clinic->router());
}

}  // namespace alcove::app

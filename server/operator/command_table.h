// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "server/operator/box.h"
#include "server/operator/contract.h"
#include "shared/wire/json.h"

namespace alcove::operation {

// What a running command tells of its progress: "reading pages", 256 of 1,024.
using Progress = std::function<void(std::string_view step, std::int64_t done, std::int64_t all)>;

// Who asks for what, with all it may use.
struct CommandContext {
  Box& box;
  audit::Actor actor;
  Progress progress;
  int file = -1;  // the file that came with the request, if the command takes one
};

// Every command of the operator by name: used over the control socket by a running server, and
// directly by alcovectl on a stopped one's store. Filled when the program starts, then only read.
class CommandTable {
 public:
  template <class Request, class Reply>
  void on(const Command<Request, Reply>& command,
          std::function<Result<Reply>(CommandContext&, const Request&)> run) {
    const auto typed = [run = std::move(run)](CommandContext& context,
                                              std::string_view body) -> Result<std::string> {
      ALCOVE_ASSIGN(const Request request,
                    wire::decode<Request>(body, wire::UnknownFields::kRefuse));
      ALCOVE_ASSIGN(const Reply reply, run(context, request));
      return wire::encode(reply);
    };
    const bool added =
        rows_.emplace(std::string(command.name), Row{command.takes_file, typed}).second;
    ALCOVE_CHECK(added);
  }

  bool has(std::string_view name) const { return rows_.find(name) != rows_.end(); }
  bool takes_file(std::string_view name) const;

  // Runs it: kNoSuchRoute for a name that nobody registered. Faults become values here.
  Result<std::string> run(std::string_view name, CommandContext& context,
                          std::string_view body) const;

 private:
  struct Row {
    bool takes_file;
    std::function<Result<std::string>(CommandContext&, std::string_view)> run;
  };
  std::map<std::string, Row, std::less<>> rows_;
};

}  // namespace alcove::operation

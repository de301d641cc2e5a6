// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/administration/administrator_flow.h"
#include "kiosk/flows/desk/desk_flow.h"
#include "kiosk/flows/room/room_flow.h"
#include "kiosk/platform/paper.h"
#include "kiosk/program/terminal.h"

namespace alcove::program {
namespace {

std::unique_ptr<flows::StationFlow> make_day(flows::StaffContext& context,
                                             flows::PaperWays papers) {
  switch (context.box.enrolled().station) {
    case wire::Station::kFrontDesk:
      return flows::make_desk_flow(context, std::move(papers));
    case wire::Station::kTherapyRoom:
      return flows::make_room_flow(context, std::move(papers.save));
    case wire::Station::kLobby:
      break;  // nobody signs in there
  }
  check_failed("a station where people sign in", __FILE__, __LINE__);
}

std::unique_ptr<flows::StationFlow> make(flows::StaffContext& context,
                                         const flows::PaperWays& papers) {
  if (!flows::has_office(context)) return make_day(context, papers);
  return flows::make_office_flow(
      context, [&papers](flows::StaffContext& own) { return make_day(own, papers); });
}

}  // namespace

std::unique_ptr<flows::StationFlow> make_station_flow(flows::StaffContext& context) {
  return make(context, {});
}

std::unique_ptr<flows::StationFlow> make_flow_with_papers(
    flows::StaffContext& context, const std::optional<std::filesystem::path>& papers) {
  flows::PaperWays ways{.print = [](ByteView pdf) { return platform::print_pdf(pdf); }, .save = {}};
  if (papers) {
    ways.save = [folder = *papers](const std::string& name, ByteView bytes) -> Result<std::string> {
      ALCOVE_ASSIGN(const std::filesystem::path file, platform::save_paper(folder, name, bytes));
      return file.string();
    };
  }
  return make(context, ways);
}

}  // namespace alcove::program

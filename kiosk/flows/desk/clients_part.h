// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "kiosk/flows/desk/client_visits_part.h"
#include "kiosk/flows/desk/desk_book.h"
#include "kiosk/flows/desk/sheet_part.h"
#include "kiosk/screens/desk/client_form.h"
#include "kiosk/screens/desk/client_record.h"
#include "kiosk/screens/desk/find_client.h"
#include "kiosk/screens/desk/like_names.h"

namespace alcove::flows::desk {

// What a client is looked for.
enum class Purpose : std::uint8_t {
  kOpen,
  kBook,
  kWalkIn,
  kWait,
  kGuest,
  kMember,
  kTogether,
  kReach,
};

// Finding, opening, changing and registering clients: the sheets for it, one over the other. A form
// that is closed with something typed in it is kept until it is opened again.
class ClientsPart final : public SheetPart {
 public:
  using Picked = std::function<void(Purpose, const screens::desk::FoundClient&)>;

  // `picked` is told whom a visit is booked for, `show` which visit of a client is to be seen.
  ClientsPart(const Desk& desk, Picked picked, ClientVisitsPart::Show show);

  void open_find(Purpose purpose);
  void open_record(const ClientId& client);

  bool is_open() const override { return find_ || record_ || form_; }
  bool busy() const override { return busy_ || visits_.busy(); }
  bool has_typed() const override;  // into a form, and into no record yet
  void draw(ui::Ui& ui) override;
  void on_line(const api::live::Line& line) override;
  void on_day_changed() override { visits_.on_day_changed(); }
  void on_link() override;  // the box is back: what could not be looked for is
  std::int64_t tick(std::int64_t now_ms) override;

 private:
  void draw_find(ui::Ui& ui);
  void draw_record(ui::Ui& ui);
  void draw_changes(ui::Ui& ui);
  void draw_form(ui::Ui& ui);
  void draw_duplicates(ui::Ui& ui);
  void search();
  void read_record();
  void read_wishes(const api::clients::Client& client);
  void read_changes(const std::optional<std::int64_t>& next);
  // The form as it was left, or none; it is not kept any more then. A registration has no client.
  std::optional<screens::desk::ClientFormModel> take_kept(const std::optional<ClientId>& client);
  void open_form(screens::desk::ClientFormModel form);
  void close_form();
  void save();
  void look_for_duplicates();
  void register_client(const std::vector<ClientId>& others);
  void registered(Result<api::clients::Client> reply);
  void edit();
  void edited(Result<api::clients::Client> reply);
  void save_care_team(const api::clients::Client& client);
  void saved(const api::clients::Client& client);
  void read_theirs();
  void pick(const screens::desk::FoundClient& client);
  IdempotencyKey new_key() const;
  void refused(ErrorCode code);

  const Desk& desk_;
  Picked picked_;
  Purpose purpose_ = Purpose::kOpen;
  link::Life find_life_;
  link::Life record_life_;
  link::Life form_life_;
  std::optional<screens::desk::FindModel> find_;
  bool search_is_due_ = false;
  std::int64_t search_due_ms_ = 0;
  std::int64_t now_ms_ = 0;
  std::optional<ClientId> opened_;
  std::optional<screens::desk::RecordModel> record_;
  std::optional<screens::desk::ChangesModel> changes_;
  std::optional<std::int64_t> older_;
  ClientVisitsPart visits_;
  std::optional<screens::desk::ClientFormModel> form_;
  // Closed with something in them: gone on with when they are opened again. The newest last.
  std::vector<screens::desk::ClientFormModel> kept_forms_;
  std::optional<screens::desk::DuplicatesModel> duplicates_;
  bool busy_ = false;
  std::optional<ErrorCode> problem_;
};

}  // namespace alcove::flows::desk

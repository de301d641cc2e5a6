// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <variant>

#include "kiosk/link/box.h"
#include "shared/api/check_in_forms.h"
#include "shared/api/questionnaires.h"

// What a client confirmed, on its way to the box, one after the other in the order in which it was
// confirmed: live while the box is there, otherwise sealed into the spool; and once something of it
// waits there, everything after it too, until the spool is empty. It outlives the visit: a client
// is forgotten when nothing is under way here any more. For the UI thread.
namespace alcove::flows::lobby {

inline constexpr std::chrono::milliseconds kAnswerWithin{1000};  // then it is sealed
inline constexpr std::int64_t kFarewellMs = 5000;  // as long the end of a visit is tried to be told

class WayHome {
 public:
  explicit WayHome(link::Box& box) : box_(box) {}
  WayHome(const WayHome&) = delete;
  WayHome& operator=(const WayHome&) = delete;

  enum class Where : std::uint8_t {
    kAtBox,   // the box has it
    kSealed,  // on this terminal's disk; it goes to the box by itself
  };
  struct Told {
    Where where = Where::kAtBox;
    bool show_support = false;  // as the box says; false when it was not asked
    bool nobody_hears = false;  // likewise: no terminal of the staff is connected
  };
  // `then` is called once; not when nothing can keep the answer (no spool yet, a full disk) before
  // the visit is over.
  void answer(api::questionnaires::AnswerRequest request, std::function<void(const Told&)> then);
  void complete(const QuestionnaireId& id);
  // A correction, a signature, the wish to talk first. `then` is called once, while the visit
  // lasts: with where it is, or with what the box has against it (it is not sealed then), or with
  // the error of a disk that cannot keep it while the box is away. After an error it is kept
  // nowhere.
  using FormTold = std::function<void(const Result<Where>&)>;
  void propose(api::check_in::ProposeRequest request, FormTold then);
  void sign(api::check_in::SignRequest request, FormTold then);
  void talk_first(const CheckInId& check_in, FormTold then);
  // The last thing of a visit. A box that does not hear of it ends the visit itself; that somebody
  // stopped in the middle it is told later all the same.
  enum class IfAway : std::uint8_t { kForget, kSeal };
  void leave(const CheckInId& check_in, api::check_in::Ending ending, IfAway if_away);

  // Nothing is here any more that is neither at the box nor sealed.
  bool empty() const { return waiting_.empty(); }
  // Nothing of the visit waits in the spool either; and none of it was put into quarantine there.
  bool all_at_box() const { return empty() && sealed_ == 0 && !quarantined_; }

  // What waits here was taken neither by the box, which is away, nor by the disk, which is full. It
  // is tried again every second.
  bool nobody_takes_it() const { return refused_ && !empty(); }

  void on_link() { go_on(); }
  void on_delivered(const offline::DeliveryReport& report);
  // Returns in how many milliseconds it wants to be called again; negative: no need.
  std::int64_t tick(std::int64_t now_ms);
  // The visit is over and nobody waits for news of it; what is on its way goes on.
  void nobody_waits();

 private:
  struct Answer {
    api::questionnaires::AnswerRequest request;
    std::function<void(const Told&)> then;
  };
  struct Complete {
    api::questionnaires::FinishRequest request;
  };
  struct Form {
    std::variant<api::check_in::ProposeRequest, api::check_in::SignRequest,
                 api::check_in::ThisVisit>
        request;
    FormTold then;
  };
  struct Leave {
    api::check_in::FinishRequest request;
    IfAway if_away = IfAway::kForget;
    std::optional<std::int64_t> give_up_ms{};
  };
  using Item = std::variant<Answer, Complete, Form, Leave>;

  void add(Item item);
  void go_on();
  void send_first();
  void send(const Answer& answer);
  void send(const Complete& complete);
  void send(const Form& form);
  void send(const Leave& leave);
  template <class Request>
  void send_form(const wire::Route<Request, wire::Nothing>& route, const Request& request);
  void seal_first();
  void first_is(const Told& told);
  static offline::NewSpoolRecord record_of(const Item& item);
  void form_is(const Result<Where>& where);
  void leave_unheard();
  void drop_first();
  bool may_send() const { return box_.there() && box_.waiting() == 0; }

  link::Box& box_;
  link::Life life_;
  std::deque<Item> waiting_;
  bool under_way_ = false;
  std::optional<std::int64_t> again_ms_;  // after neither box nor disk took it
  bool refused_ = false;
  std::int64_t now_ms_ = 0;
  std::size_t sealed_ = 0;
  bool quarantined_ = false;
};

}  // namespace alcove::flows::lobby

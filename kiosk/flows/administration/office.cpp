// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/administration/office.h"

#include <algorithm>

#include "kiosk/flows/overwrite.h"
#include "kiosk/text/administration_messages.h"

namespace alcove::flows::administration {

using namespace screens::administration;
namespace api_admin = api::administration;

namespace {

constexpr std::int64_t kReadEveryMs = 10'000;  // who is connected goes on
constexpr std::int64_t kToastMs = 8000;

// Those who can come in first, each part by name.
void in_order(std::vector<Colleague>& people) {
  std::stable_sort(people.begin(), people.end(), [](const Colleague& a, const Colleague& b) {
    const bool a_gone = a.state == api_admin::PersonState::kDisabled;
    const bool b_gone = b.state == api_admin::PersonState::kDisabled;
    return a_gone != b_gone ? b_gone : a.display_name < b.display_name;
  });
}

}  // namespace

Office::Office(StaffContext& context, BoxWatch* watch, WayBack way_back)
    : context_(context), watch_(watch), alerts_(context), page_{.zone = context.zone} {
  page_.way_back = way_back;
  page_.sections.clear();
  if (watch_ != nullptr) {
    page_.sections = {Section::kPeople, Section::kTerminals, Section::kBox,      Section::kRules,
                      Section::kRooms,  Section::kServices,  Section::kResources};
  }
  if (context_.has_role(api::Role::kPrivacyOfficer)) page_.sections.push_back(Section::kSetAside);
  page_.section = page_.sections.front();
  page_.self = context_.session.person.id;
  page_.here = context_.box.enrolled().device;
  page_.bar = [this](ui::Ui& ui, ui::Rect& page) {
    return context_.top_bar(ui, page.cut_top(context_.top_bar_height(ui)));
  };
  page_.strip = [this](ui::Ui& ui, const ui::Rect& place) { return alerts_.draw_above(ui, place); };
  read();
}

void Office::show(Section section) {
  page_.section = section;
  if (section == Section::kBox && !page_.condition) page_.condition = 0;
  read_ms_.reset();
}

void Office::read() {
  if (watch_ == nullptr) return;
  read_life_.renew();
  incoming_.clear();
  read_people({});
  speakers_.clear();
  read_speakers({});
  read_terminals();
  read_rules();
}

void Office::read_people(const std::optional<StaffId>& next) {
  context_.box.ask(read_life_, api_admin::people, api_admin::PeopleRequest{next},
                   [this](Result<api_admin::PeopleReply> reply) {
                     if (!reply) return page_.people.refused(reply.error().code);
                     std::move(reply->items.begin(), reply->items.end(),
                               std::back_inserter(incoming_));
                     if (reply->next) return read_people(reply->next);
                     in_order(incoming_);
                     page_.people.take(std::exchange(incoming_, {}));
                   });
}

void Office::read_terminals() {
  context_.box.ask(read_life_, api_admin::terminals, wire::Nothing{},
                   [this](Result<api_admin::TerminalsReply> reply) {
                     if (!reply) return page_.terminals.refused(reply.error().code);
                     page_.terminals.take(std::move(reply->items));
                   });
}

void Office::say(std::string words) {
  page_.toast = std::move(words);
  toast_until_ms_ = now_ms_ + kToastMs;
}

SheetFrame Office::frame() const {
  return {.language = context_.language,
          .touch_keyboard = context_.touch_keyboard,
          .there = context_.box.there(),
          .busy = busy_,
          .problem = problem_};
}

bool Office::draw(ui::Ui& ui) {
  page_.language = context_.language;
  page_.there = context_.box.there();
  page_.zone = context_.zone;
  page_.now = context_.box.now();
  if (watch_ != nullptr) {
    page_.box = watch_->state();
    page_.box_started = watch_->started();
  }
  alerts_.announce(ui);
  const Act pressed = screens::administration::draw(ui, page_);
  mind_aside_words();
  draw_sheets(ui);
  alerts_.draw_sheet(ui);
  if (pressed == Act::kBack) return true;
  act(pressed);
  return false;
}

void Office::act(Act act) {
  const Colleague* const person = page_.chosen_person();
  const Terminal* const terminal = page_.chosen_terminal();
  switch (act) {
    case Act::kNone:
    case Act::kBack:
      return;
    case Act::kAddPerson:
      return open_person(nullptr);
    case Act::kReset:
      if (person != nullptr) prove_code(*person);
      return;
    case Act::kRoles:
      if (person != nullptr) open_person(person);
      return;
    case Act::kLanguages:
      if (person != nullptr) open_languages(*person);
      return;
    case Act::kDisable:
      if (person != nullptr) prove_disable(*person);
      return;
    case Act::kEnable:
      if (person != nullptr) prove_enable(*person);
      return;
    case Act::kNewTerminal:
      return open_terminal(nullptr);
    case Act::kRename:
      if (terminal != nullptr) open_terminal(terminal);
      return;
    case Act::kRevoke:
      if (terminal != nullptr) prove_revoke(*terminal);
      return;
    case Act::kChangeRule:
      if (page_.rule) rule_open_ = page_.rules.all[*page_.rule];
      return;
    case Act::kAddRoom:
      return open_room(nullptr);
    case Act::kChangeRoom:
      if (const Room* const one = page_.chosen_room()) open_room(one);
      return;
    case Act::kAddService:
      return open_service(nullptr);
    case Act::kChangeService:
      if (const Service* const one = page_.chosen_service()) open_service(one);
      return;
    case Act::kAddResource:
      return open_resource(nullptr);
    case Act::kChangeResource:
      if (const Resource* const one = page_.chosen_resource()) open_resource(one);
      return;
    case Act::kOlderAside:
      return read_older_aside();
    case Act::kReadAside:
      return read_aside_words();
    case Act::kSettleAside:
      return open_settle();
    case Act::kCloseToast:
      page_.toast.clear();
      return;
  }
}

// The form stays below the proof, so that what the box refuses can be mended in it.
void Office::draw_sheets(ui::Ui& ui) {
  if (person_ && !prove_) {
    const SheetAct pressed = screens::administration::draw(ui, frame(), *person_);
    if (pressed == SheetAct::kClose) person_.reset();
    if (pressed == SheetAct::kGo) prove_person();
  } else if (languages_) {
    const SheetAct pressed = screens::administration::draw(ui, frame(), *languages_);
    if (pressed == SheetAct::kClose) put_away();
    if (pressed == SheetAct::kGo && !busy_) keep_languages();
  } else if (setup_.open()) {
    draw_setup_sheet(ui);
  } else if (resource_) {
    const SheetAct pressed = screens::administration::draw(ui, frame(), *resource_);
    if (pressed == SheetAct::kClose) put_away();
    if (pressed == SheetAct::kGo && !busy_) keep_resource();
  } else if (terminal_ && !prove_) {
    const SheetAct pressed = screens::administration::draw(ui, frame(), *terminal_);
    if (pressed == SheetAct::kClose) put_away();
    if (pressed == SheetAct::kGo) terminal_written();
  } else if (prove_) {
    const SheetAct pressed = screens::administration::draw(ui, frame(), *prove_);
    if (pressed == SheetAct::kClose) close_proof();
    if (pressed == SheetAct::kGo && !busy_) proved();
  } else if (settle_) {
    const SheetAct pressed = screens::administration::draw(ui, frame(), *settle_);
    if (pressed == SheetAct::kClose) close_settle();
    if (pressed == SheetAct::kGo && !busy_) settle();
  } else if (rule_open_) {
    draw_rule_choices(ui);
  } else if (code_) {
    if (screens::administration::draw(ui, frame(), *code_) == SheetAct::kClose) put_away();
  }
}

void Office::on_line(const api::live::Line& line) {
  alerts_.on_line(line);
}

void Office::on_link() {
  alerts_.on_link();
  if (!context_.box.there()) return;
  if (problem_ == ErrorCode::kUnavailable) problem_.reset();
  aside_due_ = true;
  read_ms_.reset();
}

std::int64_t Office::tick(std::int64_t now_ms) {
  now_ms_ = now_ms;
  std::int64_t next = alerts_.tick(now_ms);
  const auto by = [&next](std::int64_t wish) { next = next < 0 ? wish : std::min(next, wish); };
  if (context_.box.there()) {
    if (!read_ms_ || now_ms - *read_ms_ >= kReadEveryMs) {
      read_ms_ = now_ms;
      read();
    }
    by(*read_ms_ + kReadEveryMs - now_ms);
    if (aside_due_ && page_.section == Section::kSetAside) read_set_aside();
  }
  if (!page_.toast.empty()) {
    if (now_ms >= toast_until_ms_) page_.toast.clear();
    by(std::max<std::int64_t>(0, toast_until_ms_ - now_ms));
  }
  if (code_ && context_.box.now() >= code_->expires_at) {
    put_away();
    say(std::string(text::AdministrationMessages(context_.language).code_ran_out()));
  }
  return next;
}

void Office::put_away() {
  life_.renew();
  busy_ = false;
  problem_.reset();
  if (prove_) prove_->proof.wipe();
  if (code_) overwrite(code_->code);
  prove_.reset();
  code_.reset();
  person_.reset();
  languages_.reset();
  setup_ = {};
  resource_.reset();
  terminal_.reset();
  rule_open_.reset();
  confirmed_ = {};
  if (settle_) overwrite(settle_->reason);
  settle_.reset();
  forget_aside_words();
}

}  // namespace alcove::flows::administration

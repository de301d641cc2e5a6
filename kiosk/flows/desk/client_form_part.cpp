// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/flows/desk/clients_part.h"
#include "kiosk/screens/desk/client_words.h"
#include "kiosk/text/clients_messages.h"

// The form: registering, changing, and what happens when somebody else was faster.
namespace alcove::flows::desk {

using namespace screens::desk;
using api::clients::Client;

namespace {

constexpr std::size_t kMostFormsKept = 8;  // of the ninth the oldest one goes

bool is_typed(const ClientFormModel& form) {
  const ClientFormModel untouched = blank_form(form.today, form.looked_for);
  return form.kind == FormKind::kEdit
             ? form.changed()
             : form.typed != untouched.typed || !form.birth.empty() || !form.contact.name.empty();
}

}  // namespace

bool ClientsPart::has_typed() const {
  return !kept_forms_.empty() || (form_ && is_typed(*form_));
}

std::optional<ClientFormModel> ClientsPart::take_kept(const std::optional<ClientId>& client) {
  const auto is_it = [&](const ClientFormModel& form) {
    return client ? form.kind == FormKind::kEdit && form.client == *client
                  : form.kind == FormKind::kRegister;
  };
  const auto found = std::find_if(kept_forms_.begin(), kept_forms_.end(), is_it);
  if (found == kept_forms_.end()) return std::nullopt;
  std::optional<ClientFormModel> form = std::move(*found);
  kept_forms_.erase(found);
  return form;
}

void ClientsPart::open_form(ClientFormModel form) {
  form_ = std::move(form);
  if (form_->kind == FormKind::kRegister && form_->client.is_nil()) {
    form_->client = ClientId::make(desk_.context.box.now(), desk_.context.box.random());
  }
  problem_.reset();
  busy_ = false;
}

void ClientsPart::close_form() {
  const text::ClientsMessages say(desk_.context.language);
  if (is_typed(*form_)) {
    if (kept_forms_.size() == kMostFormsKept) kept_forms_.erase(kept_forms_.begin());
    kept_forms_.push_back(std::move(*form_));
    desk_.say(std::string(say.form_kept_here()));
  }
  form_.reset();
  form_life_.renew();
  busy_ = false;
  problem_.reset();
}

void ClientsPart::draw_form(ui::Ui& ui) {
  form_->staff = desk_.book.staff();
  const FormIntent intent = screens::desk::draw(ui, desk_.frame(busy_, problem_), *form_);
  if (intent.close) return close_form();
  if (intent.add_phone) {
    form_->typed.phones.push_back(
        {PhoneId::make(desk_.context.box.now(), desk_.context.box.random()),
         api::clients::PhoneKind::kMobile,
         {},
         false});
  }
  if (intent.save && !busy_) save();
}

void ClientsPart::save() {
  busy_ = true;
  problem_.reset();
  form_->kind == FormKind::kRegister ? look_for_duplicates() : edit();
}

void ClientsPart::look_for_duplicates() {
  desk_.context.box.ask(
      form_life_, api::clients::find_duplicates,
      api::clients::FindDuplicatesRequest{*form_->details()},
      [this](Result<api::clients::FindDuplicatesReply> reply) {
        if (!form_) return;
        if (!reply) return refused(reply.error().code);
        if (reply->items.empty()) return register_client({});
        busy_ = false;
        duplicates_ = DuplicatesModel{called_name(form_->typed), std::move(reply->items)};
      });
}

void ClientsPart::draw_duplicates(ui::Ui& ui) {
  const DuplicatesIntent intent =
      screens::desk::draw(ui, desk_.frame(busy_, problem_), *duplicates_);
  if (intent.close) duplicates_.reset();
  if (intent.open) {
    const api::clients::Hit hit = duplicates_->items[*intent.open].hit;
    duplicates_.reset();
    close_form();
    return pick(found_client(hit));
  }
  if (!intent.nobody_of_these || busy_) return;
  std::vector<ClientId> others;
  for (const auto& one : duplicates_->items) others.push_back(one.hit.client);
  register_client(others);
}

void ClientsPart::register_client(const std::vector<ClientId>& others) {
  busy_ = true;
  desk_.context.box.ask(
      form_life_, api::clients::register_client,
      api::clients::RegisterRequest{form_->client, *form_->details(), form_->care_team, others},
      [this](Result<Client> reply) { registered(std::move(reply)); }, {.key = new_key()});
}

void ClientsPart::registered(Result<Client> reply) {
  if (!form_) return;
  busy_ = false;
  duplicates_.reset();
  if (!reply) {
    // Somebody who may be the same was registered meanwhile: they are shown first.
    if (reply.error().code == ErrorCode::kAlreadyExists &&
        reply.error().field == "not_the_same_as") {
      busy_ = true;
      return look_for_duplicates();
    }
    return refused(reply.error().code);
  }
  const text::ClientsMessages say(desk_.context.language);
  const std::string name = called_name(reply->details);
  form_.reset();
  desk_.say(say.form_registered({.name = name, .number = std::to_string(reply->record_number)}));
  pick({.id = reply->id,
        .name = name,
        .list_name = rules::list_name({.given = reply->details.legal_given,
                                       .middle = reply->details.legal_middle,
                                       .family = reply->details.legal_family,
                                       .preferred_given = reply->details.preferred_given,
                                       .preferred_family = reply->details.preferred_family}),
        .record_number = reply->record_number,
        .birth_date = reply->details.birth_date});
}

void ClientsPart::edit() {
  const api::clients::Details details = *form_->details();
  desk_.context.box.ask(form_life_, api::clients::edit,
                        api::clients::EditRequest{form_->client, form_->base_revision, details},
                        [this](Result<Client> reply) { edited(std::move(reply)); },
                        {.key = new_key()});
}

void ClientsPart::edited(Result<Client> reply) {
  if (!form_) return;
  if (!reply && reply.error().code == ErrorCode::kConflict) return read_theirs();
  if (!reply) return refused(reply.error().code);
  if (form_->care_team != form_->base_care_team) return save_care_team(reply.value());
  saved(reply.value());
}

void ClientsPart::save_care_team(const Client& client) {
  // What was typed is in the record; should the team be refused, only the team is tried again.
  form_->base = client.details;
  form_->base_revision = client.revision;
  desk_.context.box.ask(
      form_life_, api::clients::set_care_team,
      api::clients::SetCareTeamRequest{form_->client, client.revision, form_->care_team},
      [this](Result<Client> reply) {
        if (!form_) return;
        if (!reply && reply.error().code == ErrorCode::kConflict) return read_theirs();
        if (!reply) return refused(reply.error().code);
        saved(reply.value());
      },
      {.key = new_key()});
}

void ClientsPart::saved(const Client& client) {
  const text::ClientsMessages say(desk_.context.language);
  busy_ = false;
  form_.reset();
  if (record_) record_->client = client;
  desk_.say(say.form_saved(called_name(client.details)));
}

void ClientsPart::read_theirs() {
  desk_.context.box.ask(form_life_, api::clients::open, api::clients::OpenRequest{form_->client},
                        [this](Result<Client> reply) {
                          if (!form_) return;
                          if (!reply) return refused(reply.error().code);
                          take_theirs(*form_, reply.value(), desk_.context.language);
                          refused(ErrorCode::kConflict);
                        });
}

}  // namespace alcove::flows::desk

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/administration/office.h"
#include "kiosk/flows/overwrite.h"
#include "kiosk/screens/administration/sheet_words.h"
#include "kiosk/text/administration_messages.h"
#include "shared/api/administration_people.h"

// What is done for one of the people who work here.
namespace alcove::flows::administration {

using namespace screens::administration;
namespace admin = api::administration;

void Office::open_person(const Colleague* person) {
  put_away();
  person_.emplace();
  if (person == nullptr) return;
  person_->person = *person;
  person_->choose_roles(person->roles);
  person_->crisis = person->crisis;
  person_->credential = person->credential;
  person_->keeps_administrator = person->last_administrator;
}

void Office::show_code(admin::PersonCode made) {
  const StaffId person = made.person.id;
  done();
  page_.person = person;
  code_ = person_code_words(context_.language, made.person, taken(made.code),
                            until_words(made.expires_at));
  code_->expires_at = made.expires_at;
}

template <class Request>
void Office::ask_code(const wire::Route<Request, admin::PersonCode>& route, Request request) {
  context_.box.ask(life_, route, std::move(request), [this](Result<admin::PersonCode> made) {
    if (!made) return refused(made.error().code);
    show_code(std::move(*made));
  });
}

template <class Request>
void Office::ask_change(const wire::Route<Request, Colleague>& route, Request request, Done words) {
  context_.box.ask(life_, route, std::move(request), [this, words](const Result<Colleague>& now) {
    if (!now) return refused(now.error().code);
    done();
    say(words(text::AdministrationMessages(context_.language), now->display_name));
  });
}

void Office::read_speakers(const std::optional<StaffId>& next) {
  context_.box.ask(read_life_, admin::languages, admin::PeopleRequest{next},
                   [this](const Result<admin::SpeakersReply>& reply) {
                     if (!reply) return;
                     for (const admin::Speaker& one : reply->items) speakers_.push_back(one);
                     if (reply->next) return read_speakers(reply->next);
                     page_.speakers = std::exchange(speakers_, {});
                   });
}

void Office::open_languages(const Colleague& person) {
  put_away();
  languages_ = languages_model(person, page_.spoken_by(person.id));
}

void Office::keep_languages() {
  busy_ = true;
  problem_.reset();
  link::Box& box = context_.box;
  box.ask(life_, admin::set_languages, admin::Speaker{languages_->person, languages_->chosen()},
          [this, name = languages_->name](const Result<admin::Speaker>& now) {
            if (!now) return refused(now.error().code);
            done();
            say(text::AdministrationMessages(context_.language).done_languages(name));
          },
          {.key = IdempotencyKey::make(box.now(), box.random())});
}

void Office::prove_code(const Colleague& person) {
  put_away();
  prove(code_words(context_.language, person), [this, id = person.id](Bytes confirmation) {
    ask_code(admin::reset_person, admin::PersonRequest{id, std::move(confirmation)});
  });
}

void Office::prove_enable(const Colleague& person) {
  put_away();
  prove(enable_words(context_.language, person), [this, id = person.id](Bytes confirmation) {
    ask_code(admin::enable_person, admin::PersonRequest{id, std::move(confirmation)});
  });
}

void Office::prove_disable(const Colleague& person) {
  put_away();
  prove(disable_words(context_.language, person), [this, id = person.id](Bytes confirmation) {
    ask_change(admin::disable_person, admin::PersonRequest{id, std::move(confirmation)},
               [](const text::AdministrationMessages& words, const std::string& name) {
                 return words.done_disabled(name);
               });
  });
}

void Office::prove_person() {
  prove(person_words(context_.language, *person_), [this](Bytes confirmation) {
    if (!person_->person) {
      return ask_code(admin::add_person,
                      admin::AddPersonRequest{.sign_in_name = person_->sign_in_name,
                                              .display_name = person_->display_name,
                                              .credential = person_->credential,
                                              .roles = person_->chosen_roles(),
                                              .crisis = person_->crisis,
                                              .confirmation = std::move(confirmation)});
    }
    ask_change(admin::change_roles,
               admin::ChangeRolesRequest{.person = person_->person->id,
                                         .roles = person_->chosen_roles(),
                                         .crisis = person_->crisis,
                                         .confirmation = std::move(confirmation),
                                         .credential = person_->credential},
               [](const text::AdministrationMessages& words, const std::string& name) {
                 return words.done_roles(name);
               });
  });
}

}  // namespace alcove::flows::administration

// SPDX-License-Identifier: Apache-2.0
#include "kiosk/flows/lobby/walk.h"
#include "shared/rules/phone_number.h"

namespace alcove::flows::lobby {
namespace {

using namespace screens::lobby;

constexpr std::chrono::milliseconds kReadAgainWithin{3000};

std::string upper_case(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

}  // namespace

void Walk::show_detail(std::size_t detail) {
  if (detail >= visit_->details()) return show_consent();
  visit_->detail = detail;
  ConfirmModel& model = visit_->confirm;
  model.language = visit_->language;
  model.detail = visit_->at_address() ? Detail::kAddress : Detail::kPhone;
  model.masked =
      visit_->at_address() ? *visit_->forms.masked_address : visit_->forms.phones[detail].masked;
  model.still_right = visit_->said[detail].still_right;
  go(Stage::kConfirm);
}

void Walk::show_last_detail() {
  if (visit_->details() == 0) return go(Stage::kHello);
  show_detail(visit_->details() - 1);
}

void Walk::draw_confirm(ui::Ui& ui) {
  switch (screens::lobby::draw(ui, visit_->confirm)) {
    case Step::kNone:
      break;
    case Step::kBack:
      if (visit_->detail > 0) {
        show_detail(visit_->detail - 1);
      } else {
        go(Stage::kHello);
      }
      break;
    case Step::kHelp:
      help();
      break;
    case Step::kNext:
      visit_->said[visit_->detail].still_right = visit_->confirm.still_right;
      if (visit_->confirm.still_right == true) {
        show_detail(visit_->detail + 1);
      } else {
        visit_->new_phone.digits = visit_->said[visit_->detail].digits;
        go(visit_->at_address() ? Stage::kNewAddress : Stage::kNewPhone);
      }
      break;
  }
}

void Walk::draw_new_phone(ui::Ui& ui) {
  NewPhoneModel& model = visit_->new_phone;
  model.language = visit_->language;
  model.busy = busy();
  switch (screens::lobby::draw(ui, model)) {
    case Step::kNone:
      break;
    case Step::kBack:
      go(Stage::kConfirm);
      break;
    case Step::kHelp:
      help();
      break;
    case Step::kNext:
      visit_->said[visit_->detail].digits = model.digits;
      propose();
      break;
  }
}

void Walk::draw_new_address(ui::Ui& ui) {
  NewAddressModel& model = visit_->new_address;
  model.language = visit_->language;
  model.busy = busy();
  switch (screens::lobby::draw(ui, model)) {
    case Step::kNone:
      break;
    case Step::kBack:
      go(Stage::kConfirm);
      break;
    case Step::kHelp:
      help();
      break;
    case Step::kNext:
      propose();
      break;
  }
}

void Walk::propose() {
  const bool address = visit_->at_address();
  api::check_in::ProposeRequest request{.check_in = visit_->check_in,
                                        .proposal = ProposalId::make(box_.now(), box_.random()),
                                        .phone = std::nullopt,
                                        .number = std::nullopt,
                                        .address = std::nullopt};
  if (address) {
    const NewAddressModel& typed = visit_->new_address;
    request.address =
        api::clients::Address{typed.street, "", typed.city, upper_case(typed.state), typed.zip};
  } else {
    request.phone = visit_->forms.phones[visit_->detail].phone;
    request.number = visit_->new_phone.digits;
  }
  wait();
  way_home_.propose(std::move(request), [this, address](const Result<WayHome::Where>& where) {
    waited();
    if (where) return show_detail(visit_->detail + 1);
    not_kept(address ? NotKept::kAddress : NotKept::kPhone);
  });
}

void Walk::not_kept(NotKept what) {
  not_kept_ = what;
  go(Stage::kNotKept);
}

void Walk::draw_not_kept(ui::Ui& ui) {
  switch (screens::lobby::draw(ui, NotKeptModel{visit_->language, not_kept_, busy()})) {
    case NotKeptIntent::kNone:
      break;
    case NotKeptIntent::kHelp:
      help();
      break;
    case NotKeptIntent::kGoOn:
      switch (not_kept_) {
        case NotKept::kPhone:
        case NotKept::kAddress:
          show_detail(visit_->detail + 1);
          break;
        case NotKept::kSignature:
        case NotKept::kTalkFirst:
          visit_->consent_settled = true;
          show_questions();
          break;
      }
      break;
  }
}

void Walk::show_consent() {
  if (!visit_->forms.consent || visit_->consent_settled) return show_questions();
  show_document(*visit_->forms.consent);
}

void Walk::show_document(const api::check_in::ConsentDue& document) {
  visit_->read.language = visit_->language;
  visit_->read.title = document.title;
  visit_->read.body = document.text;
  go(Stage::kConsentRead);
}

void Walk::draw_consent_read(ui::Ui& ui) {
  visit_->read.busy = busy();
  switch (screens::lobby::draw(ui, visit_->read)) {
    case ConsentIntent::kNone:
      break;
    case ConsentIntent::kBack:
      show_last_detail();
      break;
    case ConsentIntent::kHelp:
      help();
      break;
    case ConsentIntent::kTalkFirst:
      talk_first();
      break;
    case ConsentIntent::kNext:
      go(Stage::kConsentSign);
      break;
  }
}

void Walk::talk_first() {
  if (waiting_since_ms_) return;
  wait();
  way_home_.talk_first(visit_->check_in, [this](const Result<WayHome::Where>& where) {
    waited();
    // Sealed it comes later than the client is called: the desk has to hear it now.
    if (!where || *where == WayHome::Where::kSealed) return not_kept(NotKept::kTalkFirst);
    visit_->consent_settled = true;
    show_questions();
  });
}

void Walk::draw_consent_sign(ui::Ui& ui) {
  visit_->sign.language = visit_->language;
  visit_->sign.busy = busy();
  switch (screens::lobby::draw(ui, visit_->sign)) {
    case Step::kNone:
      break;
    case Step::kBack:
      show_document(*visit_->forms.consent);
      break;
    case Step::kHelp:
      help();
      break;
    case Step::kNext:
      sign();
      break;
  }
}

void Walk::sign() {
  wait();
  way_home_.sign({.check_in = visit_->check_in,
                  .consent = ConsentId::make(box_.now(), box_.random()),
                  .hash = visit_->forms.consent->hash,
                  .typed_name = visit_->sign.name,
                  .strokes = strokes_of(visit_->sign.signature)},
                 [this](const Result<WayHome::Where>& where) {
                   waited();
                   if (!where && where.error().code == ErrorCode::kConflict) return read_again();
                   // kWrongState: it is signed already.
                   const bool stands = where || where.error().code == ErrorCode::kWrongState;
                   if (!stands) return not_kept(NotKept::kSignature);
                   visit_->consent_settled = true;
                   show_questions();
                 });
}

// The text has changed since it was read: the new one is shown. The name stays; the signature was
// for other words.
void Walk::read_again() {
  wait();
  box_.ask(life_, api::check_in::arrive, api::check_in::ThisVisit{visit_->check_in},
           [this](Result<api::check_in::ArriveReply> reply) {
             waited();
             if (!reply) return not_kept(NotKept::kSignature);
             visit_->forms.consent = std::move(reply->consent);
             visit_->sign.signature.strokes.clear();
             visit_->read.wording = Wording::kChanged;
             show_consent();
           },
           {.within = kReadAgainWithin});
}

}  // namespace alcove::flows::lobby

// SPDX-License-Identifier: Apache-2.0
#include "tests/access/access_box.h"

using namespace alcove;
using namespace alcove::access;
using api::Role;
using testing::AccessBox;

namespace {

Result<StaffWithCode> add(AccessBox& box, const NewStaff& wanted) {
  return box.services->staff.add(AccessBox::operator_actor(), wanted);
}

NewStaff named(const std::string& name) {
  return {.sign_in_name = name,
          .display_name = "T. Nguyen",
          .credential = "",
          .roles = {Role::kClinician}};
}

}  // namespace

TEST_CASE("a person is added with what was said and listed with it") {
  AccessBox box;
  const auto added = add(box, {.sign_in_name = "T.Nguyen",
                               .display_name = "Thanh Nguyễn",
                               .credential = "LCSW",
                               .roles = {Role::kSupervisor, Role::kClinician},
                               .crisis = true})
                         .value();
  CHECK(added.code.size() == 4 * 5 + 3);
  const auto list = box.services->staff.list().value();
  REQUIRE(list.size() == 1);
  CHECK(list[0].sign_in_name == "t.nguyen");
  CHECK(list[0].display_name == "Thanh Nguyễn");
  CHECK(list[0].credential == "LCSW");
  CHECK(list[0].roles == RoleSet{Role::kClinician, Role::kSupervisor});
  CHECK(list[0].crisis);
  CHECK_FALSE(list[0].has_password);
  CHECK_FALSE(list[0].disabled_at.has_value());
  CHECK(box.events("staff.add") ==
        std::vector<std::string>{"done||roles=clinician,supervisor crisis=yes"});
}

TEST_CASE("a sign-in name is taken at its limits and refused past them") {
  AccessBox box;
  CHECK(add(box, named("ab")).ok());
  CHECK(add(box, named(std::string(32, 'a'))).ok());
  for (const std::string name : {"a", "two words", "josé", "", "a/b"}) {
    CHECK(add(box, named(name)).error().code == ErrorCode::kOutOfRange);
  }
  CHECK(add(box, named(std::string(33, 'a'))).error().code == ErrorCode::kOutOfRange);
  CHECK(add(box, named("AB")).error().code == ErrorCode::kAlreadyExists);
}

TEST_CASE("names, credentials and roles have their limits") {
  AccessBox box;
  NewStaff wanted = named("ana");
  wanted.display_name = "";
  CHECK(add(box, wanted).error().field == "display_name");
  wanted.display_name = std::string(101, 'a');
  CHECK(add(box, wanted).error().field == "display_name");
  wanted.display_name = std::string(100, 'a');
  wanted.credential = std::string(41, 'a');
  CHECK(add(box, wanted).error().field == "credential");
  wanted.credential = std::string(40, 'a');
  wanted.roles = {};
  CHECK(add(box, wanted).error().field == "roles");
  wanted.roles = {Role::kBiller};
  CHECK(add(box, wanted).ok());
}

TEST_CASE("the name of somebody who has left is never given to another") {
  AccessBox box;
  REQUIRE(add(box, named("ana")).ok());
  REQUIRE(box.services->staff.disable(AccessBox::operator_actor(), "ana").ok());
  CHECK(add(box, named("ana")).error().code == ErrorCode::kAlreadyExists);
  CHECK(box.services->staff.disable(AccessBox::operator_actor(), "ana").error().code ==
        ErrorCode::kWrongState);
}

TEST_CASE("what is done to a name that nobody has is refused") {
  AccessBox box;
  auto& staff = box.services->staff;
  const auto actor = AccessBox::operator_actor();
  CHECK(staff.disable(actor, "nobody").error().code == ErrorCode::kNotFound);
  CHECK(staff.enable(actor, "nobody").error().code == ErrorCode::kNotFound);
  CHECK(staff.reset(actor, "nobody").error().code == ErrorCode::kNotFound);
  CHECK(staff.set_roles(actor, "nobody", {Role::kBiller}, false).error().code ==
        ErrorCode::kNotFound);
  CHECK(staff.find("nobody").error().code == ErrorCode::kNotFound);
}

TEST_CASE("a change of roles keeps the old ones in the chain") {
  AccessBox box;
  REQUIRE(add(box, named("ana")).ok());
  auto& staff = box.services->staff;
  CHECK(staff.set_roles(AccessBox::operator_actor(), "ana", {}, false).error().code ==
        ErrorCode::kOutOfRange);
  REQUIRE(staff.set_roles(AccessBox::operator_actor(), "ana", {Role::kBiller}, true).ok());
  CHECK(staff.find("ana")->roles == RoleSet{Role::kBiller});
  CHECK(box.events("staff.roles") ==
        std::vector<std::string>{
            "done||before: roles=clinician crisis=no; now: roles=biller crisis=yes"});
}

TEST_CASE("two thousand people fit, one more is refused") {
  AccessBox box;
  const std::function<Result<bool>(audit::WriteTxn&)> fill =
      [&](audit::WriteTxn& txn) -> Result<bool> {
    for (std::size_t i = 0; i < 1999; ++i) {
      StaffRecord staff = checked_staff(named("person" + std::to_string(i))).value();
      staff.id = StaffId::make(txn.now(), box.box.random);
      ALCOVE_TRY(add_staff(txn, staff));
    }
    return true;
  };
  REQUIRE(box.box.ledger->write<bool>(AccessBox::operator_actor(), fill).ok());
  CHECK(add(box, named("the.last")).ok());
  CHECK(add(box, named("one.more")).error().code == ErrorCode::kTooMany);
}

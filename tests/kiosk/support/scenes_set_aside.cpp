// SPDX-License-Identifier: Apache-2.0
#include <functional>

#include "shared/api/notes_save.h"
#include "shared/wire/json.h"
#include "tests/kiosk/support/set_aside_reads.h"

namespace alcove::tests {
namespace {

using api::set_aside::ReadReply;

constexpr const char* kLongColleague =
    "Dr. Alejandra Fernández de Córdoba-Villavicencio y Ortiz de Zárate";

template <class Made>
Made aside_id(int number) {
  return Made::parse("018f0000-0000-7000-8000-0000000000" + std::to_string(10 + number)).value();
}

api::set_aside::Named pointed(int number, const std::function<void(api::set_aside::Named&)>& what) {
  api::set_aside::Named one;
  one.id = aside_id<RecordId>(number);
  what(one);
  return one;
}

}  // namespace

ReadReply note_set_aside() {
  ReadReply read;
  read.client = aside_id<ClientId>(1);
  read.record_number = 104'233;
  read.person = "Fernández de Córdoba y Álvarez de Toledo-Villavicencio, María de los Ángeles";
  api::notes::SaveRequest save;
  save.content.format = rules::NoteFormat::kDap;
  save.content.sections = {
      {rules::NoteSection::kData,
       "She slept better this week, five nights of seven.\n"
       "Her sister stays with her until Sunday."},
      {rules::NoteSection::kPlan, "Go on with the sleep diary. Next visit in a week."}};
  save.content.start = parse_local("2026-11-24T10:00").value();
  save.content.stop = parse_local("2026-11-24T10:50").value();
  read.body = wire::encode(save);
  return read;
}

ReadReply answer_set_aside() {
  ReadReply read;
  read.instrument = rules::InstrumentId::kPhq9;
  read.body =
      R"({"questionnaire":"018f0000-0000-7000-8000-000000000011","number":9,"item":"44260-8",)"
      R"("kind":"points","points":2,"confirmed_at":"2026-11-24T15:04:05.000Z"})";
  return read;
}

ReadReply move_set_aside() {
  ReadReply read;
  read.client = aside_id<ClientId>(1);
  read.record_number = 104'233;
  read.person = "Fernández de Córdoba y Álvarez de Toledo-Villavicencio, María de los Ángeles";
  read.body =
      R"({"appointment":"018f0000-0000-7000-8000-000000000011","base_revision":3,)"
      R"("moved_to":"018f0000-0000-7000-8000-000000000012",)"
      R"("clinician":"018f0000-0000-7000-8000-000000000013",)"
      R"("room":"018f0000-0000-7000-8000-000000000014",)"
      R"("start":"2026-11-30T14:00","minutes":50,"reason":"the bus does not run in the morning"})";
  read.named = {pointed(1,
                        [&](auto& one) {
                          one.start = parse_local("2026-11-27T09:30").value();
                          one.person = read.person;
                          one.record_number = read.record_number;
                          one.name = "Lena Brandt";
                        }),
                pointed(3, [](auto& one) { one.name = kLongColleague; }),
                pointed(4, [](auto& one) { one.here = false; })};
  return read;
}

// A series that was begun after the backup, of somebody whom the box does not know either.
ReadReply series_set_aside() {
  ReadReply read;
  read.body =
      R"({"token":"ab","edit":{"series":"018f0000-0000-7000-8000-000000000011",)"
      R"("base_revision":0,"what":"create","client":"018f0000-0000-7000-8000-000000000012",)"
      R"("service":"018f0000-0000-7000-8000-000000000015","reason":"","terms":{"clinician":)"
      R"("018f0000-0000-7000-8000-000000000013","room":"018f0000-0000-7000-8000-000000000014",)"
      R"("minutes":55,"start":"2026-12-02T20:15","rule":"FREQ=WEEKLY;COUNT=5"}}})";
  read.named = {pointed(2, [](auto& one) { one.here = false; }),
                pointed(3, [](auto& one) { one.name = "Lena Brandt"; }),
                pointed(4, [](auto& one) { one.name = "Room 4"; }),
                pointed(5, [](auto& one) { one.name = "Individual therapy, 55 minutes"; })};
  return read;
}

ReadReply proposal_set_aside() {
  ReadReply read;
  read.body =
      R"({"check_in":"018f0000-0000-7000-8000-000000000011","number":"(716) 555-0133",)"
      R"("address":{"line1":"4418 Old Shore Road Number Twenty-Seven","line2":"Apartment 12",)"
      R"("city":"Buffalo","state":"NY","postal_code":"14201"}})";
  return read;
}

}  // namespace alcove::tests

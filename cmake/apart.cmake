# SPDX-License-Identifier: Apache-2.0
# Most of the time to compile goes into headers, so a target's sources are compiled eight at a time
# where the preset says so (CMAKE_UNITY_BUILD). These use a name that another source of their folder
# uses too, and are compiled by themselves. A source that has to be added here fails to compile with
# "redefinition" or "ambiguous" in its company alone.
set(ALCOVE_APART
  kiosk/flows/administration/office.cpp
  kiosk/flows/alerts/waiting_alerts.cpp
  kiosk/flows/desk/absence_part.cpp
  kiosk/flows/desk/hours_saving.cpp
  kiosk/flows/desk/series_changing.cpp
  kiosk/flows/desk/waitlist_part.cpp
  kiosk/flows/room/chart_flow.cpp
  kiosk/flows/room/note_flow_sheets.cpp
  kiosk/offline/spool.cpp
  kiosk/offline/terminal_files.cpp
  kiosk/offline/witness.cpp
  kiosk/screens/administration/clinic_rules.cpp
  kiosk/screens/administration/field_words.cpp
  kiosk/screens/administration/page_parts.cpp
  kiosk/screens/administration/set_aside_lines.cpp
  kiosk/screens/administration/set_aside_words.cpp
  kiosk/screens/administration/settle_sheet.cpp
  kiosk/screens/desk/absence_calls.cpp
  kiosk/screens/desk/absence_sheet.cpp
  kiosk/screens/desk/calendar_file_sheet.cpp
  kiosk/screens/desk/client_form.cpp
  kiosk/screens/desk/client_words.cpp
  kiosk/screens/desk/day_close_sheet.cpp
  kiosk/screens/desk/first_free.cpp
  kiosk/screens/desk/flow_board.cpp
  kiosk/screens/desk/flow_columns.cpp
  kiosk/screens/desk/hours.cpp
  kiosk/screens/desk/hours_lists.cpp
  kiosk/screens/desk/hours_sheets.cpp
  kiosk/screens/desk/hours_week.cpp
  kiosk/screens/desk/panel_actions.cpp
  kiosk/screens/desk/panel_pills.cpp
  kiosk/screens/desk/repeating.cpp
  kiosk/screens/desk/series_preview.cpp
  kiosk/screens/desk/series_sheet.cpp
  kiosk/screens/desk/series_terms.cpp
  kiosk/screens/desk/side_panel.cpp
  kiosk/screens/desk/wait_entry.cpp
  kiosk/screens/desk/wait_form.cpp
  kiosk/screens/desk/wait_report.cpp
  kiosk/screens/desk/wait_sheets.cpp
  kiosk/screens/desk/waitlist.cpp
  kiosk/screens/room/sign_sheets.cpp
  kiosk/screens/sign_in/sign_in.cpp
  kiosk/widgets/text_field.cpp
  kiosk/widgets/unicode.cpp
  provisioning/alcovectl/key_subcommands.cpp
  provisioning/alcovectl/staff_subcommands.cpp
  provisioning/alcovectl/terminal_subcommands.cpp
  server/access/sign_in.cpp
  server/access/staff.cpp
  server/access/staff_store.cpp
  server/app/own_addresses.cpp
  server/features/appointments/meeting_attendance.cpp
  server/features/appointments/meeting_cancelling.cpp
  server/features/appointments/meeting_writing.cpp
  server/features/notes/note_signature.cpp
  server/features/notes/note_text_store.cpp
  server/http/connection.cpp
  server/http/full_disk.cpp
  server/http/live_events_store.cpp
  server/http/read_request.cpp
  server/operator/conditions.cpp
  server/operator/key_commands.cpp
  server/operator/staff_commands.cpp
  server/operator/terminal_commands.cpp
  shared/rules/password_rules.cpp
  shared/rules/person_name.cpp
  shared/rules/phone_number.cpp
  shared/rules/recurrence_rule.cpp
  shared/wire/json_document.cpp
  tests/desk/clients_flow_test.cpp
  tests/faults/every_byte_test.cpp
  tests/faults/power_cut_test.cpp
  tests/features/appointments/upgrade_test.cpp
  tests/features/availability/availability_test.cpp
  tests/features/clients/clients_test.cpp
  tests/features/waitlist/waitlist_rules_test.cpp
  tests/http/https_server_test.cpp
  tests/kiosk/flow_board_test.cpp
  tests/kiosk/room_screens_test.cpp
  tests/kiosk/screens_test.cpp
  tests/kiosk/scroll_test.cpp
  tests/kiosk/support/scenes_desk_absence.cpp
  tests/kiosk/support/scenes_desk_hours.cpp
  tests/kiosk/support/scenes_program.cpp
  tests/kiosk/support/scenes_room.cpp
  tests/kiosk/support/scenes_room_models.cpp
  tests/kiosk/widgets_test.cpp
  tests/kiosk_window/close_request.cpp
  tests/kiosk_window/screen_color.cpp
  tests/offline/spool_test.cpp
  tests/offline/terminal_files_test.cpp
  tests/operator/signatures_test.cpp
  tests/shared/duplicate_clients_test.cpp
  tests/shared/lobby_identity_test.cpp
  tests/terminal/set_aside_test.cpp
)

# A source's properties are kept by the folder whose CMakeLists.txt builds it.
foreach(source ${ALCOVE_APART})
  if(NOT EXISTS ${CMAKE_SOURCE_DIR}/${source})
    message(FATAL_ERROR "cmake/apart.cmake names ${source}, which is not there")
  endif()
  cmake_path(GET source PARENT_PATH folder)
  while(NOT EXISTS ${CMAKE_SOURCE_DIR}/${folder}/CMakeLists.txt)
    cmake_path(GET folder PARENT_PATH folder)
  endwhile()
  set_source_files_properties(${CMAKE_SOURCE_DIR}/${source} DIRECTORY ${CMAKE_SOURCE_DIR}/${folder}
    PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endforeach()

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The layer test fails when it should: one bad example per rule, and its good twin."""

import tempfile
import unittest
from pathlib import Path

import layers


class LayersTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def write(self, path, *lines):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def breaches(self, edges=None):
        return layers.check(self.root, edges or {})

    def assert_breach(self, words, edges=None):
        found = self.breaches(edges)
        self.assertEqual(len(found), 1, found)
        self.assertIn(words, found[0])

    def include(self, path, target):
        self.write(target, "// a header")
        self.write(path, f'#include "{target}"')

    def test_an_empty_project_has_no_breach(self):
        self.assertEqual(self.breaches(), [])

    def test_a_room_may_include_itself_and_what_it_stands_on(self):
        self.include("server/audit/chain.cpp", "server/audit/chain.h")
        self.include("server/audit/chain.h", "server/store/write_txn.h")
        self.include("server/store/write_txn.h", "shared/base/result.h")
        self.assertEqual(self.breaches(), [])

    def test_shared_never_includes_the_server(self):
        self.include("shared/rules/a.cpp", "server/store/store.h")
        self.assert_breach("shared/rules may not include server/store")

    def test_base_includes_nothing_else_of_shared(self):
        self.include("shared/base/a.h", "shared/wire/json.h")
        self.assert_breach("shared/base may not include shared/wire")

    def test_the_kiosk_never_includes_the_server(self):
        self.include("kiosk/app/a.cpp", "server/http/router.h")
        self.assert_breach("kiosk/app may not include server/http")

    def test_the_server_never_includes_the_kiosk(self):
        self.include("server/app/a.cpp", "kiosk/text/catalogue.h")
        self.assert_breach("server/app may not include kiosk/text")

    def test_the_platform_goes_one_way_only(self):
        self.include("server/store/a.cpp", "server/audit/chain.h")
        self.assert_breach("server/store may not include server/audit")

    def test_the_platform_never_includes_a_feature(self):
        self.include("server/http/a.cpp", "server/features/notes/notes.h")
        self.assert_breach("server/http may not include server/features")

    def test_a_screen_never_includes_a_socket(self):
        self.include("kiosk/screens/notes/a.cpp", "kiosk/client/client.h")
        self.assert_breach("kiosk/screens may not include kiosk/client")

    def test_a_screen_never_includes_the_window(self):
        self.write("kiosk/screens/notes/a.cpp", "#include <GLFW/glfw3.h>")
        self.assert_breach("kiosk/screens may not include <GLFW/glfw3.h>")

    def test_the_window_may_include_its_library(self):
        self.write("kiosk/platform/window.cpp", "#include <GLFW/glfw3.h>", "#include <vector>")
        self.assertEqual(self.breaches(), [])

    def test_a_single_header_may_be_granted_without_its_room(self):
        self.include("kiosk/platform/window.h", "kiosk/app/input_pump.h")
        self.assertEqual(self.breaches(), [])
        self.include("kiosk/platform/other.h", "kiosk/app/run_queue.h")
        self.assert_breach("kiosk/platform may not include kiosk/app")

    def test_a_header_that_the_build_makes_counts_as_there_when_its_source_is(self):
        self.write("kiosk/screens/a.cpp", '#include "kiosk/text/lobby_messages.h"')
        self.assert_breach("is no file")
        self.write("kiosk/text/messages/lobby.en.txt", "welcome = Welcome")
        self.assertEqual(self.breaches(), [])

    def test_json_stays_in_the_wire_room(self):
        self.write("server/http/a.cpp", "#include <nlohmann/json.hpp>")
        self.assert_breach("server/http may not include <nlohmann/json.hpp>")

    def test_the_store_engine_stays_in_the_store(self):
        self.write("server/audit/a.cpp", "#include <sqlite3.h>")
        self.assert_breach("server/audit may not include <sqlite3.h>")

    def test_a_library_that_is_not_for_us_is_for_no_room(self):
        self.write("server/store/a.cpp", "#include <Poco/Data/Session.h>")
        self.assert_breach("server/store may not include <Poco/Data/Session.h>")

    def test_an_include_that_does_not_start_at_the_root_is_a_breach(self):
        self.write("shared/base/b.h", "// there")
        self.write("shared/base/a.h", '#include "b.h"')
        self.assert_breach("includes start at the project root")

    def test_a_room_nobody_knows_is_a_breach(self):
        self.write("server/helpers/a.cpp", "// nothing")
        self.assert_breach("lies in no room")

    def test_a_feature_includes_another_by_its_face_along_a_declared_edge(self):
        self.include("server/features/notes/a.cpp", "server/features/clients/clients.h")
        self.assertEqual(self.breaches({"notes": ["clients"]}), [])

    def test_an_undeclared_edge_is_a_breach(self):
        self.include("server/features/notes/a.cpp", "server/features/clients/clients.h")
        self.assert_breach("notes -> clients is not declared")

    def test_another_features_inside_is_a_breach(self):
        self.include("server/features/notes/a.cpp", "server/features/clients/client_store.h")
        self.assert_breach("only clients's face", {"notes": ["clients"]})

    def test_a_declared_edge_that_is_not_used_is_a_breach(self):
        self.assert_breach("notes -> clients is not used", {"notes": ["clients"]})

    def test_edges_in_a_circle_are_a_breach(self):
        self.include("server/features/a/a.cpp", "server/features/b/b.h")
        self.include("server/features/b/b.cpp", "server/features/c/c.h")
        self.include("server/features/c/c.cpp", "server/features/a/a.h")
        self.assert_breach("circle: a -> b -> c -> a", {"a": ["b"], "b": ["c"], "c": ["a"]})

    def test_sql_outside_the_store_files_is_a_breach(self):
        self.write("server/features/notes/note_routes.cpp", 'run("SELECT body FROM notes");')
        self.assert_breach("note_routes.cpp:1: SQL belongs")

    def test_sql_in_a_raw_string_is_seen_too(self):
        self.write("server/access/devices.cpp", "// one", 'run(R"sql(', "  INSERT INTO devices",
                   ')sql");')
        self.assert_breach("devices.cpp:2: SQL belongs")

    def test_sql_in_a_store_file_and_in_migrations_is_where_it_belongs(self):
        self.write("server/features/notes/note_store.cpp", 'run("SELECT body FROM notes");')
        self.write("server/features/notes/migrations/0001.cpp", 'run("CREATE TABLE notes (id)");')
        self.write("server/store/pragmas.cpp", 'run("PRAGMA synchronous=FULL");')
        self.assertEqual(self.breaches(), [])

    def test_plain_words_are_no_sql(self):
        self.write("server/http/a.cpp", 'say("Select a person, then update the list");')
        self.assertEqual(self.breaches(), [])


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The door for the operator's commands, from somebody who does not keep to the rules."""

import socket
import time
import unittest

from box import Box, need_programs


class ControlSocketTest(unittest.TestCase):
    """The door to the running server, from somebody who does not keep to the rules."""

    @classmethod
    def setUpClass(cls):
        cls.box = Box()
        cls.addClassCleanup(cls.box.close)
        cls.box.init()
        cls.box.start()

    def connect(self):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(30)
        connection.connect(str(self.box.state / "control"))
        self.addCleanup(connection.close)
        return connection

    def last_words(self, connection):
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
        return answer.decode()

    def test_a_line_of_64_kib_is_read_and_one_more_byte_is_refused(self):
        start = b'audit {"staff":"'
        connection = self.connect()
        connection.sendall(start + b"x" * (65536 - len(start)) + b"\n")
        self.assertIn('"malformed"', connection.recv(65536).decode())
        connection = self.connect()
        connection.sendall(b"a" * 65537)
        self.assertIn('"too_large"', self.last_words(connection))

    def test_a_line_without_its_form_ends_the_connection(self):
        for line in (b"verify\n", b" {}\n", b"\n", b"\0\0\0\n"):
            with self.subTest(line):
                connection = self.connect()
                connection.sendall(line)
                self.assertIn('"malformed"', self.last_words(connection))

    def test_an_unknown_command_or_field_is_refused_and_the_connection_goes_on(self):
        connection = self.connect()
        for line, code in ((b"fly {}\n", "no_such_route"),
                           (b'audit {"limit":1,"x":1}\n', "unknown_field"),
                           (b"audit []\n", "malformed"), (b"backup {}\n", "malformed")):
            connection.sendall(line)
            self.assertIn(f'"{code}"', connection.recv(65536).decode())
        connection.sendall(b"status {}\n")
        self.assertTrue(connection.recv(65536).startswith(b"reply "))

    def test_a_request_that_does_not_come_whole_is_given_up_after_ten_seconds(self):
        connection = self.connect()
        connection.sendall(b"status ")
        self.assertIn('"timed_out"', self.last_words(connection))

    @staticmethod
    def is_served(connection):
        answer = b""
        try:
            connection.sendall(b"status {}\n")
            while not answer.endswith(b"\n"):
                piece = connection.recv(65536)
                if not piece:
                    break
                answer += piece
        except (BrokenPipeError, ConnectionResetError):
            return False
        return answer.startswith(b"reply ")

    def take_a_seat(self):
        """One who is served. Whoever was here before may just be going: then once more."""
        for _ in range(100):
            connection = self.connect()
            if self.is_served(connection):
                return connection
            time.sleep(0.05)
        raise AssertionError("nobody is served")

    def test_eight_operators_are_served_and_the_ninth_is_told(self):
        many = [self.take_a_seat() for _ in range(8)]
        self.assertIn('"too_many"', self.last_words(self.connect()))
        self.assertTrue(self.is_served(many[0]))
        self.assertTrue(self.is_served(many[7]))

    def test_the_socket_is_for_its_user_and_group_alone(self):
        self.assertEqual((self.box.state / "control").stat().st_mode & 0o777, 0o660)
        for file in (self.box.state / "keys", self.box.state / "store.db", self.box.key_file):
            self.assertEqual(file.stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.box.state.stat().st_mode & 0o777, 0o700)


if __name__ == "__main__":
    need_programs()
    unittest.main()

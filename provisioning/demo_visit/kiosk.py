# SPDX-License-Identifier: Apache-2.0
"""A terminal driven from outside: its window on a display, its registry dump, mouse and keyboard.

Nothing here sleeps and hopes: every wait is for a state of the screen, and says what it missed.
"""

import json
import os
import secrets
import subprocess
import time

WAIT_S = 60  # for a state that is to come; a busy machine is no reason to fail
POLL_S = 0.01
TYPE_AGAIN_S = 15
CLICK_AGAIN_S = 5  # a window that was just building itself anew may have missed the first click
SIZE = "1280x800"
FIELDS = ("field", "editor")  # widgets that words are typed into
WHEEL_UP, WHEEL_DOWN = 4, 5


# Before a program that must not outlive this one, even where kill -9 leaves it no time to end it.
WITH_US = ["setpriv", "--pdeathsig", "KILL"]


class Display:
    """An X server of its own, so that each window has the keyboard for itself."""

    def __init__(self):
        reading, writing = os.pipe()
        # pylint: disable-next=consider-using-with
        self.server = subprocess.Popen(
            [*WITH_US, "Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SIZE}x24",
             "-nolisten", "tcp"],
            pass_fds=[writing], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as answers:
            number = answers.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.name = f":{number}"

    def close(self):
        if self.server.poll() is None:
            self.server.terminate()
            self.server.wait()


class Kiosk:
    """One terminal. `folder` is its state on the disk; key and dump lie in `memory`."""

    def __init__(self, program, name, folder, memory, display=None):
        self.program = program
        self.name = name
        self.state = folder / name
        self.log = folder / "logs" / f"{name}.log"
        self.key_file = memory / f"{name}.key"
        self.dump = memory / f"{name}.json"
        self.papers = memory / f"{name}-papers"  # what somebody chose to save, for all to read
        self.display = display
        self.options = []  # more of the program's own
        self.process = None
        self.fields_seen = set()  # names of fields that stood on a screen
        self.typed = []  # (name of the field that had the cursor, what was typed)
        if not self.key_file.exists():
            self.key_file.touch(mode=0o600)
            self.key_file.write_bytes(secrets.token_bytes(32))

    # The program ------------------------------------------------------------------------------

    def start(self):
        self.dump.unlink(missing_ok=True)
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        if self.display:
            environment |= {"DISPLAY": self.display.name, "ALCOVE_KIOSK_REGISTRY": str(self.dump)}
        with self.log.open("a", encoding="utf-8") as log:
            # pylint: disable-next=consider-using-with
            self.process = subprocess.Popen(
                [*WITH_US, self.program, "--state", self.state, "--key-file", self.key_file,
                 "--papers", self.papers, *self.options],
                env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                cwd=self.state.parent)

    def kill(self):
        """kill -9; gives the signal that ended it."""
        self.process.kill()
        return -self.process.wait()

    def stop(self):
        """Asks it to end; gives its exit code."""
        self.process.terminate()
        return self.process.wait(timeout=WAIT_S)

    def close(self):
        if self.process and self.process.poll() is None:
            self.kill()

    # What stands on the screen ----------------------------------------------------------------

    def screen(self):
        """The registry as it is now; without widgets before the first picture."""
        try:
            screen = json.loads(self.dump.read_text(encoding="utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return {"frame": 0, "widgets": [], "texts": []}
        self.fields_seen |= {one["name"] for one in screen["widgets"]
                             if one["kind"] in FIELDS and one["visible"]}
        return screen

    def widget(self, name):
        return next((one for one in self.screen()["widgets"] if one["name"] == name), None)

    def names(self):
        return [one["name"] for one in self.screen()["widgets"] if one["visible"]]

    def title(self):
        """Of its window, as a row of windows shows it."""
        return self._ask_xdotool("search", "--onlyvisible", "--name", "Alcove", "getwindowname")

    def value(self, name):
        found = self.widget(name)
        return found and found["value"]

    def words(self):
        """Everything that can be read on the screen, in one text."""
        return " ".join(self.screen()["texts"])

    def wait(self, what, state, seconds=WAIT_S):
        """Polls until `state()` gives something, and gives that."""
        deadline = time.monotonic() + seconds
        while True:
            found = state()
            if found:
                return found
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended with {self.process.returncode} while "
                                   f"waiting for {what}; see its log")
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.name}: waited {seconds} s for {what}; on the screen: "
                                   f"{', '.join(self.names())}; it reads: {self.words()}")
            time.sleep(POLL_S)

    def wait_for(self, name, seconds=WAIT_S):
        """Until the widget can be seen; gives it."""
        return self.wait(f"“{name}”", lambda: self.visible(name), seconds)

    def wait_gone(self, name):
        return self.wait(f"“{name}” to go", lambda: not self.visible(name))

    def wait_value(self, name, value):
        return self.wait(f"“{name}” to be “{value}”", lambda: self.value(name) == value)

    def visible(self, name):
        found = self.widget(name)
        return found if found and found["visible"] and found["height"] > 2 else None

    # Mouse and keyboard -----------------------------------------------------------------------

    def xdotool(self, *arguments):
        subprocess.run(["xdotool", *map(str, arguments)], check=True, stdin=subprocess.DEVNULL,
                       env={**os.environ, "DISPLAY": self.display.name, "LC_ALL": "C.UTF-8"})

    def _ask_xdotool(self, *arguments):
        return subprocess.run(["xdotool", *arguments], check=True, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True,
                              env={**os.environ, "DISPLAY": self.display.name}).stdout.strip()

    def usable(self, name):
        found = self.visible(name)
        return found if found and found["enabled"] else None

    def click(self, name):
        """Once it can be seen and pressed; scrolls to it where it is below the edge."""
        self.bring_into_view(name)
        found = self._at_rest(name)
        self.xdotool("mousemove", *middle(found), "click", 1)

    def bring_into_view(self, name):
        self.wait(f"“{name}” that can be pressed", lambda: self._in_view(name))

    def _at_rest(self, name):
        """The widget, once two looks found it in one place: a keyboard that goes moves things."""
        seen = self.wait_for(name)
        while True:
            time.sleep(2 * POLL_S)
            again = self.wait_for(name)
            if middle(again) == middle(seen):
                return again
            seen = again

    def _in_view(self, name):
        found = self.usable(name)
        if found is None and self.widget(name) and not self.visible(name):
            self._scroll_towards(name)
        return found

    def _scroll_towards(self, name):
        """A turn of the wheel in the area that holds it, of those that lie on top."""
        screen = self.screen()
        top = max(one["layer"] for one in screen["widgets"])
        wanted = next(one for one in screen["widgets"] if one["name"] == name)
        for area in screen["widgets"]:
            if area["kind"] != "scroll" or not area["visible"] or area["layer"] != top:
                continue
            if not area["x"] <= middle(wanted)[0] <= area["x"] + area["width"]:
                continue
            button = WHEEL_DOWN if middle(wanted)[1] > middle(area)[1] else WHEEL_UP
            self.xdotool("mousemove", *middle(area), "click", button)
            deadline = time.monotonic() + 0.5
            while self.screen()["frame"] == screen["frame"] and time.monotonic() < deadline:
                time.sleep(POLL_S)

    def scroll_to_end(self, name, at_end):
        """Turns the wheel over that area until `at_end()`."""
        area = self.wait_for(name)
        self.xdotool("mousemove", *middle(area))
        deadline = time.monotonic() + WAIT_S
        while not at_end():
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.name}: “{name}” has no end")
            self.xdotool("click", "--repeat", 5, "--delay", 5, WHEEL_DOWN)
            time.sleep(POLL_S)

    def key(self, *keys):
        self.xdotool("key", "--clearmodifiers", *keys)

    def type(self, text):
        """Into what has the focus. What no keyboard has is pasted."""
        self.typed += [(one["name"], text) for one in self.screen()["widgets"] if one["focused"]]
        if text.isascii():
            self.xdotool("type", "--delay", 4, "--", text)
            return
        environment = {**os.environ, "DISPLAY": self.display.name}
        clipboard = ["xclip", "-selection", "clipboard"]
        subprocess.run(clipboard, input=text.encode(), check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, env=environment)
        # It goes on in the background, and has the clipboard a moment later.
        self.wait("the clipboard", lambda: subprocess.run(
            [*clipboard, "-o"], check=False, capture_output=True, stdin=subprocess.DEVNULL,
            env=environment).stdout == text.encode())
        self.key("ctrl+v")

    def fill(self, name, text, shows=None):
        """Empties the field, types, and waits until it shows the text (or `shows`).

        As a person does: what was typed while a form just began and is not there is typed again."""
        wanted = text if shows is None else shows
        deadline = time.monotonic() + WAIT_S
        self._type_into_empty(name, text)
        while True:
            try:
                return self.wait(f"“{name}” to be “{wanted}”", lambda: self.value(name) == wanted,
                                 TYPE_AGAIN_S)
            except TimeoutError:
                if time.monotonic() > deadline:
                    raise
            self._type_into_empty(name, text)

    def _type_into_empty(self, name, text):
        self._put_cursor_in(name)
        if self.value(name):
            self.key("ctrl+a", "BackSpace")
            self.wait_value(name, "")
        self.type(text)

    def _put_cursor_in(self, name):
        self.click_until(name, f"the cursor in “{name}”",
                         lambda: (self.widget(name) or {}).get("focused"))

    def click_until(self, name, what, state):
        """As a person does: where nothing came of a click after a while, it is made once more.

        A program that just begins anew, as the lobby's does after everybody, misses what is
        clicked meanwhile, and what moves at that moment is missed: where a neighbour was hit and
        opened its sheet, that is closed first."""
        deadline = time.monotonic() + WAIT_S
        self.click(name)
        while True:
            try:
                return self.wait(what, state, CLICK_AGAIN_S)
            except TimeoutError:
                if time.monotonic() > deadline:
                    raise
            if not self.usable(name) or state():
                continue
            if (over := self._close_of_sheet_over(name)) is not None:
                self.click(over)
            self.click(name)

    def _close_of_sheet_over(self, name):
        """The button that closes the sheet under which the widget lies; None where none does."""
        layer = self.wait_for(name)["layer"]
        return next((one["name"] for one in self.screen()["widgets"]
                     if one["name"].endswith("_close") and one["visible"] and one["enabled"]
                     and one["layer"] > layer), None)

    def draw(self, name, strokes):
        """Strokes over a signature pad, each a list of points from 0 to 1."""
        pad = self._at_rest(name)
        for stroke in strokes:
            words = []
            for number, (x, y) in enumerate(stroke):
                words += ["mousemove", round(pad["x"] + x * pad["width"]),
                          round(pad["y"] + y * pad["height"])]
                words += ["mousedown", 1] if number == 0 else []
            self.xdotool(*words, "mouseup", 1)
            self._seen_by_it()

    def _seen_by_it(self):
        """Until it has drawn twice more: a stroke's end and a click in one frame are no click."""
        frame = self.screen()["frame"]
        deadline = time.monotonic() + CLICK_AGAIN_S
        while self.screen()["frame"] < frame + 2 and time.monotonic() < deadline:
            time.sleep(POLL_S)

    def shot(self, file):
        """What the display shows, once two looks saw the same: the dump is a moment ahead of it."""
        before = None
        while True:
            seen = subprocess.run(["import", "-display", self.display.name, "-window", "root",
                                   "-depth", "8", "rgb:-"], check=True, capture_output=True,
                                  stdin=subprocess.DEVNULL).stdout
            if seen == before:
                break
            before = seen
            time.sleep(5 * POLL_S)
        subprocess.run(["convert", "-size", SIZE, "-depth", "8", "rgb:-", "-strip", file],
                       input=seen, check=True)

    # Names that belong together -----------------------------------------------------------------

    def named(self, start):
        """The first visible widget whose name starts so, as it stands on the screen."""
        return next((name for name in self.names() if name.startswith(start)), None)

    def choose(self, field, chooser, word):
        """Opens the list of `field`, unless the word is chosen already, and takes it there."""
        def is_chosen():  # a credential stands in the list alone
            return self.value(field) and word.startswith(self.value(field))

        if is_chosen():
            return
        self.click(field)
        self.click_option(chooser, word)
        self.wait(f"“{word}” in {field}", is_chosen)

    def click_option(self, chooser, word):
        self.click(self.wait(f"the choice “{word}”", lambda: next(
            (one["name"] for one in self.screen()["widgets"]
             if one["name"].startswith(f"{chooser}_") and one["value"] == word), None)))


def middle(widget):
    return (round(widget["x"] + widget["width"] / 2), round(widget["y"] + widget["height"] / 2))

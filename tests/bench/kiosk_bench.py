# SPDX-License-Identifier: Apache-2.0
"""The terminal's program on a display of its own: start to first picture, memory, rest."""

import ctypes
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "provisioning" / "demo_visit"))
# pylint: disable=wrong-import-position
from kiosk import Display, Kiosk  # noqa: E402

REST_S = 10
ALL_PLANES = 0xFFFFFFFF
Z_PIXMAP = 2


class Screen:
    """Reads one pixel of a display, to see when a window has been painted."""

    def __init__(self, display):
        self.x11 = ctypes.CDLL("libX11.so.6")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self.x11.XGetImage.restype = ctypes.c_void_p
        self.x11.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_int,
                                       ctypes.c_uint, ctypes.c_uint, ctypes.c_ulong, ctypes.c_int]
        self.x11.XGetPixel.restype = ctypes.c_ulong
        self.x11.XGetPixel.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
        self.x11.XDestroyImage.argtypes = [ctypes.c_void_p]
        self.x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
        self.display = self.x11.XOpenDisplay(display.name.encode())
        self.root = self.x11.XDefaultRootWindow(self.display)

    def pixel(self):
        image = self.x11.XGetImage(self.display, self.root, 640, 400, 1, 1, ALL_PLANES, Z_PIXMAP)
        value = self.x11.XGetPixel(image, 0, 0)
        self.x11.XDestroyImage(image)
        return value

    def close(self):
        self.x11.XCloseDisplay(self.display)


def first_picture_ms(kiosk, screen):
    empty = screen.pixel()
    began = time.monotonic()
    kiosk.start()
    while screen.pixel() == empty:
        if time.monotonic() - began > 60:
            raise TimeoutError("the window stayed empty")
        time.sleep(0.001)
    return (time.monotonic() - began) * 1000


def cpu_s(process):
    text = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8")
    fields = text.rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mib(process):
    for line in Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="utf-8").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the kernel tells no memory of the process")


def measure(program, folder):
    display = Display()
    kiosk = Kiosk(program, "bench", folder, folder, display)
    try:
        screen = Screen(display)
        first = first_picture_ms(kiosk, screen)
        screen.close()
        kiosk.wait("a screen", kiosk.names)
        before = cpu_s(kiosk.process)
        time.sleep(REST_S)  # what is measured is how little happens in this time
        rest = (cpu_s(kiosk.process) - before) / REST_S * 100
        return [("start to first picture, software OpenGL", first, "ms"),
                (f"processor at rest, of a core, over {REST_S} s", rest, "%"),
                ("memory, its share (PSS)", memory_mib(kiosk.process), "MiB")]
    finally:
        kiosk.close()
        display.close()


def main():
    program = Path(sys.argv[1]).resolve() / "kiosk/program/alcove-kiosk"
    with tempfile.TemporaryDirectory(dir="/dev/shm") as name:
        folder = Path(name)
        (folder / "logs").mkdir()
        for row, value, unit in measure(program, folder):
            print(f"{row}\t{value:.3f}\t{unit}")


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: Apache-2.0
"""What was checked, the value that was expected, and the value that was found."""

import html
import time

from kiosk import POLL_S, WAIT_S


def _settled(found, fits):
    """What a screen shows comes in its own time: where `found` can be asked, until it fits."""
    if not callable(found):
        return found
    deadline = time.monotonic() + WAIT_S
    while True:
        now = found()
        if fits(now) or time.monotonic() > deadline:
            return now
        time.sleep(POLL_S)


class Report:
    """Steps with their checks. `folder` takes report.md and report.html."""

    def __init__(self, folder):
        self.folder = folder
        self.steps = []
        self.began = time.time()

    def step(self, title):
        self._end_step()
        self.steps.append({"title": title, "checks": [], "shots": [], "began": time.time()})
        print(f"\n{len(self.steps):2}. {title}", flush=True)

    def _end_step(self):
        if self.steps:
            self.steps[-1].setdefault("seconds", time.time() - self.steps[-1]["began"])

    def shot(self, name):
        self.steps[-1]["shots"].append(name)

    def check(self, what, expected, found):
        """Holds when both are equal."""
        found = _settled(found, lambda now: now == expected)
        return self._add(what, expected, found, expected == found)

    def at_most(self, what, limit, found, unit):
        return self._add(what, f"at most {limit:g} {unit}", f"{found:.3g} {unit}", found <= limit)

    def at_least(self, what, limit, found):
        return self._add(what, f"at least {limit}", found, found >= limit)

    def contains(self, what, part, found):
        found = _settled(found, lambda text: text and part in text) or ""
        at = found.find(part)
        if at >= 0:  # what stands around it
            found = found[max(0, at - 30):at + len(part) + 60]
        return self._add(what, f"… {part} …", found, at >= 0)

    def differs(self, what, other, found):
        return self._add(what, f"other than {other}", found, found != other)

    def _add(self, what, expected, found, held):
        checks = self.steps[-1]["checks"]
        number = f"{len(self.steps)}.{len(checks) + 1}"
        checks.append((number, what, str(expected), str(found), held))
        sign = "ok  " if held else "BAD "
        print(f"    {sign} {number} {what}: {short(found)}"
              + ("" if held else f"   (expected {short(expected)})"), flush=True)
        return held

    @property
    def checks(self):
        return [check for step in self.steps for check in step["checks"]]

    @property
    def held(self):
        return bool(self.checks) and all(check[-1] for check in self.checks)

    def summary(self):
        good = sum(check[-1] for check in self.checks)
        return (f"{good} of {len(self.checks)} checks held in {len(self.steps)} steps, "
                f"{time.time() - self.began:.0f} s")

    def write(self):
        self._end_step()
        (self.folder / "report.md").write_text(self._markdown(), encoding="utf-8")
        (self.folder / "report.html").write_text(self._html(), encoding="utf-8")

    def _markdown(self):
        lines = ["# A visit, played and checked", "", self.summary() + ".", ""]
        for number, step in enumerate(self.steps, 1):
            lines += [f"## {number}. {step['title']} ({seconds(step)})", ""]
            if step["checks"]:
                lines += ["| number | check | expected | found | held |", "|---|---|---|---|---|"]
            for *cells, held in step["checks"]:
                cells = [short(cell).replace("|", "\\|") for cell in cells]
                lines.append(f"| {' | '.join(cells)} | {'yes' if held else '**no**'} |")
            lines += [""] + [f"![{name}]({name})" for name in step["shots"]] + [""]
        return "\n".join(lines)

    def _html(self):
        rows = []
        for number, step in enumerate(self.steps, 1):
            shots = " ".join(f'<a href="{name}">{html.escape(name)}</a>' for name in step["shots"])
            title = html.escape(f"{number}. {step['title']}, {seconds(step)}")
            rows.append(f'<tr><th colspan="5">{title} <small>{shots}</small></th></tr>')
            for *cells, held in step["checks"]:
                cells = "".join(f"<td>{html.escape(short(cell))}</td>" for cell in cells)
                rows.append(f"<tr{'' if held else ' class=bad'}>{cells}"
                            f"<td>{'yes' if held else 'no'}</td></tr>")
        return PAGE.format(summary=html.escape(self.summary()), rows="\n".join(rows))


def seconds(step):
    return f"{step['seconds']:.1f} s"


def short(value, most=160):
    text = " ".join(str(value).split())
    return text if len(text) <= most else text[:most - 1] + "…"


PAGE = """<!doctype html>
<meta charset="utf-8">
<title>A visit, played and checked</title>
<style>
body {{ font: 15px sans-serif; margin: 2em auto; max-width: 70em; color: #222; }}
table {{ border-collapse: collapse; width: 100%; }}
td, th {{ text-align: left; padding: 3px 8px; border-bottom: 1px solid #ddd; vertical-align: top; }}
th {{ padding-top: 14px; }}
.bad td {{ background: #fbe3dc; }}
</style>
<h1>A visit, played and checked</h1>
<p>{summary}.</p>
<table>
<tr><td></td><td>check</td><td>expected</td><td>found</td><td>held</td></tr>
{rows}
</table>
"""

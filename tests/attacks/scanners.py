#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Debian's scanners against both ports of the real server. A finding is what a scanner calls one
and what is not among the explained below. Prints each scanner's verdict; exit code 1 on a finding.

Needs testssl.sh, sslscan, nmap and slowhttptest (provisioning/install-deps --groups attack)."""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import slow_http
from besieged import Besieged
from terminal import Terminal

# testssl's own names of findings that are meant to be so, and why.
EXPLAINED = {
    "cert_chain_of_trust": "the clinic's own authority, which every terminal has from its code",
    "cert_trust": "the same",
    "cert_caIssuers": "the same",
    "cert_revocation": "terminals are revoked by the box itself, which looks at every request",
    "cert_crlDistributionPoints": "the same", "cert_ocspURL": "the same",
    "OCSP_stapling": "the same", "cert_mustStapleExtension": "the same",
    "DNS_CAArecord": "the box has no name that the world knows",
    "cert_commonName_wo_SNI": "one certificate, whatever name is asked for",
    "certificate_transparency": "a private authority logs nowhere",
    "HSTS": "no browser speaks to this port", "HPKP": "the same",
    "security_headers": "the same", "banner_server": "none is said, on purpose",
    "banner_application": "the same", "cookie_count": "there are none",
    "overall_grade": "of the above", "grade_cap_reason_1": "of the above",
    "engine_problem": "about testssl's own OpenSSL",
    "optimal_proto": "testssl has no certificate of the clinic's, so it hears no HTTP",
    "HTTP_status_code": "whoever says no protocol number is told which one is spoken",
    "cert_validityPeriod": "a year, and renewed by itself",
}
# What server/http/connection_table.h and server/app/clinic.cpp let one address hold open.
MAIN_MOST, ENROLMENT_MOST = 48, 8
MAIN_HELD = 40  # the box is not asked at the very moment at which the tool counts
IN_PASSING = 8  # of 50 handshakes a second: ended at once, and not yet seen by the tool
LOUD = ("LOW", "MEDIUM", "HIGH", "CRITICAL", "WARN")


def run(*command, timeout=900):
    return subprocess.run([str(word) for word in command], check=False, capture_output=True,
                          text=True, timeout=timeout).stdout


def testssl(port, folder):
    report = folder / f"testssl-{port}.json"
    run("testssl", "--quiet", "--color", "0", "--warnings", "off", "--jsonfile", report,
        "--ip", "127.0.0.1", f"localhost:{port}")
    entries = json.loads(report.read_text(encoding="utf-8"))
    said = {entry["id"]: entry["finding"] for entry in entries}
    if len(entries) < 50 or "offered" not in said.get("TLS1_3", ""):
        yield "testssl did not see TLS 1.3: it has scanned nothing"
    for entry in entries:
        name = entry["id"].split(" ")[0]
        if entry["severity"] in LOUD and name not in EXPLAINED:
            yield f"testssl: {entry['id']} ({entry['severity']}): {entry['finding']}"


def sslscan(port, _):
    said = run("sslscan", "--no-colour", f"127.0.0.1:{port}")
    for line in said.splitlines():
        if re.match(r"(SSL|TLS)v[\d.]+ +enabled", line) and not line.startswith("TLSv1.3"):
            yield f"sslscan: {line.strip()}"
        if "vulnerable to heartbleed" in line and "not vulnerable" not in line:
            yield f"sslscan: {line.strip()}"
        if re.search(r"Accepted .*(RC4|3DES|NULL|EXP|MD5|CBC)", line):
            yield f"sslscan: {line.strip()}"
    if "TLSv1.3   enabled" not in said:
        yield "sslscan did not see TLS 1.3: it has scanned nothing"


def nmap(port, _):
    scripts = ("ssl-enum-ciphers", "ssl-cert", "ssl-dh-params", "ssl-heartbleed", "ssl-poodle",
               "ssl-ccs-injection", "http-headers", "http-methods", "http-trace", "vuln")
    said = run("nmap", "-Pn", "-sV", "--version-all", "--script", ",".join(scripts), "-p", port,
               "127.0.0.1")
    if f"{port}/tcp open" not in said:
        yield "nmap did not see the port: it has scanned nothing"
    for line in said.splitlines():
        if "VULNERABLE" in line and "NOT VULNERABLE" not in line:
            yield f"nmap: {line.strip()}"
        if re.search(r"least strength: [B-F]|TLSv1\.[012]:|SSLv3:", line):
            yield f"nmap: {line.strip()}"


def slowhttptest(box, relay):
    """Slow headers, bodies and readers. At the main port without a certificate nothing is held at
    all; with one, and at the enrolment port, no more than the box allows one address. What the tool
    holds of slow readers are answers that the box has long given to the relay."""
    terminal = (box.port, box.identities["Lobby 1"], "/v1/check_in/terminal")
    stranger = (box.enrolment_port, None, "/v1/terminal")
    most = MAIN_MOST + IN_PASSING
    for door, url, held, asked in (
            ("main port, no certificate", f"https://127.0.0.1:{box.port}/v1/terminal",
             dict.fromkeys(slow_http.MODES, (0, IN_PASSING)), terminal),
            ("main port, a terminal's certificate",
             f"http://127.0.0.1:{relay.port}/v1/check_in/terminal",
             {"-H": (MAIN_HELD, most), "-B": (MAIN_HELD, most),
              "-X": (MAIN_HELD, slow_http.CONNECTIONS)}, terminal),
            ("enrolment port", f"https://127.0.0.1:{box.enrolment_port}/v1/enrolment/enrol",
             dict.fromkeys(slow_http.MODES, (1, ENROLMENT_MOST + IN_PASSING)), stranger)):
        for mode in slow_http.MODES:
            print(f"{door}: ", end="")
            found = slow_http.findings(mode, url, held[mode], asked)
            yield from (f"{door}, {one}" for one in found)


def main():
    box = Besieged(clients=1)
    findings = []
    try:
        for name in ("Lobby 1", "Attacker"):
            box.terminal("lobby", name)
        box.answer(box.ctl("terminal", "enrol", "--station", "lobby", "--name", "Lobby 2",
                           "--json"))  # the enrolment port stays open for a quarter of an hour
        box.at_the_door(lambda: Terminal(box.enrolment_port).connection().close())
        relay = slow_http.Relay(box.port, box.identities["Attacker"])
        findings += slowhttptest(box, relay)
        print(f"slowhttptest: {len(findings)} findings", flush=True)
        relay.close()
        with tempfile.TemporaryDirectory() as folder:
            for door, port in (("main port", box.port), ("enrolment port", box.enrolment_port)):
                for scan in (testssl, sslscan, nmap):
                    found = list(scan(port, Path(folder)))
                    print(f"{door}, {scan.__name__}: {len(found)} findings", flush=True)
                    findings += [f"{door}, {one}" for one in found]
    finally:
        box.close()
    print(*findings, sep="\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())

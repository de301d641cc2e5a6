# SPDX-License-Identifier: Apache-2.0
"""Nothing readable lies on any disk; and the search that says so finds what is there to find."""

import shutil
import subprocess

from clinic import files_of
from readable import bytes_of_code, private_scalar, search

# A search without one of these would prove nothing.
MUST_BE_AMONG = ("record_key", "audit_key", "sealing_key", "ca_key", "signing_key", "passphrase",
                 "recovery key")
# Names of alcove-opened-store that are no secrets.
PUBLIC = ("certificate", "hosts")
# Fields that hold a date, an hour, two letters or five figures: no word of twelve letters.
TOO_SHORT = ("address", "birth", "birth_month", "birth_day", "birth_year", "phone_digits", "state",
             "zip", "book_time", "book_minutes", "start", "stop")


def look_for_readable_things(visit):
    """With every program stopped: after this step nothing writes any more."""
    clinic, report = visit.clinic, visit.report
    report.step("Nothing readable lies on the disk")
    keys = keys_of_the_store(visit)
    for name in visit.kiosks:
        keys |= key_of_terminal(visit, name)
    secrets = keys | passwords_of(visit) | printed_once(visit) | visit.words.typed
    report.check("kinds of fields that nothing was typed into", [], visit.words.missing)
    report.check("fields on the screens that got nothing that is looked for", [],
                 fields_without_a_word(visit, secrets))
    for name in MUST_BE_AMONG + tuple(f"terminal_key of {name}" for name in visit.kiosks):
        report.check(f"{name} is among what is looked for", True, name in secrets)
    found, size = search(secrets, [clinic.folder])
    report.at_least("bytes looked through: server, terminals, backup, logs",
                    (clinic.state / "store.db").stat().st_size, size)
    report.check(f"found of {len(secrets)} words, passwords and keys, raw, in UTF-16, in "
                 "hexadecimal and in base64", {}, found)
    cores = [file.name for file in files_of(clinic.folder) if file.name.startswith("core")]
    report.check("core files", [], cores)

    report.step("The same search finds what is readable")
    planted = visit.memory / "planted"
    planted.mkdir()
    for number, secret in enumerate(secrets.values()):
        raw = secret.encode() if isinstance(secret, str) else secret
        (planted / str(number)).write_bytes(b"x" * (number % 7) + raw + b"y")
    report.check("planted in files, raw", set(secrets), set(search(secrets, [planted])[0]))
    shutil.rmtree(planted)
    plain = visit.memory / "plain.db"
    expected = set(visit.words.kept) | {"audit_key", "sealing_key", "ca_key"}
    report.check("in the same store without its encryption", expected,
                 set(search({name: secrets[name] for name in expected}, [plain])[0]))
    report.at_least("clients that Debian's sqlite3 counts there", visit.options.clients,
                    counted(plain, "client"))
    away = visit.words.typed["Data of a note, typed with the box away"]
    report.check("signed notes there with the words that were typed with the box away", 1,
                 counted(plain, f"note_signed WHERE instr(content, CAST('{away}' AS BLOB)) > 0"))
    report.check("texts there that stand beside a note because of it", 0,
                 counted(plain, "note_sibling"))
    plain.unlink()


def counted(plain, rows):
    """By Debian's sqlite3."""
    return int(subprocess.run(["sqlite3", plain, f"SELECT count(*) FROM {rows}"], check=True,
                              capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout)


def printed_once(visit):
    """What init showed: as it is typed, without its dashes, and the recovery key as its bytes."""
    secrets = {}
    printed = visit.clinic.printed
    codes = {"recovery key": printed["recovery_key"], "set-up code": printed["set_up_code"]["code"]}
    for name, code in codes.items():
        secrets[name] = code
        secrets[f"{name}, without dashes"] = code.replace("-", "")
    secrets["recovery key, its bytes"] = bytes_of_code(printed["recovery_key"], 20)
    return secrets


def fields_without_a_word(visit, secrets):
    """Of all that were seen in the windows, but for those that take figures and dates alone."""
    looked_for = [secret for secret in secrets.values() if isinstance(secret, str)]
    seen = set().union(*(kiosk.fields_seen for kiosk in visit.kiosks.values()))
    got = {field for kiosk in visit.kiosks.values() for field, text in kiosk.typed
           if any(word in text for word in looked_for)}
    return sorted(seen - got - set(TOO_SHORT))


def keys_of_the_store(visit):
    """Opens a copy of the store in memory, and leaves it there without its encryption too."""
    clinic = visit.clinic
    copy = visit.memory / "copy"
    shutil.copytree(clinic.state, copy, ignore=shutil.ignore_patterns("control", "lock"))
    printed = subprocess.run([visit.opened_store, "--state", copy, "--key-file", clinic.key_file,
                              "--plain", visit.memory / "plain.db"],
                             check=True, capture_output=True, text=True).stdout
    shutil.rmtree(copy)
    return named_keys(printed)


def key_of_terminal(visit, name):
    printed = subprocess.run([visit.opened_store, "--terminal", visit.clinic.folder / name,
                              "--key-file", visit.memory / f"{name}.key"],
                             check=True, capture_output=True, text=True).stdout
    keys = {f"{key} of {name}": value for key, value in named_keys(printed).items()}
    keys[f"key file of {name}"] = (visit.memory / f"{name}.key").read_bytes()
    return keys


def named_keys(printed):
    keys = {}
    for line in printed.splitlines():
        name, value = line.split("\t")
        if any(word in name for word in PUBLIC):
            continue
        secret = bytes.fromhex(value)
        is_der = secret[:1] == b"\x30" and len(secret) > 64
        # Of a private key in DER, what nobody else knows is its 32 bytes.
        keys[name] = private_scalar(secret) if is_der else secret
    return keys


def passwords_of(visit):
    secrets = {f"password of {name}": person["password"]
               for name, person in visit.clinic.staff.items()}
    secrets["passphrase"] = visit.clinic.passphrase
    secrets["key file of the box"] = visit.clinic.key_file.read_bytes()
    return secrets

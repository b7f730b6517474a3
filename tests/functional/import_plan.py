"""
Random files of few people, so that most rows are about somebody who was there before, are imported in random
order with other work between them. What must hold each time: the plan changes nothing, and the deed does exactly what the
plan said; the case file holds what the verdicts say, counted here with SQLite; the same file again changes nothing;
nobody is counted twice or lost by a later list; and when all is undone, in any order, the file is as it was.

    import_plan.py AMPARO FIRST-SEED ROUNDS
"""
import csv
import io
import json
import random
import sqlite3
import subprocess
import sys

AMPARO, FIRST, ROUNDS = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
FILE = "plan.amparo"
VERDICTS = ["add", "same", "update", "unchanged", "doubtful", "refuse"]
TABLES = ["case", "petition", "signatory", "batch", "pair", "exhibit", "custody"]
NAMES = [("Noa", "Cohen"), ("Dana", "Levi"), ("José", "García López"), ("Jose", "Garcia Lopez"), ("小明", "陳"),
         ("N.", "Cohen"), ("Cohen", "Noa"), ("Omer", "Katz"), ("", "Madonna"), ("Noah", "Cohen"), ("أحمد", "علي")]
EMAILS = ["noa@example.org", "Noa@Example.org", "noa+x@gmail.com", "noa@gmail.com", "dana@example.org", "", "", "", "bad"]
PLACES = [("Haifa", "31000", "IL"), ("Haifa", "31000", "Israel"), ("Akko", "", "IL"), ("", "", ""), ("Puebla", "72000", "MX")]
DAYS = ["2020-07-17", "2020-07-18", "", "2020-07-19"]
# Separator, encoding, columns: of each kind of file one.
FORMS = [(",", "utf-8", "name email city postcode country signed comment"),
         (";", "utf-8", "name email country confirmed"),
         (",", "utf-8-sig", "first_name last_name phone email subscribed_to_mailinglist confirmed"),
         (",", "utf-8", "akid first_name last_name email city postal_code country created_at"),
         ("\t", "utf-16", "Name City State Postal_Code Country Signed_On"),
         (",", "utf-8", "name email city country region state consent")]


def amparo(*args):
    return subprocess.run([AMPARO, "--file", FILE, *args], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          encoding="utf-8", timeout=120)


def must(*args):
    done = amparo(*args)
    assert done.returncode == 0, (args, done.stderr)
    return done.stdout


def dump():
    """Everything that the tables hold."""
    db = sqlite3.connect(f"file:{FILE}?mode=ro", uri=True)
    held = {t: sorted(db.execute(f'SELECT * FROM "{t}"').fetchall(), key=repr) for t in TABLES}
    db.close()
    return held


def ask(sql, *values):
    db = sqlite3.connect(f"file:{FILE}?mode=ro", uri=True)
    rows = db.execute(sql, values).fetchall()
    db.close()
    return rows


def cell(rng, column, person):
    (given, family), email, (city, postcode, country), day, number = person
    known = {"name": f"{given} {family}".strip(), "first_name": given, "last_name": family, "email": email,
             "city": city, "postcode": postcode, "postal_code": postcode, "country": country, "signed": day,
             "created_at": day, "signed_on": day, "akid": number}
    choices = {"confirmed": ["True", "False", ""], "state": ["", "valid", "pending", "withdrawn", "duplicate"],
               "consent": ["", "public", "private"], "comment": ["", "two\nlines"]}
    if column.lower() in known:
        return known[column.lower()]
    return rng.choice(choices.get(column.lower(), [""]))


def somebody(rng):
    return [rng.choice(NAMES), rng.choice(EMAILS), rng.choice(PLACES), rng.choice(DAYS), rng.choice(["", "1", "2", "3"])]


def make_file(rng, form):
    separator, encoding, columns = FORMS[form] if rng.random() < 0.7 else rng.choice(FORMS)
    pool = [somebody(rng) for _ in range(rng.randint(3, 20))]
    text = io.StringIO()
    out = csv.writer(text, delimiter=separator, lineterminator=rng.choice(["\n", "\r\n"]))
    out.writerow([c.replace("_", " ") if encoding == "utf-16" else c for c in columns.split()])
    for _ in range(rng.randint(1, 40)):
        person = list(rng.choice(pool))
        if rng.random() < 0.3:
            part = rng.randrange(5)
            person[part] = somebody(rng)[part]
        out.writerow([cell(rng, c, person) for c in columns.split()])
    return text.getvalue().encode(encoding)


def verdicts(text):
    return [(int(r["line"]), r["verdict"], r["reason"]) for r in csv.DictReader(io.StringIO(text, newline=""))]


def work(rng, petition):
    """What people do between two imports."""
    refs = [r for r, in ask("SELECT s.ref FROM signatory s JOIN petition p ON p.id = s.petition WHERE p.ref = ? "
                            "ORDER BY s.id", petition)]
    what = rng.choice(["nothing", "withdraw", "dedupe", "edit", "title"])
    if what == "withdraw" and refs:
        amparo("withdraw", "--petition", petition, rng.choice(refs))
    elif what == "dedupe":
        amparo("dedupe", "--petition", petition)
    elif what == "edit" and refs:
        amparo("edit", "signatory", f"{petition}/{rng.choice(refs)}",
               rng.choice(["city=Yafo", "state=invalid", "state=valid", "email=new@example.org", "name=Somebody Else"]))
    elif what == "title":
        must("edit", "petition", petition, f"title=Title {rng.randrange(99)}")


def check_rows(said, before, after):
    """The rows that came, against the verdicts."""
    batch, *counts = ask("SELECT id, rows_read, rows_added, rows_same, rows_updated, rows_unchanged, rows_doubtful, "
                         "rows_refused FROM batch ORDER BY id DESC LIMIT 1")[0]
    n = {v: sum(1 for s in said if s[1] == v) for v in VERDICTS}
    assert len(after["batch"]) == len(before["batch"]) + 1
    assert counts == [len(said)] + [n[v] for v in VERDICTS], (counts, n)
    came = ask("SELECT line, state, duplicate_of, rule FROM signatory WHERE batch = ? ORDER BY line", batch)
    added = [s for s in said if s[1] in ("add", "same", "doubtful")]
    assert [c[0] for c in came] == [s[0] for s in added]
    for (line, state, of, rule), (_, verdict, _) in zip(came, added):
        assert (verdict == "same") == (of is not None), line
        assert verdict != "same" or (state == "duplicate" and rule), line
    pairs = ask("SELECT count(*) FROM pair WHERE other IN (SELECT id FROM signatory WHERE batch = ?)", batch)[0][0]
    assert pairs == n["doubtful"], (pairs, n)
    held = {r[0]: r for r in before["signatory"]}
    changed = sum(1 for r in after["signatory"] if r[0] in held and held[r[0]] != r)
    assert changed == n["update"], (changed, n)


def check_import(name, petition, data):
    before = dump()
    plan = amparo("import", "signatories", "--petition", petition, name, "--dry-run", "--format", "csv")
    assert dump() == before, "a plan changed the file"
    deed = amparo("import", "signatories", "--petition", petition, name, "--format", "csv")
    after = dump()
    said = verdicts(deed.stdout)
    assert plan.returncode == deed.returncode and verdicts(plan.stdout) == said, "the deed is not the plan"
    if deed.returncode or not any(s[1] in ("add", "same", "doubtful", "update") for s in said):
        assert after == before, "an import that says nothing new changed the file"
    else:
        check_rows(said, before, after)
    amparo("import", "signatories", "--petition", petition, name)
    assert dump() == after, "the same file again changed the file"
    return said


def check_count(petition):
    count = json.loads(must("count", "--petition", petition, "--format", "json"))
    held = dict(ask("SELECT s.state, count(*) FROM signatory s JOIN petition p ON p.id = s.petition WHERE p.ref = ? "
                    "GROUP BY 1", petition))
    for state in ("pending", "valid", "duplicate", "invalid", "withdrawn"):
        assert count[state] == held.get(state, 0), state
    assert count["held"] == sum(held.values()) and count["counted"] == held.get("valid", 0)


def check_undo(rng, start, first):
    """Every entry alone, in random order; those in whose way another stands wait for it."""
    entries = [e["seq"] for e in json.loads(must("log", "--format", "json")) if e["seq"] > first and e["kind"] != "undo"]
    while entries:
        rng.shuffle(entries)
        left = []
        for seq in entries:
            done = amparo("undo", str(seq))
            assert done.returncode == 0 or "entry" in done.stderr, done.stderr
            if done.returncode:
                left.append(seq)
        assert len(left) < len(entries), ("nothing more can be undone", left)
        entries = left
    assert dump() == start, "what is undone has left something"
    must("verify")


def play(seed):
    rng = random.Random(seed)
    subprocess.run(["rm", "-f", FILE, f"{FILE}-journal"], check=True)
    must("init")
    must("add", "case", "ref=c", "title=C")
    for petition in ("p", "q"):
        must("add", "petition", "case=c", f"ref={petition}", "kind=public", f"title={petition}")
    start, form, rows = dump(), rng.randrange(len(FORMS)), 0
    first = max(e["seq"] for e in json.loads(must("log", "--format", "json")))
    for i in range(rng.randint(2, 5)):
        petition, name, data = rng.choice("ppq"), f"file-{i}.csv", make_file(rng, form)
        with open(name, "wb") as f:
            f.write(data)
        if i:
            work(rng, petition)
        rows += len(check_import(name, petition, data))
    check_count("p")
    check_count("q")
    check_undo(rng, start, first)
    return rows


rows = 0
for seed in range(FIRST, FIRST + ROUNDS):
    try:
        rows += play(seed)
    except AssertionError as e:
        sys.exit(f"seed {seed}: {e!r}")
print(f"{ROUNDS} rounds, {rows} rows")

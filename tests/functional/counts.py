"""Everything that changes who counts, in any order; every number told against SQL of our own.

counts.py SEED STEPS, with $AMPARO and $AMPARO_FILE, in a folder of its own. Prints what differs, with the last
commands and the seed, which does the same again.
"""

import collections, csv, io, json, os, random, re, sqlite3, subprocess, sys

AMPARO, FILE = os.environ["AMPARO"], os.environ["AMPARO_FILE"]
SEED, STEPS = int(sys.argv[1]), int(sys.argv[2])
chance = random.Random(SEED)
commands = []

REGIONS = ["", "", "Haifa", "haifa", 'Tel "A", v', "香港", "a,b", "=x", "-7", "état", "(no region given)", "*", "%", "x'y",
           "state:valid", "2020", "\\"]
COUNTRIES = ["", "IL", "IL", "HK", "MX", "DE", "FR", "GB"]
DAYS = ["", "2020-07-17", "2020-07-18", "2020-07-19", "2019-12-31", "2020-02-29"]
DATES = DAYS + ["2020-07", "2020", "2020-07-17~", "2020-07~", "2020?"]
NAMES = ["Noa Cohen", "Cohen Noa", "Dan Levi", "陳 小明", "Chen Xiaoming", "כהן נועה", "José García", "A", "محمد علي",
         "Robot www.casino.example.com", "Robert O'Neil", "Robert ONeil", "Ann Bee", "An Bee", "=SUM(A1)"]
EMAILS = ["", "", ""] + ["u%d@%s" % (i, d) for i in range(10) for d in ("x.example", "casino.example", "Mail.Casino.Example")]
STATES = ["valid", "pending", "duplicate", "invalid", "withdrawn"]
RULES = [["kind=email_domain", "pattern=casino.example"], ["kind=place", "pattern=Haifa"], ["kind=place", "pattern=IL"],
         ["kind=name_pattern", "pattern=*noa*"], ["kind=name_pattern", "pattern=כהן*"], ["kind=url_in_name"],
         ["kind=signed_between", "from=2020-07-18", "to=2020-07"]]


def fail(what, *more):
    print("AMPARO_TEST_SEED=%d:" % SEED, what, *more)
    for command in commands[-12:]:
        print("  ", *command)
    sys.exit(1)


def run(*words, codes=(0, 1)):
    done = subprocess.run([AMPARO, *words], capture_output=True, stdin=subprocess.DEVNULL)
    commands.append(words)
    if done.returncode not in codes:
        fail("status %d" % done.returncode, done.stderr.decode()[:3000])
    return done.returncode, done.stdout.decode()


def told(*words):
    return json.loads(run(*words, "--format", "json", codes=(0,))[1])


def sql(text):
    db = sqlite3.connect(FILE)
    rows = db.execute(text).fetchall()
    db.close()
    return rows


def dump():
    tables = ["batch", "pair", "rule", "signatory", "threshold", "total"]
    return {t: sorted(map(repr, sql('SELECT * FROM "%s"' % t))) for t in tables}


def some_row():
    rows = sql("SELECT ref FROM signatory")
    return chance.choice(rows)[0] if rows else "s1"


# ---- what is done ----

def take_in():
    platform = chance.choice(["", "change.org", "action-network"])
    heads = ["Name", "Email", "City", "Region", "Country", "Signed on", "Consent"]
    heads += ["uuid"] * bool(platform) + ["Confirmed"] * chance.randint(0, 1)
    with open("in.csv", "w", newline="", encoding="utf-8") as out:
        table = csv.DictWriter(out, heads, extrasaction="ignore")
        table.writeheader()
        for _ in range(chance.randint(2, 12)):
            table.writerow({"Name": chance.choice(NAMES), "Email": chance.choice(EMAILS), "City": chance.choice(["", "Haifa"]),
                            "Region": chance.choice(REGIONS), "Country": chance.choice(COUNTRIES),
                            "Signed on": chance.choice(DAYS), "Consent": chance.choice(["public", "anonymous", "private", ""]),
                            "uuid": "id-%d" % chance.randint(1, 20), "Confirmed": chance.choice(["yes", "no"])})
    run("import", "signatories", "--petition", "p", "in.csv", "--dates", "ymd", *["--platform", platform] * bool(platform))


def add():
    fields = {"name": chance.choice(NAMES), "email": chance.choice(EMAILS), "region": chance.choice(REGIONS),
              "country": chance.choice(COUNTRIES), "signed": chance.choice(DATES), "state": chance.choice(STATES),
              "consent": chance.choice(["public", "anonymous", "private"]), "level": chance.choice(["public", "filed", "team"])}
    if chance.random() < .2:
        fields.update(state="duplicate", duplicate_of="p/" + some_row())
    run("add", "signatory", "petition=p", *["%s=%s" % pair for pair in fields.items() if pair[1]])


def edit():
    change = chance.choice(["state=" + chance.choice(STATES), "consent=public", "signed=" + chance.choice(DATES),
                            "region=" + chance.choice(REGIONS), "country=" + chance.choice(COUNTRIES), "level=sealed",
                            "duplicate_of=p/" + some_row(), "rule=x,y", 'rule=my "own"'])
    some = chance.choice(["country:IL", "state:valid", "name:noa", "region=Haifa", "state:duplicate", "email:casino"])
    run("edit", "signatory", *chance.choice([["p/" + some_row()], ["--where", "petition=c/p " + some]]), change)


def rule():
    refs = [row[0] for row in sql("SELECT ref FROM rule")]
    if len(refs) < 3 or chance.random() < .2:
        run("add", "rule", "petition=p", "reason=Because", *chance.choice(RULES))
    elif chance.random() < .4:
        run("rule", "lift", chance.choice(refs), codes=(0,))
    else:
        ref = chance.choice(refs)
        count = told("rule", "count", ref)
        before = dict(sql("SELECT id, state FROM signatory"))
        run("rule", "apply", ref, codes=(0,))
        after = dict(sql("SELECT id, state FROM signatory"))
        if sum(before[i] != after[i] for i in before) != count["valid"] + count["pending"]:
            fail("applied is not what was counted", count)


def withdraw():
    email = chance.choice([e for e in EMAILS if e])
    run("withdraw", "--petition", "p", *chance.choice([[some_row()], ["--email", email, "--on", "2020-08-01"]]))


def dedupe():
    verdict = chance.choice(["same", "same", "different", "later"])
    pairs = told("dedupe", "list", "--petition", "p", "--all")
    if pairs and chance.random() < .7:
        run("dedupe", verdict, "--petition", "p", chance.choice(pairs)["ref"])
    else:
        run("dedupe", *chance.choice([[], [], ["next"], [verdict, "%s=%s" % (some_row(), some_row())]]), "--petition", "p")


def anonymise():
    what = "SELECT country, signed, state, count(*) FROM signatory GROUP BY 1, 2, 3"
    before = sql(what)
    run("anonymise", "--petition", "p", "--before", chance.choice(["2020-01-01", "2020-07-18"]), codes=(0,))
    if sql(what) != before:
        fail("anonymised, and counted otherwise")


def remove():
    run("remove", "signatory", "p/" + some_row())


def declare():
    if chance.random() < .5:
        run("add", "total", "petition=p", "source=" + chance.choice(["A", '"B", c']), "value=%d" % chance.randint(0, 50),
            *chance.choice([[], ["observed=2020"], ["observed=2020-07-18", "time=10:00"], ["observed=2020-07-18~"],
                            ["observed=2020-07-19", "part=country", "country=IL"]]))
    else:
        run("add", "threshold", "petition=p", "title=T", "value=%d" % chance.randint(0, 12),
            *chance.choice([["kind=signatures"], ["kind=country", "country=IL"], ["kind=countries"]]))


def undo():
    last, before = sql("SELECT max(seq) FROM journal")[0][0], dump()
    plain = chance.random() < .4
    code, _ = run("undo", *[[str(chance.randint(max(1, last - 12), last))], []][plain])
    if code == 1:
        if dump() != before:
            fail("a refused undo changed something")
        return
    if chance.random() < .5:
        back = ["redo"] if plain else ["undo", str(sql("SELECT max(seq) FROM journal")[0][0])]
        if run(*back)[0] == 0 and dump() != before:
            fail("undone and done again is not as before")


# ---- what is told ----

def check_count(rows, valid):
    states, countries = collections.Counter(r["state"] for r in rows), collections.Counter(r["country"] for r in valid)
    count = told("count", "--petition", "p")
    for state in STATES:
        if count[state] != states[state]:
            fail("count of", state, count)
    if (count["held"], count["counted"], count["countries"]) != (len(rows), len(valid), dict(countries)):
        fail("count", count)
    for state in ("duplicate", "invalid"):
        if count[state + "_by_rule"] != dict(collections.Counter(r["rule"] for r in rows if r["state"] == state)):
            fail("count by rule", count)
    for row in csv.DictReader(io.StringIO(run("count", "--petition", "p", "--format", "csv", codes=(0,))[1])):
        if int(row["number"]) != (countries[row["country"]] if row["what"] == "country" else count[row["what"]]):
            fail("count as CSV", row)
    for by, size in (("year", 4), ("month", 7), ("day", 10)):
        days = [r["signed"].rstrip("~?%") for r in valid]
        want = dict(collections.Counter(d[:size] if len(d) >= size else None for d in days))
        if {x[by]: x["counted"] for x in told("count", "--petition", "p", "--by", by)} != want:
            fail("count by", by, want)
    return count


def check_statement(rows, valid, count):
    s = told("statement", "--petition", "p")
    countries = collections.Counter(r["country"] for r in valid)
    less = collections.Counter(r["state"] for r in rows if r["state"] != "valid")
    sums = [
        (s["declared"], count["declared"]), (s["held"], len(rows)), (s["counted"], len(valid)),
        (s["held"] - sum(x["number"] for x in s["less"]), s["counted"]),
        ({x["state"]: x["number"] for x in s["less"] if x["number"]}, dict(less)),
        ({x["country"] or "": x["number"] for x in s["countries"]}, dict(countries)),
        (sum(x["number"] for x in s["days"]), s["counted"]),
    ]
    sums += [(sum(r["number"] for r in x["rules"]), x["number"]) for x in s["less"] if x["rules"]]
    sums += [(sum(r["number"] for r in x["regions"]), x["number"]) for x in s["countries"] if x["regions"]]
    if s["declared"] is not None:
        sums.append((s["declared"] - s["not_held"], s["held"]))
    for t in s["thresholds"]:
        have = {"signatures": len(valid), "country": countries[t["country"] or ""]}.get(t["kind"])
        if have is not None:
            sums += [(t["counted"]["number"], have), (t["counted"]["status"] == "missing", have < t["value"]),
                     (t["counted"]["missing"], max(0, t["value"] - have))]
    for got, want in sums:
        if got != want:
            fail("statement: %s, not %s" % (got, want), json.dumps(s, ensure_ascii=False))


def check_rows():
    text = run("statement", "--petition", "p", "--format", "csv", codes=(0,))[1]
    lines = [r for r in csv.DictReader(io.StringIO(text)) if "petition=c/p" in r["where"] and "ref=" not in r["where"]
             and not r["what"].startswith("threshold")]
    for line in chance.sample(lines, min(8, len(lines))):
        if len(told("list", "signatory", "--where", line["where"])) != int(line["number"]):
            fail("a number lists other rows", line)


def check_text(rows, valid):
    for verb in ("count", "statement"):
        text = run(verb, "--petition", "p", codes=(0,))[1]
        got = [int(re.search(word + r" +([\d,]+)$", text, re.I | re.M).group(1).replace(",", ""))
               for word in ("^counted", "^held(?: here)?")]
        if got != [len(valid), len(rows)]:
            fail(verb + " as text", got)


def check_copies(valid):
    named = sorted(r["name"] for r in valid
                   if r["consent"] == "public" and r["level"] in ("public", "filed") and r["name"] != "anonymised")
    text = run("export", "signatories", "--petition", "p", codes=(0,))[1].lstrip("\ufeff")
    if sorted(r["name"].lstrip("'") for r in csv.DictReader(io.StringIO(text))) != named:
        fail("names handed over", text, named)
    copy = told("export", "signatories", "--petition", "p", "--form", "counts")
    if copy["signatures"] != len(valid) or sum(p["signatures"] for p in copy["places"]) != len(valid):
        fail("counts handed over", copy)


def check_persons():
    behind = dict(sql("SELECT id, duplicate_of FROM signatory WHERE duplicate_of IS NOT NULL"))
    for row in behind:
        seen = set()
        while row in behind and row not in seen:
            seen.add(row)
            row = behind[row]
        if row in seen:
            fail("duplicates in a circle", row)


def check():
    fields = ["state", "country", "region", "signed", "rule", "consent", "level", "name"]
    rows = [dict(zip(fields, row)) for row in sql(
        "SELECT state, coalesce(country, ''), coalesce(region, ''), coalesce(signed, ''), coalesce(rule, ''), "
        "consent, level, name FROM signatory")]
    valid = [r for r in rows if r["state"] == "valid"]
    check_statement(rows, valid, check_count(rows, valid))
    check_rows()
    check_text(rows, valid)
    check_copies(valid)
    check_persons()


DEEDS = [take_in, add, edit, rule, withdraw, dedupe, undo] * 3 + [edit, rule, rule, dedupe, undo, anonymise, remove, declare]

run("init", codes=(0,))
run("add", "case", "ref=c", "title=C", codes=(0,))
run("add", "petition", "case=c", "ref=p", "kind=public", "title=P", "target=5", codes=(0,))
for step in range(STEPS):
    chance.choice(DEEDS if step > 2 else [take_in])()
    if step % 4 == 3:
        check()
check()
run("verify", codes=(0,))

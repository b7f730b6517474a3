#!/usr/bin/env bash
# The demo holds what its sources report: the parties, numbers, dates and words on which the cases rest.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_FILE=$PWD/demo.amparo
done_well 'demo makes a file' "$AMPARO" demo
for entity in case contact party petition signatory total letter version recipient cosigner ruling decision \
	exhibit claim proof authority event deadline link; do
	"$AMPARO" list $entity --format json >"$scratch/$entity.json" || fail "list $entity"
done

# fact NAME ENTITY EXPRESSION: a Python expression over all records `d` of the entity holds.
# In it, `at` has them by their refs, and `words` is all that they say.
fact() {
	run python3 -c 'import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
at = {r["ref"]: r for r in d}
words = json.dumps(d, ensure_ascii=False)
got = eval(sys.argv[2])
sys.exit(0 if got else 1)' "$scratch/$2.json" "$3"
	if [ "$status" = 0 ]; then
		pass "$1"
	else
		fail "$1"
		printf '%s\n' "$3" | comment
		show_run
	fi
}

# --- Hong Kong

fact 'the letter goes to the Defense and the Economy ministry' recipient \
	'{r["contact"] for r in d if r["letter"] == "hk-letter"} == {"il-ministry-of-defense", "il-ministry-of-economy"}'
fact '37 cosigned it' total \
	'[(t["value"], t["letter"], t["petition"]) for t in d if t["letter"]] == [(37, "hk-letter", None)]'
fact 'and nobody is invented for them' cosigner 'not [c for c in d if c["letter"] == "hk-letter"]'
fact 'over 36,000 signed the petition' total \
	'[(t["value"], "over 36,000" in t["source"]) for t in d if t["petition"] == "hk-petition"] == [(36000, True)]'
fact 'none of them is invented either' signatory 'd == []'
fact 'its author is Kwun Chung Law' party \
	'[p["contact"] for p in d if p["case"] == "hk-cellebrite" and p["role"] == "author"].count("kwun-chung-law") == 1'
fact 'it is a public petition of 2020' petition \
	'(at["hk-petition"]["kind"], at["hk-petition"]["filed"]) == ("public", "2020")'
fact 'the police document is an exhibit with bytes' exhibit \
	'at["hk-police-report"]["mark"] == "P/1" and at["hk-police-report"]["size"] > 100'
done_well 'its file comes out' "$AMPARO" exhibit extract hk-police-report --out police.txt
that 'and says that it is a stand-in' grep -q '^STAND-IN FILE' police.txt
fact '4,000 phones are claimed' claim '"4,000" in at["hk-4000-phones"]["statement"]'
fact 'and stand in the chronology' event '"4,000 phones" in at["hk-letter-event"]["title"]'
fact 'the phone was broken into in April 2020' event \
	'(at["hk-wong-phone-event"]["date"], at["hk-wong-phone-event"]["source"]) == ("2020-04", "hk-police-report")'
fact 'that is proved by the document and the report' proof \
	'{p["exhibit"] for p in d if p["claim"] == "hk-wong-phone"} == {"hk-police-report", "hk-report"}'
fact 'Cellebrite answers' claim '"does not comment" in at["hk-wong-phone"]["answer"]'

# --- the court petitions

fact 'petitions of 2017 and 2019' petition \
	'(at["nso-mexico"]["filed"], at["nso-amnesty"]["filed"]) == ("2017", "2019")'
fact 'both were dismissed' petition \
	'{at[r]["status"] for r in ("nso-mexico", "nso-amnesty", "cellebrite-russia")} == {"dismissed"}'
fact 'the one of 2019 in July 2020; when the other, is not known' petition \
	'(at["nso-amnesty"]["decided"], at["nso-mexico"]["decided"]) == ("2020-07", None)'
fact 'each by its ruling' decision \
	'{(x["ruling"], x["petition"]) for x in d} >= {("nso-mexico-rejection", "nso-mexico"), ("nso-amnesty-dismissal", "nso-amnesty"), ("cellebrite-russia-ruling", "cellebrite-russia")}'
fact 'for want of evidence' ruling '"want of evidence" in at["nso-mexico-rejection"]["holding"]'
fact 'Cellebrite and Russia: 27 June 2021' ruling 'at["cellebrite-russia-ruling"]["date"] == "2021-06-27"'
fact 'three justices' ruling \
	'at["cellebrite-russia-ruling"]["judges"] == "Alex Stein; David Mintz; Einat Baron"'
fact 'who are parties as judges' party \
	'{p["contact"] for p in d if p["role"] == "judge"} == {"alex-stein", "david-mintz", "einat-baron"}'
fact 'its effect' ruling '"blatantly" in at["cellebrite-russia-ruling"]["holding"]'
fact 'its words' ruling '"extraordinary cases" in at["cellebrite-russia-ruling"]["quote"]'

# --- the law

fact 'the law of 2007, bills of 2016 and 2020' authority \
	'[(at[r]["kind"], at[r]["date"]) for r in ("decl-2007", "il-bill-2016", "il-bill-2020")] == [("statute", "2007"), ("bill", "2016"), ("bill", "2020")]'
fact 'guidelines of December 2021' authority \
	'(at["end-use-2021"]["kind"], at["end-use-2021"]["date"]) == ("guideline", "2021-12") and "6 years" in at["end-use-2021"]["notes"]'
fact 'a list cut from 102 to 37 countries' authority \
	'"102" in at["cyber-list-37"]["citation"] and at["cyber-list-37"]["date"] == "2021-11"'
fact 'the one in place of the other' link \
	'("authority:cyber-list-37", "supersedes", "authority:cyber-list-102") in [(l["from"], l["word"], l["to"]) for l in d]'
fact 'the US listing of 3 November 2021' authority \
	'(at["us-entity-list-nso"]["kind"], at["us-entity-list-nso"]["date"]) == ("listing", "2021-11-03")'

# --- the European Union

fact '81 organisations and 5 experts' cosigner \
	'[sum(c["capacity"] == k and c["letter"] == "eu-letter" for c in d) for k in ("organisation", "independent_expert")] == [81, 5]'
fact 'in the order of the letter' cosigner \
	'sorted(c["position"] for c in d) == list(range(1, 87)) and at["access-now"]["position"] == 1 and at["marietje-schaake"]["position"] == 86'
fact 'all of them confirmed on 3 December 2021, for its text' cosigner \
	'{(c["state"], c["date"], c["version"], c["proof"]) for c in d} == {("confirmed", "2021-12-03", "eu-letter-v1", "eu-letter-copy")}'
fact 'experts with their affiliations' cosigner \
	'all(c["affiliation"] for c in d if c["capacity"] == "independent_expert")'
fact '86 different contacts' cosigner 'len({c["contact"] for c in d}) == 86'
fact 'to the High Representative and the foreign ministers' recipient \
	'{r["contact"] for r in d if r["letter"] == "eu-letter"} == {"borrell", "eu-foreign-ministers"}'
fact 'on two provisions of the Council Decision' authority \
	'{a["provision"] for a in d if "2020/1999" in (a["citation"] or "")} == {"art. 1(d)(iii), (iv)", "art. 1(c)(iii), (iv)"}'
fact 'which it cites, with the US listing' link \
	'{l["to"] for l in d if l["from"] == "letter:eu-letter" and l["word"] == "cites"} == {"authority:cfsp-2020-1999-1d", "authority:cfsp-2020-1999-1c", "authority:us-entity-list-nso"}'
fact 'Commissioner Reynders investigates, undated' event 'at["eu-reynders"]["date"] is None'

# --- the Pegasus Project and India

fact '50,000 numbers' claim '"50,000" in at["pp-50000"]["statement"]'
fact 'more than 180 journalists' claim '"More than 180 journalists" in at["pp-180"]["statement"]'
fact '67 phones tested, 37 with evidence, 30 inconclusive' claim \
	'all(n in at["pp-67"]["statement"].replace(",", "").split() for n in ("67", "37", "30"))'
fact 'more than 80 journalists, 16 organisations, 10 countries' claim \
	'all(n in at["pp-consortium"]["statement"].split() for n in ("80", "16", "10"))'
fact 'each with its proof' proof \
	'{p["claim"] for p in d} >= {"pp-50000", "pp-180", "pp-67", "pp-consortium", "pp-india"}'
fact 'and with what NSO Group answers' claim \
	'all("NSO Group" in at[r]["answer"] for r in ("pp-50000", "pp-180", "pp-67", "pp-consortium"))'
fact 'an expert committee in October, at work on 26 November 2021' event \
	'(at["pp-committee"]["date"], at["pp-committee-asks"]["date"]) == ("2021-10", "2021-11-26")'
fact 'the petitions in India are pending' petition 'at["india-pegasus"]["status"] == "pending"'
fact 'the ministry and Professor Gilboa answer too' claim \
	'all(w in at["am-human-rights"]["answer"] for w in ("Ministry of Defense", "Gilboa"))'

# --- all of it

fact 'every claim but those without any has a proof that is there' claim \
	'{c["ref"] for c in d} - {p["claim"] for p in json.load(open("'"$scratch"'/proof.json"))} == {"mx-licence", "mx-devices", "cr-illegality", "pp-devices", "am-use"}'
fact 'every event has its source' event 'all(e["source"] for e in d)'
fact 'marks are unique in a case' exhibit 'len({(e["case"], e["mark"]) for e in d}) == len(d)'
fact 'every exhibit has a hash' exhibit 'all(len(e["sha256"]) == 64 for e in d)'
fact 'what five cases use is stored once' exhibit 'len({e["sha256"] for e in d}) == 6'
fact 'no deadline is made up' deadline 'd == []'
done_well 'each link in a text leads somewhere' python3 - "$scratch" <<'PY'
import json, re, sys
here = {}
for kind in "exhibit ruling authority claim contact petition event letter version".split():
    here[kind] = json.load(open(f"{sys.argv[1]}/{kind}.json", encoding="utf-8"))
refs = {kind: {r["ref"] for r in rows} for kind, rows in here.items()}
seen = 0
for rows in here.values():
    for row in rows:
        for text in filter(lambda v: isinstance(v, str), row.values()):
            for kind, ref in re.findall(r"\]\((\w+):([^)]+)\)", text):
                seen += 1
                if ref not in refs[kind]:
                    sys.exit(f"{row['ref']}: {kind}:{ref}")
sys.exit(0 if seen > 30 else f"only {seen} links")
PY
done_well 'the demo verifies' "$AMPARO" verify
done_well 'each of its exhibits too' "$AMPARO" exhibit verify
that 'the log says what was loaded' grep -q 'Hong Kong and Cellebrite' <("$AMPARO" log)

# --- a data file with a slip

cp -R "${AMPARO_DATADIR:-$SRCDIR/share}" broken
cat >broken/demo/99-broken.rec <<'REC'
%rec: event

ref: broken
title: A day that never was
case: hk-cellebrite
date: 2020-02-30
REC
AMPARO_DATADIR=$PWD/broken AMPARO_FILE=$PWD/broken.amparo \
	refused 'a slip in a data file is named with its file and line' 1 '99-broken.rec, line 6|2020-02-30' \
	"$AMPARO" demo

finish

#!/usr/bin/env bash
# Files as platforms export them and as people break them: what the program says of each, and what
# it keeps.
. "$SRCDIR/tests/functional/lib.sh"

export AMPARO_FILE=$PWD/case.amparo
data=$SRCDIR/tests/data
"$AMPARO" init >/dev/null
"$AMPARO" add case ref=c title=C >/dev/null
n=0

# Each file into a petition of its own; it is called "$p" then.
import() {
	n=$((n + 1))
	p=p$n
	"$AMPARO" add petition case=c ref=$p kind=public title=$p >/dev/null
	run "$AMPARO" import signatories --petition $p "$@"
}
rows() {
	"$AMPARO" list signatory --where "petition:$p" --sort line --format json >"$scratch/rows.json" &&
		json "$scratch/rows.json" "$1"
}
batch() {
	"$AMPARO" list batch --where "petition:$p" --format json >"$scratch/batch.json" && json "$scratch/batch.json" "d[0]['$1']"
}

# One of each platform.
while read -r file platform rows said; do
	import "$data/platforms/$file"*
	is "$file is taken in" "$status" 0
	that "and told: $said" grep -qF -- "$said" "$out"
	is "its batch remembers where it came from" "$(batch platform)" "${platform/none/None}"
	is "with all its rows" "$(rows 'len(d)')" "$rows"
done <<'END'
petition_signatures change.org 4 UTF-16, tab-separated, from Change.org
petition_comments change.org 1 UTF-16, tab-separated, from Change.org
action-network action-network 2 UTF-8, comma-separated, from Action Network
civicrm-contacts civicrm 2 from CiviCRM
civicrm-petition civicrm-petition 2 from a CiviCRM petition
google-forms google-forms 2 from Google Forms
eff eff 2 from the EFF action centre
pytition pytition 2 from Pytition
proca proca 2 from Proca
actionkit actionkit 2 from ActionKit
osdi osdi 1 from an OSDI system
paper none 2 UTF-8, semicolon-separated
END

import "$data/platforms/action-network.csv"
is 'what has no field stays with the row' "$(rows 'd[0]["extra"]')" "Phone Number: +1 555 0101
can2_user_address: 1 Main St
County: McHenry
can2_user_tags: volunteer, 2020
can2_subscription_status: subscribed"
is 'whether somebody wants mails makes nobody public' "$(rows 'sorted({s["consent"] for s in d})')" "['private']"
is "the platform's id is kept" "$(rows 'd[1]["external_id"]')" 6f0d3c1e-0000-4000-8000-000000000002
import "$data/platforms/civicrm-petition.csv"
is '1 is not confirmed, 2 is' "$(rows '[s["state"] for s in d]')" "['valid', 'pending']"
import "$data/platforms/pytition.csv"
is 'True and False too' "$(rows '[s["state"] for s in d]')" "['valid', 'pending']"
import "$data/platforms/google-forms.csv"
is 'the month comes first, as one row shows' "$(rows '[s["signed"] for s in d]')" "['2020-07-18', '2020-07-08']"

# A legacy page is asked for.
cp "$data/csv/windows-1255.csv" names.xlsx
import names.xlsx
is 'a legacy page is not guessed' "$status" 1
that 'the line is named, and the option' grep -q 'line 1 .*--encoding NAME' "$err"
import --encoding windows-1255 names.xlsx
is 'it is read when it is named' "$(rows '[s["name"] for s in d]')" "['נועה כהן', 'דן לוי']"
is 'and the batch says so' "$(batch encoding)" windows-1255
refused 'an encoding that is none' 1 'windows-1255, windows-1256' "$AMPARO" import signatories --petition $p --encoding klingon names.xlsx
refused 'a separator that is none' 1 'comma, semicolon, tab or bar' "$AMPARO" import signatories --petition $p --separator x names.xlsx
refused 'a platform that is none' 1 'change.org, action-network' "$AMPARO" import signatories --petition $p --platform x names.xlsx

# Dates.
printf 'name,signed\nAnn,07/08/2020\nBob,01/02/2020\n' >dates.csv
import dates.csv
is 'an order that nothing proves is asked for' "$status" 1
that 'with the line, both days and the answers' grep -q 'line 2: "07/08/2020".*2020-08-07 (--dates dmy) or 2020-07-08 (--dates mdy)' "$err"
import --dates dmy dates.csv
is 'and taken as it is said' "$(rows '[s["signed"] for s in d]')" "['2020-08-07', '2020-02-01']"
printf 'name,signed\nAnn,18/07/2020\nBob,07/18/2020\n' >dates.csv
import dates.csv
is 'dates that contradict each other too' "$status" 1
that 'with both' grep -q '"18/07/2020" on line 2 and "07/18/2020" on line 3' "$err"

# A mapping is remembered for the next file with the same headers.
printf 'who,where\nAnn,Haifa\n' >one.csv
printf 'WHO,Where \nBob,Yafo\n' >two.csv
import one.csv
is 'no names, no import' "$status" 1
import --map who=name --map where=city one.csv
is 'what is said is done' "$(rows '(d[0]["name"], d[0]["city"])')" "('Ann', 'Haifa')"
"$AMPARO" log --format json >"$out"
entries=$(json "$out" 'len(d)')
import two.csv
is 'and remembered' "$(rows '(d[0]["name"], d[0]["city"])')" "('Bob', 'Yafo')"
that 'it says so' grep -q 'as you said the last time' "$out"
import --map where=- two.csv
is 'a column can be left beside' "$(rows '(d[0]["city"], d[0]["extra"])')" "(None, 'Where: Yafo')"

# Our own export comes back as it went.
"$AMPARO" add petition case=c ref=own kind=public title=own >/dev/null
printf 'name,email,Consent,Tags: all,uuid\n"Ann ""A"" Example",ann@example.org,public,"=1+1\n+ two",u-1\nJosé,,,,\n' >beside.csv
p=own
"$AMPARO" import signatories --petition own beside.csv >/dev/null
fields='[s[k] for k in ("name", "email", "consent", "consent_source", "external_id")]'
rows "[$fields for s in d[:1]]" >before.txt
rows '[s["extra"] for s in d]' >extra-before.txt
"$AMPARO" list signatory --where petition:own --format csv >own.csv
import own.csv
is 'our own export is known' "$(batch platform)" amparo
is 'and comes back as it went' "$(rows "[$fields for s in d[:1]]")" "$(cat before.txt)"
is 'with what other files said' "$(rows '[(s["extra"] or "").split("\nref: ")[0] for s in d][:1]')" \
	"$(python3 -c 'print(eval(open("extra-before.txt").read())[:1])')"

finish

#!/bin/sh
# Every example runs: those of the pages (in displays that are "literal"), of
# README's tour, and of every --help. A line that ends in "# status N" must
# end so, everything else with 0.
#
# Each runs in a folder of its own over a fresh sample company, as anna. The
# displays of EXAMPLES stand for themselves; those in the text of a page follow
# each other. /srv and /backup are folders of ours.
. "$(dirname "$0")/lib.sh"

# ---- the company -----------------------------------------------------------

pipe config set me anna
export PIPE_SENDMAIL=true
run pipe -C "$WORK/company" init --demo
[ "$status" = 0 ] || { echo "Bail out! pipe init --demo: $err"; exit 1; }
run pipe -C "$WORK/company" backup "$WORK/company.backup"
result "$status" 'the company has a backup' "$err"

# A pipe that notes how it ended, so that no failure hides in a pipeline.
mkdir bin
cat >bin/pipe <<END
#!/bin/sh
'$BUILD/pipe' "\$@"
status=\$?
[ \$status = 0 ] || [ \$status = 141 ] || echo "\$status pipe \$*" >>"\$FAILED"
exit \$status
END
# The day is that of the clock.
cat >bin/date <<'END'
#!/bin/sh
exec /bin/date -u -d "$PIPE_NOW" "$@"
END
chmod +x bin/pipe bin/date

# ---- running ------------------------------------------------------------------

# "line	# status 3" becomes a test of its status.
statuses()
{
	awk '
	match($0, /[ \t]*# status [0-9]+$/) {
		n = substr($0, RSTART, RLENGTH)
		sub(/.*status /, "", n)
		line = substr($0, 1, RSTART - 1)
		print "got=0; " line " || got=$?"
		print "[ $got = " n " ] || { echo \"status $got, not " n "\" >&2; exit 99; }"
		next
	}
	{ sub(/[ \t]+# .*$/, ""); print }' "$1"
}

# What failed and was not said to.
unsaid()
{
	for n in $(sed -n 's/.*# status \([0-9]*\)$/\1/p' "$1"); do
		printf '/^%s /d;' "$n"
	done >allowed
	sed -f allowed "$FAILED"
}

# example NAME SCRIPT [PREPARATION]
example()
{
	rm -rf "$WORK/run"
	mkdir -p "$WORK/run/here" "$WORK/run/srv" "$WORK/run/backup"
	cp -R "$WORK/company" "$WORK/run/store"
	cp -R "$WORK/home" "$WORK/run/home"
	[ "${3:-}" = '' ] || (cd "$WORK/run/here" && "$3" "$1")
	FAILED=$WORK/run/failed
	: >"$FAILED"
	statuses "$2" | sed "s,/srv/,$WORK/run/srv/,g
		s,/backup/,$WORK/run/backup/,g" >"$WORK/run/script"
	(
		cd "$WORK/run/here" || exit
		export FAILED PATH="$WORK/bin:$PATH" HOME="$WORK/run/home" \
			PIPE_DIR="$WORK/run/store" EDITOR=true
		sh -e ../script >../out 2>../err </dev/null
	)
	status=$?
	failed=$(unsaid "$2")
	[ "$status" = 0 ] && [ -z "$failed" ]
	result $? "$1" "$(cat "$2")" "status $status" "$failed" \
		"$(cat "$WORK/run/err")" "$(head -n 20 "$WORK/run/out")"
}

# ---- the pages -------------------------------------------------------------------

# One file for each display of EXAMPLES, one for all in the text before.
displays()
{
	awk -v to="$2" '
	/^\.Sh / { examples = /EXAMPLES/ }
	/^\.Bd -literal -offset indent$/ {
		file = to (examples ? ++n : 0)
		on = 1
		next
	}
	/^\.Ed/ { on = 0 }
	on {
		gsub(/\\&/, ""); gsub(/\\e/, "\\")
		print >file
	}' "$1"
}

mkdir displays
for page in "$ROOT"/man/*.[1-8]; do
	name=$(basename "$page")
	displays "$page" "$WORK/displays/$name:"
done
check 'there are examples' test "$(ls displays | wc -l)" -gt 100
for file in displays/*; do
	example "${file#displays/}" "$WORK/$file"
done

# ---- README ------------------------------------------------------------------------

sed -n '/^## A tour/,/^## /p' "$ROOT/README.md" |
	sed -n '/^```sh/,/^```$/{/^```/d;p;}' >tour
check_same 'the tour has ten lines' 10 "$(wc -l <tour | tr -d ' ')"
example 'README: the tour' "$WORK/tour"

# What the examples of --help speak of: a backup, files of others, a new store;
# to make one there must not be one yet.
things()
{
	cp "$WORK/company.backup" sales.backup
	cp "$WORK/company.backup" ../backup/sales.2026-10-01
	printf 'name,amount,close\nFirst,100,2026-12-01\n' >deals.csv
	printf 'Deal Name,Amount\nSecond,200\n' >export.csv
	printf 'Date,USD,\n2026-10-02,1.0851,\n' >eurofxref-hist.csv
	pipe -C copy init -q
	[ "${1#pipe-init }" = "$1" ] || rm -r ../store
}

# ---- help ------------------------------------------------------------------------------

for program in "$BUILD"/pipe-*; do
	[ -x "$program" ] && [ -f "$program" ] || continue
	prog=${program##*/}
	"$program" --help | sed -n '/^examples:/,/^$/s/^  //p' >help
	check "$prog --help: two examples or more" test \
		"$(wc -l <help)" -ge 2
	example "$prog --help: examples" "$WORK/help" things
done
finish

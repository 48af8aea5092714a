#!/bin/sh
# Programs, their help, their pages and the tables that list them agree.
. "$(dirname "$0")/lib.sh"
man=$ROOT/man
page_text() { mandoc -T ascii -O width=200 "$1" | sed 's/.\x08//g'; }

programs=$(cd "$BUILD" && ls | grep -x 'pipe\(-[a-z]*\)\{0,1\}')
check_same 'there are programs' 1 "$([ "$(echo "$programs" | wc -l)" -gt 20 ] &&
	echo 1)"

# ---- pages are there, clean, and hold what the programs say ----------------

check 'pages are clean' sh -c "mandoc -T lint -W warning '$man'/*.[1-8] &&
	ls '$man'/*.1 >/dev/null"
check_same 'lint is silent' '' "$out$err"
for p in $programs; do
	check "$p: has a page" test -f "$man/$p.1"
	check "$p: stands in README" grep -q "^| .$p. |" "$ROOT/README.md"
	[ "$p" = pipe ] ||
		check "$p: stands in pipe(1)" grep -qx "\\.It Xr $p 1" \
			"$man/pipe.1"
	[ "$p" = pipe ] || check "$p: stands in pipe --help" sh -c \
		"pipe --help | grep -q '^  ${p#pipe-} '"
done
for page in "$man"/*.1; do
	p=$(basename "$page" .1)
	check "$p.1: is of a program" test -x "$BUILD/$p"
done
check_out 'README names no other program' sh -c \
	"sed -n 's/^| .\(pipe[-a-z]*\). |.*/\1/p' '$ROOT/README.md' | sort" <<.
$(echo "$programs" | sort)
.
"$ROOT/tests/tools/man-fields.sh" --check "$man"/*.[1-8] >blocks 2>&1
check 'the tool does not fail' test $? -le 1
for page in "$man"/*.[1-8]; do
	check_same "$(basename "$page"): its blocks follow from the programs" \
		'' "$(sed -n "\\,^--- $page,,/^--- /p" blocks)"
done

# ---- every verb, option and field stands in the page, however it came there -

verbs()
{
	"$BUILD/$1" --help | sed -n '/^commands:/,/^$/s/^  \([a-z][a-z-]*\).*/\1/p'
}

# Words that do not stand in the text behind what is given, of those on stdin.
missing()
{
	grep -o -e "$1[a-z][a-z0-9_-]*" text | sed "s/$1//" | sort -u >there
	grep -v -x -F -f there | tr '\n' ' '
}

options_of()
{
	sed -n '/^options:/,/^$/s/^  \(-., \)\{0,1\}--\([a-z-]*\).*/\2/p' "$@"
}

for p in $programs; do
	[ "$p" != pipe ] || continue
	page_text "$man/$p.1" >text
	verbs "$p" >verbs
	check_same "$p: verbs" '' "$(missing '^     ' <verbs)"
	for v in '' $(cat verbs); do
		# shellcheck disable=SC2086
		"$BUILD/$p" $v --help
	done >help
	check_same "$p: options" '' "$(options_of help | sort -u | missing --)"
done
page_text "$man/pipe.1" >text
check_same 'pipe: options that stand before the command' '' "$(
	sed -n '/globals\[\] = {/,/^};/s/.*{"--\([a-z-]*\)".*/\1/p' \
		"$ROOT/cmd/pipe.c" | missing --)"

store
pipe schema -F tsv | awk -F '\t' '$4 != "custom" { print $1, $2 }' >fields
check 'there are fields' test "$(wc -l <fields)" -gt 100
for entity in $(cut -d' ' -f1 fields | sort -u); do
	page_text "$man/pipe-$entity.1" | sed -n '/^FIELDS/,/^ENVIRONMENT/p' \
		>text
	check_same "pipe-$entity: fields" '' "$(sed -n "s/^$entity //p" fields |
		missing '^     ')"
done

# ---- each page is whole --------------------------------------------------------

for page in "$man"/pipe*.1; do
	absent=
	for s in NAME SYNOPSIS DESCRIPTION ENVIRONMENT 'EXIT STATUS' EXAMPLES \
		'SEE ALSO'; do
		grep -qx "\\.Sh $s" "$page" || absent="$absent $s"
	done
	check_same "$(basename "$page"): sections" '' "$absent"
	n=$(sed -n '/^\.Sh EXAMPLES/,$p' "$page" |
		grep -cx '\.Bd -literal -offset indent')
	check "$(basename "$page"): three examples or more" test "$n" -ge 3
done
for page in "$man"/*.[1-8]; do
	for ref in $(sed -n 's/^\.\(It \)\{0,1\}Xr \(pipe[-a-z]*\) \([0-9]\).*/\2.\3/p' \
		"$page" | sort -u); do
		test -f "$man/$ref" || echo "$(basename "$page"): $ref"
	done
done >dangling
check_same 'pages refer to pages that are there' '' "$(cat dangling)"

# ---- pipe help finds them ----------------------------------------------------------

mkdir bin
printf '#!/bin/sh\necho "$1"\n' >bin/man
chmod +x bin/man
# In the tree a page stands beside the build's folder; installed elsewhere.
if [ -f "$BUILD/../man/pipe.1" ]; then
	PATH="$WORK/bin:$PATH" run pipe help deal
	check_same 'pipe help deal' pipe-deal.1 "${out##*/}"
	PATH="$WORK/bin:$PATH" run pipe help filter
	check_same 'pipe help filter' pipe-filter.7 "${out##*/}"
	PATH="$WORK/bin:$PATH" run pipe help
	check_same 'pipe help' pipe.1 "${out##*/}"
fi
finish

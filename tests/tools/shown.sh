#!/bin/sh
# shown.sh TABLE 'LETTER COUNT'... - each test that a table below tests/ names is
# there, with the words it quotes; each item, by letter and number, has a row,
# each row a test or a reason. Prints what is not so.
set -u
cd "$(dirname "$0")/../.." || exit 2
table=$1
shift

for items
do
	echo "$items"
done | awk -v table="$table" '
function complain(what)
{
	print table ": " item ": " what
	bad = 1
}
function look(file, words,	line, found, any)
{
	while ((getline line < ("tests/" file)) > 0) {
		any = 1
		if (index(line, words)) {
			found = 1
			break
		}
	}
	close("tests/" file)
	if (!any)
		complain(file " is not there")
	else if (!found)
		complain(file " has no \"" words "\"")
}
function take(	n, cell, rest, part, tests, file)
{
	n = split($0, cell, / \| /)
	item = cell[1]
	sub(/^\| /, "", item)
	seen[item] = 1
	rest = cell[n]
	# a file in backquotes, then quoted words of it
	while (match(rest, /`[^`]*`|"[^"]*"/)) {
		part = substr(rest, RSTART + 1, RLENGTH - 2)
		if (substr(rest, RSTART, 1) == "`") {
			file = part
		} else {
			look(file, part)
			tests++
		}
		rest = substr(rest, RSTART + RLENGTH)
	}
	if (n != 4)
		complain("not four cells")
	if (!tests && $0 !~ /cannot arise: /)
		complain("neither a test nor a reason")
}
{ wanted[$1] = $2 }
END {
	while ((getline < ("tests/" table)) > 0)
		if (/^\| [A-Z][0-9]/)
			take()
	for (letter in wanted)
		for (i = 1; i <= wanted[letter]; i++) {
			item = letter i
			if (!(item in seen))
				complain("no row")
		}
	exit bad
}' >&2

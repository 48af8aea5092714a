#!/bin/sh
# Each test that tests/PITFALLS.md names is there, with the words it quotes;
# each item has a row, each row a test or a reason. Prints what is not so.
set -u
cd "$(dirname "$0")/../.." || exit 2

awk '
function complain(what)
{
	print "pitfalls: " item ": " what
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
/^\| [YTL][0-9]/ {
	n = split($0, cell, / \| /)
	item = cell[1]
	sub(/^\| /, "", item)
	seen[item] = 1
	rest = cell[n]
	tests = 0
	file = ""
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
END {
	for (i = 1; i <= 18; i++) {
		item = "T" i
		if (!(item in seen))
			complain("no row")
		item = "Y" i
		if (i <= 9 && !(item in seen))
			complain("no row")
	}
	exit bad
}' tests/PITFALLS.md >&2

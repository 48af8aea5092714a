#!/bin/sh
# Sizes of the house style: files, functions, lines. Prints what is too large.
set -u
cd "$(dirname "$0")/../.." || exit 2

awk '
function report(what)
{
	printf "style: %s:%d: %s\n", FILENAME, FNR, what
	bad = 1
}
# Columns, tabs to the next eighth; bytes that continue a character are none.
function columns(s,	i, n, c)
{
	n = 0
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		if (c == "\t")
			n += 8 - n % 8
		else if (c !~ /[\200-\277]/)
			n++
	}
	return n
}
FNR == 1 {
	if (lines > 400 && !table)
		printf "style: %s: %d lines\n", last, lines, bad = 1
	last = FILENAME
	table = 0
	begin = 0
}
{ lines = FNR }
/^static const struct .*\[\]/ { table = 1 }
columns($0) > 80 && !/https?:/ { report(columns($0) " columns") }
/[ \t]$/ { report("blank at the end of the line") }
/^{$/ { begin = FNR }
/^}$/ && begin {
	n = FNR - begin - 1
	functions++
	long += n > 45
	if (n > 80)
		report(n " lines in a function")
	begin = 0
}
END {
	if (functions && long * 10 > functions) {
		printf "style: %d of %d functions over 45 lines\n", long, functions
		bad = 1
	}
	exit bad
}' lib/*/*.[ch] cmd/*.c

#!/bin/sh
# What of the manual follows from the programs: commands, options, fields,
# exit statuses, environment. The pages are plain mdoc and kept as they are;
# what stands in them between
#	.\" BEGIN BLOCK PROGRAM [ENTITY]
#	.\" END
# is what this prints for it:
#	man-fields.sh BLOCK PROGRAM [ENTITY]	one block
#	man-fields.sh --check PAGE...		status 1 where a page differs
#	man-fields.sh --write PAGE...		put the blocks into the pages
# The programs are those in $BUILD.
set -u
BUILD=${BUILD:-build}
root=$(dirname "$0")/../..
BUILD=$(cd "$BUILD" && pwd) || exit 5
PATH=$BUILD:$PATH
PIPE_EXEC_PATH=$BUILD
export PATH PIPE_EXEC_PATH
tmp=$(mktemp -d) || exit 5
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM

# ---- what the programs say of themselves ---------------------------------

# help PROGRAM [VERB]: the file that holds it
help()
{
	file=$tmp/$1.${2:-}
	[ -s "$file" ] || "$BUILD/$1" ${2:+"$2"} --help >"$file" || exit 5
	echo "$file"
}

# Two columns of a section of the help, "left<TAB>right" a line. The right one
# begins on a line of its own where the left is long, and goes on below itself.
section()
{
	awk -v name="$2" '
	function trim(s) { gsub(/^ +| +$/, "", s); return s }
	function flush() { if (left != "") print left "\t" right; left = "" }
	$0 ~ "^" name { on = 1; next }
	on && /^$/ { exit }
	!on { next }
	substr($0, 1, 30) == sprintf("%30s", "") {
		right = right (right == "" ? "" : " ") trim($0)
		next
	}
	{ flush() }
	length($0) <= 30 || substr($0, 29, 2) != "  " {
		left = trim($0)
		right = ""
		next
	}
	{ left = trim(substr($0, 1, 30)); right = trim(substr($0, 31)) }
	END { flush() }
	' "$1"
}

verbs()
{
	section "$(help "$1")" 'commands:' | cut -f1 | sed 's/ .*//'
}

# own PROGRAM [VERB]: its own options; shared: those that follow --help
own()
{
	section "$(help "$@")" 'options:' | sed '/^-h, --help	/,$d'
}

shared()
{
	section "$(help "$@")" 'options:' | sed -n '/^-h, --help	/,$p'
}

# ---- mdoc --------------------------------------------------------------------

quote()
{
	sed -e 's/\\/\\e/g' -e "s/^\([.']\)/\\\\\&\1/"
}

# "-F, --format FORMAT<TAB>help" as items of a list
items()
{
	quote | awk -F '\t' '
	{
		n = split($1, part, /, /)
		line = ".It"
		if (n == 2)
			line = line " Fl " substr(part[1], 2) " ,"
		word = part[n]
		arg = ""
		if (match(word, /\[=.*\]$/)) {
			arg = " Ns Op = Ns Ar " \
				substr(word, RSTART + 2, RLENGTH - 3)
			word = substr(word, 1, RSTART - 1)
		} else if ((at = index(word, " "))) {
			arg = " Ar " substr(word, at + 1)
			word = substr(word, 1, at - 1)
		}
		print line " Fl Fl " substr(word, 3) arg
		print $2
	}'
}

list()
{
	awk 'NR == 1 { print ".Bl -tag -width Ds -compact" }
	{ print }
	END { if (NR) print ".El" }'
}

sentence()
{
	awk '{ print toupper(substr($0, 1, 1)) substr($0, 2) "." }' | quote
}

# a, b and c
joined()
{
	awk '{ v[NR] = $0 }
	END { for (i = 1; i <= NR; i++)
		printf "%s%s", v[i], i == NR ? "\n" : i + 1 == NR ? " and " : ", " }'
}

# ---- blocks --------------------------------------------------------------------

synopsis_line()
{
	sed -n '1{s/^usage: //;s/ \[OPTION\]\.\.\.$//;p;}' "$1" |
	awk -v words="$2" '
	{
		line = ".Nm " $1
		for (i = 2; i <= NF && i <= words; i++)
			line = line " " (i == 2 ? "" : "Cm ") $i
		rest = ""
		for (; i <= NF; i++)
			rest = rest (rest == "" ? "" : " ") $i
		print line
		if (rest != "")
			print ".Ar \"" rest "\""
		print ".Op Ar option ..."
	}'
}

# Whether a program does something without a command.
plain()
{
	! sed -n 1p "$(help "$1")" | grep -q ' COMMAND '
}

block_synopsis()
{
	if plain "$1"; then
		synopsis_line "$(help "$1")" 2
	fi
	for v in $(verbs "$1"); do
		synopsis_line "$(help "$1" "$v")" 3
	done
}

block_commands()
{
	echo '.Bl -tag -width Ds'
	for v in $(verbs "$1"); do
		args=$(sed -n "1s/^usage: [^ ]* [^ ]* $v *\(.*\) *\[OPTION\]\.\.\.\$/\1/p" \
			"$(help "$1" "$v")" | sed 's/ *$//')
		echo ".It Cm $v${args:+ Ar \"$args\"}"
		sed -n 3p "$(help "$1" "$v")" | sentence
		if grep -q '^fields of ' "$(help "$1" "$v")"; then
			echo 'Every field that can be set is an option.'
		fi
		own "$1" "$v" | items | list
	done
	echo .El
}

# Shared options, those of the same commands together.
block_options()
{
	if plain "$1"; then
		section "$(help "$1")" 'options:' | items | list
		[ -n "$(verbs "$1")" ] || return
	fi
	for v in $(verbs "$1"); do
		shared "$1" "$v" | sed "s/^/$v	/"
	done >"$tmp/shared"
	verbs "$1" | joined >"$tmp/all"
	awk -F '\t' -v all="$(cat "$tmp/all")" '
	{
		key = $2 "\t" $3
		if (!(key in of))
			order[++n] = key
		of[key] = of[key] (key in of && of[key] != "" ? "," : "") $1
	}
	END {
		for (i = 1; i <= n; i++)
			print of[order[i]] "\t" order[i]
	}' "$tmp/shared" >"$tmp/by"
	cut -f1 "$tmp/by" | awk '!seen[$0]++' | while read -r group; do
		who=$(echo "$group" | tr , '\n' | joined)
		[ "$who" = "$(cat "$tmp/all")" ] && ! plain "$1" &&
			who='every command'
		echo ".Ss Options of $who"
		awk -F '\t' -v g="$group" '$1 == g { print $2 "\t" $3 }' \
			"$tmp/by" | items | list
	done
}

# "name kind-of-value" of the fields that have a list of words in the policy
policy_words()
{
	{
		[ -x "$BUILD/pipe-$1" ] && verbs "pipe-$1" | grep -qx add &&
			section "$(help "pipe-$1" add)" \
			'fields of '
	} | cut -f1 | awk '$2 !~ /^(WORD|LINE|TEXT|INT|MONEY|PRICE|PERCENT|DECIMAL|DAY|INSTANT|WHEN|BOOL|REF|ANYREF|SET|EMAIL|URL|PHONE|COUNTRY|CURRENCY)$/ {
		gsub(/^--/, "", $1); gsub(/-/, "_", $1); print $1 }'
}

# schema ENTITY: the rows of its fields, in a store without fields of its own
schema()
{
	[ -d "$tmp/store" ] || pipe -C "$tmp/store" init -q || exit 5
	pipe -C "$tmp/store" schema "$1" --json >"$tmp/schema" || exit 5
}

block_fields()
{
	words=$(policy_words "$2" | tr '\n' ' ')
	schema "$2"
	jq -r --arg words "$words" '.[] | select(.kind != "custom") |
		.name as $name |
		[.name,
		.type + (if .ref then " to " + .ref else "" end) +
		(if .required then ", required" else "" end) +
		(if .kind == "fact" then "" else ", " + .kind end) +
		": " + .help +
		(if .choices == null then ""
		elif ($words | split(" ") | index($name)) then
			"; a word of pipe.yaml"
		else "; one of " + (.choices | join(", ")) end)] | @tsv' \
		"$tmp/schema" |
	sed 's/\\\\/\\/g' | quote |
	awk -F '\t' 'BEGIN { print ".Bl -tag -width 16n -compact" }
	{ print ".It Cm " $1; print $2 }
	END { print ".El" }'
}

# Keys of the entity's objects in JSON.
block_keys()
{
	schema "$2"
	jq -r '.[] | select(.kind != "custom") | .name,
		if .type == "money" or .type == "price" then .name + "_minor" else empty end' \
		"$tmp/schema" |
	sed -e 's/^/.Cm /' -e '$!s/$/ ,/'
}

block_exit()
{
	echo '.Bl -tag -width Ds -compact'
	awk '
	/^\} statuses\[\]/ { on = 1; next }
	on && /^};/ { exit }
	on {
		sub(/^\t+/, "")
		text = text $0
		if (text !~ /\},$/)
			next
		status = help = text
		sub(/^[^{]*\{/, "", status); sub(/,.*/, "", status)
		if (match(help, /".*"/)) {
			help = substr(help, RSTART + 1, RLENGTH - 2)
			gsub(/" *"/, "", help)
			print ".It " status; print help
		}
		text = ""
	}' "$root/lib/base/err.c"
	printf '.It 128+n\nended by signal n\n.El\n'
}

variable()
{
	name=$1
	shift
	printf '.It Ev %s\n%s\n' "$name" "$*"
}

block_environment()
{
	for v in '' $(verbs "$1"); do
		# shellcheck disable=SC2086
		cat "$(help "$1" $v)"
	done >"$tmp/whole"
	has() { grep -q -e "$1" "$tmp/whole"; }
	echo '.Bl -tag -width Ds -compact'
	variable PIPE_DIR 'the folder of the store, unless
.Fl C
names another'
	variable PIPE_NOW 'an instant that replaces the clock'
	if has '--lock-timeout'; then
		variable PIPE_LOCK_TIMEOUT \
			'seconds to wait for another writer (10)'
	fi
	if has '--pager'; then
		variable 'PIPE_PAGER , PAGER' 'what pages on a terminal;
.Nm less
without, with
.Ev LESS
set to FRX where it is unset;
.Ql cat
is no pager'
		variable COLUMNS 'the width of the terminal'
	fi
	if has '--chart' || [ "$1" = pipe-trend ]; then
		variable 'LC_ALL , LC_CTYPE , LANG' \
			'whether there is more than ASCII to draw with'
	fi
	if has '--send'; then
		variable PIPE_SENDMAIL \
			'what takes messages on standard input, with its arguments;
.Ql sendmail -t -oi
without'
	fi
	if has 'VISUAL, EDITOR' || has 'in the editor'; then
		variable 'VISUAL , EDITOR' 'the editor;
.Xr vi 1
without'
	fi
	variable 'NO_COLOR , CLICOLOR_FORCE , CLICOLOR , TERM' \
		'colour, when it is auto'
	variable 'XDG_DATA_HOME , HOME' 'where the store is unless told:
.Pa $XDG_DATA_HOME/pipe ,
else
.Pa $HOME/.local/share/pipe'
	variable 'XDG_CONFIG_HOME , HOME' 'where your own settings are:
.Pa $XDG_CONFIG_HOME/pipe/config.yaml ,
else
.Pa $HOME/.config/pipe/config.yaml'
	echo .El
}

block()
{
	case $1 in
	synopsis|commands|options|fields|keys|exit|environment)
		if [ ! -x "$BUILD/$2" ]; then
			echo "man-fields.sh: $2: not in $BUILD" >&2
			exit 5
		fi
		"block_$1" "$2" "${3:-}" ;;
	*)
		echo "man-fields.sh: $1: no such block" >&2
		exit 2 ;;
	esac
}

# A page with its blocks made anew.
renewed()
{
	while IFS= read -r line; do
		case $line in
		'.\" BEGIN '*)
			printf '%s\n' "$line"
			set -f
			# shellcheck disable=SC2086
			set -- ${line#'.\" BEGIN '}
			set +f
			block "$@" </dev/null
			inside=1 ;;
		'.\" END')
			printf '%s\n' "$line"
			inside= ;;
		*)
			[ -n "${inside:-}" ] || printf '%s\n' "$line" ;;
		esac
	done
}

case ${1:-} in
--check|--write)
	mode=$1
	shift
	status=0
	for page in "$@"; do
		renewed <"$page" >"$tmp/page" || exit 5
		cmp -s "$page" "$tmp/page" && continue
		if [ "$mode" = --write ]; then
			cat "$tmp/page" >"$page" || exit 5
		else
			diff -u "$page" "$tmp/page"
			status=1
		fi
	done
	exit $status ;;
'')
	sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p;}' "$0" >&2
	exit 2 ;;
*)
	block "$@" ;;
esac

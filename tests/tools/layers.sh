#!/bin/sh
# The direction of includes, and what may stand nowhere. Prints what breaks the
# rules; ARCHITECTURE's table of layers is the one below.
set -u
cd "$(dirname "$0")/../.." || exit 2
bad=0

complain()
{
	[ -z "$1" ] && return
	printf '%s\n' "$1" | sed "s|^|layers: $2: |" >&2
	bad=1
}

# layer: the layers it may include
table='
base:
schema: base
conf: base schema
doc: base
in: base schema
out: base schema
query: base schema
store: base schema
paper: base schema doc in out
render: base doc paper
model: base schema conf store doc paper
report: base schema conf doc model query store
transfer: base schema conf doc in model query store
demo: base schema conf doc model store
cli: base schema conf doc in out paper query store model report transfer demo
show: base schema conf doc out paper query store model report cli
cmd: base schema conf doc in out paper render query store model report transfer demo cli show'

check_layer()
{
	layer=$1 allowed=" $1 $2 "
	case $layer in
	cmd) dir=cmd ;;
	*) dir=lib/$layer ;;
	esac
	[ -d "$dir" ] || return
	grep -Hno '^#include "[a-z_]*/' "$dir"/*.[ch] 2>/dev/null |
	while IFS= read -r line; do
		named=${line##*\"}
		case $allowed in
		*" ${named%/} "*) ;;
		*) echo "${line%%:#*}: includes ${named%/}/" ;;
		esac
	done
}

found=$(printf '%s\n' "$table" | while IFS=: read -r layer allowed; do
	[ -n "$layer" ] && check_layer "$layer" "$allowed"
done)
complain "$found" 'wrong direction'

complain "$(ls -d lib/*/ | sed 's|lib/||; s|/||' | while read -r d; do
	printf '%s\n' "$table" | grep -q "^$d:" || echo "lib/$d"; done)" \
	'not in the table of layers'

complain "$(grep -Hn '#include <lmdb' lib/*/*.[ch] cmd/*.c |
	grep -v '^lib/store/kv_lmdb.c:')" 'LMDB beyond its file'
complain "$(grep -Hn '#include <yaml' lib/*/*.[ch] cmd/*.c |
	grep -v '^lib/conf/yaml.c:')" 'libyaml beyond its file'
complain "$(grep -HnE '#include <(pango|cairo|glib)' lib/*/*.[ch] cmd/*.c |
	grep -v '^lib/render/')" 'pango beyond its layer'
complain "$(grep -HnE 'getopt|MDB_|mdb_|yaml_(parser|emitter)|writer_open' \
	cmd/*.c)" 'not in a program'
complain "$(grep -HnE 'MDB_(NOSYNC|NOMETASYNC|WRITEMAP|MAPASYNC|NOLOCK|DUPSORT)' \
	lib/*/*.[ch] cmd/*.c)" 'durability is not for sale'
complain "$(grep -HnE '(^|[^_a-z])(sprintf|vsprintf|strtok|atoi|atol|strcpy|strcat|gets|setlocale|system|popen) *\(' \
	lib/*/*.[ch] cmd/*.c)" 'forbidden function'
complain "$(sed -n '/^[[:space:]]*\/\?\*/d; s/"[^"]*"//g; s|/\*.*||
	/\<\(double\|float\)\>/{F;=;p}' lib/*/*.[ch] cmd/*.c)" \
	'no floating point'
# Only the layer that talks prints or exits; out of memory is the exception.
complain "$(grep -HnE '(^|[^_a-z])(printf|puts|fputs|exit|_exit) *\(' \
	lib/base/*.c lib/doc/*.c lib/schema/*.c lib/conf/*.c lib/in/*.c lib/out/*.c \
	lib/query/*.c lib/store/*.c lib/model/*.c lib/report/*.c \
	lib/transfer/*.c lib/paper/*.c lib/render/*.c 2>/dev/null |
	grep -vE '^lib/(base/(err|stream)|store/guard)\.c:')" 'a library that talks'
exit $bad

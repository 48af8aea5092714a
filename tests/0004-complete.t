#!/bin/sh
# Completion asks the programs.
. "$(dirname "$0")/lib.sh"
store
pipe team add emea --name EMEA >/dev/null
pipe rep add anna --name 'Anna Berg' --team emea >/dev/null
pipe rep add boris --name 'Boris' --team emea >/dev/null
pipe account add 'Acme Ltd' --industry retail >/dev/null
pipe account add 'Globex' --owner anna >/dev/null

tab=$(printf '\t')
check 'nouns' pipe --complete acc
case $out in "account$tab"*) r=0 ;; *) r=1 ;; esac
result $r 'with a description' "$out"
check_out 'verbs' sh -c 'pipe --complete account s | cut -f1' <<.
show
set
.
check_out 'options' sh -c 'pipe --complete account list --co | cut -f1' <<.
--count
--columns
--color
.
check_out 'fields' sh -c 'pipe --complete account set 1 --in | cut -f1' <<.
--industry
.
check_out 'no field of a verb without' pipe --complete account rm 1 --ind <<.
.
check_out 'references' pipe --complete account set 1 --owner '' <<.
anna	Anna Berg
boris	Boris
.
check_out 'references by prefix' pipe --complete account set 1 --owner b <<.
boris	Boris
.
check_out 'with =' pipe --complete account set 1 --owner=an <<.
--owner=anna	Anna Berg
.
check_out 'ids, the latest first' pipe --complete account show '' <<.
2	Globex
1	Acme Ltd
.
check_out 'a name leads to its id' pipe --complete account show Acm <<.
1	Acme Ltd
.
check_out 'keys' pipe --complete rep show a <<.
anna	Anna Berg
.
check_out 'words of a filter' sh -c \
	'pipe --complete account list ind | cut -f1' <<.
industry:
.
check_out 'values of a filter' pipe --complete account list owner:an <<.
owner:anna	Anna Berg
.
check_out 'columns' sh -c 'pipe --complete account list -c id,dom | cut -f1' <<.
id,domain
.
check_out 'choices of an option' pipe --complete account list --format t <<.
table
tsv
.
pipe rep rm boris >/dev/null 2>&1
check_out 'archived ones are not offered' pipe --complete rep show b <<.
.
check_out 'no store: silent' env PIPE_DIR=/nowhere pipe --complete account show 1 <<.
.
check_same 'on stderr too' '' "$err"
check_out 'options without a store' env PIPE_DIR=/nowhere \
	sh -c 'pipe --complete account set 1 --ind | cut -f1' <<.
--industry
.
check_out 'an unknown verb' pipe --complete account frob x <<.
.
check_out 'an unknown noun' pipe --complete frob x <<.
.
for i in $(seq 60); do echo "{\"name\":\"n$i\"}"; done >many.json
pipe account add --from many.json -q >/dev/null
run pipe --complete account show ''
check_same 'no more than fifty' 50 "$(printf '%s\n' "$out" | wc -l)"

# bash asks as a person types
cat >bash.sh <<'.'
. "$ROOT/completions/pipe.bash"
COMP_LINE=$1 COMP_POINT=${#1}
_pipe
printf '%s\n' "${COMPREPLY[@]}"
.
export ROOT
check_out 'bash: nouns' bash bash.sh 'pipe acco' <<.
account
.
check_out 'bash: verbs' bash bash.sh 'pipe account hist' <<.
history
.
check_out 'bash: behind a colon' bash bash.sh 'pipe account list owner:an' <<.
anna
.
check_out 'bash: behind an equals sign' bash bash.sh 'pipe account set 1 --owner=an' <<.
anna
.
check_out 'bash: an option of a new word' bash bash.sh 'pipe rep show ' <<.
anna
.
finish

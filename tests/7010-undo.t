#!/bin/sh
# Taking back, one after the other, and what stands in the way.
. "$(dirname "$0")/lib.sh"
store
name() { pipe account list archived:any -c id,name,industry,archived; }
pipe account add Acme >/dev/null
pipe account set 1 --industry retail 2>/dev/null
pipe account set 1 --employees 7 2>/dev/null
before=$(name)

check 'undo --dry-run' pipe undo --dry-run
check_same 'changes nothing' "$before" "$(name)"
check 'undo' pipe undo
check_same 'takes back the last' '1 retail ' "$(
	pipe account list -c id,industry,employees | tr '\t' ' ')"
check 'a second undo' pipe undo
check_same 'the one before' '1  ' "$(
	pipe account list -c id,industry,employees | tr '\t' ' ')"
check 'a third' pipe undo
check_same 'even the record' '1 Acme  yes' "$(name | tr '\t' ' ')"
check_exit 1 'nothing is left' pipe undo
check_err 'no operation of yours is left' pipe undo
check 'an undo can be taken back' pipe undo 6
check_same 'it is there again' '1 Acme  no' "$(name | tr '\t' ' ')"

pipe account set 1 --industry retail 2>/dev/null
pipe account set 1 --industry toys 2>/dev/null
op=$(pipe log -n 1 -F tsv | cut -f1)
check_exit 3 'later work stands in the way' pipe undo $((op - 1))
check_err "by operation $op" pipe undo $((op - 1))
check_same 'and nothing changed' toys "$(pipe account list -c industry)"
check_exit 1 'no such operation' pipe undo 999
check_exit 2 'no number' pipe undo last
check_exit 2 'two' pipe undo 1 2
check 'by @' pipe undo "@$op"
check_same 'is by number' retail "$(pipe account list -c industry)"
check 'as it was before' pipe account list --as-of "@$op" -c industry
check_same 'the past stays' toys "$out"

# a unique value that another record took meanwhile
pipe account set 1 --ext crm:1 2>/dev/null
pipe account set 1 --no-ext 2>/dev/null
op=$(pipe log -n 1 -F tsv | cut -f1)
pipe account add Globex --ext crm:1 >/dev/null
check_exit 4 'a value taken meanwhile' pipe undo "$op"

# a policy
sed -i 's/^      - id: prospecting/      - id: first-talk/' "$PIPE_DIR/pipe.yaml"
check 'adopt another policy' pipe config apply -m 'other words'
op=$(pipe log -n 1 -F tsv | cut -f1)
check_same 'an operation of its own kind' policy "$(pipe log -n 1 -F tsv |
	cut -f4)"
check 'take it back' pipe undo "$op"
check_same 'the earlier one is in force' prospecting "$(pipe config list -F tsv |
	sed -n 's/^policy.pipelines.default.//p' | cut -d, -f1)"
# all that stands in the way, in the order to take it back
account=$(pipe account add Umbra 2>/dev/null)
first=$(pipe log -n 1 -F tsv | cut -f1 | head -n 1)
for step in Rome Bari Pisa; do
	pipe account set "$account" --city "$step" 2>/dev/null
	pipe account set "$account" --region "of $step" 2>/dev/null
done
check_err "by operations $((first + 6)), $((first + 5)), $((first + 4))" \
	pipe undo "$first"
check 'check' pipe check
finish

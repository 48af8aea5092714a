#!/bin/sh
# pipe.yaml is adopted, never read behind one's back.
. "$(dirname "$0")/lib.sh"
store
yaml=$PIPE_DIR/pipe.yaml
pipe deal add 'First deal' --amount 1000 >/dev/null

check 'nothing to say' pipe config check
check 'nothing to adopt' pipe config apply
check_same 'no operation' 1 "$(pipe log -F tsv | cut -f1 | sort -u | wc -l)"

cp "$yaml" saved
sed -i 's/probability: 10$/probability: 15/' "$yaml"
check 'a change is shown' pipe config check
case $out in *prospecting*10*15*) result 0 'with old and new' ;;
*) result 1 'with old and new' "$out" ;; esac
check 'the adopted one holds' pipe deal list -c probability
check_same 'until it is applied' 10 "$out"
case $err in *'differs from the adopted policy'*) result 0 'one is told' ;;
*) result 1 'one is told' "$err" ;; esac
check 'apply --dry-run' pipe config apply --dry-run
check 'apply' pipe config apply -m 'we got better'
check 'a deal keeps what it was given' pipe deal list -c probability
check_same 'HISTORY 15' 10 "$out"
check 'a new one' pipe deal add 'Second deal'
check 'takes the new' pipe deal list 2 -c id,probability
check 'clearing returns to the stage' pipe deal set 1 --no-probability
check_same 'as it is now' 15 "$(pipe deal list name:~First -c probability)"
check_same 'the past has its own policy' 1 "$(pipe config list --as-of @1 \
	--origin -F tsv | grep -c 'policy version 1$' | sed 's/^[1-9].*/1/')"

# faults: all of them, with their places
cp "$yaml" good
sed -i 's/^currency: EUR/currency: EUX/; s/rotten_after: 14/rotten_aftr: 14/' \
	"$yaml"
check_exit 3 'faults' pipe config check
check_err "pipe.yaml:" pipe config check
check_err "rotten_aftr" pipe config check
check_err "did you mean 'rotten_after'" pipe config check
check_err "currency" pipe config check
check_exit 3 'a broken file is not adopted' pipe config apply
check 'and stops no report' pipe deal list -q
cp good "$yaml"

# what would strand records
sed -i '/- id: prospecting/,/exit:/d' "$yaml"
check_exit 3 'a stage with deals in it' pipe config apply
check_err 'stage default/prospecting is in use by deal/1, deal/2' \
	pipe config apply
cp good "$yaml"
pipe deal lose 1 2>/dev/null || pipe deal lose 1 --reason price
sed -i '/- id: lost/,/type: lost/s/type: lost/type: open/' "$yaml"
check_exit 3 "a used stage's type" pipe config apply
cp good "$yaml"

# a custom field
cat >>"$yaml" <<.
fields:
  account:
    - {name: segment, type: enum, choices: [smb, enterprise]}
.
check 'declare a field' pipe config apply
check 'it is an option' pipe account add Acme --segment smb
check_same 'a filter' 1 "$(pipe account list segment:smb -c id)"
check_exit 2 'its words' pipe account set 1 --segment huge
check_same 'in the schema' custom "$(pipe schema account -F tsv |
	awk -F'\t' '$2 == "segment" { print $4 }')"
cp good "$yaml"
check_exit 3 'taken out while it has values' pipe config apply
check_err 'field account.segment is in use by account/1' pipe config apply
pipe account set 1 --no-segment 2>/dev/null
check 'once empty' pipe config apply

# the calendar
sed -i 's|zone: Europe/Berlin|zone: Pacific/Auckland|' "$yaml"
check 'another zone' pipe config apply
check 'roll-ups are made anew' pipe check

# a person's own
check 'config set' pipe config set me anna
check_same 'is listed' anna "$(pipe config list -F tsv |
	sed -n 's/^me.//p')"
check 'config set --unset' pipe config set --unset me
origin()
{
	"$@" pipe config list --origin -F tsv | sed -n 's/^pager	//p'
}
check_same 'what is built in' 'less	built in' "$(origin env)"
check_same 'is not when something is said' '' "$(origin env PAGER=more)"
check 'a pager' pipe config set pager cat
check_same 'by the file' "cat	$HOME/.config/pipe/config.yaml:1" \
	"$(origin env)"
check 'none again' pipe config set --unset pager
check_same 'lists of words' 'price,competitor,no-budget' "$(
	pipe config list -F tsv | sed -n 's/^policy.lose_reasons	//p' |
	cut -d, -f1-3)"
check_exit 2 'unknown key' pipe config set mee anna
check_exit 2 'no value' pipe config set me

# edit
cat >ed <<'.'
#!/bin/sh
sed -i 's/probability: 20$/probability: 25/' "$1"
.
chmod +x ed
check 'config edit' env EDITOR="$WORK/ed" pipe config edit
check_same 'adopts' 1 "$(pipe log -n 1 -F tsv | cut -f4 | grep -c policy)"
finish

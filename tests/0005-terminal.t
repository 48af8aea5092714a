#!/bin/sh
# What a terminal changes: the dress, never the rows.
. "$(dirname "$0")/lib.sh"
if ! command -v script >/dev/null; then
	echo '1..0 # SKIP no script(1) to make a terminal'
	exit 0
fi
store
pipe account add 'Acme' --revenue 1234567.5 --created 2>/dev/null
pipe account add 'Acme' --revenue 1234567.5 >/dev/null
pipe account add 'A name so long that it cannot be shown in a narrow window' \
	>/dev/null

# a command on a terminal of its own; its output without carriage returns
tty_run()
{
	out=$(script -qec "$*" /dev/null </dev/null 2>&1 | tr -d '\r')
}

esc=$(printf '\033')
tty_run "COLUMNS=60 pipe account list --no-pager -c id,name,revenue"
case $out in ID*NAME*) r=0 ;; *) r=1 ;; esac
result $r 'a list has a header there' "$out"
case $out in *1,234,567.50*) r=0 ;; *) r=1 ;; esac
result $r 'amounts are grouped' "$out"
check_same 'as many rows' 3 "$(printf '%s\n' "$out" | wc -l)"
tty_run "COLUMNS=40 pipe account list --no-pager -c id,name,revenue"
wide=$(printf '%s\n' "$out" | awk 'length > 42' | wc -l)
check_same 'cropped to the window' 0 "$wide"
pipe deal add 'A deal with a name that is longer than that window' \
	--close 2026-10-28 >/dev/null
tty_run "COLUMNS=40 pipe deal list --no-pager -c id,name,close,stage"
case $out in *'in 13 days'*) r=0 ;; *) r=1 ;; esac
result $r 'a day is never cut' "$out"
tty_run "COLUMNS=40 pipe account list --no-pager -c id,name -F tsv"
case $out in *'narrow window'*) r=0 ;; *) r=1 ;; esac
result $r 'TSV is not' "$out"

for command in 'quote render Q-1 -F pdf' render; do
	tty_run "pipe $command"
	check_same "$command: a PDF is not shown there" \
		"${command%% *}: a PDF is nothing for a terminal" \
		"$(echo "$out" | sed -n '1s/^pipe-//p')"
done

# colour: option, NO_COLOR, CLICOLOR_FORCE, TERM
color()
{
	want=$1 name=$2
	shift 2
	tty_run "$@"
	case $out in *"$esc["*) got=yes ;; *) got=no ;; esac
	check_same "$name" "$want" "$got"
}
list='pipe account list --no-pager'
color yes 'colour on a terminal' "TERM=xterm $list"
color no 'not on a dumb one' "TERM=dumb $list"
color no 'NO_COLOR' "TERM=xterm NO_COLOR=1 $list"
color yes 'an empty NO_COLOR is unset' "TERM=xterm NO_COLOR= $list"
color yes '--color before NO_COLOR' "NO_COLOR=1 $list --color always"
color no '--color never' "TERM=xterm $list --color never"
run env CLICOLOR_FORCE=1 pipe account list -F table
case $out in *"$esc["*) r=0 ;; *) r=1 ;; esac
result $r 'CLICOLOR_FORCE off a terminal'
run env CLICOLOR_FORCE=1 pipe account list --json
case $out in *"$esc["*) r=1 ;; *) r=0 ;; esac
result $r 'never in machine formats'
check_exit 2 'no other word' pipe account list --color sometimes

# pager
cat >pager <<.
#!/bin/sh
echo "LESS=\$LESS \$*" >"$WORK/paged"
cat
.
chmod +x pager
paged()
{
	want=$1 name=$2
	shift 2
	rm -f paged
	tty_run "$@"
	check_same "$name" "$want" "$(cat paged 2>/dev/null)"
}
paged "LESS=FRX -x" 'PIPE_PAGER, with words' \
	"PIPE_PAGER='$WORK/pager -x' pipe account list"
case $out in *Acme*) r=0 ;; *) r=1 ;; esac
result $r 'the rows come through it'
paged "LESS=FRX " 'PAGER' "PAGER=$WORK/pager pipe account list"
paged "LESS=S " 'LESS is left alone' "LESS=S PAGER=$WORK/pager pipe account list"
paged '' 'PIPE_PAGER=cat' "PIPE_PAGER=cat PAGER=$WORK/pager pipe account list"
paged '' '--no-pager' "PAGER=$WORK/pager pipe account list --no-pager"
paged '' '--no-pager before the noun' "PAGER=$WORK/pager pipe --no-pager account list"
paged "LESS=FRX " '--pager' "pipe account list --pager $WORK/pager"
paged '' 'not for changes' "PAGER=$WORK/pager pipe account set 1 --city Rome"
paged '' 'not off a terminal' "PAGER=$WORK/pager pipe account list | cat"
tty_run "PAGER=/nowhere/less pipe account list -c name; echo status \$?"
case $out in *Acme*'status 0'*) r=0 ;; *) r=1 ;; esac
result $r 'without the pager the list is still shown' "$out"
tty_run "PAGER=true pipe account list; echo status \$?"
case $out in *'status 0'* | *'status 141'*) r=0 ;; *) r=1 ;; esac
result $r 'a pager that is left' "$out"
paged "LESS=FRX " 'from the configuration' \
	"mkdir -p home/.config/pipe; echo pager: $WORK/pager >home/.config/pipe/config.yaml; chmod 600 home/.config/pipe/config.yaml; pipe account list"
finish

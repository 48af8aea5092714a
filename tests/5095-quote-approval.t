#!/bin/sh
# Approvals that more than one person gives, and documents in files.
. "${0%/*}/lib.sh"
store --me anna
cat >>"$PIPE_DIR/pipe.yaml" <<'EOF'
approvals:
  - {id: deep, discount_above: 15, by: [boss]}
  - {id: late, terms_above: 60, by: [money, manager]}
EOF
quietly() { "$@" >/dev/null 2>&1; }
quietly pipe config apply
quietly pipe rep add boss --name Boss
quietly pipe rep add money --name 'Max Gold'
quietly pipe rep add anna --name 'Anna Berg'
quietly pipe product add GTX --name 'GTX Pro' --price 100
as() # REP COMMAND...
{
	pipe config set me "$1"
	shift
	"$@"
}
state()
{
	pipe quote list -c status,asked,granted,approved_by -F csv --no-header
}
quietly pipe quote add --line GTX:2 --discount 20 --terms 90
quietly pipe quote submit Q-1
check_err 'Q-1: anna may not approve what rule deep asks for' \
	as anna pipe quote approve Q-1
check 'one approves what is his' as boss pipe quote approve Q-1
check_same 'it waits for the other' 'pending,"deep,late",deep,' "$(state)"
check_err 'Q-1: boss may not approve what rule late asks for' \
	as boss pipe quote approve Q-1
check_err 'Q-1: needs an approval' pipe quote send Q-1
check 'who approves the rest' as money pipe quote approve Q-1
check_same 'and then it is approved' 'approved,"deep,late","deep,late",money' \
	"$(state)"
quietly pipe quote line set Q-1 1 --quantity 3
check_same 'a change takes both back' 'draft,"deep,late",,' "$(state)"
quietly pipe quote submit Q-1
quietly as boss pipe quote approve Q-1
check 'one of them declines' as money pipe quote decline Q-1 --reason no
check_same 'and nothing is granted' 'draft,"deep,late",,' "$(state)"
quietly pipe quote set Q-1 --terms 10
quietly pipe quote submit Q-1
check 'one is enough where one is asked' as boss pipe quote approve Q-1
sed 's/discount_above: 15, by: \[boss\]/discount_above: 15, by: [boss]}\
  - {id: small, discount_above: 1, by: [money]/' "$PIPE_DIR/pipe.yaml" >new
cat new >"$PIPE_DIR/pipe.yaml"
quietly pipe config apply
check_err 'Q-1: needs an approval, rule deep,small asks for it' \
	pipe quote send Q-1
check 'what a new rule asks is submitted' pipe quote submit Q-1
check 'and approved beside what was' as money pipe quote approve Q-1
check 'then it is sent' pipe quote send Q-1

# ---- files --------------------------------------------------------------------------

mkfifo fifo
cat fifo >through &
check 'into a pipe' pipe quote render Q-1 --out fifo
wait
check 'which stays one' test -p fifo
pipe quote render Q-1 >shown
check 'what is printed as well' cmp shown through
ln -s there link
check 'through a link' pipe quote render Q-1 --out link
check 'which stays one, too' test -L link
check 'there it is' cmp shown there
(umask 027 && pipe quote render Q-1 --out masked 2>/dev/null)
check_same 'under the umask' -rw-r----- "$(ls -l masked | cut -c1-10)"
finish

#!/bin/sh
# Approval rules on single lines: what one line hides in a large quote. Which
# lines are meant is reckoned again by python3, with fractions.
. "${0%/*}/lib.sh"
store --me anna
quietly() { "$@" >/dev/null 2>&1; }
cat >>"$PIPE_DIR/pipe.yaml" <<'.'
tax: [{id: std, rates: [{name: VAT, rate: 19}]}]
approvals:
  - {id: deep, discount_above: 15, by: [boss]}
  - {id: steep, line_discount_above: 40, by: [boss]}
  - {id: lossy, line_margin_below: 10.5, by: [boss]}
.
quietly pipe config apply
quietly pipe rep add boss --name Boss
quietly pipe rep add anna --name Anna
quietly pipe account add Acme
quietly pipe product add BIG --name Big --price 1000 --cost 500 --tax std
quietly pipe product add SMALL --name Small --price 20 --cost 10 --tax std
quietly pipe product add FREE --name Gift --price 5 --tax std

check_same 'a change of a rule is told' \
	'approval steep: line_discount_above 40 -> 40.5' "$(
	sed -i 's/line_discount_above: 40/line_discount_above: 40.5/' \
		"$PIPE_DIR/pipe.yaml"
	pipe config check)"
quietly pipe config apply
sed -i 's/line_margin_below: 10.5/line_margin_below: ten/' "$PIPE_DIR/pipe.yaml"
check_err "line_margin_below: 'ten'" pipe config check
sed -i 's/line_margin_below: ten/line_margin: 1/' "$PIPE_DIR/pipe.yaml"
check_err "unknown key 'line_margin'" pipe config check
sed -i 's/line_margin: 1/line_margin_below: 10.5/' "$PIPE_DIR/pipe.yaml"
check 'as it was' pipe config check

# ---- one line in a large quote -----------------------------------------------

status()
{
	pipe quote list archived:any -c status -F tsv "number:$1"
}
asked()
{
	pipe quote list archived:any -c asked -F tsv "number:$1"
}
quietly pipe quote add --account 1 --line BIG:100 --line SMALL:1
check_same 'at list prices nothing is asked' '' "$(asked Q-1)"
quietly pipe quote line set Q-1 2 --discount 60
check_same 'a line with 60 % off, of a quote with 0.01 %' 'lossy,steep 0.01' \
	"$(pipe quote list -c asked,off_rate -F tsv number:Q-1 | tr '\t' ' ')"
check_err 'Q-1: needs an approval, rule lossy,steep asks for it: line 2 is 60 percent off' \
	pipe quote send Q-1
check_same 'status' 3 "$status"
check_same 'nothing is sent' draft "$(status Q-1)"
quietly pipe quote line set Q-1 2 --discount 40.5
check_same 'as much as is allowed' '' "$(asked Q-1)"
quietly pipe quote line set Q-1 2 --no-discount --discount-amount 8.11
check_same 'a cent more' steep "$(asked Q-1)"
check_err 'line 2 is 40.55 percent off' pipe quote send Q-1
quietly pipe quote line set Q-1 2 --no-discount-amount --price 11.16
check_same 'below the list price, too' lossy,steep "$(asked Q-1)"
check_err 'line 2 is 44.2 percent off' pipe quote send Q-1
quietly pipe quote line set Q-1 2 --price 20 --cost 18
check_same 'a margin of a line' lossy "$(asked Q-1)"
check_err 'rule lossy asks for it: line 2 has a margin of 10 percent' \
	pipe quote send Q-1
quietly pipe quote line set Q-1 2 --price 20 --cost 17.90
check_same 'exactly what is allowed' '' "$(asked Q-1)"
quietly pipe quote line set Q-1 2 --cost 10
quietly pipe quote line set Q-1 2 --choice optional --discount 90
check_same 'what is optional is offered as well' lossy,steep "$(asked Q-1)"
quietly pipe quote line rm Q-1 2
quietly pipe quote line add Q-1 FREE:1 --discount 100
check_same 'a gift' steep "$(asked Q-1)"
quietly pipe quote line set Q-1 3 --cost 1
check_same 'at a loss' lossy,steep "$(asked Q-1)"
quietly pipe quote line set Q-1 3 --no-discount --price 0 --list 0
check_err 'rule lossy asks for it: line 3 is given away at a loss' \
	pipe quote send Q-1
quietly pipe quote line rm Q-1 3
quietly pipe quote set Q-1 --discount 41
check_same 'its share of the discount of the whole is its own' deep,steep \
	"$(asked Q-1)"

# ---- approved ----------------------------------------------------------------

quietly pipe quote set Q-1 --no-discount
quietly pipe quote line add Q-1 SMALL:1 --discount 42
check 'submitted' pipe quote submit Q-1
check_err 'rule steep asks for it: line 4 is 42 percent off' \
	pipe quote send Q-1
check_err 'anna may not approve what rule steep asks for' pipe quote approve Q-1
pipe config set me boss
check 'approved' pipe quote approve Q-1
check 'sent' pipe quote send Q-1
pipe config set me anna

# ---- many, reckoned again ----------------------------------------------------

python3 - <<'.' >lines
import json, random
random.seed(11)
for q in range(60):
    lines = []
    for n in range(random.randint(1, 6)):
        x = {"product": random.choice(["BIG", "SMALL", "FREE"]),
             "quantity": str(random.choice([1, 2, 3, 0.5, 7]))}
        kind = random.randrange(6)
        if kind == 0:
            x["discount"] = random.choice([10, 39.99, 40.5, 40.51, 42, 80])
        elif kind == 1:
            x["price"] = str(random.choice([900, 5, 11, 2.97]))
        elif kind == 2:
            x["cost"] = str(random.choice([4.4, 4.5, 17.9, 894.99, 895.01]))
        elif kind == 3:
            x["choice"] = random.choice(["optional", "alternative"])
            x["discount"] = random.choice([40.5, 60])
        lines.append(x)
    print(json.dumps(lines))
.
n=0
while read -r one; do
	n=$((n + 1))
	echo "$one" | jq -c '.[]' | pipe quote add --account 1 --from - -q \
		--discount $((n % 7)) >/dev/null
done <lines
pipe quote list -n 0 --json=id,number,asked,status status:draft >quotes
pipe line list -n 0 --json=quote,position,quantity,price,cost,list archived:any \
	>all
for number in $(jq -r '.[].number' quotes); do
	pipe quote render "$number" -F json | jq -c .
done >documents
python3 - <<'.' >want
import json
from fractions import Fraction as F
quotes = json.load(open("quotes"))
lines = {}
for l in json.load(open("all")):
    lines[(str(l["quote"]).split("/")[-1], l["position"])] = l
docs = {d["number"]: d for d in map(json.loads, open("documents"))}
def half_up(x):
    return int(abs(x) + F(1, 2)) * (-1 if x < 0 else 1)
for q in quotes:
    asked = set()
    total = off = F(0)
    for l in docs[q["number"]]["lines"]:
        kept = lines[(q["number"], l["position"])]
        n = F(l["quantity"])
        listed = half_up(n * F(kept["list"]) * 100) if kept["list"] else l["gross"]
        less = listed - (l["amount"] - l["share"])
        if l["choice"] == "firm":
            total += listed
            off += less
        if listed and F(less, listed) > F(405, 1000):
            asked.add("steep")
        if kept["cost"]:
            margin = l["net"] - half_up(n * F(kept["cost"]) * 100)
            if F(margin, l["net"]) < F(105, 1000) if l["net"] else margin < 0:
                asked.add("lossy")
    if total and half_up(off / total * 10000) > 1500:
        asked.add("deep")
    print(q["number"], ",".join(sorted(asked)) or "-")
.
jq -r '.[] | "\(.number) \(.asked // [] | if type == "array" then join(",")
	else . end | if . == "" then "-" else . end)"' quotes >got
check_same 'python3 has reckoned them' 60 "$(wc -l <want)"
check_same 'each asks for what it has to' "$(cat want)" "$(cat got)"
check_same 'some ask and some do not, by each rule' 'yes yes yes' "$(
	for r in steep lossy deep; do
		with=$(grep -c "$r" want)
		[ "$with" -gt 3 ] && [ "$with" -lt 57 ] && echo yes
	done | xargs)"
check_exit 0 'the store is whole' pipe check
finish

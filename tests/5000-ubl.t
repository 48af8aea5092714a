#!/bin/sh
# Nine invoices and credit notes of OpenPEPPOL, retyped as quotes: net, tax by
# category and what is payable are what the samples say.
. "${0%/*}/lib.sh"
DATA=$ROOT/../shared/data/ubl-samples
[ -r "$DATA/base-example.xml" ] || {
	echo '1..0 # SKIP no ../shared/data/ubl-samples'
	exit 0
}
for file in "$DATA"/*.xml; do
	sample=$(basename "$file" .xml)
	check "$sample: retyped" python3 "$TESTS/real/ubl.py" "$file" "$sample"
	store --currency "$(cat "$sample.currency")"
	cat "$sample.tax" >>"$PIPE_DIR/pipe.yaml"
	check "$sample: its taxes" pipe config apply -q
	run_in pipe quote add --from - <"$sample.lines"
	check_same "$sample: its lines" '0 ' "$status $(echo "$err" |
		grep -v '^quote/Q-1: [0-9]* lines*, total')"
	pipe quote render Q-1 -F json | jq -r '"net \(.whole.net)",
		"payable \(.whole.total)",
		([.taxes, .whole.taxes] | transpose | map(
			"\(.[0].category) \(.[0].rate) \(.[1].base) \(.[1].tax)")
			| sort[])' >got
	check_same "$sample: its figures" "$(cat "$sample.want")" "$(cat got)"
done
finish

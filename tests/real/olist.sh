#!/bin/sh
# olist.sh STORE [DATA] - make a store at STORE and load the Olist funnel: the
# leads, then the deals that came of them. DATA is the folder with the two
# files; without it, shared/data/olist-funnel beside the project.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 1 ] || { echo "usage: olist.sh STORE [DATA]" >&2; exit 2; }
store=$1
data=${2:-$here/../../../shared/data/olist-funnel}

pipe -C "$store" init --quiet --currency BRL --zone America/Sao_Paulo
cp "$here/olist-policy.yaml" "$store/pipe.yaml"
pipe -C "$store" --now 2017-01-01T00:00:00Z config apply --quiet \
	-m "sources and fields of the funnel" >/dev/null

pipe -C "$store" import lead "$data/olist_marketing_qualified_leads_dataset.csv" \
	--map "$here/olist-leads.yaml"
# One deal is won two days before the first contact: it takes effect now, and
# counts on the day it was won all the same.
pipe -C "$store" import lead "$data/olist_closed_deals_dataset.csv" \
	--map "$here/olist-closed.yaml" --late now

#!/bin/sh
# maven.sh STORE [DATA] - make a store at STORE and load the Maven CRM data.
# DATA is the folder with accounts.csv, products.csv, sales_teams.csv and
# sales_pipeline.csv; without it, shared/data/maven-crm beside the project.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 1 ] || { echo "usage: maven.sh STORE [DATA]" >&2; exit 2; }
store=$1
data=${2:-$here/../../../shared/data/maven-crm}

# The policy holds before the first deal, so that the past is seen under it.
pipe -C "$store" init --quiet --currency USD --zone America/New_York
cp "$here/maven-policy.yaml" "$store/pipe.yaml"
pipe -C "$store" --now 2016-01-01T00:00:00Z config apply --quiet \
	-m "the stages of the source" >/dev/null

load()
{
	pipe -C "$store" import "$1" "$data/$2" --map "$here/maven-$3.yaml"
}
load team sales_teams.csv offices
load team sales_teams.csv managers
load rep sales_teams.csv reps
load product products.csv products
load account accounts.csv accounts
load deal sales_pipeline.csv deals

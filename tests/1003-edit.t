#!/bin/sh
# A record in an editor.
. "$(dirname "$0")/lib.sh"
store
mkdir tmp
export TMPDIR="$WORK/tmp"
pipe account add Acme --city Rome --description 'one
two' >/dev/null

cat >ed <<.
#!/bin/sh
cp "\$2" "$WORK/seen"
stat -c %a "\$2" "\$(dirname "\$2")" >"$WORK/modes"
sed -i "\$SCRIPT" "\$2"
eval "\${MEANWHILE:-:}"
.
chmod +x ed
export EDITOR="$WORK/ed -x" SCRIPT='s/^city:.*/city: Pisa/'
check 'edit' pipe account edit 1
check_same 'says so' 'account/1 updated' "$err"
check_out 'changes what was changed' pipe account show 1 -c name,city,description -F tsv <<'.'
Acme	Pisa	one\ntwo
.
check_same 'the file is private' '600
700' "$(cat modes)"
check_same 'and gone' '' "$(ls tmp)"
check_same 'it begins with the record' '# account/1, revision 1' "$(head -1 seen)"
check_same 'the lines of a text are indented' 'description: one
  two' "$(grep -A1 ^description seen)"
SCRIPT='' check 'nothing changed' pipe account edit 1
check_same 'says so' 'nothing was changed' "$err"
check_same 'one revision' 2 "$(pipe account show 1 -c rev -F tsv)"
export SCRIPT='s/^city:.*/city:/; s/^  two/  2\n\n  three/'
check 'an empty value clears, a text grows' pipe account edit 1
check_out 'both' pipe account show 1 -c city,description --json <<'.'
[
{"city":null,"description":"one\n2\n\nthree"}
]
.
export SCRIPT='s/^country:.*/country: Atlantis/'
check_exit 3 'a bad value' pipe account edit 1
kept=$(find "$WORK/tmp" -type f)
case $err in *"kept in $kept"*) r=0 ;; *) r=1 ;; esac
result $r 'the text is kept' "$err"
rm -r tmp/*
export SCRIPT='s/^city:/citi:/'
check_exit 2 'an unknown field' pipe account edit 1
rm -r tmp/*
export SCRIPT='s/^city:.*/city: Bari/'
export MEANWHILE="EDITOR= pipe account set 1 --city Lima"
check_exit 4 'changed meanwhile' pipe account edit 1
check_out 'the other change stands' pipe account show 1 -c city -F tsv <<.
Lima
.
rm -r tmp/*
unset MEANWHILE
check_out 'a dry run' pipe account edit 1 --dry-run <<.
account/1 city: Lima -> Bari
.
EDITOR=false check_exit 5 'an editor that fails' pipe account edit 1
EDITOR=/nowhere/ed check_exit 5 'one that is not there' pipe account edit 1
EDITOR='ed "x' check_exit 2 'one that cannot be read' pipe account edit 1
EDITOR='' check_exit 2 'none, off a terminal' pipe account edit 1
check_exit 2 'nothing to edit' pipe account edit
check_exit 1 'what is not there' pipe account edit 99
check_same 'nothing is left behind' '' "$(ls tmp)"
finish

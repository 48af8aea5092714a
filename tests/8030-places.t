#!/bin/sh
# Where a store is, who owns it, and what else may be found there.
. "$(dirname "$0")/lib.sh"
store
pipe account add Acme >/dev/null || exit 1
good=$PIPE_DIR

# A copy of the store in the folder $1, to be spoiled.
spoil()
{
	rm -rf "$1"
	cp -r "$good" "$1"
	rm -f "$1/lock.mdb"
	export PIPE_DIR="$WORK/$1"
}

sums()
{
	find "$PIPE_DIR" -type f ! -name lock.mdb -exec sha256sum {} + \
		2>/dev/null
}

# All three kinds of command give the status and the words, and change
# nothing.
refused()
{
	want=$1 text=$2
	sum=$(sums)
	for command in 'pipe account list' 'pipe check' 'pipe account add New' \
		'pipe undo' 'pipe config apply'
	do
		# which looks at the yaml first
		case $command in *apply) [ -e "$PIPE_DIR/pipe.yaml" ] ||
			continue ;; esac
		run $command
		case $status:$err in "$want":*"$text"*) r=0 ;; *) r=1 ;; esac
		result $r "$PIPE_DIR: $command: $want" "$(seen)"
	done
	check_same 'and nothing is changed' "$sum" "$(sums)"
}

PIPE_DIR=$WORK/none
refused 5 'no store here'
mkdir empty
PIPE_DIR=$WORK/empty
refused 5 'no store here'
check_same 'an empty folder stays empty' '' "$(ls empty)"
spoil zero && : >zero/data.mdb
refused 7 'the file is empty'
spoil foreign && head -c 65536 /dev/zero >foreign/data.mdb
refused 7 'not a store of pipe'
spoil text && echo 'name,city' >text/data.mdb
refused 7 'too short'
for n in 100 4096 8192 12288; do
	spoil cut && head -c $n "$good/data.mdb" >cut/data.mdb
	refused 7 'store damaged'
done
spoil meta && printf '\001' | dd of=meta/data.mdb bs=1 seek=4241 conv=notrunc \
	2>/dev/null
refused 7 'store damaged'
spoil folder && rm folder/data.mdb && mkdir folder/data.mdb
refused 5 'data.mdb'

# Another LMDB environment, and a newer format, made by a helper.
cat >other.c <<'.'
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <lmdb.h>

int
main(int argc, char **argv)
{
	MDB_env *env;
	MDB_txn *txn;
	MDB_dbi dbi;
	MDB_val k = {4, "head"}, v = {4, "body"};

	return argc != 2 || mdb_env_create(&env) ||
		mdb_env_set_maxdbs(env, 4) ||
		mdb_env_open(env, argv[1], 0, 0600) ||
		mdb_txn_begin(env, NULL, 0, &txn) ||
		mdb_dbi_open(txn, "t00", MDB_CREATE, &dbi) ||
		mdb_put(txn, dbi, &k, &v, 0) || mdb_txn_commit(txn);
}
.
if ${CC:-cc} -o other other.c -llmdb 2>cc.log; then
	mkdir alien && ./other "$WORK/alien" && rm alien/lock.mdb
	PIPE_DIR=$WORK/alien
	refused 7 'store damaged'
else
	result 0 "another LMDB environment # SKIP $(head -1 cc.log)"
fi

# A newer format: our own init, but for the number.
mkdir -p newer/store
format=$(awk '/define STORE_FORMAT/ { print $3 }' "$ROOT/lib/store/store.h")
newer=$((format + 1))
sed "s/\(define STORE_FORMAT\) $format/\1 $newer/" \
	"$ROOT/lib/store/store.h" >newer/store/store.h
export PIPE_DIR="$WORK/later"
if [ -n "${SAN:-}" ]; then
	result 0 'a newer format # SKIP under sanitizers'
elif ${CC:-cc} -std=c17 -D_GNU_SOURCE -Inewer -I"$ROOT/lib" -o newer/init \
	"$ROOT/cmd/pipe-init.c" "$ROOT/lib/store/head.c" "$BUILD/libpipe.a" \
	$(pkg-config --libs lmdb yaml-0.1 libutf8proc libmd) 2>cc.log &&
	newer/init >/dev/null 2>cc.log
then
	refused 5 "the store has format $newer"
	check_err 'use a newer pipe' pipe account add New
else
	result 1 'a newer format' "$(cat cc.log)"
fi

spoil pipe && rm pipe/data.mdb && mkfifo pipe/data.mdb
refused 5 'not a regular file'
spoil linked && mv linked/data.mdb linked/real && ln -s real linked/data.mdb
refused 5 'data.mdb'
spoil open && chmod o+w open
refused 5 'others may write to it'
spoil open && chmod o+w open/data.mdb
refused 5 'others may write to it'

# links, permissions
export PIPE_DIR=$good
ln -s "$good" link
check 'a link to the folder is the folder' pipe -C "$WORK/link" account list
check_same 'the store is private' '700 600 600 600' "$(stat -c %a "$good" \
	"$good"/data.mdb "$good"/lock.mdb "$good"/pipe.yaml | tr '\n' ' ' |
	sed 's/ $//')"
for mask in 0 022 077 0777; do
	(
		umask $mask
		pipe -C "$WORK/u$mask" init
		pipe -C "$WORK/u$mask" account add Acme
		pipe -C "$WORK/u$mask" backup "$WORK/b$mask"
	) >/dev/null 2>&1
	check_same "umask $mask" '700 600 600 600 600' "$(stat -c %a \
		"u$mask" "u$mask/data.mdb" "u$mask/lock.mdb" \
		"u$mask/pipe.yaml" "b$mask" | tr '\n' ' ' | sed 's/ $//')"
done
check_exit 5 'a backup does not follow a link' sh -c \
	'ln -s target there; pipe backup there'
check_not 'nothing is written behind it' test -e target

# What root may do, others may not: run as nobody where we can.
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	as_nobody()
	{
		setpriv --reuid=65534 --regid=65534 --clear-groups env \
			HOME=/nonexistent "$@"
	}
	chmod 755 "$WORK"
	if as_nobody test -x "$BUILD/pipe-account"; then
		check_exit 5 "another one's store is closed" as_nobody \
			"$BUILD/pipe-account" -C "$good" list
		check_exit 5 'and not to be made' as_nobody \
			"$BUILD/pipe-init" -C "$WORK/theirs"
		spoil only
		chmod 400 only/*
		chown -R 65534 only
		check_exit 5 "ours is not to be another one's" \
			"$BUILD/pipe-account" -C "$WORK/only" list
		check_err 'belongs to another user' \
			"$BUILD/pipe-account" -C "$WORK/only" add X
		chgrp -R "$(id -g)" only
		chmod 2770 only
		check "unless it is a group's" \
			"$BUILD/pipe-account" -C "$WORK/only" list
		chmod 500 only
		check_exit 5 'a folder that is read only' as_nobody \
			"$BUILD/pipe-account" -C "$WORK/only" add X
		check_same 'is left as it was' "$(sha256sum <"$good/data.mdb")" \
			"$(sha256sum <only/data.mdb)"
		chmod 700 only
		chown -R 65534 only # lock.mdb is root's
		chmod 600 only/*
		check 'its owner can again' as_nobody \
			"$BUILD/pipe-account" -C "$WORK/only" add X
		cp "$BUILD/pipe-account" setuid
		chmod 4755 setuid
		check_exit 5 'set-id use is refused' as_nobody ./setuid -C \
			"$good" list
		check_err 'set-id use is refused' as_nobody ./setuid -C \
			"$good" list
	else
		result 0 "as nobody # SKIP $BUILD is closed to others"
	fi
else
	result 0 'as nobody # SKIP not root, or no setpriv(1)'
fi

export PIPE_DIR=$good
# A network file system, by a statfs that says so.
cat >fs.c <<'.'
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/vfs.h>

int
statfs(const char *path, struct statfs *out)
{
	int (*real)(const char *, struct statfs *) =
		(int (*)(const char *, struct statfs *))dlsym(RTLD_NEXT,
			"statfs");
	int rc = real(path, out);

	out->f_type = strtol(getenv("FS_TYPE"), NULL, 16);
	return rc;
}
.
if [ -n "${SAN:-}" ]; then
	result 0 'network file systems # SKIP a preload under sanitizers'
elif ${CC:-cc} -D_GNU_SOURCE -shared -fPIC -o fs.so fs.c -ldl 2>cc.log &&
	FS_TYPE=6969 LD_PRELOAD="$WORK/fs.so" pipe account list >/dev/null 2>err
	grep -q NFS err
then
	for type in 6969:NFS ff534d42:CIFS fe534d42:SMB 01021997:9p \
		65735546:FUSE 5346414f:AFS 00c36400:Ceph 786f4256:vboxsf
	do
		run env FS_TYPE=${type%:*} LD_PRELOAD="$WORK/fs.so" \
			pipe account list
		case $status:$err in
		5:*"network file system (${type#*:})"*) r=0 ;;
		*) r=1 ;;
		esac
		result $r "refused on ${type#*:}" "$(seen)"
	done
	for type in ef53 01021994 58465342 9123683e 794c7630 2fc12fc1; do
		check "fine on $type" env FS_TYPE=$type \
			LD_PRELOAD="$WORK/fs.so" pipe account list
	done
else
	result 1 'network file systems' "$(cat cc.log err)"
fi
export PIPE_DIR=$good
check 'the store is whole' pipe check
finish

/*
 * raw - one row, put into an LMDB file in one durable transaction: the floor
 * of what an addition costs.
 *
 *	raw FOLDER
 */
#include <lmdb.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int
put(MDB_txn *t)
{
	unsigned char row[64] = {0};
	MDB_cursor *c;
	MDB_val k, v = {sizeof row, row};
	size_t id = 0;
	MDB_dbi d;
	int rc = mdb_dbi_open(t, "rows", MDB_CREATE | MDB_INTEGERKEY, &d);

	if (rc || (rc = mdb_cursor_open(t, d, &c)) != 0)
		return rc;
	if (!mdb_cursor_get(c, &k, NULL, MDB_LAST))
		memcpy(&id, k.mv_data, sizeof id);
	mdb_cursor_close(c);
	id++;
	memcpy(row, &id, sizeof id);
	k = (MDB_val){sizeof id, &id};
	return mdb_put(t, d, &k, &v, MDB_APPEND);
}

int
main(int argc, char **argv)
{
	MDB_env *e = NULL;
	MDB_txn *t;
	int rc;

	if (argc != 2)
		return 2;
	if ((rc = mdb_env_create(&e)) != 0 ||
		(rc = mdb_env_set_maxdbs(e, 1)) != 0 ||
		(rc = mdb_env_set_mapsize(e, (size_t)1 << 30)) != 0 ||
		(rc = mdb_env_open(e, argv[1], MDB_NOTLS, 0600)) != 0 ||
		(rc = mdb_txn_begin(e, NULL, 0, &t)) != 0)
		goto out;
	rc = put(t);
	if (rc)
		mdb_txn_abort(t);
	else
		rc = mdb_txn_commit(t);
out:
	if (rc)
		fprintf(stderr, "raw: %s\n", mdb_strerror(rc));
	mdb_env_close(e);
	return rc != 0;
}

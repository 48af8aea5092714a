/* file.h - what is looked at before LMDB maps the file, and who may write. */
#ifndef STORE_FILE_H
#define STORE_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

#define STORE_DATA "data.mdb"

/* Refuse a folder that is absent, open to others or another one's, a file that
 * is empty, truncated, foreign, or on a network file system, with words for
 * each. */
int file_look(const char *dir, struct err *e);
/* The folder's descriptor, locked against other writers within `timeout` ms
 * (0: one try). ERR_AGAIN when another holds it longer. */
int file_lock(const char *dir, int64_t timeout, int *fd, struct err *e);
/* Be the only one who opens or closes the map: whoever finds it open nowhere
 * makes its lock file anew, and killed meanwhile leaves half of one to those
 * who wait. Close *fd afterwards. ERR_AGAIN when that takes ten seconds. */
int file_gate(const char *dir, int *fd, struct err *e);

#endif

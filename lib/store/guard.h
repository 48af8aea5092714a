/* guard.h - a damaged file may make LMDB follow a wild pointer or read past
 * the file's end. While a transaction is open such a signal ends the process
 * with "store damaged" and its own exit status instead of a crash. */
#ifndef STORE_GUARD_H
#define STORE_GUARD_H

void guard_on(void);
void guard_off(void);

#endif

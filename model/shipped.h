/* The files that came with the program. */
#ifndef AMPARO_MODEL_SHIPPED_H
#define AMPARO_MODEL_SHIPPED_H

/* Where share/ is: $AMPARO_DATADIR, the source tree for a program not installed, or the installed
 * one. Lent. */
const char *shipped_dir(void);

/* Where the programs that it runs are: the build folder for one not installed, or where they were
 * installed. Lent. */
const char *shipped_programs(void);

#endif

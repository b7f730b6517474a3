/*
 * What a process that looks at foreign bytes may still do, set once and for good:
 *
 * - memory, processor time, size of what it writes, open files, no core file (setrlimit);
 * - no new privileges, and killed when its parent dies (prctl);
 * - of the file system only the libraries' own data, to be read (Landlock, where the kernel has
 * it);
 * - no socket, no other program, no new process, no opening for writing, nothing done to other
 *   processes or to the machine (seccomp).
 *
 * With AddressSanitizer, which maps terabytes that it never touches, memory is limited by it and
 * not by the kernel: what the process holds, not what it maps.
 */
#ifndef AMPARO_READER_LIMITS_H
#define AMPARO_READER_LIMITS_H

#include <stdbool.h>

/* false: they cannot be set, and nothing foreign may be looked at. Memory in MiB. */
bool limits_set(unsigned memory, unsigned seconds, bool writes);

#endif

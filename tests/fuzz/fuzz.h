/* What a fuzz target defines; libFuzzer or replay.c calls it. */
#ifndef AMPARO_TESTS_FUZZ_FUZZ_H
#define AMPARO_TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Like assert(), also where NDEBUG is set: what must hold for every input. */
#define MUST_HOLD(what) ((what) ? (void)0 : __builtin_trap())

#endif

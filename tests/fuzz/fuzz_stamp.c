/* Answers of time-stamp authorities with certificates and queries, as the reader is given them. */
#include "config.h"

#include "tests/fuzz/fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reader r = fuzz_reader();

	fuzz_reader_in(data, size);
	MUST_HOLD(mode_stamp(&r) < WHY_END);
	return 0;
}

/* Office files: the zip, which kind it is, and the XML in it. */
#include "config.h"

#include "reader/formats.h"
#include "tests/fuzz/fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reader r = fuzz_reader();

	fuzz_reader_in(data, size);
	MUST_HOLD(read_office(&r) < WHY_END);
	return 0;
}

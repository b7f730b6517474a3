/* RTF: any bytes end, whatever groups, fonts, halves of characters and lengths they claim. */
#include "config.h"

#include "reader/rtf.h"
#include "tests/fuzz/fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reader r = fuzz_reader();
	enum reader_why why = rtf_read(&r, data, size);

	MUST_HOLD(why < WHY_END);
	return 0;
}

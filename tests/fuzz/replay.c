/* Stands in for libFuzzer where it is not there: gives each file named to the target once. */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>

static void replay(const char *path)
{
	FILE *in = fopen(path, "re");
	uint8_t *data = NULL;
	size_t size = 0;
	size_t n = 1;

	if (!in) {
		perror(path);
		exit(1);
	}
	while (n > 0) {
		data = realloc(data, size + 65536);
		if (!data)
			abort();
		n = fread(data + size, 1, 65536, in);
		size += n;
	}
	fclose(in);
	LLVMFuzzerTestOneInput(data, size);
	free(data);
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		replay(argv[i]);
	return 0;
}

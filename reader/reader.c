#include "config.h"

#include "reader/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/mem.h"
#include "reader/limits.h"

/* ---- saying ---- */

static void write_all(int fd, const void *bytes, size_t len)
{
	const char *p = bytes;

	while (len) {
		ssize_t n = write(fd, p, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			_exit(1);
		p += n;
		len -= (size_t)n;
	}
}

static void put_number(unsigned char *out, uint32_t n)
{
	for (int i = 0; i < 4; i++)
		out[i] = (unsigned char)(n >> (8 * i));
}

static void say_head(struct reader *r, enum say type, size_t len)
{
	unsigned char head[PROTOCOL_HEAD];

	put_number(head, (uint32_t)type);
	put_number(head + 4, (uint32_t)len);
	write_all(r->out, head, sizeof(head));
}

void reader_say(struct reader *r, enum say type, const void *bytes, size_t len)
{
	if (len > PROTOCOL_LONGEST)
		len = PROTOCOL_LONGEST;
	say_head(r, type, len);
	write_all(r->out, bytes, len);
}

void reader_say_text(struct reader *r, enum say type, const char *text)
{
	reader_say(r, type, text, strlen(text));
}

void reader_say_number(struct reader *r, enum say type, uint32_t number)
{
	reader_say_with(r, type, number, "", 0);
}

void reader_say_with(
	struct reader *r, enum say type, uint32_t number, const void *bytes, size_t len)
{
	unsigned char first[4];

	if (len > PROTOCOL_LONGEST - sizeof(first))
		len = PROTOCOL_LONGEST - sizeof(first);
	put_number(first, number);
	say_head(r, type, sizeof(first) + len);
	write_all(r->out, first, sizeof(first));
	write_all(r->out, bytes, len);
}

void reader_progress(struct reader *r, uint32_t done, uint32_t of)
{
	unsigned char bytes[4];

	put_number(bytes, of);
	reader_say_with(r, SAY_PROGRESS, done, bytes, sizeof(bytes));
}

/* ---- the file ---- */

ptrdiff_t reader_read(void *bytes, size_t len, int64_t from)
{
	char *p = bytes;
	size_t n = 0;

	while (n < len) {
		ssize_t got = pread(READER_IN, p + n, len - n, (off_t)(from + (int64_t)n));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (!got)
			break;
		n += (size_t)got;
	}
	return (ptrdiff_t)n;
}

int64_t reader_size(void)
{
	struct stat info;

	return fstat(READER_IN, &info) || !S_ISREG(info.st_mode) ? -1 : (int64_t)info.st_size;
}

/* ---- the run ---- */

static const struct reader_mode *find(const struct reader_mode *modes, const char *name)
{
	for (; modes->name; modes++)
		if (!strcmp(modes->name, name))
			return modes;
	return NULL;
}

/* Memory is out: said with what is on the stack, and nothing is cleaned up. */
static int out_of_memory_to = -1;

static void tell_memory(void)
{
	struct reader r = { .out = out_of_memory_to };

	reader_say_number(&r, SAY_REFUSED, WHY_MEMORY);
	_exit(0);
}

int reader_main(const struct reader_mode *modes, int argc, char **argv)
{
	const struct reader_mode *mode = argc > 1 ? find(modes, argv[1]) : NULL;
	struct reader r = { .n_args = argc - 2, .args = argv + 2 };
	enum reader_why why;

	if (!mode) {
		fputs("amparo-read is run by amparo, to read files that others made.\n", stderr);
		return 2;
	}
	/* What a library prints must not stand between the records. */
	r.out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 10);
	if (r.out < 0 || dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
		return 2;
	out_of_memory_to = r.out;
	mem_on_exhausted(tell_memory);
	if (limits_set(mode->memory, mode->seconds, mode->writes))
		why = mode->run(&r);
	else
		why = WHY_LIMITS;
	if (why == WHY_NOT)
		reader_say(&r, SAY_DONE, "", 0);
	else
		reader_say_number(&r, SAY_REFUSED, why);
	/* What libraries do at their end is not needed, and could still fall over what they read.
	 */
	_exit(0);
}

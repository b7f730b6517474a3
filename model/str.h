/*
 * Text that grows. Always NUL-terminated once something was added; may hold NULs, `len` counts.
 * Each is given its largest size: what would pass it is not added, and `cut` is set, so that
 * a hostile file cannot eat the memory. A cut never parts a UTF-8 sequence, and nothing is added
 * after one until the text is cleared: what stands is a beginning of what was meant.
 */
#ifndef AMPARO_MODEL_STR_H
#define AMPARO_MODEL_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A part of a text. */
struct slice {
	const char *text; /* lent, not NUL-terminated; NULL: empty */
	size_t len;
};

struct str {
	char *data; /* owned; NULL until something is added */
	size_t len; /* bytes, without the NUL */
	size_t cap; /* bytes allocated */
	size_t max; /* largest len; 0 means 1 GiB */
	bool cut;   /* something did not fit */
};

#define STR_INIT                                                                                   \
	{                                                                                          \
		NULL, 0, 0, 0, false                                                               \
	}

void str_init(struct str *s, size_t max);
void str_clear(struct str *s); /* empty, keeps its memory */
void str_free(struct str *s);  /* gives its memory back; usable again */

void str_add(struct str *s, const char *text);
void str_add_n(struct str *s, const char *bytes, size_t len);
void str_add_c(struct str *s, char c);
/* As UTF-8; what is no scalar value as U+FFFD. */
void str_add_cp(struct str *s, uint32_t code_point);
/* 36012 as 36,012. */
void str_add_number(struct str *s, int64_t n);
void str_addf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_vaddf(struct str *s, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

/* Never NULL; lent until the next change. */
const char *str_text(const struct str *s);

/* Gives the text away (never NULL, the caller frees it); `s` is empty after. */
char *str_detach(struct str *s);

#endif

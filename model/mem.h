/*
 * Allocation that never returns NULL. When memory is out, the hook set with mem_on_exhausted()
 * runs (the interface restores the terminal in it), one sentence is printed and the program
 * ends; an open transaction is rolled back by SQLite when the file is next opened.
 */
#ifndef AMPARO_MODEL_MEM_H
#define AMPARO_MODEL_MEM_H

#include <stddef.h>

/* Each answers memory that the caller frees with free(). Sizes are bytes; mem_array checks n*size.
 */
void *mem_alloc(size_t size) __attribute__((malloc, returns_nonnull));
void *mem_zero(size_t size) __attribute__((malloc, returns_nonnull));
void *mem_array(size_t n, size_t size) __attribute__((malloc, returns_nonnull));
void *mem_resize(void *old, size_t n, size_t size) __attribute__((returns_nonnull));
char *mem_text(const char *text) __attribute__((malloc, returns_nonnull));
char *mem_text_n(const char *text, size_t len) __attribute__((malloc, returns_nonnull));

/* NULL stays NULL; otherwise as mem_text. */
char *mem_text_or_null(const char *text);

/* Called once, before the program ends for want of memory. NULL takes the hook away. */
void mem_on_exhausted(void (*hook)(void));

#endif

/* Text for people on standard output: cleaned, in columns. */
#ifndef AMPARO_CLI_PRINT_H
#define AMPARO_CLI_PRINT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "model/query.h"
#include "model/record.h"
#include "model/status.h"

/* Cleaned text, several lines if there are. */
void print_clean(FILE *out, const char *text);

/* The rows of a query, a line each under a line of headings. *n (may be NULL) counts them. */
enum status print_list(struct db *db, const struct query *q, FILE *out, int64_t *n) MUST_USE;

/* A record, a line a field, and below it what belongs to it. */
enum status print_record(struct db *db, const struct record *r, FILE *out) MUST_USE;

/* Appends the text, cleaned, in at least `width` columns, and two blanks. */
void print_pad(struct str *line, const char *text, int width);

/* 36000 as 36,000; into `out` of 32 bytes, which is also the answer. */
const char *print_number(int64_t n, char out[32]);

#endif

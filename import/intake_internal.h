/*
 * What the parts of taking in share; nobody else includes this. intake.c begins and ends it,
 * intake_file.c takes one file, intake_folder.c a folder, intake_bag.c a bag
 * (intake_ours.c one that we packed), intake_mail.c what
 * comes in messages; intake_read.c reads what came.
 */
#ifndef AMPARO_IMPORT_INTAKE_INTERNAL_H
#define AMPARO_IMPORT_INTAKE_INTERNAL_H

#include "import/digest.h"
#include "import/intake.h"
#include "model/change.h"
#include "model/exhibit_take.h"
#include "model/str.h"

#define INTAKE_BYTES (256 << 10) /* read at a time */

struct intake {
	struct db *db;
	const struct intake_options *o;
	struct intake_sum *sum;
	struct change *change; /* NULL in a dry run */
	const char *path;      /* what was asked for */
	char *buffer;          /* INTAKE_BYTES */
	int64_t done, total;   /* bytes, for progress */
	bool broken;           /* nothing will come in: it is read on to say all that is wrong */
};

struct ours_row;

/* A file, open. */
struct intake_file {
	int fd;
	int64_t size;
	const char *shown; /* what it is called in messages */
	const char *path;  /* where it stood in what it was taken from; NULL: it is all there is */
	const char *name;  /* what it was called; any bytes */
	const char *notes; /* for its custody entry; may be NULL */
	struct digest *digest; /* gets its bytes, too; may be NULL */
	struct ours_row *ours; /* what a bag of ours says of it, which is then taken as one file,
				  be it a message; NULL: nothing */
};

/* What messages look like from their beginning. INTAKE_FILE: another file. */
enum intake_kind intake_sniff(int fd, const char *name);

/* Takes one file in, whatever it is; in a dry run, tells it. */
enum status intake_take(struct intake *in, const struct intake_file *f) MUST_USE;

/* The same of a message and of a mailbox. */
enum status intake_message(struct intake *in, const struct intake_file *f) MUST_USE;
enum status intake_mailbox(struct intake *in, const struct intake_file *f) MUST_USE;

/* Reads `size` bytes from `from` on into the evidence store (`t` may be NULL) and the digest. */
enum status intake_copy(struct intake *in, const struct intake_file *f, int64_t from, int64_t size,
	struct exhibit_take *t) MUST_USE;

/* A new exhibit with what is said of each; of an attachment less. record_free() it. */
void intake_record(const struct intake *in, bool attachment, struct record *r);

/* The kind of exhibit that a media type is, where nothing else was said. */
void intake_guess_kind(const struct intake *in, struct record *r);

/* Where it stood, as a line of text. */
void intake_put_path(struct record *r, const char *path);

/*
 * The end of one: counted, or told that it is here; *id (may be NULL) is the exhibit in either
 * case. Frees `t`.
 */
enum status intake_end(struct intake *in, struct exhibit_take *t, struct record *r,
	const struct intake_file *f, const char *shown, int64_t *id) MUST_USE;

/* One more that was added. */
void intake_count(struct intake *in, const struct record *r);

enum status intake_folder(struct intake *in) MUST_USE;
enum status intake_bag(struct intake *in) MUST_USE;

/* After all came in: reads the text in it, as far as that was asked for. */
enum status intake_read(struct intake *in) MUST_USE;

void intake_tell(struct intake *in, enum intake_tell what, int64_t id, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

#endif

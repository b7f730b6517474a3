#include "config.h"

#include <string.h>
#include <unistd.h>

#include "import/intake_internal.h"
#include "import/tree.h"
#include "model/i18n.h"

/* A folder: an exhibit for each plain file in it. */

static void pass_over(void *arg, enum tree_pass why, const char *path)
{
	struct intake *in = arg;

	switch (why) {
	case TREE_HIDDEN:
		intake_tell(in, INTAKE_PASSED, 0, _("%s is hidden; it was not taken in"), path);
		break;
	case TREE_LINK:
		intake_tell(in, INTAKE_PASSED, 0, _("%s is a link; it was not followed"), path);
		break;
	case TREE_OTHER:
		intake_tell(
			in, INTAKE_PASSED, 0, _("%s is no plain file; it was not taken in"), path);
		break;
	}
}

static enum status take_one(
	struct intake *in, const struct tree *t, const struct tree_file *file, const char *notes)
{
	struct intake_file f = { .path = file->path, .name = file->path, .notes = notes };
	struct str shown = STR_INIT;
	enum status st = tree_open(in->db, t, file->path, &f.fd, &f.size);

	if (st)
		return st;
	str_addf(&shown, "%s/%s", t->folder, file->path);
	f.shown = str_text(&shown);
	st = intake_take(in, &f);
	close(f.fd);
	str_free(&shown);
	return st;
}

enum status intake_folder(struct intake *in)
{
	const char *slash = strrchr(in->path, '/');
	struct str notes = STR_INIT;
	struct tree t;
	enum status st = tree_read(in->db, in->path, false, pass_over, in, &t);

	/* Of the folder its name alone: what stands around it may say whose machine it was. */
	str_addf(&notes, _("From the folder %s"), slash && slash[1] ? slash + 1 : in->path);
	for (size_t i = 0; i < t.n; i++)
		in->total += t.files[i].size;
	if (st == ST_OK && !t.n)
		st = db_fail(in->db, ST_INVALID, NULL, _("%s holds no file to take in"), in->path);
	for (size_t i = 0; st == ST_OK && i < t.n; i++)
		st = take_one(in, &t, &t.files[i], str_text(&notes));
	tree_free(&t);
	str_free(&notes);
	return st;
}

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/outfile.h"
#include "export/proof.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/paths.h"
#include "tui/proof.h"

/* The proof written into a file: a table, a text, or a section of DocBook. */

static bool take_bytes(void *arg, const char *bytes, size_t len)
{
	return fwrite(bytes, 1, len, arg) == len;
}

static bool ends(const char *text, const char *end)
{
	size_t n = strlen(text), k = strlen(end);

	return n >= k && !strcmp(text + n - k, end);
}

static enum status put_file(struct db *db, FILE *out, void *arg)
{
	struct pane *p = arg;
	struct proof_view *v = proof_of(p);
	struct record petition = { 0 }, parent = { 0 };
	struct proof_sheet s = { .map = &v->map };
	struct proof_look look = { .width = 100 };
	enum status st = gag_refuse(db, ENTITY_PETITION, v->petition);

	if (st == ST_OK)
		st = record_load(db, ENTITY_PETITION, v->petition, &petition);
	if (st == ST_OK)
		st = record_load(db, ENTITY_CASE, record_num(&petition, "case"), &parent);
	if (st == ST_OK) {
		s.petition = record_show(&petition, "ref");
		s.title = record_show(&petition, "title");
		s.of = record_show(&parent, "ref");
	}
	if (st == ST_OK && ends(v->act_text, ".json")) {
		st = proof_json(db, &s, out);
		fputc('\n', out);
	} else if (st == ST_OK && ends(v->act_text, ".xml")) {
		struct docbook *d = docbook_open(take_bytes, out);

		st = proof_docbook(d, &s, "filed", true, true);
		if (!docbook_close(d))
			st = db_fail(db, ST_IO, NULL, _("the output cannot be written"));
	} else if (st == ST_OK && ends(v->act_text, ".csv")) {
		proof_csv_heads(out);
		st = proof_csv(db, &s, out);
	} else if (st == ST_OK) {
		st = proof_text(db, &s, &look, out);
	}
	record_free(&petition);
	record_free(&parent);
	return st;
}

static void write_file(struct app *app, struct pane *p, bool replace);

static enum reaction replace_now(struct app *app, struct pane *p, const struct subject *about)
{
	(void)about;
	write_file(app, p, true);
	return REACT_REDRAW;
}

static void write_file(struct app *app, struct pane *p, bool replace)
{
	char *path = path_real(proof_of(p)->act_text);
	enum status st = outfile_write(app->db, path, replace, put_file, p);

	if (st == ST_OK)
		app_say(app, _("Written to %s. It is not encrypted."), path);
	else if (st == ST_CONFLICT && !replace && !gag_any(app->db))
		prompt_question(
			app, p, replace_now, NULL, _("%s is there already. Replace it?"), path);
	else
		app_failed(app, st);
	free(path);
}

static enum reaction take_path(struct app *app, struct pane *p, const char *text)
{
	struct proof_view *v = proof_of(p);

	if (!*text)
		return REACT_REDRAW;
	free(v->act_text);
	v->act_text = mem_text(text);
	write_file(app, p, false);
	return REACT_REDRAW;
}

static const struct prompt_kind file_prompt = {
	.label = N_("As .csv, .json, .xml (DocBook) or .txt: "),
	.accept = take_path,
	.complete = path_complete,
};

enum reaction proof_export(struct app *app, struct pane *p, const struct action *self)
{
	struct str path = STR_INIT;

	(void)self;
	str_addf(&path, "%s-proof.csv", proof_of(p)->ref);
	prompt_ask(app, p, &file_prompt, NULL, str_text(&path));
	str_free(&path);
	return REACT_REDRAW;
}

#include "config.h"

#include "cli/mark_print.h"

#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "export/table.h"
#include "model/i18n.h"
#include "model/query.h"
#include "model/text.h"

#define MARK_WIDTH 14
#define STATE_WIDTH 12
#define TITLE_WIDTH 40
#define PAGES_WIDTH 6

static void pad(const char *text, int width)
{
	struct str clean = STR_INIT, cell = STR_INIT;

	text_clean(&clean, text, strlen(text), TEXT_LINE);
	text_pad(&cell, str_text(&clean), clean.len, width);
	printf("%s  ", str_text(&cell));
	str_free(&clean);
	str_free(&cell);
}

static void put_clean_line(struct str *line)
{
	while (line->len && line->data[line->len - 1] == ' ')
		line->data[--line->len] = '\0';
	print_clean(stdout, str_text(line));
	putchar('\n');
	str_free(line);
}

/* "P/2   fixed   The police report   12 pages  HK-000001 to HK-000012" */
static void put_mark(const struct mark *m)
{
	const struct entity *e = entity_get(ENTITY_MARK);
	struct str rest = STR_INIT;

	pad(m->mark, MARK_WIDTH);
	pad(field_choice_label(&e->fields[entity_field(e, "state")], mark_state_name(m->state)),
		STATE_WIDTH);
	if (m->state == MARK_WITHDRAWN) {
		str_addf(&rest, "%s (%s)", m->why ? m->why : "", m->title);
	} else {
		pad(m->title, TITLE_WIDTH);
		if (m->pages >= 0)
			str_addf(&rest, "%*lld", PAGES_WIDTH, (long long)m->pages);
		else
			str_addf(&rest, "%*s", PAGES_WIDTH, "");
		if (m->bates_last)
			str_addf(&rest, "  %s - %s", m->bates_first ? m->bates_first : "",
				m->bates_last);
	}
	put_clean_line(&rest);
}

static enum status list_text(struct cli *cli, int64_t petition)
{
	struct marks marks;
	enum status st = marks_read(cli->db, petition, &marks);

	if (st == ST_OK && !marks.n)
		printf(_("no marks; amparo mark assign --petition %s gives them in the order of "
			 "citation\n"),
			record_show(&marks.petition, "ref"));
	for (size_t i = 0; i < marks.n && st == ST_OK; i++)
		put_mark(&marks.all[i]);
	marks_free(&marks);
	return st;
}

int mark_list(struct cli *cli, int64_t petition, enum format format)
{
	struct query q = { .entity = ENTITY_MARK, .owner = ENTITY_PETITION, .owner_id = petition };
	int64_t n = 0;
	enum status st;

	if (format == FORMAT_CSV)
		st = table_csv(cli->db, &q, stdout);
	else if (format == FORMAT_JSON)
		st = table_json(cli->db, &q, stdout);
	else if (petition)
		st = list_text(cli, petition);
	else
		st = print_list(cli->db, &q, stdout, &n);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

/* ---- what would be done ---- */

static void put_scheme(const struct mark_plan *p)
{
	struct str line = STR_INIT;

	mark_plan_scheme_words(p, &line);
	if (line.len)
		str_add(&line, _(" --prefix and --style choose others."));
	if (line.len)
		put_clean_line(&line);
}

/* What would become of each, and what is to be said of the mark that it carries itself. */
static void put_step(const struct mark_step *s)
{
	struct str line = STR_INIT, note = STR_INIT;

	mark_step_words(s, &line);
	if (line.len)
		put_clean_line(&line);
	mark_step_note(s, &note);
	if (note.len) {
		printf("  ");
		put_clean_line(&note);
	}
}

void mark_print_plan(const struct mark_plan *p, bool dry)
{
	size_t n = mark_plan_changes(p);
	char number[32];

	put_scheme(p);
	for (size_t i = 0; i < p->n; i++)
		put_step(&p->steps[i]);
	if (!n)
		printf(_("every mark stays as it is\n"));
	else if (dry)
		printf(ngettext("%s mark would change; nothing was changed\n",
			       "%s marks would change; nothing was changed\n", n),
			print_number((int64_t)n, number));
}

void mark_print_bates(const struct bates *b, bool dry)
{
	char number[32];

	if (b->numbered)
		printf(ngettext("%s exhibit has numbers: %s to %s\n",
			       "%s exhibits have numbers: %s to %s\n", (unsigned long)b->numbered),
			print_number(b->numbered, number), b->first, b->last);
	else
		printf(_("no exhibit has numbers\n"));
	if (b->n_missing)
		printf(_("nobody has counted the pages of these, which got no numbers; set "
			 "pages=... "
			 "or read the files:\n"));
	for (size_t i = 0; i < b->n_missing; i++) {
		printf("  ");
		print_clean(stdout, b->missing[i].mark);
		printf("  ");
		print_clean(stdout, b->missing[i].title);
		putchar('\n');
	}
	if (dry)
		printf(_("nothing was changed\n"));
}

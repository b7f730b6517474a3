#include "config.h"

#include "cli/reading_print.h"

#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "export/table.h"
#include "model/i18n.h"
#include "model/record.h"

/* ---- for people ---- */

static bool is_picture(const struct reading *r)
{
	return r->pages > 0 || (r->mime && !strncmp(r->mime, "image/", 6));
}

static void put_state(const struct reading *r)
{
	char number[32];

	if (r->mime) {
		print_clean(stdout, r->mime);
		printf(", ");
	}
	if (r->pages >= 0)
		printf(ngettext("%s page, ", "%s pages, ", (unsigned long)r->pages),
			print_number(r->pages, number));
	if (r->state == READING_NOTHING)
		printf("%s", is_picture(r) ? _("no text; exhibit ocr reads pictures of text")
					   : _("no text"));
	else if (r->state == READING_READ && r->pages >= 0)
		printf(_("text on %s"), print_number((int64_t)r->n_pages, number));
	else if (r->state == READING_READ)
		printf("%s", _("text"));
	else
		printf(r->state == READING_REFUSED ? _("cannot be read: %s") : _("in part: %s"),
			r->why);
	putchar('\n');
}

static void put_says(const struct reading *r)
{
	bool reveals = false;

	for (size_t i = 0; i < r->n_says; i++) {
		const struct reading_says *s = &r->says[i];

		printf("  %s ", s->reveals ? "!" : " ");
		print_clean(stdout, says_label(s->name));
		printf(": ");
		print_clean(stdout, s->value);
		putchar('\n');
		reveals = reveals || s->reveals;
	}
	if (reveals)
		printf("  %s\n", _("! may lead to a source: think of it before the file leaves"));
}

/* ---- for programs ---- */

static void put_json_text(const char *text)
{
	if (text)
		json_put_string(stdout, text, strlen(text));
	else
		printf("null");
}

static void put_json(const struct reading_print *p, const char *ref, const struct reading *r)
{
	printf("%s\n  {\"exhibit\": ", p->n ? "," : "[");
	put_json_text(ref);
	printf(", \"mime\": ");
	put_json_text(r->mime);
	printf(", \"pages\": ");
	if (r->pages >= 0)
		printf("%lld", (long long)r->pages);
	else
		printf("null");
	printf(", \"state\": \"%s\", \"why\": ", reading_state_name(r->state));
	put_json_text(r->why);
	printf(", \"ocr\": ");
	put_json_text(r->ocr);
	printf(", \"says\": [");
	for (size_t i = 0; i < r->n_says; i++) {
		printf("%s{\"name\": ", i ? ", " : "");
		put_json_text(r->says[i].name);
		printf(", \"value\": ");
		put_json_text(r->says[i].value);
		printf(", \"reveals\": %s}", r->says[i].reveals ? "true" : "false");
	}
	printf("]}");
}

static void put_cell(const char *text, const char *after)
{
	if (text)
		csv_put_cell(stdout, text, strlen(text));
	printf("%s", after);
}

/* A line for each thing that a file says; one that says nothing has one without. */
static void put_csv(const struct reading_print *p, const char *ref, const struct reading *r)
{
	if (!p->n)
		printf("exhibit,mime,pages,state,why,name,value,reveals\r\n");
	for (size_t i = 0; i < r->n_says || !i; i++) {
		const struct reading_says *s = i < r->n_says ? &r->says[i] : NULL;

		put_cell(ref, ",");
		put_cell(r->mime, ",");
		if (r->pages >= 0)
			printf("%lld", (long long)r->pages);
		printf(",%s,", reading_state_name(r->state));
		put_cell(r->why, ",");
		put_cell(s ? s->name : NULL, ",");
		put_cell(s ? s->value : NULL, ",");
		printf("%s\r\n", !s ? "" : s->reveals ? "yes" : "no");
	}
}

enum status reading_print(
	struct reading_print *p, struct db *db, int64_t exhibit, const struct reading *r)
{
	struct record e;
	enum status st = record_load(db, ENTITY_EXHIBIT, exhibit, &e);

	if (st == ST_OK && p->format == FORMAT_JSON) {
		put_json(p, record_show(&e, "ref"), r);
	} else if (st == ST_OK && p->format == FORMAT_CSV) {
		put_csv(p, record_show(&e, "ref"), r);
	} else if (st == ST_OK) {
		print_clean(stdout, record_show(&e, "ref"));
		printf(": ");
		put_state(r);
		put_says(r);
	}
	p->n++;
	record_free(&e);
	return st;
}

void reading_print_end(struct reading_print *p)
{
	if (p->format == FORMAT_JSON)
		printf("%s]\n", p->n ? "\n" : "[");
}

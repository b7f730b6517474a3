/* Custody records as text, as rows and as JSON: whole, for those who keep the case. */
#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "export/custody.h"
#include "export/table.h"
#include "model/i18n.h"
#include "model/text.h"

/* ---- text ---- */

#define HEAD_COLUMN 14 /* where the words of the head begin */
#define FACT_COLUMN 18 /* and those of an entry */

static void add_clean(struct str *out, const char *text)
{
	text_clean(out, text, strlen(text), TEXT_LINE);
}

/* A label and its words; nothing where there are none. */
static void add_fact(struct str *out, int indent, int column, const char *label, const char *text)
{
	struct str head = STR_INIT;

	if (!text || !*text)
		return;
	str_addf(&head, "%*s%s", indent, "", label);
	text_pad(out, str_text(&head), head.len, column);
	add_clean(out, text);
	str_add_c(out, '\n');
	str_free(&head);
}

static void add_hash(struct str *out, int column, const char *label, const char *sha256)
{
	struct str head = STR_INIT, indent = STR_INIT;

	if (!sha256)
		return;
	str_addf(&head, "%s", label);
	text_pad(out, str_text(&head), head.len, column);
	str_addf(&indent, "%*s", column, "");
	custody_hash_groups(sha256, 4, str_text(&indent), out);
	str_add_c(out, '\n');
	str_free(&head);
	str_free(&indent);
}

static void add_head(struct db *db, const struct record *x, struct str *out)
{
	const char *mark = record_get(x, "mark"), *file = record_get(x, "filename");
	struct str line = STR_INIT;
	struct record in_case;

	str_addf(out, "%s\n\n", _("CUSTODY RECORD"));
	str_addf(&line, "%s%s%s (%s)", mark ? mark : "", mark ? " · " : "", record_show(x, "title"),
		record_show(x, "ref"));
	add_fact(out, 0, HEAD_COLUMN, _("Exhibit"), str_text(&line));
	if (record_load(db, ENTITY_CASE, record_num(x, "case"), &in_case) == ST_OK)
		add_fact(out, 0, HEAD_COLUMN, _("Case"), record_show(&in_case, "title"));
	record_free(&in_case);
	str_clear(&line);
	if (file)
		str_add(&line, file);
	if (record_get(x, "size")) {
		str_add(&line, file ? ", " : "");
		str_add_number(&line, record_num(x, "size"));
		str_add(&line, _(" bytes"));
	}
	add_fact(out, 0, HEAD_COLUMN, _("File"), str_text(&line));
	add_fact(out, 0, HEAD_COLUMN, _("Lies at"), record_get(x, "lies"));
	add_hash(out, HEAD_COLUMN, _("SHA-256"), record_get(x, "sha256"));
	if (!record_get(x, "sha256"))
		add_fact(out, 0, HEAD_COLUMN, _("SHA-256"), _("none: no file is held"));
	str_free(&line);
}

static const char *event_words(const struct record *entry)
{
	return _(book_choice(ENTITY_CUSTODY, "event", record_show(entry, "event")));
}

static void add_entry(const struct custody_chain *c, size_t i, struct str *out)
{
	const struct record *e = &c->entries[i];
	const char *now = record_get(e, "sha256"), *then = record_get(&c->exhibit, "sha256");
	struct str line = STR_INIT;

	str_addf(&line, "%4zu  %s", i + 1, event_words(e));
	text_pad(out, str_text(&line), line.len, FACT_COLUMN + 4);
	str_add(out, "  ");
	str_clear(&line);
	custody_time_words(record_show(e, "at"), &line);
	add_clean(out, str_text(&line));
	str_add_c(out, '\n');
	add_fact(out, 6, FACT_COLUMN, _("by"), record_get(e, "by"));
	add_fact(out, 6, FACT_COLUMN, _("from"), record_get(e, "from"));
	add_fact(out, 6, FACT_COLUMN, _("to"), record_get(e, "to"));
	add_fact(out, 6, FACT_COLUMN, _("place"), record_get(e, "place"));
	if (now && then && !strcmp(now, then))
		add_fact(out, 6, FACT_COLUMN, _("SHA-256"), _("as at intake"));
	else
		add_hash(out, FACT_COLUMN, _("      SHA-256"), now);
	for (size_t g = 0; g < c->n_gaps; g++)
		if (c->gaps[g].entry == i)
			str_addf(out, "   !  %s\n", _(custody_gap_words(c->gaps[g].kind)));
	str_free(&line);
}

void custody_text(struct db *db, const struct custody_chain *c, struct str *out)
{
	add_head(db, &c->exhibit, out);
	for (size_t i = 0; i < c->n; i++) {
		str_add_c(out, '\n');
		add_entry(c, i, out);
	}
	str_add_c(out, '\n');
	for (size_t g = 0; g < c->n_gaps; g++)
		if (c->gaps[g].entry == c->n)
			str_addf(out, "   !  %s\n", _(custody_gap_words(c->gaps[g].kind)));
	str_add(out, _("Entries: "));
	str_add_number(out, (int64_t)c->n);
	str_add(out, _("; gaps and contradictions: "));
	str_add_number(out, (int64_t)c->n_gaps);
	str_add(out, ".\n");
}

/* ---- rows and JSON ---- */

static const char *const fields[] = { "ref", "at", "event", "by", "from", "to", "place", "sha256",
	"notes", "level" };

#define N_FIELDS (sizeof(fields) / sizeof(fields[0]))

static void add_gap_names(const struct custody_chain *c, size_t i, struct str *out)
{
	for (size_t g = 0; g < c->n_gaps; g++)
		if (c->gaps[g].entry == i)
			str_addf(out, "%s%s", out->len ? " " : "",
				custody_gap_name(c->gaps[g].kind));
}

enum status custody_csv(struct db *db, const struct custody_chain *c, FILE *out)
{
	(void)db;
	for (size_t f = 0; f < N_FIELDS; f++)
		fprintf(out, "%s,", fields[f]);
	fputs("gaps\r\n", out);
	for (size_t i = 0; i < c->n; i++) {
		struct str names = STR_INIT;

		for (size_t f = 0; f < N_FIELDS; f++) {
			const char *text = record_show(&c->entries[i], fields[f]);

			csv_put_cell(out, text, strlen(text));
			fputc(',', out);
		}
		add_gap_names(c, i, &names);
		fprintf(out, "%s\r\n", str_text(&names));
		str_free(&names);
	}
	return ST_OK;
}

static void put_pair(FILE *out, const char *name, const char *text)
{
	fprintf(out, "\"%s\": ", name);
	if (text)
		json_put_string(out, text, strlen(text));
	else
		fputs("null", out);
}

static void put_gaps(FILE *out, const struct custody_chain *c, size_t entry)
{
	bool first = true;

	fputs("\"gaps\": [", out);
	for (size_t g = 0; g < c->n_gaps; g++) {
		if (c->gaps[g].entry != entry)
			continue;
		fprintf(out, "%s\"%s\"", first ? "" : ", ", custody_gap_name(c->gaps[g].kind));
		first = false;
	}
	fputs("]", out);
}

enum status custody_json(struct db *db, const struct custody_chain *c, FILE *out)
{
	static const char *const head[] = { "ref", "case", "mark", "title", "filename", "sha256" };

	(void)db;
	fputs("{", out);
	for (size_t i = 0; i < sizeof(head) / sizeof(head[0]); i++) {
		put_pair(out, head[i], record_get(&c->exhibit, head[i]));
		fputs(", ", out);
	}
	put_gaps(out, c, c->n);
	fputs(",\n \"custody\": [", out);
	for (size_t i = 0; i < c->n; i++) {
		fputs(i ? ",\n  {" : "\n  {", out);
		for (size_t f = 0; f < N_FIELDS; f++) {
			put_pair(out, fields[f], record_get(&c->entries[i], fields[f]));
			fputs(", ", out);
		}
		put_gaps(out, c, i);
		fputs("}", out);
	}
	fputs("]}\n", out);
	return ST_OK;
}

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/cite.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "tui/record_view.h"

/* The long texts of a record, with what they cite. */

#define PREVIEW_LINES 12
#define PREVIEW_BYTES 4096 /* more than that of lines of a screen, and rendered at once */

static int64_t resolve(
	void *arg, enum entity_id entity, const char *ref, struct str *mark, struct str *label)
{
	struct cite *c = arg;
	struct record r;
	int64_t id = 0;
	enum status st = cite_find(c, entity, ref, &id);

	if (st == ST_CONFLICT)
		str_addf(label, _("several records '%s'"), ref);
	if (st)
		return 0;
	if (record_load(c->db, entity, id, &r) == ST_OK) {
		if (entity == ENTITY_EXHIBIT)
			str_add(mark, record_show(&r, "mark"));
		record_label(c->db, &r, label);
	}
	record_free(&r);
	return id;
}

/* The beginning of a text, up to the end of a line. */
static char *beginning(const char *text)
{
	size_t len = PREVIEW_BYTES;

	while (len > 0 && text[len] != '\n')
		len--;
	if (len == 0) {
		len = PREVIEW_BYTES;
		while (len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80)
			len--;
	}
	return mem_text_n(text, len);
}

static void render(struct record_view *v, int field, const char *text, size_t max)
{
	struct prose *p = &v->prose[field];
	struct cite cite;

	if (v->record.entity->fields[field].flags & FIELD_PLAIN) {
		prose_plain(text, v->prose_cols, max, p);
		return;
	}
	/* Where the way is not known, what is found anywhere is meant. */
	if (cite_begin(&cite, v->db, &v->record) != ST_OK)
		cite_end(&cite);
	prose_render(text, v->prose_cols, max, resolve, &cite, p);
	cite_end(&cite);
}

const struct prose *record_prose(struct record_view *v, int field, int cols)
{
	const char *text = v->record.values[field].text;
	struct prose *p;
	char *part = NULL;

	if (!v->prose || v->prose_cols != cols) {
		record_prose_free(v);
		v->prose = mem_zero(v->record.entity->n_fields * sizeof(*v->prose));
		v->prose_cols = cols;
	}
	p = &v->prose[field];
	if (p->lines || (!v->preview && !v->leisure && strlen(text) > LEISURE))
		return p;
	if (v->preview && strlen(text) > PREVIEW_BYTES)
		part = beginning(text);
	render(v, field, part ? part : text, v->preview ? PREVIEW_LINES : 0);
	p->cut = p->cut || part;
	free(part);
	return p;
}

void record_prose_free(struct record_view *v)
{
	for (size_t i = 0; v->prose && i < v->record.entity->n_fields; i++)
		prose_free(&v->prose[i]);
	free(v->prose);
	v->prose = NULL;
}

bool record_line_link(const struct record_view *v, const struct line *l, struct prose_link *out)
{
	size_t link;

	if (!l->prose || !v->prose || l->field < 0)
		return false;
	link = prose_line_link(l->prose, v->link);
	if (link == PROSE_NO_LINK)
		link = prose_line_link(l->prose, 0);
	if (link == PROSE_NO_LINK)
		return false;
	*out = v->prose[l->field].links[link];
	return true;
}

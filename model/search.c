#include "config.h"

#include "model/search.h"

#include <string.h>

#include "model/db_internal.h"
#include "model/filter.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/reading.h"
#include "model/search_words.h"
#include "model/stmt.h"
#include "model/text.h"

/* Matches stand between U+0002 and U+0003, which no kept text has any use for. */
static const char record_sql[] =
	"SELECT rowid, ref, headline, snippet(record_search, -1, char(2), char(3), '…', 16) "
	"FROM record_search WHERE record_search MATCH :match AND entity = :entity "
	"ORDER BY rank, rowid LIMIT :max";

/* No rank: with columns of a word or two it would only cost; ids keep the order steady. */
static const char signatory_sql[] =
	"SELECT s.id, s.ref, s.name, "
	"highlight(signatory_search, 0, char(2), char(3)) || coalesce(' · ' || "
	"highlight(signatory_search, 1, char(2), char(3)), '') "
	"FROM signatory_search JOIN signatory s ON s.id = signatory_search.rowid "
	"WHERE signatory_search MATCH :match ORDER BY signatory_search.rowid LIMIT :max";

struct search {
	struct db *db;
	const char *match; /* words with their forms, see search_words.h */
	const char *names; /* words as they are: names have no articles */
	size_t max;
	search_fn *fn;
	void *arg;
};

static enum status give(struct search *q, struct stmt *s, enum entity_id entity)
{
	const char *ref = stmt_get_text(s, 1), *label = stmt_get_text(s, 2);
	const char *excerpt = stmt_get_text(s, 3);
	struct search_hit hit = { .entity = entity,
		.id = stmt_get_int(s, 0),
		.ref = ref ? ref : "",
		.label = label && *label ? label : (ref ? ref : ""),
		.excerpt = excerpt ? excerpt : "" };

	return q->fn(q->arg, &hit);
}

static enum status search_entity(struct search *q, const struct entity *e)
{
	bool signatories = e->id == ENTITY_SIGNATORY;
	struct stmt *s;
	enum status st = stmt_get(q->db, signatories ? signatory_sql : record_sql, &s);

	if (st)
		return st;
	stmt_text(s, ":match", signatories ? q->names : q->match);
	stmt_int(s, ":max", (int64_t)q->max);
	if (!signatories)
		stmt_text(s, ":entity", e->name);
	while ((st = stmt_step(s)) == ST_OK) {
		st = give(q, s, e->id);
		if (st)
			break;
	}
	stmt_done(s);
	/* Both "no more rows" and "the caller has enough" are ST_END; only the second ends all. */
	return st;
}

#define PAGES_EACH 5 /* pages of one file, so that a long one does not hide the others */

static enum status give_page(void *arg, const struct reading_hit *page)
{
	struct search *q = arg;
	struct search_hit hit = { .entity = ENTITY_EXHIBIT,
		.id = page->exhibit,
		.ref = page->ref,
		.label = page->title && *page->title ? page->title : page->ref,
		.excerpt = page->excerpt ? page->excerpt : "",
		.page = page->page,
		.paged = page->paged,
		.alone = page->alone,
		.ocr = page->ocr };

	return q->fn(q->arg, &hit);
}

void search_place(const struct search_hit *hit, struct str *out)
{
	if (hit->page && hit->paged)
		str_addf(out, _("page %lld"), (long long)hit->page);
	else if (hit->page && !hit->alone)
		str_addf(out, _("part %lld"), (long long)hit->page);
	if (hit->page && hit->ocr)
		str_addf(out, "%s%s", out->len ? ", " : "", _("OCR"));
}

/* The best kinds first: what people look for by name before what belongs to it. */
static const enum entity_id search_order[] = { ENTITY_CASE, ENTITY_PETITION, ENTITY_LETTER,
	ENTITY_RULING, ENTITY_EXHIBIT, ENTITY_CLAIM, ENTITY_AUTHORITY, ENTITY_EVENT, ENTITY_GROUND,
	ENTITY_EFFECT, ENTITY_PROVISION, ENTITY_ACCOUNT, ENTITY_DEADLINE, ENTITY_CONTACT,
	ENTITY_PARTY, ENTITY_VERSION, ENTITY_COSIGNER, ENTITY_RECIPIENT, ENTITY_TOTAL,
	ENTITY_DECISION, ENTITY_PROOF, ENTITY_CUSTODY, ENTITY_MARK, ENTITY_STAMP, ENTITY_FILING,
	ENTITY_LINK, ENTITY_BATCH, ENTITY_RULE, ENTITY_THRESHOLD, ENTITY_PAIR, ENTITY_SIGNATORY };

struct gate {
	struct db *db;
	search_fn *fn;
	void *arg;
	bool ended;
};

static enum status through(void *arg, const struct search_hit *hit)
{
	struct gate *g = arg;
	struct search_hit shown = *hit;
	struct str words = STR_INIT;
	bool behind = false;
	enum status st = gag_behind(g->db, hit->entity, hit->id, &behind, &words);

	/* Found, but without the words that were found. */
	if (behind) {
		shown.ref = _("withheld");
		shown.label = str_text(&words);
		shown.excerpt = "";
	}
	if (st == ST_OK) {
		st = g->fn(g->arg, &shown);
		g->ended = st == ST_END;
	}
	str_free(&words);
	return st;
}

enum status search_run(struct db *db, const char *words, size_t max, search_fn *fn, void *arg)
{
	struct gate gate = { db, fn, arg, false };
	struct str match = STR_INIT, names = STR_INIT;
	struct search q = { db, NULL, NULL, max, through, &gate };
	enum status st = ST_OK;

	if (!text_is_utf8(words, strlen(words)) || !filter_match(words, &names))
		st = db_fail(db, ST_INVALID, NULL, _("there is no word to look for"));
	(void)search_match(words, &match);
	q.match = str_text(&match);
	q.names = str_text(&names);
	for (size_t i = 0; i < sizeof(search_order) / sizeof(search_order[0]); i++) {
		if (st && st != ST_END)
			break;
		if (gate.ended)
			break;
		st = search_entity(&q, entity_get(search_order[i]));
		if ((!st || st == ST_END) && !gate.ended && search_order[i] == ENTITY_EXHIBIT)
			st = reading_find(db, q.match, max, PAGES_EACH, give_page, &q);
	}
	str_free(&match);
	str_free(&names);
	return st == ST_END ? ST_OK : st;
}

#include "config.h"

#include "tui/prose.h"

#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/markup.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/prose_lines.h"

#define RULE "────────────"

/* Blocks of text are collected with their looks, and broken into lines when they end. */
struct walk {
	struct prose *out;
	struct prose_lines lines;
	prose_resolve_fn *resolve;
	void *arg;
	int strong;
	int emphasis;
	size_t link;       /* the one that is open; PROSE_NO_LINK: none */
	enum style looks;  /* of the link or the heading that is open */
	cmark_node *open;  /* the link that is open, or an address of the web; NULL: none */
	cmark_node *muted; /* a link whose words were written in place of what is in it */
	struct str after;  /* stands behind the link that is open */
	enum style after_style;
};

static enum style style_now(const struct walk *w)
{
	if (w->looks != STYLE_TEXT)
		return w->looks;
	if (w->strong)
		return STYLE_STRONG;
	return w->emphasis ? STYLE_EMPHASIS : STYLE_TEXT;
}

static void put(struct walk *w, const char *text)
{
	prose_lines_add(&w->lines, text ? text : "", style_now(w), w->link);
}

/* ---- links ---- */

static void mute(struct walk *w, cmark_node *node, const char *words)
{
	put(w, words);
	w->muted = node;
}

static void enter_citation(struct walk *w, cmark_node *node, enum entity_id entity, const char *ref)
{
	struct str mark = STR_INIT, label = STR_INIT;
	int64_t id = w->resolve ? w->resolve(w->arg, entity, ref, &mark, &label) : 0;
	bool wordless = markup_is_wordless(node, cmark_node_get_url(node));

	w->out->links = mem_resize(w->out->links, w->out->n_links + 1, sizeof(*w->out->links));
	w->link = w->out->n_links++;
	w->out->links[w->link] = (struct prose_link){ entity, id, mem_text(str_text(&label)) };
	w->after_style = w->looks = id ? STYLE_LINK : STYLE_ERROR;
	if (!id && label.len)
		str_addf(&w->after, " [%s]", str_text(&label));
	else if (!id)
		str_addf(&w->after, _(" [no %s '%s']"), entity_get(entity)->name, ref);
	else if (mark.len)
		str_addf(&w->after, wordless ? "%s" : " [%s]", str_text(&mark));
	if (wordless)
		mute(w, node, id && mark.len ? "" : id ? str_text(&label) : ref);
	str_free(&mark);
	str_free(&label);
}

static void enter_link(struct walk *w, cmark_node *node)
{
	const char *url = cmark_node_get_url(node);
	const char *ref = NULL;
	enum entity_id entity = markup_citation(url ? url : "", &ref);

	/* A picture inside a link is part of its words. */
	if (w->open)
		return;
	w->open = node;
	str_clear(&w->after);
	if (entity != ENTITY_NONE) {
		enter_citation(w, node, entity, ref);
		return;
	}
	/* An address in angle brackets is its own words. */
	if (markup_is_wordless(node, url ? url : "")) {
		mute(w, node, url ? url : "");
	} else if (url && *url) {
		str_addf(&w->after, " <%s>", url);
		w->after_style = STYLE_DIM;
	}
}

static void leave_link(struct walk *w)
{
	if (w->after.len)
		prose_lines_add(&w->lines, str_text(&w->after), w->after_style, w->link);
	str_clear(&w->after);
	if (w->looks != STYLE_HEADING)
		w->looks = STYLE_TEXT;
	w->link = PROSE_NO_LINK;
	w->open = NULL;
}

/* ---- blocks ---- */

static void enter_item(struct walk *w, cmark_node *item)
{
	cmark_node *list = cmark_node_parent(item);
	int number = cmark_node_get_list_start(list);
	char sign[32];

	if (cmark_node_get_list_type(list) != CMARK_ORDERED_LIST) {
		prose_lines_in(&w->lines, "• ", "  ");
		return;
	}
	for (cmark_node *n = cmark_node_previous(item); n; n = cmark_node_previous(n))
		number++;
	snprintf(sign, sizeof(sign), "%d%s ", number,
		cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM ? ")" : ".");
	prose_lines_in(&w->lines, sign, NULL);
}

/* Lines as they were typed. */
static void enter_verbatim(struct walk *w, cmark_node *node, enum style style)
{
	const char *text = cmark_node_get_literal(node);
	size_t len = text ? strlen(text) : 0;
	char *copy;

	while (len && text[len - 1] == '\n')
		len--;
	copy = mem_text_n(text ? text : "", len);
	prose_lines_in(&w->lines, "  ", "  ");
	prose_lines_add(&w->lines, copy, style, PROSE_NO_LINK);
	prose_lines_end(&w->lines);
	prose_lines_out(&w->lines);
	free(copy);
}

/* Whether nothing stands between it and what is before: the paragraphs of a tight list. */
static bool is_close(cmark_node *node)
{
	cmark_node *parent = cmark_node_parent(node);
	cmark_node *list = parent;

	if (!cmark_node_previous(node))
		return true;
	if (cmark_node_get_type(parent) == CMARK_NODE_ITEM)
		list = cmark_node_parent(parent);
	return cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
}

static void enter_block(struct walk *w, cmark_node *node)
{
	if (!is_close(node))
		prose_lines_gap(&w->lines);
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HEADING:
		w->looks = STYLE_HEADING;
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		prose_lines_in(&w->lines, "│ ", "│ ");
		break;
	case CMARK_NODE_ITEM:
		enter_item(w, node);
		break;
	case CMARK_NODE_CODE_BLOCK:
		enter_verbatim(w, node, STYLE_CODE);
		break;
	case CMARK_NODE_HTML_BLOCK:
		enter_verbatim(w, node, STYLE_TEXT);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		prose_lines_add(&w->lines, RULE, STYLE_DIM, PROSE_NO_LINK);
		prose_lines_end(&w->lines);
		break;
	default:
		break;
	}
}

static void enter_inline(struct walk *w, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_HTML_INLINE:
		put(w, cmark_node_get_literal(node));
		break;
	case CMARK_NODE_CODE:
		prose_lines_add(&w->lines, cmark_node_get_literal(node),
			w->looks == STYLE_TEXT ? STYLE_CODE : w->looks, w->link);
		break;
	case CMARK_NODE_SOFTBREAK:
		put(w, " ");
		break;
	case CMARK_NODE_LINEBREAK:
		put(w, "\n");
		break;
	case CMARK_NODE_EMPH:
		w->emphasis++;
		break;
	case CMARK_NODE_STRONG:
		w->strong++;
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		enter_link(w, node);
		break;
	default:
		break;
	}
}

static void enter(struct walk *w, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (w->muted || type == CMARK_NODE_DOCUMENT)
		return;
	if (type >= CMARK_NODE_FIRST_BLOCK && type <= CMARK_NODE_LAST_BLOCK)
		enter_block(w, node);
	else
		enter_inline(w, node);
}

static void leave(struct walk *w, cmark_node *node)
{
	if (w->muted && w->muted != node)
		return;
	w->muted = NULL;
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HEADING:
		w->looks = STYLE_TEXT;
		prose_lines_end(&w->lines);
		break;
	case CMARK_NODE_PARAGRAPH:
		prose_lines_end(&w->lines);
		break;
	case CMARK_NODE_ITEM:
		/* An empty one has its bullet all the same. */
		if (!cmark_node_first_child(node))
			prose_lines_end(&w->lines);
		prose_lines_out(&w->lines);
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		prose_lines_out(&w->lines);
		break;
	case CMARK_NODE_EMPH:
		w->emphasis--;
		break;
	case CMARK_NODE_STRONG:
		w->strong--;
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		if (w->open == node)
			leave_link(w);
		break;
	default:
		break;
	}
}

void prose_render(const char *text, int columns, size_t max, prose_resolve_fn *resolve, void *arg,
	struct prose *out)
{
	struct walk w = { .out = out, .resolve = resolve, .arg = arg, .link = PROSE_NO_LINK };
	cmark_node *document = markup_parse(text);
	cmark_iter *iter = cmark_iter_new(document);
	cmark_event_type event;

	memset(out, 0, sizeof(*out));
	prose_lines_begin(&w.lines, out, columns, max);
	while (!out->cut && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		if (event == CMARK_EVENT_ENTER)
			enter(&w, cmark_iter_get_node(iter));
		else
			leave(&w, cmark_iter_get_node(iter));
	}
	prose_lines_free(&w.lines);
	str_free(&w.after);
	cmark_iter_free(iter);
	cmark_node_free(document);
}

void prose_plain(const char *text, int columns, size_t max, struct prose *out)
{
	struct prose_lines lines = { 0 };

	memset(out, 0, sizeof(*out));
	prose_lines_begin(&lines, out, columns, max);
	prose_lines_add(&lines, text, STYLE_TEXT, PROSE_NO_LINK);
	prose_lines_end(&lines);
	prose_lines_free(&lines);
}

void prose_free(struct prose *p)
{
	for (size_t i = 0; i < p->n; i++) {
		free(p->lines[i].text);
		free(p->lines[i].runs);
	}
	for (size_t i = 0; i < p->n_links; i++)
		free(p->links[i].label);
	free(p->lines);
	free(p->links);
	memset(p, 0, sizeof(*p));
}

size_t prose_line_link(const struct prose_line *l, size_t n)
{
	size_t last = PROSE_NO_LINK;

	for (size_t i = 0; i < l->n_runs; i++) {
		size_t link = l->runs[i].link;

		if (link == PROSE_NO_LINK || link == last)
			continue;
		if (n-- == 0)
			return link;
		last = link;
	}
	return PROSE_NO_LINK;
}

size_t prose_line_links(const struct prose_line *l)
{
	size_t n = 0;

	while (prose_line_link(l, n) != PROSE_NO_LINK)
		n++;
	return n;
}

#include "config.h"

#include "export/commonmark.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#include "export/markup.h"
#include "model/mem.h"

/* Elements open at once for one text; libxml2 reads no document that is nested deeper than 256. */
#define DEPTH_MAX 64
#define HEADINGS 6

/* Who gives the paragraphs of the outermost level their numbers. */
enum numbering { NUMBERS_NONE, NUMBERS_COUNTED, NUMBERS_TYPED };

struct walk {
	struct commonmark *c;
	enum numbering numbering;
	struct docbook *out;
	int heads[HEADINGS]; /* the heading levels of the open sections, outermost first */
	int n_heads;
	bool section_empty; /* the innermost open section holds nothing yet */
	bool item;          /* a numbered paragraph is open, and with it its list */
	bool in_link;
	bool lines; /* the paragraph is a literallayout */
	bool wrote;
	int depth;
	cmark_node *muted; /* a link whose words were written in place of what is in it */
};

static bool is_outermost(cmark_node *node)
{
	cmark_node *parent = cmark_node_parent(node);

	return parent && cmark_node_get_type(parent) == CMARK_NODE_DOCUMENT;
}

/* A node remembers whether an element was opened for it. */
static void mark_opened(struct walk *w, cmark_node *node)
{
	cmark_node_set_user_data(node, w);
	w->depth++;
}

static bool was_opened(cmark_node *node)
{
	return cmark_node_get_user_data(node) != NULL;
}

static void close_node(struct walk *w, cmark_node *node)
{
	if (!was_opened(node))
		return;
	docbook_end(w->out);
	w->depth--;
}

static void empty_block(struct walk *w)
{
	docbook_leaf(w->out, "para", NULL);
}

static void close_item(struct walk *w)
{
	if (!w->item)
		return;
	docbook_end(w->out); /* listitem */
	docbook_end(w->out); /* orderedlist */
	w->item = false;
}

/* A list of numbered paragraphs that begins with `number`. */
static void open_numbered(struct walk *w, int number)
{
	docbook_block(w->out, "orderedlist");
	docbook_attr(w->out, "numeration", "arabic");
	docbook_attr(w->out, "role", "numbered-paras");
	if (number > 1 && w->c->continued) {
		docbook_attr(w->out, "continuation", "continues");
	} else if (number > 1) {
		/* A list of another kind stands between: renderers would count on from that one. */
		struct str start = STR_INIT;

		str_addf(&start, "%d", number);
		docbook_attr(w->out, "startingnumber", str_text(&start));
		str_free(&start);
	}
	w->c->continued = true;
}

static void open_numbered_item(struct walk *w)
{
	struct str id = STR_INIT;

	str_addf(&id, "para-%d", ++*w->c->number);
	docbook_block(w->out, "listitem");
	docbook_attr(w->out, "xml:id", str_text(&id));
	str_free(&id);
}

static void open_item(struct walk *w)
{
	if (w->item)
		docbook_end(w->out);
	else
		open_numbered(w, *w->c->number + 1);
	w->item = true;
	open_numbered_item(w);
}

static void close_sections(struct walk *w, int level)
{
	while (w->n_heads && w->heads[w->n_heads - 1] >= level) {
		if (w->section_empty)
			empty_block(w);
		docbook_end(w->out);
		w->section_empty = false;
		w->n_heads--;
	}
}

static void enter_heading(struct walk *w, cmark_node *node)
{
	int level = cmark_node_get_heading_level(node);

	if (is_outermost(node))
		close_item(w);
	if (w->c->sections && is_outermost(node)) {
		close_sections(w, level);
		docbook_block(w->out, "section");
		w->heads[w->n_heads++] = level;
		w->section_empty = true;
		docbook_block(w->out, "title");
	} else {
		w->section_empty = false;
		docbook_block(w->out, "bridgehead");
	}
	mark_opened(w, node);
}

static bool has_line_break(cmark_node *paragraph)
{
	cmark_iter *iter = cmark_iter_new(paragraph);
	bool found = false;

	while (!found && cmark_iter_next(iter) != CMARK_EVENT_DONE)
		found = cmark_node_get_type(cmark_iter_get_node(iter)) == CMARK_NODE_LINEBREAK;
	cmark_iter_free(iter);
	return found;
}

static void enter_paragraph(struct walk *w, cmark_node *node)
{
	w->section_empty = false;
	if (w->numbering == NUMBERS_COUNTED && is_outermost(node))
		open_item(w);
	w->lines = has_line_break(node);
	docbook_block(w->out, w->lines ? "literallayout" : "para");
	mark_opened(w, node);
}

static bool is_numbered_list(struct walk *w, cmark_node *node)
{
	return w->numbering == NUMBERS_TYPED && is_outermost(node) &&
	       cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
}

static void enter_list(struct walk *w, cmark_node *node)
{
	bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	int start = cmark_node_get_list_start(node);

	w->section_empty = false;
	if (is_numbered_list(w, node)) {
		open_numbered(w, start);
		mark_opened(w, node);
		return;
	}
	if (w->depth + 2 > DEPTH_MAX)
		return;
	docbook_block(w->out, ordered ? "orderedlist" : "itemizedlist");
	if (cmark_node_get_list_tight(node))
		docbook_attr(w->out, "spacing", "compact");
	if (ordered) {
		docbook_attr(w->out, "numeration", "arabic");
		w->c->continued = false;
	}
	if (ordered && start != 1) {
		struct str number = STR_INIT;

		str_addf(&number, "%d", start);
		docbook_attr(w->out, "startingnumber", str_text(&number));
		str_free(&number);
	}
	mark_opened(w, node);
}

static void enter_container(struct walk *w, cmark_node *node)
{
	bool item = cmark_node_get_type(node) == CMARK_NODE_ITEM;
	bool open = item ? was_opened(cmark_node_parent(node)) : w->depth < DEPTH_MAX;

	w->section_empty = false;
	if (item && is_numbered_list(w, cmark_node_parent(node)))
		open_numbered_item(w);
	else if (open)
		docbook_block(w->out, item ? "listitem" : "blockquote");
	if (open)
		mark_opened(w, node);
	if (!cmark_node_first_child(node))
		empty_block(w);
}

static void enter_break(struct walk *w, cmark_node *node)
{
	if (is_outermost(node))
		close_item(w);
	w->section_empty = false;
	docbook_block(w->out, "para");
	docbook_attr(w->out, "role", "break");
	docbook_text(w->out, "* * *");
	docbook_end(w->out);
}

/* Code and HTML: the characters as they were typed. */
static void enter_verbatim(struct walk *w, cmark_node *node, bool monospaced)
{
	const char *text = cmark_node_get_literal(node);
	size_t len = text ? strlen(text) : 0;

	while (len && text[len - 1] == '\n')
		len--;
	w->section_empty = false;
	docbook_block(w->out, "literallayout");
	if (monospaced)
		docbook_attr(w->out, "class", "monospaced");
	docbook_text_n(w->out, text, len);
	docbook_end(w->out);
}

static void enter_emphasis(struct walk *w, cmark_node *node)
{
	if (w->depth >= DEPTH_MAX)
		return;
	docbook_inline(w->out, "emphasis");
	if (cmark_node_get_type(node) == CMARK_NODE_STRONG)
		docbook_attr(w->out, "role", "strong");
	mark_opened(w, node);
}

static void open_link(struct walk *w, cmark_node *node, const char *attribute, const char *value)
{
	if (w->in_link || w->depth >= DEPTH_MAX)
		return;
	docbook_inline(w->out, "link");
	docbook_attr(w->out, attribute, value);
	mark_opened(w, node);
	w->in_link = true;
}

/* Answers the words to write for a link that has none, in `label`, and whether those that it has
 * must not stand. */
static bool open_citation(
	struct walk *w, cmark_node *node, enum entity_id entity, const char *ref, struct str *label)
{
	struct str id = STR_INIT;
	bool instead = false;

	if (w->c->resolve)
		instead = w->c->resolve(w->c->arg, entity, ref, &id, label);
	if (id.len)
		open_link(w, node, "linkend", str_text(&id));
	if (was_opened(node) && (entity == ENTITY_AUTHORITY || entity == ENTITY_RULING ||
					entity == ENTITY_PROVISION))
		docbook_attr(w->out, "role", "authority");
	str_free(&id);
	return instead;
}

static void enter_link(struct walk *w, cmark_node *node)
{
	const char *url = cmark_node_get_url(node);
	const char *ref = NULL;
	enum entity_id entity;
	struct str words = STR_INIT;
	struct str href = STR_INIT;
	bool wordless;

	url = url ? url : "";
	entity = markup_citation(url, &ref);
	wordless = markup_is_wordless(node, url);
	if (entity != ENTITY_NONE) {
		wordless |= open_citation(w, node, entity, ref, &words);
	} else {
		wordless = !cmark_node_first_child(node);
		if (docbook_href(&href, url))
			open_link(w, node, "xlink:href", str_text(&href));
		str_add(&words, url);
	}
	if (wordless) {
		docbook_text(w->out, str_text(&words));
		w->muted = node;
	}
	str_free(&words);
	str_free(&href);
}

static void enter_inline(struct walk *w, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_HTML_INLINE:
		docbook_text(w->out, cmark_node_get_literal(node));
		break;
	case CMARK_NODE_CODE:
		docbook_phrase(w->out, "code", cmark_node_get_literal(node));
		break;
	case CMARK_NODE_SOFTBREAK:
		docbook_text(w->out, w->lines ? " " : "\n");
		break;
	case CMARK_NODE_LINEBREAK:
		docbook_text(w->out, "\n");
		break;
	case CMARK_NODE_EMPH:
	case CMARK_NODE_STRONG:
		enter_emphasis(w, node);
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
	if (w->muted)
		return;
	w->wrote = w->wrote || cmark_node_get_type(node) != CMARK_NODE_DOCUMENT;
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_HEADING:
		enter_heading(w, node);
		break;
	case CMARK_NODE_PARAGRAPH:
		enter_paragraph(w, node);
		break;
	case CMARK_NODE_LIST:
		enter_list(w, node);
		break;
	case CMARK_NODE_ITEM:
	case CMARK_NODE_BLOCK_QUOTE:
		enter_container(w, node);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		enter_break(w, node);
		break;
	case CMARK_NODE_CODE_BLOCK:
	case CMARK_NODE_HTML_BLOCK:
		enter_verbatim(w, node, cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK);
		break;
	default:
		enter_inline(w, node);
		break;
	}
}

static void leave(struct walk *w, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (w->muted == node)
		w->muted = NULL;
	if ((type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) && was_opened(node))
		w->in_link = false;
	close_node(w, node);
	if (type == CMARK_NODE_PARAGRAPH)
		w->lines = false;
}

static int count_items(cmark_node *list)
{
	int n = 0;

	for (cmark_node *i = cmark_node_first_child(list); i; i = cmark_node_next(i))
		n++;
	return n;
}

/*
 * Whether the author typed the numbers: the ordered lists of the outermost level run on from one
 * to the next, as paragraphs do and enumerations do not, and make up most of the text.
 */
static enum numbering find_numbering(const struct commonmark *c, cmark_node *document)
{
	int items = 0, paragraphs = 0;

	if (!c->number)
		return NUMBERS_NONE;
	for (cmark_node *n = cmark_node_first_child(document); n; n = cmark_node_next(n)) {
		if (cmark_node_get_type(n) == CMARK_NODE_PARAGRAPH)
			paragraphs++;
		if (cmark_node_get_type(n) != CMARK_NODE_LIST ||
			cmark_node_get_list_type(n) != CMARK_ORDERED_LIST)
			continue;
		if (cmark_node_get_list_start(n) != *c->number + items + 1)
			return NUMBERS_COUNTED;
		items += count_items(n);
	}
	return items > paragraphs ? NUMBERS_TYPED : NUMBERS_COUNTED;
}

bool commonmark_write(struct commonmark *c, const char *text)
{
	struct walk w = { .c = c, .out = c->out };
	cmark_node *document = markup_parse(text ? text : "");
	cmark_iter *iter = cmark_iter_new(document);
	cmark_event_type event;

	w.numbering = find_numbering(c, document);

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		if (event == CMARK_EVENT_ENTER)
			enter(&w, cmark_iter_get_node(iter));
		else
			leave(&w, cmark_iter_get_node(iter));
	}
	close_item(&w);
	close_sections(&w, 1);
	cmark_iter_free(iter);
	cmark_node_free(document);
	return w.wrote;
}

/* Which record a link cites; ENTITY_NONE: it is no link, or leads elsewhere. */
static enum entity_id citation_of(cmark_node *node, const char **ref)
{
	cmark_node_type type = cmark_node_get_type(node);
	const char *url = type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE
				  ? cmark_node_get_url(node)
				  : NULL;

	return url ? markup_citation(url, ref) : ENTITY_NONE;
}

/* The paragraph that is open behind this node of the outermost level, or of a list of it. */
static void count_paragraph(enum numbering numbering, cmark_node *node, int *number, int *open)
{
	cmark_node_type type = cmark_node_get_type(node);
	cmark_node *parent = cmark_node_parent(node);

	if (numbering == NUMBERS_TYPED && type == CMARK_NODE_ITEM && is_outermost(parent) &&
		cmark_node_get_list_type(parent) == CMARK_ORDERED_LIST)
		*open = ++*number;
	if (!is_outermost(node))
		return;
	if (numbering == NUMBERS_COUNTED && type == CMARK_NODE_PARAGRAPH)
		*open = ++*number;
	else if (type == CMARK_NODE_HEADING || type == CMARK_NODE_THEMATIC_BREAK ||
		 numbering == NUMBERS_TYPED)
		*open = 0;
}

void commonmark_citations_at(const char *text, bool numbered, commonmark_cite_at_fn *fn, void *arg)
{
	cmark_node *document = markup_parse(text ? text : "");
	cmark_iter *iter = cmark_iter_new(document);
	int last = 0, number = 0, open = 0;
	struct commonmark c = { .number = numbered ? &last : NULL };
	enum numbering numbering = find_numbering(&c, document);

	while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		const char *ref;
		enum entity_id entity;

		if (cmark_iter_get_event_type(iter) != CMARK_EVENT_ENTER)
			continue;
		count_paragraph(numbering, node, &number, &open);
		entity = citation_of(node, &ref);
		if (entity != ENTITY_NONE)
			fn(arg, entity, ref, numbered ? open : 0);
	}
	cmark_iter_free(iter);
	cmark_node_free(document);
}

struct without_place {
	commonmark_cite_fn *fn;
	void *arg;
};

static void pass_on(void *arg, enum entity_id entity, const char *ref, int paragraph)
{
	const struct without_place *w = arg;

	(void)paragraph;
	w->fn(w->arg, entity, ref);
}

void commonmark_citations(const char *text, commonmark_cite_fn *fn, void *arg)
{
	struct without_place w = { fn, arg };

	commonmark_citations_at(text, false, pass_on, &w);
}

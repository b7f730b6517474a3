#include "config.h"

#include "export/check.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "export/docbook.h"
#include "model/i18n.h"
#include "model/mem.h"

/* Of Debian's docbook5-xml; where it is not installed, the document is only read. */
#define SCHEMA "/usr/share/xml/docbook/schema/rng/5.0/docbook.rng"
/* The validator keeps the whole document in memory, and its time grows faster than the document. */
#define SCHEMA_BYTES (4 << 20)
#define CHUNK (64 << 10)

struct check {
	xmlParserCtxt *parser;
	xmlHashTable *ids;
	xmlHashTable *links;
	bool root;   /* the first element was seen */
	bool bundle; /* ... and is a bundle's */
	bool brief;  /* stop after the first element */
	char *wrong; /* owned; the first thing that is wrong */
	int line;    /* of it */
};

static void found(struct check *c, const char *what, const char *about)
{
	struct str s = STR_INIT;

	if (c->wrong)
		return;
	str_add(&s, what);
	if (about)
		str_addf(&s, " \"%s\"", about);
	c->wrong = str_detach(&s);
	c->line = c->parser && c->parser->input ? c->parser->input->line : 0;
}

/* One of the five pointers that SAX2 gives for each attribute. */
enum { ATTR_NAME, ATTR_PREFIX, ATTR_URI, ATTR_VALUE, ATTR_END, ATTR_FIELDS };

static bool attr_is(const xmlChar **attr, const char *name, const char *uri)
{
	if (strcmp((const char *)attr[ATTR_NAME], name) != 0)
		return false;
	if (!uri || !attr[ATTR_URI])
		return !uri && !attr[ATTR_URI];
	return !strcmp((const char *)attr[ATTR_URI], uri);
}

static bool value_is(const xmlChar **attr, const char *value)
{
	size_t len = (size_t)(attr[ATTR_END] - attr[ATTR_VALUE]);

	return strlen(value) == len && !memcmp(attr[ATTR_VALUE], value, len);
}

static void note_id(struct check *c, const xmlChar **attr)
{
	bool id = attr_is(attr, "id", (const char *)XML_XML_NAMESPACE);
	char *value;

	if (!id && !attr_is(attr, "linkend", NULL))
		return;
	value = mem_text_n(
		(const char *)attr[ATTR_VALUE], (size_t)(attr[ATTR_END] - attr[ATTR_VALUE]));
	if (id && xmlHashAddEntry(c->ids, BAD_CAST value, c) != 0)
		found(c, _("the same xml:id twice:"), value);
	else if (!id)
		xmlHashAddEntry(c->links, BAD_CAST value, c); /* refused when it is there already */
	free(value);
}

static void on_element(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
	int n_namespaces, const xmlChar **namespaces, int n_attrs, int n_defaulted,
	const xmlChar **attrs)
{
	struct check *c = arg;

	(void)prefix;
	(void)n_namespaces;
	(void)namespaces;
	(void)n_defaulted;
	for (int i = 0; i < n_attrs; i++) {
		const xmlChar **attr = attrs + i * ATTR_FIELDS;

		if (!c->root && attr_is(attr, "role", NULL) && value_is(attr, BUNDLE_ROLE))
			c->bundle = !strcmp((const char *)name, "book") && uri &&
				    !strcmp((const char *)uri, DOCBOOK_NS);
		note_id(c, attr);
	}
	if (!c->root && !c->bundle)
		found(c, _("it does not begin as a bundle does"), NULL);
	c->root = true;
	if (c->brief)
		xmlStopParser(c->parser);
}

static void on_doctype(
	void *arg, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	(void)external;
	(void)system;
	found(arg, _("a document type declaration:"), (const char *)name);
}

static void on_error(void *arg, xmlError *error)
{
	struct check *c = arg;
	size_t len = error->message ? strcspn(error->message, "\n") : 0;
	char *message = mem_text_n(error->message ? error->message : "", len);

	if (error->level > XML_ERR_WARNING && !c->wrong && !(c->brief && c->root)) {
		found(c, message, NULL);
		c->line = error->line;
	}
	free(message);
}

static void ignore_error(void *arg, xmlError *error)
{
	(void)arg;
	(void)error;
}

static void check_init(struct check *c, bool brief)
{
	xmlSAXHandler sax;

	memset(c, 0, sizeof(*c));
	memset(&sax, 0, sizeof(sax));
	sax.initialized = XML_SAX2_MAGIC;
	sax.startElementNs = on_element;
	sax.internalSubset = on_doctype;
	sax.serror = on_error;
	c->brief = brief;
	c->ids = xmlHashCreate(256);
	c->links = xmlHashCreate(256);
	c->parser = xmlCreatePushParserCtxt(&sax, c, NULL, 0, NULL);
	if (c->parser)
		xmlCtxtUseOptions(c->parser, XML_PARSE_NONET);
	else
		found(c, _("the reader cannot begin"), NULL);
}

static void check_free(struct check *c)
{
	if (c->parser)
		xmlFreeParserCtxt(c->parser);
	xmlHashFree(c->ids, NULL);
	xmlHashFree(c->links, NULL);
	free(c->wrong);
}

/* Reads `fd` from its beginning to its end, or as far as is wanted. */
static void read_all(struct check *c, int fd, struct hash *hash, off_t *size)
{
	char *buffer = mem_alloc(CHUNK);
	ssize_t n = 0;

	*size = 0;
	while (!c->wrong && (n = pread(fd, buffer, CHUNK, *size)) > 0) {
		if (hash)
			hash_add(hash, buffer, (size_t)n);
		*size += n;
		xmlParseChunk(c->parser, buffer, (int)n, 0);
		if (c->brief && c->root)
			break;
	}
	if (!c->wrong && n < 0)
		found(c, strerror(errno), NULL);
	if (!c->wrong && !(c->brief && c->root))
		xmlParseChunk(c->parser, buffer, 0, 1);
	free(buffer);
}

static void check_link(void *payload, void *arg, const xmlChar *name)
{
	struct check *c = arg;

	(void)payload;
	if (!xmlHashLookup(c->ids, name))
		found(c, _("a reference to what is not there:"), (const char *)name);
}

static void check_schema(struct check *c, int fd)
{
	xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt(SCHEMA);
	xmlRelaxNG *schema = NULL;
	xmlRelaxNGValidCtxt *valid = NULL;
	xmlDoc *doc = NULL;

	if (parser) {
		xmlRelaxNGSetParserStructuredErrors(parser, ignore_error, NULL);
		schema = xmlRelaxNGParse(parser);
	}
	if (!schema)
		goto out;
	doc = xmlReadFd(fd, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	valid = xmlRelaxNGNewValidCtxt(schema);
	if (!doc || !valid) {
		found(c, _("it cannot be read again"), NULL);
		goto out;
	}
	xmlRelaxNGSetValidStructuredErrors(valid, on_error, c);
	if (xmlRelaxNGValidateDoc(valid, doc) != 0)
		found(c, _("it is not valid"), NULL);
out:
	xmlRelaxNGFreeValidCtxt(valid);
	xmlFreeDoc(doc);
	xmlRelaxNGFree(schema);
	xmlRelaxNGFreeParserCtxt(parser);
}

enum status check_bundle(struct db *db, int fd, char text[HASH_TEXT])
{
	struct hash *hash = hash_open();
	struct check c;
	off_t size = 0;
	enum status st = ST_OK;

	check_init(&c, false);
	if (!c.wrong)
		read_all(&c, fd, hash, &size);
	if (!c.wrong)
		xmlHashScan(c.links, check_link, &c);
	if (!c.wrong && size < SCHEMA_BYTES && access(SCHEMA, R_OK) == 0 &&
		lseek(fd, 0, SEEK_SET) == 0)
		check_schema(&c, fd);
	if (c.wrong)
		st = db_fail(db, ST_IO, NULL,
			_("the bundle was not kept, as it does not read back as it should (line "
			  "%d: %s); please report this"),
			c.line, c.wrong);
	hash_text(hash, text);
	hash_close(hash);
	check_free(&c);
	return st;
}

/* The first thing in the folder that is no part of a bundle; NULL: none. The caller frees it. */
static char *find_stranger(int fd)
{
	int copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *entries = copy >= 0 ? fdopendir(copy) : NULL;
	struct dirent *e;
	char *stranger = NULL;

	while (entries && (e = readdir(entries)) != NULL) {
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..") ||
			!strcmp(e->d_name, BUNDLE_FILE) || !strcmp(e->d_name, BUNDLE_EXHIBITS) ||
			!strcmp(e->d_name, BUNDLE_IMAGES))
			continue;
		/* Of several the first in order, so that the answer is always the same. */
		if (!stranger || strcmp(e->d_name, stranger) < 0) {
			free(stranger);
			stranger = mem_text(e->d_name);
		}
	}
	if (entries)
		closedir(entries);
	else if (copy >= 0)
		close(copy);
	return stranger;
}

bool check_is_bundle(int dir, struct str *why)
{
	int fd = openat(dir, BUNDLE_FILE, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct check c;
	char *stranger;
	off_t size;
	bool bundle;

	check_init(&c, true);
	if (fd >= 0 && !c.wrong)
		read_all(&c, fd, NULL, &size);
	if (fd >= 0)
		close(fd);
	bundle = c.bundle && !c.wrong;
	check_free(&c);
	if (!bundle) {
		str_add(why, _("holds something that is not a bundle"));
		return false;
	}
	stranger = find_stranger(dir);
	if (stranger)
		str_addf(why, _("holds \"%s\" beside an older bundle; move it elsewhere first"),
			stranger);
	bundle = !stranger;
	free(stranger);
	return bundle;
}

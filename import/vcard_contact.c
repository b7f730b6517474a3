#include "config.h"

#include "import/vcard_contact.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "import/rejects.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"

struct taking {
	struct db *db;
	const struct vcard *card;
	struct contact_row *out;
	bool *done; /* a card's lines that have found their place */
};

static bool is(const struct vcard_line *l, const char *name)
{
	return !strcmp(l->name, name);
}

/* The most preferred of a name that is not done; the first of equals. NULL: none. */
static const struct vcard_line *best(struct taking *t, const char *name)
{
	const struct vcard_line *found = NULL;

	for (size_t i = 0; i < t->card->n_lines; i++) {
		const struct vcard_line *l = &t->card->lines[i];

		if (t->done[i] || l->left_out || !is(l, name) || !*l->value)
			continue;
		if (!found || vcard_pref(l) < vcard_pref(found))
			found = l;
	}
	return found;
}

static void mark(struct taking *t, const struct vcard_line *l)
{
	t->done[l - t->card->lines] = true;
}

/* What a value is kept under: its name and its types, "TEL work fax". */
static void extra_name(const struct vcard_line *l, struct str *out)
{
	str_add(out, l->name);
	for (size_t i = 0; i < l->n_params; i++) {
		if (strcmp(l->params[i].name, "TYPE") || !strcasecmp(l->params[i].value, "pref"))
			continue;
		str_add_c(out, ' ');
		for (const char *p = l->params[i].value; *p; p++)
			str_add_c(out, (char)tolower((unsigned char)*p));
	}
}

/* The text of a property into a field. */
static void set_text(struct taking *t, const struct vcard_line *l, const char *field)
{
	struct str text = STR_INIT, name = STR_INIT;

	vcard_text(t->card, l, &text);
	extra_name(l, &name);
	contact_row_set(t->db, t->out, field, str_text(&name), str_text(&text));
	mark(t, l);
	str_free(&text);
	str_free(&name);
}

static void set_best(struct taking *t, const char *name, const char *field)
{
	const struct vcard_line *l = best(t, name);

	if (l)
		set_text(t, l, field);
}

/* One part of a structured property into a field, or (no field) into what is kept. */
static void set_part(struct taking *t, const struct vcard_line *l, size_t at, const char *field,
	const char *name)
{
	struct str text = STR_INIT;

	vcard_part(t->card, l, at, at == 1 || !field ? " " : ", ", &text);
	if (text.len && field)
		contact_row_set(t->db, t->out, field, name, str_text(&text));
	else if (text.len)
		contact_row_keep(t->out, name, str_text(&text));
	str_free(&text);
}

/* ---- names ---- */

static bool take_n(struct taking *t)
{
	const struct vcard_line *l = best(t, "N");
	struct str given = STR_INIT, more = STR_INIT;
	bool any;

	if (!l)
		return false;
	mark(t, l);
	vcard_part(t->card, l, 1, " ", &given);
	vcard_part(t->card, l, 2, " ", &more);
	if (more.len)
		str_addf(&given, "%s%s", given.len ? " " : "", str_text(&more));
	set_part(t, l, 0, "family", "N family");
	contact_row_set(t->db, t->out, "given", "N given", str_text(&given));
	set_part(t, l, 3, "title", "N prefix");
	set_part(t, l, 4, NULL, "N suffix");
	any = given.len || record_get(&t->out->record, "family");
	str_free(&given);
	str_free(&more);
	return any;
}

/* Its parts joined: "Amnesty International, London". */
static void org_text(struct taking *t, const struct vcard_line *l, struct str *out)
{
	struct str part = STR_INIT;

	for (size_t i = 0; vcard_part(t->card, l, i, ", ", &part); i++) {
		if (part.len)
			str_addf(out, "%s%s", out->len ? ", " : "", str_text(&part));
		str_clear(&part);
	}
	str_free(&part);
}

static const char *kind_of(struct taking *t)
{
	static const struct {
		const char *theirs, *ours;
	} words[] = { { "individual", "person" }, { "org", "organisation" },
		{ "organization", "organisation" }, { "group", "organisation" } };
	const struct vcard_line *l = best(t, "KIND");

	if (!l)
		l = best(t, "X-ADDRESSBOOKSERVER-KIND");
	if (!l)
		return best(t, "X-ABSHOWAS") ? "organisation" : "";
	mark(t, l);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcasecmp(l->value, words[i].theirs))
			return words[i].ours;
	str_addf(&t->out->reason, _("it is neither a person nor an organisation (KIND:%s)"),
		l->value);
	return "";
}

static void take_org(struct taking *t, const char *kind, bool person)
{
	const struct vcard_line *l = best(t, "ORG");
	struct str org = STR_INIT;
	const char *name = record_get(&t->out->record, "name");

	if (l) {
		org_text(t, l, &org);
		mark(t, l);
	}
	if (!*kind && !person && org.len && (!name || !strcmp(name, str_text(&org))))
		kind = "organisation";
	/* Ours says more. */
	if (*kind && !record_get(&t->out->record, "kind"))
		contact_row_set(t->db, t->out, "kind", "KIND", kind);
	if (!name && !person)
		contact_row_set(t->db, t->out, "name", "ORG", str_text(&org));
	else if (!strcmp(kind, "person") || !name || strcmp(name, str_text(&org)))
		contact_row_set(t->db, t->out, "affiliation", "ORG", str_text(&org));
	str_free(&org);
}

static void take_names(struct taking *t)
{
	const char *kind = kind_of(t);
	bool person;

	set_best(t, "X-AMPARO-KIND", "kind");
	set_best(t, "FN", "name");
	set_best(t, "FN", "native_name");
	person = take_n(t);
	take_org(t, kind, person);
	if (record_get(&t->out->record, "name") || person)
		return;
	set_best(t, "NICKNAME", "name");
	if (!record_get(&t->out->record, "name")) {
		const struct vcard_line *l = best(t, "EMAIL");

		if (l)
			contact_row_set(t->db, t->out, "name", "EMAIL", l->value);
	}
}

/* ---- where they are ---- */

static void take_address(struct taking *t)
{
	const struct vcard_line *l = best(t, "ADR");
	struct str address = STR_INIT, part = STR_INIT;

	if (!l)
		return;
	mark(t, l);
	for (size_t i = 0; i < 3; i++) {
		str_clear(&part);
		vcard_part(t->card, l, i, ", ", &part);
		if (part.len)
			str_addf(&address, "%s%s", address.len ? ", " : "", str_text(&part));
	}
	contact_row_set(t->db, t->out, "address", "ADR street", str_text(&address));
	set_part(t, l, 3, "city", "ADR city");
	set_part(t, l, 4, "region", "ADR region");
	set_part(t, l, 5, "postcode", "ADR postcode");
	set_part(t, l, 6, "country", "ADR country");
	str_free(&address);
	str_free(&part);
}

/* Without the prefix of a tel: or mailto: address, which 4.0 may write. */
static void set_address(
	struct taking *t, const char *property, const char *prefix, const char *field)
{
	const struct vcard_line *l = best(t, property);
	struct str text = STR_INIT, name = STR_INIT;
	const char *at;

	if (!l)
		return;
	mark(t, l);
	vcard_text(t->card, l, &text);
	extra_name(l, &name);
	at = str_text(&text);
	if (!strncasecmp(at, prefix, strlen(prefix)))
		at += strlen(prefix);
	contact_row_set(t->db, t->out, field, str_text(&name), at);
	str_free(&text);
	str_free(&name);
}

static void take_uid(struct taking *t)
{
	const struct vcard_line *l = best(t, "UID");
	struct str text = STR_INIT;
	const char *at;

	if (!l)
		return;
	mark(t, l);
	vcard_text(t->card, l, &text);
	at = str_text(&text);
	/* 3.0 writes the same number without it. */
	if (!strncasecmp(at, "urn:uuid:", 9))
		at += 9;
	contact_row_set(t->db, t->out, "external_id", "UID", at);
	str_free(&text);
}

static void take_notes(struct taking *t)
{
	const struct vcard_line *l;
	struct str notes = STR_INIT;

	while ((l = best(t, "NOTE")) != NULL) {
		if (notes.len)
			str_add(&notes, "\n\n");
		vcard_text(t->card, l, &notes);
		mark(t, l);
	}
	contact_row_set(t->db, t->out, "notes", "NOTE", str_text(&notes));
	str_free(&notes);
}

/* ---- the rest ---- */

/* What says something of the file, not of the person. */
static bool is_of_file(const struct vcard_line *l)
{
	static const char *const names[] = { "PRODID", "REV", "PROFILE", "SOURCE", "NAME",
		"SORT-STRING", "X-ABSHOWAS", "X-AMPARO-EXTRA", REJECTS_PROPERTY };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (is(l, names[i]))
			return true;
	return false;
}

static void take_rest(struct taking *t)
{
	struct str text = STR_INIT, name = STR_INIT;

	for (size_t i = 0; i < t->card->n_lines; i++) {
		const struct vcard_line *l = &t->card->lines[i];

		if (t->done[i] || is_of_file(l))
			continue;
		if (l->left_out) {
			contact_row_say(t->out, l->name);
			continue;
		}
		str_clear(&text);
		str_clear(&name);
		vcard_text(t->card, l, &text);
		extra_name(l, &name);
		contact_row_keep(t->out, str_text(&name), str_text(&text));
	}
	str_free(&text);
	str_free(&name);
}

/* What vCard has no word for, as our own cards say it. */
static void take_ours(struct taking *t)
{
	const struct vcard_line *l = best(t, "X-AMPARO-EXTRA");
	struct str extra = STR_INIT;

	set_best(t, "X-AMPARO-LEVEL", "level");
	set_best(t, "X-AMPARO-PSEUDONYM", "pseudonym");
	if (l) {
		vcard_text(t->card, l, &extra);
		if (text_take(str_text(&extra), extra.len, &t->out->extra))
			contact_row_say(t->out, l->name);
		mark(t, l);
	}
	str_free(&extra);
}

bool vcard_contact(struct db *db, const struct vcard *card, struct contact_row *out)
{
	struct taking t = { .db = db, .card = card, .out = out };

	if (card->error) {
		str_add(&out->reason, card->error);
		return false;
	}
	t.done = mem_zero(card->n_lines + 1);
	take_names(&t);
	take_ours(&t);
	set_address(&t, "EMAIL", "mailto:", "email");
	set_address(&t, "TEL", "tel:", "phone");
	take_address(&t);
	set_best(&t, "LANG", "language");
	take_uid(&t);
	take_notes(&t);
	take_rest(&t);
	free(t.done);
	return contact_row_finish(db, out) && !out->reason.len;
}

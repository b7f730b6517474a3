#include "config.h"

#include "import/strip_run.h"

#include <string.h>

#include "model/i18n.h"
#include "model/profile.h"

enum status strip_run_ask(struct db *db, const char *asked, struct strip_run *r)
{
	struct profile profile = { false };
	enum status st = ST_OK;

	if (!*asked)
		return ST_OK;
	if (!strcmp(asked, "strip")) {
		r->wanted = true;
		return ST_OK;
	}
	st = profile_read(db, asked, &profile);
	if (st == ST_OK && profile.strip) {
		r->wanted = true;
		r->profile = asked;
	}
	return st;
}

static void add(struct str *out, const struct record *exhibit, const char *kind)
{
	str_addf(out, "%s%s", out->len ? ", " : "", record_show(exhibit, "ref"));
	if (kind && *kind)
		str_addf(out, " (%s)", kind);
}

enum status strip_run_file(
	void *arg, struct db *db, const struct record *exhibit, int fd, char sha256[HASH_TEXT])
{
	struct strip_run *r = arg;
	struct stripped s;
	enum status st = strip_exhibit(db, exhibit->id, fd, &s);

	if (st != ST_OK)
		return st;
	memcpy(sha256, s.sha256, sizeof(s.sha256));
	if (s.taken)
		add(&r->taken, exhibit, NULL);
	if (s.unknown) {
		add(&r->unknown, exhibit, s.kind);
		r->n_unknown++;
	}
	if (s.files || s.comments)
		add(&r->kept, exhibit, NULL);
	return ST_OK;
}

enum status strip_run_end(void *arg, struct db *db)
{
	const struct strip_run *r = arg;

	if (!r->profile || !r->n_unknown)
		return ST_OK;
	return db_fail(db, ST_CONFLICT, NULL,
		ngettext(
			"by the profile %s no file leaves with what it says of itself, and nothing "
			"here takes that off %s; raise its level so that it stays, or ask for "
			"strip "
			"without the profile, which names it and lets it leave",
			"by the profile %s no file leaves with what it says of itself, and nothing "
			"here takes that off these: %s; raise their level so that they stay, or "
			"ask "
			"for strip without the profile, which names them and lets them leave",
			r->n_unknown),
		r->profile, str_text(&r->unknown));
}

static void add_line(const char *what, const struct str *names, struct str *out)
{
	if (names->len)
		str_addf(out, "%s%s\n", what, str_text(names));
}

void strip_run_words(const struct strip_run *r, struct str *out)
{
	if (!r->wanted)
		return;
	if (!r->taken.len && !r->unknown.len && !r->kept.len)
		str_add(out, _("no file said anything of itself\n"));
	add_line(_("metadata was taken off: "), &r->taken, out);
	add_line(_("as they were taken in, with what they say of themselves, as nothing here takes "
		   "it off their kind: "),
		&r->unknown, out);
	add_line(_("attached files, comments or broken pictures are still in: "), &r->kept, out);
}

void strip_run_free(struct strip_run *r)
{
	str_free(&r->taken);
	str_free(&r->unknown);
	str_free(&r->kept);
}

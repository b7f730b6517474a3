#include "config.h"

#include "import/stamp_look.h"

#include <errno.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "import/foreign.h"
#include "model/date.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"

#define SECONDS 60
#define NUMBER_MOST 257 /* characters of a number in hexadecimal, with its sign */
#define LINE_MOST 1000  /* bytes */
#define CHAIN_MOST (1 << 20)

static const char *const wrongs[STAMP_WRONGS] = {
	[STAMP_SIGNATURE] = N_("its signature is not in order"),
	[STAMP_IMPRINT] = N_("it stamps something else than what was asked for"),
	[STAMP_NONCE] = N_("its number is not that of the query"),
	[STAMP_POLICY] = N_("it stamps by other rules than those asked for"),
	[STAMP_CERTIFICATE] = N_("its certificate is missing, was not valid then, or is not one "
				 "for time stamps"),
	[STAMP_OTHER_CERTIFICATE] = N_("the certificate with it is not the one it was signed with"),
	[STAMP_NOBODY] = N_("it does not say who signed it, or when"),
};

/* A run of the reader over some of them. */
struct run {
	struct tsa_look *looks;
	size_t n, done;
	char *refusal; /* owned; of the one that is being told of */
};

/* ---- what is said ---- */

static bool is_hex(const char *text, size_t most)
{
	const size_t len = strlen(text);

	return len && len <= most && strspn(text, "0123456789abcdef") == len;
}

static enum status take_imprint(struct tsa_answer *a, const char *value)
{
	if (!is_hex(value, HASH_TEXT - 1) || strlen(value) != HASH_TEXT - 1)
		return ST_INVALID;
	memcpy(a->imprint, value, HASH_TEXT);
	return ST_OK;
}

/* "2026-11-20T10:42:00Z" */
static enum status take_time(struct tsa_answer *a, const char *value)
{
	static const char form[] = "0000-00-00T00:00:00Z";
	char day[11];
	struct date d;

	if (strlen(value) != sizeof(form) - 1)
		return ST_INVALID;
	for (size_t i = 0; form[i]; i++)
		if (form[i] == '0' ? value[i] < '0' || value[i] > '9' : value[i] != form[i])
			return ST_INVALID;
	memcpy(day, value, 10);
	day[10] = '\0';
	if (date_parse(day, &d) || strcmp(value + 11, "24") > 0 ||
		strncmp(value + 14, "59", 2) > 0 || strncmp(value + 17, "60", 2) > 0)
		return ST_INVALID;
	memcpy(a->time, value, sizeof(form));
	return ST_OK;
}

static enum status take_number(char **to, const char *value)
{
	if (!is_hex(*value == '-' ? value + 1 : value, NUMBER_MOST - 1))
		return ST_INVALID;
	free(*to);
	*to = mem_text(value);
	return ST_OK;
}

static enum status take_policy(struct tsa_answer *a, const char *value)
{
	const size_t len = strlen(value);

	if (!len || len > LINE_MOST || strspn(value, "0123456789.") != len)
		return ST_INVALID;
	free(a->policy);
	a->policy = mem_text(value);
	return ST_OK;
}

/* Text of people as one line; NULL where nothing is left of it. */
static enum status take_line(char **to, const char *value, size_t len)
{
	struct str clean = STR_INIT, text = STR_INIT;

	if (len > LINE_MOST)
		return ST_INVALID;
	text_clean(&clean, value, len, TEXT_LINE);
	free(*to);
	*to = NULL;
	if (text_take(str_text(&clean), clean.len, &text) == ST_OK && text.len)
		*to = str_detach(&text);
	str_free(&clean);
	str_free(&text);
	return ST_OK;
}

static enum status take_said(struct run *k, const char *bytes, size_t len)
{
	struct tsa_answer *a = &k->looks[k->done].out;
	const char *end = memchr(bytes, '\0', len);
	size_t rest;
	char *value;
	enum status st = ST_INVALID;

	if (!end || len > 2 * LINE_MOST)
		return ST_INVALID;
	rest = len - (size_t)(end + 1 - bytes);
	value = mem_text_n(end + 1, rest);
	if (!strcmp(bytes, "authority"))
		st = take_line(&a->authority, value, rest);
	else if (!strcmp(bytes, "refusal"))
		st = take_line(&k->refusal, value, rest);
	else if (strlen(value) != rest)
		st = ST_INVALID;
	else if (!strcmp(bytes, "imprint"))
		st = take_imprint(a, value);
	else if (!strcmp(bytes, "time"))
		st = take_time(a, value);
	else if (!strcmp(bytes, "nonce"))
		st = take_number(&a->nonce, value);
	else if (!strcmp(bytes, "serial"))
		st = take_number(&a->serial, value);
	else if (!strcmp(bytes, "policy"))
		st = take_policy(a, value);
	free(value);
	return st;
}

/* It is kept, and given to OpenSSL again in the reader alone: here it is text of one form. */
static enum status take_chain(struct run *k, const char *bytes, size_t len)
{
	static const char first[] = "-----BEGIN CERTIFICATE-----\n";
	struct str *cas = &k->looks[k->done].out.cas;

	if (len > CHAIN_MOST || len < sizeof(first) || memcmp(bytes, first, sizeof(first) - 1))
		return ST_INVALID;
	for (size_t i = 0; i < len; i++)
		if (bytes[i] != '\n' && (bytes[i] < ' ' || bytes[i] > '~'))
			return ST_INVALID;
	str_clear(cas);
	str_add_n(cas, bytes, len);
	return ST_OK;
}

/* Whether the fields bear the verdict out: what was asked for stands in the answer. */
static bool is_borne_out(const struct tsa_look *l)
{
	const struct tsa_answer *a = &l->out;
	const struct tsa_query *q = l->query;

	if (!q)
		return a->state <= TSA_SAID;
	if (a->state == TSA_SAID)
		return false;
	if (a->state != TSA_TRUSTED && a->state != TSA_UNTRUSTED)
		return true;
	return *a->time && a->nonce && !strcmp(a->nonce, q->nonce) &&
	       !strcmp(a->imprint, q->sha256) && (a->state == TSA_UNTRUSTED || a->cas.len);
}

static void put_why(struct run *k, struct tsa_look *l, enum stamp_wrong wrong, uint32_t chain)
{
	struct tsa_answer *a = &l->out;

	switch (a->state) {
	case TSA_REFUSED:
		a->why = k->refusal ? k->refusal : mem_text(_("it does not say why"));
		k->refusal = NULL;
		break;
	case TSA_FORGED:
		a->why = mem_text(_(wrongs[wrong]));
		break;
	case TSA_UNTRUSTED:
		a->why = mem_text(chain ? X509_verify_cert_error_string((long)chain)
					: _("there is no certificate in what it is to be checked "
					    "by"));
		break;
	default:
		break;
	}
	if (!a->authority && (a->state == TSA_TRUSTED || a->state == TSA_UNTRUSTED))
		a->authority = mem_text(_("an authority without a name"));
	free(k->refusal);
	k->refusal = NULL;
}

static enum status take_end(struct run *k, const unsigned char *bytes, size_t len)
{
	static const enum tsa_state states[STAMP_VERDICTS] = {
		[STAMP_UNREADABLE] = TSA_UNREADABLE,
		[STAMP_REFUSED] = TSA_REFUSED,
		[STAMP_SAID] = TSA_SAID,
		[STAMP_FORGED] = TSA_FORGED,
		[STAMP_UNTRUSTED] = TSA_UNTRUSTED,
		[STAMP_TRUSTED] = TSA_TRUSTED,
	};
	struct tsa_look *l = &k->looks[k->done];
	uint32_t verdict, wrong, chain;

	if (len != 12 || !foreign_number(bytes, len, &verdict) ||
		!foreign_number(bytes + 4, len - 4, &wrong) ||
		!foreign_number(bytes + 8, len - 8, &chain) || verdict >= STAMP_VERDICTS ||
		wrong >= STAMP_WRONGS || chain > INT32_MAX)
		return ST_INVALID;
	l->out.state = states[verdict];
	if (!is_borne_out(l))
		return ST_INVALID;
	put_why(k, l, (enum stamp_wrong)wrong, chain);
	k->done++;
	return ST_OK;
}

static enum status hear(void *arg, uint32_t type, const unsigned char *bytes, size_t len)
{
	struct run *k = arg;

	if (k->done == k->n)
		return ST_INVALID;
	switch (type) {
	case SAY_STAMP_SAYS:
		return take_said(k, (const char *)bytes, len);
	case SAY_STAMP_CHAIN:
		return take_chain(k, (const char *)bytes, len);
	case SAY_STAMP_END:
		return take_end(k, bytes, len);
	default:
		return ST_INVALID;
	}
}

/* ---- what is asked ---- */

static void add_length(struct str *out, uint32_t len)
{
	for (int i = 0; i < 4; i++)
		str_add_c(out, (char)(unsigned char)(len >> (8 * i)));
}

static void add_part(struct str *out, const struct str *part)
{
	add_length(out, (uint32_t)part->len);
	str_add_n(out, str_text(part), part->len);
}

/* False: the rules that it was asked by are no rules. */
static bool add_look(struct str *out, const struct tsa_look *l)
{
	struct str query = STR_INIT;

	if (l->query && !tsa_query_write(l->query, &query))
		return false;
	add_part(out, &query);
	if (l->ca)
		add_part(out, l->ca);
	else
		add_length(out, PROTOCOL_NONE);
	add_part(out, l->answer);
	str_free(&query);
	return true;
}

static enum status hold(struct db *db, const struct str *bytes, int *fd)
{
	size_t done = 0;

	*fd = memfd_create("stamps", MFD_CLOEXEC);
	while (*fd >= 0 && done < bytes->len) {
		ssize_t n = write(*fd, str_text(bytes) + done, bytes->len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		done += (size_t)n;
	}
	if (*fd >= 0 && done == bytes->len)
		return ST_OK;
	return db_fail(
		db, ST_IO, NULL, _("there is no memory for the time stamps: %s"), strerror(errno));
}

/* ---- the runs ---- */

static void set_state(struct tsa_look *l, enum tsa_state state, const char *why)
{
	tsa_answer_free(&l->out);
	l->out.state = state;
	l->out.why = mem_text(why);
}

/* *done of them were looked at; ST_INVALID: the reader died of the next one. */
static enum status run_some(struct db *db, const char *program, struct run *k,
	const struct str *bytes, enum reader_why *why)
{
	struct foreign f = { .mode = "stamp",
		.seconds = SECONDS,
		.most = (int64_t)k->n * (2 * CHAIN_MOST),
		.what = _("checking time stamps"),
		.fn = hear,
		.arg = k,
		.program = program };
	enum status st = hold(db, bytes, &f.in);

	if (st == ST_OK)
		st = foreign_run(db, &f);
	if (f.in >= 0)
		close(f.in);
	if (st == ST_OK && k->done < k->n) {
		f.why = WHY_NONSENSE;
		st = ST_INVALID;
	}
	/* Who says too much has not said the last one well. */
	if (st == ST_INVALID && k->done == k->n)
		k->done--;
	free(k->refusal);
	*why = f.why;
	return st == ST_INVALID && f.why == WHY_LIMITS ? ST_IO : st;
}

/* As many as are left, or up to one whose query cannot be written. *at moves on. */
static enum status look_on(
	struct db *db, const char *program, struct tsa_look *looks, size_t n, size_t *at)
{
	struct str bytes = STR_INIT;
	struct run k = { .looks = looks + *at };
	enum reader_why why = WHY_NOT;
	enum status st = ST_OK;

	while (*at + k.n < n && add_look(&bytes, &k.looks[k.n]))
		k.n++;
	if (k.n)
		st = run_some(db, program, &k, &bytes, &why);
	else
		set_state(&k.looks[0], TSA_FORGED, _("the rules asked for cannot be read"));
	if (st == ST_INVALID)
		set_state(&k.looks[k.done], TSA_UNREADABLE, foreign_why(why));
	*at += st == ST_OK && k.n ? k.n : k.done + 1;
	str_free(&bytes);
	return st == ST_INVALID ? ST_OK : st;
}

enum status stamp_look_with(struct db *db, const char *program, struct tsa_look *looks, size_t n)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < n; i++)
		memset(&looks[i].out, 0, sizeof(looks[i].out));
	for (size_t at = 0; at < n && st == ST_OK;)
		st = look_on(db, program, looks, n, &at);
	return st;
}

enum status stamp_look(struct db *db, struct tsa_look *looks, size_t n)
{
	return stamp_look_with(db, NULL, looks, n);
}

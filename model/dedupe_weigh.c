/*
 * How alike two rows are, as what speaks for one person against what chance would bring; all in
 * powers of two, so that evidence adds up. See dedupe.h.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "model/dedupe_internal.h"
#include "model/i18n.h"

/*
 * How often the rows of one person differ so. Estimates: sites that count repeated signers tell
 * shares from 3 to 10 of 100; a letter is mistyped in about one of a hundred names.
 */
#define AGAIN 0.08         /* of all rows are of somebody who signed before */
#define OTHER_MAILBOX 0.03 /* gave another e-mail address */
#define ONE_MAILBOX 0.12   /* gave one once and none the other time */
#define OTHER_POSTCODE 0.1 /* moved, or gave that of an office */
#define OTHER_TOWN 0.04    /* moved, or wrote it in quite another way */
#define SPELT_TOWN 0.3     /* in another script, or otherwise */
#define SPELT_OTHERWISE 0.05
#define MISTYPED 4e-5 /* in just this way: of a hundred ways one, in a name of two hundred */
#define INITIAL 0.03
#define LEFT_OUT 0.5  /* a word that only one has: somewhat less likely */
#define FIRST_OUT 0.1 /* the first word, which is most often the given name */
#define ONE_DAY 0.2   /* signs again on the same day, unsure whether it went through */
#define MORE 0.4      /* who differs in one thing, in another one as well: less than by chance */

/* Names and places go together, as people of one language do: chance brings more than the product.
 */
#define TOGETHER 2

/* A word that stands in one row alone is taken as that rare. */
#define RAREST 2e-6

static double log_share(double n, double of)
{
	double share = of > 0 ? n / of : 1;

	return log2(share > RAREST ? share : RAREST);
}

/* How many others have it: the two rows themselves do not count, one of them stands for chance. */
static double others(uint32_t count)
{
	return count > 2 ? count - 1.0 : 0.5;
}

static double weigh_words(const struct dedupe *d, uint16_t country, double all,
	const struct name_word *a, const struct name_word *b, enum name_like like)
{
	uint32_t n_a = tally_table_get(&d->tally, dedupe_word_key(country, a));
	uint32_t n_b = tally_table_get(&d->tally, dedupe_word_key(country, b));
	uint32_t least = n_a < n_b ? n_a : n_b, most = n_a < n_b ? n_b : n_a;

	switch (like) {
	case NAME_SAME:
		return -log_share(others(least), all);
	case NAME_SLIP:
		return log2(MISTYPED) - log_share(least > 1 ? least : 0, all);
	case NAME_VARIANT:
		return log2(SPELT_OTHERWISE) - log_share(most, all);
	default: {
		/* The initial alone: as common as it is to write one so. */
		double weight = log2(INITIAL) - log_share(a->len < b->len ? n_a : n_b, all);

		return weight < 3.5 ? weight : 3.5;
	}
	}
}

/*
 * The words of a name are not drawn one by one: who is called Abu is also called something that
 * goes with it. The two that say most count in full, others half. Not so syllables of Chinese,
 * each of which stands for several signs: where the signs are the same they say more.
 */
static double weigh_name(
	const struct dedupe *d, uint16_t country, double all, const struct name_fit *fit)
{
	double weight = 0, first = 0, second = 0;

	for (int i = 0; i < fit->n; i++) {
		double now = weigh_words(
			d, country, all, &fit->pairs[i].a, &fit->pairs[i].b, fit->pairs[i].like);

		/* What speaks against it does so in full. */
		weight += now < 0 || *fit->pairs[i].a.text == '=' ? now : now / 2;
		if (*fit->pairs[i].a.text == '=') {
			continue;
		} else if (now > first) {
			second = first;
			first = now;
		} else if (now > second) {
			second = now;
		}
	}
	return weight + first / 2 + second / 2;
}

static double count_place(
	const struct dedupe *d, const struct dedupe_row *r, char kind, uint32_t place)
{
	return others(tally_table_get(&d->tally, dedupe_place_key(r->country, kind, place)));
}

static double weigh_place(
	const struct dedupe *d, const struct dedupe_row *a, const struct dedupe_row *b, double all)
{
	double weight = 0;

	if (a->postcode && a->postcode == b->postcode)
		return -log_share(count_place(d, a, 'p', a->postcode), all);
	if (a->postcode && b->postcode)
		weight += log2(OTHER_POSTCODE);
	if (a->town && a->town == b->town)
		weight -= log_share(count_place(d, a, 't', a->town), all);
	else if (a->town && a->sound == b->sound)
		weight -= log_share(count_place(d, a, 's', a->sound), all) - log2(SPELT_TOWN);
	else if (a->town && b->town && !(a->postcode && b->postcode))
		weight += log2(OTHER_TOWN);
	return weight;
}

/* Against how many give an address at all. */
static double weigh_mailboxes(
	const struct dedupe *d, const struct dedupe_row *a, const struct dedupe_row *b)
{
	double with = (double)d->with_email / (double)d->n, without = 1 - with;

	if (a->has_email && b->has_email)
		return a->email == b->email ? 0 : log2(OTHER_MAILBOX / (with * with));
	if (!a->has_email && !b->has_email)
		return without < 0.2 ? log2(1 / 0.2) : -log2(without);
	return fmin(0, log2(ONE_MAILBOX / (2 * with * without)));
}

static double weigh_day(
	const struct dedupe *d, const struct dedupe_row *a, const struct dedupe_row *b)
{
	double chance;

	if (!a->day || !b->day)
		return 0;
	if (a->day != b->day)
		return log2(1 - ONE_DAY);
	chance = tally_table_get(&d->tally, dedupe_day_key(a->day)) / (double)d->n;
	return log2(ONE_DAY / chance + 1 - ONE_DAY);
}

/* In how many things they differ, of name, place and mailbox. */
static int differences(const struct dedupe_row *a, const struct dedupe_row *b, enum name_like like)
{
	bool postcode = a->postcode && b->postcode && a->postcode != b->postcode;
	bool town = a->town && b->town && a->town != b->town && a->sound != b->sound;
	bool mailbox = a->has_email != b->has_email || (a->has_email && a->email != b->email);

	return (like != NAME_SAME) + (postcode || town) + mailbox;
}

static enum dedupe_why reason(
	const struct dedupe_row *a, const struct dedupe_row *b, enum name_like like)
{
	bool same = like == NAME_SAME;

	if (a->postcode && a->postcode == b->postcode)
		return same ? WHY_NAME_POSTCODE : WHY_LIKE_POSTCODE;
	if (a->town && (a->town == b->town || a->sound == b->sound))
		return same ? WHY_NAME_TOWN : WHY_LIKE_TOWN;
	return same ? WHY_NAME : WHY_LIKE;
}

int dedupe_weigh(const struct dedupe *d, uint32_t a, uint32_t b, enum dedupe_why *why)
{
	const struct dedupe_row *x = &d->rows[a], *y = &d->rows[b];
	struct name_text one = dedupe_name(d, a), two = dedupe_name(d, b);
	struct name_fit fit;
	enum name_like like;
	double all, weight, odds;
	int n;

	/* Many Chinese names sound alike in Mandarin; where both write characters, those count. */
	if (x->country != y->country ||
		(x->name_check != y->name_check && memchr(one.text, '=', one.len) &&
			memchr(two.text, '=', two.len)))
		return 0;
	like = name_like_how(&one, &two, &fit);
	if (like < NAME_PART || fit.n < 2)
		return 0;
	all = tally_table_get(&d->tally, dedupe_country_key(x->country));
	weight = log2(AGAIN / all) + fit.left * log2(LEFT_OUT);
	weight += weigh_name(d, x->country, all, &fit);
	weight += weigh_place(d, x, y, all);
	weight += weigh_mailboxes(d, x, y) - log2(TOGETHER);
	if (like == NAME_PART)
		weight += log2(FIRST_OUT);
	weight += weigh_day(d, x, y);
	n = differences(x, y, like);
	weight += n > 1 ? (n - 1) * log2(MORE) : 0;
	*why = reason(x, y, like);
	odds = exp2(weight < 20 ? weight : 20);
	return (int)(99 * odds / (1 + odds) + 0.5);
}

const char *dedupe_why(enum dedupe_why why)
{
	switch (why) {
	case WHY_EMAIL_BEYOND:
		return _("the same e-mail address; the names are in two scripts");
	case WHY_EMAIL_PART:
		return _("the same e-mail address; one name is a part of the other");
	case WHY_EMAIL_ENDING:
		return _("the same e-mail address; the names differ in one end");
	case WHY_EMAIL_FAMILY:
		return _("the same e-mail address; part of the name is another");
	case WHY_EMAIL_OTHER:
		return _("the same e-mail address, another name");
	case WHY_NAME_POSTCODE:
		return _("the same name and postcode");
	case WHY_NAME_TOWN:
		return _("the same name and city");
	case WHY_NAME:
		return _("the same rare name");
	case WHY_LIKE_POSTCODE:
		return _("a similar name and the same postcode");
	case WHY_LIKE_TOWN:
		return _("a similar name and the same city");
	default:
		return _("a similar, rare name");
	}
}

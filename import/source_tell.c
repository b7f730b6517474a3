/* What a file was found to be, and how, in words for people. */
#include "config.h"

#include "import/source.h"

#include "model/i18n.h"

void source_tell(const struct source *s, struct str *out)
{
	const struct source_found *f = source_found(s);

	str_add(out, f->encoding);
	str_add(out, ", ");
	if (f->dialect.cells == 1 && !f->separator_given && !f->dialect.stated)
		str_add(out, _("one column"));
	else
		str_add(out, separator_words(f->dialect.separator));
	if (f->platform) {
		str_add(out, ", ");
		str_addf(out, _("from %s"), _(f->platform->label));
	}
}

static void why_encoding(const struct source_found *f, struct str *out)
{
	switch (f->encoding_why) {
	case SNIFF_MARK:
		str_addf(out, _("its first bytes are the mark of %s"), f->encoding);
		break;
	case SNIFF_NULS:
		str_add(out, _("every other byte of plain letters is empty, as in UTF-16"));
		break;
	case SNIFF_MIXED:
		str_add(out, _("nearly all of it is UTF-8"));
		break;
	case SNIFF_GIVEN:
		str_addf(out, _("you said that it is %s"), f->encoding);
		break;
	case SNIFF_NOTHING:
	case SNIFF_STRICT:
		str_add(out, _("every byte of it is UTF-8"));
		break;
	}
	if (f->broken) {
		str_add(out, "; ");
		str_addf(out,
			ngettext("%lld place is not, and the row is refused",
				"%lld places are not, and the rows are refused",
				(unsigned long)f->broken),
			(long long)f->broken);
	}
}

static void why_separator(const struct source_found *f, struct str *out)
{
	const struct dialect *d = &f->dialect;

	if (f->separator_given)
		str_addf(out, _("you said that it is %s"), separator_words(d->separator));
	else if (d->stated)
		str_add(out, _("its first line states the separator"));
	else if (d->cells == 1)
		str_add(out, _("nothing separates its first line into columns"));
	else if (d->alike == d->records)
		str_addf(out, _("each of its first %d lines is cut into %d columns so"), d->records,
			d->cells);
	else
		str_addf(out,
			_("%d of its first %d lines are cut into %d columns so, as the first is"),
			d->alike, d->records, d->cells);
}

void source_why(const struct source *s, struct str *out)
{
	const struct source_found *f = source_found(s);

	why_encoding(f, out);
	str_add(out, "; ");
	why_separator(f, out);
	if (f->platform) {
		str_add(out, "; ");
		str_addf(out,
			f->platform_given ? _("you said that it is from %s")
					  : _("its columns are those of %s"),
			_(f->platform->label));
	}
}

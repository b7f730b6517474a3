#include "config.h"

#include "tui/form.h"

#include <stdlib.h>
#include <string.h>

#include "model/country.h"
#include "model/date_typed.h"
#include "model/i18n.h"
#include "model/language.h"
#include "model/mem.h"

#include "tui/app.h"
#include "tui/cells.h"

/* Fields whose values are codes: what they are called, and what a typed text is read as. */

static void add_code(struct form *f, const char *code, const char *name)
{
	struct str words = STR_INIT;
	struct pick pick = { .subject = { ENTITY_NONE, 0 } };

	str_addf(&words, "%s %s", name, code);
	pick.ref = mem_text(code);
	pick.label = mem_text(name);
	pick.words = str_detach(&words);
	form_pool_add(f, &pick);
	free(pick.ref);
	free(pick.label);
	free(pick.words);
}

void form_pool_codes(struct form *f, const struct field *field)
{
	const char *code;

	for (size_t i = 0; field->type == FIELD_COUNTRY && (code = country_at(i)) != NULL; i++)
		add_code(f, code, country_name(code));
	for (size_t i = 0; field->type == FIELD_LANG && (code = language_at(i)) != NULL; i++) {
		struct str name = STR_INIT;

		if (language_name(code, &name))
			add_code(f, code, str_text(&name));
		str_free(&name);
	}
}

static void read_date(const char *text, struct str *out)
{
	struct date today = date_today();
	struct str words = STR_INIT;
	char kept[DATE_TEXT_MAX];
	struct date d;

	if (date_from_typed(text, &today, &d) != ST_OK)
		return;
	if (d.day && d.doubt == DATE_SURE)
		cell_day(&d, true, &words);
	else if (d.month || d.doubt != DATE_SURE)
		cell_date(&d, &words);
	/* The same again says nothing: what is kept does. */
	date_format(&d, kept);
	str_add(out, strcmp(str_text(&words), text) != 0 ? str_text(&words) : kept);
	str_free(&words);
}

static void read_country(const char *text, struct str *out)
{
	char code[3];

	if (!country_code(text, strlen(text), code))
		return;
	if (strcmp(code, text) != 0)
		str_addf(out, "%s ", code);
	str_add(out, country_name(code));
}

static void read_language(const char *text, struct str *out)
{
	struct str tag = STR_INIT;

	if (language_code(text, strlen(text), &tag)) {
		if (strcmp(str_text(&tag), text) != 0)
			str_addf(out, "%s ", str_text(&tag));
		language_name(str_text(&tag), out);
	}
	str_free(&tag);
}

void form_reading(const struct form *f, const struct form_field *ff, struct str *out)
{
	const char *text = input_text(&ff->input);

	if (!*text || ff->error)
		return;
	switch (form_field(f, ff)->type) {
	case FIELD_DATE:
	case FIELD_DAY:
		read_date(text, out);
		break;
	case FIELD_COUNTRY:
		read_country(text, out);
		break;
	case FIELD_LANG:
		read_language(text, out);
		break;
	default:
		if (ff->said && strcmp(ff->said, text) != 0)
			str_add(out, ff->said);
	}
}

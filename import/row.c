#include "config.h"

#include "import/row.h"

#include <string.h>
#include <strings.h>

#include "import/sheet.h"
#include "model/country.h"
#include "model/entity.h"
#include "model/extra.h"
#include "model/i18n.h"
#include "model/text.h"

#define CELL_MAX 20000 /* bytes of a cell that is one line */
#define LINES_MAX 3    /* of such a cell */

void row_init(struct row *r, const char *consent)
{
	struct date today = date_today();

	memset(r, 0, sizeof(*r));
	r->tomorrow = date_from_days(date_to_days(&today) + 1);
	r->consent = consent ? consent : "private";
	r->said = consent != NULL;
}

void row_file(struct row *r, const char *name, const struct columns *columns, enum date_order order)
{
	struct str file = STR_INIT;
	int place = columns->of[IMPORT_CONSENT];

	text_clean(&file, name, strlen(name), TEXT_LINE);
	r->order = order;
	str_clear(&r->consent_source);
	str_clear(&r->consent_said);
	if (place >= 0)
		str_addf(&r->consent_source, _("column %s of %s"), columns->columns[place].title,
			str_text(&file));
	if (r->said)
		str_addf(&r->consent_said, _("said at the import of %s"), str_text(&file));
	str_free(&file);
}

void row_free(struct row *r)
{
	for (int i = 0; i < IMPORT_FIELDS; i++)
		str_free(&r->text[i]);
	str_free(&r->extra);
	str_free(&r->value);
	str_free(&r->reason);
	str_free(&r->consent_source);
	str_free(&r->consent_said);
}

static bool refuse(struct row *r, enum import_field field, const char *what)
{
	const struct str *text = &r->text[field];

	str_clear(&r->reason);
	str_addf(&r->reason, "%s ", _(signatory_columns.fields[field].label));
	if (text->len) {
		str_add_c(&r->reason, '"');
		text_clean(&r->reason, str_text(text), text->len > 60 ? 60 : text->len, TEXT_LINE);
		str_add(&r->reason, "\" ");
	}
	str_add(&r->reason, what);
	return false;
}

struct slice row_unguard(struct slice cell)
{
	static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－",
		"＠" };
	size_t quotes = 0;

	while (quotes < cell.len && cell.text[quotes] == '\'')
		quotes++;
	for (size_t i = 0; quotes && i < sizeof(starts) / sizeof(starts[0]); i++) {
		size_t len = strlen(starts[i]);

		if (cell.len - quotes >= len && !memcmp(cell.text + quotes, starts[i], len))
			return (struct slice){ cell.text + 1, cell.len - 1 };
	}
	return sheet_plain(cell);
}

/* Comments may have lines, and so has what our own files keep of others. */
static bool has_lines(int field)
{
	return field == IMPORT_COMMENT || field == IMPORT_EXTRA;
}

static const char *no_text(const struct slice *cell)
{
	if (memchr(cell->text, '\0', cell->len))
		return _("has a character in it that is none (NUL)");
	return _("is not text in UTF-8, or in the encoding that was said");
}

static bool take_cells(
	struct row *r, const struct columns *columns, const struct csv_record *record)
{
	for (int i = 0; i < IMPORT_FIELDS; i++) {
		int place = columns->of[i];
		struct slice cell = { NULL, 0 };

		str_clear(&r->text[i]);
		if (place >= 0 && (size_t)place < record->n_cells)
			cell = row_unguard(record->cells[place]);
		if (!cell.len)
			continue;
		if (text_take(cell.text, cell.len, &r->text[i]))
			return refuse(r, (enum import_field)i, no_text(&cell));
		if (!has_lines(i) && r->text[i].len > CELL_MAX)
			return refuse(r, (enum import_field)i, _("is too long"));
	}
	return true;
}

/* Also a column that is not understood must be text: it would be shown, and exported again. */
static bool take_extra(
	struct row *r, const struct columns *columns, const struct csv_record *record)
{
	struct str *value = &r->value;
	const struct str *before = &r->text[IMPORT_EXTRA];

	str_clear(&r->extra);
	if (before->len)
		str_add_n(&r->extra, before->data, before->len);
	for (size_t i = 0; i < columns->n_extra; i++) {
		size_t place = columns->extra[i];
		const char *title = columns->columns[place].title;
		const struct slice *cell;

		if (place >= record->n_cells)
			break;
		cell = &record->cells[place];
		if (!cell->len)
			continue;
		str_clear(value);
		if (text_take(cell->text, cell->len, value)) {
			str_clear(&r->reason);
			str_addf(&r->reason, _("the column %s "), title);
			str_add(&r->reason, no_text(cell));
			return false;
		}
		if (value->len)
			extra_add(&r->extra, title, value->data, value->len);
	}
	return true;
}

/* Whether a text of several lines is rather rows that a stray quote has swallowed. */
static bool holds_rows(const char *text, int lines)
{
	int signs = 0;

	for (const char *p = text; *p; p++)
		signs += *p == '\t' || *p == ',' || *p == ';' || *p == '|';
	return lines > LINES_MAX || signs > 1;
}

/* A line break in a name or a place is a blank that somebody typed. */
static bool one_line(struct row *r)
{
	for (int i = 0; i < IMPORT_FIELDS; i++) {
		int lines = 1;

		if (has_lines(i) || !r->text[i].len)
			continue;
		for (char *p = r->text[i].data; (p = strchr(p, '\n')) != NULL; lines++)
			*p = ' ';
		if (lines > 1 && holds_rows(r->text[i].data, lines))
			return refuse(r, (enum import_field)i,
				_("holds whole rows; is there a quote too many before it?"));
	}
	return true;
}

static bool is_title(const struct column *column, const struct slice *cell)
{
	size_t len = strlen(column->title);

	if (cell->len > len || strncasecmp(column->title, cell->text, cell->len) != 0)
		return false;
	/* Of two columns "Email" the second is "Email (2)". */
	return cell->len == len || !strncmp(column->title + cell->len, " (", 2);
}

/* Files that were put one below the other have the names of their columns in the middle. */
static bool is_header(
	const struct row *r, const struct columns *columns, const struct csv_record *record)
{
	bool named = false;

	for (int i = IMPORT_NAME; i <= IMPORT_FAMILY; i++)
		named = named || r->text[i].len;
	for (size_t i = 0; named && i < record->n_cells; i++)
		if (record->cells[i].len &&
			(i >= columns->n || !is_title(&columns->columns[i], &record->cells[i])))
			return false;
	return named;
}

/* The line below the last signature: no other cell says anything but numbers. */
static bool is_total(
	const struct row *r, const struct columns *columns, const struct csv_record *record)
{
	enum import_field field = r->text[IMPORT_NAME].len ? IMPORT_NAME : IMPORT_GIVEN;
	const char *name = str_text(&r->text[field]);

	for (size_t i = 0; i < record->n_cells; i++)
		for (size_t k = 0; (int)i != columns->of[field] && k < record->cells[i].len; k++)
			if (!strchr("0123456789., ", record->cells[i].text[k]))
				return false;
	return (columns->n > 1 || strpbrk(name, "0123456789")) && sheet_is_total(name);
}

/* What spreadsheets and their keepers leave between the people. */
static bool is_person(struct row *r, const struct columns *columns, const struct csv_record *record)
{
	const char *what = NULL;

	for (int i = IMPORT_NAME; i <= IMPORT_FAMILY; i++)
		if (r->text[i].len && sheet_is_error(str_text(&r->text[i])))
			return refuse(r, (enum import_field)i,
				_("is the error of a spreadsheet, not a name"));
	if (is_header(r, columns, record))
		what = _("it is the first line of the file once more");
	else if (is_total(r, columns, record))
		what = _("it is a total, not a person");
	if (what) {
		str_clear(&r->reason);
		str_add(&r->reason, what);
	}
	return !what;
}

static bool check_choice(const char *field, const struct str *text, const char **out)
{
	const struct entity *e = entity_get(ENTITY_SIGNATORY);
	const struct field *f = &e->fields[entity_field(e, field)];

	for (const struct choice *c = f->choices; c->name; c++)
		if (!strcasecmp(c->name, str_text(text))) {
			*out = c->name;
			return true;
		}
	return false;
}

static bool is_one_of(const struct str *text, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (!strcasecmp(words[i], str_text(text)))
			return true;
	return false;
}

/* Pytition and spreadsheets write yes and no in many ways; CiviCRM 1 unconfirmed, 2 confirmed. */
static bool take_confirmed(struct row *r, const struct columns *columns, const char **state)
{
	static const char *const yes[] = { "yes", "y", "true", "t", "confirmed", "completed",
		NULL };
	static const char *const no[] = { "no", "n", "false", "f", "unconfirmed", "pending",
		"scheduled", "0", NULL };
	const struct str *text = &r->text[IMPORT_CONFIRMED];
	bool civicrm;

	if (!text->len || is_one_of(text, yes))
		return true;
	civicrm = !strcmp(columns->columns[columns->of[IMPORT_CONFIRMED]].folded, "status_id");
	if (!strcmp(str_text(text), civicrm ? "2" : "1"))
		return true;
	if (!is_one_of(text, no) && !(civicrm && !strcmp(str_text(text), "1")))
		return refuse(r, IMPORT_CONFIRMED, _("says neither yes nor no"));
	*state = "pending";
	return true;
}

static bool take_choices(
	struct row *r, const struct columns *columns, const char **state, const char **consent)
{
	*state = "valid";
	*consent = r->consent;
	if (!take_confirmed(r, columns, state))
		return false;
	if (r->text[IMPORT_STATE].len && !check_choice("state", &r->text[IMPORT_STATE], state))
		return refuse(r, IMPORT_STATE,
			_("is none of: pending, valid, duplicate, invalid, withdrawn"));
	if (r->text[IMPORT_CONSENT].len &&
		!check_choice("consent", &r->text[IMPORT_CONSENT], consent))
		return refuse(r, IMPORT_CONSENT, _("is none of: public, anonymous, private"));
	return true;
}

static bool take_values(struct row *r)
{
	const struct str *email = &r->text[IMPORT_EMAIL], *country = &r->text[IMPORT_COUNTRY];
	const struct str *date = &r->text[IMPORT_SIGNED];
	struct date day;

	r->country[0] = '\0';
	r->signed_on[0] = '\0';
	if (!r->text[IMPORT_NAME].len && !r->text[IMPORT_GIVEN].len && !r->text[IMPORT_FAMILY].len)
		return refuse(r, IMPORT_NAME, _("is empty"));
	if (email->len) {
		const char *at = memchr(email->data, '@', email->len);

		if (!at || at == email->data || !at[1] || strpbrk(email->data, " \t,;<>\""))
			return refuse(r, IMPORT_EMAIL, _("is not an e-mail address"));
	}
	if (sheet_is_rounded(str_text(&r->text[IMPORT_EXTERNAL_ID])))
		return refuse(r, IMPORT_EXTERNAL_ID,
			_("has lost its last digits in a spreadsheet, and may be another's too; "
			  "export the file again, or keep that column beside with --map "
			  "COLUMN=-"));
	if (country->len && !country_code(country->data, country->len, r->country))
		return refuse(r, IMPORT_COUNTRY, _("is not a country"));
	if (date->len) {
		if (date_from_file(date->data, r->order, &day))
			return refuse(r, IMPORT_SIGNED,
				_("is no date, or one that can be read in two ways; write "
				  "2020-07-18, or say in which order (--dates dmy, mdy or ymd)"));
		if (date_compare(&day, &r->tomorrow) > 0)
			return refuse(r, IMPORT_SIGNED,
				_("has not come yet, by the clock of this computer"));
		date_format(&day, r->signed_on);
	}
	return true;
}

static struct slice slice_of(const struct str *s)
{
	return (struct slice){ s->data, s->len };
}

static struct slice text_slice(const char *text)
{
	return (struct slice){ text, strlen(text) };
}

/* Where the consent of this row comes from; our own files say it themselves. */
static struct slice consent_source(const struct row *r)
{
	if (r->text[IMPORT_CONSENT_SOURCE].len)
		return slice_of(&r->text[IMPORT_CONSENT_SOURCE]);
	return slice_of(r->text[IMPORT_CONSENT].len ? &r->consent_source : &r->consent_said);
}

static bool has_more_cells(const struct columns *columns, const struct csv_record *record)
{
	for (size_t i = columns->n; i < record->n_cells; i++)
		if (record->cells[i].len)
			return true;
	return false;
}

bool row_take(struct row *r, const struct columns *columns, const struct csv_record *record,
	struct signatory *out)
{
	const char *state, *consent;

	str_clear(&r->reason);
	if (record->error || has_more_cells(columns, record)) {
		str_add(&r->reason, record->error
					    ? record->error
					    : _("it has more cells than the first line has names"));
		return false;
	}
	if (!take_cells(r, columns, record) || !is_person(r, columns, record) || !one_line(r) ||
		!take_values(r) || !take_choices(r, columns, &state, &consent) ||
		!take_extra(r, columns, record))
		return false;
	*out = (struct signatory){ .name = slice_of(&r->text[IMPORT_NAME]),
		.given = slice_of(&r->text[IMPORT_GIVEN]),
		.family = slice_of(&r->text[IMPORT_FAMILY]),
		.email = slice_of(&r->text[IMPORT_EMAIL]),
		.city = slice_of(&r->text[IMPORT_CITY]),
		.region = slice_of(&r->text[IMPORT_REGION]),
		.postcode = slice_of(&r->text[IMPORT_POSTCODE]),
		.country = text_slice(r->country),
		.signed_on = text_slice(r->signed_on),
		.state = text_slice(state),
		.reason = slice_of(&r->text[IMPORT_REASON]),
		.consent = text_slice(consent),
		.comment = slice_of(&r->text[IMPORT_COMMENT]),
		.consent_source = consent_source(r),
		.external_id = slice_of(&r->text[IMPORT_EXTERNAL_ID]),
		.extra = slice_of(&r->extra),
		.line = record->line };
	return true;
}

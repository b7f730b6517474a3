#include "config.h"

#include "import/sheet.h"

#include <string.h>
#include <strings.h>

#include "model/str.h"
#include "model/text.h"

#define TOTAL_MAX 60 /* bytes; no line of a total is longer */

struct slice sheet_plain(struct slice cell)
{
	if (cell.len < 3 || memcmp(cell.text, "=\"", 2) != 0 || cell.text[cell.len - 1] != '"' ||
		memchr(cell.text + 2, '"', cell.len - 3))
		return cell;
	return (struct slice){ cell.text + 2, cell.len - 3 };
}

bool sheet_is_error(const char *text)
{
	static const char *const errors[] = { "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!",
		"#NULL!", "#NUM!", "#ERROR!", NULL };

	if (*text != '#')
		return false;
	for (size_t i = 0; errors[i]; i++)
		if (!strcasecmp(errors[i], text))
			return true;
	return false;
}

bool sheet_is_rounded(const char *text)
{
	static const char digits[] = "0123456789";
	const char *p = text + strspn(text, digits);

	if (p != text + 1)
		return false;
	if (*p == '.' || *p == ',')
		p += 1 + strspn(p + 1, digits);
	if ((*p != 'E' && *p != 'e') || p[1] != '+')
		return false;
	p += 2;
	return *p && !p[strspn(p, digits)];
}

bool sheet_is_total(const char *name)
{
	/* As text_fold() makes them. */
	static const char *const words[] = { "grand total", "totals", "total", "totales", "totaux",
		"suma", "summe", "sum", "gesamt", "סה\"כ", "סה״כ", "סהכ", "المجموع", "合計", "总计",
		"總計", NULL };
	struct str folded = STR_INIT;
	bool found = false;

	if (strlen(name) > TOTAL_MAX)
		return false;
	text_fold(&folded, name, strlen(name));
	for (size_t i = 0; words[i] && !found; i++) {
		size_t len = strlen(words[i]);
		const char *rest = str_text(&folded) + len;

		found = !strncmp(str_text(&folded), words[i], len) &&
			!rest[strspn(rest, " \t:=.,'-()0123456789")];
	}
	str_free(&folded);
	return found;
}

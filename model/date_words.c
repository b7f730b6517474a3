#include "config.h"

#include "model/date_words.h"

#include <string.h>

#include "model/date.h"

static const struct date_word months[] = {
	{ "january", 1 },
	{ "february", 2 },
	{ "march", 3 },
	{ "april", 4 },
	{ "may", 5 },
	{ "june", 6 },
	{ "july", 7 },
	{ "august", 8 },
	{ "september", 9 },
	{ "october", 10 },
	{ "november", 11 },
	{ "december", 12 },
	{ "enero", 1 },
	{ "febrero", 2 },
	{ "marzo", 3 },
	{ "abril", 4 },
	{ "mayo", 5 },
	{ "junio", 6 },
	{ "julio", 7 },
	{ "agosto", 8 },
	{ "septiembre", 9 },
	{ "setiembre", 9 },
	{ "octubre", 10 },
	{ "noviembre", 11 },
	{ "diciembre", 12 },
	{ "ינואר", 1 },
	{ "פברואר", 2 },
	{ "מרץ", 3 },
	{ "מרס", 3 },
	{ "אפריל", 4 },
	{ "מאי", 5 },
	{ "יוני", 6 },
	{ "יולי", 7 },
	{ "אוגוסט", 8 },
	{ "ספטמבר", 9 },
	{ "אוקטובר", 10 },
	{ "נובמבר", 11 },
	{ "דצמבר", 12 },
	{ "marz", 3 },
	{ "mai", 5 },
	{ "juni", 6 },
	{ "juli", 7 },
	{ "oktober", 10 },
	{ "dezember", 12 },
	{ "janvier", 1 },
	{ "fevrier", 2 },
	{ "mars", 3 },
	{ "avril", 4 },
	{ "juin", 6 },
	{ "juillet", 7 },
	{ "aout", 8 },
	{ "septembre", 9 },
	{ "octobre", 10 },
	{ "novembre", 11 },
	{ "decembre", 12 },
	{ "janeiro", 1 },
	{ "fevereiro", 2 },
	{ "marco", 3 },
	{ "maio", 5 },
	{ "junho", 6 },
	{ "julho", 7 },
	{ "setembro", 9 },
	{ "outubro", 10 },
	{ "novembro", 11 },
	{ "dezembro", 12 },
	{ "gennaio", 1 },
	{ "febbraio", 2 },
	{ "aprile", 4 },
	{ "maggio", 5 },
	{ "giugno", 6 },
	{ "luglio", 7 },
	{ "settembre", 9 },
	{ "ottobre", 10 },
	{ "dicembre", 12 },
	{ "يناير", 1 },
	{ "فبراير", 2 },
	{ "مارس", 3 },
	{ "ابريل", 4 },
	{ "مايو", 5 },
	{ "يونيو", 6 },
	{ "يوليو", 7 },
	{ "اغسطس", 8 },
	{ "سبتمبر", 9 },
	{ "اكتوبر", 10 },
	{ "نوفمبر", 11 },
	{ "ديسمبر", 12 },
	{ NULL, 0 },
};

/* "mar" is March, so Spanish days stand for themselves only in full. */
static const struct date_word weekdays[] = {
	{ "monday", 1 },
	{ "tuesday", 2 },
	{ "wednesday", 3 },
	{ "thursday", 4 },
	{ "friday", 5 },
	{ "saturday", 6 },
	{ "sunday", 7 },
	{ NULL, 0 },
};

static const struct date_word full_weekdays[] = {
	{ "lunes", 1 },
	{ "martes", 2 },
	{ "miercoles", 3 },
	{ "jueves", 4 },
	{ "viernes", 5 },
	{ "sabado", 6 },
	{ "domingo", 7 },
	{ NULL, 0 },
};

const struct date_word date_near_days[] = {
	{ "today", 0 },
	{ "tomorrow", 1 },
	{ "yesterday", -1 },
	{ "hoy", 0 },
	{ "manana", 1 },
	{ "ayer", -1 },
	{ "היום", 0 },
	{ "מחר", 1 },
	{ "אתמול", -1 },
	{ NULL, 0 },
};

const struct date_word date_units[] = {
	{ "d", 'd' },
	{ "day", 'd' },
	{ "days", 'd' },
	{ "w", 'w' },
	{ "week", 'w' },
	{ "weeks", 'w' },
	{ "m", 'm' },
	{ "month", 'm' },
	{ "months", 'm' },
	{ "y", 'y' },
	{ "year", 'y' },
	{ "years", 'y' },
	{ NULL, 0 },
};

const struct date_word date_doubts[] = {
	{ "about", DATE_APPROXIMATE },
	{ "around", DATE_APPROXIMATE },
	{ "approximately", DATE_APPROXIMATE },
	{ "approx", DATE_APPROXIMATE },
	{ "circa", DATE_APPROXIMATE },
	{ "ca", DATE_APPROXIMATE },
	{ "c", DATE_APPROXIMATE },
	{ "hacia", DATE_APPROXIMATE },
	{ "perhaps", DATE_UNCERTAIN },
	{ "maybe", DATE_UNCERTAIN },
	{ "probably", DATE_UNCERTAIN },
	{ NULL, 0 },
};

const struct date_word date_fillers[] = {
	{ "the", 1 },
	{ "of", 1 },
	{ "de", 1 },
	{ "del", 1 },
	{ "el", 1 },
	{ "le", 1 },
	{ "du", 1 },
	{ "di", 1 },
	{ "do", 1 },
	{ NULL, 0 },
};

const struct date_word date_ordinals[] = {
	{ "st", 1 },
	{ "nd", 1 },
	{ "rd", 1 },
	{ "th", 1 },
	{ NULL, 0 },
};

const struct date_word *date_word_find(const struct date_word *names, const char *word)
{
	for (; names->text; names++)
		if (!strcmp(names->text, word))
			return names;
	return NULL;
}

/* Also what begins with the word, of three letters or more. */
static const struct date_word *beginning(const struct date_word *names, const char *word)
{
	const struct date_word *found = date_word_find(names, word);
	size_t len = strlen(word), letters = 0;

	for (size_t i = 0; i < len; i++)
		letters += ((unsigned char)word[i] & 0xc0) != 0x80;
	for (; !found && letters >= 3 && names->text; names++)
		if (!strncmp(names->text, word, len))
			found = names;
	return found;
}

int date_word_month(const char *word)
{
	static const char in[] = "ב"; /* "17 באפריל": in April */
	const struct date_word *found = beginning(months, word);

	if (!found && !strncmp(word, in, sizeof(in) - 1))
		found = beginning(months, word + sizeof(in) - 1);
	return found ? found->value : 0;
}

int date_word_weekday(const char *word)
{
	const struct date_word *found = beginning(weekdays, word);

	if (!found)
		found = date_word_find(full_weekdays, word);
	return found ? found->value : 0;
}

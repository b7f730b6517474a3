#include "config.h"

#include "import/platform.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"

#define WORDS_MAX 5

/*
 * All columns of a row must be there; of the rows that fit the first is taken, so those that ask
 * for more come first. "can2_*" fits every header that begins so.
 */
static const struct {
	struct platform platform;
	const char *columns[WORDS_MAX]; /* folded; ends with NULL */
} platforms[] = {
	/* Our own `list signatory --format csv`, and the export of the interface. */
	{ { "amparo", N_("Amparo") }, { "ref", "case", "petition", "name", "consent" } },
	{ { "change.org", "Change.org" }, { "city", "state", "postal_code", "signed_on" } },
	{ { "change.org", "Change.org" }, { "commented_date", "comment" } },
	{ { "action-network", "Action Network" }, { "can2_*" } },
	{ { "action-network", "Action Network" }, { "uuid", "first_name", "email", "zip_code" } },
	{ { "civicrm-petition", N_("a CiviCRM petition") }, { "activity_date_time", "status_id" } },
	{ { "civicrm", "CiviCRM" }, { "contact_id", "first_name", "last_name" } },
	{ { "civicrm", "CiviCRM" }, { "contact_id", "display_name" } },
	{ { "civicrm", "CiviCRM" }, { "internal_contact_id" } },
	{ { "civicrm", "CiviCRM" }, { "do_not_email", "do_not_mail" } },
	{ { "pytition", "Pytition" }, { "subscribed_to_mailinglist", "confirmed" } },
	{ { "proca", "Proca" }, { "contact_first_name", "contact_email" } },
	{ { "proca", "Proca" }, { "contact_first_name", "optin" } },
	{ { "actionkit", "ActionKit" }, { "akid" } },
	{ { "osdi", N_("an OSDI system") }, { "origin_system", "action_date" } },
	{ { "eff", N_("the EFF action centre") },
		{ "first_name", "zipcode", "country_code", "created_at" } },
	{ { "consul", "Consul" }, { "document_number" } },
	{ { "google-forms", "Google Forms" }, { "timestamp" } },
	{ { "google-forms", "Google Forms" }, { "marca_temporal" } },
	{ { "google-forms", "Google Forms" }, { "horodateur" } },
	{ { "google-forms", "Google Forms" }, { "zeitstempel" } },
	{ { "google-forms", "Google Forms" }, { "חותמת_זמן" } },
	{ { "google-forms", "Google Forms" }, { "carimbo_de_data/hora" } },
	{ { "google-forms", "Google Forms" }, { "informazioni_cronologiche" } },
	{ { "google-forms", "Google Forms" }, { "tijdstempel" } },
	{ { "google-forms", "Google Forms" }, { "sygnatura_czasowa" } },
	{ { "google-forms", "Google Forms" }, { "отметка_времени" } },
	{ { "google-forms", "Google Forms" }, { "позначка_часу" } },
	{ { "google-forms", "Google Forms" }, { "طابع_زمني" } },
	{ { "google-forms", "Google Forms" }, { "時間戳記" } },
	{ { "google-forms", "Google Forms" }, { "时间戳记" } },
	{ { "google-forms", "Google Forms" }, { "タイムスタンプ" } },
	{ { "google-forms", "Google Forms" }, { "타임스탬프" } },
	{ { "paper", N_("paper") }, { NULL } },
	{ { "other", N_("another source") }, { NULL } },
};

#define N_PLATFORMS (sizeof(platforms) / sizeof(platforms[0]))

void header_fold(const char *text, size_t len, struct str *out)
{
	struct str folded = STR_INIT;
	const char *p, *end;

	text_fold(&folded, text, len);
	p = str_text(&folded);
	end = p + folded.len;
	while (p < end && *p && strchr(" \t\r\n", *p))
		p++;
	while (end > p && end[-1] && strchr(" \t\r\n,", end[-1]))
		end--;
	for (; p < end; p++)
		str_add_c(out, *p && strchr(" .-", *p) ? '_' : *p);
	str_free(&folded);
}

static bool fits(const char *pattern, const char *name)
{
	size_t len = strlen(pattern);

	if (len && pattern[len - 1] == '*')
		return !strncmp(name, pattern, len - 1);
	return !strcmp(name, pattern);
}

static bool has(const struct str *names, size_t n, const char *pattern)
{
	for (size_t i = 0; i < n; i++)
		if (fits(pattern, str_text(&names[i])))
			return true;
	return false;
}

const struct platform *platform_guess(const struct csv_record *header)
{
	struct str *names = mem_array(header->n_cells + 1, sizeof(*names));
	const struct platform *found = NULL;
	size_t n = header->n_cells;

	for (size_t i = 0; i < n; i++) {
		str_init(&names[i], 0);
		header_fold(header->cells[i].text, header->cells[i].len, &names[i]);
	}
	for (size_t i = 0; i < N_PLATFORMS && !found; i++) {
		bool all = platforms[i].columns[0] != NULL;

		for (size_t k = 0; k < WORDS_MAX && platforms[i].columns[k] && all; k++)
			all = has(names, n, platforms[i].columns[k]);
		if (all)
			found = &platforms[i].platform;
	}
	for (size_t i = 0; i < n; i++)
		str_free(&names[i]);
	free(names);
	return found;
}

const struct platform *platform_find(const char *name)
{
	for (size_t i = 0; i < N_PLATFORMS; i++)
		if (!strcasecmp(platforms[i].platform.name, name))
			return &platforms[i].platform;
	return NULL;
}

void platform_names(struct str *out)
{
	for (size_t i = 0; i < N_PLATFORMS; i++)
		if (!i || strcmp(platforms[i].platform.name, platforms[i - 1].platform.name) != 0)
			str_addf(out, "%s%s", i ? ", " : "", platforms[i].platform.name);
}

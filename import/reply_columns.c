#include "config.h"

#include <string.h>

#include "import/reply.h"
#include "model/i18n.h"
#include "model/text.h"

static const struct column_field fields[REPLY_FIELDS] = {
	[REPLY_COSIGNER] = { "cosigner", N_("the cosigner's reference") },
	[REPLY_EMAIL] = { "email", N_("the e-mail address") },
	[REPLY_NAME] = { "name", N_("the name") },
	[REPLY_ANSWER] = { "answer", N_("the answer") },
	[REPLY_DATE] = { "date", N_("the date") },
	[REPLY_VERSION] = { "version", N_("the version") },
	[REPLY_SIGNED_BY] = { "signed_by", N_("who signs") },
	[REPLY_OFFICE] = { "office", N_("the office") },
};

static const struct column_guess guesses[] = {
	{ REPLY_COSIGNER, "cosigner" },
	{ REPLY_COSIGNER, "ref" },
	{ REPLY_COSIGNER, "reference" },
	{ REPLY_EMAIL, "email" },
	{ REPLY_EMAIL, "e_mail" },
	{ REPLY_EMAIL, "email_address" },
	{ REPLY_EMAIL, "e_mail_address" },
	{ REPLY_EMAIL, "from" },
	{ REPLY_EMAIL, "correo_electronico" },
	{ REPLY_EMAIL, "correo" },
	{ REPLY_EMAIL, "דואר_אלקטרוני" },
	{ REPLY_EMAIL, "אימייל" },
	{ REPLY_NAME, "name" },
	{ REPLY_NAME, "full_name" },
	{ REPLY_NAME, "organisation" },
	{ REPLY_NAME, "organization" },
	{ REPLY_NAME, "nombre" },
	{ REPLY_NAME, "organizacion" },
	{ REPLY_NAME, "שם" },
	{ REPLY_NAME, "שם_מלא" },
	{ REPLY_NAME, "ארגון" },
	{ REPLY_ANSWER, "answer" },
	{ REPLY_ANSWER, "reply" },
	{ REPLY_ANSWER, "response" },
	{ REPLY_ANSWER, "respuesta" },
	{ REPLY_ANSWER, "תשובה" },
	{ REPLY_DATE, "date" },
	{ REPLY_DATE, "answered" },
	{ REPLY_DATE, "timestamp" },
	{ REPLY_DATE, "fecha" },
	{ REPLY_DATE, "marca_temporal" },
	{ REPLY_DATE, "תאריך" },
	{ REPLY_DATE, "חותמת_זמן" },
	{ REPLY_VERSION, "version" },
	{ REPLY_VERSION, "text" },
	{ REPLY_VERSION, "גרסה" },
	{ REPLY_SIGNED_BY, "signed_by" },
	{ REPLY_SIGNED_BY, "signer" },
	{ REPLY_SIGNED_BY, "firmante" },
	{ REPLY_SIGNED_BY, "חותם" },
	{ REPLY_OFFICE, "office" },
	{ REPLY_OFFICE, "title" },
	{ REPLY_OFFICE, "position" },
	{ REPLY_OFFICE, "cargo" },
	{ REPLY_OFFICE, "תפקיד" },
	{ 0, NULL },
};

static const char *missing(const struct columns *c)
{
	if (c->of[REPLY_ANSWER] < 0)
		return N_("the first line names no column that holds the answers (answer, reply); "
			  "say which it is with --map COLUMN=answer");
	if (c->of[REPLY_COSIGNER] < 0 && c->of[REPLY_EMAIL] < 0 && c->of[REPLY_NAME] < 0)
		return N_("the first line names no column that says who answers (email, name, "
			  "cosigner); say which it is with --map COLUMN=email");
	return NULL;
}

const struct column_set reply_columns = {
	.name = "reply",
	.fields = fields,
	.n_fields = REPLY_FIELDS,
	.guesses = guesses,
	.missing = missing,
};

/* ---- answers ---- */

/* Folded, without the signs around them. */
static const struct {
	enum reply_answer answer;
	const char *text;
} words[] = {
	{ REPLY_YES, "yes" },
	{ REPLY_YES, "y" },
	{ REPLY_YES, "i agree" },
	{ REPLY_YES, "agree" },
	{ REPLY_YES, "agreed" },
	{ REPLY_YES, "confirm" },
	{ REPLY_YES, "confirmed" },
	{ REPLY_YES, "we confirm" },
	{ REPLY_YES, "i sign" },
	{ REPLY_YES, "we sign" },
	{ REPLY_YES, "sign" },
	{ REPLY_YES, "signed" },
	{ REPLY_YES, "si" },
	{ REPLY_YES, "confirmo" },
	{ REPLY_YES, "confirmado" },
	{ REPLY_YES, "confirmada" },
	{ REPLY_YES, "de acuerdo" },
	{ REPLY_YES, "firmo" },
	{ REPLY_YES, "firmamos" },
	{ REPLY_YES, "acepto" },
	{ REPLY_YES, "כן" },
	{ REPLY_YES, "מאשר" },
	{ REPLY_YES, "מאשרת" },
	{ REPLY_YES, "מאשרים" },
	{ REPLY_YES, "מסכים" },
	{ REPLY_YES, "מסכימה" },
	{ REPLY_YES, "מסכימים" },
	{ REPLY_YES, "חותם" },
	{ REPLY_YES, "חותמת" },
	{ REPLY_YES, "חותמים" },
	{ REPLY_NO, "no" },
	{ REPLY_NO, "n" },
	{ REPLY_NO, "decline" },
	{ REPLY_NO, "declined" },
	{ REPLY_NO, "rechazo" },
	{ REPLY_NO, "rechazado" },
	{ REPLY_NO, "rechazada" },
	{ REPLY_NO, "לא" },
	{ REPLY_NO, "מסרב" },
	{ REPLY_NO, "מסרבת" },
	{ REPLY_NO, "מסרבים" },
	{ REPLY_BACK, "withdrawn" },
	{ REPLY_BACK, "withdraw" },
	{ REPLY_BACK, "withdrew" },
	{ REPLY_BACK, "i withdraw" },
	{ REPLY_BACK, "we withdraw" },
	{ REPLY_BACK, "retiro" },
	{ REPLY_BACK, "retirado" },
	{ REPLY_BACK, "retirada" },
	{ REPLY_BACK, "retiro mi firma" },
	{ REPLY_BACK, "retiramos nuestra firma" },
	{ REPLY_BACK, "חוזר בי" },
	{ REPLY_BACK, "חוזרת בי" },
	{ REPLY_BACK, "חזר בו" },
	{ REPLY_BACK, "חזרה בה" },
	{ REPLY_BACK, "חזרו בהם" },
	{ REPLY_BACK, "משך חתימה" },
	{ REPLY_BACK, "משכה חתימה" },
};

enum reply_answer reply_answer_find(const char *text)
{
	static const char around[] = " \t.!\"'()*";
	struct str folded = STR_INIT;
	enum reply_answer found = REPLY_NONE;
	const char *from;
	size_t len;

	text_fold(&folded, text, strlen(text));
	from = str_text(&folded) + strspn(str_text(&folded), around);
	len = strlen(from);
	while (len && strchr(around, from[len - 1]))
		len--;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]) && len; i++) {
		struct str word = STR_INIT;

		/* Folding also takes what Hebrew letters have at the end of a word. */
		text_fold(&word, words[i].text, strlen(words[i].text));
		if (word.len == len && !memcmp(str_text(&word), from, len))
			found = words[i].answer;
		str_free(&word);
	}
	str_free(&folded);
	return found;
}

#include "config.h"

#include "import/signatory_columns.h"

#include "model/i18n.h"

static const struct column_field fields[IMPORT_FIELDS] = {
	[IMPORT_NAME] = { "name", N_("the name") },
	[IMPORT_GIVEN] = { "given", N_("the given name") },
	[IMPORT_FAMILY] = { "family", N_("the family name") },
	[IMPORT_EMAIL] = { "email", N_("the e-mail address") },
	[IMPORT_CITY] = { "city", N_("the city") },
	[IMPORT_REGION] = { "region", N_("the region") },
	[IMPORT_POSTCODE] = { "postcode", N_("the postcode") },
	[IMPORT_COUNTRY] = { "country", N_("the country") },
	[IMPORT_SIGNED] = { "signed", N_("the date") },
	[IMPORT_STATE] = { "state", N_("the state") },
	[IMPORT_CONFIRMED] = { "confirmed", N_("the confirmation") },
	[IMPORT_REASON] = { "reason", N_("the reason") },
	[IMPORT_CONSENT] = { "consent", N_("the consent") },
	[IMPORT_COMMENT] = { "comment", N_("the comment") },
	[IMPORT_EXTERNAL_ID] = { "external_id", N_("the platform's id") },
	[IMPORT_CONSENT_SOURCE] = { "consent_source", N_("the source of the consent") },
	[IMPORT_EXTRA] = { "extra", N_("the other columns") },
};

/*
 * What the platforms write, and people. Not here on purpose: whether somebody wants mails
 * (subscribed_to_mailinglist, optIn, can2_subscription_status, Do Not Email) says nothing about
 * showing the name.
 */
static const struct column_guess guesses[] = {
	{ IMPORT_NAME, "name" },
	{ IMPORT_NAME, "full_name" },
	{ IMPORT_NAME, "fullname" },
	{ IMPORT_NAME, "your_name" },
	{ IMPORT_NAME, "signatory" },
	{ IMPORT_NAME, "signer" },
	{ IMPORT_NAME, "display_name" },
	{ IMPORT_NAME, "nombre_completo" },
	{ IMPORT_NAME, "nombre_y_apellidos" },
	{ IMPORT_NAME, "nom_complet" },
	{ IMPORT_NAME, "שם_מלא" },
	{ IMPORT_GIVEN, "given" },
	{ IMPORT_GIVEN, "given_name" },
	{ IMPORT_GIVEN, "first_name" },
	{ IMPORT_GIVEN, "firstname" },
	{ IMPORT_GIVEN, "contact_first_name" },
	{ IMPORT_GIVEN, "prenom" },
	{ IMPORT_GIVEN, "vorname" },
	{ IMPORT_GIVEN, "שם_פרטי" },
	{ IMPORT_FAMILY, "family" },
	{ IMPORT_FAMILY, "family_name" },
	{ IMPORT_FAMILY, "last_name" },
	{ IMPORT_FAMILY, "lastname" },
	{ IMPORT_FAMILY, "surname" },
	{ IMPORT_FAMILY, "contact_last_name" },
	{ IMPORT_FAMILY, "apellidos" },
	{ IMPORT_FAMILY, "apellido" },
	{ IMPORT_FAMILY, "nom_de_famille" },
	{ IMPORT_FAMILY, "nachname" },
	{ IMPORT_FAMILY, "שם_משפחה" },
	{ IMPORT_EMAIL, "email" },
	{ IMPORT_EMAIL, "e_mail" },
	{ IMPORT_EMAIL, "email_address" },
	{ IMPORT_EMAIL, "e_mail_address" },
	{ IMPORT_EMAIL, "contact_email" },
	{ IMPORT_EMAIL, "correo_electronico" },
	{ IMPORT_EMAIL, "courriel" },
	{ IMPORT_CITY, "city" },
	{ IMPORT_CITY, "town" },
	{ IMPORT_CITY, "can2_user_city" },
	{ IMPORT_CITY, "ciudad" },
	{ IMPORT_CITY, "ville" },
	{ IMPORT_CITY, "stadt" },
	{ IMPORT_CITY, "עיר" },
	{ IMPORT_REGION, "region" },
	{ IMPORT_REGION, "province" },
	{ IMPORT_REGION, "state/province" },
	{ IMPORT_REGION, "can2_user_state" },
	{ IMPORT_REGION, "can2_state_abbreviated" },
	{ IMPORT_REGION, "county" },
	{ IMPORT_POSTCODE, "postcode" },
	{ IMPORT_POSTCODE, "postal_code" },
	{ IMPORT_POSTCODE, "zip_code" },
	{ IMPORT_POSTCODE, "zipcode" },
	{ IMPORT_POSTCODE, "zip" },
	{ IMPORT_POSTCODE, "contact_postcode" },
	{ IMPORT_POSTCODE, "codigo_postal" },
	{ IMPORT_POSTCODE, "code_postal" },
	{ IMPORT_POSTCODE, "plz" },
	{ IMPORT_COUNTRY, "country_iso" }, /* beside "country" in the site's language */
	{ IMPORT_COUNTRY, "country" },
	{ IMPORT_COUNTRY, "country_code" },
	{ IMPORT_COUNTRY, "contact_country" },
	{ IMPORT_COUNTRY, "can2_user_country" },
	{ IMPORT_COUNTRY, "pais" },
	{ IMPORT_COUNTRY, "pays" },
	{ IMPORT_COUNTRY, "מדינה" },
	{ IMPORT_SIGNED, "signed" },
	{ IMPORT_SIGNED, "signed_on" },
	{ IMPORT_SIGNED, "date_signed" },
	{ IMPORT_SIGNED, "date" },
	{ IMPORT_SIGNED, "timestamp" },
	{ IMPORT_SIGNED, "created_at" },
	{ IMPORT_SIGNED, "created" },
	{ IMPORT_SIGNED, "action_date" },
	{ IMPORT_SIGNED, "activity_date_time" },
	{ IMPORT_SIGNED, "commented_date" },
	{ IMPORT_SIGNED, "marca_temporal" },
	{ IMPORT_SIGNED, "horodateur" },
	{ IMPORT_SIGNED, "zeitstempel" },
	{ IMPORT_SIGNED, "חותמת_זמן" },
	{ IMPORT_SIGNED, "fecha" },
	{ IMPORT_CONFIRMED, "confirmed" },
	{ IMPORT_CONFIRMED, "status_id" },
	{ IMPORT_REASON, "reason" },
	{ IMPORT_CONSENT, "consent" },
	{ IMPORT_COMMENT, "comment" },
	{ IMPORT_COMMENT, "comments" },
	{ IMPORT_EXTERNAL_ID, "external_id" },
	{ IMPORT_EXTERNAL_ID, "uuid" },
	{ IMPORT_EXTERNAL_ID, "akid" },
	{ IMPORT_EXTERNAL_ID, "contact_id" },
	{ IMPORT_EXTERNAL_ID, "internal_contact_id" },
	{ IMPORT_EXTERNAL_ID, "external_identifier" },
	{ IMPORT_EXTERNAL_ID, "document_number" },
	{ IMPORT_CONSENT_SOURCE, "consent_source" },
	{ IMPORT_EXTRA, "extra" },
	/* Forms of many languages; folded, kana and Hangul are in parts. */
	{ IMPORT_NAME, "nombre_y_apellido" },
	{ IMPORT_NAME, "nom_et_prenom" },
	{ IMPORT_NAME, "prenom_et_nom" },
	{ IMPORT_NAME, "nome_completo" },
	{ IMPORT_NAME, "nome_e_cognome" },
	{ IMPORT_NAME, "vor__und_nachname" },
	{ IMPORT_NAME, "volledige_naam" },
	{ IMPORT_NAME, "имя_и_фамилия" },
	{ IMPORT_NAME, "фио" },
	{ IMPORT_NAME, "الاسم" },
	{ IMPORT_NAME, "الاسم_الكامل" },
	{ IMPORT_NAME, "שם" },
	{ IMPORT_NAME, "姓名" },
	{ IMPORT_NAME, "名前" },
	{ IMPORT_NAME, "氏名" },
	{ IMPORT_NAME, "이름" },
	{ IMPORT_NAME, "성명" },
	{ IMPORT_NAME, "imie_i_nazwisko" },
	{ IMPORT_GIVEN, "imie" },
	{ IMPORT_FAMILY, "nazwisko" },
	{ IMPORT_EMAIL, "e_mailadres" },
	{ IMPORT_GIVEN, "nombres" },
	{ IMPORT_GIVEN, "voornaam" },
	{ IMPORT_GIVEN, "имя" },
	{ IMPORT_GIVEN, "الاسم_الاول" },
	{ IMPORT_GIVEN, "名字" },
	{ IMPORT_FAMILY, "primer_apellido" },
	{ IMPORT_FAMILY, "cognome" },
	{ IMPORT_FAMILY, "sobrenome" },
	{ IMPORT_FAMILY, "apelido" },
	{ IMPORT_FAMILY, "achternaam" },
	{ IMPORT_FAMILY, "фамилия" },
	{ IMPORT_FAMILY, "اسم_العايلة" },
	{ IMPORT_EMAIL, "mail" },
	{ IMPORT_EMAIL, "correo" },
	{ IMPORT_EMAIL, "e_mail_adresse" },
	{ IMPORT_EMAIL, "אימייל" },
	{ IMPORT_EMAIL, "כתובת_אימייל" },
	{ IMPORT_EMAIL, "דוא\"ל" },
	{ IMPORT_EMAIL, "דוא״ל" },
	{ IMPORT_EMAIL, "البريد_الالكتروني" },
	{ IMPORT_EMAIL, "عنوان_البريد_الالكتروني" },
	{ IMPORT_EMAIL, "электронная_почта" },
	{ IMPORT_EMAIL, "電子郵件" },
	{ IMPORT_EMAIL, "電子郵件地址" },
	{ IMPORT_EMAIL, "电子邮件" },
	{ IMPORT_EMAIL, "电子邮件地址" },
	{ IMPORT_EMAIL, "電郵" },
	{ IMPORT_EMAIL, "メールアドレス" },
	{ IMPORT_EMAIL, "이메일" },
	{ IMPORT_EMAIL, "이메일_주소" },
	{ IMPORT_CITY, "localidad" },
	{ IMPORT_CITY, "municipio" },
	{ IMPORT_CITY, "cidade" },
	{ IMPORT_CITY, "citta" },
	{ IMPORT_CITY, "plaats" },
	{ IMPORT_CITY, "ort" },
	{ IMPORT_CITY, "ישוב" },
	{ IMPORT_CITY, "المدينة" },
	{ IMPORT_CITY, "город" },
	{ IMPORT_CITY, "城市" },
	{ IMPORT_REGION, "provincia" },
	{ IMPORT_REGION, "estado" },
	{ IMPORT_REGION, "comunidad_autonoma" },
	{ IMPORT_REGION, "departement" },
	{ IMPORT_REGION, "regione" },
	{ IMPORT_REGION, "bundesland" },
	{ IMPORT_REGION, "מחוז" },
	{ IMPORT_POSTCODE, "postleitzahl" },
	{ IMPORT_POSTCODE, "cep" },
	{ IMPORT_POSTCODE, "מיקוד" },
	{ IMPORT_POSTCODE, "الرمز_البريدي" },
	{ IMPORT_POSTCODE, "郵遞區號" },
	{ IMPORT_POSTCODE, "邮编" },
	{ IMPORT_POSTCODE, "郵便番号" },
	{ IMPORT_POSTCODE, "우편번호" },
	{ IMPORT_COUNTRY, "paese" },
	{ IMPORT_COUNTRY, "land" },
	{ IMPORT_COUNTRY, "ארץ" },
	{ IMPORT_COUNTRY, "البلد" },
	{ IMPORT_COUNTRY, "الدولة" },
	{ IMPORT_COUNTRY, "страна" },
	{ IMPORT_COUNTRY, "國家" },
	{ IMPORT_COUNTRY, "国家" },
	{ IMPORT_COUNTRY, "국가" },
	{ IMPORT_SIGNED, "signed_at" },
	{ IMPORT_SIGNED, "signature_date" },
	{ IMPORT_SIGNED, "date_of_signature" },
	{ IMPORT_SIGNED, "submitted_at" },
	{ IMPORT_SIGNED, "submission_date" },
	{ IMPORT_SIGNED, "fecha_de_firma" },
	{ IMPORT_SIGNED, "date_de_signature" },
	{ IMPORT_SIGNED, "data_da_assinatura" },
	{ IMPORT_SIGNED, "datum" },
	{ IMPORT_SIGNED, "carimbo_de_data/hora" },
	{ IMPORT_SIGNED, "informazioni_cronologiche" },
	{ IMPORT_SIGNED, "tijdstempel" },
	{ IMPORT_SIGNED, "sygnatura_czasowa" },
	{ IMPORT_SIGNED, "отметка_времени" },
	{ IMPORT_SIGNED, "позначка_часу" },
	{ IMPORT_SIGNED, "طابع_زمني" },
	{ IMPORT_SIGNED, "時間戳記" },
	{ IMPORT_SIGNED, "时间戳记" },
	{ IMPORT_SIGNED, "タイムスタンプ" },
	{ IMPORT_SIGNED, "타임스탬프" },
	{ IMPORT_SIGNED, "תאריך" },
	{ IMPORT_SIGNED, "التاريخ" },
	{ IMPORT_SIGNED, "日期" },
	{ IMPORT_COMMENT, "reason_for_signing" },
	{ IMPORT_COMMENT, "comentario" },
	{ IMPORT_COMMENT, "comentarios" },
	{ IMPORT_COMMENT, "commentaire" },
	{ IMPORT_COMMENT, "kommentar" },
	{ IMPORT_COMMENT, "הערה" },
	{ IMPORT_COMMENT, "הערות" },
	{ IMPORT_COMMENT, "تعليق" },
	{ 0, NULL },
};

/* Two words before one: "first name" is no name. */
static const struct column_word words[] = {
	{ IMPORT_GIVEN, "first name" },
	{ IMPORT_GIVEN, "given name" },
	{ IMPORT_FAMILY, "last name" },
	{ IMPORT_FAMILY, "family name" },
	{ IMPORT_FAMILY, "surname" },
	{ IMPORT_NAME, "full name" },
	{ IMPORT_NAME, "name and surname" },
	{ IMPORT_EMAIL, "email address" },
	{ IMPORT_EMAIL, "e mail address" },
	{ IMPORT_EMAIL, "e mail" },
	{ IMPORT_EMAIL, "email" },
	{ IMPORT_NAME, "name" },
	{ IMPORT_CITY, "city" },
	{ IMPORT_CITY, "town" },
	{ IMPORT_COUNTRY, "country" },
	{ IMPORT_POSTCODE, "zip code" },
	{ IMPORT_POSTCODE, "postal code" },
	{ IMPORT_POSTCODE, "postcode" },
	{ IMPORT_NAME, "nombre completo" },
	{ IMPORT_EMAIL, "correo electronico" },
	{ IMPORT_CITY, "ciudad" },
	{ IMPORT_COUNTRY, "pais" },
	{ 0, NULL },
};

/* Gives the name of a whole person to one part of it. */
static void narrow(struct columns *c, int field)
{
	struct column *name = &c->columns[c->of[IMPORT_NAME]];
	int place = c->of[IMPORT_NAME];

	if (name->how != COLUMN_GUESSED || c->of[field] >= 0)
		return;
	c->of[IMPORT_NAME] = -1;
	name->field = -1;
	name->how = COLUMN_EXTRA;
	columns_guess(c, field, place);
}

/*
 * Nombre, Nome and Nom are the whole name, or with Apellidos and Cognome the given one, or with
 * Prénom the family's, as Name is beside Vorname.
 */
static void part_names(struct columns *c)
{
	static const char *const any[] = { "nombre", "nome", "nom", "naam", NULL };
	static const char *const given[] = { "prenom", "vorname", "voornaam", NULL };
	bool whole = c->of[IMPORT_NAME] >= 0;

	for (size_t i = 0; any[i] && !whole; i++) {
		columns_guess(c, IMPORT_NAME, columns_find(c, any[i]));
		if (c->of[IMPORT_NAME] >= 0 && c->of[IMPORT_FAMILY] >= 0)
			narrow(c, IMPORT_GIVEN);
	}
	for (size_t i = 0; given[i]; i++)
		if (c->of[IMPORT_NAME] >= 0 && c->of[IMPORT_GIVEN] >= 0 &&
			c->of[IMPORT_GIVEN] == columns_find(c, given[i]))
			narrow(c, IMPORT_FAMILY);
}

/* "State" is a place on every platform; beside a region, as in our own files, it is ours. */
static void more(struct columns *c)
{
	int state = columns_find(c, "state");

	part_names(c);
	columns_guess(c, IMPORT_REGION, state);
	columns_guess(c, IMPORT_STATE, state);
}

static const char *missing(const struct columns *c)
{
	if (c->of[IMPORT_NAME] >= 0 || c->of[IMPORT_GIVEN] >= 0 || c->of[IMPORT_FAMILY] >= 0)
		return NULL;
	return N_(
		"the first line names no column that holds people's names (Name, First Name, Last "
		"Name); say which it is with --map COLUMN=name");
}

const struct column_set signatory_columns = {
	.name = "signatory",
	.fields = fields,
	.n_fields = IMPORT_FIELDS,
	.guesses = guesses,
	.words = words,
	.more = more,
	.missing = missing,
};

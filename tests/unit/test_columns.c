#include "config.h"

#include "import/signatory_columns.h"

#include "model/workspace.h"
#include "tests/unit/model_help.h"

#define CELLS 40

/* A header whose cells are parted by '|'. */
struct header {
	struct slice cells[CELLS];
	struct csv_record record;
};

static struct csv_record *header_of(struct header *h, const char *text)
{
	memset(h, 0, sizeof(*h));
	for (;;) {
		size_t len = strcspn(text, "|");

		h->cells[h->record.n_cells++] = (struct slice){ text, len };
		text += len;
		if (!*text++)
			break;
	}
	h->record.cells = h->cells;
	h->record.line = 1;
	return &h->record;
}

/* The mapping as columns_tell() says it, in one line: "Name = name; Tags = -". */
static void assert_maps(
	struct db *db, const char *header, const char *const *maps, const char *expected)
{
	struct header h;
	struct columns c;
	struct str told = STR_INIT;
	enum status st = columns_read(db, &signatory_columns, header_of(&h, header), maps, &c);

	must(db, st);
	columns_tell(&c, &told);
	for (char *p = told.data; p && (p = strchr(p, '\n')) != NULL; p++)
		*p = ';';
	assert_string_equal(str_text(&told), expected);
	for (int i = 0; i < IMPORT_FIELDS; i++)
		if (c.of[i] >= 0)
			assert_int_equal(c.columns[c.of[i]].field, i);
	str_free(&told);
	columns_free(&c);
}

static void assert_guesses(void **state, const char *header, const char *expected)
{
	assert_maps(*state, header, NULL, expected);
}

static void assert_no(struct db *db, const char *header, const char *const *maps, const char *what)
{
	struct header h;
	struct columns c;
	enum status st = columns_read(db, &signatory_columns, header_of(&h, header), maps, &c);

	assert_refused_field(db, st, ST_INVALID, "map", what);
	columns_free(&c);
}

static void columns_read__knows_what_the_platforms_write(void **state)
{
	assert_guesses(state, "Name|City|State|Postal Code|Country|Signed On",
		"Name = name;City = city;State = region;Postal Code = postcode;Country = country;"
		"Signed On = signed");
	assert_guesses(state,
		"uuid|first_name|last_name|email|Phone Number|can2_user_address|can2_user_city|"
		"can2_user_state|zip_code|County|country|can2_user_tags|can2_subscription_status|"
		"can2_sms_status",
		"uuid = external_id;first_name = given;last_name = family;email = email;"
		"Phone Number = -;can2_user_address = -;can2_user_city = city;can2_user_state = "
		"region;zip_code = postcode;County = -;country = country;can2_user_tags = -;"
		"can2_subscription_status = -;can2_sms_status = -");
	assert_guesses(state,
		"Contact ID|External Identifier|First Name|Middle Name|Last Name|Do Not Email|"
		"Postal Code|State|Country|Email",
		"Contact ID = external_id;External Identifier = -;First Name = given;Middle Name = "
		"-;Last Name = family;Do Not Email = -;Postal Code = postcode;State = region;"
		"Country = country;Email = email");
	assert_guesses(state,
		"activity_date_time|status_id|first_name|last_name|country_iso|country",
		"activity_date_time = signed;status_id = confirmed;first_name = given;last_name = "
		"family;country_iso = country;country = -");
	assert_guesses(state,
		"first_name|last_name|phone|email|subscribed_to_mailinglist|confirmed",
		"first_name = given;last_name = family;phone = -;email = email;"
		"subscribed_to_mailinglist = -;confirmed = confirmed");
	assert_guesses(state,
		"contact.first_name|contact.last_name|contact.email|contact.phone|"
		"contact.postcode|contact.country|created|optIn",
		"contact.first_name = given;contact.last_name = family;contact.email = email;"
		"contact.phone = -;contact.postcode = postcode;contact.country = country;created = "
		"signed;optIn = -");
	assert_guesses(state, "email|akid|user_id|first_name|city|country|created_at",
		"email = email;akid = external_id;user_id = -;first_name = given;city = city;"
		"country = country;created_at = signed");
}

static void columns_read__knows_forms_of_many_languages(void **state)
{
	assert_guesses(state, "Marca temporal|Nombre|Apellidos|Correo electrónico|País",
		"Marca temporal = signed;Nombre = given;Apellidos = family;Correo electrónico = "
		"email;País = country");
	assert_guesses(state, "Nombre|Correo|Provincia",
		"Nombre = name;Correo = email;Provincia = region");
	assert_guesses(state, "Horodateur|Nom|Prénom|Adresse e-mail|Département",
		"Horodateur = signed;Nom = family;Prénom = given;Adresse e-mail = email;"
		"Département = region");
	assert_guesses(state, "Vorname|Name|PLZ|Ort",
		"Vorname = given;Name = family;PLZ = postcode;Ort = city");
	assert_guesses(state, "Nome|Cognome|Città", "Nome = given;Cognome = family;Città = city");
	assert_guesses(state, "First Name|Name", "First Name = given;Name = name");
	assert_guesses(state, "חותמת זמן|שם|כתובת אימייל|מיקוד",
		"חותמת זמן = signed;שם = name;כתובת אימייל = email;מיקוד = postcode");
	assert_guesses(state, "طابع زمني|الاسم الأول|اسم العائلة|البريد الإلكتروني",
		"طابع زمني = signed;الاسم الأول = given;اسم العائلة = family;البريد الإلكتروني = "
		"email");
	assert_guesses(state, "時間戳記|姓名|電子郵件地址|國家",
		"時間戳記 = signed;姓名 = name;電子郵件地址 = email;國家 = country");
	assert_guesses(state, "Отметка времени|Имя|Фамилия",
		"Отметка времени = signed;Имя = given;Фамилия = family");
	assert_guesses(state, "タイムスタンプ|氏名|メールアドレス|郵便番号",
		"タイムスタンプ = signed;氏名 = name;メールアドレス = email;郵便番号 = postcode");
}

static void columns_read__matches_without_case_blanks_and_commas(void **state)
{
	assert_guesses(state, " NAME |E-Mail,|  Postal-Code\t|signed\non",
		"NAME = name;E-Mail = email;Postal-Code = postcode;signed␊on = -");
	assert_guesses(state, "Apellidos|Correo electrónico|País|Código Postal",
		"Apellidos = family;Correo electrónico = email;País = country;Código Postal = "
		"postcode");
	assert_guesses(state, "\xE2\x80\x8Fשם מלא|עיר", "<U+200F>שם מלא = name;עיר = city");
}

static void columns_read__tells_equal_headers_apart(void **state)
{
	static const char *const maps[] = { "email (3)=email", NULL };

	assert_guesses(state, "Name|Email|email|Email (2)|EMAIL||",
		"Name = name;Email = email;email (2) = -;Email (2) (2) = -;EMAIL (3) = -;Column 6 "
		"= "
		"-;Column 7 = -");
	{
		/* Thousands of the same are told apart at once. */
		struct slice cells[8000];
		struct csv_record record = { .cells = cells, .n_cells = 8000, .line = 1 };
		struct columns c;

		for (size_t i = 0; i < record.n_cells; i++)
			cells[i] = (struct slice){ "name", 4 };
		assert_int_equal(
			columns_read(*state, &signatory_columns, &record, NULL, &c), ST_OK);
		assert_string_equal(c.columns[7999].title, "name (8000)");
		columns_free(&c);
	}
	assert_maps(*state, "Name|Email|email|EMAIL", maps,
		"Name = name;Email = -;email (2) = -;EMAIL (3) = email");
}

static void columns_read__takes_state_for_a_place(void **state)
{
	assert_guesses(state, "name|state", "name = name;state = region");
	assert_guesses(state, "name|region|state", "name = name;region = region;state = state");
}

static void columns_read__takes_plain_questions(void **state)
{
	assert_guesses(state,
		"Timestamp|Email address|What is your full name?|In which city do you live?|"
		"Country of residence|What moved you to sign?",
		"Timestamp = signed;Email address = email;What is your full name? = name;In which "
		"city do you live? = city;Country of residence = country;What moved you to sign? = "
		"-");
	assert_guesses(state, "Your first name|Your last name (surname)|Your e-mail:",
		"Your first name = given;Your last name (surname) = family;Your e-mail: = email");
	assert_guesses(state,
		"Name|May we publish your name?|Name of your organisation|City and country|"
		"Country of birth|Your email, please|Your friend's email",
		"Name = name;May we publish your name? = -;Name of your organisation = -;City and "
		"country = -;Country of birth = -;Your email, please = email;Your friend's email = "
		"-");
	assert_guesses(state, "name|Do Not Email|No Bulk Emails|Email type|Event name",
		"name = name;Do Not Email = -;No Bulk Emails = -;Email type = -;Event name = -");
	assert_guesses(state, "name|Your city|City of work",
		"name = name;Your city = -;City of work = "
		"-");
}

static void columns_read__obeys_what_is_said(void **state)
{
	static const char *const maps[] = { "Who=name", "e-mail=-", "a=b=city", NULL };
	static const char *const two[] = { "b=name", "c=name", NULL };
	static const char *const both[] = { "b=name", "b=city", NULL };
	static const char *const nowhere[] = { "Where=city", NULL };
	static const char *const nothing[] = { "name=colour", NULL };
	static const char *const bare[] = { "name", NULL };

	assert_maps(
		*state, "Name|Who|E-mail|a=b", maps, "Name = -;Who = name;E-mail = -;a=b = city");
	assert_no(*state, "a|b|c", two, "another --map says otherwise");
	assert_no(*state, "a|b|c", both, "another --map says otherwise");
	assert_no(*state, "name", nowhere, "has no such column");
	assert_no(*state, "name", nothing, "name, given, family, email");
	assert_no(*state, "name", bare, "COLUMN=FIELD");
	assert_no(*state, "e-mail|city", NULL, "--map COLUMN=name");
}

static void columns_remember__keeps_what_was_said_for_the_same_headers(void **state)
{
	static const char *const maps[] = { "Who=name", "City=-", NULL };
	static const char *const other[] = { "Where=city", NULL };
	struct db *db = *state;
	struct header h;
	struct columns c;
	char key[100];
	struct str value = STR_INIT;

	assert_int_equal(
		columns_read(db, &signatory_columns, header_of(&h, "Who|Where|City"), maps, &c),
		ST_OK);
	assert_false(c.remembered);
	assert_int_equal(columns_remember(db, &c), ST_OK);
	snprintf(key, sizeof(key), "mapping/signatory/%.32s", c.fingerprint);
	assert_int_equal(workspace_get(db, key, &value), ST_OK);
	assert_string_equal(str_text(&value), "Who=name\nCity=-");
	columns_free(&c);

	/* Case and blanks do not make another file of it. */
	assert_maps(db, "who |WHERE|city", NULL, "who = name;WHERE = -;city = -");
	assert_maps(db, "Who|Where|City", other, "Who = name;Where = city;City = -");
	assert_int_equal(
		columns_read(db, &signatory_columns, header_of(&h, "Who|Where|City"), NULL, &c),
		ST_OK);
	assert_true(c.remembered);
	assert_int_equal(c.columns[0].how, COLUMN_REMEMBERED);
	columns_free(&c);
	assert_no(db, "Who|Where|City|More", NULL, "--map COLUMN=name");

	/* A field that is no more, a column that is not there: passed over. */
	assert_int_equal(workspace_put(db, key, "Who=name\nCity=colour\nNo=city"), ST_OK);
	assert_maps(db, "Who|Where|City", NULL, "Who = name;Where = -;City = city");
	str_free(&value);
}

static void columns_read__notes_what_is_kept_beside(void **state)
{
	struct header h;
	struct columns c;

	assert_int_equal(columns_read(*state, &signatory_columns,
				 header_of(&h, "name|Phone||Tags\x1B[2J"), NULL, &c),
		ST_OK);
	assert_string_equal(str_text(&c.unused), "Phone, Tags␛[2J");
	assert_int_equal(c.n_extra, 3);
	assert_int_equal(c.extra[2], 3);
	columns_free(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(columns_read__knows_what_the_platforms_write),
		MODEL_TEST(columns_read__knows_forms_of_many_languages),
		MODEL_TEST(columns_read__matches_without_case_blanks_and_commas),
		MODEL_TEST(columns_read__tells_equal_headers_apart),
		MODEL_TEST(columns_read__takes_state_for_a_place),
		MODEL_TEST(columns_read__takes_plain_questions),
		MODEL_TEST(columns_read__obeys_what_is_said),
		MODEL_TEST(columns_remember__keeps_what_was_said_for_the_same_headers),
		MODEL_TEST(columns_read__notes_what_is_kept_beside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

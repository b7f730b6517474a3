#include "config.h"

#include "model/reading.h"

#include <string.h>

#include "model/i18n.h"

static const struct {
	const char *name;
	const char *label;
	bool reveals; /* whatever it is */
} names[] = {
	{ "title", N_("Title"), false },
	{ "subject", N_("Subject"), false },
	{ "description", N_("Description"), false },
	{ "keywords", N_("Keywords"), false },
	{ "date", N_("Date"), false },
	{ "created", N_("Made"), false },
	{ "modified", N_("Changed"), false },
	{ "printed", N_("Printed"), false },
	{ "printed-by", N_("Printed by"), true },
	{ "place", N_("Place"), true },
	{ "device", N_("Device"), true },
	{ "serial", N_("Serial number"), true },
	{ "owner", N_("Owner of the device"), true },
	{ "author", N_("Author"), true },
	{ "editor", N_("Changed by"), true },
	{ "company", N_("Organisation"), true },
	{ "manager", N_("Manager"), true },
	{ "licence", N_("Licensed to"), true },
	{ "copyright", N_("Rights"), true },
	{ "program", N_("Program"), false },
	{ "template", N_("Template"), false },
	{ "path", N_("Folder"), true },
	{ "from", N_("From"), true },
	{ "to", N_("To"), true },
	{ "sent-from", N_("Sent from the address"), true },
	{ "attachment", N_("Attached file"), false },
	{ "deleted", N_("Deleted text that is still in it"), true },
	{ "comment", N_("Comment by"), true },
	{ "encoding", N_("Encoding"), false },
	{ "language", N_("Language"), false },
};

#define N_NAMES (sizeof(names) / sizeof(names[0]))

static size_t find(const char *name)
{
	size_t i = 0;

	while (i < N_NAMES && strcmp(names[i].name, name))
		i++;
	return i;
}

bool says_name(const char *name)
{
	return find(name) < N_NAMES;
}

const char *says_label(const char *name)
{
	size_t i = find(name);

	return i < N_NAMES ? _(names[i].label) : name;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (unsigned char)c >= 0x80;
}

/* A letter before the @, and one after it with a dot behind. */
static bool has_address(const char *value)
{
	for (const char *at = strchr(value, '@'); at; at = strchr(at + 1, '@')) {
		const char *p = at + 1;

		if (at == value || !is_letter(at[-1]) || !is_letter(*p))
			continue;
		while (is_letter(*p) || *p == '-')
			p++;
		if (*p == '.' && is_letter(p[1]))
			return true;
	}
	return false;
}

/* Folders below which the next one is somebody's name. */
static const char *const homes[] = { "/home/", "/Users/", "\\Users\\", "/media/",
	"\\Documents and Settings\\", "/var/mobile/", "\\\\", "file:///" };

static bool has_folder(const char *value)
{
	for (size_t i = 0; i < sizeof(homes) / sizeof(homes[0]); i++)
		if (strstr(value, homes[i]))
			return true;
	return false;
}

bool says_reveals(const char *name, const char *value)
{
	size_t i = find(name);

	return (i < N_NAMES && names[i].reveals) || has_address(value) || has_folder(value);
}

#include "config.h"

#include <gexiv2/gexiv2.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/str.h"
#include "reader/says.h"

/* EXIF, XMP and IPTC through gexiv2. Tags: https://exiv2.org/metadata.html */

static const struct {
	const char *tag;
	const char *name;
} tags[] = {
	{ "Exif.Photo.BodySerialNumber", "serial" },
	{ "Exif.Photo.LensSerialNumber", "serial" },
	{ "Exif.Canon.SerialNumber", "serial" },
	{ "Exif.Nikon3.SerialNumber", "serial" },
	{ "Exif.Image.CameraSerialNumber", "serial" },
	{ "Xmp.aux.SerialNumber", "serial" },
	{ "Xmp.exifEX.BodySerialNumber", "serial" },
	{ "Exif.Photo.CameraOwnerName", "owner" },
	{ "Exif.Canon.OwnerName", "owner" },
	{ "Xmp.aux.OwnerName", "owner" },
	{ "Exif.Image.HostComputer", "device" },
	{ "Exif.Image.Artist", "author" },
	{ "Exif.Image.XPAuthor", "author" },
	{ "Xmp.dc.creator", "author" },
	{ "Iptc.Application2.Byline", "author" },
	{ "Iptc.Application2.Writer", "editor" },
	{ "Xmp.photoshop.CaptionWriter", "editor" },
	{ "Exif.Image.Software", "program" },
	{ "Exif.Image.ProcessingSoftware", "program" },
	{ "Xmp.xmp.CreatorTool", "program" },
	{ "Xmp.pdf.Producer", "program" },
	{ "Iptc.Application2.Program", "program" },
	{ "Exif.Image.Copyright", "copyright" },
	{ "Xmp.dc.rights", "copyright" },
	{ "Iptc.Application2.Copyright", "copyright" },
	{ "Xmp.dc.title", "title" },
	{ "Exif.Image.XPTitle", "title" },
	{ "Iptc.Application2.ObjectName", "title" },
	{ "Exif.Image.ImageDescription", "description" },
	{ "Exif.Photo.UserComment", "description" },
	{ "Exif.Image.XPComment", "description" },
	{ "Xmp.dc.description", "description" },
	{ "Iptc.Application2.Caption", "description" },
	{ "Xmp.dc.subject", "keywords" },
	{ "Iptc.Application2.Keywords", "keywords" },
	{ "Iptc.Application2.City", "place" },
	{ "Iptc.Application2.SubLocation", "place" },
	{ "Iptc.Application2.CountryName", "place" },
	{ "Xmp.photoshop.City", "place" },
	{ "Xmp.photoshop.Country", "place" },
	{ "Xmp.iptc.Location", "place" },
	{ "Xmp.photoshop.Source", "company" },
	{ "Xmp.xmpRights.Owner", "owner" },
};

/* Those that stand for the same: the first that is there is said. */
static const char *const taken[] = { "Exif.Photo.DateTimeOriginal", "Xmp.exif.DateTimeOriginal",
	"Xmp.photoshop.DateCreated", "Iptc.Application2.DateCreated",
	"Exif.Photo.DateTimeDigitized", NULL };
static const char *const made[] = { "Xmp.xmp.CreateDate", NULL };
static const char *const changed[] = { "Exif.Image.DateTime", "Xmp.xmp.ModifyDate", NULL };

/* Its text, owned by the caller; NULL: it is not there. */
static char *text_of(GExiv2Metadata *m, const char *tag)
{
	GError *error = NULL;
	char *text = NULL;

	if (gexiv2_metadata_try_has_tag(m, tag, &error))
		text = gexiv2_metadata_try_get_tag_interpreted_string(m, tag, &error);
	g_clear_error(&error);
	return text;
}

/* EXIF writes 2020:04:17 10:00:00. */
static void plain_date(char *text)
{
	if (strlen(text) >= 10 && text[4] == ':' && text[7] == ':')
		text[4] = text[7] = '-';
	if (strlen(text) > 10 && text[10] == ' ')
		text[10] = 'T';
}

static void say_date(struct reader *r, GExiv2Metadata *m, const char *name, const char *const *from)
{
	char *text = NULL;

	for (; *from && !text; from++)
		text = text_of(m, *from);
	if (text) {
		struct str date = STR_INIT;
		char *zone = text_of(m, "Exif.Photo.OffsetTimeOriginal");

		plain_date(text);
		str_add(&date, text);
		if (zone && strlen(text) == 19)
			str_add(&date, zone);
		says(r, name, str_text(&date));
		str_free(&date);
		g_free(zone);
	}
	g_free(text);
}

static void say_place(struct reader *r, GExiv2Metadata *m)
{
	GError *error = NULL;
	double longitude, latitude;
	char text[64];

	if (gexiv2_metadata_try_get_gps_longitude(m, &longitude, &error) &&
		gexiv2_metadata_try_get_gps_latitude(m, &latitude, &error) && isfinite(latitude) &&
		isfinite(longitude) && fabs(latitude) <= 90 && fabs(longitude) <= 180 &&
		(latitude != 0 || longitude != 0)) {
		snprintf(text, sizeof(text), "%.6f, %.6f", latitude, longitude);
		says(r, "place", text);
	}
	g_clear_error(&error);
}

static void say_device(struct reader *r, GExiv2Metadata *m)
{
	char *make = text_of(m, "Exif.Image.Make"), *model = text_of(m, "Exif.Image.Model");
	struct str device = STR_INIT;

	/* Some makers begin the model with their own name. */
	if (make && model && !strncmp(make, model, strlen(make)))
		str_add(&device, model);
	else
		str_addf(&device, "%s %s", make ? make : "", model ? model : "");
	says(r, "device", str_text(&device));
	str_free(&device);
	g_free(make);
	g_free(model);
}

void says_of_image(struct reader *r, const void *bytes, size_t len)
{
	GError *error = NULL;
	GExiv2Metadata *m = gexiv2_metadata_new();

	if (gexiv2_metadata_open_buf(m, bytes, (glong)len, &error)) {
		say_date(r, m, "date", taken);
		say_date(r, m, "created", made);
		say_date(r, m, "modified", changed);
		say_place(r, m);
		say_device(r, m);
		for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
			char *text = text_of(m, tags[i].tag);

			says(r, tags[i].name, text);
			g_free(text);
		}
	}
	g_clear_error(&error);
	g_object_unref(m);
}

#include "config.h"

#include "reader/reader.h"

static const struct reader_mode modes[] = {
	{ "burn", mode_burn, 2048, 14400, true },
	{ "mail", mode_mail, 1024, 600, false },
	{ "ocr", mode_ocr, 2048, 3600, false },
	{ "read", mode_read, 1024, 120, false },
	{ "strip", mode_strip, 1024, 600, true },
	{ "unseen", mode_unseen, 2048, 14400, true },
	{ "picture", mode_picture, 1024, 30, false },
	{ "stamp", mode_stamp, 512, 60, false },
	{ NULL, NULL, 0, 0, false },
};

int main(int argc, char **argv)
{
	return reader_main(modes, argc, argv);
}

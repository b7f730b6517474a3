#include "config.h"

#include "reader/burn.h"
#include "reader/see.h"

enum reader_why mode_burn(struct reader *r)
{
	struct burn_list list;
	struct see *see = NULL;
	enum reader_why why = WHY_NONSENSE;
	bool read = burn_list_read(&list);

	if (read && list.n_words && !burn_see_open(r, SAY_BURN_BLIND, &see)) {
		see_close(see);
		see = NULL;
	}
	if (read)
		switch (burn_kind()) {
		case BURN_PDF:
			why = burn_pdf(r, &list, see);
			break;
		case BURN_JPEG:
		case BURN_PNG:
			why = burn_picture(r, &list, see);
			break;
		default:
			why = WHY_KIND;
		}
	see_close(see);
	burn_list_free(&list);
	return why;
}

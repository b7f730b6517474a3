#include "config.h"

#include "reader/burn.h"

enum reader_why mode_burn(struct reader *r)
{
	struct burn_list list;
	enum reader_why why = WHY_NONSENSE;

	if (burn_list_read(&list))
		switch (burn_kind()) {
		case BURN_PDF:
			why = burn_pdf(r, &list);
			break;
		case BURN_JPEG:
		case BURN_PNG:
			why = burn_picture(r, &list);
			break;
		default:
			why = WHY_KIND;
		}
	burn_list_free(&list);
	return why;
}

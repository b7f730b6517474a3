#include "config.h"

#include "model/contact.h"

void contact_number(int64_t id, struct str *out)
{
	str_addf(out, "amparo-%llx", (unsigned long long)id);
}

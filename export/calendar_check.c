#include "config.h"

#include <string.h>

#include "export/calendar_internal.h"

/* What was written is read as another program would read it. */

static bool same_text(const char *a, const char *b)
{
	return a ? b && !strcmp(a, b) : !b;
}

static bool same_component(icalcomponent *made, icalcomponent *read)
{
	static const icalproperty_kind kinds[] = { ICAL_UID_PROPERTY, ICAL_SUMMARY_PROPERTY,
		ICAL_DTSTART_PROPERTY, ICAL_DUE_PROPERTY, ICAL_STATUS_PROPERTY,
		ICAL_SEQUENCE_PROPERTY, ICAL_LOCATION_PROPERTY, ICAL_DESCRIPTION_PROPERTY,
		ICAL_TRIGGER_PROPERTY, ICAL_CLASS_PROPERTY };

	if (icalcomponent_isa(made) != icalcomponent_isa(read))
		return false;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		icalproperty *a = icalcomponent_get_first_property(made, kinds[i]);
		icalproperty *b = icalcomponent_get_first_property(read, kinds[i]);

		if (!a != !b)
			return false;
		if (a && !same_text(icalproperty_get_value_as_string(a),
				 icalproperty_get_value_as_string(b)))
			return false;
	}
	return true;
}

/* Both have the same parts in the same order. */
static bool same_parts(icalcomponent *made, icalcomponent *read)
{
	icalcompiter a = icalcomponent_begin_component(made, ICAL_ANY_COMPONENT);
	icalcompiter b = icalcomponent_begin_component(read, ICAL_ANY_COMPONENT);

	for (;;) {
		icalcomponent *x = icalcompiter_deref(&a);
		icalcomponent *y = icalcompiter_deref(&b);
		icalcompiter ia, ib;

		if (!x || !y)
			return !x && !y;
		if (!same_component(x, y))
			return false;
		/* Alarms: one step down is as deep as it goes. */
		ia = icalcomponent_begin_component(x, ICAL_ANY_COMPONENT);
		ib = icalcomponent_begin_component(y, ICAL_ANY_COMPONENT);
		while (icalcompiter_deref(&ia) && icalcompiter_deref(&ib)) {
			if (!same_component(icalcompiter_deref(&ia), icalcompiter_deref(&ib)))
				return false;
			icalcompiter_next(&ia);
			icalcompiter_next(&ib);
		}
		if (icalcompiter_deref(&ia) || icalcompiter_deref(&ib))
			return false;
		icalcompiter_next(&a);
		icalcompiter_next(&b);
	}
}

bool calendar_reads_back(icalcomponent *made, const char *text)
{
	icalcomponent *read = icalparser_parse_string(text);
	bool good = read && icalcomponent_isa(read) == ICAL_VCALENDAR_COMPONENT &&
		    icalcomponent_count_errors(read) == 0 && same_parts(made, read);

	if (read)
		icalcomponent_free(read);
	return good;
}

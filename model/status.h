/*
 * What a call that can fail answers. Zero is done; ST_END is the ordinary end of a walk; the
 * negative ones are failures, few enough that a caller can act on each. The sentence for the
 * user lives in the handle, see db_error().
 */
#ifndef AMPARO_MODEL_STATUS_H
#define AMPARO_MODEL_STATUS_H

enum status {
	ST_OK = 0,        /* done */
	ST_END = 1,       /* nothing more to give; not a failure */
	ST_NOTFOUND = -1, /* no such record, file, or entry */
	ST_CONFLICT = -2, /* somebody changed it meanwhile, or something stands in the way */
	ST_INVALID = -3,  /* a value is refused; db_error_field() names the field */
	ST_LOCKED = -4,   /* another program holds the file */
	ST_TOONEW = -5,   /* a newer version of Amparo wrote the file */
	ST_NOTOURS = -6,  /* not a case file, or a damaged one */
	ST_IO = -7,       /* reading or writing outside the case file failed */
	ST_DB = -8,       /* reading or writing the case file failed */
	ST_STOPPED = -9,  /* the user stopped it; nothing was changed */
};

#define MUST_USE __attribute__((warn_unused_result))

#endif

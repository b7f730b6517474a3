/*
 * Exhibits as a BagIt bag (RFC 8493): their files under data/, manifests of SHA-256, what is known
 * of each in exhibits.csv, and in custody.csv the chain of each as the bundle has it: import/intake
 * reads both back. What a record's level or a gag order keeps stays behind, and so
 * does a message with an attachment that stays behind, as its bytes hold it.
 */
#ifndef AMPARO_EXPORT_BAG_H
#define AMPARO_EXPORT_BAG_H

#include <stdbool.h>
#include <stdint.h>

#include "model/db.h"
#include "model/status.h"

/* All lent. */
struct bag_options {
	int64_t in_case;
	int64_t petition; /* not 0: its exhibits alone */
	const char *dir;  /* missing, or an empty folder */
	const char *by;   /* for the custody entries; may be NULL */
};

struct bag_summary {
	int64_t files, bytes;
	int64_t elsewhere; /* exhibits without bytes here: by reference, or mentions */
	int64_t withheld;
	bool not_entered; /* it is written, but the custody entries are not */
};

/*
 * ST_CONFLICT: the folder holds something. ST_DB: an exhibit is damaged; ST_IO, ST_STOPPED. On
 * failure nothing is left.
 */
enum status bag_write(struct db *db, const struct bag_options *o, struct bag_summary *out) MUST_USE;

#endif

/*
 * What amparo-read says to the program that started it, on descriptor 1: records, each of a type
 * (4 bytes), a length (4 bytes; both little-endian) and so many bytes. The last is SAY_DONE or
 * SAY_REFUSED; where neither came, the reader died. Whoever listens believes nothing of it: texts
 * may be no UTF-8, numbers anything, records in any order.
 *
 * Each mode has a hundred numbers of its own; what they hold is said where they stand.
 */
#ifndef AMPARO_READER_PROTOCOL_H
#define AMPARO_READER_PROTOCOL_H

#include <stdint.h>

#define PROTOCOL_HEAD 8              /* bytes before those of a record */
#define PROTOCOL_LONGEST (16U << 20) /* bytes of one record */
#define PROTOCOL_NONE UINT32_MAX     /* as a length in what the reader is given: there is none */

enum say {
	/* All modes. */
	SAY_DONE = 1,     /* nothing: all was said */
	SAY_REFUSED = 2,  /* u32, an enum reader_why */
	SAY_PROGRESS = 3, /* u32 done, u32 of how many (0: not known) */

	/* read, ocr */
	SAY_MIME = 100,     /* text: what the bytes are */
	SAY_PAGES = 101,    /* u32: pages that it has; not said where it has none */
	SAY_TEXT = 102,     /* u32 page (from 1), its text; of a page once, in rising order */
	SAY_SEEN = 103,     /* the same, read from a picture */
	SAY_SAYS = 104,     /* a name that says_name() knows, NUL, value: what it says of itself */
	SAY_LANGUAGE = 105, /* text: the language that it says it is in, such as es or he-IL */

	/*
	 * mail: SAY_MESSAGE, SAY_HEAD ..., SAY_HEADS_END, then what is attached: SAY_PART, SAY_HEAD
	 * ... where it is a message, SAY_BYTES ..., SAY_PART_END; what is attached to that message
	 * follows with a depth more.
	 */
	SAY_MESSAGE = 200,   /* u64 from, u64 to: where a message stands in the file */
	SAY_HEAD = 201,      /* name (from, to, subject, date, id), NUL, value */
	SAY_HEADS_END = 202, /* nothing */
	SAY_PART = 203,      /* u32 depth from 1; its number such as 2.1, NUL, type, NUL, name */
	SAY_BYTES = 204,     /* of the part, decoded */
	SAY_PART_END = 205,  /* u32: 1 when it is a message that was opened */

	/* burn */
	SAY_BURN_PAGES = 300, /* u32: pages of the document */
	SAY_BURN_WORD = 301,  /* u32 page, u32 which word (from 0), u32 how often it stood there */
	SAY_BURN_AREA = 302,  /* u32 page: an area of it was burnt */
	SAY_BURN_PAGE = 303,  /* u32 page: all of it was burnt */
	SAY_BURN_BARE = 304,  /* u32 page: no text is on it, or a picture, which nobody read */
	SAY_BURN_SEEN = 305,  /* u32 page: its picture was read by OCR for the words */
	SAY_BURN_FOUND = 306, /* as SAY_BURN_WORD: found so */
	SAY_BURN_BLIND = 307, /* text: languages that OCR lacks, "" where there is no OCR */

	/* unseen */
	SAY_UNSEEN_WHERE = 310, /* u32, an enum unseen_where: of the next word */
	SAY_UNSEEN_WORD = 311,  /* u32: this word (from 0) can still be found */
	SAY_UNSEEN_LEFT = 312,  /* text: something in the copy that is no picture */
	SAY_UNSEEN_SEEN = 313,  /* u32 page: it was read again by OCR */
	SAY_UNSEEN_BLIND = 314, /* text, as SAY_BURN_BLIND */
	SAY_UNSEEN_PAGE = 315,  /* u32: the page of the next word, where it is in a picture */

	/* strip */
	SAY_STRIP_TOOK = 400, /* text: what was taken off */
	SAY_STRIP_KEPT = 401, /* text: what is still in it */

	/* picture */
	SAY_PICTURE = 500, /* u32 width, u32 height, u32 pages that there are (0: an image) */
	SAY_PIXELS = 501,  /* of it, three bytes each, row by row; as many records as it takes */

	/* stamp: of each in the order in which they were given; its end is said of each */
	SAY_STAMP_SAYS = 600,  /* a name (imprint, time, nonce, serial, policy, authority, refusal),
				  NUL, value */
	SAY_STAMP_CHAIN = 601, /* the certificates that it was traced to, as PEM */
	SAY_STAMP_END = 602,   /* u32, an enum stamp_verdict; u32, an enum stamp_wrong; u32, what
				  OpenSSL has against the chain (X509_V_ERR_...; 0: there is none) */
};

/* What an answer of a time-stamp authority is. */
enum stamp_verdict {
	STAMP_UNREADABLE, /* no answer */
	STAMP_REFUSED,    /* the authority refused */
	STAMP_SAID,       /* it can be read, and was not checked */
	STAMP_FORGED,     /* it does not answer the query, or is not whole */
	STAMP_UNTRUSTED,  /* whole, and not traced to a certificate that is trusted */
	STAMP_TRUSTED,
	STAMP_VERDICTS, /* their number */
};

/* What is wrong with one that is forged. The sentence to each stands in import/stamp_look.c. */
enum stamp_wrong {
	STAMP_SIGNATURE, /* it is not in order */
	STAMP_IMPRINT,   /* something else is stamped */
	STAMP_NONCE,
	STAMP_POLICY,
	STAMP_CERTIFICATE, /* is missing, was not valid, or is for something else */
	STAMP_OTHER_CERTIFICATE,
	STAMP_NOBODY, /* nobody signed it, or at no time */
	STAMP_WRONGS, /* their number */
};

/* Where a word was found that should be gone. */
enum unseen_where {
	UNSEEN_TEXT,    /* in the text of a page */
	UNSEEN_BYTES,   /* in the bytes as they lie */
	UNSEEN_STREAM,  /* in what they unpack to */
	UNSEEN_OBJECT,  /* in what the document says of itself */
	UNSEEN_PICTURE, /* where OCR reads it */
	UNSEEN_END,
};

/* Why a file was not read. The sentence to each stands in import/foreign.c. */
enum reader_why {
	WHY_NOT,         /* it was read */
	WHY_DAMAGED,     /* it is not what it seems to be, or broken off */
	WHY_LOCKED,      /* it asks for a password */
	WHY_KIND,        /* nothing here reads such files */
	WHY_TOO_MUCH,    /* it unpacks to more than is allowed */
	WHY_MEMORY,      /* it needs more memory than is allowed */
	WHY_TIME,        /* it takes more time than is allowed */
	WHY_BROKE,       /* the reader died of it */
	WHY_NONSENSE,    /* the reader said what cannot be */
	WHY_LIMITS,      /* the reader could not be limited, so it did not look */
	WHY_NO_OCR,      /* tesseract is not installed */
	WHY_NO_LANGUAGE, /* tesseract does not have that language */
	WHY_NO_ROOM,     /* what it writes cannot be written */
	WHY_OLD,         /* an office file of a form that was given up in 2007 */
	WHY_END,         /* their number */
};

#endif

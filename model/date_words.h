/*
 * Words that stand in dates as people type them, in English, Spanish and Hebrew, folded
 * (text_fold). Private to model/.
 */
#ifndef AMPARO_MODEL_DATE_WORDS_H
#define AMPARO_MODEL_DATE_WORDS_H

struct date_word {
	const char *text; /* NULL ends a table */
	int value;
};

extern const struct date_word date_near_days[]; /* days from today */
extern const struct date_word date_units[];     /* 'd', 'w', 'm', 'y' */
extern const struct date_word date_doubts[];    /* of enum date_doubt */

/* Words that say nothing: "the 17th of April", "17 de abril de 2020". */
extern const struct date_word date_fillers[];
extern const struct date_word date_ordinals[];

/* The word as a whole; NULL: it is not in the table. */
const struct date_word *date_word_find(const struct date_word *words, const char *word);

/* 1 to 12, and 1 Monday to 7 Sunday; 0: it is none. Three letters of it are enough. */
int date_word_month(const char *word);
int date_word_weekday(const char *word);

#endif

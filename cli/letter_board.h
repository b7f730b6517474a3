/* The board and the signature block of a letter, printed. */
#ifndef AMPARO_CLI_LETTER_BOARD_H
#define AMPARO_CLI_LETTER_BOARD_H

#include <stdint.h>

#include "cli/verb.h"

/* Where everybody stands. EXIT_DONE, or the exit code after saying what is wrong. */
int letter_put_board(struct cli *cli, int64_t letter, enum format format);

/* Those who confirmed an older text alone. */
int letter_put_again(struct cli *cli, int64_t letter, enum format format);

/* The signature block, in the words of `language` (NULL: the letter's). */
int letter_put_block(struct cli *cli, int64_t letter, enum format format, const char *language);

#endif

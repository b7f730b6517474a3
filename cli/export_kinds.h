/* What can be exported in a form of its own: a function a kind, each in a file of its own. */
#ifndef AMPARO_CLI_EXPORT_KINDS_H
#define AMPARO_CLI_EXPORT_KINDS_H

#include "cli/verb.h"
#include "export/outfile.h"

int export_kind_signatories(struct cli *cli);

/* Deadlines as iCalendar. */
int export_kind_calendar(struct cli *cli);

/* Exhibits as a BagIt bag. */
int export_kind_bag(struct cli *cli);

/* As cards, or else as rows. */
int export_kind_contacts(struct cli *cli);

/* Any kind of record that has no form of its own: its rows, whole, as CSV or JSON. */
int export_kind_rows(struct cli *cli);

/*
 * Writes to the new file that --out names, or to standard output, with progress. EXIT_DONE, or the
 * exit code after saying what is wrong.
 */
int export_out(struct cli *cli, outfile_fn *fn, void *arg);

/* --format csv or json; without it by the name that --out gives. EXIT_DONE, or after saying so. */
int export_is_json(const struct cli *cli, bool *out);

#endif

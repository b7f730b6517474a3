/* Marks for translation: _() translates now, N_() marks text that is translated where shown. */
#ifndef AMPARO_MODEL_I18N_H
#define AMPARO_MODEL_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text)

#endif

/* Pages of PDFs and images as grey dots on white, as tesseract wants them. */
#ifndef AMPARO_READER_PICTURE_H
#define AMPARO_READER_PICTURE_H

#include <poppler.h>
#include <stdbool.h>
#include <stddef.h>

#include "reader/see.h"

/* false: it is too large, or cannot be drawn. */
bool picture_of_pdf(PopplerPage *page, int dpi, struct picture *out);

/* So many times as wide and as high, smoothed. */
void picture_enlarge(struct picture *p, int by);

/* Of a picture that was read. */
struct _GdkPixbuf;
void picture_of_dots(const struct _GdkPixbuf *from, struct picture *out);

/* WHY_DAMAGED, WHY_TOO_MUCH. */
enum reader_why picture_of_image(const void *bytes, size_t len, struct picture *out);

#endif

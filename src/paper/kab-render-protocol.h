/* kab-render-protocol.h: how the program and kabinet-render, which alone opens documents, talk. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The document, or picture, is file descriptor 3. Requests come on standard input, answers leave on standard
 * output, one answer a request, in order. Each is a frame: four bytes of length, little-endian, then a GVariant in
 * little-endian normal form. A request is (operation, arguments), an answer (status, result).
 */
#define KAB_RENDER_DOCUMENT_FD 3
/* Started with this word the helper puts documents together, and has more time for it. */
#define KAB_RENDER_MODE_MERGE "merge"
#define KAB_RENDER_FRAME "(uv)"
/* A whole document goes with ADD. */
#define KAB_RENDER_LONGEST_REQUEST (12 * 1024 * 1024)
#define KAB_RENDER_LONGEST_ANSWER (96 * 1024 * 1024)
#define KAB_RENDER_MOST_PAGES 200
#define KAB_RENDER_MOST_MERGED_PAGES 1000
/* Pixels of one picture: an A4 page at 600 dots an inch is 35 million. */
#define KAB_RENDER_MOST_PIXELS (20 * 1000 * 1000)

typedef enum
{
  KAB_RENDER_OPEN, /* ()           → a(dd): width and height of each page in points */
  KAB_RENDER_PAGE, /* (ud)         → (uuuay): width, height, stride, premultiplied ARGB; d: pixels a point */
  KAB_RENDER_TEXT, /* (u)          → (sa(dddd)): the text, and where each character stands, in points */
  KAB_RENDER_EXTRACT, /* au           → ay: a PDF of these pages */
  KAB_RENDER_ADD, /* ay           → u: pages of the document, now behind those of the documents before it */
  KAB_RENDER_FINISH, /* ()           → ay: a PDF of all that was added */
  KAB_RENDER_CODES,  /* ()           → aay: what the QR codes on the picture or document say */
} KabRenderOperation;

typedef enum
{
  KAB_RENDER_OK,        /* the result is as above */
  KAB_RENDER_DAMAGED,   /* s: no document that can be read */
  KAB_RENDER_ENCRYPTED, /* s: it asks for a password */
  KAB_RENDER_TOO_LARGE, /* s: more pages or pixels than are allowed */
  KAB_RENDER_REFUSED,   /* s: a request that makes no sense */
} KabRenderStatus;

G_END_DECLS

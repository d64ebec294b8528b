/* kab-test-raw.h: a server that knows no HTTP: a fiber of the test writes the bytes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

typedef struct _KabTestRaw KabTestRaw;

/* Called in a fiber for each connection, after a request's head has come; the connection ends with it. */
typedef void (*KabTestScript) (GIOStream *stream, gpointer data);

KabTestRaw *kab_test_raw_new (KabTestScript script, gpointer data);
void kab_test_raw_set_certificate (KabTestRaw *self, GTlsCertificate *certificate);
void kab_test_raw_set_eager (KabTestRaw *self);
void kab_test_raw_free (KabTestRaw *self);
const char *kab_test_raw_get_origin (KabTestRaw *self);
const guint *kab_test_raw_get_count (KabTestRaw *self);

gboolean kab_test_raw_write (GIOStream *stream, const char *text);
gboolean kab_test_raw_write_bytes (GIOStream *stream, GBytes *bytes);
void kab_test_raw_hang (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabTestRaw, kab_test_raw_free)

G_END_DECLS

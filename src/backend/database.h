/* database.h: SQLite, opened, migrated and asked in one way. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KabDatabase KabDatabase;
typedef struct _KabRows KabRows;

KabDatabase *kab_database_open (const char *path, GError **error);
void kab_database_close (KabDatabase *self);
gboolean kab_database_migrate (KabDatabase *self, const char *part, GError **error);

/* The letters of @types bind the arguments that follow: s text, i int, l gint64, d double, b GBytes; NULL binds null. */
gboolean kab_database_run (KabDatabase *self, const char *sql, const char *types, ...);
KabRows *
kab_database_select (KabDatabase *self, const char *sql, const char *types, ...) G_GNUC_WARN_UNUSED_RESULT;
gint64 kab_database_select_integer (KabDatabase *self, const char *sql, const char *types, ...);
char *kab_database_select_text (KabDatabase *self, const char *sql, const char *types, ...)
    G_GNUC_WARN_UNUSED_RESULT;
gint64 kab_database_get_changes (KabDatabase *self);
gint64 kab_database_get_last_id (KabDatabase *self);

gboolean kab_rows_next (KabRows *self);
const char *kab_rows_get_text (KabRows *self, int column);
gint64 kab_rows_get_integer (KabRows *self, int column);
gboolean kab_rows_is_null (KabRows *self, int column);
GBytes *kab_rows_dup_bytes (KabRows *self, int column);
void kab_rows_free (KabRows *self);

gboolean kab_database_begin (KabDatabase *self);
gboolean kab_database_commit (KabDatabase *self);
void kab_database_rollback (KabDatabase *self);
gboolean kab_database_has_failed (KabDatabase *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabDatabase, kab_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KabRows, kab_rows_free)

G_END_DECLS

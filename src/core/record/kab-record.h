/* kab-record.h: immutable records that are described by a table of their members. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "kab-money.h"

G_BEGIN_DECLS

#define KAB_TYPE_RECORD (kab_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (KabRecord, kab_record, KAB, RECORD, GObject)

/* What a member holds, in JSON and in C. */
typedef enum
{
  KAB_MEMBER_STRING,    /* string: const char * */
  KAB_MEMBER_TEXT,      /* the same without the usual ceiling: legal texts, pictures in base64 */
  KAB_MEMBER_WORD,      /* a short word out of an open set ("active", "waits"): const char * */
  KAB_MEMBER_STRINGS,   /* array of strings: const char * const *, never NULL */
  KAB_MEMBER_INTEGER,   /* integer: gint64 */
  KAB_MEMBER_BOOLEAN,   /* boolean: gboolean */
  KAB_MEMBER_DOUBLE,    /* number: double; for ratings and the like, never for money */
  KAB_MEMBER_MONEY,     /* {"minor", "currency"}: const KabMoney * */
  KAB_MEMBER_DATE_TIME, /* ISO 8601 with zone: GDateTime * */
  KAB_MEMBER_DATE,      /* "2026-11-22": const GDate * */
  KAB_MEMBER_MONTH,     /* "2026-10": const GDate *, its first day */
  KAB_MEMBER_RECORD,    /* object: a record of the given type */
  KAB_MEMBER_LIST,      /* array of objects: GListModel of the given type, never NULL */
  KAB_MEMBER_JSON,      /* anything, as it came: JsonNode * */
} KabMemberKind;

typedef enum
{
  KAB_OPTIONAL = 0,
  KAB_REQUIRED = 1 << 0,
} KabMemberFlags;

/* One line of a record's table. The property has the member's name with dashes. */
typedef struct
{
  const char *name;
  KabMemberKind kind;
  KabMemberFlags flags;
  GType (*type) (void); /* of RECORD and LIST */
} KabMember;

/* The most a text, a list and a tree of records may hold. */
#define KAB_RECORD_MAX_WORD 64
#define KAB_RECORD_MAX_STRING (64 * 1024)
#define KAB_RECORD_MAX_TEXT (8 * 1024 * 1024)
#define KAB_RECORD_MAX_ITEMS 10000
#define KAB_RECORD_MAX_DEPTH 32

struct _KabRecordClass
{
  GObjectClass parent_class;

  /*< private >*/
  const KabMember *members;
  guint n_members;
  const char **properties; /* the members' names with dashes */
  GListModel **empties;    /* for the LIST members: what an absent list answers with */
};

#define KAB_RECORD_ERROR (kab_record_error_quark ())

typedef enum
{
  KAB_RECORD_ERROR_MISSING, /* a required member is not there */
  KAB_RECORD_ERROR_TYPE,    /* a member is of another JSON type */
  KAB_RECORD_ERROR_VALUE,   /* of the right type, but not a date, a currency code… */
  KAB_RECORD_ERROR_LIMIT,   /* longer or deeper than any honest answer */
} KabRecordError;

GQuark kab_record_error_quark (void);

gpointer kab_record_decode (GType type, JsonNode *node, GError **error);
JsonNode *kab_record_encode (gpointer record);

const KabMember *kab_record_type_get_members (GType type, guint *n_members);
gboolean kab_record_has (gpointer record, const char *member);

/* For the record types themselves. */
void kab_record_class_install (KabRecordClass *klass, const KabMember *members, guint n_members);

const char *kab_record_get_string (gpointer record, const char *member);
const char *const *kab_record_get_strings (gpointer record, const char *member);
gint64 kab_record_get_integer (gpointer record, const char *member);
gboolean kab_record_get_boolean (gpointer record, const char *member);
double kab_record_get_double (gpointer record, const char *member);
const KabMoney *kab_record_get_money (gpointer record, const char *member);
GDateTime *kab_record_get_date_time (gpointer record, const char *member);
const GDate *kab_record_get_date (gpointer record, const char *member);
gpointer kab_record_get_record (gpointer record, const char *member);
GListModel *kab_record_get_list (gpointer record, const char *member);
JsonNode *kab_record_get_json (gpointer record, const char *member);

/* A record type is G_DECLARE_FINAL_TYPE (…, KabRecord) in the header, and in the .c file a table
 * `static const KabMember NAME_members[]`, this line, and a line for each getter. */
#define KAB_DEFINE_RECORD(TypeName, type_name)                                                               \
  struct _##TypeName                                                                                         \
  {                                                                                                          \
    KabRecord parent_instance;                                                                               \
  };                                                                                                         \
  G_DEFINE_FINAL_TYPE (TypeName, type_name, KAB_TYPE_RECORD)                                                 \
  static void type_name##_class_init (TypeName##Class *klass)                                                \
  {                                                                                                          \
    kab_record_class_install (KAB_RECORD_CLASS (klass), type_name##_members,                                 \
                              G_N_ELEMENTS (type_name##_members));                                           \
  }                                                                                                          \
  static void type_name##_init (TypeName *self)                                                              \
  {                                                                                                          \
  }

#define KAB_GETTER(Type, TypeName, type_name, function, member, kind)                                        \
  Type type_name##_get_##function (TypeName *self)                                                           \
  {                                                                                                          \
    return kab_record_get_##kind (self, #member);                                                            \
  }

#define KAB_GET_STRING(T, t, member) KAB_GETTER (const char *, T, t, member, member, string)
#define KAB_GET_STRINGS(T, t, member) KAB_GETTER (const char *const *, T, t, member, member, strings)
#define KAB_GET_INTEGER(T, t, member) KAB_GETTER (gint64, T, t, member, member, integer)
#define KAB_GET_BOOLEAN(T, t, member) KAB_GETTER (gboolean, T, t, member, member, boolean)
#define KAB_GET_DOUBLE(T, t, member) KAB_GETTER (double, T, t, member, member, double)
#define KAB_GET_MONEY(T, t, member) KAB_GETTER (const KabMoney *, T, t, member, member, money)
#define KAB_GET_DATE_TIME(T, t, member) KAB_GETTER (GDateTime *, T, t, member, member, date_time)
#define KAB_GET_DATE(T, t, member) KAB_GETTER (const GDate *, T, t, member, member, date)
#define KAB_GET_RECORD(T, t, Nested, member) KAB_GETTER (Nested *, T, t, member, member, record)
#define KAB_GET_LIST(T, t, member) KAB_GETTER (GListModel *, T, t, member, member, list)
#define KAB_GET_JSON(T, t, member) KAB_GETTER (JsonNode *, T, t, member, member, json)

G_END_DECLS
